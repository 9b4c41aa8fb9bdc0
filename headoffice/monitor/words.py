"""The status for people: aligned columns, local times and ages."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from headoffice.monitor.status import OLD_WORK_HOURS, DeviceStatus, OfficeStatus, State

_STATES: dict[State, str] = {
    "locked": "locked out",
    "never": "never in touch",
    "silent": "silent",
    "old_work": "old work",
    "failing": "head office fails",
    "alarm": "alarm",
    "copied": "copied",
    "refused": "refused work",
    "conflicts": "to decide",
    "unconfirmed": "erasure not confirmed",
    "other_epoch": "other epoch",
    "outdated": "outdated app",
}


def in_words(status: OfficeStatus) -> list[str]:
    """The lines of a status."""
    totals, states = status.totals, status.totals.states
    alarm = f", last {moment(totals.last_alarm_at, status.at)}" if totals.last_alarm_at else ""
    lines = [
        f"{status.company or 'No company yet'}{' (demo)' if status.demo else ''}, epoch {status.epoch}",
        f"{totals.devices:,} tablets: {states['silent']:,} silent for more than {status.silent_hours} h, "
        f"{states['never']:,} never in touch, {states['old_work']:,} with work older than {OLD_WORK_HOURS} h, "
        f"{states['locked']:,} locked out",
        f"On tablets: {totals.waiting:,} waiting, {totals.quarantined:,} refused, {totals.conflicts_open:,} to decide",
        f"Here: {totals.conflicts:,} conflicts recorded, {totals.quarantine:,} operations refused and kept, "
        f"{totals.alarms:,} integrity alarms{alarm}",
    ]
    if totals.failed:
        last = moment(totals.last_failed_at, status.at)
        lines.append(f"Operations that head office failed on, not sent again yet: {totals.failed:,}, last {last}")
    if states["failing"]:
        lines.append(f"Tablets on all of whose work head office fails: {states['failing']:,}")
    if totals.healed:
        last = moment(totals.last_healed_at, status.at)
        lines.append(f"Rows of feeds that had lost what they tell of, put right: {totals.healed:,}, last {last}")
    if totals.erasures:
        oldest = moment(totals.erasures_agreed_at, status.at)
        lines.append(
            f"Erasures agreed to and not carried out yet: {totals.erasures:,}, {totals.erasures_overdue:,} of them for "
            f"more than {status.erasure_hours} h, the oldest since {oldest}"
        )
    if states["unconfirmed"]:
        lines.append(f"Tablets that should have confirmed an erasure by now: {states['unconfirmed']:,}")
    lines += _replicas(status)
    lines.append("")
    return [*lines, *_table(status)]


def _replicas(status: OfficeStatus) -> list[str]:
    held, ways = status.replicas, status.replicas.ways
    if not held.ready and not held.preparing and not any(ways.values()):
        return []
    laid_out = f"{held.ready:,} laid out ({held.bytes / 1e6:,.1f} MB)"
    if held.ready:
        laid_out += f", the oldest {moment(held.oldest_at, status.at)}, the latest {moment(held.latest_at, status.at)}"
    making = f", {held.preparing:,} being made" if held.preparing else ""
    return [
        f"Finished replicas: {laid_out}{making}",
        f"Tablets' last downloads: {ways['image']:,} by a finished replica, {ways['offered']:,} not through with one, "
        f"{ways['fell_back']:,} by chunks instead of one, {ways['chunks']:,} by chunks for want of one",
    ]


_SHORT = 12
"""Digits of an id that are shown: they are the moment it was made, to the millisecond."""
_COLUMNS: tuple[tuple[str, Callable[[DeviceStatus, OfficeStatus], str]], ...] = (
    ("store", lambda d, _: d.store),
    ("tablet", lambda d, _: d.name),
    ("id", lambda d, _: d.id[:_SHORT]),
    ("last sync", lambda d, s: moment(d.last_sync_at, s.at)),
    ("waiting", lambda d, _: f"{d.waiting:,}"),
    ("waits since", lambda d, s: moment(d.waiting_heard_at, s.at) if d.waiting else "-"),
    ("refused", lambda d, _: f"{d.quarantined:,}"),
    ("to decide", lambda d, _: f"{d.conflicts:,}"),
    ("app", lambda d, _: d.app_version or "-"),
    ("schema", lambda d, _: f"{d.op_schema}/{d.snapshot_schema}"),
    ("epoch", lambda d, s: "-" if not d.epoch else "same" if d.epoch == s.epoch else d.epoch),
    ("alarms", lambda d, s: f"{d.alarms:,}" + (f" {age(s.at - d.last_alarm_at)}" if d.alarms else "")),
    ("copied from", lambda d, _: d.copied_from[:_SHORT] or "-"),
    ("state", lambda d, _: ", ".join(_STATES[state] for state in d.states) or "in order"),
)


def _table(status: OfficeStatus) -> list[str]:
    if not status.devices:
        return ["No tablet asks for attention." if status.totals.devices else "No tablets yet."]
    rows = [tuple(name for name, _ in _COLUMNS)]
    rows += [tuple(said(device, status) for _, said in _COLUMNS) for device in status.devices]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def moment(at: int, now: int) -> str:
    """A time (ms) on this machine's clock, and how long ago it was."""
    if not at:
        return "never"
    local = datetime.datetime.fromtimestamp(at / 1000, datetime.UTC).astimezone()
    return f"{local:%Y-%m-%d %H:%M} ({age(now - at)})"


def age(milliseconds: int) -> str:
    """How long ago, in the largest unit that says enough."""
    minutes = max(0, milliseconds) // 60_000
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} days"
