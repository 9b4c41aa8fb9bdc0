"""People whom head office knows, signed in with the company's account in a browser: for a console, for hours."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select, update

from headoffice.audit.log import Act, append
from headoffice.company.sign_ins import SIGN_IN_SECONDS, Started, hash_of, new_start
from headoffice.db.sync_tables import console_sessions, console_sign_ins, seller_accounts
from headoffice.db.tables import sellers

SESSION_HOURS = 8
IDLE_MINUTES = 30
_MINUTE = HEARD_MS = 60_000
_DAY = 86_400_000


class ConsolePerson(msgspec.Struct, frozen=True):
    """``GET /v1/console/me``: who is signed in, and until when (ms) at the latest."""

    seller: str
    name: str
    role: str
    store: str
    until: int


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
    query = (
        select(sellers.c.id, sellers.c.role, sellers.c.store_id)
        .join(seller_accounts, seller_accounts.c.seller_id == sellers.c.id)
        .where(seller_accounts.c.account == account, sellers.c.active.is_(True))
    )
    found = conn.execute(query).first() if account else None
    if found is None:
        return ""
    token, c = secrets.token_urlsafe(32), console_sessions.c
    conn.execute(delete(console_sessions).where(c.made_at < now - _DAY))
    made = {"sha256": hash_of(token), "seller_id": found.id, "account": account, "made_at": now, "seen_at": now}
    conn.execute(insert(console_sessions).values(made))
    append(conn, [Act("console.sign_in", found.id, found.role, "", found.store_id, "seller", found.id)], now)
    return token


def who(conn: Connection, token: str, now: int) -> tuple[ConsolePerson, int] | None:
    """Who is signed in, and when (ms) they were last heard of as far as is kept (see ``heard``).

    Nobody who has left, has another account now, or has not been heard of for long.
    """
    c, s, a = console_sessions.c, sellers.c, seller_accounts.c
    query = (
        select(s.id, s.name, s.role, s.store_id, c.made_at, c.seen_at)
        .select_from(console_sessions.join(sellers, s.id == c.seller_id))
        .join(seller_accounts, (a.seller_id == c.seller_id) & (a.account == c.account))
        .where(c.sha256 == hash_of(token), s.active.is_(True))
    )
    row = conn.execute(query).first() if token else None
    if row is None:
        return None
    until = row.made_at + SESSION_HOURS * 60 * _MINUTE
    if now > min(until, row.seen_at + IDLE_MINUTES * _MINUTE):
        return None
    return ConsolePerson(row.id, row.name, row.role, row.store_id, until), row.seen_at


def heard(conn: Connection, token: str, now: int) -> None:
    """They are still there. To be called when what is kept is older than ``HEARD_MS``."""
    conn.execute(update(console_sessions).where(console_sessions.c.sha256 == hash_of(token)).values(seen_at=now))


def end(conn: Connection, token: str) -> bool:
    """Sign out; whether somebody was signed in."""
    return bool(conn.execute(delete(console_sessions).where(console_sessions.c.sha256 == hash_of(token))).rowcount)
