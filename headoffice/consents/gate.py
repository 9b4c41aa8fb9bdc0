"""Whether a customer may be contacted now (``domain.gate``), with what only head office knows: who was erased."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, select

from clienteling.domain import gate
from clienteling.domain.customer import ConsentChannel, ConsentPurpose, ContactKind, Customer
from clienteling.domain.days import DAY_MS
from clienteling.domain.history import Interaction
from clienteling.domain.zones import likely
from headoffice.consents import rules
from headoffice.db.bulk import among
from headoffice.db.tables import interactions, stores
from headoffice.profile import history
from headoffice.profile.documents import load_survivors
from headoffice.sync.erasure import contact_name, erased_among

NEEDS: dict[ConsentChannel, ContactKind] = {
    "email": "email",
    "sms": "phone",
    "whatsapp": "phone",
    "call": "phone",
    "post": "address",
}
"""Channel -> kind of contact point it needs."""


class Answer(msgspec.Struct, frozen=True):
    """``why`` not; empty: one may, at the contact points called by ``contacts``."""

    why: str
    contacts: tuple[str, ...] = ()


def may_contact(
    conn: Connection, customer_id: str, purpose: ConsentPurpose, channel: ConsentChannel, now: int
) -> Answer | None:
    """The answer for this moment (ms); None when there is no such customer. ``why`` is one of ``gate.Why``, or
    ``missing`` when nothing is known by which to contact them. ``conn`` must be of ``reading``, or ``writing``.
    """
    customer = load_survivors(conn, [customer_id]).get(customer_id)
    return Gate(conn, purpose, channel, now).ask([customer])[customer.id] if customer is not None else None


class Gate:
    """The same question about many at one moment: what is the same for all of them is read once."""

    def __init__(self, conn: Connection, purpose: ConsentPurpose, channel: ConsentChannel, now: int) -> None:
        """``now`` in ms."""
        self._conn = conn
        self._purpose = purpose
        self._channel = channel
        self._now = now
        self._rules = rules.in_force(conn)
        self._zones = dict(conn.execute(select(stores.c.id, stores.c.timezone)).all())

    def ask(self, people: Collection[Customer]) -> dict[str, Answer]:
        """The answers, by customer; ``people`` as they are in the transaction that asks."""
        contacts = self._contacts([who.id for who in people])
        points = {who.id: self._points(who) for who in people}
        gone = erased_among(self._conn, {name for held in points.values() for name in held.values() if name})
        return {who.id: self._answer(who, points[who.id], gone, contacts.get(who.id, ())) for who in people}

    def _points(self, who: Customer) -> dict[str, str]:
        """Contact point -> the name by which an erased one would be known."""
        return {c.id: contact_name(c.kind, c.value) for c in who.contacts if c.kind == NEEDS[self._channel]}

    def _answer(self, who: Customer, points: dict[str, str], gone: Collection[str], at: tuple[int, ...]) -> Answer:
        left = tuple(eid for eid, name in points.items() if name not in gone)
        home = self._zones.get(who.value("home_store"), "")
        where = likely(who, home, self._zones.values())
        facts = gate.Facts(who.consents, where, at, suppressed=bool(points) and not left)
        why = gate.why_not(facts, self._rules, self._purpose, self._channel, self._now)
        return Answer(why or "missing") if why or not left else Answer("", left)

    def _contacts(self, customer_ids: Collection[str]) -> dict[str, tuple[int, ...]]:
        i = interactions.c
        since = self._now - self._rules.days * DAY_MS
        query = select(i.id).where(among(self._conn, i.customer_id, customer_ids), i.at > since, i.removed_by == "")
        found: dict[str, list[Interaction]] = defaultdict(list)
        for each in history.load(self._conn, "interaction", self._conn.execute(query).scalars().all()).values():
            found[each.customer].append(each)
        return {eid: gate.contacts_of(each) for eid, each in found.items()}
