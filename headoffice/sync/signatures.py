"""Whether operations are what a tablet saved: by its signature, by its name, and by their numbers.

Looked at before an operation is read any further, over the bytes that were saved. What fails here was not written by a
tablet of ours: it is refused and kept for people to look at, but the ledger knows nothing of it, so that the real
operation of this id is still taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.operations import Operation
from clienteling.wire.proof import operation_text
from headoffice.db.bulk import among
from headoffice.db.engine import reading
from headoffice.db.sync_tables import device_keys, devices, op_ledger
from headoffice.sync.verify import Looked

_LARGEST = 1 << 53
_MANY = 32
_ALTERED = "This change is not as it was saved: its signature does not fit. Make it again."
_ELSEWHERE = "This was saved on another tablet, and is taken from that one only. Make the change again."
_SEQUENCE = "This change has the number of another one, or comes out of order. Make it again."


class Signatures:
    """Judges the operations of one push."""

    def __init__(self, conn: Connection, device: Row[Any], operations: Sequence[Operation], looked: Looked) -> None:
        """``device`` sends ``operations``, of whose signatures some may have been looked at already."""
        self._device = device
        self._looked = looked
        self._keys = _keys(conn, device.id)
        self._strangers = self._find_strangers(conn, operations)
        self._numbers = _numbers(conn, operations)
        self._last: dict[str, int] = {}
        self._judged: dict[str, str] = {}

    def _find_strangers(self, conn: Connection, operations: Iterable[Operation]) -> frozenset[str]:
        """Replica ids that other tablets work under."""
        others = {op.replica_id for op in operations} - self._keys.keys()
        if not others:
            return frozenset()
        d = devices.c
        query = select(d.replica_id).where(among(conn, d.replica_id, others), d.revoked_at == 0)
        return frozenset(conn.execute(query).scalars())

    @property
    def names(self) -> frozenset[str]:
        """The replica ids under which the tablet may bring operations."""
        return frozenset(self._keys)

    def why_not(self, op: Operation, digest: str) -> Rejected | None:
        """Why an operation that is not in the ledger is not taken, None when nothing is wrong with it."""
        if not self._device.key:
            return None  # an app of the time before keys, which signs nothing: it is known by its token alone
        if not op.signature:
            return None if self._saved_before_keys(op) else Rejected(RejectNumber.BAD_SIGNATURE, _ALTERED)
        keys = self._keys.get(op.replica_id, [])
        if not keys:
            return Rejected(RejectNumber.FOREIGN_DEVICE, _ELSEWHERE)
        if not any(self._looked.holds(key, operation_text(digest), op.signature) for key in keys):
            return Rejected(RejectNumber.BAD_SIGNATURE, _ALTERED)
        if self._judged.get(op.op_id) != digest and not self._in_sequence(op):
            return Rejected(RejectNumber.OUT_OF_SEQUENCE, _SEQUENCE)
        self._judged[op.op_id] = digest
        return None

    def _saved_before_keys(self, op: Operation) -> bool:
        """Only what this tablet (or one that it was a copy of, or was before it was enrolled anew) numbered before it
        had a key: it said the last such number once, when it told the key.
        """
        return 0 <= op.lseq <= self._device.unsigned_until and op.replica_id not in self._strangers

    def _in_sequence(self, op: Operation) -> bool:
        """Numbers of one replica rise within a push, and none is used for two operations."""
        after = self._last.get(op.replica_id, -1)
        self._last[op.replica_id] = max(after, op.lseq)
        return op.lseq > after and self._numbers.get((op.replica_id, op.lseq), op.op_id) == op.op_id


def look_ahead(engine: Engine, device_id: str, operations: Sequence[Operation], digests: Sequence[str]) -> Looked:
    """Look at the signatures of ``operations`` before the transaction that takes them, so that nobody who writes waits
    for it. Which key must have signed what is decided in the transaction.
    """
    looked = Looked()
    if len(operations) < _MANY:
        return looked  # another question to the database would cost more than they do
    with reading(engine) as conn:
        keys = _keys(conn, device_id)
        t = op_ledger.c
        known = set(
            conn.execute(select(t.sha256).where(among(conn, t.op_id, {op.op_id for op in operations}))).scalars()
        )
    left = [(op, digest) for op, digest in zip(operations, digests, strict=True) if digest not in known]
    for turn in range(max(map(len, keys.values()), default=0)):  # nearly always the first key is the one
        asked = [(op, digest, keys.get(op.replica_id, [])[turn : turn + 1]) for op, digest in left]
        claims = [(key, operation_text(digest), op.signature) for op, digest, those in asked for key in those]
        looked.look(claims)
        left = [(op, digest) for op, digest, those in asked if those and not _hold(looked, op, digest, those[0])]
    return looked


def _hold(looked: Looked, op: Operation, digest: str, key: str) -> bool:
    return looked.holds(key, operation_text(digest), op.signature)


def _keys(conn: Connection, device_id: str) -> dict[str, list[str]]:
    """Replica id -> keys, of those whose operations this device may bring; the key that it works with now first."""
    k, d = device_keys.c, devices.c
    query = select(k.replica_id, k.key, d.key.label("now")).where(k.device_id == device_id, d.id == k.device_id)
    found: dict[str, list[str]] = {}
    for row in sorted(conn.execute(query).all(), key=lambda row: (row.key != row.now, row.key)):
        found.setdefault(row.replica_id, []).extend([row.key] if row.key else [])
    return found


def _numbers(conn: Connection, operations: Sequence[Operation]) -> dict[tuple[str, int], str]:
    """The operations answered before that have one of these numbers."""
    t = op_ledger.c
    found: dict[tuple[str, int], str] = {}
    for replica in {op.replica_id for op in operations}:
        numbers = {op.lseq for op in operations if op.replica_id == replica and 0 < op.lseq < _LARGEST}
        if numbers:
            rows = conn.execute(select(t.lseq, t.op_id).where(t.replica_id == replica, t.lseq.in_(numbers)))
            found.update({(replica, row.lseq): row.op_id for row in rows})
    return found
