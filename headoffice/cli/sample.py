"""``clienteling-headoffice sample``: a database full of invented people, to try, test and measure with."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from headoffice.cli.common import complain, say
from headoffice.db.engine import open_engine
from headoffice.db.migrate import migrate
from headoffice.insight.scoring import Counts, score_all

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from headoffice.sample.fill import Progress, Report

INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``sample`` takes."""
    parser.description = (
        "Fill an empty database with an invented retailer. The same seed, numbers and day give the same content; the "
        "same command again writes nothing; an interrupted one goes on where it stopped. "
        "Exit code 0: the sample is there; 2: the database holds something else or cannot be used."
    )
    parser.add_argument("--customers", type=_whole, default=1_000, help="1 to 1,000,000 (default 1,000)")
    parser.add_argument("--seed", type=_whole, default=1, help="another number, other people (default 1)")
    parser.add_argument(
        "--stores", type=_whole, default=0, help="1 to 50 (default: as suits the customers, 3 for 1,000)"
    )
    parser.add_argument("--today", type=_day, help="the day the sample is as of, YYYY-MM-DD (default: the real one)")


def _whole(text: str) -> int:
    number = int(text.replace(",", "").replace("_", ""))
    if number < 0:
        raise ValueError
    return number


_whole.__name__ = "whole number"  # argparse shows it: "invalid whole number value"


def _day(text: str) -> str:
    return datetime.date.fromisoformat(text).isoformat()


_day.__name__ = "YYYY-MM-DD"


def run(args: argparse.Namespace) -> int:
    """Fill and report. ``args`` also carries ``database`` (an URL) and ``json``. Raises ``DatabaseProblem``."""
    engine = open_engine(args.database)
    # Imported here: a wrong address is answered without loading Faker.
    from headoffice.sample.fill import CannotFill, Parameters, fill

    wanted = Parameters(args.customers, args.seed, args.today or "", args.stores)
    try:
        migrate(engine)
        with _progress(shown=sys.stderr.isatty()) as progress:
            report = fill(engine, wanted, progress)
        _rank(engine, report)
    except CannotFill as problem:
        return complain(args, str(problem))
    except KeyboardInterrupt:
        complain(args, "Interrupted. Run the same command again to go on where it stopped.")
        return INTERRUPTED
    finally:
        engine.dispose()
    return say(args, {"ok": True, **msgspec.to_builtins(report)}, _sentence(report))


def _rank(engine: Engine, report: Report) -> None:
    """Let head office work out how customers stand by what they bought, as of the sample's day."""
    day = datetime.datetime.fromisoformat(report.date).replace(tzinfo=datetime.UTC)
    for _ in score_all(engine, int(day.timestamp() * 1_000), Counts()):
        pass


@contextmanager
def _progress(*, shown: bool) -> Iterator[Progress]:
    """A bar on standard error, when somebody looks at it."""
    if not shown:
        yield lambda _done, _wanted: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("customers"), MofNCompleteColumn(), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("sample", total=None)
        yield lambda done, wanted: bar.update(task, completed=done, total=wanted)


def _sentence(report: Report) -> str:
    what = f"{report.customers:,} customers of {report.stores} stores, seed {report.seed}, as of {report.date}"
    if not report.written:
        return f"The sample was there already: {what}."
    counts = ", ".join(f"{count:,} {etype}" for etype, count in report.written.items())
    went_on = f" Went on after {report.resumed_at:,} customers." if report.resumed_at else ""
    return f"The sample is there: {what}.{went_on}\nWritten in {report.seconds:.1f} s: {counts}"
