"""What must hold in between, after every exchange, complete or broken off: nobody is missing who never went away."""

from __future__ import annotations

from sqlalchemy import select

from clienteling.store.tables import customer, history, search_row
from headoffice.db.engine import reading
from headoffice.db.sync_tables import scope_feed, scopes
from tests.headoffice.tablet import NORTH, SOUTH
from tests.simulation.device import Device
from tests.simulation.model import Key
from tests.simulation.office import HeadOffice

_LISTED = "listed"
"""In the place of a type: what search lists."""


class Steady:
    """Remembers of each tablet what it has shown and head office has had in one of its scopes ever since."""

    def __init__(self, office: HeadOffice) -> None:
        self._office = office
        self._held: dict[Device, set[Key]] = {}

    def head_office_changed(self) -> None:
        """What a tablet's scopes no longer hold may go from it."""
        there = {store: self._of(store) for store in (NORTH, SOUTH)}
        self._held = {device: held & there[device.store] for device, held in self._held.items()}

    def forget(self, device: Device) -> None:
        """Its files were replaced, or damaged."""
        self._held.pop(device, None)

    def look(self, device: Device) -> None:
        """Raises ``AssertionError`` when something is missing."""
        shown = self._shown(device)
        missing = self._held.get(device, set()) - shown
        assert not missing, f"gone from a tablet, though never from its scopes: {sorted(missing)}"
        self._held[device] = shown & self._of(device.store)

    def _of(self, store: str) -> set[Key]:
        names = ("company", "shared", f"store:{store}")
        f = scope_feed.c
        query = select(f.etype, f.eid).join(scopes, scopes.c.id == f.scope_id)
        with reading(self._office.engine) as conn:
            keys = {(row.etype, row.eid) for row in conn.execute(query.where(scopes.c.name.in_(names), f.op == "put"))}
        entities = self._office.model.entities
        people = {key for key in keys if key[0] == "customer" and not entities[key].merged_into}
        return keys | {(_LISTED, eid) for _, eid in people}

    @staticmethod
    def _shown(device: Device) -> set[Key]:
        with device.tablet.replica.database.reading() as connection:
            people = connection.execute(select(customer.c.id)).scalars().all()
            parts = connection.execute(select(history.c.etype, history.c.id)).all()
            listed = connection.execute(select(search_row.c.id)).scalars().all()
        return {
            *(("customer", eid) for eid in people),
            *((row.etype, row.id) for row in parts),
            *((_LISTED, eid) for eid in listed),
        }
