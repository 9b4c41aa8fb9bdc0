"""The words under which names are found."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from clienteling.domain.text import tokens
from clienteling.store.search.words import LIMIT_WORD, indexed, split


@given(st.text())
@example("İstanbul \u00a8x\u3000ﬃ ｶﾞ  नमस्ते a\u0301 \u0301b")
def test_words_do_not_reach_over_spaces(text: str) -> None:
    """Split at its spaces first, a text has the words it has as a whole."""
    assert split(text) == [word.lower()[:LIMIT_WORD] for word in tokens(text)]


def test_a_joined_name_is_also_found_as_one_word() -> None:
    assert indexed("Anne-Marie O'Brien") == ["anne", "marie", "o", "brien", "annemarie", "obrien"]
    assert indexed("Núñez\u2019s") == ["nunez", "s", "nunezs"]
    assert indexed("김민수") == [*split("김민수"), *split("민수"), *split("수")]
