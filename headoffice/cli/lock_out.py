"""``clienteling-headoffice lock-out``: a tablet that was lost or stolen is refused from now on."""

from __future__ import annotations

import argparse
import re

from sqlalchemy import Connection, Row, select

from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.db.sync_tables import devices
from headoffice.sync.devices import revoke

_ID = re.compile(r"[0-9a-f]{12,32}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``lock-out`` takes."""
    parser.description = (
        "Refuse a tablet from now on, and every copy that was split from it. What waits on it is not lost, but cannot "
        "be sent until it is enrolled anew."
    )
    parser.add_argument(
        "device", metavar="ID", help="id of the tablet as status tells it, or its first 12 digits or more"
    )


def run(args: argparse.Namespace) -> int:
    """Lock it out. Raises ``DatabaseProblem``."""
    with opened(args) as engine, writing(engine) as conn:
        found = _find(conn, args.device.lower())
        if len(found) != 1:
            several = "Several tablets begin so. Give more of the id." if found else "There is no such tablet."
            return complain(args, f"{several} clienteling-headoffice status names them.")
        revoke(conn, found[0].id, now_ms())
        device = found[0].id
        append(conn, [by_command("device.lock_out", "device", device, device=device)], now_ms())
    answer = {"ok": True, "device": found[0].id, "name": found[0].name}
    return say(args, answer, f"{found[0].name} ({found[0].id}) is locked out.")


def _find(conn: Connection, typed: str) -> list[Row[tuple[str, str]]]:
    if not _ID.fullmatch(typed):
        return []
    query = select(devices.c.id, devices.c.name).where(devices.c.id.startswith(typed, autoescape=True)).limit(2)
    return list(conn.execute(query))
