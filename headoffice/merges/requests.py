"""What sellers said about two profiles being one person's, and what came of it.

While a request is open it lies in the profile it is about (``domain.same_person``), which tablets hold; the row here
stays when it is closed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, bindparam, insert, or_, select, update

from clienteling.domain.provenance import Provenance
from headoffice.db.bulk import among
from headoffice.db.merge_tables import merge_requests
from headoffice.db.rights_tables import rights_requests
from headoffice.db.sync_tables import hub
from headoffice.profile.rows import by_columns, by_of, columns

State = Literal["open", "taken_back", "refused", "done"]
_m = merge_requests.c


class Request(msgspec.Struct, frozen=True):
    """One request. ``decided_by`` is a seller's id or an account of the operating system; times in ms, 0 = not yet.
    ``text``: what the seller said in their own words.
    """

    id: str
    customer: str
    other: str
    reason: str
    by: Provenance
    state: State = "open"
    stayed: str = ""
    why: str = ""
    decided_by: str = ""
    decided_op: str = ""
    decided_at: int = 0
    text: str = ""


def add(conn: Connection, asked: Iterable[Request]) -> None:
    """Write requests down."""
    rows = [_row(request) for request in asked]
    if rows:
        conn.execute(insert(merge_requests), rows)


def _row(request: Request) -> dict[str, Any]:
    told = msgspec.structs.asdict(request)
    told |= {"customer_id": told.pop("customer"), "other_id": told.pop("other"), "stayed_id": told.pop("stayed")}
    return {**told, **by_columns(told.pop("by"))}


def decide(conn: Connection, decided: Iterable[Request]) -> None:
    """Write down what came of requests that are open; what was decided before stays as it is."""
    names = ("state", "why", "decided_by", "decided_op", "decided_at")
    rows = [{"k_id": r.id, "stayed_id": r.stayed, **{name: getattr(r, name) for name in names}} for r in decided]
    if rows:
        conn.execute(update(merge_requests).where(_m.id == bindparam("k_id"), _m.state == "open"), rows)


def load(conn: Connection, request_id: str) -> Request | None:
    """A request; None when there is none of this identifier."""
    row = conn.execute(_query().where(_m.id == request_id)).first()
    return _request(row) if row else None


def listed(conn: Connection, *, everything: bool = False, limit: int = 1_000) -> list[Request]:
    """The open requests, oldest first, or all there ever were."""
    query = _query().order_by(_m.by_at, _m.id).limit(limit)
    return [_request(row) for row in conn.execute(query if everything else query.where(_m.state == "open"))]


def open_about(conn: Connection, customer_ids: Collection[str]) -> list[Request]:
    """The open requests that name one of these customers."""
    named = or_(among(conn, _m.customer_id, customer_ids), among(conn, _m.other_id, customer_ids))
    return [_request(row) for row in conn.execute(_query().where(_m.state == "open", named).order_by(_m.id))]


def by_operations(conn: Connection, op_ids: Collection[str]) -> set[str]:
    """Those of ``op_ids`` by which something was asked or decided."""
    query = select(_m.by_op, _m.decided_op).where(
        or_(among(conn, _m.by_op, op_ids), among(conn, _m.decided_op, op_ids))
    )
    return {op_id for row in conn.execute(query) for op_id in row if op_id in op_ids}


def wanted_by_law(conn: Connection, customer_ids: Collection[str]) -> bool:
    """Whether one of them has asked for what is held about them, or to be erased, and waits for it."""
    r = rights_requests.c
    waiting = select(r.id).where(among(conn, r.customer_id, customer_ids), r.done_at + r.refused_at == 0)
    return conn.execute(waiting.limit(1)).first() is not None


def roles(conn: Connection) -> tuple[str, ...]:
    """The roles of sellers who may agree."""
    return tuple(filter(None, conn.execute(select(hub.c.merge_roles)).scalar_one().split(",")))


def set_roles(conn: Connection, wanted: Sequence[str]) -> None:
    """Who may agree from now on."""
    conn.execute(update(hub).values(merge_roles=",".join(wanted)))


def told(request: Request) -> Mapping[str, Any]:
    """A request for people and programs to read."""
    return {**msgspec.structs.asdict(request), "by": msgspec.structs.asdict(request.by)}


_OWN = ("id", "customer_id", "other_id", "reason")
_REST = ("state", "stayed_id", "why", "decided_by", "decided_op", "decided_at", "text")


def _query() -> Any:
    return select(*columns(merge_requests, *_OWN, "by", *_REST))


def _request(row: Any) -> Request:
    values = (*row[:4], by_of(row, 4), *row[11:])
    return Request(*values)
