"""One answer per operation: remembered ones again, new ones by applying, group by group."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from sqlalchemy import Connection, select
from sqlalchemy.exc import DataError, IntegrityError

from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.operations import Operation
from clienteling.wire.messages import OperationResult
from headoffice.db.bulk import among
from headoffice.db.sync_tables import devices
from headoffice.profile.history import Touched
from headoffice.sync import ledger
from headoffice.sync.aside import set_aside
from headoffice.sync.facts import Sender
from headoffice.sync.groups import DEPENDS, Applier, groups_of, refused, rejection
from headoffice.sync.past import Past
from headoffice.sync.signatures import Signatures
from headoffice.sync.telling import tellable
from headoffice.sync.workspace import Draft, Workspace

_Fresh = dict[str, tuple[Operation, str]]
"""Operation id -> (operation, its hash), for operations not answered before."""


class Answers:
    """Answers the operations of one push. Call ``all``, then ``finish``."""

    def __init__(
        self,
        conn: Connection,
        sender: Sender,
        hashed: Sequence[tuple[Operation, str]],
        now: int,
        signatures: Signatures,
        *,
        careful: bool,
    ) -> None:
        """``hashed``: each operation with its hash. ``careful`` writes each group in a savepoint of its own and refuses
        those the database does not take.
        """
        self._conn = conn
        self._sender = sender
        operations = [op for op, _ in hashed]
        self._operations = operations
        self._digests = [digest for _, digest in hashed]
        self._now = now
        self._signatures = signatures
        self._careful = careful
        self._entries = ledger.known(conn, {op.op_id for op in operations})
        new = [op for op in operations if op.op_id not in self._entries]
        self._workspace = Workspace(conn, sender, new, now)
        self._past = Past(conn, new, self._workspace.base)
        self._applier = Applier(self._workspace, sender, self._foreign_replicas())
        self._answered: list[tuple[Operation, str, OperationResult]] = []
        self._set_aside: list[tuple[Operation, str, OperationResult]] = []
        self._touched: list[Touched] = []

    def _foreign_replicas(self) -> frozenset[str]:
        others = {op.replica_id for op in self._operations} - {self._sender.replica_id}
        if not others:
            return frozenset()
        query = select(devices.c.replica_id).where(
            among(self._conn, devices.c.replica_id, others), devices.c.store_id != self._sender.store
        )
        return frozenset(self._conn.execute(query).scalars())

    def all(self) -> tuple[OperationResult, ...]:
        """The answers, in order."""
        digests = iter(self._digests)
        results = [
            result
            for group in groups_of(self._operations)
            for result in self._group(group, list(islice(digests, len(group))))
        ]
        return tellable(self._conn, self._sender, self._operations, results)

    def finish(self) -> list[Touched]:
        """Write everything but the feed; tell what changed, for the feed."""
        self._touched += self._workspace.flush(self._sender, self._now)
        ledger.write(self._conn, self._sender, self._answered, self._now)
        set_aside(self._conn, self._sender, self._set_aside, self._now)
        ledger.note_corrections(self._conn, self._sender, (op for op, _, _ in self._answered))
        return self._touched

    @property
    def answered(self) -> Sequence[tuple[Operation, str, OperationResult]]:
        """What was not answered before: the operation, its hash, the answer."""
        return self._answered

    def _group(self, group: Sequence[Operation], digests: Sequence[str]) -> list[OperationResult]:
        forged = self._forged(group, digests)
        if forged is not None:
            return forged
        fresh: _Fresh = {}
        reused = refused_before = False
        for op, digest in zip(group, digests, strict=True):
            entry = self._entries.get(op.op_id)
            held = entry.sha256 if entry else fresh.setdefault(op.op_id, (op, digest))[1]
            reused |= held != digest
            refused_before |= entry is not None and entry.result.status == "rejected"
        self._decide(fresh, spoilt=reused or refused_before)
        return [self._answer(op, digest, fresh) for op, digest in zip(group, digests, strict=True)]

    def _forged(self, group: Sequence[Operation], digests: Sequence[str]) -> list[OperationResult] | None:
        """The results of a group of which something was not written by the tablet that sends it, None otherwise."""
        whys: dict[str, Rejected] = {}
        for op, digest in zip(group, digests, strict=True):
            entry = self._entries.get(op.op_id)
            if entry is None or entry.sha256 != digest:  # what is known to the byte has had its effect
                why = self._signatures.why_not(op, digest)
                whys |= {op.op_id: why} if why is not None else {}
        if not whys:
            return None
        others = Rejected(RejectNumber.DEPENDS_ON_REJECTED, DEPENDS)
        results = [rejection(op, whys.get(op.op_id, others)) for op in group]
        self._applier.remember_refused(group)
        self._set_aside += zip(group, digests, results, strict=True)
        return results

    def _answer(self, op: Operation, digest: str, fresh: _Fresh) -> OperationResult:
        entry = self._entries[op.op_id]
        if entry.sha256 != digest:
            why = Rejected(RejectNumber.ID_REUSED, "Another change has this identifier already. Make the change again.")
            result = rejection(op, why)
            self._set_aside.append((op, digest, result))
            return result
        return entry.result if fresh.pop(op.op_id, None) else entry.again()

    def _decide(self, fresh: _Fresh, *, spoilt: bool) -> None:
        """Apply what is new of a group. ``spoilt``: the group cannot hold whole any more."""
        operations = [op for op, _ in fresh.values()]
        if spoilt:
            self._applier.remember_refused(operations)
            others = refused(operations, None, Rejected(RejectNumber.DEPENDS_ON_REJECTED, DEPENDS))
            results = self._keep_noes(operations, others)
        elif self._past.holds(operations):
            results = [self._past.answer(op, self._applier.version_of(op)) for op in operations]
        else:
            results = self._apply(operations)
        for (op, digest), result in zip(fresh.values(), results, strict=True):
            self._entries[op.op_id] = ledger.Entry(digest, result)
            self._answered.append((op, digest, result))
            if result.status == "rejected":
                self._set_aside.append((op, digest, result))

    def _apply(self, operations: Sequence[Operation]) -> list[OperationResult]:
        results, draft = self._applier.apply(operations)
        if draft is None:
            return self._keep_noes(operations, results)
        if self._kept(draft):
            return results
        self._applier.remember_refused(operations)
        return self._keep_noes(operations, [_unstorable(op) for op in operations])

    def _keep_noes(self, operations: Sequence[Operation], results: Sequence[OperationResult]) -> list[OperationResult]:
        """What comes of a refused group: each no in it holds all the same."""
        found = list(results)
        for place, op in enumerate(operations):
            kept = self._applier.keep_no(op)
            if kept is not None and self._kept(kept[1]):
                found[place] = kept[0]
        return found

    def _kept(self, draft: Draft) -> bool:
        """Keep what a group changes; whether the database took it, where that is tried at once."""
        self._workspace.keep(draft)
        if not self._careful:
            return True
        try:
            with self._conn.begin_nested():
                self._touched += self._workspace.flush(self._sender, self._now)
        except (IntegrityError, DataError):
            self._workspace.forget()
            return False
        return True


def _unstorable(op: Operation) -> OperationResult:
    why = Rejected(RejectNumber.BAD_VALUE, "Head office cannot store one of these values. Type it again.")
    return rejection(op, why)
