"""Tablets: how one becomes the company's, and how it shows that it is."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from clienteling.domain import text
from clienteling.domain.errors import Rejected
from clienteling.domain.ids import new_id
from clienteling.domain.operations import OP_SCHEMA
from clienteling.domain.policy import TabletKind
from clienteling.wire.codes import ALPHABET, normal_code
from clienteling.wire.errors import WireError
from clienteling.wire.messages import SNAPSHOT_SCHEMA, EnrolAnswer, EnrolRequest, TokenRequest
from clienteling.wire.proof import enrol_text, token_text
from headoffice.audit.log import Act, append
from headoffice.db.epoch import epoch
from headoffice.db.sync_tables import devices, enrol_codes
from headoffice.db.tables import company, stores
from headoffice.sync.families import family
from headoffice.sync.groups import OLDEST_SCHEMA
from headoffice.sync.keys import check_key, check_pair, check_unused, no_token, signs_with
from headoffice.sync.recovery import checked_key_store, checked_recovery, keep_recovery
from headoffice.sync.refusal import REVOKED, TOO_OLD, Refusal
from headoffice.sync.scopes import ids_of, names_for
from headoffice.sync.tokens import Claims, stale
from headoffice.sync.verify import holds

CODE_HOURS = 24
"""How long an enrolment code is good for."""
SEEN_EVERY_MS = 60_000
"""How precisely the last contact of a tablet is kept."""

REPEAT_HOURS = 24
"""How long a tablet whose answer was lost gets it again."""
_CODE_LETTERS = 10  # 50 bits


class Device(msgspec.Struct, frozen=True):
    """A tablet that has shown who it is. ``seen_at``: its last pull as far as it is written down. ``key``: that it
    works with, empty when it was enrolled before there were keys, and has told none. ``shown``: the key it shows now.
    ``kind``: what it may hold. ``floors``: number of a scope -> position before which what this tablet holds was
    rendered for another kind. ``snapshot_schema``: which shapes of rows its app reads, 0 until it has told.
    ``download``: how it got its rows last (``downloads.Way``).
    """

    id: str
    store: str
    seen_at: int
    key: str
    kind: TabletKind
    floors: dict[int, int] = {}
    shown: str = ""
    snapshot_schema: int = 0
    download: str = ""

    @property
    def too_old(self) -> bool:
        """Whether its app cannot read all rows of today."""
        return 0 < self.snapshot_schema < SNAPSHOT_SCHEMA

    @property
    def works(self) -> bool:
        """Whether it has shown the key that opens what a locked tablet must not ask for."""
        return self.shown == self.key

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes it holds."""
        return names_for(self.store)


class NoSuchStore(Exception):
    """No store has this code. The message names those there are."""


def new_code(
    conn: Connection, store_code: str, now: int, hours: int = CODE_HOURS, kind: TabletKind = "shared"
) -> tuple[str, int]:
    """A one-time code to enrol a tablet of a store, and until when it is good (ms). Raises ``NoSuchStore``."""
    store = conn.execute(select(stores.c.id).where(stores.c.code == store_code)).scalar()
    if store is None:
        some = conn.execute(select(stores.c.code).order_by(stores.c.code).limit(20)).scalars().all()
        there = (
            f"There are: {', '.join(some)}."
            if some
            else "There are no stores yet: make one with add-store, or load the sample."
        )
        raise NoSuchStore(f"No store has the code {store_code!r}. {there}")
    raw = "".join(secrets.choice(ALPHABET) for _ in range(_CODE_LETTERS))
    expires = now + hours * 3_600_000
    row = {"sha256": _hash(raw), "store_id": store, "created_at": now, "expires_at": expires, "kind": kind}
    conn.execute(insert(enrol_codes).values(row))
    return f"{raw[:5]}-{raw[5:]}", expires


def enrol(conn: Connection, request: EnrolRequest, now: int) -> EnrolAnswer:
    """Take a code and make a device of its store; the same one when the same tablet asks again with the same code.

    Raises ``Refusal``.
    """
    _check_versions(request)
    typed = normal_code(request.code)
    check_key(request.key, enrol_text(typed, request.key), request.signature)
    standing_key = check_pair(request.key, request.standing_key, request.standing_signature)
    code = _hash(typed)
    made = _made_before(conn, code, request.key, now)
    if made is not None:
        keep_recovery(conn, made.id, request.recovery)
        return EnrolAnswer(made.id, made.replica_id, made.fence, *_place(conn, made.store_id))
    device_id = new_id()
    c = enrol_codes.c
    used = update(enrol_codes).where(c.sha256 == code, c.used_at == 0, c.expires_at > now)
    found = conn.execute(used.values(used_at=now, device_id=device_id).returning(c.store_id, c.kind)).first()
    if found is None:
        raise Refusal(WireError.BAD_CODE, "This code is not known, was used or has expired. Ask for a new one.")
    store = found.store_id
    check_unused(conn, request.key, standing_key)
    ids_of(conn, names_for(store))
    replica, fence = new_id(), new_id()
    row = {
        "id": device_id,
        "replica_id": replica,
        "store_id": store,
        "name": _clean(request.device_name, 100),
        "token_sha256": no_token(device_id),
        "key": request.key,
        "standing_key": standing_key,
        "key_at": now,
        "app_version": _clean(request.app_version, 40),
        "op_schema": request.op_schema,
        "fence": fence,
        "enrolled_at": now,
        "kind": found.kind,
        "key_store": checked_key_store(request.key_store),
        "recovery": checked_recovery(request.recovery),
    }
    conn.execute(insert(devices).values(row))
    signs_with(conn, device_id, replica, request.key)
    append(conn, [Act("device.enrol", device_id, "device", device_id, store, "device", device_id)], now)
    return EnrolAnswer(device_id, replica, fence, *_place(conn, store))


def _place(conn: Connection, store: str) -> tuple[str, str, str]:
    return conn.execute(select(company.c.name)).scalar_one(), store, epoch(conn)


def _made_before(conn: Connection, code: str, key: str, now: int) -> Row[Any] | None:
    """The device that this tablet was made of this code a while ago. Raises ``Refusal`` for a key of another one."""
    # Requests with one code take turns, so that the same one twice at once makes one device.
    conn.execute(update(enrol_codes).where(enrol_codes.c.sha256 == code).values(created_at=enrol_codes.c.created_at))
    made = conn.execute(select(devices).where(devices.c.key == key)).first()
    if made is None:
        return None
    c = enrol_codes.c
    recent = select(c.sha256).where(
        c.sha256 == code, c.device_id == made.id, c.used_at > now - REPEAT_HOURS * 3_600_000
    )
    if made.revoked_at or conn.execute(recent).first() is None:
        raise Refusal(WireError.BAD_CODE, "This code is not known, was used or has expired. Ask for a new one.")
    return made


def _check_versions(request: EnrolRequest) -> None:
    if request.op_schema > OP_SCHEMA or request.snapshot_schema > SNAPSHOT_SCHEMA:
        raise Refusal(WireError.UPGRADE_HEAD_OFFICE, "The app is newer than head office. Upgrade head office first.")
    if not request.key or request.op_schema < OLDEST_SCHEMA or request.snapshot_schema < SNAPSHOT_SCHEMA:
        raise Refusal(WireError.UPGRADE_TABLET, TOO_OLD)


def _clean(typed: str, limit: int) -> str:
    try:
        return text.clean(typed, limit, what="The name of the tablet")
    except Rejected as error:
        raise Refusal(WireError.BAD_MESSAGE, error.sentence) from error


def holder(conn: Connection, claims: Claims) -> Device:
    """The device a token was given to, as it stands now. Raises ``Refusal``."""
    row = conn.execute(_WHO.where(devices.c.id == claims.device)).first()
    found = _admitted(row, claims.key)
    if not found.shown or found.store != claims.store:
        raise stale()
    return found


def bearer(conn: Connection, token: str) -> Device:
    """The device that was enrolled with ``token`` before there were keys, and has told no key. Raises ``Refusal``."""
    return _admitted(conn.execute(_WHO.where(devices.c.token_sha256 == _hash(token.strip()))).first())


def token_for(conn: Connection, request: TokenRequest) -> Device:
    """The device that asks for a token, by either of its keys. Raises ``Refusal`` unless it holds that."""
    row = conn.execute(_WHO.where(devices.c.id == request.device_id, devices.c.key != "")).first()
    text = token_text(request.device_id, request.nonce)
    for key in (row.key, row.standing_key) if row is not None else ("",):
        found = _admitted(row, key)
        if key and holds(key, text, request.signature):
            return found
    raise stale()


_WHO = select(
    devices.c.id,
    devices.c.store_id,
    devices.c.last_pull_at,
    devices.c.revoked_at,
    devices.c.key,
    devices.c.standing_key,
    devices.c.kind,
    devices.c.floors,
    devices.c.snapshot_schema,
    devices.c.download,
)


def _admitted(row: Any, shown: str = "") -> Device:
    """``shown``: the key it has shown, which counts if it is one of its own."""
    if row is None:
        raise Refusal(WireError.BAD_TOKEN, "Head office does not know this tablet. Enrol it.")
    if row.revoked_at:
        raise Refusal(WireError.REVOKED, REVOKED)
    floors = msgspec.json.decode(row.floors, type=dict[int, int])
    own = shown if shown in (row.key, row.standing_key) else ""
    known = (row.id, row.store_id, row.last_pull_at, row.key, row.kind, floors, own, row.snapshot_schema)
    return Device(*known, row.download)


def seen(conn: Connection, device_id: str, now: int) -> None:
    """Write down that a tablet has pulled."""
    conn.execute(update(devices).where(devices.c.id == device_id).values(last_pull_at=now))


def revoke(conn: Connection, device_id: str, now: int) -> bool:
    """Lock a tablet out, and with it every copy that was split from it; whether there is such a tablet."""
    d, known, theirs = devices.c, set[str](), {device_id}
    while known != theirs:  # a split that was under way has made one more by the time its origin can be locked
        known = theirs
        conn.execute(select(d.id).where(d.id.in_(known)).order_by(d.id).with_for_update()).all()
        theirs = set(family(conn, device_id))
    conn.execute(update(devices).where(d.id.in_(theirs), d.revoked_at == 0).values(revoked_at=now))
    return conn.execute(select(d.id).where(d.id == device_id)).first() is not None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
