"""What a customer asked for, and the two people it takes: one writes the request down, another one agrees.

Either of them may then carry it out; an erasure is also carried out by the service itself, ``GRACE_MS`` after it was
agreed to. Nobody can agree to a request of their own: who they are is the person behind the account of the operating
system (``audit.who``), not something they type.
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
SERVICE = "(service)"
"""Who did it when it was nobody: no account of an operating system is called so."""
_HOUR_MS = 3_600_000
GRACE_MS = _HOUR_MS
"""So long an erasure that was agreed to can still be refused before the service carries it out."""
OVERDUE_MS = 24 * _HOUR_MS
"""By then after the agreement an erasure is promised to be carried out here."""

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
    begun_at: int = 0

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
    # Locked: after a merge that is going on, and before any other, which asks who waits for an answer.
    held_as = select(customers.c.merged_into).where(customers.c.id == customer_id)
    found = conn.execute(held_as.with_for_update()).first()
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
    """The request is not followed. Raises ``Refused`` once it was carried out, or is being."""
    held = load(conn, request_id, lock=True)
    if held.state in {"refused", "done"}:
        raise Refused("This request was closed already.")
    if held.begun_at:
        raise Refused("This erasure has begun: it stands in the list of erasures, and the service carries it out.")
    return _mark(conn, request_id, "refused", who, now)


def begin(conn: Connection, request_id: str, who: str | None) -> Request:
    """The request to carry out now, locked. Raises ``Refused`` unless two people stand behind it and this is one.
    ``who`` None: the service itself.
    """
    held = load(conn, request_id, lock=True)
    if held.state == "asked":
        raise Refused("A second person has to agree first: clienteling-headoffice rights agree, from their account.")
    if held.state != "agreed":
        raise Refused(f"This request is {_WORDS[held.state]} already.")
    if who is not None and person_of(who) not in {person_of(held.asked_by), person_of(held.agreed_by)}:
        raise Refused("Only one of the two people behind this request can carry it out.")
    return held


def finish(conn: Connection, request_id: str, who: str, now: int) -> Request:
    """It was carried out."""
    return _mark(conn, request_id, "done", who, now)


def mark_begun(conn: Connection, request_id: str, now: int) -> None:
    """From here on it may stand in the list of erasures. ``now`` 0: it does not, nothing was written."""
    conn.execute(update(rights_requests).where(_t.id == request_id).values(begun_at=now))


def agreed_erasures(conn: Connection) -> list[Request]:
    """Erasures that were agreed to and are not carried out yet, the oldest first; of whoever was erased along with
    somebody else meanwhile ``customer`` is empty.
    """
    open_ones = (_t.kind == "erasure", _t.done_at + _t.refused_at == 0, _t.agreed_at > 0)
    return [_request(row) for row in conn.execute(_query().where(*open_ones).order_by(_t.agreed_at, _t.id))]


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
        _t.begun_at,
    )


def _request(row: Any) -> Request:
    return Request(*row)
