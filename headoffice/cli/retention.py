"""``clienteling-headoffice retention``: what is older than it is kept."""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter

import msgspec
from sqlalchemy import Engine

from headoffice.audit.log import Detail, append
from headoffice.audit.who import by_command, operator, person_of
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.rights import requests, retention

_MOST_DAYS, _MOST_MONTHS = 36_500, 240
_KINDS = (*retention.RULES, retention.PROOFS, retention.INACTIVE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``retention`` takes."""
    parser.description = (
        "Without options: count what is older than it is kept, and touch nothing. --apply deletes it, here and on "
        "every tablet, and asks for the erasure of customers not heard of for long (a second person agrees: rights). "
        f"Kinds: {', '.join(_KINDS)}. Orders are kept. --recent-months says how long after a purchase a customer stays "
        "on the tablets of that store."
    )
    parser.add_argument("--apply", action="store_true", help="delete what is counted; run it daily")
    parser.add_argument(
        "--set",
        action="append",
        type=_setting,
        default=[],
        metavar="KIND=DAYS",
        help="keep a kind so long; 0: for ever",
    )
    parser.add_argument(
        "--recent-months",
        type=_months,
        metavar="MONTHS",
        help="who bought in a store is on its tablets for so long; longer where it is their home or in a client book",
    )


def _months(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed[:6]) <= _MOST_MONTHS:
        raise argparse.ArgumentTypeError(f"1 to {_MOST_MONTHS} months are possible")
    return int(typed)


def _setting(typed: str) -> tuple[str, int]:
    kind, _, days = typed.partition("=")
    if kind not in _KINDS or not days.isascii() or not days.isdigit() or int(days) > _MOST_DAYS:
        raise argparse.ArgumentTypeError(f"a kind and 0 to {_MOST_DAYS:,} days are needed, for example notes=730")
    if kind == retention.PROOFS and 0 < int(days) < retention.PROOFS_LEAST:
        raise argparse.ArgumentTypeError(f"{kind} must be kept for {retention.PROOFS_LEAST} days at least")
    return kind, int(days)


def run(args: argparse.Namespace) -> int:
    """Count, set or delete. Raises ``DatabaseProblem``."""
    if args.apply and (args.set or args.recent_months):
        return complain(args, "Set first, look at what would go, then --apply.")
    now = now_ms()
    with opened(args) as engine:
        if args.set or args.recent_months:
            _set(engine, dict(args.set), args.recent_months, now)
        with reading(engine) as conn:
            found, months = retention.look(conn, now), retention.recent_months(conn)
        gone = _apply(engine, now) if args.apply else {}
    kinds = [msgspec.to_builtins(each) for each in found]
    answer = {"ok": True, "applied": args.apply, "kinds": kinds, "recent_months": months}
    lines = [_line(each) for each in found if each.count] or ["Nothing is older than it is kept."]
    head = [f"Deleted: {sum(gone.values())}."] if args.apply else ["Nothing was touched. This would go with --apply:"]
    stay = f"Who bought in a store is on its tablets for {months} months, or longer for another reason."
    return say(args, {**answer, "deleted": gone}, "\n".join([*head, *lines, stay]))


def _set(engine: Engine, days: dict[str, int], months: int | None, now: int) -> None:
    details: dict[str, Detail] = dict(days)
    with writing(engine) as conn:
        if days:
            retention.set_days(conn, days)
        if months:
            retention.set_recent_months(conn, months)
            details["recent_months"] = months
        append(conn, [by_command("retention.set", "office", details=details)], now)


def _line(found: retention.Found) -> str:
    day = dt.datetime.fromtimestamp(found.before / 1000, dt.UTC).date().isoformat()
    return f"{found.count:>8}  {found.says}, before {day} ({found.kind}, {found.days} days)"


def _apply(engine: Engine, now: int) -> dict[str, int]:
    gone: Counter[str] = Counter()
    for kind, count in retention.apply(engine, now):
        gone[kind] += count
    with writing(engine) as conn:
        days = retention.days_of(conn)[retention.INACTIVE]
        for customer in retention.inactive(conn, now - days * retention.DAY_MS) if days else ():
            requests.ask(conn, "erasure", customer, person_of(operator()), now)
        append(conn, [by_command("retention.apply", "office", details=dict(gone))], now)
    return dict(gone)
