"""``clienteling-headoffice merge``: two profiles of one person: what sellers asked, to agree or to refuse."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from sqlalchemy import Engine

from clienteling.domain.ids import is_id
from clienteling.domain.policy import ROLES
from clienteling.domain.same_person import REASONS, REFUSALS
from headoffice.audit.log import append
from headoffice.audit.who import NoPerson, by_command, person
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.merges import carrying, requests
from headoffice.merges.carrying import Refused
from headoffice.merges.requests import Request


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``merge`` takes."""
    parser.description = (
        "list: what waits. ask: write down that the customers ID and --other are one person. approve: the request ID "
        "is right, and the profile --stays takes in the other one, for good; whoever asked by command cannot agree. "
        "refuse: they stay apart. roles: which sellers may agree on their tablet, for customers of their store: those "
        "named by --roles from then on."
    )
    parser.add_argument("what", choices=["list", "ask", "approve", "refuse", "roles"])
    parser.add_argument("id", nargs="?", default="", metavar="ID", help="of the customer (ask), else of the request")
    parser.add_argument("--other", default="", metavar="ID", help="ask: the other customer")
    parser.add_argument("--reason", choices=REASONS, default="customer_said", help="ask: why")
    parser.add_argument("--stays", default="", metavar="ID", help="approve: the customer whose profile stays")
    parser.add_argument("--why", choices=REFUSALS, default="two_people", help="refuse: why")
    parser.add_argument("--roles", nargs="*", choices=ROLES, metavar="ROLE", help=f"roles: {', '.join(ROLES)}")
    parser.add_argument("--all", action="store_true", help="list: what was closed too")


def run(args: argparse.Namespace) -> int:
    """Do what is said. Raises ``DatabaseProblem``."""
    needed = {"ask": (args.id, args.other), "approve": (args.id, args.stays), "refuse": (args.id,)}
    if not all(map(is_id, needed.get(args.what, ()))):
        return complain(args, "An identifier of 32 hexadecimal digits is needed. See --help.")
    try:
        with opened(args) as engine:
            if args.what == "list":
                return _list(args, engine)
            return _roles(args, engine) if args.what == "roles" else _step(args, engine)
    except (NoPerson, Refused) as problem:
        return complain(args, str(problem))


def _list(args: argparse.Namespace, engine: Engine) -> int:
    with reading(engine) as conn:
        found = requests.listed(conn, everything=args.all)
    text = "\n".join(map(_line, found)) or "Nobody waits for an answer."
    return say(args, {"ok": True, "requests": [requests.told(request) for request in found]}, text)


def _line(request: Request) -> str:
    day = dt.datetime.fromtimestamp(request.by.at / 1000, dt.UTC).date().isoformat()
    stays = f", {request.stayed} stayed" if request.stayed else ""
    words = f"\n    {request.text}" if request.text else ""
    told = f"{request.state}, {day}, {request.reason}: {request.customer} and {request.other}{stays}"
    return f"{request.id}  {told}{words}"


def _roles(args: argparse.Namespace, engine: Engine) -> int:
    if args.roles is None:
        with reading(engine) as conn:
            held = requests.roles(conn)
        return say(args, {"ok": True, "roles": held}, ", ".join(held) or "No seller may agree on a tablet.")
    wanted = tuple(dict.fromkeys(args.roles))
    with writing(engine) as conn:
        requests.set_roles(conn, wanted)
        append(conn, [by_command("merge.set", "policy", details={"roles": ",".join(wanted)})], now_ms())
    return say(args, {"ok": True, "roles": wanted}, f"From now on: {', '.join(wanted) or 'no seller'}.")


def _step(args: argparse.Namespace, engine: Engine) -> int:
    who, now = person(), now_ms()
    answer: dict[str, Any]
    with writing(engine) as conn:
        if args.what == "ask":
            request = carrying.ask(conn, args.id, args.other, args.reason, who, now)
            answer, text = {"request": requests.told(request)}, _line(request)
        elif args.what == "refuse":
            carrying.leave_apart(conn, args.id, args.why, who, now)
            answer, text = {"request": args.id}, "They stay apart."
        else:
            made = carrying.carry_out(conn, args.id, args.stays, who, now)
            answer = {"stays": made.customer.id, "goes": made.alias.id, "lost": len(made.lost)}
            text = f"{made.alias.id} is {made.customer.id} from now on. Tablets follow with their next exchange."
    return say(args, {"ok": True, **answer}, text)
