"""``clienteling-headoffice add-store``: a store, which tablets, sellers and customers belong to."""

from __future__ import annotations

import argparse
import re
import zoneinfo

from msgspec.structs import replace
from phonenumbers import SUPPORTED_REGIONS
from sqlalchemy import Connection, select

from clienteling.domain import text
from clienteling.domain.catalogue import Store
from clienteling.domain.errors import Rejected
from clienteling.domain.ids import new_id
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.db.tables import stores
from headoffice.profile import history
from headoffice.sync.feed import publish


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``add-store`` takes."""
    parser.description = (
        "Add a store, or change one: what is not given stays as it is. A new one needs a name, a country and a time "
        "zone."
    )
    parser.add_argument("--code", required=True, type=_code, help="short and for good: capitals, digits, - (MAD1)")
    parser.add_argument("--name", help="as shown to people")
    parser.add_argument("--city")
    parser.add_argument("--country", type=_country, help="two letters, for example ES")
    parser.add_argument("--time-zone", type=_zone, metavar="ZONE", help="for example Europe/Madrid")
    parser.add_argument("--currency", type=_currency, help="three letters (default for a new store: EUR)")


def _code(typed: str) -> str:
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9-]{0,11}", typed):
        raise argparse.ArgumentTypeError("1 to 12 capitals, digits and - are possible")
    return typed


def _country(typed: str) -> str:
    if (code := typed.upper()) not in SUPPORTED_REGIONS:
        raise argparse.ArgumentTypeError("a country code of two letters is needed, for example ES")
    return code


def _zone(typed: str) -> str:
    # A machine without the database knows none: then whatever looks like a name may be one.
    known = zoneinfo.available_timezones()
    if not (typed in known if known else re.fullmatch(r"[A-Za-z_]+(/[A-Za-z0-9_+-]+)*", typed)):
        raise argparse.ArgumentTypeError("a name of the time zone database is needed, for example Europe/Madrid")
    return typed


def _currency(typed: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", code := typed.upper()):
        raise argparse.ArgumentTypeError("a currency code of three letters is needed, for example EUR")
    return code


def run(args: argparse.Namespace) -> int:
    """Add or change the store. Raises ``DatabaseProblem``."""
    try:
        given = _given(args)
        with opened(args) as engine, writing(engine) as conn:
            store, new = _save(conn, args.code, given)
    except Rejected as problem:
        return complain(args, problem.sentence)
    except _Missing:
        return complain(args, "A new store needs --name, --country and --time-zone.")
    done = "was added" if new else "was changed"
    answer = {"ok": True, "store": store.id, "code": store.code, "name": store.name, "added": new}
    return say(args, answer, f"{store.code} {done}. A tablet: clienteling-headoffice enrol-code --store {store.code}")


class _Missing(Exception):
    """A new store of which not enough is said."""


def _given(args: argparse.Namespace) -> dict[str, str]:
    said = {
        "name": text.clean(args.name or "", 80, what="The name"),
        "city": text.clean(args.city or "", 80, what="The city"),
        "country": args.country,
        "timezone": args.time_zone,
        "currency": args.currency,
    }
    return {name: value for name, value in said.items() if value}


def _save(conn: Connection, code: str, given: dict[str, str]) -> tuple[Store, bool]:
    held_id = conn.execute(select(stores.c.id).where(stores.c.code == code)).scalar()
    if held_id is None and not {"name", "country", "timezone"} <= given.keys():
        raise _Missing
    held: Store = history.load(conn, "store", [held_id], lock=True)[held_id] if held_id else Store(new_id(), code, "")
    store = replace(held, **given)
    publish(conn, history.save(conn, "store", [store]))
    details = {"given": ",".join(sorted(given))}
    made = by_command("store.alter" if held_id else "store.add", "store", store.id, details, store=store.id)
    append(conn, [made], now_ms())
    return store, held_id is None
