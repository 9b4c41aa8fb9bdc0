"""A batch into the database whole; when the database does not take it, in ever smaller halves, so that what is wrong
with one order or customer costs that one and nothing else.

What files are known to hold is refused before, by row and with its reason: this is the net below.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace
from sqlalchemy import Connection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from headoffice.profile.history import Touched
from headoffice.sources.blocks import Group
from headoffice.sources.load import Loader
from headoffice.sources.reader import Batch, Problem, Refusal, refused
from headoffice.sources.records import SourceOrder
from headoffice.sources.report import Progress
from headoffice.sources.runs import Run

REFUSALS = (DBAPIError, OverflowError, UnicodeError)
"""How databases and their drivers refuse."""
NOT_TAKEN = "the database does not take this: something in it is too large, too long or no text"
_CLASSES = {"22", "23", "54"}
"""SQLSTATE classes of PostgreSQL: data exception, integrity constraint violation, program limit exceeded."""


class Brought(NamedTuple):
    """What a load touched, for ``sync.feed.publish``, and the rows it refused."""

    touched: list[Touched]
    problems: list[Problem]


def of_the_data(error: BaseException) -> bool:
    """Whether ``error`` is about what was to be written, and not about the database (gone, full, locked)."""
    if isinstance(error, (OverflowError, UnicodeError, DataError, IntegrityError)):
        return True
    if not isinstance(error, DBAPIError):
        return False
    # SQLite says so in words when a sum grows too large.
    state = getattr(error.orig, "sqlstate", None) or ""
    return state[:2] in _CLASSES or str(error.orig) == "integer overflow"


def whole(conn: Connection, run: Run, progress: Progress, batch: Batch) -> Brought:
    """All of ``batch`` at once. Raises what the database raises."""
    loader = Loader(conn, run.source, run.id, progress)
    return Brought(loader.load(batch), loader.problems)


def in_halves(conn: Connection, run: Run, progress: Progress, batch: Batch) -> Brought:
    """As much of ``batch`` as the database takes; the groups that it does not take are refused."""
    counted = progress.copy()
    try:
        with conn.begin_nested():
            brought = whole(conn, run, counted, batch)
    except REFUSALS as error:
        if not of_the_data(error):
            raise
        return _smaller(conn, run, progress, batch)
    progress.kinds = counted.kinds
    return brought


def _smaller(conn: Connection, run: Run, progress: Progress, batch: Batch) -> Brought:
    groups = list({id(group): group for group in batch.groups.values()}.values())
    if not groups:
        return Brought([], [])
    if len(groups) == 1:
        # Rows of an order that come later in the file must not become half an order.
        mine = [Refusal("order", record.key) for record in batch.records if isinstance(record, SourceOrder)]
        rest = replace(batch, records=[], groups={}, refusals=[*batch.refusals, *mine])
        in_halves(conn, run, progress, rest)
        return Brought([], refused(groups[0], groups[0].rows[0], NOT_TAKEN))
    middle = len(groups) // 2
    first = in_halves(conn, run, progress, _part(batch, groups[:middle], first=True))
    second = in_halves(conn, run, progress, _part(batch, groups[middle:], first=False))
    return Brought([*first.touched, *second.touched], [*first.problems, *second.problems])


def _part(batch: Batch, groups: list[Group], *, first: bool) -> Batch:
    """The part of ``batch`` that came from ``groups``; refusals made while reading go with the first."""
    mine = {id(group) for group in groups}
    rows = {row: group for row, group in batch.groups.items() if id(group) in mine}
    records = [record for record in batch.records if record.row in rows]
    return replace(batch, records=records, groups=rows, refusals=batch.refusals if first else [])
