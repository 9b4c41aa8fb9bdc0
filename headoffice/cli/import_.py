"""``clienteling-headoffice import``: files of other systems into the unified profile."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from phonenumbers import SUPPORTED_REGIONS
from sqlalchemy import Engine, make_url, select
from sqlalchemy.exc import DBAPIError

from headoffice.cli.common import DONE, complain
from headoffice.db.engine import open_engine, reading
from headoffice.db.migrate import migrate
from headoffice.db.tables import company
from headoffice.sources.formats import FORMATS, open_reader
from headoffice.sources.importer import Watch, run_import
from headoffice.sources.reader import SheetReader
from headoffice.sources.rejects import free
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
    parser.add_argument("--region", type=_country, help="country (two letters) of telephone numbers without a code")
    parser.add_argument("--rejects", type=Path, help="a new file for refused rows; default: beside the database")


def _country(text: str) -> str:
    if (code := text.upper()) not in SUPPORTED_REGIONS:
        raise argparse.ArgumentTypeError("a country code of two letters is needed, for example ES")
    return code


def run(args: argparse.Namespace) -> int:
    """Import and report. ``args`` also carries ``database`` (an URL) and ``json``. Raises ``DatabaseProblem``."""
    engine = open_engine(args.database)
    try:
        # Looked at before a database is made for it.
        _reader(args, args.region or "")[0].check()
        migrate(engine)
        report = _import(engine, args)
    except Unreadable as problem:
        return complain(args, str(problem))
    except DBAPIError as error:
        why = type(error.orig).__name__  # its text may hold what a customer said
        return complain(args, f"The database refused ({why}). Run the same command again to go on.")
    except KeyboardInterrupt:
        complain(args, "Interrupted. Run the same command again to go on where it stopped.")
        return INTERRUPTED
    finally:
        engine.dispose()
    if args.json:
        print(msgspec.json.encode(report).decode())
    else:
        _print(report, args.format)
    return DONE


def _import(engine: Engine, args: argparse.Namespace) -> Report:
    reader, sha256 = _reader(args, args.region or _region(engine))
    rejects = args.rejects or _default_rejects(args.database, args.format, reader.sheets)
    with _progress(shown=not args.json and sys.stderr.isatty()) as watch:
        return run_import(
            engine, reader, args.format, rejects, named=bool(args.rejects), mapping_sha256=sha256, watch=watch
        )


def _reader(args: argparse.Namespace, region: str) -> tuple[SheetReader, str]:
    return open_reader(args.format, args.path, args.mapping, args.source, region)


def _region(engine: Engine) -> str:
    with reading(engine) as conn:
        return str(conn.execute(select(company.c.region)).scalar_one())


def _default_rejects(database: str, form: str, sheets: Sequence[str]) -> Path:
    """Beside a SQLite database, else in the working directory. The name says nothing about anybody."""
    url = make_url(database)
    folder = Path(url.database).parent if url.get_backend_name() == "sqlite" and url.database else Path()
    count = 1
    while not free(path := folder / f"rejects-{form}{f'-{count}' if count > 1 else ''}.csv", sheets):
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


_AGAIN = "Mend that file and import it with the same command."
_AGAIN_FOLDER = "Mend these rows (the first column numbers them) in the folder's own files and import the folder again."


def _print(report: Report, form: str) -> None:
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
    if report.rejects:
        print(f"  {_AGAIN_FOLDER if form == 'adventureworks' else _AGAIN}")
