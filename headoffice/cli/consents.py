"""``clienteling-headoffice consents``: what customers said about being contacted, and that nobody changed it."""

from __future__ import annotations

import argparse
import datetime
from typing import Any

from clienteling.domain.contact_rules import CHANNELS, PURPOSES
from clienteling.domain.ids import is_id
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.consents import confirming, gate, receipts
from headoffice.db.engine import reading, writing

BROKEN = NOT_NOW = 1
_SAID = {
    "missing": "is missing",
    "altered": "was altered",
    "unlinked": "does not follow the one before it",
    "head": "is the last one, but the end of the chain says otherwise",
    "profile": "is not what stands in the profile",
    "evidence": "has lost what proves it, or that was changed",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``consents`` takes."""
    parser.description = (
        "verify: follow every customer's chain of receipts, compare it with the profile and with what proves it, and "
        "name the first receipt that is not as it was written. show ID: the receipts of a customer. Exit code 0: "
        "whole, or shown; 1: somebody changed something; 2: it could not be done. pending: every yes that the customer "
        "must confirm, with the token for it; nothing is sent from here. confirm TOKEN: the customer did. "
        "may-contact ID: whether a customer may be contacted now; whatever sends something asks this first (exit code "
        "0: yes; 1: no, with the reason). All but that is written into the audit log."
    )
    parser.add_argument("what", choices=["verify", "show", "pending", "confirm", "may-contact"])
    parser.add_argument("id", nargs="?", default="", metavar="ID", help="of a customer; confirm: a token")
    parser.add_argument("--purpose", choices=PURPOSES, default="marketing", help="may-contact: what for (marketing)")
    parser.add_argument("--channel", choices=CHANNELS, default="email", help="may-contact: by which means (email)")


def run(args: argparse.Namespace) -> int:
    """Do one of them. Raises ``DatabaseProblem``."""
    if (args.what in {"show", "confirm", "may-contact"}) != bool(args.id):
        return complain(args, "show and may-contact need the ID of a customer, confirm a token, the others none.")
    return _DO[args.what](args)


def _pending(args: argparse.Namespace) -> int:
    now = now_ms()
    with opened(args) as engine, writing(engine) as conn:
        held = confirming.waiting(conn, now)
        append(conn, [by_command("consents.pending", "office", details={"shown": len(held)})], now)
    lines = [f"{each.customer}  {each.purpose}  {each.channel}  {each.token}" for each in held]
    return say(args, {"ok": True, "pending": held}, "\n".join(lines) or "Nothing is to be confirmed.")


def _confirm(args: argparse.Namespace) -> int:
    now = now_ms()
    try:
        with opened(args) as engine, writing(engine) as conn:
            customer, state = confirming.confirm(conn, args.id, now)
            append(conn, [by_command("consents.confirm", "customer", customer, {"state": state})], now)
    except confirming.CannotConfirm as problem:
        return complain(args, str(problem))
    return say(args, {"ok": True, "state": state}, _CONFIRMED if state == "granted" else _TAKEN_BACK)


def _verify(args: argparse.Namespace) -> int:
    with opened(args) as engine:
        with reading(engine) as conn:
            found = receipts.verify(conn)
        broken = found.broken
        details = {"found": broken.why if broken else "whole", "receipts": found.receipts}
        with writing(engine) as conn:
            append(conn, [by_command("consents.verify", "office", details=details)], now_ms())
    if broken:
        said = f"Receipt {broken.seq} of customer {broken.customer} {_SAID[broken.why]}."
        answer = {"ok": False, "error": said, "customer": broken.customer, "receipt": broken.seq, "why": broken.why}
        say(args, answer, said)
        return BROKEN
    counts = {"customers": found.customers, "receipts": found.receipts, "wordless": found.wordless}
    said = f"Whole: {found.receipts:,} receipts of {found.customers:,} customers."
    emptied = f" {found.forgotten:,} were emptied because nobody needs them any more." if found.forgotten else ""
    said += f" Of {found.wordless:,} it is not known what was shown.{emptied}"
    return say(args, {"ok": True, **counts, "forgotten": found.forgotten}, said)


def _show(args: argparse.Namespace) -> int:
    if not is_id(args.id):
        return complain(args, "This is not the ID of a customer. See: find.")
    with opened(args) as engine:
        with reading(engine) as conn:
            held = receipts.of_customer(conn, args.id)
        with writing(engine) as conn:
            details = {"shown": len(held)}
            append(conn, [by_command("consents.show", "customer", args.id, details)], now_ms())
    return say(args, {"ok": True, "receipts": held}, "\n".join(map(_line, held)) or "Nothing was ever said.")


def _may_contact(args: argparse.Namespace) -> int:
    with opened(args) as engine, reading(engine) as conn:
        found = gate.may_contact(conn, args.id, args.purpose, args.channel, now_ms())
    if found is None:
        return complain(args, "This is not the ID of a customer. See: find.")
    allowed = not found.why
    answer = {"ok": True, "allowed": allowed, "why": found.why, "contacts": found.contacts}
    say(args, answer, "Yes." if allowed else f"No: {_WHY[found.why]}.")
    return 0 if allowed else NOT_NOW


_DO = {"may-contact": _may_contact, "verify": _verify, "show": _show, "pending": _pending, "confirm": _confirm}
_WHY = {
    "suppressed": "every address or number of theirs is of somebody who was erased",
    "unknown": "they were never asked",
    "pending": "they have not confirmed it yet",
    "withdrawn": "they said no",
    "expired": "they allowed it too long ago",
    "quiet": "where they live it is too early, too late or a rest day",
    "often": "they were contacted often lately",
    "missing": "no address or number of theirs is known",
}
_CONFIRMED = "Confirmed: it is allowed now."
_TAKEN_BACK = "Written down. It was taken back since, so nothing is allowed."


_PROOFS = {"": "wording not known", receipts.OLDER_APP: "without wording, older app"}


def _line(receipt: dict[str, Any]) -> str:
    if receipt["forgotten_at"]:
        return f"{receipt['seq']:>4}  emptied: it counts no more, and nobody needs to prove it"
    said = datetime.datetime.fromtimestamp(receipt["by_at"] / 1000, datetime.UTC)
    notice = " ".join(filter(None, (receipt["notice"], receipt["notice_version"], receipt["language"])))
    proof = _PROOFS.get(receipt["wording"], f"wording {receipt['wording'][:12]}")
    parts = (receipt["purpose"], receipt["channel"], receipt["state"], receipt["method"], notice, proof)
    return f"{receipt['seq']:>4}  {said:%Y-%m-%d %H:%M}  " + "  ".join(filter(None, parts))
