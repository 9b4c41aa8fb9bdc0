"""``clienteling-headoffice consents``: what customers said about being contacted, and that nobody changed it."""

from __future__ import annotations

import argparse
import datetime
from typing import Any

from clienteling.domain.ids import is_id
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.consents import receipts
from headoffice.db.engine import reading, writing

BROKEN = 1
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
        "whole, or shown; 1: somebody changed something; 2: it could not be done. Both are written into the audit log."
    )
    parser.add_argument("what", choices=["verify", "show"])
    parser.add_argument("id", nargs="?", default="", metavar="ID", help="of a customer")


def run(args: argparse.Namespace) -> int:
    """Verify or show. Raises ``DatabaseProblem``."""
    if (args.what == "show") != bool(args.id):
        return complain(args, "show needs the ID of a customer, verify takes none.")
    return _show(args) if args.what == "show" else _verify(args)


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
    answer = {"ok": True, "customers": found.customers, "receipts": found.receipts, "wordless": found.wordless}
    said = f"Whole: {found.receipts:,} receipts of {found.customers:,} customers."
    return say(args, answer, f"{said} Of {found.wordless:,} it is not known what was shown.")


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


def _line(receipt: dict[str, Any]) -> str:
    said = datetime.datetime.fromtimestamp(receipt["by_at"] / 1000, datetime.UTC)
    notice = " ".join(filter(None, (receipt["notice"], receipt["notice_version"], receipt["language"])))
    proof = f"wording {receipt['wording'][:12]}" if receipt["wording"] else "wording not known"
    parts = (receipt["purpose"], receipt["channel"], receipt["state"], receipt["method"], notice, proof)
    return f"{receipt['seq']:>4}  {said:%Y-%m-%d %H:%M}  " + "  ".join(filter(None, parts))
