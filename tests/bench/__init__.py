"""Tests of the benchmarks: what they write, not what they measure."""
