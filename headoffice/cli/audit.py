"""``clienteling-headoffice audit``: whether the audit log is whole, and what stands in it."""

from __future__ import annotations

import argparse
import datetime
import re
from typing import Any

from sqlalchemy import Engine

from headoffice.audit.chain import Broken, Noted, Walked
from headoffice.audit.log import append, entries, head_of, verify
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing

BROKEN = 1
_MOST = 100_000
_SAID = {
    "missing": "is missing",
    "altered": "was altered",
    "unlinked": "does not follow the entry before it",
    "surplus": "does not belong there",
    "head": "is the last one, but the end of the log says otherwise",
    "not_as_noted": "is not the one that was noted down",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``audit`` takes."""
    parser.description = (
        "verify: follow the chain of the audit log and name the first entry that is not as it was written. show: the "
        "latest entries. Exit code 0: whole, or shown; 1: the log was tampered with; 2: it could not be done. Both are "
        "themselves written into the log."
    )
    parser.add_argument("what", choices=["verify", "show"])
    parser.add_argument(
        "--expect", type=_noted, metavar="SEQ:HASH", help="verify: number and hash of an entry, as noted down elsewhere"
    )
    parser.add_argument("--subject", default="", metavar="ID", help="show: only about this customer, tablet or seller")
    parser.add_argument("--actor", default="", metavar="WHO", help="show: only by this seller, tablet or account")
    parser.add_argument("--since", type=_day, default=0, metavar="YYYY-MM-DD", help="show: not before this day (UTC)")
    parser.add_argument("--limit", type=_limit, default=1_000, help="show: at most so many (default 1,000)")


def _noted(typed: str) -> Noted:
    if not re.fullmatch(r"[0-9]{1,15}:[0-9a-f]{64}", typed):
        raise argparse.ArgumentTypeError("a number, a colon and a hash of 64 hexadecimal digits are needed")
    seq, _, digest = typed.partition(":")
    return Noted(int(seq), digest)


def _day(typed: str) -> int:
    day = datetime.datetime.fromisoformat(typed)
    return int(day.replace(tzinfo=day.tzinfo or datetime.UTC).timestamp() * 1000)


_day.__name__ = "YYYY-MM-DD"  # argparse shows it


def _limit(typed: str) -> int:
    if not 1 <= (number := int(typed)) <= _MOST:
        raise ValueError
    return number


_limit.__name__ = f"number from 1 to {_MOST:,}"


def run(args: argparse.Namespace) -> int:
    """Verify or show. Raises ``DatabaseProblem``."""
    with opened(args) as engine:
        if args.what == "show":
            return _show(args, engine)
        with reading(engine) as conn:
            walked = verify(conn, args.expect)
        if walked.broken:
            return _tell_broken(args, engine, walked, walked.broken)
        _note(engine, walked)
        with reading(engine) as conn:
            head = head_of(conn) or Noted(0, "")
    answer = {"ok": True, "entries": walked.entries, "head": f"{head.seq}:{head.hash}"}
    said = f"The audit log is whole: {walked.entries:,} entries. To note down elsewhere: {head.seq}:{head.hash}"
    return say(args, answer, said)


def _tell_broken(args: argparse.Namespace, engine: Engine, walked: Walked, broken: Broken) -> int:
    _note(engine, walked)
    said = f"Entry {broken.seq} {_SAID[broken.why]}. The {walked.entries:,} entries before the fault hold."
    answer = {"ok": False, "error": said, "entry": broken.seq, "why": broken.why, "entries": walked.entries}
    say(args, answer, said)
    return BROKEN


def _note(engine: Engine, walked: Walked) -> None:
    found = walked.broken.why if walked.broken else "whole"
    act = by_command("audit.verify", "audit", details={"found": found, "entries": walked.entries})
    with writing(engine) as conn:
        if head_of(conn):  # without it nothing can be added, and that was just said
            append(conn, [act], now_ms())


def _show(args: argparse.Namespace, engine: Engine) -> int:
    with reading(engine) as conn:
        found = entries(conn, subject=args.subject, actor=args.actor, since=args.since, limit=args.limit)
    details = {"shown": len(found), "by_actor": bool(args.actor)}
    act = by_command("audit.show", "audit", args.subject, details)
    try:
        with writing(engine) as conn:
            append(conn, [act], now_ms())
    except ValueError:
        return complain(args, "This is not an identifier of anything.")
    return say(args, {"ok": True, "entries": found}, "\n".join(map(_line, found)) or "Nothing is known of this.")


def _line(entry: dict[str, Any]) -> str:
    moment = datetime.datetime.fromtimestamp(entry["at"] / 1000, datetime.UTC)
    about = f"{entry['subject_type']} {entry['subject']}".strip()
    more = " ".join(f"{key}={value}" for key, value in entry["details"].items())
    said = (entry["action"], entry["actor"], entry["role"], entry["store"], about, entry["reason"], more)
    return f"{entry['seq']:>6}  {moment:%Y-%m-%d %H:%M:%S}  " + "  ".join(filter(None, said))
