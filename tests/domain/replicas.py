"""Tablets and a head office in memory: what sellers save, in every order in which it may arrive.

A schedule is a list of (tablet, what it does, a number). ``run`` plays it and then lets everything arrive; it hangs on
nothing but the schedule and the clocks, so that two runs can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from hypothesis import strategies as st

from clienteling.domain.apply import Outcome, Superseded, apply_operation
from clienteling.domain.operations import ARGS, Operation, encode_args, kind_of

Schedule = Sequence[tuple[int, str, int]]
Edit = Callable[["Replica", int, str], Any]
"""What a seller does: the tablet, a number, a fresh id -> arguments, or None for nothing."""


def schedules(tablets: int = 3, most: int = 14) -> st.SearchStrategy[list[tuple[int, str, int]]]:
    """Any interleaving of saving, sending and fetching on so many tablets."""
    step = st.tuples(st.integers(0, tablets - 1), st.sampled_from(["edit", "edit", "push", "pull"]), st.integers(0, 5))
    return st.lists(step, min_size=4, max_size=most)


class Arrived(msgspec.Struct, frozen=True):
    """One operation at head office, and what came of it. ``knew`` was on the screen; ``ever``: it and all before."""

    op: Operation
    args: Any
    knew: Any
    ever: tuple[Any, ...]
    before: Any
    outcome: Outcome


class Office:
    """Applies in the order of arrival."""

    def __init__(self, entity: Any) -> None:
        self.entity = entity
        self.arrived: list[Arrived] = []

    @property
    def lost(self) -> list[Superseded]:
        """The history: everything that lost."""
        return [lost for a in self.arrived for lost in a.outcome.superseded]

    def take(self, op: Operation, args: Any, ever: tuple[Any, ...]) -> None:
        """One operation arrives."""
        before = self.entity
        outcome = apply_operation(before, op, before.version + 1)
        self.entity = outcome.entity
        self.arrived.append(Arrived(op, args, ever[-1], ever, before, outcome))


class Replica:
    """A tablet: what it fetched last, with its own operations folded over it."""

    def __init__(self, office: Office, number: int, clock: int, seller: str) -> None:
        self.office = office
        self.number = number
        self.device = f"{number + 1:032x}"
        self.row = office.entity
        self.clock = clock
        self.seller = seller
        self.waiting: list[tuple[Operation, Any, Any]] = []
        self._sent: list[Operation] = []
        self._ever: list[Any] = [self.row]

    @property
    def shown(self) -> Any:
        """What is on the screen."""
        entity = self.row
        for op in [*self._sent, *(op for op, _, _ in self.waiting)]:
            entity = apply_operation(entity, op, entity.version).entity
        return entity

    def save(self, args: Any, op_id: str) -> None:
        """Write an operation about what is on the screen."""
        kind, shown = kind_of(args), self.shown
        op = Operation(
            op_id,
            self.device,
            1,
            op_id,
            kind,
            ARGS[kind][0],
            shown.id,
            shown.version,
            encode_args(args),
            self.seller,
            "5e" * 16,
            self.clock,
        )
        self._ever.append(shown)
        self.waiting.append((op, args, tuple(self._ever)))

    def push(self) -> None:
        """Send the oldest."""
        if self.waiting:
            op, args, ever = self.waiting.pop(0)
            self.office.take(op, args, ever)
            self._sent.append(op)

    def pull(self) -> None:
        """Fetch."""
        self.row, self._sent = self.office.entity, []
        self._ever.append(self.row)


def run(entity: Any, schedule: Schedule, edit: Edit, clocks: Sequence[int] = (0, 0, 0), seller: str = "") -> Office:
    """Play ``schedule`` over ``entity``, then send and fetch until all is there.

    Each tablet has its own seller, unless one ``seller`` is signed in on all of them.
    """
    office = Office(entity)
    tablets = [Replica(office, n, clock, seller or f"{n + 100:032x}") for n, clock in enumerate(clocks)]
    for turn, (number, action, n) in enumerate(schedule):
        tablet = tablets[number]
        if action == "edit":
            args = edit(tablet, n, f"{0xAA0000 + turn:032x}")
            if args is not None:
                tablet.save(args, f"{0xBB0000 + turn:032x}")
        else:
            getattr(tablet, action)()
    for tablet in tablets:
        while tablet.waiting:
            tablet.push()
    for tablet in tablets:
        tablet.pull()
        assert tablet.shown == office.entity
    return office
