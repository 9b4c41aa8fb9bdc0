"""Tests of head office, on both databases."""
