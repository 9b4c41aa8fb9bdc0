"""Tests of the use cases, over real files of a tablet."""
