"""A seller at a tablet shows who they are in a browser: what is begun, opened, proven, and told to that tablet once."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select, update

from clienteling.wire.codes import normal_code
from clienteling.wire.pin_messages import CompanyPollAnswer
from headoffice.audit.log import Act, append
from headoffice.db.sync_tables import company_sign_ins, devices, seller_accounts
from headoffice.db.tables import sellers, stores
from headoffice.sync import pin_grants
from headoffice.sync.devices import Device

SIGN_IN_SECONDS = 600
"""How long a seller has to show who they are."""
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
_DAY = 86_400_000

Result = Literal["waiting", "granted", "refused"]


class Begun(msgspec.Struct, frozen=True):
    """``poll``: what the tablet asks with; ``code``: what the seller types into a browser."""

    poll: str
    code: str


class Opened(msgspec.Struct, frozen=True):
    """What is shown before somebody signs in: is this the tablet in front of you?"""

    seller: str
    store: str
    device: str


class Started(msgspec.Struct, frozen=True):
    """What goes to the provider, and the mark that the browser keeps."""

    state: str
    nonce: str
    verifier: str
    browser: str


def has_account(conn: Connection, device: Device, seller: str) -> bool:
    """Whether head office knows an account of this seller of the tablet's store."""
    query = (
        select(sellers.c.id)
        .join(seller_accounts, seller_accounts.c.seller_id == sellers.c.id)
        .where(sellers.c.id == seller, sellers.c.store_id == device.store, sellers.c.active.is_(True))
    )
    return conn.execute(query).first() is not None


def begin(conn: Connection, device: Device, seller: str, now: int) -> Begun:
    """A tablet asks for a sign-in. Former ones of this seller on this tablet are over."""
    c = company_sign_ins.c
    poll, code = secrets.token_urlsafe(24), "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    conn.execute(delete(company_sign_ins).where(c.device_id == device.id, c.seller_id == seller))
    conn.execute(delete(company_sign_ins).where(c.made_at < now - _DAY))
    made = {"sha256": hash_of(poll), "code_sha256": hash_of(normal_code(code)), "device_id": device.id, "made_at": now}
    conn.execute(insert(company_sign_ins).values(seller_id=seller, **made))
    return Begun(poll, f"{code[:4]}-{code[4:]}")


def opened(conn: Connection, code: str, now: int) -> Opened | None:
    """Whose sign-in has this code; None for no code, or one that is over."""
    row = _by_code(conn, code, now)
    if row is None:
        return None
    query = (
        select(sellers.c.name, stores.c.name.label("store"), devices.c.name.label("device"))
        .select_from(sellers.join(stores, stores.c.id == sellers.c.store_id))
        .join(devices, devices.c.id == row.device_id)
        .where(sellers.c.id == row.seller_id)
    )
    said = conn.execute(query).one()
    return Opened(said.name, said.store, said.device)


def start(conn: Connection, code: str, now: int) -> Started | None:
    """A browser goes to the provider; what another one began with this code is over."""
    row = _by_code(conn, code, now)
    if row is None:
        return None
    made = new_start()
    c = company_sign_ins.c
    kept = {"state_sha256": hash_of(made.state), "browser_sha256": hash_of(made.browser)}
    conn.execute(
        update(company_sign_ins).where(c.sha256 == row.sha256).values(nonce=made.nonce, verifier=made.verifier, **kept)
    )
    return made


def new_start() -> Started:
    """Four things that nobody guesses."""
    return Started(*(secrets.token_urlsafe(32) for _ in range(4)))


def _by_code(conn: Connection, code: str, now: int) -> Row[Any] | None:
    c = company_sign_ins.c
    query = select(company_sign_ins).where(c.code_sha256 == hash_of(normal_code(code)), c.result == "waiting")
    return _current(conn.execute(query).first(), now)


def take(conn: Connection, state: str, browser: str, now: int) -> Row[Any] | None:
    """The sign-in with which a browser comes back: once, in the browser it began in, in time."""
    c = company_sign_ins.c
    row = _current(conn.execute(select(company_sign_ins).where(c.state_sha256 == hash_of(state))).first(), now)
    if row is None or not secrets.compare_digest(row.browser_sha256, hash_of(browser)) or row.result != "waiting":
        return None
    mine = update(company_sign_ins).where(c.sha256 == row.sha256, c.state_sha256 == row.state_sha256)
    taken = conn.execute(mine.values(state_sha256="", browser_sha256="", nonce="", verifier="")).rowcount
    return row if taken else None


def settle(conn: Connection, row: Row[Any], account: str, now: int) -> bool:
    """The provider has named ``account`` (empty: nobody): whether it is that of the seller at the tablet."""
    a, s, c = seller_accounts.c, sellers.c, company_sign_ins.c
    query = (
        select(s.id, s.role, s.store_id)
        .join(seller_accounts, a.seller_id == s.id)
        .join(devices, devices.c.store_id == s.store_id)
        .where(a.account == account, s.id == row.seller_id, s.active.is_(True), devices.c.id == row.device_id)
        .where(devices.c.revoked_at == 0)
    )
    found = conn.execute(query).first() if account else None
    mine = update(company_sign_ins).where(c.sha256 == row.sha256, c.result == "waiting")
    conn.execute(mine.values(result="granted" if found else "refused"))
    if found:
        append(conn, [Act("pin.account", found.id, found.role, row.device_id, found.store_id, "seller", found.id)], now)
    return found is not None


def polled(conn: Connection, device: Device, poll: str, now: int) -> CompanyPollAnswer:
    """What the tablet that began it is told. The leave is given once."""
    c = company_sign_ins.c
    row = _current(conn.execute(select(company_sign_ins).where(c.sha256 == hash_of(poll))).first(), now)
    if row is None or row.device_id != device.id:
        return CompanyPollAnswer("over")
    if row.result == "waiting":
        return CompanyPollAnswer("waiting")
    if not conn.execute(delete(company_sign_ins).where(c.sha256 == row.sha256)).rowcount:
        return CompanyPollAnswer("over")  # somebody else was told at this very moment
    if row.result != "granted" or not has_account(conn, device, row.seller_id):
        return CompanyPollAnswer("refused")
    grant = pin_grants.give(conn, device, row.seller_id, "", now)
    return CompanyPollAnswer("granted", grant, pin_grants.GRANT_SECONDS)


def _current(row: Row[Any] | None, now: int) -> Row[Any] | None:
    return row if row is not None and now - row.made_at <= SIGN_IN_SECONDS * 1000 else None


def hash_of(text: str) -> str:
    """What is kept of something that only one side may know."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
