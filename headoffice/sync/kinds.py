"""What a tablet may hold is changed: what it holds of customers was rendered for another kind. It downloads anew."""

from __future__ import annotations

from collections.abc import Collection

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
    d = devices.c
    held = conn.execute(select(d.store_id, d.kind, d.floors).where(d.id == device_id).with_for_update()).one()
    if held.kind == kind:
        return False
    floors = _raised(conn, held.store_id, kind, _floors(held.floors))
    conn.execute(update(devices).where(d.id == device_id).values(kind=kind, floors=_stored(floors)))
    return True


def go_on_from(conn: Connection, device_id: str, former: Collection[str]) -> None:
    """A tablet was the devices ``former`` before it was enrolled as this one, and holds what it downloaded as these:
    what of it was rendered for another kind is to be downloaded anew. Call inside ``writing``.

    Which of these it was last is not known: one of another kind, however long ago, costs a download too many.
    """
    d = devices.c
    mine = select(d.store_id, d.kind, d.floors).where(d.id == device_id)
    held = conn.execute(mine.with_for_update()).one()
    before = conn.execute(select(d.kind, d.floors).where(d.id.in_(former))).all()
    floors = _floors(held.floors)
    for row in before:  # they were made another kind while the tablet was away
        for scope, floor in _floors(row.floors).items():
            floors[scope] = max(floor, floors.get(scope, 0))
    if any(row.kind != held.kind for row in before):
        floors = _raised(conn, held.store_id, held.kind, floors)
    conn.execute(update(devices).where(d.id == device_id).values(floors=_stored(floors)))


def _floors(stored: str) -> dict[int, int]:
    return msgspec.json.decode(stored, type=dict[int, int])


def _stored(floors: dict[int, int]) -> str:
    return msgspec.json.encode(floors).decode()


def _raised(conn: Connection, store: str, kind: TabletKind, floors: dict[int, int]) -> dict[int, int]:
    """The floors of a tablet of ``kind`` that must not go on from any position it may have."""
    h, raised = scope_head.c, dict(floors)
    numbers = ids_of(conn, [name for name in names_for(store) if name != COMPANY])
    for scope in sorted(numbers.values()):  # counters are taken in this order by all
        on = update(scope_head).where(h.scope_id == scope).values(head=h.head + 1).returning(h.head)
        raised[scope] = conn.execute(on).scalar_one()
    # A download prepared before ends below the new floor.
    conn.execute(delete(snapshots).where(snapshots.c.scope_id.in_(numbers.values()), snapshots.c.kind == kind))
    return raised
