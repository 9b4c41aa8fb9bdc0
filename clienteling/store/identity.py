"""Who this tablet is to head office: tokens that are on disk before they are used, and numbers no copy uses twice."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection

from clienteling.store.journal_rows import get_meta, put_meta
from clienteling.store.tables import journal_meta

_TOKEN = "token:"  # noqa: S105 - a prefix of names
_TICKS = 10
_LATEST = 1 << 52
_JUMP = 1 << 26


def token_for(connection: Connection, purpose: str) -> str:
    """The token to be shown after what ``purpose`` names: made the first time, the same until ``forget_tokens``."""
    held = get_meta(connection, _TOKEN + purpose)
    if not held:
        held = secrets.token_urlsafe(32)
        put_meta(connection, _TOKEN + purpose, held)
    return held


def forget_tokens(connection: Connection) -> None:
    """One of them is in use now."""
    connection.execute(journal_meta.delete().where(journal_meta.c.key.startswith(_TOKEN, autoescape=True)))


def first_number(last: int, now: int) -> int:
    """Where the numbers (``lseq``) of a run of the app begin, given the last one in the file and the time (ms).

    Files that were copied, or put back from a backup, hold a number that others have gone on from. So each run begins
    at the time, which a backup's future has not reached, and jumps by chance, since two copies may begin at once. A
    clock that stands anywhere only loses the first of the two. Stays far below 2**53 (JSON's exact whole numbers).
    """
    return max(last, min(max(now, 0) << _TICKS, _LATEST)) + 1 + secrets.randbelow(_JUMP)
