"""The tablet's files in memory: what ``sync.ports`` asks for, all or nothing like the real ones."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Sequence

import msgspec
import zstandard

from clienteling.domain.ids import new_id
from clienteling.domain.operations import Operation
from clienteling.sync.ports import StagedPage
from clienteling.wire.credentials import Credentials
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.entities import decode_body
from clienteling.wire.image_messages import PAGE_BYTES, Image
from clienteling.wire.integrity import MODULUS, Mismatch, Moved, Unfit, hash64, shard_of, shard_sums
from clienteling.wire.messages import Alarm, AlarmKind, Change, Manifest, OperationResult, SetAside

Key = tuple[str, str]
Rows = dict[str, dict[Key, tuple[int, bytes]]]


def sums(rows: dict[Key, tuple[int, bytes]]) -> tuple[int, int]:
    total = sum(hash64(etype, eid, version) for (etype, eid), (version, _) in rows.items())
    return len(rows), total % MODULUS


def put(rows: dict[Key, tuple[int, bytes]], change: Change) -> None:
    if change.op == "put":
        body = bytes(change.body)
        decode_body(change.etype, body)
        rows[change.etype, change.eid] = (change.version, body)
    else:
        rows.pop((change.etype, change.eid), None)


class MemoryWaiting(msgspec.Struct, frozen=True):
    count: int
    oldest_at: int


class MemoryCounts(msgspec.Struct, frozen=True):
    waiting: int
    oldest_waiting_at: int
    conflicts: int
    rejected: int


FORM = "model"
_ROWS = msgspec.json.Decoder(Change)


class MemoryImage:
    def __init__(self) -> None:
        self.image: Image | None = None
        self.parts: dict[int, bytes] = {}
        self.dropped = 0
        self.stalled = 0

    def begun(self) -> Image | None:
        return self.image

    def begin(self, image: Image) -> None:
        self.image, self.parts, self.stalled = image, {}, 0

    def pieces(self) -> frozenset[int]:
        return frozenset(self.parts)

    def load(self, n: int, pages: bytes) -> None:
        if self.image is None or len(pages) != self.image.pages_of(n) * PAGE_BYTES:
            raise Unfit
        self.parts[n], self.stalled = pages, 0

    def stall(self) -> int:
        self.stalled += self.image is not None
        return self.stalled

    def drop(self) -> None:
        self.image, self.parts = None, {}
        self.dropped += 1

    def content(self) -> list[tuple[str, list[bytes]]]:
        whole = b"".join(self.parts[n] for n in sorted(self.parts))
        size = int.from_bytes(whole[:8], "big")
        try:
            return msgspec.msgpack.decode(whole[8 : 8 + size], type=list[tuple[str, list[bytes]]])
        except msgspec.MsgspecError as error:
            raise Unfit from error


class MemoryShadow:
    def __init__(self, replica: MemoryReplica, manifests: dict[str, Manifest]) -> None:
        self.image = MemoryImage()
        self.manifests = manifests
        self.rows: Rows = {scope: {} for scope in manifests}
        self.chunks: dict[str, set[int]] = {scope: set() for scope in manifests}
        self._replica = replica
        self._built: MemoryReplica | None = None

    def loaded(self, scope: str) -> frozenset[int]:
        return frozenset(self.chunks[scope])

    def load_chunk(self, scope: str, n: int, rows: Iterable[Change]) -> None:
        staged = dict(self.rows[scope])
        for row in rows:
            put(staged, row)
        self.rows[scope] = staged
        self.chunks[scope].add(n)

    def take_image(self) -> None:
        for scope, chunks in self.image.content():
            for n, chunk in enumerate(chunks):
                self.load_chunk(scope, n, _ROWS.decode_lines(zstandard.decompress(chunk)))

    def replica(self) -> MemoryReplica:
        if self._built is None:
            for scope, manifest in self.manifests.items():
                if sums(self.rows[scope]) != (manifest.row_count, manifest.row_sum):
                    self.discard()
                    raise Mismatch(scope)
            self._built = MemoryReplica()
            self._built.take(self.rows, self.manifests)
        return self._built

    def swap(self) -> None:
        made = self.replica()
        self._replica.take(made.rows, self.manifests)
        self._replica.cursors, self._replica.left = made.cursors, made.left

    def discard(self) -> None:
        self._replica.pending = None

    def close(self) -> None:
        self._replica.closed_shadows += 1


class MemoryLook(msgspec.Struct, frozen=True):
    bad: tuple[tuple[str, int], ...]


class MemoryReplica:
    def __init__(self) -> None:
        self.bad: list[tuple[str, int]] = []
        self.rows: Rows = {}
        self.cursors: dict[str, int] = {}
        self.left: set[Key] = set()
        self.moments: list[set[Key]] = []
        self.held = ""
        self.pending: MemoryShadow | None = None
        self.compared = 0
        self.opened_shadows = 0
        self.closed_shadows = 0
        self.swaps = 0
        self.distrusted = False
        self.form = ""

    def take(self, rows: Rows, manifests: dict[str, Manifest]) -> None:
        self.rows = rows
        self.cursors = {scope: manifest.s0 for scope, manifest in manifests.items()}
        self.left = set()
        self.held = next(iter(manifests.values())).epoch
        self.pending = None
        self.distrusted = False
        self.swaps += 1

    def epoch(self) -> str:
        return "" if self.distrusted else self.held

    def distrust(self) -> None:
        self.distrusted = True

    def scopes(self) -> tuple[str, ...]:
        return tuple(self.cursors)

    def cursor(self, scope: str) -> int:
        return self.cursors.get(scope, 0)

    def apply_pages(self, staged: Sequence[StagedPage], staying: Collection[Key] | None) -> None:
        rows, cursors, leaving = {name: dict(held) for name, held in self.rows.items()}, dict(self.cursors), self.left
        for scope, page, after in staged:
            if cursors.get(scope) != after:
                raise Moved(scope)
            for row in page.rows:
                if row.op == "leave" and (row.etype, row.eid) in rows[scope]:
                    leaving = leaving | {(row.etype, row.eid)}
                put(rows[scope], row)
            cursors[scope] = page.next
        self.rows, self.cursors = rows, cursors
        self.left = leaving if staying is None else leaving & set(staying)
        self.moments.append(self.shown())

    def leaving(self) -> bool:
        return bool(self.left)

    def shown(self) -> set[Key]:
        """What a screen could show."""
        return {key for held in self.rows.values() for key in held} | self.left

    def drop_scope(self, scope: str) -> None:
        del self.rows[scope], self.cursors[scope]

    def integrity(self, scope: str) -> tuple[int, int]:
        self.compared += 1
        return sums(self.rows[scope])

    def recount(self, scope: str) -> tuple[int, int]:
        return self.integrity(scope)

    def shard_sums(self, scope: str) -> Sequence[tuple[int, int]]:
        return shard_sums((etype, eid, version) for (etype, eid), (version, _) in self.rows[scope].items())

    def replace_shard(self, scope: str, n: int, rows: Sequence[Change]) -> int:
        held = {key: row for key, row in self.rows[scope].items() if shard_of(*key) == n}
        fresh: dict[Key, tuple[int, bytes]] = {}
        for row in rows:
            put(fresh, row)
        self.rows[scope] = {key: row for key, row in self.rows[scope].items() if key not in held} | fresh
        return len({key for key in held.keys() | fresh.keys() if held.get(key) != fresh.get(key)})

    def check(self) -> None:
        pass

    def look_over(self) -> MemoryLook | None:
        return MemoryLook(tuple(self.bad)) if self.bad else None

    def looked(self, look: MemoryLook) -> None:
        self.bad = [shard for shard in self.bad if shard not in look.bad]

    def shadow(self, manifests: dict[str, Manifest]) -> MemoryShadow:
        self.opened_shadows += 1
        if self.pending is None or self.pending.manifests != manifests:
            self.pending = MemoryShadow(self, manifests)
        return self.pending

    def image_form(self) -> str:
        return self.form

    def begun(self) -> dict[str, Manifest]:
        return dict(self.pending.manifests) if self.pending else {}

    def everything(self) -> dict[Key, tuple[int, bytes]]:
        return {key: row for rows in self.rows.values() for key, row in rows.items()}


class MemoryKeys:
    """``sync.ports.Keys``."""

    def __init__(self) -> None:
        self.keys: dict[str, DeviceKey] = {}

    def key_for(self, purpose: str) -> DeviceKey:
        return self.keys.setdefault(purpose, DeviceKey.new())


class MemoryJournal(MemoryKeys):
    def __init__(self, fence: str) -> None:
        super().__init__()
        self.identity: tuple[str, str, DeviceKey | None] = ("", "", None)
        self.outbox: list[Operation] = []
        self.acknowledged: dict[str, tuple[Operation, OperationResult]] = {}
        self.quarantine: dict[str, tuple[Operation, OperationResult]] = {}
        self.in_flight: tuple[str, tuple[str, ...]] | None = None
        self.token = fence
        self.occasions: set[str] = set()
        self.synced_at = 0
        self.region = ""
        self.names = ""
        self.devices: dict[str, str] = {}
        keys = DeviceKey.new(), DeviceKey.new()
        self.credentials: Credentials | None = Credentials("", "d" * 32, "b" * 32, keys[0], "", "", standing=keys[1])
        self.noted: list[Alarm] = []
        self.told: dict[str, tuple[SetAside, ...]] = {}
        self.struck: set[str] = set()
        self.asked_at = 0

    def save(self, operations: Iterable[Operation]) -> None:
        self.outbox += operations

    def key_report(self) -> tuple[str, str]:
        """Nothing is encrypted here."""
        return "", ""

    def alarms(self) -> tuple[Alarm, ...]:
        return tuple(self.noted)

    def set_aside(self, occasion: str) -> tuple[SetAside, ...] | None:
        held = tuple(SetAside(op.op_id, op.kind, r.number, "", 0, 0) for op, r in self.quarantine.values())
        return None if self.told.get(occasion, ()) == held else held

    def set_aside_told(self, occasion: str, operations: Sequence[SetAside]) -> None:
        self.told = {occasion: tuple(operations)}

    def note_alarm(self, scope: str, kind: AlarmKind, rows: int) -> None:
        self.noted.append(Alarm(scope, kind, rows, len(self.noted)))

    def forget_alarms(self, alarms: Sequence[Alarm]) -> None:
        self.noted = [alarm for alarm in self.noted if alarm not in alarms]

    def next_batch(self, limit: int, max_bytes: int, newest: int | None = None) -> Sequence[Operation]:
        if self.in_flight is not None:
            sent = set(self.in_flight[1])
            again = [op for op in self.outbox if op.op_id in sent]
            if newest is None or all(op.op_schema <= newest for op in again):
                return again
        batch: list[Operation] = []
        size = 0
        for _, group in itertools.groupby(self.outbox, key=lambda op: op.group_id):
            operations = list(group)
            if newest is not None and any(op.op_schema > newest for op in operations):
                continue  # the real journal also holds back what hangs on them
            size += sum(len(bytes(op.args)) + 400 for op in operations)
            if batch and (len(batch) + len(operations) > limit or size > max_bytes):
                break
            batch += operations
        return batch

    def record(self, results: Sequence[OperationResult], fence: str) -> None:
        held = {op.op_id: op for op in self.outbox}
        for result in results:
            place = self.quarantine if result.status == "rejected" else self.acknowledged
            place[result.op_id] = (held[result.op_id], result)
        answered = {result.op_id for result in results}
        self.outbox = [op for op in self.outbox if op.op_id not in answered]
        self.in_flight = None
        self.token = fence

    def strike_out(self, customers: Collection[str], others: Collection[str]) -> None:
        self.struck |= {*customers, *others}

    def spoken_of(self) -> Sequence[str]:
        answered = [op for op, _ in (*self.acknowledged.values(), *self.quarantine.values())]
        return sorted({op.entity_id for op in (*self.outbox, *answered)} - self.struck)

    def erased_asked_at(self) -> int:
        return self.asked_at

    def erased_asked(self, at: int) -> None:
        self.asked_at = at

    def waiting(self) -> MemoryWaiting:
        return MemoryWaiting(len(self.outbox), min((op.occurred_at for op in self.outbox), default=0))

    def counts(self, delivered_since: int) -> MemoryCounts:
        del delivered_since
        held = self.waiting()
        conflicts = sum(result.conflict is not None for _, result in self.acknowledged.values())
        return MemoryCounts(held.count, held.oldest_at, conflicts, len(self.quarantine))

    def fence(self) -> str:
        return self.token

    def request_id(self, op_ids: Sequence[str]) -> str:
        if self.in_flight is None or self.in_flight[1] != tuple(op_ids):
            self.in_flight = (new_id(), tuple(op_ids))
        return self.in_flight[0]

    def synced(self, at: int) -> None:
        self.synced_at = at

    def last_sync(self) -> int:
        return self.synced_at

    def set_region(self, region: str) -> None:
        self.region = region

    def devices_known(self) -> str:
        return self.names

    def keep_devices(self, names: str, devices: dict[str, str]) -> None:
        self.names, self.devices = names, devices

    def load(self) -> Credentials | None:
        return self.credentials

    def former_keys(self) -> Sequence[tuple[str, DeviceKey]]:
        return ()

    def vouched(self) -> None:
        pass

    def work_with(self, key: DeviceKey) -> None:
        assert self.credentials is not None
        self.credentials = msgspec.structs.replace(self.credentials, key=key, standing=self.credentials.key)

    def become(
        self, device_id: str, replica_id: str, key: DeviceKey, fence: str, standing: DeviceKey | None = None
    ) -> None:
        self.identity, self.token = (device_id, replica_id, key), fence
        self.credentials = Credentials("", device_id, replica_id, key, "", "", standing=standing)
        self.outbox = sorted([*(op for op, _ in self.acknowledged.values()), *self.outbox], key=lambda op: op.lseq)
        self.acknowledged, self.in_flight = {}, None
        self.keys.clear()

    def step_back(self) -> Credentials | None:
        return None

    def offer_again(self, since: int, occasion: str) -> int:
        if occasion in self.occasions:
            return 0
        self.occasions |= {occasion} - {""}
        again = [op for op, _ in self.acknowledged.values() if op.occurred_at >= since]
        self.acknowledged = {k: v for k, v in self.acknowledged.items() if v[0].occurred_at < since}
        self.outbox = sorted([*again, *self.outbox], key=lambda op: op.lseq)
        self.in_flight = None
        return len(again)


class MemoryCredentials(MemoryKeys):
    def __init__(self) -> None:
        super().__init__()
        self.saved: tuple[Credentials, str] | None = None

    def load(self) -> Credentials | None:
        return self.saved[0] if self.saved else None

    def save(self, credentials: Credentials, fence: str) -> None:
        self.saved = (credentials, fence)
        self.keys.clear()
