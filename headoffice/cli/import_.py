"""``clienteling-headoffice import``: files of other systems into the unified profile."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import Engine, make_url, select
from sqlalchemy.exc import DBAPIError

from headoffice.cli.common import DONE, complain
from headoffice.db.engine import open_engine, reading
from headoffice.db.migrate import migrate
from headoffice.db.tables import company
from headoffice.sources.formats import FORMATS, open_reader
from headoffice.sources.importer import Watch, run_import
from headoffice.sources.report import Report
from headoffice.sources.stream import Unreadable

INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``import`` takes."""
    parser.description = (
        "Import a file. The same file again changes nothing; an interrupted import goes on where it stopped. "
        "Exit code 0: worked through (refused rows are in the report and the rejects file); 2: it could not be read."
    )
    parser.add_argument("format", choices=FORMATS, help="what wrote the file")
    parser.add_argument("path", type=Path, help="the file (.csv or .csv.gz); for adventureworks the folder")
    parser.add_argument("--mapping", type=Path, help="for csv: a TOML file saying which column means what")
    parser.add_argument("--source", default="", help="name of the system the data comes from, shown as provenance")
    parser.add_argument("--region", default="", help="country (two letters) of telephone numbers without a code")
    parser.add_argument("--rejects", type=Path, help="where refused rows go; default: beside the database")


def run(args: argparse.Namespace) -> int:
    """Import and report. ``args`` also carries ``database`` (an URL) and ``json``. Raises ``DatabaseProblem``."""
    engine = open_engine(args.database)
    try:
        migrate(engine)
        report = _import(engine, args)
    except Unreadable as problem:
        return complain(args, str(problem))
    except DBAPIError as error:
        why = type(error.orig).__name__  # its text may hold what a customer said
        return complain(args, f"The database refused ({why}). Run the same command again to go on.")
    except OSError as error:
        why = error.strerror or "input error"
        return complain(args, f"The rejects file cannot be written ({why}). Name another with --rejects.")
    except KeyboardInterrupt:
        complain(args, "Interrupted. Run the same command again to go on where it stopped.")
        return INTERRUPTED
    finally:
        engine.dispose()
    if args.json:
        print(msgspec.json.encode(report).decode())
    else:
        _print(report)
    return DONE


def _import(engine: Engine, args: argparse.Namespace) -> Report:
    region = args.region.upper() or _region(engine)
    reader, mapping_sha256 = open_reader(args.format, args.path, args.mapping, args.source, region)
    rejects = args.rejects or _default_rejects(args.database, args.format)
    with _progress(shown=not args.json and sys.stderr.isatty()) as watch:
        return run_import(engine, reader, args.format, rejects, mapping_sha256=mapping_sha256, watch=watch)


def _region(engine: Engine) -> str:
    with reading(engine) as conn:
        return str(conn.execute(select(company.c.region)).scalar_one())


def _default_rejects(database: str, form: str) -> Path:
    """Beside a SQLite database, else in the working directory. The name says nothing about anybody."""
    url = make_url(database)
    folder = Path(url.database).parent if url.get_backend_name() == "sqlite" and url.database else Path()
    count = 1
    while (path := folder / f"rejects-{form}{f'-{count}' if count > 1 else ''}.csv").exists():
        count += 1
    return path


@contextmanager
def _progress(*, shown: bool) -> Iterator[Watch | None]:
    """A bar on standard error, when somebody looks at it."""
    if not shown:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.fields[rows]:,} rows"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("import", total=None, rows=0)
        yield lambda done, total, rows: bar.update(task, completed=done, total=total, rows=rows)


def _print(report: Report) -> None:
    went_on = f", went on after {report.resumed_after_row:,}" if report.resumed_after_row else ""
    print(f"{report.rows:,} rows in {report.seconds:.1f} s{went_on}")
    print(
        f"Added {report.added:,}   Updated {report.updated:,}   Skipped {report.skipped:,}   Invalid {report.invalid:,}"
    )
    for kind, count in report.kinds.items():
        print(f"  {kind:<12} added {count.added:,}, updated {count.updated:,}, the same {count.skipped:,}")
    for reason in report.reasons:
        rows = ", ".join(str(row) for row in reason.rows[:10]) + (" ..." if reason.count > 10 else "")
        where = f" of {reason.sheet}" if len({each.sheet for each in report.reasons}) > 1 else ""
        print(f"  {reason.outcome}: {reason.count:,} rows{where}: {reason.reason} (rows {rows})")
    for note in report.notes:
        print(f"  note: {note}")
    for path in report.rejects:
        print(f"  refused rows: {path}")
