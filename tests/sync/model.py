"""A small head office in memory: the real rules, one tablet, no network."""

from __future__ import annotations

import copy
import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal

import msgspec
import zstandard

from clienteling.domain.apply import apply_operation
from clienteling.domain.errors import Rejected
from clienteling.domain.ids import new_id
from clienteling.domain.operations import Operation
from clienteling.sync import errors
from clienteling.sync.ports import Page, Watch
from clienteling.wire.credentials import Credentials
from clienteling.wire.erasure_messages import ErasedAnswer, ErasedQuery
from clienteling.wire.errors import WireError
from clienteling.wire.image_messages import PAGE_BYTES, Image, PieceInfo
from clienteling.wire.integrity import MODULUS, hash64, shard_of, shard_sums
from clienteling.wire.key_messages import WorkKeyAnswer, WorkKeyRequest
from clienteling.wire.messages import (
    SNAPSHOT_SCHEMA,
    AppliedAnswer,
    AppliedReport,
    Change,
    ChangeOp,
    ChangesAnswer,
    ChunkInfo,
    DeviceAnswer,
    DeviceReport,
    Manifest,
    OperationResult,
    PushAnswer,
    PushRequest,
    QuarantineAnswer,
    QuarantineReport,
    SetAside,
    ShardPage,
    ShardsAnswer,
    ShardSum,
    SplitAnswer,
    SplitRequest,
    VouchAnswer,
    VouchRequest,
)
from tests.sync.memory import FORM, Key

STORE = "5" * 32
FIRST = "b" * 32
"""Replica id of the tablet before it was ever split."""
HOME = f"store:{STORE}"


def _pages(lines: list[bytes], size: int) -> list[list[bytes]]:
    return [lines[i : i + size] for i in range(0, len(lines), size)]


IMAGE_PIECE_PAGES = 1


class ModelHeadOffice:
    """Implements ``sync.ports.HeadOffice``. ``effects`` counts how often each operation had its effect."""

    def __init__(self, scopes: tuple[str, ...] = ("company", HOME), page: int = 50, chunk: int = 4) -> None:
        self.scopes = scopes
        self.page = page
        self.chunk_rows = chunk
        self.db = _Database()
        self.preparing = 0
        self.calls: Counter[str] = Counter()
        self.sizes: list[int] = []
        self.told: list[tuple[int, int]] = []
        self.reports: list[DeviceReport] = []
        self.used: list[Credentials] = []
        self.set_aside: tuple[SetAside, ...] = ()
        self.receipts: list[AppliedReport] = []
        self.knows_one_key = False
        self.wants_receipt = ""
        self.knows_erased = True
        self.erased_ids: set[str] = set()
        self.unreadable: set[str] = set()
        self.understands_nothing = False
        self.snapshots: dict[str, list[bytes]] = {}
        self.of_scope: dict[str, str] = {}
        self.image_state: Literal["too old", "none", "preparing", "ready"] = "too old"
        self.images: dict[str, list[bytes]] = {}

    # What head office's people do

    def write(self, scope: str, etype: str, entity: Any) -> None:
        """Create or change an entity at head office."""
        self.db.put(scope, etype, entity)

    def backup(self) -> _Database:
        return copy.deepcopy(self.db)

    def restore(self, backup: _Database) -> None:
        """Put an older state back: a new epoch, and every tablet's next request is taken."""
        self.db = copy.deepcopy(backup)
        self.db.epoch = new_id()
        for seat in self.db.seats.values():
            seat.fence = ""

    # What the tablet asks

    def device(self, report: DeviceReport, watch: Watch) -> DeviceAnswer:
        self._called("device", watch)
        self.reports.append(report)
        return DeviceAnswer("d" * 32, STORE, self.scopes, self.db.epoch, 0, "PT")

    def push(self, request: PushRequest, watch: Watch) -> PushAnswer:
        self._called("push", watch)
        if self.understands_nothing or self.unreadable & {op.op_id for op in request.operations}:
            raise errors.BadMessage(number=WireError.BAD_MESSAGE)
        if not request.operations:
            return PushAnswer((), request.fence)
        seat = self.db.seat(request.replica_id)
        if request.request_id == seat.request_id:
            return seat.answer
        if seat.fence and request.fence != seat.fence:
            raise errors.Cloned(number=WireError.STALE_FENCE)
        self.sizes.append(len(request.operations))
        self.told.append((request.waiting, request.oldest_waiting_at))
        results = tuple(self.db.apply(op) for op in request.operations)
        seat.fence = new_id()
        seat.request_id = request.request_id
        seat.answer = PushAnswer(results, seat.fence)
        return seat.answer

    def quarantine(self, report: QuarantineReport, watch: Watch) -> QuarantineAnswer:
        self._called("quarantine", watch)
        self.set_aside = report.operations
        return QuarantineAnswer(len(report.operations))

    def receipt_wanted(self) -> str:
        return self.wants_receipt

    def erased(self, query: ErasedQuery, watch: Watch) -> ErasedAnswer:
        self._called("erased", watch)
        if not self.knows_erased:
            raise errors.NotFound
        return ErasedAnswer(tuple(self.erased_ids & set(query.ids)))

    def applied(self, report: AppliedReport, watch: Watch) -> AppliedAnswer:
        self._called("applied", watch)
        self.receipts.append(report)
        self.wants_receipt = ""
        return AppliedAnswer(1)

    def split(self, request: SplitRequest, watch: Watch) -> SplitAnswer:
        self._called("split", watch)
        name = hashlib.sha256(request.key.encode()).hexdigest()
        return SplitAnswer(name[-32:], name[:32], self.db.seat(name[:32]).fence)

    def vouch(self, request: VouchRequest, watch: Watch) -> VouchAnswer:
        self._called("vouch", watch)
        return VouchAnswer(len(request.keys))

    def work_key(self, request: WorkKeyRequest, watch: Watch) -> WorkKeyAnswer:
        self._called("work_key", watch)
        if self.knows_one_key:
            raise errors.NotFound
        return WorkKeyAnswer("d" * 32)

    def use(self, credentials: Credentials) -> None:
        self.used.append(credentials)

    def keyed(self) -> bool:
        return True

    def changes(self, scope: str, epoch: str, after: int, etag: str, watch: Watch) -> Page:
        self._called("changes", watch)
        if scope not in self.scopes:
            raise errors.NotFound(number=WireError.NOT_FOUND)
        feed = self.db.feed(scope)
        for wrong, number in (
            (epoch != self.db.epoch, WireError.EPOCH_CHANGED),
            (after < feed.floor, WireError.BELOW_FLOOR),
            (after > feed.head, WireError.BEYOND_HEAD),
        ):
            if wrong:
                raise errors.Rebuild(number=number)
        tag = f"{epoch}-{after}-{feed.head}"
        if tag == etag:
            return Page(None, tag)
        rows = sorted((seq, key, op) for key, (seq, op) in feed.places.items() if seq > after)[: self.page]
        reached = rows[-1][0] if len(rows) == self.page else feed.head
        count, total = self.db.sums(scope)
        changes = tuple(self.db.change(seq, key, op) for seq, key, op in rows)
        return Page(ChangesAnswer(epoch, feed.floor, feed.head, reached, changes, count, total), tag)

    def shards(self, scope: str, epoch: str, watch: Watch) -> ShardsAnswer:
        self._called("shards", watch)
        feed = self._feed_of(scope, epoch)
        rows = [(*key, self.db.entities[key].version) for key, (_, op) in feed.places.items() if op == "put"]
        return ShardsAnswer(epoch, feed.head, tuple(ShardSum(*pair) for pair in shard_sums(rows)))

    def shard(self, scope: str, n: int, epoch: str, after: Key, watch: Watch) -> ShardPage:
        self._called("shard", watch)
        feed = self._feed_of(scope, epoch)
        live = (key for key, (_, op) in feed.places.items() if op == "put" and shard_of(*key) == n and key > after)
        keys = sorted(live)
        page = keys[: self.page]
        changes = tuple(self.db.change(feed.places[key][0], key, "put") for key in page)
        return ShardPage(epoch, feed.head, changes, len(page) == len(keys))

    def _feed_of(self, scope: str, epoch: str) -> _Feed:
        if scope not in self.scopes:
            raise errors.NotFound(number=WireError.NOT_FOUND)
        if epoch != self.db.epoch:
            raise errors.Rebuild(number=WireError.EPOCH_CHANGED)
        return self.db.feed(scope)

    def manifest(self, scope: str, watch: Watch) -> Manifest:
        self._called("manifest", watch)
        if self.preparing:
            self.preparing -= 1
            return Manifest("preparing", "", self.db.epoch, 0, SNAPSHOT_SCHEMA, 0, 0, ())
        feed = self.db.feed(scope)
        live = sorted((key, seq) for key, (seq, op) in feed.places.items() if op == "put")
        lines = [msgspec.json.encode(self.db.change(seq, key, "put")) for key, seq in live]
        packed = [zstandard.compress(b"\n".join(part)) for part in _pages(lines, self.chunk_rows)]
        counts = [len(part) for part in _pages(lines, self.chunk_rows)]
        chunks = tuple(
            ChunkInfo(n, counts[n], len(body), hashlib.sha256(body).hexdigest()) for n, body in enumerate(packed)
        )
        snapshot_id = hashlib.sha256(b"".join(packed) + f"{scope}{feed.head}".encode()).hexdigest()[:32]
        self.snapshots[snapshot_id] = packed
        self.of_scope[snapshot_id] = scope
        count, total = self.db.sums(scope)
        size = sum(info.bytes for info in chunks)
        return Manifest(
            "ready", snapshot_id, self.db.epoch, feed.head, SNAPSHOT_SCHEMA, len(lines), size, chunks, count, total
        )

    def chunk(self, scope: str, snapshot_id: str, n: int, limit: int, watch: Watch) -> bytes:
        self._called("chunk", watch)
        if snapshot_id not in self.snapshots or scope not in self.scopes:
            raise errors.NotFound(number=WireError.NOT_FOUND)
        body = self.snapshots[snapshot_id][n]
        watch(0.0, len(body) // 2)
        assert len(body) <= limit
        return body

    def image(self, form: str, snapshots: Sequence[str], watch: Watch) -> Image:
        """What a finished file holds in the model: the chunks of all scopes, in pages."""
        self._called("image", watch)
        if self.image_state == "too old":
            raise errors.NotFound(number=WireError.NOT_FOUND)
        if self.image_state != "ready" or form != FORM:
            return Image("preparing" if self.image_state == "preparing" else "none")
        content = msgspec.msgpack.encode([(self.of_scope[s], self.snapshots[s]) for s in snapshots])
        size = PAGE_BYTES * IMAGE_PIECE_PAGES
        plain = len(content).to_bytes(8, "big") + content
        plain += bytes(-len(plain) % PAGE_BYTES)
        packed = [zstandard.compress(plain[i : i + size]) for i in range(0, len(plain), size)]
        image_id = hashlib.sha256(plain).hexdigest()[:32]
        self.images[image_id] = packed
        infos = tuple(PieceInfo(len(body), hashlib.sha256(body).hexdigest()) for body in packed)
        return Image("ready", image_id, len(plain) // PAGE_BYTES, IMAGE_PIECE_PAGES, infos)

    def piece(self, image_id: str, n: int, limit: int, watch: Watch) -> bytes:
        self._called("piece", watch)
        if image_id not in self.images:
            raise errors.NotFound(number=WireError.NOT_FOUND)
        body = self.images[image_id][n]
        assert len(body) <= limit
        return body

    def _called(self, what: str, watch: Watch) -> None:
        self.calls[what] += 1
        watch(0.0, 0)

    def everything(self) -> dict[Key, tuple[int, bytes]]:
        """All live rows the tablet should hold."""
        return {
            key: (self.db.entities[key].version, msgspec.json.encode(self.db.entities[key]))
            for scope in self.scopes
            for key, (_, op) in self.db.feed(scope).places.items()
            if op == "put"
        }


class _Feed:
    def __init__(self) -> None:
        self.head = 0
        self.floor = 0
        self.places: dict[Key, tuple[int, ChangeOp]] = {}


class _Seat:
    """What is remembered of one identity."""

    def __init__(self) -> None:
        self.fence = new_id()
        self.request_id = ""
        self.answer = PushAnswer((), self.fence)


class _Database:
    def __init__(self) -> None:
        self.epoch = new_id()
        self.seats: dict[str, _Seat] = {}
        self.entities: dict[Key, Any] = {}
        self.feeds: dict[str, _Feed] = {}
        self.ledger: dict[str, tuple[str, OperationResult]] = {}
        self.effects: Counter[str] = Counter()

    def seat(self, replica_id: str) -> _Seat:
        return self.seats.setdefault(replica_id, _Seat())

    @property
    def fence(self) -> str:
        """What the first tablet must show."""
        return self.seat(FIRST).fence

    def feed(self, scope: str) -> _Feed:
        return self.feeds.setdefault(scope, _Feed())

    def put(self, scope: str, etype: str, entity: Any) -> None:
        self.entities[etype, entity.id] = entity
        self.place(scope, (etype, entity.id), "put")

    def place(self, scope: str, key: Key, op: ChangeOp) -> None:
        feed = self.feed(scope)
        feed.head += 1
        feed.places[key] = (feed.head, op)

    def change(self, seq: int, key: Key, op: ChangeOp) -> Change:
        if op != "put":
            return Change(seq, *key, op, 0)
        entity = self.entities[key]
        return Change(seq, *key, op, entity.version, msgspec.Raw(msgspec.json.encode(entity)))

    def sums(self, scope: str) -> tuple[int, int]:
        live = [key for key, (_, op) in self.feed(scope).places.items() if op == "put"]
        return len(live), sum(hash64(*key, self.entities[key].version) for key in live) % MODULUS

    def apply(self, op: Operation) -> OperationResult:
        known = self.ledger.get(op.op_id)
        if known is not None:
            return msgspec.structs.replace(known[1], status="duplicate")
        result = self._apply(op)
        self.ledger[op.op_id] = (op.digest(), result)
        return result

    def _apply(self, op: Operation) -> OperationResult:
        key = (op.entity, op.entity_id)
        held = self.entities.get(key)
        try:
            outcome = apply_operation(held, op, held.version + 1 if held else 1)
        except Rejected as error:
            return OperationResult(op.op_id, "rejected", number=int(error.number), sentence=error.sentence)
        self.effects[op.op_id] += 1
        if outcome.entity is not held:
            self.put(HOME, op.entity, outcome.entity)
        return OperationResult(op.op_id, outcome.status, outcome.entity.version, conflict=outcome.conflict)
