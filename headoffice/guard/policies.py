"""The policy in force (``domain.policy``): read by whatever leaves to a tablet, changed by command."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, delete, insert, select

from clienteling.domain.ids import new_id
from clienteling.domain.policy import ROLE_OF, Policy, TabletKind, check
from clienteling.domain.sight import View
from headoffice.audit.log import Detail, append
from headoffice.audit.who import by_command, operator
from headoffice.db.sync_tables import snapshots
from headoffice.db.tables import policies, policy_versions
from headoffice.profile import history
from headoffice.sync.feed import give_up_positions, publish


@lru_cache(maxsize=8)
def _read(document: str) -> Policy:
    return msgspec.json.decode(document, type=Policy)


def in_force(conn: Connection) -> Policy:
    """The policy as it is now."""
    v = policy_versions.c
    document = conn.execute(select(v.document).order_by(v.version.desc()).limit(1)).scalar()
    return _read(document) if document else Policy()


def view_of(conn: Connection, kind: TabletKind) -> View:
    """What tablets of this kind may hold."""
    policy = in_force(conn)
    return View.of(policy.levels[ROLE_OF[kind]])


def put_in_force(conn: Connection, wanted: Policy, now: int) -> Policy:
    """Make ``wanted`` the policy from now on; the one in force when it says the same already.

    When tablets may hold something else than before, they download what they hold of customers anew. Raises ``Unfit``.
    Call inside ``writing``; it publishes, so it is the last thing to do.
    """
    check(wanted)
    held_id = conn.execute(select(policies.c.id)).scalar()
    # Locked: one command after the other.
    held = history.load(conn, "policy", [held_id], lock=True)[held_id] if held_id else Policy()
    same = replace(wanted, id=held.id, version=held.version)
    if same == held:
        return Policy() if held_id is None else same
    new = replace(same, id=held.id or new_id(), version=held.version + 1)
    touched = history.save(conn, "policy", [new])
    document = msgspec.json.encode(new).decode()
    row = {"version": new.version, "at": now, "actor": operator(), "document": document}
    conn.execute(insert(policy_versions).values(row))
    others = [kind for kind, role in ROLE_OF.items() if held.levels[role] != new.levels[role]]
    if others:
        give_up_positions(conn)
        conn.execute(delete(snapshots))
    publish(conn, touched, now=now)
    details: dict[str, Detail] = {"version": new.version, "tablets": ",".join(others)}
    append(conn, [by_command("policy.set", "policy", new.id, details)], now)
    return new
