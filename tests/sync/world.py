"""A tablet and a head office joined, with faults where a test wants them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

from clienteling.domain.ids import new_id
from clienteling.domain.operations import ARGS, kind_of
from clienteling.sync import errors
from clienteling.sync.engine import Engine
from clienteling.sync.ports import HeadOffice, Page, Watch
from clienteling.sync.report import Report
from clienteling.wire.credentials import Credentials
from clienteling.wire.erasure_messages import ErasedAnswer, ErasedQuery
from clienteling.wire.image_messages import Image
from clienteling.wire.key_messages import WorkKeyAnswer, WorkKeyRequest
from clienteling.wire.messages import (
    AppliedAnswer,
    AppliedReport,
    DeviceAnswer,
    DeviceReport,
    Manifest,
    PushAnswer,
    PushRequest,
    QuarantineAnswer,
    QuarantineReport,
    ShardPage,
    ShardsAnswer,
    SplitAnswer,
    SplitRequest,
    VouchAnswer,
    VouchRequest,
)
from tests.sync.clocks import FakeClock
from tests.sync.memory import MemoryJournal, MemoryReplica
from tests.sync.model import ModelHeadOffice
from tests.sync.operations import REPLICA, Maker

Fault = Literal["ok", "lost_before", "lost_after", "twice", "busy", "corrupt", "slow", "killed_before", "killed_after"]
T = TypeVar("T")


class Killed(BaseException):
    """The process ended here."""


class Faulty:
    """A network that does to each request in turn what it is told, and works when it is told nothing."""

    def __init__(self, there: HeadOffice) -> None:
        self.there = there
        self.faults: deque[Fault] = deque()

    def device(self, report: DeviceReport, watch: Watch) -> DeviceAnswer:
        return self._carry(lambda: self.there.device(report, watch), watch)

    def quarantine(self, report: QuarantineReport, watch: Watch) -> QuarantineAnswer:
        return self._carry(lambda: self.there.quarantine(report, watch), watch)

    def receipt_wanted(self) -> str:
        return self.there.receipt_wanted()

    def erased(self, query: ErasedQuery, watch: Watch) -> ErasedAnswer:
        return self._carry(lambda: self.there.erased(query, watch), watch)

    def applied(self, report: AppliedReport, watch: Watch) -> AppliedAnswer:
        return self._carry(lambda: self.there.applied(report, watch), watch)

    def split(self, request: SplitRequest, watch: Watch) -> SplitAnswer:
        return self._carry(lambda: self.there.split(request, watch), watch)

    def vouch(self, request: VouchRequest, watch: Watch) -> VouchAnswer:
        return self._carry(lambda: self.there.vouch(request, watch), watch)

    def work_key(self, request: WorkKeyRequest, watch: Watch) -> WorkKeyAnswer:
        return self._carry(lambda: self.there.work_key(request, watch), watch)

    def use(self, credentials: Credentials) -> None:
        self.there.use(credentials)

    def keyed(self) -> bool:
        return self.there.keyed()

    def push(self, request: PushRequest, watch: Watch) -> PushAnswer:
        return self._carry(lambda: self.there.push(request, watch), watch)

    def changes(self, scope: str, epoch: str, after: int, etag: str, watch: Watch) -> Page:
        return self._carry(lambda: self.there.changes(scope, epoch, after, etag, watch), watch)

    def shards(self, scope: str, epoch: str, watch: Watch) -> ShardsAnswer:
        return self._carry(lambda: self.there.shards(scope, epoch, watch), watch)

    def shard(self, scope: str, n: int, epoch: str, after: tuple[str, str], watch: Watch) -> ShardPage:
        return self._carry(lambda: self.there.shard(scope, n, epoch, after, watch), watch)

    def manifest(self, scope: str, watch: Watch) -> Manifest:
        return self._carry(lambda: self.there.manifest(scope, watch), watch)

    def chunk(self, scope: str, snapshot_id: str, n: int, limit: int, watch: Watch) -> bytes:
        return self._carry(lambda: self.there.chunk(scope, snapshot_id, n, limit, watch), watch)

    def image(self, form: str, snapshots: Sequence[str], watch: Watch) -> Image:
        return self._carry(lambda: self.there.image(form, snapshots, watch), watch)

    def piece(self, image_id: str, n: int, limit: int, watch: Watch) -> bytes:
        return self._carry(lambda: self.there.piece(image_id, n, limit, watch), watch)

    def _carry(self, ask: Callable[[], T], watch: Watch) -> T:
        fault = self.faults.popleft() if self.faults else "ok"
        if fault == "killed_before":
            raise Killed
        if fault == "lost_before":
            raise errors.Offline
        if fault == "busy":
            raise errors.Busy(retry_after=7.0)
        if fault == "slow":
            watch(4.0, 0)
        answer = ask()
        if fault == "twice":
            answer = ask()
        if fault == "lost_after":
            raise errors.Offline
        if fault == "corrupt":
            raise errors.Corrupt
        if fault == "killed_after":
            raise Killed
        return answer


class Saved(NamedTuple):
    """One change a seller saves: arguments, what they change, and the version that was on the screen."""

    args: Any
    entity_id: str
    base: int = 0


def settle(exchange: Callable[[], Report]) -> Report:
    """Exchange until nothing more happens."""
    report = exchange()
    for _ in range(5):
        if not report.changed:
            break
        report = exchange()
    return report


class World:
    """``tablet`` state survives ``restart``; the engine does not."""

    def __init__(self, head_office: ModelHeadOffice | None = None) -> None:
        self.head_office = head_office or ModelHeadOffice()
        self.network = Faulty(self.head_office)
        self.replica = MemoryReplica()
        self.journal = MemoryJournal(self.head_office.db.fence)
        self.clock = FakeClock()
        self.make = Maker()
        self.engine = self._engine()

    def _engine(self) -> Engine:
        return Engine(self.network, self.replica, self.journal, self.clock, REPLICA, draw=lambda: 0.5)

    def restart(self) -> None:
        self.engine = self._engine()

    def exchange(self, faults: Iterable[Fault] = (), **options: Any) -> Report:
        self.network.faults = deque(faults)
        try:
            return self.engine.exchange(**options)
        finally:
            self.network.faults.clear()
            assert self.replica.opened_shadows == self.replica.closed_shadows

    def settle(self) -> Report:
        """Exchange until nothing more happens."""
        return settle(self.exchange)

    # What a life needs (see tests.sync.life)

    def save(self, changes: Sequence[Saved]) -> list[str]:
        group = new_id()
        made = [
            self.make.make(ARGS[kind_of(c.args)][0], c.entity_id, c.args, base=c.base, group=group) for c in changes
        ]
        self.journal.save(made)
        return [op.op_id for op in made]

    def version(self, customer_id: str) -> int:
        held = self.replica.everything().get(("customer", customer_id))
        return held[0] if held else 0

    def answered(self) -> tuple[set[str], set[str]]:
        return set(self.journal.acknowledged), set(self.journal.quarantine)

    def assert_converged(self) -> None:
        assert self.journal.outbox == []
        assert self.replica.everything() == self.head_office.everything()
        assert set(self.replica.scopes()) == set(self.head_office.scopes)
        for scope in self.head_office.scopes:
            assert self.replica.cursor(scope) == self.head_office.db.feed(scope).head
