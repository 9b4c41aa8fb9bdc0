"""Which tablets were copies of which."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select

from headoffice.db.sync_tables import device_keys, devices


def replicas_of(conn: Connection, device: Row[Any]) -> frozenset[str]:
    """The replica ids under which this tablet has worked: its own and those it was split from."""
    found = {device.replica_id}
    while device.split_from:
        device = conn.execute(select(devices).where(devices.c.id == device.split_from)).one()
        if device.replica_id in found:
            break
        found.add(device.replica_id)
    return frozenset(found)


def worked_under(conn: Connection, device: Row[Any], told: frozenset[str]) -> frozenset[str]:
    """``replicas_of``, and of the names ``told`` with their keys (it was enrolled anew) those under which no tablet of
    another store works.
    """
    own = replicas_of(conn, device)
    if not (more := told - own):
        return own
    k, d = device_keys.c, devices.c
    others = select(k.replica_id).join(devices, d.id == k.device_id)
    elsewhere = others.where(k.replica_id.in_(more), d.store_id != device.store_id)
    return own | (more - set(conn.execute(elsewhere).scalars()))


def family(conn: Connection, device_id: str) -> list[str]:
    """A device and all that were split from it, at whatever remove."""
    found = fresh = [device_id]
    while fresh:
        fresh = list(conn.execute(select(devices.c.id).where(devices.c.split_from.in_(fresh))).scalars())
        found = found + fresh
    return found


def root_of(conn: Connection, device_id: str) -> str:
    """The device that this one and all its copies came from."""
    seen: set[str] = set()
    while device_id not in seen:
        seen.add(device_id)
        device_id = conn.execute(select(devices.c.split_from).where(devices.c.id == device_id)).scalar() or device_id
    return device_id
