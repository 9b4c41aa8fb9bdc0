"""Schedules of everything that can go wrong, drawn from a seed, over the real programs.

``python -m tests.simulation --help``. One schedule: two or three tablets (the real engine and the real files) of two
stores, the real head office in this process, and between them a network that loses, doubles, delays and damages
messages. Tablets are killed at any commit, copied, put back to older states; so is head office. In the end the network
heals, and ``oracle`` says whether every word is where it belongs.
"""
