"""What a tablet may hold is changed: what it holds of customers was rendered for another kind. It downloads anew."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete, select, update

from clienteling.domain.policy import TabletKind
from headoffice.db.sync_tables import devices, scope_head, snapshots
from headoffice.sync.scopes import COMPANY, ids_of, names_for


def change_kind(conn: Connection, device_id: str, kind: TabletKind) -> bool:
    """Make a tablet one of ``kind``; whether it was not. Call inside ``writing``.

    Its cursors lose their meaning in the scopes that hold customers: the heads of these go on by one, to where its own
    floor is from now on. To other tablets that is an empty page.
    """
    d, h = devices.c, scope_head.c
    held = conn.execute(select(d.store_id, d.kind, d.floors).where(d.id == device_id).with_for_update()).one()
    if held.kind == kind:
        return False
    floors = msgspec.json.decode(held.floors, type=dict[int, int])
    numbers = ids_of(conn, [name for name in names_for(held.store_id) if name != COMPANY])
    for scope in sorted(numbers.values()):  # counters are taken in this order by all
        raised = update(scope_head).where(h.scope_id == scope).values(head=h.head + 1).returning(h.head)
        floors[scope] = conn.execute(raised).scalar_one()
    # A download prepared before ends below the new floor.
    conn.execute(delete(snapshots).where(snapshots.c.scope_id.in_(numbers.values()), snapshots.c.kind == kind))
    conn.execute(
        update(devices).where(d.id == device_id).values(kind=kind, floors=msgspec.json.encode(floors).decode())
    )
    return True
