"""Tests of clienteling/platform/secrets."""
