"""A tablet with its real files, joined to a model head office or to the real service."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from msgspec.structs import replace

from clienteling.domain.customer import Customer
from clienteling.platform.clock import Clock, SystemClock
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, Enrolment, Viewer
from clienteling.sync.engine import Engine
from clienteling.sync.enrolment import enrol
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.sync.report import Report
from clienteling.wire.device_key import DeviceKey
from tests.contracts.service import Service, Trouble
from tests.encrypted import KEY
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
        if self.tablet.journal.enrolment() is None:
            key, standing = (DeviceKey.new().kept() for _ in range(2))
            place = ("http://127.0.0.1", "d" * 32, REPLICA, "", STORE, "c" * 32)
            enrolment = Enrolment(*place, key=key, standing=standing)
            self.tablet.journal.enrol(enrolment, head_office.db.fence)

    def _open(self) -> None:
        self.tablet = Tablet(self._directory, KEY)
        tablet = self.tablet
        held = tablet.journal.load()
        replica_id = held.replica_id if held else REPLICA
        self.engine = Engine(self.network, tablet.replica, tablet.journal, self.clock, replica_id, draw=lambda: 0.0)

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
            assert replica.integrity(scope) == replica.recount(scope) == there.db.sums(scope)
        everything = there.everything()
        assert sum(replica.counts().values()) == len(everything)
        for etype, eid in everything:
            assert self.tablet.projection.entity(etype, eid).entity == there.db.entities[etype, eid]


class Way(Protocol):
    """What stands between a tablet and the service: requests meet ``troubles`` in turn (see ``service.Network``)."""

    troubles: deque[Any]
    only: str
    passed: list[str]

    @property
    def address(self) -> str: ...


class ServiceWorld:
    """The real store and the real engine against the real service, over sockets."""

    def __init__(self, directory: Path, service: Service, network: Way) -> None:
        self.directory = directory
        self.service = service
        self.network = network
        self.clock: Clock = FakeClock()
        self.ahead = 0  # ms by which this tablet's clock is wrong
        self.tablet = Tablet(directory, KEY, clock=self.now)
        self.office: HttpHeadOffice | None = None

    def enrol(self, code: str) -> None:
        enrol(self.network.address, code, "Till 2", self.tablet.journal, "1.0")
        self.connect()

    def connect(self) -> None:
        """Make a new engine for the credentials on disk."""
        self.disconnect()
        credentials = self.tablet.journal.load()
        assert credentials is not None
        # A tablet copied from another test was enrolled at another port.
        self.credentials = credentials = replace(credentials, address=self.network.address)
        self.office = HttpHeadOffice(credentials, "1.0")
        tablet = self.tablet
        self.engine = Engine(self.office, tablet.replica, tablet.journal, self.clock, credentials.replica_id)

    def disconnect(self) -> None:
        if self.office is not None:
            self.office.close()

    def close(self) -> None:
        self.disconnect()
        self.tablet.close()

    def restart(self) -> None:
        """Close the files and open them again."""
        self.close()
        self.tablet = Tablet(self.directory, KEY, clock=self.now)
        self.connect()

    def now(self) -> int:
        """The time as this tablet believes it is (ms)."""
        return SystemClock().now() + self.ahead

    def exchange(self, troubles: Iterable[Trouble] = (), only: str = "") -> Report:
        self.network.troubles, self.network.only = deque(troubles), only
        try:
            return self.engine.exchange()
        finally:
            self.network.troubles.clear()

    def settle(self) -> Report:
        return settle(self.exchange)

    @property
    def scope(self) -> str:
        return f"store:{self.credentials.store}"

    @property
    def seller(self) -> str:
        return self.tablet.replica.sellers(self.credentials.store)[0].id

    def save(self, *changes: Saved) -> list[str]:
        """Save one group as a seller of this store (who must be downloaded already)."""
        drafts = [Draft(change.args, change.entity_id, change.base) for change in changes]
        saved = self.tablet.journal.append(drafts, self.seller, self.credentials.store, self.now())
        return [op.op_id for op in saved]

    def customer(self, customer_id: str) -> Customer:
        held = self.tablet.projection.customer(customer_id).entity
        assert isinstance(held, Customer)
        return held

    def operations_shown(self, customer_id: str) -> set[str]:
        """The operations whose notes a screen shows on this customer now."""
        items = self.tablet.projection.history(customer_id, Viewer(self.seller, self.credentials.store), limit=1_000)
        return {item.entity.by.op_id for item in items if item.etype == "note"}

    def assert_converged(self) -> None:
        """What is held is what head office holds: positions, counts, sums, and each entity read back."""
        replica = self.tablet.replica
        assert self.tablet.journal.waiting().count == 0
        assert set(replica.scopes()) == {"company", "shared", self.scope}
        for scope in replica.scopes():
            head, count, total = self.service.sums(scope)
            assert replica.cursor(scope) == head
            assert replica.integrity(scope) == replica.recount(scope) == (count, total)
        everything = self.service.everything(replica.scopes())
        assert sum(replica.counts().values()) == len(everything)
        projection = self.tablet.projection
        customers = [eid for etype, eid in everything if etype == "customer"]
        for eid, held in projection.customers(customers).items():
            assert held.entity == everything["customer", eid]
        rest = [key for key in everything if key[0] != "customer"]
        for key in [*(k for k in rest if k[0] == "note"), *random.sample(rest, min(40, len(rest)))]:
            assert projection.entity(*key).entity == everything[key]
