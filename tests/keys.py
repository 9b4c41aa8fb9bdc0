"""Keys for the tablets of tests: the same way as everywhere, with the demo's place for the secret and cheap PINs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from clienteling.platform.secrets import DEMO, named
from clienteling.platform.vault import Person
from clienteling.platform.vault.crypto import Effort
from clienteling.services.opening import Opening

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from clienteling.store.tablet import Tablet

CHEAP = Effort(1, 8, 1)
MARK = "of the PIN"


def machine_clock() -> int:
    """Ms since 1970."""
    return time.time_ns() // 1_000_000


def opening_of(tablet: Tablet, clock: Callable[[], int] = machine_clock) -> Opening:
    """The lock of ``tablet``, awake. The machine has run for as long as ``clock`` says, which tests move."""
    made = Opening(tablet, clock, key_store=DEMO, effort=CHEAP, running=lambda: clock() / 1000)
    made.wake()
    return made


def begin(tablet: Tablet, clock: Callable[[], int] = machine_clock) -> Opening:
    """Make keys for a locked tablet that has none, and open it."""
    made = opening_of(tablet, clock)
    made.begin()
    return made


def hand_out(opening: Opening, tablet: Tablet, pin: str) -> None:
    """The tablet is enrolled and its rows are in: every seller whom head office gave a PIN has a slot with ``pin``."""
    keys = opening.vault.begun_keys()
    credentials = tablet.journal.load()
    assert credentials is not None
    opening.enrolled(credentials)
    opening.learn()
    for person in opening.vault.people():
        if person.mark:
            opening.vault.give(person, pin, keys)


def open_with(opening: Opening, tablet: Tablet, seller: str, pin: str) -> None:
    """Open the files as ``seller`` would, without a session."""
    tablet.unlock(opening.vault.open(seller, pin).data)


def person(seller: str, name: str) -> Person:
    """A seller on a tile, with a PIN that was changed."""
    return Person(seller, name, "seller", "another mark")


def beside(tablet: Tablet, clock: Callable[[], int], pins: Mapping[str, str]) -> Opening:
    """Keys for a tablet whose files are open, and stay so: who signs in is asked for a PIN all the same."""
    keeper = named(DEMO, tablet.directory)
    made = Opening(tablet, clock, key_store=DEMO, effort=CHEAP)
    if made.vault.exists:
        made.vault.wake(keeper)
        return made
    keys = made.vault.make(keeper)
    credentials = tablet.journal.load()
    assert credentials is not None
    made.enrolled(credentials)
    made.learn()
    for person in made.vault.people():
        made.vault.give(person, pins[person.id], keys)
    return made
