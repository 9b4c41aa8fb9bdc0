"""What this tablet tells of itself at the beginning of an exchange."""

from __future__ import annotations

from importlib import metadata

from clienteling.domain.operations import OP_SCHEMA
from clienteling.sync.errors import BadMessage, NotFound
from clienteling.sync.link import Link
from clienteling.wire.messages import SNAPSHOT_SCHEMA, Alarm, DeviceAnswer, DeviceReport, QuarantineReport

_APP_VERSION = metadata.version("clienteling")
_NOTHING_DELIVERED = 1 << 62
"""A time after everything: what was delivered is of no interest here, and there may be much of it."""


def report(link: Link, alarms: tuple[Alarm, ...] = ()) -> DeviceReport:
    """How this tablet stands now."""
    counts = link.journal.counts(_NOTHING_DELIVERED)
    return DeviceReport(
        _APP_VERSION,
        OP_SCHEMA,
        SNAPSHOT_SCHEMA,
        link.replica.epoch(),
        counts.waiting,
        max(0, counts.oldest_waiting_at),  # a clock may stand before 1970
        counts.rejected,
        counts.conflicts,
        alarms,
        link.journal.devices_known(),
        *link.journal.key_report(),
    )


def present(link: Link) -> DeviceAnswer:
    """Tell head office how this tablet stands; what it may see. Raises ``SyncError``.

    Alarms are kept until they were answered, so one may be told twice, but none is lost.
    """
    alarms = link.journal.alarms()
    answer = link.head_office.device(report(link, alarms), link.watch)
    if answer.devices is not None:
        link.journal.keep_devices(answer.names, {device.replica_id: device.name for device in answer.devices})
    if alarms:
        link.journal.forget_alarms(alarms)
    return answer


def tell_set_aside(link: Link, epoch: str) -> None:
    """Tell head office what lies in quarantine, when it does not know yet: some of it was set aside here and never
    arrived. Raises ``SyncError``; a head office too old to be told is no reason not to go on.
    """
    held = link.journal.set_aside(epoch)
    if held is None or link.not_told == epoch:
        return
    try:
        link.head_office.quarantine(QuarantineReport(held), link.watch)
    except (NotFound, BadMessage):
        link.not_told = epoch
        return
    link.journal.set_aside_told(epoch, held)
