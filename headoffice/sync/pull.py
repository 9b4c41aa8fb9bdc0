"""Changes out: one page of one scope, from one unchanging state of the database."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from clienteling.domain.policy import TabletKind
from clienteling.wire.errors import WireError
from clienteling.wire.messages import CHANGES_LIMIT, Change, ChangesAnswer
from headoffice.db.epoch import name_of, parts
from headoffice.db.sync_tables import hub, scope_feed, scope_head, scopes
from headoffice.guard.payload import bodies_for
from headoffice.guard.policies import view_of
from headoffice.sync.refusal import Refusal

_log = logging.getLogger(__name__)

PAGE_BYTES = 16 << 20
"""Where a page ends though more rows were asked for: a tablet takes no answer of more than 128 MiB."""
_SOME = 500
"""Rows that are read before it is looked whether the page ends."""

Key = tuple[str, str]
"""(entity type, id)"""


class Place(msgspec.Struct, frozen=True):
    """Where a scope stands, for tablets of a kind."""

    scope_id: int
    epoch: str
    floor: int
    head: int
    row_count: int
    row_sum: int
    kind: TabletKind = "shared"


def place_of(conn: Connection, scope: str, kind: TabletKind = "shared") -> Place:
    """Where the scope called ``scope`` stands. A scope nobody has written to stands at 0. Call inside ``reading``.

    ``kind``: the tablets that what is read at this place is for.
    """
    h = scope_head.c
    found = scopes.join(scope_head, h.scope_id == scopes.c.id)
    query = select(*parts(conn), h.scope_id, h.floor, h.head, h.row_count, h.row_sum)
    row = conn.execute(query.select_from(hub.outerjoin(found, scopes.c.name == scope))).one()
    if row.scope_id is None:
        return Place(0, name_of(row), 0, 0, 0, 0, kind)
    return Place(row.scope_id, name_of(row), row.floor, row.head, row.row_count, row.row_sum, kind)


def check(place: Place, of_epoch: str, after: int, floor: int = 0) -> None:
    """Raises ``Refusal`` (410) when position ``after`` of ``of_epoch`` has no meaning any more. ``floor``: that of the
    tablet itself.
    """
    if of_epoch != place.epoch:
        raise Refusal(WireError.EPOCH_CHANGED, "Head office's database was replaced. The tablet downloads anew.")
    if after > place.head:
        raise Refusal(WireError.BEYOND_HEAD, "Head office was put back from a backup. The tablet downloads anew.")
    if after < max(place.floor, floor):
        raise Refusal(WireError.BELOW_FLOOR, "The tablet was away for too long. It downloads anew.")


def changes(conn: Connection, place: Place, after: int, limit: int, missing: list[Key]) -> ChangesAnswer:
    """The page after position ``after``; at most ``limit`` rows. ``conn`` must be of ``reading``.

    ``missing``: see ``with_bodies``.
    """
    size = max(1, min(limit, CHANGES_LIMIT))
    f = scope_feed.c
    query = select(f.seq, f.etype, f.eid, f.op, f.version).where(f.scope_id == place.scope_id, f.seq > after)
    rows = conn.execute(query.order_by(f.seq).limit(size)).all()
    reached = rows[-1].seq if len(rows) == size else place.head
    found: list[Change] = []
    read = 0
    for some in (rows[n : n + _SOME] for n in range(0, len(rows), _SOME)):
        more = with_bodies(conn, some, place.kind, missing)
        found += more
        read += sum(memoryview(change.body).nbytes for change in more)
        if read > PAGE_BYTES and some[-1].seq < rows[-1].seq:
            reached = some[-1].seq
            break
    return ChangesAnswer(
        place.epoch,
        place.floor,
        place.head,
        reached,
        tuple(found),
        place.row_count,
        place.row_sum,
    )


def with_bodies(conn: Connection, rows: Sequence[Any], kind: TabletKind, missing: list[Key]) -> list[Change]:
    """Feed rows (seq, etype, eid, op, version) as they travel to tablets of ``kind``, by the policy of this moment.

    Those whose entity is not there are added to ``missing``, to be healed (``sync.heal``), and are told as having left:
    they must not hold up the others.
    """
    living = [(row.etype, row.eid) for row in rows if row.op == "put"]
    bodies = bodies_for(conn, living, view_of(conn, kind)) if living else {}
    found = []
    for seq, etype, eid, op, version in rows:
        body = bodies.get((etype, eid)) if op == "put" else None
        if op == "put" and body is None:
            missing.append((etype, eid))
            _log.error("feed.body_missing", extra={"facts": {"etype": etype, "eid": eid, "seq": seq}})
            op = "leave"  # noqa: PLW2901
        found.append(Change(seq, etype, eid, op, version, msgspec.Raw(body) if body else msgspec.Raw(b"null")))
    return found
