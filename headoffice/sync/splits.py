"""Copies of a tablet: each gets an identity of its own, and head office remembers where it came from."""

from __future__ import annotations

import logging
import re
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from clienteling.domain.ids import new_id
from clienteling.wire.errors import WireError
from clienteling.wire.messages import SplitAnswer, SplitRequest
from headoffice.audit.log import Act, append
from headoffice.db.sync_tables import devices
from headoffice.sync.refusal import Refusal

_log = logging.getLogger(__name__)

SPLITS_PER_DAY = 100
"""Most new identities by splitting within a day, per store: one is rare, many are a tablet gone wild."""
REVOKED = "Head office has locked this tablet out. Ask head office."
_DAY_MS = 86_400_000
_SHA256 = re.compile("[0-9a-f]{64}")


def check_token_hash(token_sha256: str) -> None:
    """Raises ``Refusal`` for what is no SHA-256 in hex."""
    if not _SHA256.fullmatch(token_sha256):
        raise Refusal(WireError.BAD_MESSAGE, "The hash of the token has the wrong shape.")


def split(conn: Connection, device_id: str, request: SplitRequest, now: int) -> SplitAnswer:
    """A new device beside ``device_id``; the same one when the same is asked again. Raises ``Refusal``."""
    check_token_hash(request.token_sha256)
    # Requests of one tablet take turns, so that the same one twice at once makes one device.
    origin = conn.execute(select(devices).where(devices.c.id == device_id).with_for_update()).one()
    if origin.revoked_at:  # since it showed who it is
        raise Refusal(WireError.REVOKED, REVOKED)
    made = conn.execute(select(devices).where(devices.c.token_sha256 == request.token_sha256)).first()
    if made is None:
        return _make(conn, origin, request, now)
    if made.split_from != device_id:
        raise Refusal(WireError.BAD_MESSAGE, "This token belongs to another tablet. Make a new one.")
    return SplitAnswer(made.id, made.replica_id, made.fence)


def _make(conn: Connection, origin: Row[Any], request: SplitRequest, now: int) -> SplitAnswer:
    d = devices.c
    recent = select(func.count()).where(
        d.store_id == origin.store_id, d.split_from != "", d.enrolled_at > now - _DAY_MS
    )
    if conn.execute(recent).scalar_one() >= SPLITS_PER_DAY:
        raise Refusal(
            WireError.SLOW_DOWN,
            "Too many copies of tablets of this store today. Everything is kept; it is tried again.",
            retry_after=3_600,
        )
    answer = SplitAnswer(new_id(), new_id(), new_id())
    row = {
        "id": answer.device_id,
        "replica_id": answer.replica_id,
        "fence": answer.fence,
        "store_id": origin.store_id,
        "name": origin.name,
        "token_sha256": request.token_sha256,
        "app_version": origin.app_version,
        "op_schema": origin.op_schema,
        "enrolled_at": now,
        "split_from": origin.id,
    }
    conn.execute(insert(devices).values(row))
    done = Act("device.split", origin.id, "device", answer.device_id, origin.store_id, "device", answer.device_id)
    append(conn, [done], now)
    _log.warning("device.split", extra={"facts": {"device": answer.device_id, "from": origin.id}})
    return answer


def replicas_of(conn: Connection, device: Row[Any]) -> frozenset[str]:
    """The replica ids under which this tablet has worked: its own and those it was split from."""
    found = {device.replica_id}
    while device.split_from:
        device = conn.execute(select(devices).where(devices.c.id == device.split_from)).one()
        if device.replica_id in found:
            break
        found.add(device.replica_id)
    return frozenset(found)


def family(conn: Connection, device_id: str) -> list[str]:
    """A device and all that were split from it, at whatever remove."""
    found = fresh = [device_id]
    while fresh:
        fresh = list(conn.execute(select(devices.c.id).where(devices.c.split_from.in_(fresh))).scalars())
        found = found + fresh
    return found
