"""Who this tablet is to head office: tokens that are on disk before they are used, and numbers no copy uses twice."""

from __future__ import annotations

import secrets

import msgspec
from sqlalchemy import Connection

from clienteling.store import journal_results
from clienteling.store.journal_rows import get_meta, put_meta, touched
from clienteling.store.tables import journal_meta
from clienteling.store.values import Changed, Enrolment

_TOKEN = "token:"  # noqa: S105 - a prefix of names
_EARLIER = "earlier"
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


def go_on_as(connection: Connection, enrolment: Enrolment, fence: str) -> Changed:
    """Take another identity: nothing is in flight any more, and what was acknowledged is offered again."""
    put_meta(connection, "enrolment", msgspec.json.encode(enrolment).decode())
    put_meta(connection, "fence", fence)
    put_meta(connection, "batch", "")
    forget_tokens(connection)
    entities, customers = touched(connection, journal_results.take_back(connection))
    return Changed(entities, customers, journal=True)


def keep_earlier(connection: Connection, enrolment: Enrolment) -> None:
    """This identity is about to be left for another one."""
    _put_earlier(connection, [*_earlier(connection), enrolment])


def take_earlier(connection: Connection) -> Enrolment | None:
    """The identity left last, and forget it; None when none was left since the tablet was enrolled."""
    held = _earlier(connection)
    if not held:
        return None
    _put_earlier(connection, held[:-1])
    return held[-1]


def forget_earlier(connection: Connection) -> None:
    """The tablet was enrolled: nothing before that counts."""
    _put_earlier(connection, [])


def _earlier(connection: Connection) -> list[Enrolment]:
    held = get_meta(connection, _EARLIER)
    return msgspec.json.decode(held, type=list[Enrolment]) if held else []


def _put_earlier(connection: Connection, held: list[Enrolment]) -> None:
    put_meta(connection, _EARLIER, msgspec.json.encode(held).decode() if held else "")


def first_number(last: int, now: int) -> int:
    """Where the numbers (``lseq``) of a run of the app begin, given the last one in the file and the time (ms).

    Files that were copied, or put back from a backup, hold a number that others have gone on from. So each run begins
    at the time, which a backup's future has not reached, and jumps by chance, since two copies may begin at once. A
    clock that stands anywhere only loses the first of the two. Stays far below 2**53 (JSON's exact whole numbers).
    """
    return max(last, min(max(now, 0) << _TICKS, _LATEST)) + 1 + secrets.randbelow(_JUMP)
