"""Telling head office that what it deleted is deleted here: the receipt of this tablet for an erasure."""

from __future__ import annotations

from clienteling.sync.link import Link
from clienteling.wire.messages import AppliedReport


def give_receipt(link: Link) -> None:
    """Tell how far all is applied, when head office waits for it. Raises ``SyncError``; then it is told next time."""
    if link.head_office.receipt_wanted():
        replica = link.replica
        positions = {scope: replica.cursor(scope) for scope in replica.scopes()}
        link.head_office.applied(AppliedReport(replica.epoch(), positions), link.watch)
