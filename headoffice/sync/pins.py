"""A PIN that was typed on a tablet: looked at here, slowly, and not too often."""

from __future__ import annotations

import argon2
import msgspec
from sqlalchemy import Connection, Engine, delete, select, text, update

from clienteling.domain.pin import FREE_TRIES, MOST_TRIES, mark_of, wait_left
from clienteling.wire.errors import WireError
from clienteling.wire.messages import SellerSignIn, SellerSignInAnswer
from headoffice.audit.log import Act, Action, append
from headoffice.db.engine import writing
from headoffice.db.sync_tables import devices, pin_tries
from headoffice.db.tables import sellers
from headoffice.sync.devices import Device
from headoffice.sync.families import root_of
from headoffice.sync.recovery import office_key
from headoffice.sync.refusal import REVOKED, Refusal

HASHER = argon2.PasswordHasher()
"""What makes verifiers of PINs, with the costs that argon2-cffi recommends (RFC 9106, its second choice)."""

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


class Right(msgspec.Struct, frozen=True):
    """A PIN that was looked at and is the one. ``root``: the tablet of which the one that asks is a copy, or itself."""

    root: str
    verifier: str
    role: str


class _Attempt(msgspec.Struct, frozen=True):
    """An attempt that was counted and is to be looked at."""

    root: str
    verifier: str
    role: str
    failed: int


def sign_in(engine: Engine, device: Device, asked: SellerSignIn, now: int) -> SellerSignInAnswer:
    """Say whether a PIN is right. Counted, durably, before it is looked at; in the audit log, before it is answered.

    Copies of a tablet share its count. Raises ``Refusal`` for a seller who does not work in the tablet's store.
    """
    found = look(engine, device, asked.seller, asked.pin, now)
    if isinstance(found, SellerSignInAnswer):
        return found
    with writing(engine) as conn:
        forget_tries(conn, found.root, asked.seller)
        said = welcome(conn, device, found.verifier, now)
        append(conn, [_act("seller.sign_in", device, asked.seller, found.role)], now)
        return said


def look(engine: Engine, device: Device, seller: str, pin: str, now: int) -> Right | SellerSignInAnswer:
    """``Right``, or what is to be said to a PIN that is not. Counted as in ``sign_in``; raises the same."""
    check_shape(seller, pin)
    with writing(engine) as conn:
        found = _counted(conn, device, seller, now)
    if isinstance(found, SellerSignInAnswer):
        return found
    if verified(found.verifier, pin):  # outside of a transaction: it takes a while
        return Right(found.root, found.verifier, found.role)
    with writing(engine) as conn:
        append(conn, [_act("seller.pin_refused", device, seller, found.role, found.failed)], now)
    if found.failed >= MOST_TRIES:
        return SellerSignInAnswer("closed", server_time=now)
    left = max(0, FREE_TRIES - found.failed)
    return SellerSignInAnswer("wrong", left, wait_left(found.failed, now, now), server_time=now)


def _act(action: Action, device: Device, seller: str, role: str, failed: int = 0) -> Act:
    """``failed``: how many PINs in a row were wrong with this one. Those too early to be looked at are not written
    down: whoever has a tablet could fill the log with them.
    """
    details = {"failed": failed} if failed else {}
    return Act(action, seller, role, device.id, device.store, "seller", seller, details={**details})


def check_shape(seller: str, pin: str = "") -> None:
    """Raises ``Refusal`` for what can be no seller and no PIN."""
    if len(seller) > _SELLER_LIMIT or len(pin) > PIN_LIMIT or "\0" in seller:
        raise Refusal(WireError.BAD_MESSAGE, "No seller and no PIN look like this.")


def _counted(conn: Connection, device: Device, seller: str, now: int) -> _Attempt | SellerSignInAnswer:
    query = select(sellers.c.pin_verifier, sellers.c.role).where(
        sellers.c.id == seller, sellers.c.store_id == device.store, sellers.c.active.is_(True)
    )
    found = conn.execute(query).first()
    if found is None:
        raise Refusal(WireError.NOT_FOUND, "This seller does not work in the store of this tablet.")
    verifier = found.pin_verifier
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
    return _Attempt(root, verifier, found.role, held.failed + 1)


def verified(verifier: str, pin: str) -> bool:
    """Whether ``verifier`` was made of this PIN. Takes some tens of ms."""
    try:
        return HASHER.verify(verifier, pin)
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False


def forget_tries(conn: Connection, root: str, seller: str) -> None:
    """Wrong PINs of a seller on a tablet count no more."""
    conn.execute(delete(pin_tries).where(pin_tries.c.device_id == root, pin_tries.c.seller_id == seller))


def welcome(conn: Connection, device: Device, verifier: str, now: int) -> SellerSignInAnswer:
    """What a tablet gets for a right PIN. Raises ``Refusal`` when it was locked out meanwhile."""
    d = devices.c
    conn.execute(update(devices).where(d.id == device.id, d.signed_in_at == 0).values(signed_in_at=now))
    held = conn.execute(select(d.recovery, d.revoked_at).where(d.id == device.id)).one()
    if held.revoked_at:  # since it showed who it is
        raise Refusal(WireError.REVOKED, REVOKED)
    return SellerSignInAnswer("right", 0, 0, held.recovery, mark_of(verifier), office_key(conn), now)
