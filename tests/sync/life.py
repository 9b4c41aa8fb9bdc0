"""A tablet's life: any order of saving, changes at head office, faults, kills and restores.

Run over any world: the files in memory, or the real ones (tests/contracts).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from typing import Any, Literal, Protocol, get_args

import hypothesis.strategies as st
from msgspec.structs import replace

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.sync.errors import SyncError
from clienteling.sync.report import Report
from tests.sync.model import HOME, ModelHeadOffice
from tests.sync.operations import a_customer
from tests.sync.world import Fault, Killed, Saved

Step = Literal["create", "note", "rename", "group", "poison", "remote", "backup", "restore", "scope", "floor"]
Steps = list[str | list[Fault]]
FAULTS = st.lists(st.sampled_from(get_args(Fault)), max_size=8)
STEPS = st.lists(st.one_of(st.sampled_from(get_args(Step)), FAULTS), max_size=25)


class Lived(Protocol):
    """What a life needs of its world."""

    head_office: ModelHeadOffice

    def save(self, changes: Sequence[Saved]) -> list[str]: ...
    def version(self, customer_id: str) -> int: ...
    def exchange(self, faults: Iterable[Fault] = ()) -> Any: ...
    def restart(self) -> None: ...
    def settle(self) -> Report: ...
    def answered(self) -> tuple[set[str], set[str]]: ...
    def assert_converged(self) -> None: ...


class Life:
    """Begins with three customers at head office; the newest one gets the notes."""

    def __init__(self, world: Lived) -> None:
        self.world = world
        self.head_office = world.head_office
        for number in range(3):
            self.head_office.write(HOME, "customer", a_customer(f"Customer {number}"))
        self.customers = [key[1] for key in self.head_office.db.entities]
        self.older = self.head_office.backup()
        self.saved: set[str] = set()

    def live(self, steps: Steps) -> None:
        """Take the steps, then let the network work, and look at what it came to."""
        for step in steps:
            if isinstance(step, str):
                getattr(self, step)()
                continue
            try:
                with contextlib.suppress(SyncError):
                    self.world.exchange(step)
            except Killed:
                self.world.restart()
        self.world.settle()
        self.world.assert_converged()
        self._assert_nothing_lost_or_doubled()

    def _assert_nothing_lost_or_doubled(self) -> None:
        """Every operation ever saved is either at head office, once, or in quarantine."""
        acknowledged, quarantined = self.world.answered()
        assert acknowledged | quarantined == self.saved
        assert not acknowledged & quarantined
        assert self.head_office.db.effects == dict.fromkeys(acknowledged, 1)

    def _save(self, *changes: Saved) -> list[str]:
        ids = self.world.save(changes)
        self.saved |= set(ids)
        return ids

    def create(self) -> None:
        customer = new_id()
        self.customers.append(customer)
        self._save(Saved(op.CustomerCreate({"name": "Ana"}), customer))

    def note(self) -> None:
        self._save(Saved(op.NoteAdd(self.customers[-1], "Likes linen"), new_id()))

    def group(self) -> None:
        self._save(*(Saved(op.NoteAdd(self.customers[0], "Likes linen"), new_id()) for _ in range(3)))

    def rename(self) -> None:
        customer = self.customers[0]
        self._save(Saved(op.FieldSet("name", new_id()), customer, self.world.version(customer)))

    def poison(self) -> None:
        self.head_office.unreadable |= set(self._save(Saved(op.CustomerCreate({"name": "Eva"}), new_id())))

    def remote(self) -> None:
        held = self.head_office.db.entities["customer", self.customers[0]]
        self.head_office.write(HOME, "customer", replace(held, version=held.version + 1))

    def scope(self) -> None:
        self.head_office.write("shared", "customer", a_customer())
        narrow, wide = ("company", HOME), ("company", "shared", HOME)
        self.head_office.scopes = narrow if self.head_office.scopes == wide else wide

    def floor(self) -> None:
        feed = self.head_office.db.feed(HOME)
        feed.floor = feed.head

    def backup(self) -> None:
        self.older = self.head_office.backup()

    def restore(self) -> None:
        self.head_office.restore(self.older)
