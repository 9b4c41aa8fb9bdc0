"""A yes that is pending until the customer has confirmed it: double opt-in, by a token.

This program sends nothing. Whatever writes to the customer puts the token into its message, and whoever hears that it
was used says so (``consents confirm``). A token stands for one answer of one customer, and tells nothing.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import re
import secrets

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, exists, select, update

from clienteling.domain.consent import UNDO, state_of
from clienteling.domain.contact_rules import CONFIRM_DAYS
from clienteling.domain.customer import ConsentChannel, ConsentPurpose, ConsentRecord, ConsentState
from clienteling.domain.ids import source_id
from clienteling.domain.provenance import Provenance
from headoffice.consents import rules
from headoffice.consents.receipts import Claim
from headoffice.db.consent_tables import consent_receipts
from headoffice.db.sync_tables import hub
from headoffice.db.tables import consents, customers
from headoffice.profile.documents import load_survivors, save_customers
from headoffice.sync.feed import publish

METHOD = "double_opt_in"
_DAY_MS = 86_400_000
_TOKEN = re.compile(r"[0-9a-f]{64}")


class Waiting(msgspec.Struct, frozen=True):
    """A yes to be confirmed, since when (ms), and the token for it."""

    customer: str
    purpose: str
    channel: str
    since: int
    token: str


class CannotConfirm(Exception):
    """The message says why."""


def waiting(conn: Connection, now: int) -> list[Waiting]:
    """Every yes that can be confirmed now, oldest first. Call inside ``writing``: the first time a key is made."""
    key = _key(conn)
    c, later = consents.c, consents.alias().c
    answered = exists().where(
        later.customer_id == c.customer_id,
        later.purpose == c.purpose,
        later.channel == c.channel,
        later.position > c.position,
    )
    # Whoever was merged into another one said it there too.
    alias = exists().where(customers.c.id == c.customer_id, customers.c.merged_into != "")
    query = select(c.customer_id, c.id, c.purpose, c.channel, c.by_at).where(
        c.state == "pending", c.method != UNDO, c.by_at > now - CONFIRM_DAYS * _DAY_MS, ~answered, ~alias
    )
    return [
        Waiting(row.customer_id, row.purpose, row.channel, row.by_at, _token(key, row.customer_id, row.id))
        for row in conn.execute(query.order_by(c.by_at, c.id))
    ]


def confirm(conn: Connection, token: str, now: int) -> tuple[str, ConsentState]:
    """The customer has confirmed: who it was, and what holds in that cell now. A second time it changes nothing.

    A yes that is confirmed knows of no more than when it was said: whatever the customer took back since wins. Raises
    ``CannotConfirm``. Call inside ``writing``; it publishes.
    """
    asked, record_id = _meant(conn, token)
    held = load_survivors(conn, [asked], lock=True)[asked]
    customer_id = held.id
    pending = next((r for r in held.consents if r.id == record_id), None)
    if pending is None:
        raise CannotConfirm("Two profiles became one, and this answer has another name since. Ask the customer again.")
    cell: tuple[ConsentPurpose, ConsentChannel] = pending.purpose, pending.channel
    said = _confirmed(pending, customer_id, now)
    if all(r.id != said.id for r in held.consents):
        if pending.by.at <= now - CONFIRM_DAYS * _DAY_MS:
            raise CannotConfirm(f"This yes is older than {CONFIRM_DAYS} days. Ask the customer again.")
        new = replace(held, version=held.version + 1, consents=(*held.consents, said))
        save_customers(conn, [(held, new)], {(customer_id, said.id): _claim(conn, customer_id, record_id)})
        publish(conn, [("customer", customer_id, "put", new.version)], now=now)
        held = new
    today = datetime.datetime.fromtimestamp(now / 1000, datetime.UTC).date().isoformat()
    return customer_id, state_of(held.consents, *cell, today, rules.in_force(conn).months)


def _confirmed(pending: ConsentRecord, customer_id: str, now: int) -> ConsentRecord:
    by = Provenance("customer", customer_id, "email", now)
    return replace(pending, id=source_id("confirm", "consent", pending.id), state="granted", by=by, method=METHOD)


def _claim(conn: Connection, customer_id: str, record_id: str) -> Claim:
    r = consent_receipts.c
    query = select(r.wording, r.evidence).where(r.customer_id == customer_id, r.record_id == record_id)
    row = conn.execute(query).one()
    return Claim(row.wording, row.evidence)


def _meant(conn: Connection, token: str) -> tuple[str, str]:
    """Customer and record of a token."""
    if _TOKEN.fullmatch(token):
        key, c = _key(conn), consents.c
        query = select(c.customer_id, c.id).where(c.id == token[:32], c.state == "pending")
        for row in conn.execute(query):
            if hmac.compare_digest(_token(key, row.customer_id, row.id), token):
                return row.customer_id, row.id
    raise CannotConfirm("Nothing is to be confirmed by this token.")


def _token(key: bytes, customer_id: str, record_id: str) -> str:
    said = f"clienteling.confirm.1|{customer_id}|{record_id}"
    return record_id + hmac.new(key, said.encode(), hashlib.sha256).hexdigest()[:32]


def _key(conn: Connection) -> bytes:
    conn.execute(update(hub).where(hub.c.consent_key == "").values(consent_key=secrets.token_hex(32)))
    return bytes.fromhex(conn.execute(select(hub.c.consent_key)).scalar_one())
