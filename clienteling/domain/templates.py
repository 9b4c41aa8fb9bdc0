"""One text for several customers: a few words in it stand for something else with each of them.

``string.Template`` with a list of what may be filled in: ``$name`` and its like. Whatever else looks like a slot
(``{c.__class__}``, ``$price``) stays as it was typed, and what is filled in is not looked at again. ``$$`` is a ``$``.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Final

from clienteling.domain import text

WORDS: Final = ("name", "store", "seller")
"""What may be filled in: the customer's name, the name of the store, and who writes."""
TEMPLATE_LIMIT = 2_000
"""Characters of the text."""


class _Slots(string.Template):
    # As the base has it, but told by its letter: $Name is no word of ours.
    flags = 0  # type: ignore[assignment]  # no flag at all
    idpattern = "(?a:[a-z][a-z_]*)"


def checked(typed: str) -> str:
    """The text as it is kept; empty when nothing would be seen of it. Raises ``Rejected`` for one that is too long."""
    return text.clean(typed, TEMPLATE_LIMIT, multiline=True, what="The text")


def asks_for(template: str, word: str) -> bool:
    """Whether ``word`` is filled in somewhere."""
    return word in _Slots(template).get_identifiers()


def filled_in(template: str, values: Mapping[str, str]) -> str:
    """``template`` with ``values`` in its slots; those of other names than ``WORDS`` are not looked at."""
    return _Slots(template).safe_substitute({word: values[word] for word in WORDS if word in values})
