"""Tablets: how one becomes the company's, and how it shows that it is."""

from __future__ import annotations

import hashlib
import re
import secrets

import msgspec
from sqlalchemy import Connection, insert, select, update

from clienteling.domain import text
from clienteling.domain.errors import Rejected
from clienteling.domain.ids import new_id
from clienteling.domain.operations import OP_SCHEMA
from clienteling.wire.errors import WireError
from clienteling.wire.messages import SNAPSHOT_SCHEMA, EnrolAnswer, EnrolRequest
from headoffice.db.epoch import epoch
from headoffice.db.sync_tables import devices, enrol_codes
from headoffice.db.tables import company, stores
from headoffice.sync.groups import OLDEST_SCHEMA
from headoffice.sync.refusal import Refusal
from headoffice.sync.scopes import ids_of, names_for
from headoffice.sync.splits import family

CODE_HOURS = 24
"""How long an enrolment code is good for."""
SEEN_EVERY_MS = 60_000
"""How precisely the last contact of a tablet is kept."""

# Letters that are not mistaken for each other when read aloud or typed (Crockford's base 32). 10 of them are 50 bits.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")


class Device(msgspec.Struct, frozen=True):
    """A tablet that has shown who it is. ``seen_at``: its last pull as far as it is written down."""

    id: str
    store: str
    seen_at: int

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes it holds."""
        return names_for(self.store)


class NoSuchStore(Exception):
    """No store has this code. The message names those there are."""


def new_code(conn: Connection, store_code: str, now: int, hours: int = CODE_HOURS) -> tuple[str, int]:
    """A one-time code to enrol a tablet of a store, and until when it is good (ms). Raises ``NoSuchStore``."""
    store = conn.execute(select(stores.c.id).where(stores.c.code == store_code)).scalar()
    if store is None:
        some = conn.execute(select(stores.c.code).order_by(stores.c.code).limit(20)).scalars().all()
        there = f"There are: {', '.join(some)}." if some else "There are no stores yet: import data or load the sample."
        raise NoSuchStore(f"No store has the code {store_code!r}. {there}")
    raw = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    expires = now + hours * 3_600_000
    row = {"sha256": _hash(raw), "store_id": store, "created_at": now, "expires_at": expires}
    conn.execute(insert(enrol_codes).values(row))
    return f"{raw[:5]}-{raw[5:]}", expires


def enrol(conn: Connection, request: EnrolRequest, now: int) -> EnrolAnswer:
    """Take a code and make a device of its store. Raises ``Refusal``."""
    _check_versions(request)
    code = re.sub(r"[^0-9A-Z]", "", request.code.upper()[:100]).translate(_LOOKALIKES)
    device_id = new_id()
    c = enrol_codes.c
    used = update(enrol_codes).where(c.sha256 == _hash(code), c.used_at == 0, c.expires_at > now)
    store = conn.execute(used.values(used_at=now, device_id=device_id).returning(c.store_id)).scalar()
    if store is None:
        raise Refusal(WireError.BAD_CODE, "This code is not known, was used or has expired. Ask for a new one.")
    ids_of(conn, names_for(store))
    token = secrets.token_urlsafe(32)
    replica, fence = new_id(), new_id()
    row = {
        "id": device_id,
        "replica_id": replica,
        "store_id": store,
        "name": _clean(request.device_name, 100),
        "token_sha256": _hash(token),
        "app_version": _clean(request.app_version, 40),
        "op_schema": request.op_schema,
        "fence": fence,
        "enrolled_at": now,
    }
    conn.execute(insert(devices).values(row))
    name = conn.execute(select(company.c.name)).scalar_one()
    return EnrolAnswer(device_id, replica, token, fence, name, store, epoch(conn))


def _check_versions(request: EnrolRequest) -> None:
    if request.op_schema > OP_SCHEMA or request.snapshot_schema > SNAPSHOT_SCHEMA:
        raise Refusal(WireError.UPGRADE_HEAD_OFFICE, "The app is newer than head office. Upgrade head office first.")
    if request.op_schema < OLDEST_SCHEMA or request.snapshot_schema < SNAPSHOT_SCHEMA:
        raise Refusal(WireError.UPGRADE_TABLET, "This version of the app is too old for head office. Update the app.")


def _clean(typed: str, limit: int) -> str:
    try:
        return text.clean(typed, limit, what="The name of the tablet")
    except Rejected as error:
        raise Refusal(WireError.BAD_MESSAGE, error.sentence) from error


def authenticate(conn: Connection, authorization: str) -> Device:
    """The device whose token is in the ``Authorization`` header. Raises ``Refusal``."""
    scheme, _, token = authorization.partition(" ")
    d = devices.c
    row = None
    if scheme.lower() == "bearer" and token:
        query = select(d.id, d.store_id, d.last_pull_at, d.revoked_at).where(d.token_sha256 == _hash(token.strip()))
        row = conn.execute(query).first()
    if row is None:
        raise Refusal(WireError.BAD_TOKEN, "Head office does not know this tablet. Enrol it.")
    if row.revoked_at:
        raise Refusal(WireError.REVOKED, "Head office has locked this tablet out. Ask head office.")
    return Device(row.id, row.store_id, row.last_pull_at)


def seen(conn: Connection, device_id: str, now: int) -> None:
    """Write down that a tablet has pulled."""
    conn.execute(update(devices).where(devices.c.id == device_id).values(last_pull_at=now))


def revoke(conn: Connection, device_id: str, now: int) -> bool:
    """Lock a tablet out, and with it every copy that was split from it; whether there is such a tablet."""
    locked = update(devices).where(devices.c.id.in_(family(conn, device_id)), devices.c.revoked_at == 0)
    conn.execute(locked.values(revoked_at=now))
    return conn.execute(select(devices.c.id).where(devices.c.id == device_id)).first() is not None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
