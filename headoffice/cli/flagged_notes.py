"""``clienteling-headoffice flagged-notes``: notes that touch a sensitive topic, to be kept or removed."""

from __future__ import annotations

import argparse
import datetime as dt

import msgspec
from sqlalchemy import Connection

from clienteling.domain.ids import is_id
from headoffice.audit.log import Action, append
from headoffice.audit.who import by_command
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
        if not note_id:
            with reading(engine) as conn:
                return _list(args, conn)
        with writing(engine) as conn:
            return _show(args, conn) if args.show else _decide(args, conn, note_id)


def _decide(args: argparse.Namespace, conn: Connection, note_id: str) -> int:
    if args.keep:
        done = note_reviews.keep(conn, note_id, now_ms())
    elif done := bool(touched := note_reviews.remove(conn, note_id)):
        publish(conn, touched)
    if not done:
        return complain(args, _UNKNOWN)
    said = "kept" if args.keep else "removed"
    _note(conn, "note.keep" if args.keep else "note.remove", note_id)
    return say(args, {"ok": True, said: note_id}, f"{note_id} is {said}.")


def _note(conn: Connection, action: Action, note_id: str) -> None:
    append(conn, [by_command(action, "note", note_id)], now_ms())


def _list(args: argparse.Namespace, conn: Connection) -> int:
    found = note_reviews.undecided(conn, args.limit)
    lines = [f"{note.note}  {_day(note.found_at)}  {', '.join(note.topics)}" for note in found]
    text = "\n".join(lines) or "No note waits for a decision."
    return say(args, {"ok": True, "notes": [msgspec.to_builtins(note) for note in found]}, text)


def _show(args: argparse.Namespace, conn: Connection) -> int:
    note = history.load(conn, "note", [args.show]).get(args.show)
    if note is None or args.show not in {flagged.note for flagged in note_reviews.undecided(conn, 10_000)}:
        return complain(args, _UNKNOWN)
    _note(conn, "note.show", args.show)
    texts = [note.text, *note.others]
    return say(args, {"ok": True, "note": note.id, "customer": note.customer, "texts": texts}, "\n\n".join(texts))


def _day(ms: int) -> str:
    return dt.datetime.fromtimestamp(ms / 1000, dt.UTC).date().isoformat()
