"""A tablet with its real files, joined to a model head office or to the real service."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, Enrolment
from clienteling.sync.engine import Engine
from clienteling.sync.report import Report
from tests.sync.clocks import FakeClock
from tests.sync.model import STORE, ModelHeadOffice
from tests.sync.operations import REPLICA, SELLER
from tests.sync.world import Fault, Faulty, Saved, settle


class ModelWorld:
    """The real store and the real engine against the model. ``restart`` closes the files and opens them again."""

    def __init__(self, directory: Path, head_office: ModelHeadOffice) -> None:
        self.head_office = head_office
        self.network = Faulty(head_office)
        self.clock = FakeClock()
        self._directory = directory
        self._open()
        enrolment = Enrolment("http://127.0.0.1", "d" * 32, REPLICA, "token", STORE, "c" * 32)
        self.tablet.journal.enrol(enrolment, head_office.db.fence)

    def _open(self) -> None:
        self.tablet = Tablet(self._directory)
        tablet = self.tablet
        self.engine = Engine(self.network, tablet.replica, tablet.journal, self.clock, REPLICA, draw=lambda: 0.0)

    def close(self) -> None:
        self.tablet.close()

    def restart(self) -> None:
        self.close()
        self._open()

    def exchange(self, faults: Iterable[Fault] = ()) -> Report:
        self.network.faults = deque(faults)
        try:
            return self.engine.exchange()
        finally:
            self.network.faults.clear()

    def settle(self) -> Report:
        return settle(self.exchange)

    def save(self, changes: Sequence[Saved]) -> list[str]:
        drafts = [Draft(change.args, change.entity_id, change.base) for change in changes]
        return [op.op_id for op in self.tablet.journal.append(drafts, SELLER, STORE, self.clock.now())]

    def version(self, customer_id: str) -> int:
        held: Any = self.tablet.projection.customer(customer_id).entity
        return held.version if held else 0

    def answered(self) -> tuple[set[str], set[str]]:
        journal = self.tablet.journal
        return (
            {item.operation.op_id for item in journal.delivered(limit=10_000)},
            {item.operation.op_id for item in journal.rejected()},
        )

    def assert_converged(self) -> None:
        """What is held is what head office holds: counted, summed and read back."""
        replica, there = self.tablet.replica, self.head_office
        assert self.tablet.journal.waiting().count == 0
        assert set(replica.scopes()) == set(there.scopes)
        for scope in there.scopes:
            assert replica.cursor(scope) == there.db.feed(scope).head
            assert replica.recount(scope) == replica.integrity(scope) == there.db.sums(scope)
        everything = there.everything()
        assert sum(replica.counts().values()) == len(everything)
        for etype, eid in everything:
            assert self.tablet.projection.entity(etype, eid).entity == there.db.entities[etype, eid]
