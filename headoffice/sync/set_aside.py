"""What lies in the quarantine of the tablets, as they tell: some of it was set aside there and never arrived here."""

from __future__ import annotations

import re

from sqlalchemy import Connection, delete, insert, select

from clienteling.domain.ids import is_id
from clienteling.wire.errors import WireError
from clienteling.wire.messages import SET_ASIDE_LIMIT, QuarantineReport, SetAside
from clienteling.wire.support_messages import ValuesTaken
from headoffice.audit.log import Act, Detail, append
from headoffice.db.sync_tables import device_set_aside, devices
from headoffice.db.tables import sellers
from headoffice.sync.devices import Device
from headoffice.sync.refusal import Refusal

_REASON = re.compile(r"[a-z][a-z_]{0,39}")
_KIND = re.compile(r"[a-z_.]{1,40}")
_TIMES = 1 << 53
_NUMBERS = 1 << 16


def check(report: QuarantineReport) -> None:
    """Raises ``Refusal`` for what no tablet of ours tells."""
    if len(report.operations) > SET_ASIDE_LIMIT:
        raise Refusal(WireError.TOO_LARGE, f"Tell at most {SET_ASIDE_LIMIT} operations at once.")
    ids = {item.op_id for item in report.operations}
    if len(ids) < len(report.operations) or not all(map(_fits, report.operations)):
        raise Refusal(WireError.BAD_MESSAGE, "An operation of the report has the wrong shape.")


def _fits(item: SetAside) -> bool:
    in_range = 0 <= item.number < _NUMBERS and all(0 <= at < _TIMES for at in (item.saved_at, item.at))
    cause = not item.because_of or is_id(item.because_of)
    return in_range and cause and is_id(item.op_id) and _KIND.fullmatch(item.kind) is not None


def keep(conn: Connection, device_id: str, report: QuarantineReport, now: int) -> int:
    """Put it in the place of what this tablet told before; how many operations that are."""
    # Reports of one tablet take turns: a repetition must not meet the first one half-way.
    conn.execute(select(devices.c.id).where(devices.c.id == device_id).with_for_update()).one()
    conn.execute(delete(device_set_aside).where(device_set_aside.c.device_id == device_id))
    rows = [
        {
            "device_id": device_id,
            "op_id": item.op_id,
            "kind": item.kind,
            "number": item.number,
            "because_of": item.because_of,
            "saved_at": item.saved_at,
            "at": item.at,
            "received_at": now,
        }
        for item in report.operations
    ]
    if rows:
        conn.execute(insert(device_set_aside), rows)
    return len(rows)


def values_taken(conn: Connection, device: Device, told: ValuesTaken, now: int) -> None:
    """Write down that a seller takes refused work off their tablet, with what it says. Call inside ``writing``.

    Raises ``Refusal`` for a reason that is no word, and for a seller who does not work in the tablet's store.
    """
    if not _REASON.fullmatch(told.reason) or not is_id(told.seller) or not 0 <= told.operations < _TIMES:
        raise Refusal(WireError.BAD_MESSAGE, "A reason is a word of a-z and _.")
    who = select(sellers.c.role).where(
        sellers.c.id == told.seller, sellers.c.store_id == device.store, sellers.c.active.is_(True)
    )
    role = conn.execute(who).scalar()
    if role is None:
        raise Refusal(WireError.NOT_FOUND, "This seller does not work in the store of this tablet.")
    details: dict[str, Detail] = {"operations": told.operations}
    place = (device.id, device.store)
    append(conn, [Act("quarantine.export", told.seller, role, *place, "device", device.id, told.reason, details)], now)
