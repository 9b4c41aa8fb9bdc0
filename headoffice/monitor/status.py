"""How the tablets and head office stand, in counts and times. Nothing here holds a word about a customer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, func, select

from clienteling.domain.errors import RejectNumber
from clienteling.domain.operations import OP_SCHEMA
from clienteling.wire.messages import SNAPSHOT_SCHEMA
from headoffice.db import sync_tables as s
from headoffice.db import tables as t
from headoffice.db.epoch import epoch
from headoffice.monitor.replicas import Replicas, replicas
from headoffice.rights import receipts, requests
from headoffice.rights.requests import OVERDUE_MS

MINUTE_MS, HOUR_MS = 60_000, 3_600_000
SILENT_HOURS = 24
"""A tablet that has not been in touch for longer is called silent, unless told otherwise."""
OLD_WORK_HOURS = 24
"""Work that has been known to wait on a tablet for longer is old: something keeps it from being sent."""
RECENT_HOURS = 7 * 24
"""For so long an integrity alarm, or having been copied, marks a tablet."""
ERASURE_HOURS = OVERDUE_MS // HOUR_MS
"""An erasure that was agreed to longer ago and is not carried out is overdue, unless told otherwise."""
CONFIRM_MINUTES, AWAY_HOURS = 15, 7 * 24
"""Whoever is in touch so long after an erasure must have confirmed it; who is not, once the tablet's lease is over."""

State = Literal[
    "locked",
    "never",
    "silent",
    "old_work",
    "failing",
    "alarm",
    "copied",
    "refused",
    "conflicts",
    "unconfirmed",
    "other_epoch",
    "outdated",
]
"""``locked``: revoked. ``never``: enrolled and not heard of since. ``failing``: head office fails on all that it sends,
which waits. ``copied``: became a tablet of its own because it was a copy, or put back to older files.
``unconfirmed``: an erasure that it should have confirmed by now. ``other_epoch``: holds rows of another life of the
database. ``outdated``: an app that speaks an older version of the contract."""
STATES: tuple[State, ...] = (
    "locked",
    "never",
    "silent",
    "old_work",
    "failing",
    "alarm",
    "copied",
    "refused",
    "conflicts",
    "unconfirmed",
    "other_epoch",
    "outdated",
)


class DeviceStatus(msgspec.Struct):
    """One tablet. Times in ms since 1970 (UTC), 0 = never or none.

    ``waiting``, ``oldest_waiting_at`` (by the tablet's clock), ``quarantined`` and ``conflicts`` (not decided) are as
    the tablet told last; ``waiting_heard_at``: since when it has told, without a break, that something waits.
    ``epoch``: of the rows it holds, empty before the first download. ``copied_from``: the device
    this one was a copy of. ``failing_since``: when head office began to fail on all that it sends. ``alarms`` counts
    integrity alarms still kept. ``erased_at``: when the oldest erasure was carried out that it has not confirmed.
    ``states``: what asks for attention.
    """

    id: str
    replica_id: str
    name: str
    store: str
    enrolled_at: int
    last_push_at: int
    last_pull_at: int
    last_sync_at: int
    waiting: int
    oldest_waiting_at: int
    quarantined: int
    conflicts: int
    app_version: str
    op_schema: int
    snapshot_schema: int
    epoch: str
    copied_from: str
    revoked_at: int
    failing_since: int
    waiting_heard_at: int
    alarms: int = 0
    last_alarm_at: int = 0
    last_alarm_scope: str = ""
    erased_at: int = 0
    states: tuple[State, ...] = ()


class Totals(msgspec.Struct, frozen=True):
    """Sums over the tablets that are not locked out, and what lies at head office.

    ``states`` counts tablets; one may be in several. ``quarantine``: refused operations kept at head office;
    ``failed``: those of them that head office itself failed on and nobody has sent again, ``last_failed_at`` the last;
    ``conflicts``: recorded ones, ``conflicts_open`` those the tablets still show. ``healed``: rows of feeds whose
    entity was not there, put right, ``last_healed_at`` when that was last: somebody deletes past the program.
    ``erasures``: agreed to and not carried out yet, ``erasures_agreed_at`` the oldest of these, ``erasures_overdue``
    those for longer than promised.
    """

    devices: int
    states: dict[str, int]
    waiting: int
    quarantined: int
    conflicts_open: int
    quarantine: int
    conflicts: int
    alarms: int
    last_alarm_at: int
    healed: int
    last_healed_at: int
    erasures: int = 0
    erasures_overdue: int = 0
    erasures_agreed_at: int = 0
    failed: int = 0
    last_failed_at: int = 0


class Feed(msgspec.Struct, frozen=True):
    """One scope: live rows, the position of the last change, the position below which tombstones are forgotten."""

    scope: str
    rows: int
    head: int
    floor: int


class OfficeStatus(msgspec.Struct, frozen=True):
    """The answer to ``GET /v1/office/status``. ``at`` is head office's time."""

    at: int
    version: str
    op_schema: int
    snapshot_schema: int
    company: str
    demo: bool
    epoch: str
    silent_hours: int
    erasure_hours: int
    totals: Totals
    replicas: Replicas
    devices: tuple[DeviceStatus, ...]
    feeds: tuple[Feed, ...]


def status(
    conn: Connection,
    now: int,
    version: str,
    *,
    silent_hours: int = SILENT_HOURS,
    erasure_hours: int = ERASURE_HOURS,
    attention: bool = False,
) -> OfficeStatus:
    """How everything stands at ``now`` (ms). With ``attention`` only tablets that ask for it are listed."""
    company = conn.execute(select(t.company.c.name, t.company.c.demo)).one()
    current = epoch(conn)
    devices = _devices(conn, now, current, silent_hours)
    return OfficeStatus(
        at=now,
        version=version,
        op_schema=OP_SCHEMA,
        snapshot_schema=SNAPSHOT_SCHEMA,
        company=company.name,
        demo=company.demo,
        epoch=current,
        silent_hours=silent_hours,
        erasure_hours=erasure_hours,
        totals=_totals(conn, devices, now - erasure_hours * HOUR_MS),
        replicas=replicas(conn),
        devices=tuple(d for d in devices if d.states or not attention),
        feeds=_feeds(conn),
    )


def _devices(conn: Connection, now: int, current: str, silent_hours: int) -> list[DeviceStatus]:
    alarms, unconfirmed = _alarms(conn), receipts.unconfirmed(conn)
    d = s.devices.c
    # In the order of the fields. There may be ten thousand.
    query = select(
        d.id,
        d.replica_id,
        d.name,
        t.stores.c.code,
        d.enrolled_at,
        d.last_push_at,
        d.last_pull_at,
        d.last_seen_at,
        d.waiting,
        d.oldest_waiting_at,
        d.quarantined,
        d.conflicts,
        d.app_version,
        d.op_schema,
        d.snapshot_schema,
        d.replica_epoch,
        d.split_from,
        d.revoked_at,
        d.failing_since,
        d.waiting_heard_at,
    ).join(t.stores, t.stores.c.id == d.store_id)
    devices = []
    for row in conn.execute(query.order_by(t.stores.c.code, d.enrolled_at, d.id)).all():
        device = DeviceStatus(*row, *alarms.get(row[0], ()))
        device.last_sync_at = max(device.last_sync_at, device.last_push_at, device.last_pull_at)
        device.erased_at = unconfirmed.get(device.id, 0)
        told = _states(device, now, current, silent_hours)
        device.states = ("locked",) if device.revoked_at else tuple(told)
        devices.append(device)
    return devices


def _alarms(conn: Connection) -> dict[str, tuple[int, int, str]]:
    """Device -> how many alarms are kept, when the last one was, in which scope."""
    a = s.device_alarms.c
    order = func.row_number().over(partition_by=a.device_id, order_by=(a.at.desc(), a.scope)).label("place")
    count = func.count().over(partition_by=a.device_id).label("many")
    ranked = select(a.device_id, a.at, a.scope, order, count).subquery()
    newest = select(ranked).where(ranked.c.place == 1)
    return {row.device_id: (row.many, row.at, row.scope) for row in conn.execute(newest)}


def _states(device: DeviceStatus, now: int, current: str, silent_hours: int) -> Iterator[State]:
    """What asks for attention on a tablet that is not locked out, in the order of ``STATES``."""
    yield from _silence(device, now, silent_hours)
    if device.waiting and now - device.waiting_heard_at > OLD_WORK_HOURS * HOUR_MS:
        yield "old_work"
    if device.failing_since:
        yield "failing"
    if now - device.last_alarm_at < RECENT_HOURS * HOUR_MS:
        yield "alarm"
    if device.copied_from and now - device.enrolled_at < RECENT_HOURS * HOUR_MS:
        yield "copied"
    if device.quarantined:
        yield "refused"
    if device.conflicts:
        yield "conflicts"
    if _unconfirmed(device, now):
        yield "unconfirmed"
    if device.epoch and device.epoch != current:
        yield "other_epoch"
    if device.op_schema < OP_SCHEMA or 0 < device.snapshot_schema < SNAPSHOT_SCHEMA:
        yield "outdated"


def _silence(device: DeviceStatus, now: int, silent_hours: int) -> Iterator[State]:
    if not device.last_sync_at:
        yield "never"
    elif now - device.last_sync_at > silent_hours * HOUR_MS:
        yield "silent"


def _unconfirmed(device: DeviceStatus, now: int) -> bool:
    if not device.erased_at:
        return False
    in_touch_since = device.last_sync_at - device.erased_at > CONFIRM_MINUTES * MINUTE_MS
    return in_touch_since or now - device.erased_at > AWAY_HOURS * HOUR_MS


def _totals(conn: Connection, devices: list[DeviceStatus], promised: int) -> Totals:
    open_ = [device for device in devices if not device.revoked_at]
    states = Counter(state for device in devices for state in device.states)
    healed = conn.execute(select(s.hub.c.rows_healed, s.hub.c.healed_at)).one()
    q = s.quarantine.c
    failed = select(func.count().label("many"), func.coalesce(func.max(q.received_at), 0).label("last"))
    mine = conn.execute(failed.where(q.number == RejectNumber.OFFICE_FAILED, q.replaced_by == "")).one()
    agreed = [request.agreed_at for request in requests.agreed_erasures(conn)]
    return Totals(
        devices=len(devices),
        states={state: states[state] for state in STATES},
        waiting=sum(device.waiting for device in open_),
        quarantined=sum(device.quarantined for device in open_),
        conflicts_open=sum(device.conflicts for device in open_),
        quarantine=count(conn, s.quarantine),
        conflicts=count(conn, s.conflicts),
        alarms=sum(device.alarms for device in devices),
        last_alarm_at=max((device.last_alarm_at for device in devices), default=0),
        healed=healed.rows_healed,
        last_healed_at=healed.healed_at,
        erasures=len(agreed),
        erasures_overdue=sum(at < promised for at in agreed),
        erasures_agreed_at=min(agreed, default=0),
        failed=mine.many,
        last_failed_at=mine.last,
    )


def count(conn: Connection, table: Any) -> int:
    """How many rows there are."""
    return int(conn.execute(select(func.count()).select_from(table)).scalar_one())


def _feeds(conn: Connection) -> tuple[Feed, ...]:
    h = s.scope_head.c
    query = select(s.scopes.c.name, h.row_count, h.head, h.floor).join(s.scope_head, h.scope_id == s.scopes.c.id)
    return tuple(Feed(*row) for row in conn.execute(query.order_by(s.scopes.c.id)))
