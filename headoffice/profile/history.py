"""History and catalogue: everything that travels but the profiles. Thousands at once with a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, delete, select, update

from clienteling.domain.history import RemovedInteraction
from headoffice.db.bulk import among, chunks, insert_rows
from headoffice.db.epoch import version_after
from headoffice.profile.rows import columns
from headoffice.profile.shapes import SHAPES, Children, Shape

Touched = tuple[str, str, str, int]
"""What ``sync.feed.publish`` takes: entity type, id, ``put`` or ``del``, version."""


def load(conn: Connection, etype: str, ids: Collection[str], *, lock: bool = False) -> dict[str, Any]:
    """The entities of ``ids`` by id; those that do not exist are left out. ``KeyError`` for a type that is not known.

    ``lock`` keeps other writers away from them until the transaction ends (taken in ascending id).
    """
    return {eid: entity for eid, (entity, _) in _load(conn, SHAPES[etype], ids, lock=lock).items()}


def is_gone(entity: Any) -> bool:
    """Whether only head office still holds this: its author took it back."""
    return isinstance(entity, RemovedInteraction)


def of_customer(conn: Connection, etype: str, customer_id: str, latest: int | None = None) -> list[Any]:
    """Every entity of a history type that belongs to one customer, oldest first; only so many of the ``latest``."""
    table = SHAPES[etype].table
    at = table.c.at if "at" in table.c else table.c.by_at
    query = select(table.c.id).where(table.c.customer_id == customer_id).order_by(at.desc(), table.c.id.desc())
    ids = conn.execute(query.limit(latest)).scalars().all()
    found = load(conn, etype, ids)
    return [found[eid] for eid in reversed(ids)]


def save(
    conn: Connection, etype: str, entities: Iterable[Any], *, locked: Mapping[str, Any] | None = None, least: int = 0
) -> list[Touched]:
    """Write new and changed entities; tell those that changed anything, ready for ``sync.feed.publish``.

    The version kept is the entity's own if that is higher than the stored one, else the stored one plus one; ``least``
    (``db.epoch.least_version``) if that is below it.
    ``locked``: what ``load`` with ``lock`` found of them in this transaction (entities that carry their version).
    """
    shape = SHAPES[etype]
    touched: list[Touched] = []
    for run in chunks(list({entity.id: entity for entity in entities}.values())):
        if locked is None:
            held = _load(conn, shape, [entity.id for entity in run], lock=True)
        else:
            held = {eid: (entity, entity.version) for eid, entity in locked.items()}
        inserts: list[tuple[Any, int]] = []
        updates: list[tuple[Any, int]] = []
        for entity in run:
            old, stored = held.get(entity.id, (None, 0))
            said = getattr(entity, "version", 0)
            # What an operation was told is its version is written down, even when a second one undid the first.
            if old is not None and said <= stored and _same(old, entity):
                continue
            version = max(said, version_after(stored, least))
            (inserts if old is None else updates).append((entity, version))
            touched.append((etype, entity.id, "del" if is_gone(entity) else "put", version))
        insert_rows(conn, shape.table, shape.names, [(*shape.write(entity), version) for entity, version in inserts])
        _update(conn, shape, updates)
        if shape.children:
            _save_children(conn, shape.children, [e for e, _ in inserts], [e for e, _ in updates])
    return touched


def remove(conn: Connection, etype: str, ids: Collection[str]) -> list[Touched]:
    """Delete entities for good; tell those that existed, ready for ``sync.feed.publish``."""
    shape = SHAPES[etype]
    held = _load(conn, shape, ids, lock=True)
    conn.execute(delete(shape.table).where(among(conn, shape.table.c.id, held)))
    return [(etype, eid, "del", version + 1) for eid, (_, version) in held.items()]


def _load(conn: Connection, shape: Shape, ids: Collection[str], *, lock: bool = False) -> dict[str, tuple[Any, int]]:
    """Id -> (entity, stored version)."""
    found: dict[str, tuple[Any, int]] = {}
    table = shape.table
    for run in chunks(sorted(set(ids))):
        query = select(*columns(table, *shape.names)).where(among(conn, table.c.id, run)).order_by(table.c.id)
        rows = conn.execute(query.with_for_update() if lock else query).all()
        children = _load_children(conn, shape.children, run) if shape.children and rows else {}
        for row in rows:
            found[row[0]] = (shape.read(row, children.get(row[0], [])), row[-1])
    return found


def _load_children(conn: Connection, children: Children, ids: Sequence[str]) -> dict[str, list[Any]]:
    parent = children.table.c[children.names[0]]
    query = select(*columns(children.table, *children.names)).where(among(conn, parent, ids))
    found: dict[str, list[Any]] = defaultdict(list)
    for row in conn.execute(query.order_by(parent, children.table.c[children.order_by])).all():
        found[row[0]].append(children.read(row[1:]))
    return found


def _same(old: Any, new: Any) -> bool:
    return bool(old == (replace(new, version=old.version) if hasattr(new, "version") else new))


def _update(conn: Connection, shape: Shape, updates: Sequence[tuple[Any, int]]) -> None:
    if not updates:
        return
    table = shape.table
    names = [f"k_{name}" if name == "id" else name for name in shape.names]
    statement = update(table).where(table.c.id == bindparam("k_id"))
    rows = [dict(zip(names, (*shape.write(entity), version), strict=True)) for entity, version in updates]
    conn.execute(statement.values({name: bindparam(name) for name in shape.names[1:]}), rows)


def _save_children(conn: Connection, children: Children, new: Sequence[Any], changed: Sequence[Any]) -> None:
    if changed:
        parent = children.table.c[children.names[0]]
        conn.execute(delete(children.table).where(among(conn, parent, [entity.id for entity in changed])))
    rows = [(entity.id, *row) for entity in (*new, *changed) for row in children.write(entity)]
    insert_rows(conn, children.table, children.names, rows)
