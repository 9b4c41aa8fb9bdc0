"""Tablets to measure with: enrolled, on disk, encrypted, speaking to a service over a socket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.offices import Office, Service
from clienteling.platform.clock import SystemClock
from clienteling.store.tablet import Tablet
from clienteling.sync.engine import Engine
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.sync.link import Link
from clienteling.wire.credentials import Credentials

KEY = bytes(range(32))


class Till:
    """An enrolled tablet and its way to head office."""

    def __init__(self, directory: Path, credentials: Credentials, fence: str) -> None:
        self.credentials = credentials
        self.tablet = Tablet(directory, KEY)
        self.tablet.journal.save(credentials, fence)
        self.head_office = HttpHeadOffice(credentials, "1.0")
        replica, journal = self.tablet.replica, self.tablet.journal
        self.link = Link(self.head_office, replica, journal, SystemClock(), credentials.replica_id)
        self.engine = Engine(self.head_office, replica, journal, SystemClock(), credentials.replica_id)

    def close(self) -> None:
        """Close files and connections."""
        self.head_office.close()
        self.tablet.close()


@contextmanager
def till(directory: Path, office: Office, service: Service, store: str) -> Iterator[Till]:
    """A new tablet of a store, with its files in ``directory``."""
    me, key, standing = office.enrol(store)
    place = (me.store, me.company)
    credentials = Credentials(service.address, me.device_id, me.replica_id, key, *place, standing=standing)
    made = Till(directory, credentials, me.fence)
    try:
        yield made
    finally:
        made.close()
