"""The tiles of the sign-in screen. Nothing is imported here that the first frame would have to wait for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from clienteling.platform.open_keys import OpenPerson
    from clienteling.platform.vault import Person
    from clienteling.store.settings import Settings


class SellerTile(NamedTuple):
    """One seller on the sign-in screen. ``due_today`` counts open follow-ups that are due today or overdue.

    ``demo_pin`` is only filled for the sample retailer.
    """

    id: str
    name: str
    initials: str
    role: str
    due_today: int
    demo_pin: str = ""


def tiles(people: Iterable[Person | OpenPerson], today: str, settings: Settings) -> tuple[SellerTile, ...]:
    """In the order of ``people``, managers last. ``today`` is an ISO date."""
    pins = _demo_pins(settings)
    made = [SellerTile(p.id, p.name, initials(p.name), p.role, p.due.get(today, 0), pins.get(p.id, "")) for p in people]
    return tuple(sorted(made, key=lambda tile: tile.role == "manager"))


def _demo_pins(settings: Settings) -> Mapping[str, str]:
    """PINs to show on the tiles: only a sample retailer's settings hold any."""
    try:
        pins = json.loads(str(settings.get("demo_pins", "{}")))
    except (ValueError, RecursionError):
        return {}
    known = isinstance(pins, dict) and all(isinstance(pin, str) for pin in pins.values())
    return pins if known else {}


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name, for the disc on the tile."""
    words = [word for word in name.split() if word[0].isalnum()] or name.split()
    if not words:
        return "?"
    first, last = words[0][0], words[-1][0] if len(words) > 1 else ""
    return (first + last).upper()
