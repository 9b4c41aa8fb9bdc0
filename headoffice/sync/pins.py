"""A PIN that was typed on a tablet: looked at here, slowly, and not too often."""

from __future__ import annotations

import base64

import argon2
import msgspec
from sqlalchemy import Connection, Engine, delete, select, text, update

from clienteling.domain.pin import FREE_TRIES, MOST_TRIES, mark_of, wait_left
from clienteling.wire.errors import WireError
from clienteling.wire.messages import SellerSignIn, SellerSignInAnswer
from headoffice.db.engine import writing
from headoffice.db.sync_tables import devices, pin_tries
from headoffice.db.tables import sellers
from headoffice.sync.devices import Device
from headoffice.sync.families import root_of
from headoffice.sync.recovery import private_key
from headoffice.sync.refusal import Refusal

PIN_LIMIT = 64
_SELLER_LIMIT = 64

_TRIED = text("""
    INSERT INTO pin_tries(device_id, seller_id, mark, failed, at) VALUES (:device, :seller, :mark, 0, 0)
    ON CONFLICT (device_id, seller_id) DO UPDATE SET
        failed = CASE WHEN pin_tries.mark = :mark THEN pin_tries.failed ELSE 0 END,
        at = CASE WHEN pin_tries.mark = :mark THEN pin_tries.at ELSE 0 END,
        mark = :mark
""")
"""Takes the row's lock: attempts of one seller on one tablet come one after the other."""


class _Attempt(msgspec.Struct, frozen=True):
    """An attempt that was counted and is to be looked at."""

    root: str
    verifier: str
    failed: int
    at: int


def sign_in(engine: Engine, device: Device, asked: SellerSignIn, now: int) -> SellerSignInAnswer:
    """Say whether a PIN is right. Counted, durably, before it is looked at.

    Copies of a tablet share its count. Raises ``Refusal`` for a seller who does not work in the tablet's store.
    """
    if len(asked.seller) > _SELLER_LIMIT or len(asked.pin) > PIN_LIMIT or "\0" in asked.seller:
        raise Refusal(WireError.BAD_MESSAGE, "No seller and no PIN look like this.")
    with writing(engine) as conn:
        found = _counted(conn, device, asked.seller, now)
    if isinstance(found, SellerSignInAnswer):
        return found
    right = _verified(found.verifier, asked.pin)  # outside of a transaction: it takes a while
    if not right and found.failed >= MOST_TRIES:
        return SellerSignInAnswer("closed", server_time=now)
    if not right:
        left = max(0, FREE_TRIES - found.failed)
        return SellerSignInAnswer("wrong", left, wait_left(found.failed, now, now), server_time=now)
    with writing(engine) as conn:
        return _welcome(conn, device, asked.seller, found, now)


def _counted(conn: Connection, device: Device, seller: str, now: int) -> _Attempt | SellerSignInAnswer:
    query = select(sellers.c.pin_verifier).where(
        sellers.c.id == seller, sellers.c.store_id == device.store, sellers.c.active.is_(True)
    )
    verifier = conn.execute(query).scalar()
    if verifier is None:
        raise Refusal(WireError.NOT_FOUND, "This seller does not work in the store of this tablet.")
    if not verifier:
        return SellerSignInAnswer("none", server_time=now)
    root, p = root_of(conn, device.id), pin_tries.c
    conn.execute(_TRIED, {"device": root, "seller": seller, "mark": mark_of(verifier)})
    this = (p.device_id == root, p.seller_id == seller)
    held = conn.execute(select(p.failed, p.at).where(*this)).one()
    if held.failed >= MOST_TRIES:
        return SellerSignInAnswer("closed", server_time=now)
    if left := wait_left(held.failed, held.at, now):
        return SellerSignInAnswer("wait", 0, left, server_time=now)
    conn.execute(update(pin_tries).where(*this).values(failed=held.failed + 1, at=now))
    return _Attempt(root, verifier, held.failed + 1, now)


def _verified(verifier: str, pin: str) -> bool:
    try:
        return argon2.PasswordHasher().verify(verifier, pin)
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False


def _welcome(conn: Connection, device: Device, seller: str, found: _Attempt, now: int) -> SellerSignInAnswer:
    p, d = pin_tries.c, devices.c
    conn.execute(delete(pin_tries).where(p.device_id == found.root, p.seller_id == seller))
    conn.execute(update(devices).where(d.id == device.id, d.signed_in_at == 0).values(signed_in_at=now))
    held = conn.execute(select(d.recovery, d.revoked_at).where(d.id == device.id)).one()
    if held.revoked_at:  # since it showed who it is
        raise Refusal(WireError.REVOKED, "Head office has locked this tablet out. Ask head office.")
    public = private_key(conn).public_key().public_bytes_raw()
    office_key = base64.b64encode(public).decode()
    return SellerSignInAnswer("right", 0, 0, held.recovery, mark_of(found.verifier), office_key, now)
