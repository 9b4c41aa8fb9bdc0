"""Keys of tablets: told once by those of the time before keys, and which keys' operations a tablet may bring."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from clienteling.domain.ids import is_id
from clienteling.wire.device_key import is_public
from clienteling.wire.errors import WireError
from clienteling.wire.messages import FORMER_KEYS_LIMIT, KeyRequest, VouchRequest
from clienteling.wire.proof import key_text, vouch_text
from headoffice.audit.log import Act, append
from headoffice.db.sync_tables import device_keys, devices
from headoffice.sync.families import replicas_of
from headoffice.sync.refusal import Refusal
from headoffice.sync.verify import holds

_NUMBERS = 1 << 53


def no_token(device_id: str) -> str:
    """What stands in the place of the hash of a token: no hash looks like this."""
    return f"gone:{device_id}"


def check_key(public: str, text: bytes, signature: str) -> None:
    """Raises ``Refusal`` unless ``public`` is a key, and whoever sent it holds it."""
    if not is_public(public) or not holds(public, text, signature):
        raise Refusal(WireError.BAD_MESSAGE, "The key, or the signature that goes with it, has the wrong shape.")


def register(conn: Connection, device_id: str, request: KeyRequest, now: int) -> None:
    """A tablet enrolled before there were keys tells its key. Raises ``Refusal``.

    Its token is good for nothing from then on. What it saved until ``unsigned_until`` has no signature, and is taken.
    """
    check_key(request.key, key_text(device_id, request.key), request.signature)
    if not 0 <= request.unsigned_until < _NUMBERS:
        raise Refusal(WireError.BAD_MESSAGE, "The last number before the key is out of bounds.")
    d = devices.c
    known = conn.execute(select(d.id).where(d.key == request.key)).first()
    said = {"key": request.key, "key_at": now, "unsigned_until": request.unsigned_until}
    told = update(devices).where(d.id == device_id, d.key == "", d.revoked_at == 0)
    if known or conn.execute(told.values(**said, token_sha256=no_token(device_id))).rowcount != 1:
        raise Refusal(WireError.BAD_MESSAGE, "This key, or the key of this tablet, is known already.")
    device = conn.execute(select(devices).where(d.id == device_id)).one()
    for replica in replicas_of(conn, device):
        own = replica == device.replica_id
        row = {"device_id": device_id, "replica_id": replica, "key": request.key if own else ""}
        conn.execute(insert(device_keys).values(row))
    append(conn, [Act("device.key", device_id, "device", device_id, device.store_id, "device", device_id)], now)


def first_key(conn: Connection, device_id: str, replica_id: str, key: str) -> None:
    """A new device signs with its key."""
    conn.execute(insert(device_keys).values(device_id=device_id, replica_id=replica_id, key=key))


def inherit(conn: Connection, device_id: str, origin: Row[Any]) -> None:
    """A copy holds what the tablet held that it was a copy of."""
    k = device_keys.c
    for row in conn.execute(select(k.replica_id, k.key).where(k.device_id == origin.id)).all():
        conn.execute(insert(device_keys).values(device_id=device_id, replica_id=row.replica_id, key=row.key))


def vouch(conn: Connection, device_id: str, key: str, request: VouchRequest) -> int:
    """Former keys of the same tablet: whoever holds both may bring what either has signed. How many were new.

    Raises ``Refusal``. A key that a tablet of another store has, or another one than head office knows for that replica
    id, does not count.
    """
    if len(request.keys) > FORMER_KEYS_LIMIT:
        raise Refusal(WireError.TOO_LARGE, f"Tell at most {FORMER_KEYS_LIMIT} former keys at once.")
    d, k = devices.c, device_keys.c
    store = conn.execute(select(d.store_id).where(d.id == device_id)).scalar_one()
    taken = 0
    for former in request.keys:
        if not is_id(former.replica_id):
            raise Refusal(WireError.BAD_MESSAGE, "An identifier of the message has the wrong shape.")
        check_key(former.key, vouch_text(former.replica_id, key), former.signature)
        known = conn.execute(select(d.store_id, d.key).where(d.replica_id == former.replica_id)).first()
        if known is not None and (known.store_id != store or known.key != former.key):
            continue
        mine = (k.device_id == device_id) & (k.replica_id == former.replica_id)
        if conn.execute(select(k.key).where(mine)).first() is None:
            row = {"device_id": device_id, "replica_id": former.replica_id, "key": former.key}
            conn.execute(insert(device_keys).values(row))
            taken += 1
    return taken
