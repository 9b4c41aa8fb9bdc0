"""Tests of the pure rules and values."""
