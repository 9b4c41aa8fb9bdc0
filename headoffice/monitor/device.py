"""One tablet: how it stands, and what lies in its quarantine: which operations, of what kind, since when and why."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select

from clienteling.domain.errors import RejectNumber
from headoffice.db import sync_tables as s
from headoffice.monitor.status import DeviceStatus
from headoffice.monitor.words import moment


class RefusedWork(msgspec.Struct, frozen=True):
    """One operation in quarantine. ``because_of``: the refused operation it hung on. Times in ms by the tablet's clock,
    but for ``received_at``: when head office itself refused it; 0 = it never arrived here, the tablet set it aside.
    """

    op_id: str
    kind: str
    number: int
    why: str
    because_of: str
    saved_at: int
    set_aside_at: int
    received_at: int


class DeviceDetails(msgspec.Struct, frozen=True):
    """A tablet and its quarantine, the last first. ``told`` of ``status.quarantined`` operations are listed: an older
    app tells their number only, and nobody tells more than ``wire.messages.SET_ASIDE_LIMIT``.
    """

    status: DeviceStatus
    told: int
    refused: tuple[RefusedWork, ...]


def details(conn: Connection, status: DeviceStatus) -> DeviceDetails:
    """What is known of the tablet that ``status`` is of."""
    a, q = s.device_set_aside.c, s.quarantine.c
    here = q.op_id == a.op_id
    query = select(s.device_set_aside, q.received_at.label("refused_at")).outerjoin(s.quarantine, here)
    rows = conn.execute(query.where(a.device_id == status.id).order_by(a.at.desc(), a.saved_at.desc(), a.op_id)).all()
    found = {
        row.op_id: RefusedWork(
            row.op_id,
            row.kind,
            row.number,
            reason(row.number),
            row.because_of,
            row.saved_at,
            row.at,
            row.refused_at or 0,
        )
        for row in rows
    }
    return DeviceDetails(status, len(found), tuple(found.values()))


def reason(number: int) -> str:
    """Why, in a word or two: the name of the number, which says nothing of what was refused."""
    try:
        return RejectNumber(number).name.lower().replace("_", " ")
    except ValueError:
        return "of a newer app"


def in_words(found: DeviceDetails, now: int) -> list[str]:
    """The lines for people."""
    device = found.status
    lines = [
        f"{device.name} of {device.store}, {device.id}",
        f"Last contact {moment(device.last_sync_at, now)}; app {device.app_version or '-'}",
        f"{device.waiting:,} waiting, {device.quarantined:,} refused, {device.conflicts:,} to decide",
    ]
    if found.told < device.quarantined:
        lines.append(f"It told of {found.told:,} refused operations what they are.")
    return [*lines, "", *(_line(item, now) for item in found.refused)]


def _line(item: RefusedWork, now: int) -> str:
    where = "refused here" if item.received_at else "set aside on the tablet"
    cause = f", because of {item.because_of}" if item.because_of else ""
    saved = moment(item.saved_at, now)
    return f"{item.op_id}  {item.kind}  saved {saved}  {where}: {item.number} ({item.why}){cause}"


def find(devices: Sequence[DeviceStatus], asked: str) -> DeviceStatus | None:
    """The one tablet whose id begins so; None when there is none, or more than one."""
    found = [device for device in devices if asked and device.id.startswith(asked)]
    return found[0] if len(found) == 1 else None
