"""How tablets get their rows: by a finished replica or by chunks. Kept for the figures; nothing depends on it."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Engine, update
from starlette.background import BackgroundTask

from headoffice.db.engine import writing
from headoffice.db.sync_tables import devices
from headoffice.sync.devices import Device

Way = Literal["offered", "image", "fell_back", "chunks"]
"""``offered``: it was told of an image, and has not had it whole. ``image``: it has. ``fell_back``: it loads chunks all
the same. ``chunks``: there was none for it.
"""


def went(engine: Engine, device: Device, way: Way) -> BackgroundTask | None:
    """Write down which way a tablet goes, once it has its answer; None when that is known."""
    return BackgroundTask(_keep, engine, device.id, way) if device.download != way else None


def by_chunks(engine: Engine, device: Device) -> BackgroundTask | None:
    """The same, of a tablet that asks for a chunk."""
    return went(engine, device, "fell_back") if device.download in ("offered", "image") else None


def _keep(engine: Engine, device_id: str, way: Way) -> None:
    with writing(engine) as conn:
        conn.execute(update(devices).where(devices.c.id == device_id).values(download=way))
