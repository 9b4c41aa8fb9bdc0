"""Tests of the repository tools: each must catch what it is there for."""
