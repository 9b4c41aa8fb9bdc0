"""An import from file to feed: one transaction per batch, resumable, with a report."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from headoffice.db.engine import worth_retrying, writing
from headoffice.profile.documents import StaleDocument
from headoffice.sources import runs
from headoffice.sources.halving import REFUSALS, Brought, in_halves, of_the_data, whole
from headoffice.sources.reader import Batch, Reader
from headoffice.sources.rejects import Rejects, choose
from headoffice.sources.report import Progress, Report
from headoffice.sources.stream import fingerprint
from headoffice.sync.feed import publish

_ATTEMPTS = 5

Watch = Callable[[int, int, int], None]
"""Told (bytes done, bytes in all, rows done) after each batch."""


def run_import(
    engine: Engine,
    reader: Reader,
    form: str,
    rejects: Path,
    *,
    named: bool = False,
    mapping_sha256: str = "",
    watch: Watch | None = None,
) -> Report:
    """Import everything ``reader`` reads, from where an interrupted import of the same files stopped.

    ``rejects`` is where refused rows go: a run that goes on keeps the file it began, unless this one was ``named``.
    Raises ``Unreadable`` when a file cannot be read (any further); what was committed until then stays.
    """
    began = time.monotonic()
    notes = reader.check()
    begun = False

    def prepare(progress: Progress) -> bool:
        nonlocal begun
        begun = bool(progress.rejects_path)
        return choose(progress, rejects, reader.sheets, named=named)

    run = runs.start(engine, form, reader.source, fingerprint(reader.paths), mapping_sha256, prepare)
    for note in notes:
        run.progress.note(note)
    refused = Rejects(Path(run.progress.rejects_path), reader.sheets, run.progress.rejects, begun=begun)
    state = run.progress.state if run.progress.rows else None
    statistics = Statistics(engine)
    for batch in reader.batches(state):
        run.progress = _commit(engine, run, batch, refused)
        statistics.after(batch)
        if watch:
            done, total = reader.progress()
            watch(done, total, run.progress.rows)
    finished = run.progress.copy()
    for note in reader.notes:
        finished.note(note)
    with writing(engine) as conn:
        runs.save(conn, run, finished, finished=True)
    run.progress = finished
    return _report(run, refused, time.monotonic() - began)


_GROWN = """
SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace(CAST(current_schema() AS TEXT))
AND pg_relation_size(oid) > 1.2 * relpages * CAST(current_setting('block_size') AS INTEGER) ORDER BY relname
"""
"""Tables of ours with a fifth more pages than when they were last looked at, or never looked at. Looking at all tables,
the database's own among them, was a sixth of an import of some thousand rows.
"""


class Statistics:
    """PostgreSQL plans by what it knows of tables, and of tables being filled for the first time it knows nothing:
    each lookup would read all that came before. So it is told to look whenever a kind of rows has doubled.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine if engine.dialect.name == "postgresql" else None
        self._sheet, self._rows, self._next = "", 0, 0

    def after(self, batch: Batch) -> None:
        """To be called after each committed batch."""
        if self._engine is None:
            return
        if batch.sheet != self._sheet:
            self._sheet, self._rows, self._next = batch.sheet, 0, 0
        self._rows += batch.rows
        if self._rows >= self._next:
            self._next = 2 * self._rows
            with writing(self._engine) as conn:
                if grown := list(conn.execute(text(_GROWN)).scalars()):
                    quote = conn.dialect.identifier_preparer.quote
                    conn.execute(text(f"ANALYZE {', '.join(map(quote, grown))}"))


_Load = Callable[[Connection, runs.Run, Progress, Batch], Brought]


def _commit(engine: Engine, run: runs.Run, batch: Batch, rejects: Rejects) -> Progress:
    attempt, load = 1, whole
    while True:
        try:
            with writing(engine) as conn:
                progress = _bring(conn, run, batch, rejects, load)
        except (*REFUSALS, StaleDocument) as error:
            if attempt < _ATTEMPTS and _in_passing(error):
                attempt += 1
                time.sleep(0.1 * attempt)
            elif load is whole and of_the_data(error):
                load = in_halves
            else:
                raise
        else:
            rejects.committed(progress.rejects)
            return progress


def _in_passing(error: BaseException) -> bool:
    """Whether somebody else's transaction was in the way: done again, this one can succeed."""
    if isinstance(error, (StaleDocument, IntegrityError)):
        return True
    return isinstance(error, DBAPIError) and worth_retrying(error)


def _bring(conn: Connection, run: runs.Run, batch: Batch, rejects: Rejects, load: _Load) -> Progress:
    """The whole transaction; how far the run is once it is committed."""
    progress = run.progress.copy()
    touched, refused = load(conn, run, progress, batch)
    problems = sorted([*batch.problems, *refused], key=lambda problem: problem.row)
    for problem in problems:
        progress.add_problem(batch.sheet, problem)
    progress.rejects = rejects.write(batch.sheet, batch.header, problems)
    progress.rows += batch.rows
    progress.state = batch.state
    runs.save(conn, run, progress)
    publish(conn, touched)
    return progress


def _report(run: runs.Run, rejects: Rejects, seconds: float) -> Report:
    progress = run.progress
    return Report(
        True,
        run.id,
        run.format,
        run.source,
        progress.rows,
        progress.total("added"),
        progress.total("updated"),
        progress.total("skipped"),
        progress.total("invalid"),
        progress.kinds,
        progress.reasons,
        progress.notes,
        rejects.paths(),
        run.resumed_after_row,
        round(seconds, 3),
    )
