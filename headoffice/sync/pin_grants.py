"""A seller's PIN set anew on a tablet: a manager's PIN gives leave, once and for minutes; the seller chooses.

Everything is decided and written down here, in one transaction each: a tablet by itself sets no PIN of anybody's, so
that no manager becomes a seller without head office, and the seller, knowing.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from clienteling.domain.catalogue import Seller
from clienteling.domain.pin import PinReset, weak, well_formed
from clienteling.wire.errors import WireError
from clienteling.wire.messages import SellerSignInAnswer
from clienteling.wire.pin_messages import NewPin, PinHelp, PinHelpAnswer
from headoffice.audit.log import Act, Action, append
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import pin_grants
from headoffice.db.tables import sellers
from headoffice.profile import history
from headoffice.sync import pins
from headoffice.sync.devices import Device
from headoffice.sync.families import root_of
from headoffice.sync.feed import publish
from headoffice.sync.refusal import Refusal

GRANT_SECONDS = 300
"""For so long a seller may choose a PIN after leave was given."""
TOLD_DAYS = 90
"""For so long a seller is told of it on tablets that have not told them yet."""
_MOST_TOLD = 5
_DAY = 86_400_000
_GRANT_LIMIT = 100


def help_with_pin(engine: Engine, device: Device, asked: PinHelp, now: int) -> PinHelpAnswer:
    """Leave for a seller, if the manager's PIN is right. Counted like any other PIN (``pins.look``).

    Raises ``Refusal`` unless both work in the tablet's store, one as a seller, the other as a manager.
    """
    pins.check_shape(asked.seller)
    pins.check_shape(asked.manager, asked.pin)
    with reading(engine) as conn:
        if (_role(conn, device, asked.seller), _role(conn, device, asked.manager)) != ("seller", "manager"):
            raise _nobody()
    found = pins.look(engine, device, asked.manager, asked.pin, now)
    if isinstance(found, SellerSignInAnswer):
        return PinHelpAnswer(found.result, found.tries_left, found.wait_seconds)
    with writing(engine) as conn:
        pins.forget_tries(conn, found.root, asked.manager)
        grant = give(conn, device, asked.seller, asked.manager, now)
        append(conn, [_act("pin.help", device, asked.manager, asked.seller)], now)
    return PinHelpAnswer("right", grant=grant, seconds=GRANT_SECONDS)


def give(conn: Connection, device: Device, seller: str, manager: str, now: int) -> str:
    """A new leave by a manager or, without one, by the company's account; only the hash of it is kept.

    Former ones of this seller and tablet are over.
    """
    g, grant = pin_grants.c, secrets.token_urlsafe(24)
    conn.execute(delete(pin_grants).where(g.seller_id == seller, g.device_id == device.id, g.used_at == 0))
    conn.execute(delete(pin_grants).where(g.made_at < now - TOLD_DAYS * _DAY))
    made = {"sha256": _hash(grant), "seller_id": seller, "device_id": device.id, "manager_id": manager, "made_at": now}
    conn.execute(insert(pin_grants).values(made))
    return grant


def set_pin(engine: Engine, device: Device, asked: NewPin, now: int) -> SellerSignInAnswer:
    """Set the PIN that a seller chose. The same again, while the leave lasts, is answered again.

    Raises ``Refusal`` for a leave that is not one (any more) or is another tablet's, and for a PIN nobody may have.
    """
    if not well_formed(asked.pin) or weak(asked.pin) or len(asked.grant) > _GRANT_LIMIT:
        raise Refusal(WireError.BAD_MESSAGE, "A PIN has six digits that are not easily guessed.")
    verifier = pins.HASHER.hash(asked.pin)  # outside of a transaction: it takes a while
    with writing(engine) as conn:
        held = conn.execute(select(pin_grants).where(pin_grants.c.sha256 == _hash(asked.grant))).first()
        if held is None or held.device_id != device.id or now - held.made_at > GRANT_SECONDS * 1000:
            raise _over()
        if _taken(conn, held, now):
            seller = _set(conn, device, held.seller_id, verifier, now)
            said = pins.welcome(conn, device, verifier, now)
            append(conn, [_act("pin.set", device, held.manager_id, seller.id, seller.role)], now)
            return said
        again = _again(conn, held, asked.pin)
        if again:
            return pins.welcome(conn, device, again, now)
    raise _over()  # what was written of it stays


def _taken(conn: Connection, held: Row[Any], now: int) -> bool:
    """Use it up; whether it was not before. Of many at once, one does."""
    mine = update(pin_grants).where(pin_grants.c.sha256 == held.sha256, pin_grants.c.used_at == 0)
    return bool(conn.execute(mine.values(used_at=now)).rowcount)


def _set(conn: Connection, device: Device, seller_id: str, verifier: str, now: int) -> Seller:
    seller: Seller | None = history.load(conn, "seller", [seller_id], lock=True).get(seller_id)
    if seller is None or not seller.active or seller.store != device.store:
        raise _nobody()
    new = replace(seller, pin_verifier=verifier, version=seller.version + 1)
    publish(conn, history.save(conn, "seller", [new]), now=now)
    pins.forget_tries(conn, root_of(conn, device.id), seller.id)
    return new


def _again(conn: Connection, held: Row[Any], pin: str) -> str:
    """What is kept of the PIN, when it is the one that was chosen. Another one ends the leave: nobody tries with it."""
    query = select(sellers.c.pin_verifier).where(sellers.c.id == held.seller_id, sellers.c.active.is_(True))
    verifier = conn.execute(query).scalar() or ""
    if pins.verified(verifier, pin):
        return verifier
    over = update(pin_grants).where(pin_grants.c.sha256 == held.sha256)
    conn.execute(over.values(made_at=held.made_at - GRANT_SECONDS * 1000 - 1))
    return ""


def resets_of(conn: Connection, device: Device, seller: str, now: int) -> tuple[PinReset, ...]:
    """When this seller's PIN was set anew lately and who helped, the latest first. Raises ``Refusal``."""
    pins.check_shape(seller)
    if not _role(conn, device, seller):
        raise _nobody()
    g, manager = pin_grants.c, sellers.alias()
    query = (
        select(manager.c.name, g.used_at)
        .select_from(pin_grants.outerjoin(manager, manager.c.id == g.manager_id))
        .where(g.seller_id == seller, g.used_at > now - TOLD_DAYS * _DAY)
        .order_by(g.used_at.desc())
        .limit(_MOST_TOLD)
    )
    return tuple(PinReset(row.name or "", row.used_at) for row in conn.execute(query))


def _role(conn: Connection, device: Device, seller: str) -> str:
    """Of somebody who works in the tablet's store; empty for anybody else."""
    s = sellers.c
    query = select(s.role).where(s.id == seller, s.store_id == device.store, s.active.is_(True))
    return conn.execute(query).scalar() or ""


def _act(action: Action, device: Device, manager: str, seller: str, own: str = "") -> Act:
    """By a manager, or by the sellers themselves, whose role is ``own``."""
    role = "manager" if manager else own
    return Act(action, manager or seller, role, device.id, device.store, "seller", seller)


def _hash(grant: str) -> str:
    return hashlib.sha256(grant.encode()).hexdigest()


def _nobody() -> Refusal:
    return Refusal(WireError.NOT_FOUND, "Nobody of this name in the store of this tablet can do this.")


def _over() -> Refusal:
    return Refusal(WireError.BAD_CODE, "The leave to set a PIN is used up or too old. Ask for it again.")
