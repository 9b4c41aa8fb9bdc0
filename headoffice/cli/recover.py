"""``clienteling-headoffice recover``: what a wiped tablet had not sent yet, read with head office's key and applied."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.sync.lost_journal import LostJournal, Unreadable, read
from headoffice.sync.recovering import Outcome, Refused, recover
from headoffice.sync.recovery import private_key

REJECTS_FORMAT = "clienteling.recovered-rejects/1"


class _Rejects(msgspec.Struct):
    """``operations``: each with its cause, number, sentence and the operation itself, values included."""

    format: str
    device_id: str
    replica_id: str
    operations: list[dict[str, Any]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``recover`` takes."""
    parser.description = (
        "Apply what a tablet had not sent when it was wiped. FOLDER is the folder unsent-... among the files of that "
        "tablet, copied here. What head office has already is not doubled; the folder is not changed. What cannot be "
        "applied is counted by its cause, and written whole to a file when that is wanted."
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="the folder unsent-... of the tablet")
    parser.add_argument(
        "--store", metavar="CODE", default="", help="where the tablet stood, if head office does not know the tablet"
    )
    parser.add_argument(
        "--rejects",
        metavar="FILE",
        type=Path,
        help="write what could not be applied, and what the tablet had set aside, to this new file (personal data)",
    )


def run(args: argparse.Namespace) -> int:
    """Apply it. Raises ``DatabaseProblem``."""
    if args.rejects and os.path.lexists(args.rejects):
        return complain(args, "There is a file of this name already. Name another with --rejects.")
    try:
        with opened(args) as engine:
            with writing(engine) as conn:
                journal = read(args.folder, private_key(conn))
            outcome = recover(engine, journal, args.store, now_ms())
        if args.rejects and outcome.refused:
            _write(args.rejects, journal, outcome.refused)
    except Unreadable as problem:
        return complain(args, str(problem))
    except OSError as error:
        why = error.strerror or "output error"
        return complain(args, f"The rejects file cannot be written ({why}). Run this again with another --rejects.")
    return _told(args, journal.belonged.device_id, outcome)


def _told(args: argparse.Namespace, device: str, outcome: Outcome) -> int:
    causes = Counter((refused.cause, refused.number, refused.sentence) for refused in outcome.refused)
    listed = [
        {"cause": cause, "number": number, "sentence": sentence, "count": count}
        for (cause, number, sentence), count in sorted(causes.items())
    ]
    counts = ", ".join(f"{count:,} {status}" for status, count in sorted(outcome.results.items()))
    lines = [f"Tablet {device}: {counts or 'nothing was waiting'}."]
    lines += [f"  {each['count']:,} {each['cause']}, {each['number']}: {each['sentence']}" for each in listed]
    if listed and not args.rejects:
        lines.append("Run it again with --rejects FILE to have these as a file; nothing is doubled by that.")
    answer = {"ok": True, "device": device, "results": dict(outcome.results), "causes": listed}
    return say(args, answer, "\n".join(lines))


def _write(path: Path, journal: LostJournal, refused: Sequence[Refused]) -> None:
    """Only whoever runs the command can read it. Raises ``OSError``."""
    me = journal.belonged
    held = _Rejects(REJECTS_FORMAT, me.device_id, me.replica_id, [_whole(each) for each in refused])
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(held), indent=2) + b"\n")


def _whole(refused: Refused) -> dict[str, Any]:
    try:
        operation = msgspec.json.decode(refused.body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        operation = refused.body.decode(errors="replace")
    return {"cause": refused.cause, "number": refused.number, "sentence": refused.sentence, "operation": operation}
