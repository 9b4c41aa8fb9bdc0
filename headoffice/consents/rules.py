"""The contact rules in force (``domain.contact_rules``), published to every tablet."""

from __future__ import annotations

from msgspec.structs import replace
from sqlalchemy import Connection, select

from clienteling.domain.contact_rules import ContactRules, check
from clienteling.domain.ids import new_id
from headoffice.db.tables import contact_rules
from headoffice.profile import history
from headoffice.sync.feed import publish


def in_force(conn: Connection) -> ContactRules:
    """The rules as they are now: the company's, else ours."""
    held = conn.execute(select(contact_rules.c.id)).scalar()
    return history.load(conn, "contact_rules", [held])[held] if held else ContactRules()


def put_in_force(conn: Connection, wanted: ContactRules, now: int) -> ContactRules:
    """Make ``wanted`` the rules from now on. Raises ``Unfit``. Call inside ``writing``; it publishes."""
    check(wanted)
    held = in_force(conn)
    new = replace(wanted, id=held.id or new_id(), version=held.version)
    publish(conn, history.save(conn, "contact_rules", [new]), now=now)
    return in_force(conn)
