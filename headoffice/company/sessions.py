"""People whom head office knows, signed in with the company's account in a browser: for a console, for hours."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select, update

from headoffice.audit.log import Act, append
from headoffice.company.sign_ins import SIGN_IN_SECONDS, Started, hash_of, new_start
from headoffice.console import people
from headoffice.console.people import Person
from headoffice.db.sync_tables import console_sessions, console_sign_ins, seller_accounts
from headoffice.db.tables import sellers

SESSION_HOURS = 8
IDLE_MINUTES = 30
_MINUTE = HEARD_MS = 60_000
_DAY = 86_400_000


class ConsolePerson(msgspec.Struct, frozen=True):
    """``GET /v1/console/me``: who is signed in, and until when (ms) at the latest. ``seller`` and ``store`` are empty
    for people of head office, ``role`` is what they have at this moment.
    """

    seller: str
    name: str
    role: str
    store: str
    until: int


class Session(msgspec.Struct, frozen=True):
    """Who is signed in. ``person``: as one of head office, None for sellers; ``seen_at``: when (ms) they were last
    heard of as far as is kept (see ``heard``).
    """

    told: ConsolePerson
    person: Person | None
    seen_at: int


def start(conn: Connection, now: int) -> Started:
    """A browser goes to the provider."""
    made, c = new_start(), console_sign_ins.c
    conn.execute(delete(console_sign_ins).where(c.made_at < now - SIGN_IN_SECONDS * 1000))
    kept = {"state_sha256": hash_of(made.state), "browser_sha256": hash_of(made.browser)}
    conn.execute(insert(console_sign_ins).values(nonce=made.nonce, verifier=made.verifier, made_at=now, **kept))
    return made


def take(conn: Connection, state: str, browser: str, now: int) -> Row[Any] | None:
    """The sign-in with which a browser comes back: once, in the browser it began in, in time."""
    c = console_sign_ins.c
    row = conn.execute(select(console_sign_ins).where(c.state_sha256 == hash_of(state))).first()
    if row is None or now - row.made_at > SIGN_IN_SECONDS * 1000:
        return None
    if not secrets.compare_digest(row.browser_sha256, hash_of(browser)):
        return None
    gone = conn.execute(delete(console_sign_ins).where(c.state_sha256 == row.state_sha256)).rowcount
    return row if gone else None


def begin(conn: Connection, account: str, now: int) -> str:
    """A session for whoever has this account; empty when head office knows nobody who has and works here."""
    act = _of_seller(conn, account) or _of_office(conn, account) if account else None
    if act is None:
        return ""
    token, c = secrets.token_urlsafe(32), console_sessions.c
    conn.execute(delete(console_sessions).where(c.made_at < now - _DAY))
    made = {"sha256": hash_of(token), "person_id": act.subject, "account": account, "made_at": now, "seen_at": now}
    conn.execute(insert(console_sessions).values(made))
    append(conn, [act], now)
    return token


def _of_seller(conn: Connection, account: str) -> Act | None:
    query = (
        select(sellers.c.id, sellers.c.role, sellers.c.store_id)
        .join(seller_accounts, seller_accounts.c.seller_id == sellers.c.id)
        .where(seller_accounts.c.account == account, sellers.c.active.is_(True))
    )
    found = conn.execute(query).first()
    return Act("console.sign_in", found.id, found.role, "", found.store_id, "seller", found.id) if found else None


def _of_office(conn: Connection, account: str) -> Act | None:
    person = people.with_account(conn, account)
    return person.act("console.sign_in", "person", person.id) if person else None


def who(conn: Connection, token: str, now: int) -> Session | None:
    """Who is signed in. Nobody who has left, has another account now or no role any more, or has not been heard of for
    long.
    """
    c = console_sessions.c
    row = conn.execute(select(console_sessions).where(c.sha256 == hash_of(token))).first() if token else None
    if row is None:
        return None
    until = row.made_at + SESSION_HOURS * 60 * _MINUTE
    if now > min(until, row.seen_at + IDLE_MINUTES * _MINUTE):
        return None
    s, a = sellers.c, seller_accounts.c
    query = select(s.id, s.name, s.role, s.store_id).join(seller_accounts, a.seller_id == s.id)
    seller = conn.execute(query.where(s.id == row.person_id, a.account == row.account, s.active.is_(True))).first()
    if seller is not None:
        told = ConsolePerson(seller.id, seller.name, seller.role, seller.store_id, until)
        return Session(told, None, row.seen_at)
    person = people.find(conn, row.person_id, row.account)
    if person is None:
        return None
    return Session(ConsolePerson("", person.name, person.role, "", until), person, row.seen_at)


def heard(conn: Connection, token: str, now: int) -> None:
    """They are still there. To be called when what is kept is older than ``HEARD_MS``."""
    conn.execute(update(console_sessions).where(console_sessions.c.sha256 == hash_of(token)).values(seen_at=now))


def end(conn: Connection, token: str) -> bool:
    """Sign out; whether somebody was signed in."""
    return bool(conn.execute(delete(console_sessions).where(console_sessions.c.sha256 == hash_of(token))).rowcount)
