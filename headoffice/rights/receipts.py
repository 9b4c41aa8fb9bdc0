"""Which tablets have carried out an erasure: "N of M confirmed".

When a customer is erased, the position at which each scope tells so is kept for every tablet that holds the scope. A
tablet tells how far it has applied each scope, in a request that its key signs: its receipt, kept word for word.
Nothing is confirmed by a tablet that has not asked who was erased: its rows may have been downloaded anew after that.
A tablet that was locked out confirms nothing any more: its lease ends what it holds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import Connection, bindparam, func, insert, select, update

from clienteling.domain.ids import is_id
from clienteling.wire.erasure_messages import ERASED_LIMIT, ErasedQuery
from clienteling.wire.errors import WireError
from clienteling.wire.messages import AppliedReport
from headoffice.db.epoch import epoch
from headoffice.db.rights_tables import erasure_receipts, rights_requests
from headoffice.db.sync_tables import devices, scope_head, scopes
from headoffice.sync.positions import positions
from headoffice.sync.refusal import Refusal
from headoffice.sync.scopes import names_for, store_scope

_t = erasure_receipts.c
_LATEST = 1 << 53
_MOST_SCOPES = 100


class Standing(msgspec.Struct, frozen=True):
    """How far an erasure has come. ``waiting``: ids of tablets that have not confirmed it; ``locked``: of those among
    all that were locked out before they did.
    """

    tablets: int
    confirmed: int
    waiting: tuple[str, ...]
    locked: tuple[str, ...]


class Proof(msgspec.Struct, frozen=True):
    """What a tablet told, and the request it told it with as its key signed it. Empty for a tablet without a key."""

    said: str
    asked: str
    signature: str


def expect(conn: Connection, request_id: str, customer_ids: Sequence[str], refused_of: Collection[str] = ()) -> None:
    """Keep who has to confirm that these customers are gone. Call after they were erased, in the same transaction.

    ``refused_of``: stores whose tablets sent words about them that were refused. Their feeds need not tell of them.
    """
    everywhere = conn.execute(select(scopes.c.id)).scalars().all()
    told = {row.scope_id for row in positions(conn, everywhere, "customer", customer_ids) if row.op == "del"}
    # Their counters are locked until the commit: up to there all of it is told, the history too.
    theirs = [store_scope(store) for store in refused_of]
    where = scopes.c.id.in_(told) | scopes.c.name.in_(theirs)
    heads = select(scopes.c.name, scope_head.c.head).join_from(scopes, scope_head).where(where)
    last = dict(conn.execute(heads).all())
    here = epoch(conn)
    held = conn.execute(select(devices.c.id, devices.c.store_id).where(devices.c.revoked_at == 0))
    rows = [
        {"request_id": request_id, "device_id": device, "scope": scope, "epoch": here, "seq": last[scope]}
        for device, store in held
        for scope in names_for(store)
        if scope in last
    ]
    if rows:
        conn.execute(insert(erasure_receipts), rows)


def check(report: AppliedReport) -> None:
    """Raises ``Refusal`` for what no tablet of ours tells."""
    names = [report.epoch, *report.positions]
    fits = all(len(name) <= 100 and name.isascii() and name.isprintable() for name in names)
    if not fits or not all(0 <= seq < _LATEST for seq in report.positions.values()):
        raise Refusal(WireError.BAD_MESSAGE, "A name or a position of the report has the wrong shape.")
    if len(report.positions) > _MOST_SCOPES:
        raise Refusal(WireError.TOO_LARGE, f"Tell of at most {_MOST_SCOPES} scopes.")


def check_query(query: ErasedQuery) -> None:
    """Raises ``Refusal`` for what no tablet of ours asks."""
    if len(query.ids) > ERASED_LIMIT:
        raise Refusal(WireError.TOO_LARGE, f"Ask about at most {ERASED_LIMIT} at once.")
    if not all(map(is_id, query.ids)):
        raise Refusal(WireError.BAD_MESSAGE, "An identifier of the message has the wrong shape.")


def waits(conn: Connection, device_id: str) -> bool:
    """Whether an erasure waits for this tablet."""
    query = select(_t.request_id).where(_t.device_id == device_id, _t.confirmed_at == 0).limit(1)
    return conn.execute(query).first() is not None


def confirm(conn: Connection, device_id: str, report: AppliedReport, proof: Proof, now: int) -> int:
    """Take a receipt: how many erasures are confirmed by this tablet now that were not before."""
    here = epoch(conn)
    if report.epoch != here or not report.asked:
        # Its rows are of another life of the database: it downloads anew first. Or its journal may speak of anybody.
        return 0
    open_ones = select(_t.request_id, _t.scope, _t.epoch, _t.seq).where(_t.device_id == device_id, _t.confirmed_at == 0)
    reached = [
        {"k_request": row.request_id, "k_scope": row.scope}
        for row in conn.execute(open_ones.with_for_update())
        # What was erased before a backup was put back was erased again in it, and all rows were downloaded since.
        if row.scope in report.positions and (row.epoch != here or row.seq <= report.positions[row.scope])
    ]
    if not reached:
        return 0
    mine = update(erasure_receipts).where(
        _t.request_id == bindparam("k_request"), _t.scope == bindparam("k_scope"), _t.device_id == device_id
    )
    conn.execute(mine.values(confirmed_at=now, **msgspec.structs.asdict(proof)), reached)
    left = set(conn.execute(select(_t.request_id).where(_t.device_id == device_id, _t.confirmed_at == 0)).scalars())
    return len({row["k_request"] for row in reached} - left)


def standing(conn: Connection, request_id: str) -> Standing:
    """How far the erasure of a request has come."""
    query = (
        select(_t.device_id, _t.confirmed_at, devices.c.revoked_at)
        .join_from(erasure_receipts, devices)
        .where(_t.request_id == request_id)
    )
    rows = conn.execute(query).all()
    waiting = {row.device_id for row in rows if not row.confirmed_at}
    locked = {row.device_id for row in rows if row.revoked_at} & waiting
    tablets = {row.device_id for row in rows}
    return Standing(len(tablets), len(tablets - waiting), tuple(sorted(waiting - locked)), tuple(sorted(locked)))


def unconfirmed(conn: Connection) -> dict[str, int]:
    """Device -> when the oldest erasure was carried out that it has not confirmed (ms)."""
    done = func.min(rights_requests.c.done_at)
    query = select(_t.device_id, done).join_from(erasure_receipts, rights_requests).where(_t.confirmed_at == 0)
    return dict(conn.execute(query.group_by(_t.device_id)).all())
