"""Somebody's word that two profiles are of one person, until a manager has looked at them.

It lies in the first of the two profiles as something head office tells (``customer.Insight``): so it reaches apps of
every version, and those that do not know it show nothing of it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec.structs import replace

from clienteling.domain.customer import SAME_PERSON, Customer, Insight

AskReason = Literal["same_contact", "same_card", "same_name", "customer_said"]
"""Why a seller takes two profiles for one person's."""
REASONS: tuple[AskReason, ...] = ("same_contact", "same_card", "same_name", "customer_said")
RefuseReason = Literal["two_people", "not_sure"]
"""Why a manager leaves two profiles apart."""
REFUSALS: tuple[RefuseReason, ...] = ("two_people", "not_sure")
TEXT_LIMIT = 280
"""Characters in which a seller says why: a sentence or two."""


class Ask(NamedTuple):
    """What was asked: that the profile it lies in is of the same person as ``other``. ``by`` is a seller,
    ``at`` ms by their tablet; ``stays``: whose profile stays, once a manager has agreed and until head office has
    done it; ``text``: why, in their own words.
    """

    id: str
    other: str
    reason: str
    by: str
    store: str
    at: int
    op_id: str = ""
    stays: str = ""
    text: str = ""


def asks(customer: Customer) -> tuple[Ask, ...]:
    """What waits for a manager about this profile. What cannot be read is left out."""
    found = (_read(each) for each in customer.insights if each.kind == SAME_PERSON)
    return tuple(ask for ask in found if ask is not None)


def asked(customer: Customer, ask_id: str) -> Ask | None:
    """The one called ``ask_id``."""
    return next((ask for ask in asks(customer) if ask.id == ask_id), None)


def with_ask(held: tuple[Insight, ...], ask: Ask) -> tuple[Insight, ...]:
    """``held`` with ``ask`` in the place of its namesake, or at the end."""
    told = {name: str(value) for name, value in ask._asdict().items() if value}
    new = Insight(SAME_PERSON, told)
    if all(not _is(each, ask.id) for each in held):
        return (*held, new)
    return tuple(new if _is(each, ask.id) else each for each in held)


def without_ask(held: tuple[Insight, ...], ask_id: str) -> tuple[Insight, ...]:
    """``held`` without what is called ``ask_id``."""
    return tuple(each for each in held if not _is(each, ask_id))


def without_words(held: tuple[Insight, ...]) -> tuple[Insight, ...]:
    """``held`` without what sellers said in their own words."""
    return tuple(
        replace(each, values={name: value for name, value in each.values.items() if name != "text"})
        if each.kind == SAME_PERSON
        else each
        for each in held
    )


def _is(insight: Insight, ask_id: str) -> bool:
    return insight.kind == SAME_PERSON and insight.values.get("id") == ask_id


def _read(insight: Insight) -> Ask | None:
    told, at = insight.values, insight.values.get("at", "")
    if not (told.get("id") and told.get("other") and at.isascii() and at.isdigit()):
        return None
    words = {name: told.get(name, "") for name in Ask._fields if name != "at"}
    return Ask(**words, at=int(at))


def stays_by_default(one: Customer, two: Customer) -> Customer:
    """Which of two profiles stays unless somebody chooses: the one with a loyalty card, else whose customer bought
    first, else the one that was made first.
    """
    return min((one, two), key=lambda who: (who.loyalty is None, who.summary.first_purchase_at or _NEVER, who.id))


_NEVER = 1 << 62
