"""Numbered, self-contained migrations."""
