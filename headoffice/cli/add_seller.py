"""``clienteling-headoffice add-seller``: somebody who works in a store, with the PIN they sign in with."""

from __future__ import annotations

import argparse
import getpass
import sys

from msgspec.structs import replace
from sqlalchemy import Connection, select

from clienteling.domain import pin as pins
from clienteling.domain import text
from clienteling.domain.catalogue import Seller
from clienteling.domain.errors import Rejected
from clienteling.domain.ids import new_id
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.db.tables import preference_defs, sellers, stores
from headoffice.profile import history
from headoffice.sync.feed import publish
from headoffice.sync.pins import HASHER

LANGUAGES = ("en", "es", "pt_BR")


class _Refused(Exception):
    """The message says what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``add-seller`` takes. Name and PIN are read from standard input: never arguments."""
    parser.description = (
        "Add a seller, or give one a new PIN: what is not given stays as it is. Two lines are read from standard "
        "input: the name as shown on the tile, and the PIN of six digits."
    )
    parser.add_argument("--store", required=True, help="code of the store")
    parser.add_argument("--manager", action=argparse.BooleanOptionalAction, help="a store manager, or no longer one")
    parser.add_argument("--language", choices=LANGUAGES, help="language of the seller")


def run(args: argparse.Namespace) -> int:
    """Add the seller. Raises ``DatabaseProblem``."""
    try:
        name, pin = _name(), _pin()
        with opened(args) as engine, writing(engine) as conn:
            seller = _save(conn, args, name, pin)
    except (_Refused, Rejected) as problem:
        return complain(args, str(problem))
    answer = {"ok": True, "seller": seller.id, "name": seller.name}
    return say(args, answer, f"{seller.name} can sign in after the next exchange.")


def _name() -> str:
    if sys.stdin.isatty():
        print("Name: ", end="", flush=True, file=sys.stderr)
    name = text.clean(sys.stdin.readline(), 120, what="The name")
    if not name:
        raise _Refused("A seller needs a name. Give it as the first line on standard input.")
    return name


def _pin() -> str:
    pin = getpass.getpass("PIN (six digits): ") if sys.stdin.isatty() else sys.stdin.readline()
    pin = pin.strip()
    if not pins.well_formed(pin):
        raise _Refused("A PIN has exactly six digits. Give it as the second line on standard input.")
    if pins.weak(pin):
        raise _Refused("This PIN is easily guessed. Choose one without runs and repetitions.")
    return pin


def _save(conn: Connection, args: argparse.Namespace, name: str, pin: str) -> Seller:
    store = conn.execute(select(stores.c.id).where(stores.c.code == args.store)).scalar()
    if store is None:
        known = ", ".join(conn.execute(select(stores.c.code).order_by(stores.c.code).limit(20)).scalars())
        raise _Refused(f"No store has this code. Known codes: {known or 'none yet, make one with add-store'}.")
    query = select(sellers.c.id).where(sellers.c.store_id == store, sellers.c.name == name)
    held_id = conn.execute(query).scalar()
    held: Seller | None = history.load(conn, "seller", [held_id], lock=True)[held_id] if held_id else None
    seller = replace(
        held or Seller(new_id(), name, store),
        active=True,
        pin_verifier=HASHER.hash(pin),
        version=(held.version if held else 0) + 1,
        **_given(args),
    )
    touched = history.save(conn, "seller", [seller])
    publish(conn, [*touched, *_starting_preferences(conn)])
    details = {"given": ",".join(sorted({"pin", *_given(args)})), "role": seller.role}
    what = by_command("seller.alter" if held else "seller.add", "seller", seller.id, details, store=store)
    append(conn, [what], now_ms())
    return seller


def _given(args: argparse.Namespace) -> dict[str, str]:
    said = {"language": args.language}
    if args.manager is not None:
        said["role"] = "manager" if args.manager else "seller"
    return {name: value for name, value in said.items() if value}


def _starting_preferences(conn: Connection) -> list[tuple[str, str, str, int]]:
    """A company that has no taxonomy of preferences yet begins with ours, to be changed as it likes."""
    if conn.execute(select(preference_defs.c.id).limit(1)).first() is not None:
        return []
    from headoffice.sample.taxonomy import definitions

    return [*history.save(conn, "preference_def", definitions())]
