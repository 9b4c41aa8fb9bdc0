"""What was refused is kept, so that people at head office see it: whole, but for what tells of who was erased."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from clienteling.domain.operations import CREATES, Operation
from clienteling.wire.messages import OperationResult
from headoffice.sync import ledger
from headoffice.sync.erasure import erased_among, remember, wait_for_erasures, wordless
from headoffice.sync.facts import Sender
from headoffice.sync.workspace import mentioned

_Refused = tuple[Operation, str, OperationResult]


def set_aside(conn: Connection, sender: Sender, refused: Sequence[_Refused], now: int) -> None:
    """Keep a copy of what was refused: the operation, its hash, the answer."""
    if refused:
        ledger.set_aside(conn, sender, _tellable(conn, refused, now), now)


def _tellable(conn: Connection, refused: Sequence[_Refused], now: int) -> list[_Refused]:
    """``refused`` without the words of what tells of somebody who was erased."""
    wait_for_erasures(conn)
    about = {op.op_id: mentioned(op) for op, _, _ in refused}
    gone = erased_among(conn, {eid for ids in about.values() for eid in ids})
    made = {op.entity_id for op, _, _ in refused if op.kind in CREATES and about[op.op_id] & gone} - gone
    if made:  # changes of these may still arrive
        remember(conn, made, now)
        gone |= made
    return [(wordless(op) if about[op.op_id] & gone else op, digest, result) for op, digest, result in refused]
