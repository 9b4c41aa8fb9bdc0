"""Alarms in the journal: rows that were not what they should be, kept until head office has been told."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from clienteling.store.tables import alarm
from clienteling.wire.messages import ALARMS_LIMIT, Alarm


def note(connection: Connection, new: Alarm) -> None:
    """Keep an alarm. Two of the same moment are one."""
    connection.execute(insert(alarm).values(msgspec.structs.asdict(new)).on_conflict_do_nothing())


def listed(connection: Connection) -> tuple[Alarm, ...]:
    """The oldest alarms, as many as one report takes."""
    a = alarm.c
    query = select(a.scope, a.kind, a.rows, a.at).order_by(a.at, a.scope, a.kind).limit(ALARMS_LIMIT)
    return tuple(Alarm(row.scope, row.kind, row.rows, row.at) for row in connection.execute(query))


def forget(connection: Connection, told: Iterable[Alarm]) -> None:
    """Take these out."""
    a = alarm.c
    for held in told:
        connection.execute(alarm.delete().where(a.scope == held.scope, a.kind == held.kind, a.at == held.at))
