"""What tablets tell of themselves: kept for the people who look after them.

Thousands of tablets report every half minute, so nothing is written unless something is new or the last contact is a
while ago.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, case, select, text, update

from clienteling.domain import text as words
from clienteling.domain.errors import Rejected
from clienteling.wire.errors import WireError
from clienteling.wire.messages import ALARMS_LIMIT, Alarm, DeviceReport
from headoffice.db.sync_tables import device_alarms, devices
from headoffice.sync.devices import SEEN_EVERY_MS
from headoffice.sync.recovery import checked_key_store, checked_recovery
from headoffice.sync.refusal import Refusal

_COUNTS = 1 << 53
_EPOCH = 100
_SCOPE = 40
_NAMES = 64


def check(report: DeviceReport) -> None:
    """Raises ``Refusal`` for what no tablet of ours tells."""
    numbers = [report.op_schema, report.snapshot_schema, report.waiting, report.oldest_waiting_at]
    numbers += [report.quarantined, report.conflicts]
    numbers += [number for alarm in report.alarms for number in (alarm.rows, alarm.at)]
    names = [(report.epoch, _EPOCH), (report.names, _NAMES), *((alarm.scope, _SCOPE) for alarm in report.alarms)]
    if not all(0 <= number < _COUNTS for number in numbers):
        raise Refusal(WireError.BAD_MESSAGE, "A number of the report is out of bounds.")
    if any(len(name) > most or not name.isascii() or not name.isprintable() for name, most in names):
        raise Refusal(WireError.BAD_MESSAGE, "A name in the report has the wrong shape.")
    if len(report.alarms) > ALARMS_LIMIT:
        raise Refusal(WireError.TOO_LARGE, f"Tell at most {ALARMS_LIMIT} alarms at once.")
    checked_key_store(report.key_store)
    checked_recovery(report.recovery)
    _version(report)


def _version(report: DeviceReport) -> str:
    try:
        return words.clean(report.app_version, 40, what="The version of the app")
    except Rejected as error:
        raise Refusal(WireError.BAD_MESSAGE, error.sentence) from error


def is_news(conn: Connection, device_id: str, report: DeviceReport, now: int) -> bool:
    """Whether there is anything to write down."""
    held = conn.execute(select(devices).where(devices.c.id == device_id)).one()
    return (
        now - held.last_seen_at > SEEN_EVERY_MS
        or _differs(held, _told(report))
        or bool(_new_alarms(conn, device_id, report))
    )


def keep(conn: Connection, device_id: str, report: DeviceReport, now: int) -> None:
    """Write down what was told. Alarms that were told before stay as they are."""
    told = {**_told(report), "waiting_heard_at": heard_at(report.waiting, now), "last_seen_at": now}
    conn.execute(update(devices).where(devices.c.id == device_id).values(told))
    if report.recovery:
        # It tells this from within: people sign in there already, and it opens with a PIN only (see ``to_resume``).
        in_use = update(devices).where(devices.c.id == device_id, devices.c.signed_in_at == 0)
        conn.execute(in_use.values(signed_in_at=now))
    fresh = _new_alarms(conn, device_id, report)
    rows = [{**msgspec.structs.asdict(alarm), "device_id": device_id, "received_at": now} for alarm in fresh]
    if rows:
        conn.execute(_ALARM, rows)


def heard_at(waiting: int, now: int) -> ColumnElement[int] | int:
    """Since when head office has known that something waits on a tablet, for ``devices.waiting_heard_at``; 0 when
    nothing does. ``now`` is head office's time: what a tablet's clock says of its work decides nothing.
    """
    since = devices.c.waiting_heard_at
    return case((since > 0, since), else_=now) if waiting else 0


_ALARM = text("""
    INSERT INTO device_alarms(device_id, scope, kind, at, rows, received_at)
    VALUES (:device_id, :scope, :kind, :at, :rows, :received_at)
    ON CONFLICT DO NOTHING
""")


def _told(report: DeviceReport) -> dict[str, Any]:
    return {
        "app_version": _version(report),
        "op_schema": report.op_schema,
        "snapshot_schema": report.snapshot_schema,
        "replica_epoch": report.epoch,
        "waiting": report.waiting,
        "oldest_waiting_at": report.oldest_waiting_at,
        "quarantined": report.quarantined,
        "conflicts": report.conflicts,
        **({"key_store": report.key_store} if report.key_store else {}),
        **({"recovery": report.recovery} if report.recovery else {}),
    }


def _differs(held: Row[Any], told: dict[str, Any]) -> bool:
    return any(getattr(held, name) != value for name, value in told.items())


def _new_alarms(conn: Connection, device_id: str, report: DeviceReport) -> list[Alarm]:
    """Those of the report that were not told before, each once."""
    if not report.alarms:
        return []
    a = device_alarms.c
    times = {alarm.at for alarm in report.alarms}
    query = select(a.scope, a.kind, a.at).where(a.device_id == device_id, a.at.in_(times))
    known = {tuple(row) for row in conn.execute(query)}
    named = {(alarm.scope, alarm.kind, alarm.at): alarm for alarm in report.alarms}
    return [alarm for name, alarm in named.items() if name not in known]
