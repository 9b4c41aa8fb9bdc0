"""What head office keeps so that a tablet opens again, and the key that opens what a lost tablet left behind."""

from __future__ import annotations

import base64
import re

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy import Connection, select, update

from clienteling.wire.errors import WireError
from headoffice.db.sync_tables import devices, hub
from headoffice.sync.refusal import Refusal

RESUME_HOURS = 24
"""For so long after enrolment a tablet that nobody has signed in to gets its blob without a PIN."""
KEY_STORES = ("", "tpm", "keyring", "passphrase", "demo")
_BLOB = re.compile("[A-Za-z0-9+/]{40,200}={0,2}|")


def checked_recovery(blob: str) -> str:
    """``blob`` if it may be one. Raises ``Refusal``."""
    if not _BLOB.fullmatch(blob):
        raise Refusal(WireError.BAD_MESSAGE, "The recovery blob has the wrong shape.")
    return blob


def checked_key_store(name: str) -> str:
    """``name`` if there is such a place. Raises ``Refusal``."""
    if name not in KEY_STORES:
        raise Refusal(WireError.BAD_MESSAGE, "The place of the device secret is not known.")
    return name


def keep_recovery(conn: Connection, device_id: str, blob: str) -> None:
    """Keep the blob of a tablet that asked to be enrolled again: its keys may be new."""
    if checked_recovery(blob):
        conn.execute(update(devices).where(devices.c.id == device_id).values(recovery=blob))


def to_resume(conn: Connection, device_id: str, now: int) -> str:
    """The blob, for a tablet whose first download was interrupted. Raises ``Refusal`` when it needs a PIN instead."""
    held = conn.execute(select(devices).where(devices.c.id == device_id)).one()
    if held.signed_in_at or now - held.enrolled_at > RESUME_HOURS * 3_600_000 or not held.recovery:
        raise Refusal(WireError.NOT_FOUND, "This tablet opens with a seller's PIN only. Or enrol it again.")
    recovery: str = held.recovery
    return recovery


def private_key(conn: Connection) -> X25519PrivateKey:
    """Head office's own key for what lost tablets left behind; made when it is first needed."""
    if not is_made(conn):
        fresh = X25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()).hex()
        conn.execute(update(hub).where(hub.c.recovery_key == "").values(recovery_key=fresh))
    return X25519PrivateKey.from_private_bytes(bytes.fromhex(conn.execute(select(hub.c.recovery_key)).scalar_one()))


def office_key(conn: Connection) -> str:
    """The public part of it (base 64), to which tablets seal."""
    return base64.b64encode(private_key(conn).public_key().public_bytes_raw()).decode()


def is_made(conn: Connection) -> bool:
    """Whether there is one, so that telling it writes nothing."""
    return bool(conn.execute(select(hub.c.recovery_key)).scalar_one())
