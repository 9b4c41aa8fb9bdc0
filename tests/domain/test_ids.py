"""Identifiers: shape, order, repeatability."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienteling.domain.ids import is_id, new_id, source_id


@given(st.integers(min_value=-(2**50), max_value=2**60))
def test_any_clock_gives_an_identifier(now: int) -> None:
    made = new_id(now)
    assert is_id(made)
    assert made[12] == "7"  # the version digit of RFC 9562
    assert made[16] in "89ab"  # and its variant


def test_identifiers_differ_and_sort_by_time() -> None:
    made = [new_id(at) for at in range(1_000)]
    assert made == sorted(made)
    assert len({new_id(5) for _ in range(1_000)}) == 1_000


def test_a_source_names_the_same_thing_the_same_way() -> None:
    assert source_id("shop", "customer", "12") == source_id("shop", "customer", "12")
    assert len({source_id(*key) for key in (("a", "b", "c"), ("a", "bc", ""), ("ab", "", "c"), ("a", "b", "d"))}) == 4


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["customer", "contact"]))
def test_what_a_source_names_is_a_uuid_of_version_5(key: str, kind: str) -> None:
    namespace = uuid.UUID("6f1f3f5e-3f0b-5c86-9a55-6d4c7f0b7a11")
    assert source_id("shop", kind, key) == uuid.uuid5(namespace, f"shop\x1f{kind}\x1f{key}").hex


@pytest.mark.parametrize("text", ["", "a" * 31, "a" * 33, "A" * 32, "g" * 32, "a" * 32 + "\n", "é" * 32])
def test_other_texts_are_no_identifiers(text: str) -> None:
    assert not is_id(text)
