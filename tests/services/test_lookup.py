"""What is worth asking other stores for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienteling.services.lookup import looks_exact


@pytest.mark.parametrize(
    "text",
    ["ines@example.com", " +34 612 34 56 23", "612345623", "(11) 91234-5678", "CARD-77001", "S1-4711", "2001448299"],
)
def test_a_whole_contact_is(text: str) -> None:
    assert looks_exact(text)


@pytest.mark.parametrize(
    "text", ["", " ", "Inés", "Ana 2", "ines@", "@example", "A1", "123", "Calle Mayor 1", "x1\0234", "1" * 300]
)
def test_a_name_or_half_a_contact_is_not(text: str) -> None:
    assert not looks_exact(text)


@given(st.text())
def test_any_words_can_be_looked_at(text: str) -> None:
    assert looks_exact(text) in (True, False)
