"""``clienteling-headoffice flagged-notes``: notes that touch a sensitive topic, to be kept or removed; also what
sellers said about two profiles being one person's.
"""

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
from headoffice.merges import reviews as merge_reviews
from headoffice.merges.requests import Request
from headoffice.profile import history, note_reviews
from headoffice.sync.feed import publish

_UNKNOWN = "No note to decide about has this identifier. List them with: clienteling-headoffice flagged-notes"

_KINDS = {"note": "", "merge": "(two profiles) "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``flagged-notes`` takes."""
    parser.description = (
        "Without options: list the notes, and what sellers said about two profiles, that touch a sensitive topic (see "
        "sensitive-words) and were not decided about, oldest first, without their words."
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
    about_two = merge_reviews.flagged(conn, note_id)
    if about_two is not None:
        _decide_about_two(conn, about_two, keep=bool(args.keep))
    elif not (note_reviews.keep(conn, note_id, now_ms()) if args.keep else _removed(conn, note_id)):
        return complain(args, _UNKNOWN)
    said = "kept" if args.keep else "removed"
    _note(conn, "note.keep" if args.keep else "note.remove", note_id, about_two)
    return say(args, {"ok": True, said: note_id}, f"{note_id} is {said}.")


def _decide_about_two(conn: Connection, request: Request, *, keep: bool) -> None:
    if keep:
        merge_reviews.keep(conn, request.id, now_ms())
    else:
        publish(conn, merge_reviews.remove(conn, request))


def _removed(conn: Connection, note_id: str) -> bool:
    touched = note_reviews.remove(conn, note_id)
    if touched:
        publish(conn, touched)
    return bool(touched)


def _note(conn: Connection, action: Action, note_id: str, about_two: Request | None) -> None:
    if about_two is None:
        act = by_command(action, "note", note_id)
    else:
        act = by_command(action, "customer", about_two.customer, {"request": note_id})
    append(conn, [act], now_ms())


def _list(args: argparse.Namespace, conn: Connection) -> int:
    both = [*note_reviews.undecided(conn, args.limit), *merge_reviews.undecided(conn, args.limit)]
    found = sorted(both, key=lambda each: (each.found_at, each.note))[: args.limit]
    lines = [f"{note.note}  {_day(note.found_at)}  {_KINDS[note.kind]}{', '.join(note.topics)}" for note in found]
    text = "\n".join(lines) or "No note waits for a decision."
    return say(args, {"ok": True, "notes": [msgspec.to_builtins(note) for note in found]}, text)


def _show(args: argparse.Namespace, conn: Connection) -> int:
    about_two = merge_reviews.flagged(conn, args.show)
    note = history.load(conn, "note", [args.show]).get(args.show)
    if about_two is not None:
        customer, texts = about_two.customer, [about_two.text]
    elif note is None or args.show not in {flagged.note for flagged in note_reviews.undecided(conn, 10_000)}:
        return complain(args, _UNKNOWN)
    else:
        customer, texts = note.customer, [note.text, *note.others]
    _note(conn, "note.show", args.show, about_two)
    answer = {"ok": True, "note": args.show, "customer": customer, "texts": texts}
    return say(args, answer, "\n\n".join(texts))


def _day(ms: int) -> str:
    return dt.datetime.fromtimestamp(ms / 1000, dt.UTC).date().isoformat()
