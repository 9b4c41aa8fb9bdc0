"""Any order of saving, changes at head office, faults, kills and restores: each operation has one effect, and both ends
agree once the network works again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import Literal, get_args

import hypothesis.strategies as st
from hypothesis import example, given
from msgspec.structs import replace

from clienteling.domain.ids import new_id
from clienteling.domain.operations import Operation
from clienteling.sync.errors import SyncError
from tests.sync.model import HOME, ModelHeadOffice
from tests.sync.operations import a_customer
from tests.sync.world import Fault, Killed, World

Step = Literal["create", "note", "rename", "group", "poison", "remote", "backup", "restore", "scope", "floor"]
FAULTS = st.lists(st.sampled_from(get_args(Fault)), max_size=8)
STEPS = st.lists(st.one_of(st.sampled_from(get_args(Step)), FAULTS), max_size=25)


class _Life:
    """One tablet's life under a list of steps."""

    def __init__(self) -> None:
        self.world = World(ModelHeadOffice(page=3, chunk=2))
        for number in range(3):
            self.world.head_office.write(HOME, "customer", a_customer(f"Customer {number}"))
        self.customers = [key[1] for key in self.world.head_office.db.entities]
        self.older = self.world.head_office.backup()
        self.saved: set[str] = set()

    def step(self, step: str | list[Fault]) -> None:
        if isinstance(step, str):
            getattr(self, step)()
            return
        try:
            with contextlib.suppress(SyncError):
                self.world.exchange(step)
        except Killed:
            self.world.restart()

    def _save(self, operations: Iterable[Operation]) -> None:
        held = list(operations)
        self.saved |= {op.op_id for op in held}
        self.world.journal.save(held)

    def create(self) -> None:
        saved = self.world.make.customer()
        self.customers.append(saved.entity_id)
        self._save([saved])

    def note(self) -> None:
        self._save([self.world.make.note(self.customers[-1])])

    def group(self) -> None:
        group = new_id()
        self._save(self.world.make.note(self.customers[0], group=group) for _ in range(3))

    def rename(self) -> None:
        held = self.world.replica.everything().get(("customer", self.customers[0]))
        self._save([self.world.make.name(self.customers[0], new_id(), held[0] if held else 0)])

    def poison(self) -> None:
        saved = self.world.make.customer()
        self.world.head_office.unreadable.add(saved.op_id)
        self._save([saved])

    def remote(self) -> None:
        key = ("customer", self.customers[0])
        held = self.world.head_office.db.entities[key]
        self.world.head_office.write(HOME, "customer", replace(held, version=held.version + 1))

    def scope(self) -> None:
        self.world.head_office.write("shared", "customer", a_customer())
        both = {("company", HOME), ("company", "shared", HOME)}
        self.world.head_office.scopes = next(iter(both - {self.world.head_office.scopes}))

    def floor(self) -> None:
        feed = self.world.head_office.db.feed(HOME)
        feed.floor = feed.head

    def backup(self) -> None:
        self.older = self.world.head_office.backup()

    def restore(self) -> None:
        self.world.head_office.restore(self.older)

    def assert_nothing_lost_or_doubled(self) -> None:
        """Every operation ever saved is either at head office, once, or in quarantine."""
        journal, effects = self.world.journal, self.world.head_office.db.effects
        assert set(journal.acknowledged) | set(journal.quarantine) == self.saved
        assert not set(journal.acknowledged) & set(journal.quarantine)
        assert effects == dict.fromkeys(journal.acknowledged, 1)


@given(STEPS)
@example(["create", ["ok", "lost_after"], "create", ["ok", "twice"], "note", ["ok", "killed_after"], "group"])
@example(["create", [], "backup", "note", [], "restore", "create", ["ok", "lost_after"], "restore"])
@example(["poison", "group", ["ok", "lost_after"], "create", "poison", ["ok", "ok", "ok", "killed_after"]])
def test_any_life_ends_in_agreement_with_each_effect_once(steps: list[str | list[Fault]]) -> None:
    life = _Life()
    for step in steps:
        life.step(step)
    life.world.settle()
    life.world.assert_converged()
    life.assert_nothing_lost_or_doubled()
