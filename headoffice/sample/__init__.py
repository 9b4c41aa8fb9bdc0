"""The sample retailer: an invented fashion house with stores, sellers and customers on every channel.

Everything follows from (seed, number of customers, stores, day), so that a demonstration, a test and a benchmark can
name what they looked at and find it again. ``generate`` makes the entities without any database; ``fill`` writes them.
"""
