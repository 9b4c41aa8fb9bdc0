"""Paths, clock and log."""
