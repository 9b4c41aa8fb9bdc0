"""Tests of imports: files, rows, formats, merging, and the way into both databases."""
