"""``clienteling-headoffice office-role``: what people of head office may do at its console."""

from __future__ import annotations

import argparse
import sys

from sqlalchemy import Connection, select

from clienteling.domain.ids import is_id
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.console import people
from headoffice.console.duties import DUTIES, OFFICE_ROLES
from headoffice.console.people import Person, Refused, Told
from headoffice.db.engine import reading, writing
from headoffice.db.tables import stores


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``office-role`` takes. Who it is is read from standard input: never arguments."""
    duties = "; ".join(f"{role}: {', '.join(duties) or 'no pages'}" for role, duties in DUTIES.items())
    parser.description = (
        f"give: a role at the console, or another one in its place ({duties}). Three lines are read from standard "
        "input: the name, the value of the claim that names company accounts, and their account on the machines of "
        "head office if they have one (else an empty line): by it they count as one person wherever two are needed. "
        "take-away: the person ID may do nothing from their next request on. list: who has which role."
    )
    parser.add_argument("what", choices=["give", "take-away", "list"])
    parser.add_argument("id", nargs="?", default="", metavar="ID", help="take-away: of the person")
    parser.add_argument("--role", choices=OFFICE_ROLES, help="give: which")
    parser.add_argument(
        "--store", action="append", default=[], metavar="CODE", help="give: of the region of a regional; repeat it"
    )


def run(args: argparse.Namespace) -> int:
    """Do what is said. Raises ``DatabaseProblem``."""
    if args.what == "give" and not args.role:
        return complain(args, f"Say which role: --role {', '.join(OFFICE_ROLES)}.")
    if args.what == "take-away" and not is_id(args.id):
        return complain(args, "An identifier of 32 hexadecimal digits is needed. See: office-role list")
    told = _told(args) if args.what == "give" else None
    try:
        with opened(args) as engine:
            if told is not None:
                with writing(engine) as conn:
                    person = people.give(conn, told, now_ms())
                return say(args, {"ok": True, "person": person.id}, f"{person.id} has the role {person.role} now.")
            if args.what == "take-away":
                with writing(engine) as conn:
                    people.take_away(conn, args.id, now_ms())
                return say(args, {"ok": True, "person": args.id}, "Taken away. What they have open ends.")
            with reading(engine) as conn:
                return _list(args, conn)
    except Refused as problem:
        return complain(args, str(problem))


def _told(args: argparse.Namespace) -> Told:
    lines: list[str] = []
    for asked in ("Name", "Company account", "Account on head office's machines (empty: none)"):
        if sys.stdin.isatty():
            print(f"{asked}: ", end="", flush=True, file=sys.stderr)
        lines.append(sys.stdin.readline().strip())
    name, account, login = lines
    return Told(name, account, login, args.role, tuple(dict.fromkeys(args.store)))


def _list(args: argparse.Namespace, conn: Connection) -> int:
    codes = {row.id: row.code for row in conn.execute(select(stores.c.id, stores.c.code))}
    found = people.listed(conn)
    answer = [{"id": one.id, "name": one.name, "role": one.role, "stores": _codes(one, codes)} for one in found]
    text = "\n".join(f"{one.id}  {one.role}  {one.name}  {' '.join(_codes(one, codes))}".rstrip() for one in found)
    return say(args, {"ok": True, "people": answer}, text or "Nobody has a role.")


def _codes(person: Person, codes: dict[str, str]) -> list[str]:
    return sorted(codes[store] for store in person.stores)
