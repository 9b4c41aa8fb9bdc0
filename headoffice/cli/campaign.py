"""``clienteling-headoffice campaign``: messages to many, proposed by one person and approved by another."""

from __future__ import annotations

import argparse
import csv
import os
import tempfile
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine

from clienteling.domain.contact_rules import CHANNELS as ALL_CHANNELS
from clienteling.domain.contact_rules import PURPOSES
from clienteling.domain.ids import is_id
from clienteling.domain.message_run import CHANNELS
from headoffice.audit.log import Action, Detail, append
from headoffice.audit.who import NoPerson, by_command, person
from headoffice.campaigns import addressees, requests
from headoffice.campaigns.addressees import Found
from headoffice.campaigns.requests import GOOD_HOURS, MOST_HOURS, Campaign, Refused
from headoffice.campaigns.segments import Segment
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.insight.rfm import BANDS
from headoffice.sources.rows import escaped

MOST_BYTES = 1 << 16


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``campaign`` takes."""
    parser.description = (
        "propose: what is to be sent, to whom. approve: a second person agrees to the campaign ID, from an account of "
        "their own. refuse: it is not sent. export: write those who may be contacted now into a new file for what "
        "sends, once for each approval; they count as contacted. list, show: what there is."
    )
    parser.add_argument("what", choices=["propose", "approve", "refuse", "export", "list", "show"])
    parser.add_argument("id", nargs="?", default="", metavar="ID", help="of the campaign")
    parser.add_argument("--name", default="", help="propose: what it is called")
    parser.add_argument(
        "--text", type=Path, metavar="FILE", help="propose: what is written; $name and $store are filled in"
    )
    parser.add_argument("--channel", choices=CHANNELS, help="propose: by which way")
    parser.add_argument(
        "--purpose", choices=PURPOSES, default="marketing", help="propose: what for (default: marketing)"
    )
    parser.add_argument(
        "--store", action="append", default=[], metavar="CODE", help="propose: at home there; repeat it"
    )
    parser.add_argument("--tier", default="", help="propose: of this loyalty tier")
    parser.add_argument("--bought-since", default="", metavar="DAY", help="propose: last bought on this day or later")
    parser.add_argument("--bought-before", default="", metavar="DAY", help="propose: last bought before this day")
    parser.add_argument("--seller", default="", metavar="ID", help="propose: in the client book of this seller")
    parser.add_argument("--allows", choices=ALL_CHANNELS, default="", help="propose: who also allows this way")
    parser.add_argument(
        "--birthday-month", type=int, choices=range(1, 13), default=0, metavar="N", help="propose: born in this month"
    )
    parser.add_argument(
        "--band", action="append", default=[], choices=BANDS, help="propose: of this band of value; repeat it"
    )
    parser.add_argument(
        "--rank-from", default="", metavar="R-F-M", help="propose: of this rank or better in each figure"
    )
    parser.add_argument("--rank-to", default="", metavar="R-F-M", help="propose: of this rank or less in each figure")
    parser.add_argument(
        "--hours",
        type=int,
        default=GOOD_HOURS,
        help=f"approve: good for so long (default {GOOD_HOURS}, at most {MOST_HOURS})",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="export: a new file, as CSV")


def run(args: argparse.Namespace) -> int:
    """Do what is said. Raises ``DatabaseProblem``."""
    if args.what not in {"propose", "list"} and not is_id(args.id):
        return complain(args, "An identifier of 32 hexadecimal digits is needed.")
    try:
        with opened(args) as engine:
            if args.what == "list":
                return _list(args, engine)
            if args.what == "export":
                return _export(args, engine)
            if args.what == "show":
                with reading(engine) as conn:
                    held = requests.load(conn, args.id)
            else:
                held = _propose(args, engine) if args.what == "propose" else _decide(args, engine)
    except (NoPerson, Refused) as problem:
        return complain(args, str(problem))
    said = f"{_line(held)}\nMeant: {_meant(held)}\n\n{held.text}" if args.what == "show" else _line(held)
    return say(args, {"ok": True, "campaign": _told(held)}, said)


def _propose(args: argparse.Namespace, engine: Engine) -> Campaign:
    if args.text is None or args.channel is None:
        raise Refused("Say what is written and by which way: --text FILE --channel CHANNEL")
    who, now = person(), now_ms()
    with writing(engine) as conn:
        held = requests.propose(
            conn, args.name, _text(args.text), args.channel, args.purpose, tuple(args.store), _segment(args), who, now
        )
        append(conn, [by_command("campaign.propose", "office", details=requests.details(held))], now)
    return held


def _segment(args: argparse.Namespace) -> Segment:
    """What is said about whom it is meant for, but for the stores."""
    return Segment(
        tier=args.tier,
        bought_since=args.bought_since,
        bought_before=args.bought_before,
        seller=args.seller,
        allows=args.allows,
        birthday_month=args.birthday_month,
        bands=tuple(dict.fromkeys(args.band)),
        rank_from=args.rank_from,
        rank_to=args.rank_to,
    )


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise Refused("The text is larger than 64 KiB.")
        return body.decode()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise Refused(f"The text cannot be read: {why}.") from error


def _decide(args: argparse.Namespace, engine: Engine) -> Campaign:
    who, now = person(), now_ms()
    action: Action = "campaign.approve" if args.what == "approve" else "campaign.refuse"
    with writing(engine) as conn:
        if args.what == "approve":
            held = requests.approve(conn, args.id, who, now, args.hours)
        else:
            held = requests.refuse(conn, args.id, who, now)
        append(conn, [by_command(action, "office", details=requests.details(held))], now)
    return held


def _export(args: argparse.Namespace, engine: Engine) -> int:
    if args.out is None or args.out.exists():
        return complain(args, "Name a new file for the addressees: --out FILE")
    who, now = person(), now_ms()
    with reading(engine) as conn:
        meant = requests.load(conn, args.id)
        requests.check_approved(meant, now)
        found = addressees.find(conn, meant, now)
    try:
        # Its name is in place only once everything else is done; nobody else can read it before that either.
        handle, beside = tempfile.mkstemp(prefix=".campaign-", dir=args.out.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file, writing(engine) as conn:
                found = _hand_out(conn, args.id, who, found)
                _write(csv.writer(file, lineterminator="\r\n"), found)
                file.flush()
                os.fsync(file.fileno())
            os.link(beside, args.out)
        finally:
            Path(beside).unlink()
    except OSError as error:
        return complain(args, f"The file cannot be written: {error.strerror}. Name one that does not exist yet.")
    answer = {"ok": True, "addressees": len(found.lines), "left_out": dict(sorted(found.left_out.items()))}
    told = ", ".join(f"{why} {n}" for why, n in sorted(found.left_out.items())) or "nobody"
    return say(args, answer, f"{len(found.lines)} addressees written. Left out: {told}.")


def _hand_out(conn: Connection, campaign_id: str, who: str, before: Found) -> Found:
    """Use the approval up for those of ``before`` who may still be contacted, now that nobody can change them."""
    now = now_ms()
    held = requests.begin_export(conn, campaign_id, who, now)
    found = addressees.find_again(conn, held, before, now)
    addressees.note(conn, held, found, now)
    details: dict[str, Detail] = {**requests.details(held), "addressees": len(found.lines)}
    details |= {f"left_out_{why}": n for why, n in sorted(found.left_out.items())}
    append(conn, [by_command("campaign.export", "office", details=details)], now)
    return found


def _write(table: object, found: Found) -> None:
    writer = table
    writer.writerow(addressees.Line.__struct_fields__)  # type: ignore[attr-defined]  # csv names no type of its own
    for line in found.lines:
        writer.writerow([escaped(cell) for cell in msgspec.structs.astuple(line)])  # type: ignore[attr-defined]


def _list(args: argparse.Namespace, engine: Engine) -> int:
    with reading(engine) as conn:
        found = requests.listed(conn)
    text = "\n".join(_line(held) for held in found) or "Nothing was proposed."
    return say(args, {"ok": True, "campaigns": [_told(held) for held in found]}, text)


def _told(held: Campaign) -> dict[str, object]:
    told = msgspec.structs.asdict(held)
    segment = msgspec.structs.asdict(told.pop("segment"))
    return {**told, **segment, "state": held.state(now_ms())}


def _meant(held: Campaign) -> str:
    """Whom it is meant for, for whoever approves."""
    asked = held.segment.conditions()
    homes = len(held.segment.stores)
    told = [f"{name.replace('_', ' ')} {_words(value)}" for name, value in asked.items() if name != "stores"]
    return "; ".join([f"at home in {homes} stores"] * bool(homes) + told) or "everybody"


def _words(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _line(held: Campaign) -> str:
    return f"{held.id}  {held.state(now_ms())}  {held.channel}, {held.purpose}: {held.name}"
