"""Applying what a wiped tablet left behind: whatever is among it, the rest is applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, insert, or_, select

from clienteling.domain.ids import new_id
from clienteling.domain.operations import OP_SCHEMA, Operation
from clienteling.wire.device_key import BadKey, DeviceKey
from clienteling.wire.errors import WireError
from clienteling.wire.messages import FORMER_KEYS_LIMIT, PUSH_LIMIT, FormerKey, PushRequest, VouchRequest
from clienteling.wire.proof import vouch_text
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import devices
from headoffice.db.tables import stores
from headoffice.sync.keys import no_token, signs_with, vouch
from headoffice.sync.lost_journal import Former, LostJournal, Unreadable
from headoffice.sync.poison import FAILED
from headoffice.sync.push import accept
from headoffice.sync.refusal import Refusal

_AT_FAULT = frozenset({WireError.BAD_MESSAGE, WireError.TOO_LARGE, WireError.UPGRADE_HEAD_OFFICE})
"""What is wrong with a message, not with this moment."""
DAMAGED = "This change cannot be read: it is damaged."


class Refused(msgspec.Struct, frozen=True):
    """What did not get into head office. ``number``: of ``WireError``, ``RejectNumber``, or 0 when it cannot be read.

    ``cause``: ``refused`` here, or ``set_aside`` by the tablet before.
    """

    cause: str
    number: int
    sentence: str
    body: bytes


class Outcome(msgspec.Struct):
    """``results`` counts operations by what became of them, ``refused`` and ``set_aside`` included."""

    results: Counter[str]
    refused: list[Refused]


def recover(engine: Engine, journal: LostJournal, store_code: str, now: int) -> Outcome:
    """Apply it; what head office has is not doubled. Raises ``Unreadable``.

    ``store_code``: where the tablet stood, for one that head office does not know (any more); empty = it must be known.
    """
    with writing(engine) as conn:
        _make_known(conn, journal, store_code, now)
        _vouch(conn, journal)
    outcome = Outcome(Counter(), [])
    for batch in _batches(list(_decoded(journal, outcome))):
        _push(engine, journal.belonged.device_id, batch, outcome)
    outcome.refused += [Refused("set_aside", each.number, each.sentence, each.body) for each in journal.set_aside]
    outcome.results.update(each.cause for each in outcome.refused)
    with writing(engine) as conn:
        counts: Any = dict(outcome.results)
        device = journal.belonged.device_id
        append(conn, [by_command("device.recovered", "device", device, counts, device=device)], now)
    return outcome


def _make_known(conn: Connection, journal: LostJournal, store_code: str, now: int) -> None:
    """Write down a tablet whose enrolment this database does not know, as one that is locked out."""
    me, d = journal.belonged, devices.c
    if conn.execute(select(d.id).where(d.id == me.device_id)).first() is not None:
        return
    if not store_code:
        raise Unreadable(
            "Head office does not know the tablet this came from. Say which store it stood in: --store CODE."
        )
    if conn.execute(select(stores.c.id).where(stores.c.code == store_code)).scalar() != me.store:
        raise Unreadable(f"The tablet this came from did not stand in a store with the code {store_code!r}.")
    key = _key_of(me.key).public()
    if conn.execute(select(d.id).where(or_(d.replica_id == me.replica_id, d.key == key))).first() is not None:
        raise Unreadable("Another tablet goes on under the name of this one. What was not sent is sent by that one.")
    row = {
        "id": me.device_id,
        "replica_id": me.replica_id,
        "store_id": me.store,
        "token_sha256": no_token(me.device_id),
        "key": key,
        "standing_key": _key_of(me.standing).public() if me.standing else "",
        "key_at": now,
        "unsigned_until": me.unsigned_until,
        "op_schema": OP_SCHEMA,
        "fence": new_id(),
        "enrolled_at": now,
        "revoked_at": now,
    }
    conn.execute(insert(devices).values(row))
    signs_with(conn, me.device_id, me.replica_id, key)


def _vouch(conn: Connection, journal: LostJournal) -> None:
    """What was saved there under names and keys of before is this tablet's own: its keys are in the journal. So is the
    one it worked with last, of which a database that was put back may not have heard.
    """
    me = journal.belonged
    mine = conn.execute(select(devices.c.key).where(devices.c.id == me.device_id)).scalar_one()
    if not mine:
        return  # of the time before keys: nothing is signed
    told = []
    for former in (*journal.former, Former(me.replica_id, me.key)):
        key = _key_of(former.key)
        told.append(FormerKey(former.replica_id, key.public(), key.sign(vouch_text(former.replica_id, mine))))
    for some in _in_parts(told, FORMER_KEYS_LIMIT):
        vouch(conn, me.device_id, mine, VouchRequest(tuple(some)))


def _key_of(kept: str) -> DeviceKey:
    try:
        return DeviceKey.of(kept)
    except BadKey as error:
        raise Unreadable("A key in the journal is damaged.") from error


def _in_parts(told: list[FormerKey], limit: int) -> Iterator[list[FormerKey]]:
    for begin in range(0, len(told), limit):
        yield told[begin : begin + limit]


def _decoded(journal: LostJournal, outcome: Outcome) -> Iterator[Operation]:
    """Whole groups: one with a part that cannot be read is refused whole."""
    for _, members in groupby(journal.saved, key=lambda held: held[0]):
        bodies = [body for _, body in members]
        try:
            group = [msgspec.json.decode(body, type=Operation) for body in bodies]
        except (msgspec.MsgspecError, UnicodeDecodeError):
            outcome.refused += [Refused("refused", 0, DAMAGED, body) for body in bodies]
        else:
            yield from group


def _push(engine: Engine, device_id: str, batch: Sequence[Operation], outcome: Outcome) -> None:
    """Apply ``batch``; halved down to one group when something in it is at fault. Raises ``Unreadable``."""
    with reading(engine) as conn:
        held = conn.execute(select(devices).where(devices.c.id == device_id)).one()
    request = PushRequest(new_id(), held.replica_id, held.fence, tuple(batch))
    try:
        answer = accept(engine, device_id, request, settle=False)
    except Refusal as why:
        if why.number not in _AT_FAULT:
            raise Unreadable("Head office is busy. What was applied stays so; run this again.") from why
        _halve(engine, device_id, batch, outcome, why)
    else:
        failed = [(op, each) for op, each in zip(batch, answer.results, strict=True) if each.number == FAILED.number]
        outcome.refused += [Refused("refused", each.number, each.sentence, op.encoded()) for op, each in failed]
        outcome.results.update(each.status for each in answer.results if each.number != FAILED.number)


def _halve(engine: Engine, device_id: str, batch: Sequence[Operation], outcome: Outcome, why: Refusal) -> None:
    groups = [list(members) for _, members in groupby(batch, key=lambda operation: operation.group_id)]
    if len(groups) == 1:
        outcome.refused += [Refused("refused", int(why.number), str(why), op.encoded()) for op in batch]
        return
    middle = len(groups) // 2
    for half in (groups[:middle], groups[middle:]):
        _push(engine, device_id, [op for group in half for op in group], outcome)


def _batches(operations: Sequence[Operation]) -> Iterator[tuple[Operation, ...]]:
    """Whole groups, as many as one push takes."""
    batch: list[Operation] = []
    for _, group in groupby(operations, key=lambda operation: operation.group_id):
        members = list(group)
        if batch and len(batch) + len(members) > PUSH_LIMIT:
            yield tuple(batch)
            batch = []
        batch += members
    if batch:
        yield tuple(batch)
