"""Who was erased at head office, when no deletion has told so; and the receipt of this tablet for an erasure.

Rows that were downloaded anew hold nobody who was erased before, and no deletion of them either. Nor does any feed tell
of whoever head office refused and never had. So the tablet asks about those its journal speaks of.
"""

from __future__ import annotations

from clienteling.sync import errors
from clienteling.sync.link import Link
from clienteling.wire.erasure_messages import ERASED_LIMIT, ErasedQuery
from clienteling.wire.messages import RECEIPT_ASKED, AppliedReport

ASK_MS = 86_400_000
"""How often it is asked at least."""


def answer_for_erasures(link: Link) -> None:
    """Strike out whoever was erased without a word of it, and give the receipt that head office waits for.

    Raises ``SyncError``; then both are done by the next exchange.
    """
    wanted = link.head_office.receipt_wanted()
    asked, now = link.journal.erased_asked_at(), link.clock.now()
    due = not asked or abs(now - asked) >= ASK_MS
    known = _strike_out_erased(link, now) if wanted or due else False
    # A head office that does not want it asked would not understand that it was; one that does takes nothing else.
    if wanted and known is (wanted == RECEIPT_ASKED):
        replica = link.replica
        positions = {scope: replica.cursor(scope) for scope in replica.scopes()}
        link.head_office.applied(AppliedReport(replica.epoch(), positions, known), link.watch)


def _strike_out_erased(link: Link, now: int) -> bool:
    """Ask which of those the journal speaks of were erased; False when head office does not know the question."""
    try:
        ids = tuple(link.journal.spoken_of())
        for start in range(0, len(ids), ERASED_LIMIT):
            query = ErasedQuery(ids[start : start + ERASED_LIMIT])
            gone = set(link.head_office.erased(query, link.watch).ids) & set(query.ids)
            if gone:
                link.journal.strike_out(gone, ())
    except errors.NotFound:
        known = False  # it is older than the question
    else:
        known = True
    link.journal.erased_asked(now)
    return known
