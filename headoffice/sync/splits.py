"""Copies of a tablet: each gets an identity of its own, and head office remembers where it came from."""

from __future__ import annotations

import logging
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from clienteling.domain.ids import new_id
from clienteling.wire.errors import WireError
from clienteling.wire.messages import SplitAnswer, SplitRequest
from clienteling.wire.proof import key_text
from headoffice.audit.log import Act, append
from headoffice.db.sync_tables import devices
from headoffice.sync.keys import check_key, check_pair, check_unused, inherit, no_token, signs_with
from headoffice.sync.refusal import REVOKED, TOO_OLD, Refusal

_log = logging.getLogger(__name__)

SPLITS_PER_DAY = 100
"""Most new identities by splitting within a day, per store: one is rare, many are a tablet gone wild."""
_DAY_MS = 86_400_000


def split(conn: Connection, device_id: str, request: SplitRequest, now: int) -> SplitAnswer:
    """A new device beside ``device_id``; the same one when the same is asked again. Raises ``Refusal``."""
    if not request.key:
        raise Refusal(WireError.UPGRADE_TABLET, TOO_OLD)
    check_key(request.key, key_text(device_id, request.key), request.signature)
    check_pair(request.key, request.standing_key, request.standing_signature)
    # Requests of one tablet take turns, so that the same one twice at once makes one device.
    origin = conn.execute(select(devices).where(devices.c.id == device_id).with_for_update()).one()
    if origin.revoked_at:  # since it showed who it is
        raise Refusal(WireError.REVOKED, REVOKED)
    made = conn.execute(select(devices).where(devices.c.key == request.key)).first()
    if made is None:
        check_unused(conn, request.key, request.standing_key)
        return _make(conn, origin, request, now)
    if made.split_from != device_id:
        raise Refusal(WireError.BAD_MESSAGE, "This key belongs to another tablet. Make a new one.")
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
        "token_sha256": no_token(answer.device_id),
        "key": request.key,
        "standing_key": request.standing_key,
        "key_at": now,
        "app_version": origin.app_version,
        "op_schema": origin.op_schema,
        "enrolled_at": now,
        "split_from": origin.id,
        "unsigned_until": origin.unsigned_until,
        "kind": origin.kind,
        "floors": origin.floors,  # what the copy holds was rendered for the same kind
        "key_store": origin.key_store,
        "recovery": origin.recovery,
        "signed_in_at": origin.signed_in_at,
    }
    conn.execute(insert(devices).values(row))
    signs_with(conn, answer.device_id, answer.replica_id, request.key)
    inherit(conn, answer.device_id, origin)
    done = Act("device.split", origin.id, "device", answer.device_id, origin.store_id, "device", answer.device_id)
    append(conn, [done], now)
    _log.warning("device.split", extra={"facts": {"device": answer.device_id, "from": origin.id}})
    return answer
