"""Import runs: one row per attempt at a file, with how far it came, committed with every chunk."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from sqlalchemy import Connection, Engine, insert, select, update

from clienteling.domain.ids import new_id
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.db.tables import import_runs
from headoffice.sources.report import Progress
from headoffice.sources.stream import Unreadable


class Run(msgspec.Struct):
    """A run that is under way."""

    id: str
    format: str
    source: str
    progress: Progress
    resumed_after_row: int = 0


Prepare = Callable[[Progress], bool]
"""Settles something in the progress of a run before it begins or goes on; whether that changed it."""


def start(engine: Engine, form: str, source: str, file_sha256: str, mapping_sha256: str, prepare: Prepare) -> Run:
    """The unfinished run over the same file in the same way, or a new one. What ``prepare`` settled is recorded
    before anything is done; what it raises leaves everything as it was.
    """
    t = import_runs.c
    with writing(engine) as conn:
        same = (
            t.format == form,
            t.source == source,
            t.file_sha256 == file_sha256,
            t.mapping_sha256 == mapping_sha256,
            t.state == "running",
        )
        held = conn.execute(select(t.id, t.detail).where(*same).order_by(t.started_at.desc())).first()
        if held is not None:
            progress = msgspec.json.decode(held.detail, type=Progress)
            if prepare(progress):
                mine = (t.id == held.id, t.position == progress.rows)
                detail = msgspec.json.encode(progress).decode()
                conn.execute(update(import_runs).where(*mine).values(detail=detail))
            return Run(held.id, form, source, progress, progress.rows)
        run = Run(new_id(), form, source, Progress())
        prepare(run.progress)
        now = now_ms()
        conn.execute(
            insert(import_runs).values(
                id=run.id,
                format=form,
                source=source,
                file_sha256=file_sha256,
                mapping_sha256=mapping_sha256,
                detail=msgspec.json.encode(run.progress).decode(),
                started_at=now,
                changed_at=now,
            )
        )
        append(conn, [by_command("import.start", "import", run.id, {"format": form, "file": file_sha256})], now)
        return run


def save(conn: Connection, run: Run, progress: Progress, *, finished: bool = False) -> None:
    """Record how far the run came, in the transaction of the rows themselves.

    Raises ``Unreadable`` when another process has gone on with the same run meanwhile.
    """
    now = now_ms()
    done = conn.execute(
        update(import_runs)
        .where(import_runs.c.id == run.id, import_runs.c.position == run.progress.rows)
        .values(
            state="finished" if finished else "running",
            position=progress.rows,
            added=progress.total("added"),
            updated=progress.total("updated"),
            skipped=progress.total("skipped"),
            invalid=progress.total("invalid"),
            detail=msgspec.json.encode(progress).decode(),
            changed_at=now,
            finished_at=now if finished else 0,
        )
    )
    if done.rowcount != 1:
        raise Unreadable("The same file is being imported by another process. Wait until that is done.")
    if finished:
        counts = {name: progress.total(name) for name in ("added", "updated", "skipped", "invalid")}
        append(conn, [by_command("import.finish", "import", run.id, {"format": run.format, **counts})], now)
