"""Tests of clienteling/platform/vault."""
