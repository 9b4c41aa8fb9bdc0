"""``clienteling-headoffice rights``: what customers ask for: to see everything, to take it along, to be erased."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine, select

from clienteling.domain.ids import is_id
from headoffice.audit.log import Action, Detail, append
from headoffice.audit.who import NoPerson, by_command, person
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import devices
from headoffice.rights import access, erasing, portable, receipts, requests
from headoffice.rights.ledger import HELP, BadLedger, ErasureLedger, ledger_path
from headoffice.rights.requests import KINDS, Refused, Request
from headoffice.rights.words import LANGUAGES

_NEEDS_ID = {"ask", "agree", "refuse", "carry-out", "standing"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``rights`` takes."""
    parser.description = (
        "ask: write down what a customer (ID) asks for: --kind access (everything we hold, as PDF and JSON), "
        "portability (what they told and did, as JSON and CSV) or erasure. agree: a second person agrees to the "
        "request ID, from an account of their own. refuse: it is not followed. carry-out: do it, by one of the two; "
        "files go into --out. standing: which tablets have confirmed an erasure. list: what is open, the day it is "
        "due first."
    )
    parser.add_argument("what", choices=["ask", "agree", "refuse", "carry-out", "standing", "list"])
    parser.add_argument("id", nargs="?", default="", metavar="ID", help="of the customer (ask), else of the request")
    parser.add_argument("--kind", choices=KINDS, help="ask: for what")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="carry-out: a new folder for the files")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="carry-out: of the paper (default: en)")
    parser.add_argument("--all", action="store_true", help="list: what was closed too")
    parser.add_argument("--erasures", type=Path, metavar="FILE", help=HELP)
    parser.add_argument("--yes", action="store_true", help="carry-out: do not ask again before erasing")


def run(args: argparse.Namespace) -> int:
    """Do what is said. Raises ``DatabaseProblem``."""
    if args.what in _NEEDS_ID and not is_id(args.id):
        return complain(args, "An identifier of 32 hexadecimal digits is needed.")
    if args.what == "ask" and not args.kind:
        return complain(args, f"Say what the customer asks for: --kind {', '.join(KINDS)}.")
    try:
        with opened(args) as engine:
            if args.what == "list":
                return _list(args, engine)
            if args.what == "standing":
                return _standing(args, engine)
            if args.what == "carry-out":
                return _carry_out(args, engine)
            request = _step(args, engine)
    except (NoPerson, Refused) as problem:
        return complain(args, str(problem))
    return say(args, {"ok": True, "request": _told(request)}, _line(request))


def _step(args: argparse.Namespace, engine: Engine) -> Request:
    who, now = person(), now_ms()
    with writing(engine) as conn:
        if args.what == "ask":
            request = requests.ask(conn, args.kind, args.id, who, now)
        elif args.what == "agree":
            request = requests.agree(conn, args.id, who, now)
        else:
            request = requests.refuse(conn, args.id, who, now)
        actions: dict[str, Action] = {"ask": "rights.ask", "agree": "rights.agree", "refuse": "rights.refuse"}
        details = {"kind": request.kind, "request": request.id}
        append(conn, [by_command(actions[args.what], "customer", request.customer, details)], now)
    return request


def _list(args: argparse.Namespace, engine: Engine) -> int:
    with reading(engine) as conn:
        found = requests.listed(conn, everything=args.all)
    text = "\n".join(_line(request) for request in found) or "Nobody has asked for anything."
    return say(args, {"ok": True, "requests": [_told(request) for request in found]}, text)


def _standing(args: argparse.Namespace, engine: Engine) -> int:
    with reading(engine) as conn:
        requests.load(conn, args.id)
        held = receipts.standing(conn, args.id)
        d = devices.c
        found = select(d.id, d.name, d.last_seen_at).where(d.id.in_([*held.waiting, *held.locked])).order_by(d.name)
        names = {row.id: (row.name, row.last_seen_at) for row in conn.execute(found)}
    lines = [f"{held.confirmed} of {held.tablets} tablets have confirmed it."]
    lines += [f"waiting: {names[eid][0]}, last seen {_moment(names[eid][1])} ({eid})" for eid in held.waiting]
    lines += [f"locked out before it did: {names[eid][0]} ({eid})" for eid in held.locked]
    return say(args, {"ok": True, **msgspec.structs.asdict(held)}, "\n".join(lines))


def _moment(ms: int) -> str:
    return dt.datetime.fromtimestamp(ms / 1000, dt.UTC).strftime("%Y-%m-%d %H:%M UTC") if ms else "never"


def _told(request: Request) -> dict[str, Any]:
    return {**msgspec.structs.asdict(request), "state": request.state, "due": request.due.isoformat()}


def _line(request: Request) -> str:
    who = f"customer {request.customer}" if request.customer else "a customer who was erased"
    return f"{request.id}  {request.kind}, {request.state}, due {request.due.isoformat()}: {who}"


def _carry_out(args: argparse.Namespace, engine: Engine) -> int:
    who = person()
    with writing(engine) as conn:  # locks for a moment only: what follows looks again
        request = requests.begin(conn, args.id, who)
    return _erase(args, engine, request, who) if request.kind == "erasure" else _export(args, engine, request, who)


def _erase(args: argparse.Namespace, engine: Engine, request: Request, who: str) -> int:
    if not args.yes:
        said = f"Erasing {request.customer}. There is no way back.\nType the identifier of the customer again: "
        print(said, end="", flush=True, file=sys.stderr)
        if sys.stdin.readline().strip() != request.customer:
            return complain(args, "This is not the same identifier. Nothing was erased.")
    try:
        customer, counts = erasing.carry_out(engine, request.id, who, ErasureLedger(ledger_path(args)))
    except (OSError, BadLedger) as error:
        why = getattr(error, "strerror", None) or error
        return complain(args, f"The list of erasures cannot be written: {why}. Nothing was erased.")
    told = ", ".join(f"{etype} {counts[etype]}" for etype in sorted(counts))
    answer = {"ok": True, "customer": customer, "erased": dict(counts)}
    return say(args, answer, f"Erased {customer}: {told}. Tablets follow with their next exchange.")


def _export(args: argparse.Namespace, engine: Engine, request: Request, who: str) -> int:
    if args.out is None:
        return complain(args, "Name a new folder for the files: --out FOLDER")
    now = now_ms()
    with reading(engine) as conn:
        held = access.gather(conn, request.customer, now)
    if held is None:
        return complain(args, "This customer is not there any more.")
    made = portable.files(held) if request.kind == "portability" else _papers(held, args.language)
    details: dict[str, Detail] = {"kind": request.kind, "request": request.id, "files": len(made)}
    with writing(engine) as conn:  # before anything is on the disk: whatever ends this, that it was begun stands there
        requests.begin(conn, request.id, who)
        append(conn, [by_command("rights.export_begin", "customer", request.customer, details)], now)
    try:
        _write(args.out, made)
    except OSError as error:
        return complain(args, f"The files cannot be written: {error.strerror}. Name a folder that does not exist yet.")
    with writing(engine) as conn:
        requests.begin(conn, request.id, who)
        requests.finish(conn, request.id, who, now)
        append(conn, [by_command("rights.export", "customer", request.customer, details)], now_ms())
    names = sorted(made)
    return say(args, {"ok": True, "files": names}, f"Written into {args.out}: {', '.join(names)}")


def _papers(held: access.Held, language: str) -> dict[str, bytes]:
    from headoffice.rights.paper import pdf  # loads what no other command needs

    told = {"ok": True, **msgspec.structs.asdict(held)}
    return {
        "everything.json": msgspec.json.format(msgspec.json.encode(told), indent=1),
        "everything.pdf": pdf(held, language, "everything.json"),
    }


def _write(folder: Path, made: dict[str, bytes]) -> None:
    """Only whoever runs the command can read it. Raises ``OSError`` when anything is there already."""
    folder.mkdir(mode=0o700)
    for name, content in made.items():
        path = folder / name
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(content)
