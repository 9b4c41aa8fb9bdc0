"""What is remembered of operations: every answer given, everything refused, every conflict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, select, text

from clienteling.domain.operations import Operation, without_cards_in
from clienteling.wire.messages import OperationResult
from headoffice.db.bulk import among, insert_rows
from headoffice.db.sync_tables import op_ledger
from headoffice.profile.rows import to_json
from headoffice.sync.facts import Clash, Sender

_decode = msgspec.json.Decoder(OperationResult).decode


class Entry(msgspec.Struct, frozen=True):
    """An operation that was answered: the hash of what arrived, and the answer."""

    sha256: str
    result: OperationResult

    def again(self) -> OperationResult:
        """The answer to the same operation sent again: conflicts and rejections are told as the first time."""
        if self.result.status in {"applied", "merged"}:
            return msgspec.structs.replace(self.result, status="duplicate")
        return self.result


TAKEN = frozenset({"applied", "merged", "conflict"})
"""What became of operations that have an effect."""
_LOOKED_AT = 200


def taken_since(conn: Connection, since: int) -> bool:
    """Whether an operation of anybody's has had an effect since then (ms), as far as the last ones tell."""
    t = op_ledger.c
    last = select(t.result).where(t.received_at > since).order_by(t.received_at.desc()).limit(_LOOKED_AT)
    return any(_decode(result).status in TAKEN for result in conn.execute(last).scalars())


def known(conn: Connection, op_ids: Iterable[str]) -> dict[str, Entry]:
    """The entries of those operations that were answered before."""
    t = op_ledger.c
    rows = conn.execute(select(t.op_id, t.sha256, t.result).where(among(conn, t.op_id, op_ids)))
    return {row.op_id: Entry(row.sha256, _decode(row.result)) for row in rows}


def _storable(word: str) -> str:
    """``word`` as any database takes it: what is damaged is refused, and that must be written down."""
    return word.replace("\0", "\N{REPLACEMENT CHARACTER}")


_LEDGER = ("op_id", "sha256", "device_id", "entity_id", "kind", "result", "received_at", "replica_id", "lseq")
_NUMBERS = range(1, 1 << 53)


def write(
    conn: Connection, sender: Sender, answered: Sequence[tuple[Operation, str, OperationResult]], now: int
) -> None:
    """Remember answers: (operation, its hash, answer)."""
    rows = [
        (
            op.op_id,
            sha256,
            sender.device_id,
            _storable(op.entity_id[:32]),
            _storable(op.kind),
            to_json(result),
            now,
            op.replica_id,
            op.lseq if op.lseq in _NUMBERS else 0,
        )
        for op, sha256, result in answered
    ]
    insert_rows(conn, op_ledger, _LEDGER, rows)


_QUARANTINE = text("""
    INSERT INTO quarantine(op_id, sha256, device_id, store_id, actor, kind, entity_id, number, sentence, operation,
                           received_at)
    VALUES (:op_id, :sha256, :device_id, :store_id, :actor, :kind, :entity_id, :number, :sentence, :operation,
            :received_at)
    ON CONFLICT DO NOTHING
""")


def set_aside(
    conn: Connection, sender: Sender, refused: Sequence[tuple[Operation, str, OperationResult]], now: int
) -> None:
    """Keep a copy of what was refused, whole but for card numbers, so that head office sees it."""
    rows = [
        {
            "op_id": op.op_id,
            "sha256": sha256,
            "device_id": sender.device_id,
            "store_id": sender.store,
            "actor": _storable(op.actor[:32]),
            "kind": _storable(op.kind),
            "entity_id": _storable(op.entity_id[:32]),
            "number": result.number,
            "sentence": result.sentence,
            "operation": to_json(_cardless(op)),
            "received_at": now,
        }
        for op, sha256, result in refused
    ]
    if rows:
        conn.execute(_QUARANTINE, rows)


def _cardless(op: Operation) -> Operation:
    told = msgspec.json.decode(op.args)
    masked = without_cards_in(told)
    return op if masked == told else msgspec.structs.replace(op, args=msgspec.Raw(msgspec.json.encode(masked)))


_REPLACED = text("UPDATE quarantine SET replaced_by = :op_id WHERE op_id = :corrects AND store_id = :store")


def note_corrections(conn: Connection, sender: Sender, operations: Iterable[Operation]) -> None:
    """Write beside what was refused by which operation its tablet replaced it."""
    rows = [{"op_id": op.op_id, "corrects": op.corrects, "store": sender.store} for op in operations if op.corrects]
    if rows:
        conn.execute(_REPLACED, rows)


_CONFLICT = text("""
    INSERT INTO conflicts(op_id, customer_id, entity, entity_id, target, yours, theirs, theirs_by, kept, proposal_id,
                          device_id, received_at)
    VALUES (:op_id, :customer_id, :entity, :entity_id, :target, :yours, :theirs, :theirs_by, :kept, :proposal_id,
            :device_id, :received_at)
    ON CONFLICT DO NOTHING
""")


def keep_conflicts(conn: Connection, sender: Sender, clashes: Iterable[Clash], now: int) -> None:
    """Keep conflicts with both values, for the people who look after profiles. One that is kept already stays as it is:
    its operation came again after its answer was forgotten.
    """
    rows = [
        {
            "op_id": clash.op.op_id,
            "customer_id": clash.customer,
            "entity": clash.op.entity,
            "entity_id": clash.op.entity_id,
            "target": clash.conflict.target,
            "yours": clash.conflict.yours,
            "theirs": clash.conflict.theirs,
            "theirs_by": to_json(clash.conflict.theirs_by),
            "kept": clash.conflict.kept,
            "proposal_id": clash.conflict.proposal_id,
            "device_id": sender.device_id,
            "received_at": now,
        }
        for clash in clashes
    ]
    if rows:
        conn.execute(_CONFLICT, rows)
