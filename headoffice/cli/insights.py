"""``clienteling-headoffice insights``: how customers stand by what they bought."""

from __future__ import annotations

import argparse

import msgspec

from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.insight.scoring import Counts, score_all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``insights`` takes."""
    parser.description = (
        "Rank all customers by how lately, how often and for how much they bought, on all channels, and write the "
        "figures of those who stand elsewhere than before. The service does the same once a day. "
        "Whoever said no to personal advice has none."
    )
    parser.add_argument("--dry-run", action="store_true", help="only count: write nothing")


def run(args: argparse.Namespace) -> int:
    """Rank, write, tell how many. Raises ``DatabaseProblem``."""
    counts, now = Counts(), now_ms()
    with opened(args) as engine:
        for _ in score_all(engine, now, counts, dry=args.dry_run):
            pass
        if not args.dry_run:
            with writing(engine) as conn:
                append(conn, [by_command("insights.run", "office", details=msgspec.structs.asdict(counts))], now)
    answer = {"ok": True, "written": not args.dry_run, **msgspec.structs.asdict(counts)}
    what = "would change" if args.dry_run else "changed"
    return say(
        args,
        answer,
        f"{counts.customers:,} customers, {counts.ranked:,} ranked, {counts.objecting:,} who want no figures; "
        f"{counts.changed:,} {what}.",
    )
