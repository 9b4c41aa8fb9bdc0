"""What a customer asked for, and the two people it takes: one writes the request down, another one agrees.

Either of them may then carry it out. Nobody can agree to a request of their own: who they are is the person behind
the account of the operating system (``audit.who``), not something they type.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, insert, select, update

from clienteling.domain.ids import new_id
from headoffice.audit.who import person_of
from headoffice.db.rights_tables import rights_requests
from headoffice.db.tables import customers
from headoffice.sync.erasure import extent

Kind = Literal["access", "portability", "erasure"]
KINDS: tuple[Kind, ...] = ("access", "portability", "erasure")
State = Literal["asked", "agreed", "refused", "done"]

_t = rights_requests.c


class Refused(Exception):
    """The message says why, and what to do."""


class Request(msgspec.Struct, frozen=True):
    """One request. ``customer`` is empty once they were erased; times in ms, 0 = not yet."""

    id: str
    kind: Kind
    customer: str
    asked_by: str
    asked_at: int
    agreed_by: str
    agreed_at: int
    refused_by: str
    refused_at: int
    done_by: str
    done_at: int

    @property
    def state(self) -> State:
        """How far it is."""
        return "done" if self.done_at else "refused" if self.refused_at else "agreed" if self.agreed_at else "asked"

    @property
    def due(self) -> dt.date:
        """The day by which it must be answered: a month after it was received (GDPR, Article 12(3)), in UTC."""
        day = dt.datetime.fromtimestamp(self.asked_at / 1000, dt.UTC).date()
        year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
        return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def ask(conn: Connection, kind: Kind, customer_id: str, who: str, now: int) -> Request:
    """Write a request down. Raises ``Refused``; asking again for what is open gives the request there is. Erased can
    also be who never came to be, because head office refused what a tablet made.
    """
    found = conn.execute(select(customers.c.merged_into).where(customers.c.id == customer_id)).first()
    refused_only = found is None and kind == "erasure" and extent(conn, customer_id)
    if found is None and not refused_only:
        raise Refused("No customer has this identifier. Look it up with: clienteling-headoffice find name")
    if found is not None and found.merged_into:
        raise Refused(f"This customer was merged into {found.merged_into}. Ask for that one: this one goes with them.")
    open_ones = _t.done_at + _t.refused_at == 0
    held = conn.execute(_query().where(_t.customer_id == customer_id, _t.kind == kind, open_ones)).first()
    if held is not None:
        return _request(held)
    values = {"id": new_id(), "kind": kind, "customer_id": customer_id, "asked_by": who, "asked_at": now}
    conn.execute(insert(rights_requests).values(values))
    return load(conn, str(values["id"]))


def load(conn: Connection, request_id: str, *, lock: bool = False) -> Request:
    """A request. Raises ``Refused`` when there is none of this identifier."""
    query = _query().where(_t.id == request_id)
    row = conn.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise Refused("No request has this identifier. List them with: clienteling-headoffice rights list")
    return _request(row)


def listed(conn: Connection, *, everything: bool = False, limit: int = 1_000) -> list[Request]:
    """The open requests, or all there ever were: those due first come first."""
    query = _query().order_by(_t.asked_at, _t.id).limit(limit)
    if not everything:
        query = query.where(_t.done_at + _t.refused_at == 0)
    return [_request(row) for row in conn.execute(query)]


def agree(conn: Connection, request_id: str, who: str, now: int) -> Request:
    """The second person agrees. Raises ``Refused``."""
    held = load(conn, request_id, lock=True)
    if held.state != "asked":
        raise Refused(f"This request is {_WORDS[held.state]} already.")
    if person_of(held.asked_by) == person_of(who):
        raise Refused("You wrote this request down yourself: somebody else has to agree, from an account of their own.")
    return _mark(conn, request_id, "agreed", who, now)


def refuse(conn: Connection, request_id: str, who: str, now: int) -> Request:
    """The request is not followed. Raises ``Refused`` once it was carried out."""
    if load(conn, request_id, lock=True).state in {"refused", "done"}:
        raise Refused("This request was closed already.")
    return _mark(conn, request_id, "refused", who, now)


def begin(conn: Connection, request_id: str, who: str) -> Request:
    """The request to carry out now, locked. Raises ``Refused`` unless two people stand behind it and this is one."""
    held = load(conn, request_id, lock=True)
    if held.state == "asked":
        raise Refused("A second person has to agree first: clienteling-headoffice rights agree, from their account.")
    if held.state != "agreed":
        raise Refused(f"This request is {_WORDS[held.state]} already.")
    if person_of(who) not in {person_of(held.asked_by), person_of(held.agreed_by)}:
        raise Refused("Only one of the two people behind this request can carry it out.")
    return held


def finish(conn: Connection, request_id: str, who: str, now: int) -> Request:
    """It was carried out."""
    return _mark(conn, request_id, "done", who, now)


def forget(conn: Connection, customer_ids: list[str]) -> None:
    """Take erased customers out of everything that was asked about them."""
    conn.execute(update(rights_requests).where(_t.customer_id.in_(customer_ids)).values(customer_id=""))


_WORDS: dict[State, str] = {"asked": "asked", "agreed": "agreed to", "refused": "refused", "done": "carried out"}


def _mark(conn: Connection, request_id: str, step: State, who: str, now: int) -> Request:
    values = {f"{step}_by": who, f"{step}_at": now}
    conn.execute(update(rights_requests).where(_t.id == request_id).values(values))
    return load(conn, request_id)


def _query() -> Any:
    return select(
        _t.id,
        _t.kind,
        _t.customer_id,
        _t.asked_by,
        _t.asked_at,
        _t.agreed_by,
        _t.agreed_at,
        _t.refused_by,
        _t.refused_at,
        _t.done_by,
        _t.done_at,
    )


def _request(row: Any) -> Request:
    return Request(*row)
