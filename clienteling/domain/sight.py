"""What may be seen of a customer by these levels (``domain.policy``): at head office what leaves to a kind of tablet,
on the tablet what is shown to whoever is signed in.

Versions, positions and sums do not depend on it, so rows of one version are one row to every tablet, whatever of it
each may hold. Where a view lets a profile through as it is, the stored bytes are handed on untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import msgspec
from msgspec.structs import replace

from clienteling.domain.apply import Conflict
from clienteling.domain.customer import (
    SAME_PERSON,
    SUPPRESSED,
    ContactPoint,
    Customer,
    Identifier,
    ImportantDate,
    Insight,
    Proposal,
)
from clienteling.domain.history import Cart, Note, Order, OrderLine, Ticket, Wishlist
from clienteling.domain.masks import masked
from clienteling.domain.policy import Group, Level
from clienteling.domain.same_person import without_words

_decode = msgspec.json.Decoder(Customer).decode
_CONTACTS: tuple[Group, ...] = ("phone", "email", "address", "social")
_WHOLE = frozenset({"full", "reveal"})
"""Levels at which a tablet may hold a value."""
_NUMBER = re.compile(r"\+?[\d\s()./-]{7,}")
_FEWEST_DIGITS = 7


class View:
    """The view by one set of levels. Make one with ``of``."""

    def __init__(self, levels: Mapping[Group, Level]) -> None:
        self._levels = dict(levels)
        self._money = levels["spend"] == "full"
        self._contacts_whole = all(levels[group] in _WHOLE for group in _CONTACTS)
        self._profiles_whole = (
            self._contacts_whole
            and levels["birthday"] == levels["scores"] == levels["notes"] == "full"
            and levels["spend"] in {"full", "band"}
        )

    @staticmethod
    def of(levels: Mapping[Group, Level]) -> View:
        """The view by these levels; the same again for the same ones."""
        return _view(tuple(levels.items()))

    @property
    def contacts_whole(self) -> bool:
        """Whether every contact point and birthday may be held as it is."""
        return self._contacts_whole and self._levels["birthday"] == "full"

    def body(self, body: bytes) -> bytes:
        """The profile in ``body`` as it may be held."""
        return body if self._profiles_whole else msgspec.json.encode(self.profile(_decode(body)))

    def profile(self, who: Customer) -> Customer:
        """``who`` as they may be held."""
        return replace(
            who,
            contacts=tuple(filter(None, map(self._contact, who.contacts))),
            proposals=tuple(filter(None, (self._proposal(each, who) for each in who.proposals))),
            dates=tuple(filter(None, map(self._date, who.dates))),
            identifiers=self._accounts(who),
            summary=replace(
                who.summary,
                value_band="" if self._levels["spend"] == "hidden" else who.summary.value_band,
                rfm=who.summary.rfm if self._levels["scores"] == "full" else "",
            ),
            insights=self._insights(who.insights),
        )

    def _insights(self, found: tuple[Insight, ...]) -> tuple[Insight, ...]:
        if self._levels["notes"] != "full":
            found = without_words(found)
        if self._levels["scores"] == "full":
            return found
        # What protects the customer from everybody, and what people said: nothing of it was worked out.
        return tuple(each for each in found if each.kind in {SUPPRESSED, SAME_PERSON})

    def _accounts(self, who: Customer) -> tuple[Identifier, ...]:
        if self._contacts_whole or not who.identifiers:
            return who.identifiers
        numbers = [c.value for c in who.contacts if c.kind == "phone"]
        return tuple(i for i in who.identifiers if self._account(i, numbers))

    def _account(self, held: Identifier, numbers: Iterable[str]) -> bool:
        """Whether what a source calls a customer may be held: sources may take a number or an address."""
        told: set[Group] = {"social"} if held.kind == "social" else set()
        if "@" in held.value:
            told.add("email")
        if is_number(held.value, numbers):
            told.add("phone")
        return all(self._levels[group] in _WHOLE for group in told)

    def contact(self, kind: str, value: str) -> str | None:
        """The value of a contact point as it may be held; None when it may not be held at all. A kind that is not
        known is treated as the least that any may be.
        """
        least: Level = "full" if self._contacts_whole else "hidden"
        level = self._levels[kind] if kind in _CONTACTS else least
        if level in _WHOLE:
            return value
        return masked(kind, value) if level == "masked" else None

    def _contact(self, held: ContactPoint) -> ContactPoint | None:
        value = self.contact(held.kind, held.value)
        if value is None:
            return None
        return held if value == held.value else replace(held, value=value)

    def _proposal(self, held: Proposal, who: Customer) -> Proposal | None:
        what, _, name = held.target.partition(":")
        if what != "contact":
            return held
        value = self.contact(next((c.kind for c in who.contacts if c.id == name), ""), held.value)
        return replace(held, value=value) if value else None

    def _date(self, held: ImportantDate) -> ImportantDate | None:
        level = self._levels["birthday"] if held.kind == "birthday" else "full"
        if level == "hidden":
            return None
        return held if level == "full" else replace(held, year=0)

    def conflict(self, held: Conflict, kind: str) -> Conflict | None:
        """An answer's conflict; ``kind`` is of the contact point or the date it is about, empty when that is gone. None
        when nothing may be told of the other value, and whoever would choose it would not know what.
        """
        what = held.target.partition(":")[0]
        if what == "contact":
            return replace(held, theirs=self.contact(kind, held.theirs) or "")
        if what == "date" and kind in {"birthday", ""} and self._levels["birthday"] != "full":
            return None
        return held

    def entity(self, etype: str, held: Any) -> Any:
        """An entity of history or catalogue as it may be held."""
        if not self._money and isinstance(held, Order | Cart | Wishlist):
            return _without_money(held)
        if isinstance(held, Note) and self._levels["notes"] == "hidden":
            return replace(held, text="", others=(), removed=True)
        if isinstance(held, Ticket) and self._levels["tickets"] == "hidden":
            return replace(held, subject="", outcome="", satisfaction=-1)
        return held


def is_number(value: str, numbers: Iterable[str] = ()) -> bool:
    """Whether an account is a telephone number: written with its country, or one of these ``numbers`` without it. Till
    numbers and cards are digits too, and stay what they are.
    """
    typed = value.strip()
    if not _NUMBER.fullmatch(typed):
        return False
    digits = _digits(typed).lstrip("0")
    if len(digits) < _FEWEST_DIGITS:
        return False
    return typed.startswith("+") or any(_digits(number).endswith(digits) for number in numbers)


def _digits(value: str) -> str:
    return "".join(filter(str.isdecimal, value))


def unrevealed(levels: Mapping[Group, Level]) -> View:
    """The view of whoever has revealed nothing: what may be revealed is masked."""
    return View.of({group: "masked" if level == "reveal" else level for group, level in levels.items()})


@lru_cache(maxsize=16)
def _view(levels: tuple[tuple[Group, Level], ...]) -> View:
    return View(dict(levels))


def _without_money(held: Order | Cart | Wishlist) -> Order | Cart | Wishlist:
    """No amounts, and no currency, by which whoever shows it knows that there are none."""
    lines = tuple(_line(line) for line in held.lines)
    if isinstance(held, Order):
        return replace(held, currency="", total_minor=0, lines=lines)
    return replace(held, currency="", lines=lines)


def _line(held: OrderLine) -> OrderLine:
    # Positional: thousands are made for each download.
    return OrderLine(held.title, held.quantity, 0, held.sku, held.product, held.size, held.color, held.picture)
