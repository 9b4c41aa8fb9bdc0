"""``clienteling-headoffice flagged-notes``: notes that touch a sensitive topic, to be kept or removed."""

from __future__ import annotations

import argparse
import datetime as dt

import msgspec
from sqlalchemy import Connection

from clienteling.domain.ids import is_id
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.profile import history, note_reviews
from headoffice.sync.feed import publish

_UNKNOWN = "No note to decide about has this identifier. List them with: clienteling-headoffice flagged-notes"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``flagged-notes`` takes."""
    parser.description = (
        "Without options: list the notes that touch a sensitive topic (see sensitive-words) and were not decided "
        "about, oldest first, without their words."
    )
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--show", metavar="ID", help="print the words of a note")
    chosen.add_argument("--keep", metavar="ID", help="the note is all right")
    chosen.add_argument("--remove", metavar="ID", help="take the note away, here and on every tablet, words and all")
    parser.add_argument(
        "--limit", type=int, default=100, choices=range(1, 10_001), metavar="N", help="most notes listed"
    )


def run(args: argparse.Namespace) -> int:
    """List, show or decide. Raises ``DatabaseProblem``."""
    note_id = args.show or args.keep or args.remove or ""
    if note_id and not is_id(note_id):
        return complain(args, "This is not the identifier of a note: it has 32 hexadecimal digits.")
    with opened(args) as engine:
        if args.keep or args.remove:
            with writing(engine) as conn:
                done = note_reviews.keep(conn, note_id, now_ms()) if args.keep else _removed(conn, note_id)
            said = "kept" if args.keep else "removed"
            return say(args, {"ok": True, said: note_id}, f"{note_id} is {said}.") if done else complain(args, _UNKNOWN)
        with reading(engine) as conn:
            return _show(args, conn) if note_id else _list(args, conn)


def _removed(conn: Connection, note_id: str) -> bool:
    touched = note_reviews.remove(conn, note_id)
    if touched:
        publish(conn, touched)
    return bool(touched)


def _list(args: argparse.Namespace, conn: Connection) -> int:
    found = note_reviews.undecided(conn, args.limit)
    lines = [f"{note.note}  {_day(note.found_at)}  {', '.join(note.topics)}" for note in found]
    text = "\n".join(lines) or "No note waits for a decision."
    return say(args, {"ok": True, "notes": [msgspec.to_builtins(note) for note in found]}, text)


def _show(args: argparse.Namespace, conn: Connection) -> int:
    note = history.load(conn, "note", [args.show]).get(args.show)
    if note is None or args.show not in {flagged.note for flagged in note_reviews.undecided(conn, 10_000)}:
        return complain(args, _UNKNOWN)
    texts = [note.text, *note.others]
    return say(args, {"ok": True, "note": note.id, "customer": note.customer, "texts": texts}, "\n\n".join(texts))


def _day(ms: int) -> str:
    return dt.datetime.fromtimestamp(ms / 1000, dt.UTC).date().isoformat()
