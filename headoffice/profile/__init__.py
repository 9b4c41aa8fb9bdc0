"""Profiles, history and catalogue: between the documents that travel and the tables."""
