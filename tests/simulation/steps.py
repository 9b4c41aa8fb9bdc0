"""What happens in a schedule, and how schedules are drawn from a seed."""

from __future__ import annotations

import random
from typing import Literal, get_args

import msgspec

Fault = Literal[
    "ok",
    "request lost",
    "answer lost",
    "twice",
    "repeated later",
    "late",
    "request damaged",
    "answer damaged",
    "answer cut",
    "busy",
    "commit fails",
    "somebody moves",
]
"""What the network, or head office, does to one request; or what happens at head office just before it arrives."""

FAULTS: tuple[Fault, ...] = get_args(Fault)

SAVES = {
    "note": 6,
    "edit note": 3,
    "remove note": 1,
    "name": 3,
    "taste": 2,
    "contact": 2,
    "correct contact": 2,
    "remove contact": 1,
    "preference": 2,
    "remove preference": 1,
    "date": 2,
    "remove date": 1,
    "tag": 2,
    "untag": 2,
    "book": 1,
    "unbook": 1,
    "grant": 3,
    "withdraw": 3,
    "decide": 2,
    "follow up": 2,
    "edit follow up": 1,
    "complete": 1,
    "cancel": 1,
    "reopen": 1,
    "interaction": 1,
    "take back": 1,
    "create": 3,
    "group": 3,
    "move": 1,
    "poison": 2,
    "poison creation": 2,
    "unreadable": 2,
    "foreign": 1,
    "stranger": 1,
    "send again": 1,
}
"""What a seller does, and how often."""

OFFICE = {
    "rename": 3,
    "say": 2,
    "import": 2,
    "home": 3,
    "merge": 1,
    "delete": 1,
    "erase": 1,
    "backup": 2,
    "restore": 2,
    "upkeep": 1,
}
"""What happens at head office."""

MACHINE = {"restart": 2, "deliver late": 3, "days": 1, "copy": 2, "keep files": 2, "put files back": 2, "lose a row": 1}
"""What happens to a tablet, or to the network."""

BOUNDARIES = 30
"""A kill comes at one of so many boundaries of an exchange; an exchange that has fewer survives."""


class Step(msgspec.Struct, frozen=True):
    """One thing that happens.

    ``who`` picks the tablet, ``a`` and ``b`` whatever else is to be chosen. ``faults`` meet the requests of an exchange
    in turn; in between may stand the end of a path, for whose first request those behind it wait (whether a tablet
    asks for a new token first, or for one thing more, moves nothing then). At boundary number ``kill`` (-1: never) the
    tablet dies, or its disk is full (``full``).
    """

    kind: str
    who: int = 0
    a: int = 0
    b: int = 0
    faults: tuple[str, ...] = ()
    kill: int = -1
    full: bool = False

    def __str__(self) -> str:
        parts = [self.kind, f"tablet {self.who}", f"{self.a}/{self.b}"]
        if self.faults:
            parts.append(" ".join(f"[{fault}]" for fault in self.faults))
        if self.kill >= 0:
            parts.append(f"{'disk full' if self.full else 'killed'} at boundary {self.kill}")
        return ", ".join(parts)


def draw(seed: int) -> tuple[Step, ...]:
    """The schedule of a seed."""
    luck = random.Random(seed)
    # Some schedules have a calm network, some a terrible one; the same for kills.
    weather, danger = luck.choice((0.0, 0.1, 0.3, 0.6)), luck.choice((0.0, 0.1, 0.3))
    return tuple(_step(luck, weather, danger) for _ in range(luck.randrange(4, 34)))


def _step(luck: random.Random, weather: float, danger: float) -> Step:
    who, a, b = luck.randrange(3), luck.randrange(1 << 16), luck.randrange(1 << 16)
    kind = luck.choices(("exchange", "save", "office", "machine"), (8, 11, 3, 2))[0]
    dies = luck.random() < danger
    full = luck.random() < 0.25
    if kind == "exchange":
        faults = tuple(luck.choice(FAULTS) if luck.random() < weather else "ok" for _ in range(luck.randrange(16)))
        return Step("exchange", who, a, b, faults, luck.randrange(BOUNDARIES) if dies else -1, dies and full)
    if kind == "save":
        done = luck.choices(tuple(SAVES), tuple(SAVES.values()))[0]
        return Step(done, who, a, b, (), luck.randrange(4) if dies else -1, dies and full)
    chosen = OFFICE if kind == "office" else MACHINE
    return Step(luck.choices(tuple(chosen), tuple(chosen.values()))[0], who, a, b)
