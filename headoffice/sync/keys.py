"""Keys of tablets: how each is told, which two belong together, and which keys' operations a tablet may bring."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from clienteling.domain.ids import is_id
from clienteling.wire.device_key import is_public
from clienteling.wire.errors import WireError
from clienteling.wire.key_messages import WorkKeyRequest
from clienteling.wire.messages import FORMER_KEYS_LIMIT, KeyRequest, VouchRequest
from clienteling.wire.proof import key_text, pair_text, vouch_text
from headoffice.audit.log import Act, append
from headoffice.db.sync_tables import device_keys, devices
from headoffice.sync.families import replicas_of
from headoffice.sync.kinds import go_on_from
from headoffice.sync.refusal import Refusal
from headoffice.sync.verify import holds

KEYS_LIMIT = 8
"""Most keys of one tablet under one name: it has had two. Each signature that fits none is tried with all of them."""
_NUMBERS = 1 << 53


def no_token(device_id: str) -> str:
    """What stands in the place of the hash of a token: no hash looks like this."""
    return f"gone:{device_id}"


def check_key(public: str, text: bytes, signature: str) -> None:
    """Raises ``Refusal`` unless ``public`` is a key, and whoever sent it holds it."""
    if not is_public(public) or not holds(public, text, signature):
        raise Refusal(WireError.BAD_MESSAGE, "The key, or the signature that goes with it, has the wrong shape.")


def check_pair(key: str, standing: str, signature: str) -> str:
    """``standing``, empty for a tablet with one key. Raises ``Refusal`` unless it is another key whose word is for
    ``key``: so both are one tablet's.
    """
    if standing:
        if standing == key:
            raise Refusal(WireError.BAD_MESSAGE, "A key cannot be shown while locked and worked with as well.")
        check_key(standing, pair_text(key, standing), signature)
    return standing


def check_unused(conn: Connection, *keys: str) -> None:
    """Raises ``Refusal`` when one of ``keys`` is another tablet's."""
    told, d = [key for key in keys if key], devices.c
    if conn.execute(select(d.id).where(or_(d.key.in_(told), d.standing_key.in_(told)))).first() is not None:
        raise Refusal(WireError.BAD_MESSAGE, "This key belongs to another tablet. Make a new one.")


def work_with(conn: Connection, device_id: str, shown: str, request: WorkKeyRequest, now: int) -> None:
    """A tablet with one key (``shown``) tells the one it works with from now on. Raises ``Refusal``.

    The one it had is good from then on for what a locked tablet asks; what it has signed until then is still taken.
    The same again changes nothing. Who tells another one than the first is a copy of this tablet, or it was put back
    to before that: it has to be enrolled again.
    """
    check_key(request.key, key_text(device_id, request.key), request.signature)
    if not check_pair(request.key, shown, request.standing_signature):
        raise Refusal(WireError.BAD_MESSAGE, "This tablet has told no key yet.")
    held = conn.execute(select(devices).where(devices.c.id == device_id).with_for_update()).one()
    if (held.key, held.standing_key) == (request.key, shown):
        return
    if held.standing_key or held.key != shown:
        raise Refusal(WireError.BAD_TOKEN, "Head office knows another key of this tablet. Enrol it again.")
    check_unused(conn, request.key)
    said = {"key": request.key, "standing_key": shown, "key_at": now}
    conn.execute(update(devices).where(devices.c.id == device_id).values(said))
    signs_with(conn, device_id, held.replica_id, request.key)
    append(conn, [Act("device.work_key", device_id, "device", device_id, held.store_id, "device", device_id)], now)


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


def signs_with(conn: Connection, device_id: str, replica_id: str, key: str) -> bool:
    """A tablet may bring what ``key`` has signed under this name; whether that is news."""
    row, k = {"device_id": device_id, "replica_id": replica_id, "key": key}, device_keys.c
    if conn.execute(select(k.key).where(*(k[name] == said for name, said in row.items()))).first() is not None:
        return False
    conn.execute(insert(device_keys).values(row))
    return True


def inherit(conn: Connection, device_id: str, origin: Row[Any]) -> None:
    """A copy holds what the tablet held that it was a copy of."""
    k = device_keys.c
    for row in conn.execute(select(k.replica_id, k.key).where(k.device_id == origin.id)).all():
        conn.execute(insert(device_keys).values(device_id=device_id, replica_id=row.replica_id, key=row.key))


def vouch(conn: Connection, device_id: str, key: str, request: VouchRequest) -> int:
    """Former keys of the same tablet: whoever holds both may bring what either has signed. How many were new.

    Raises ``Refusal``. A key under the name of a tablet of another store, or one that signs nothing under the name of
    another tablet, does not count; neither does one more than ``KEYS_LIMIT``. What the tablet downloaded under another
    name it may hold no longer when it was of another kind then.
    """
    if len(request.keys) > FORMER_KEYS_LIMIT:
        raise Refusal(WireError.TOO_LARGE, f"Tell at most {FORMER_KEYS_LIMIT} former keys at once.")
    d, k = devices.c, device_keys.c
    store = conn.execute(select(d.store_id).where(d.id == device_id)).scalar_one()
    taken, before = 0, set[str]()
    for former in request.keys:
        if not is_id(former.replica_id):
            raise Refusal(WireError.BAD_MESSAGE, "An identifier of the message has the wrong shape.")
        check_key(former.key, vouch_text(former.replica_id, key), former.signature)
        this = (k.replica_id == former.replica_id) & (k.key == former.key)
        known = conn.execute(select(d.id, d.store_id).where(d.replica_id == former.replica_id)).first()
        if known is not None and known.id != device_id:
            before.add(known.id)
            signs = conn.execute(select(k.key).where(this, k.device_id == known.id)).first()
            if known.store_id != store or signs is None:
                continue
        under = select(func.count()).where(k.device_id == device_id, k.replica_id == former.replica_id)
        if conn.execute(under).scalar_one() < KEYS_LIMIT:
            taken += signs_with(conn, device_id, former.replica_id, former.key)
    if before:
        go_on_from(conn, device_id, before)
    return taken
