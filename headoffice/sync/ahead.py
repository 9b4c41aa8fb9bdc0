"""Laying out ahead: where there is a code to enrol a tablet, one is about to come, and finds all it needs ready.

One store after the other, and only what its first tablet would have asked for. Every worker looks; who builds is
decided in the database, as ever.
"""

from __future__ import annotations

import logging
import threading
import time

from sqlalchemy import Connection, Engine, func, select

from clienteling.domain.policy import TabletKind
from headoffice.clock import now_ms
from headoffice.db.engine import asking, reading, writing
from headoffice.db.sync_tables import enrol_codes
from headoffice.sync import images
from headoffice.sync.builders import Builders
from headoffice.sync.presses import Presses
from headoffice.sync.pull import place_of
from headoffice.sync.scopes import ids_of, names_for

_log = logging.getLogger(__name__)
EVERY_SECONDS = 5.0
"""How often to look for codes."""
AGAIN_SECONDS = 600.0
"""When to look again at a store for which everything was ready, or asked for; or which took longer than this."""
FAILED_SECONDS = 60.0
"""When to try a store again where something failed: the others' turns come meanwhile."""


class Ahead:
    """The thread that sees to it while the service runs. Close it when the program ends, before what it uses."""

    def __init__(self, engine: Engine, builders: Builders, presses: Presses) -> None:
        self._engine = engine
        self._builders = builders
        self._presses = presses
        self._seen_to: dict[tuple[str, TabletKind], float] = {}
        self._waited: dict[tuple[str, TabletKind], float] = {}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="ahead")
        self._thread.start()

    def _watch(self) -> None:
        while not self._stopped.wait(EVERY_SECONDS):
            try:
                self.once()
            except Exception:  # noqa: BLE001 - nothing would be laid out ahead until the next start
                _log.exception("ahead.failed")

    def once(self) -> None:
        """See to the next store that waits for a tablet. Whatever it raises, that store's turn comes again later."""
        now = time.monotonic()
        self._seen_to = {which: until for which, until in self._seen_to.items() if until > now}
        with asking(self._engine) as conn:
            stores = expected(conn, now_ms())
        self._waited = {which: since for which, since in self._waited.items() if which in stores}
        for store, kind in stores:
            if self._stopped.is_set():
                return
            if (store, kind) in self._seen_to:
                continue
            since = self._waited.setdefault((store, kind), now)
            # Until it turned out well: one that fails every time is not to hold up the others for ever.
            self._seen_to[store, kind] = now + FAILED_SECONDS
            if not self._lay_out(store, kind) and now - since < AGAIN_SECONDS:
                del self._seen_to[store, kind]
                return  # what it needs is being built: the others' turn comes after
            del self._waited[store, kind]
            self._seen_to[store, kind] = now + AGAIN_SECONDS

    def _lay_out(self, store: str, kind: TabletKind) -> bool:
        """Have everything made; False as long as its snapshots are not there."""
        scopes = names_for(store)
        with reading(self._engine) as conn:
            places = [place_of(conn, scope, kind) for scope in scopes]
        if sum(place.row_count for place in places) < images.WORTH_ROWS:
            return True
        if not all(place.scope_id for place in places):  # its first tablet would be enrolled into them
            with writing(self._engine) as conn:
                ids_of(conn, scopes)
        manifests = [self._builders.manifest(scope, kind) for scope in scopes]
        if any(manifest.state != "ready" for manifest in manifests):
            return False
        ids = [manifest.snapshot_id for manifest in manifests]
        with reading(self._engine) as conn:
            what = images.wanted(conn, scopes, kind, manifests[0].epoch, ids)
        if what is not None:
            self._presses.find(what)
        return True

    def close(self) -> None:
        """Stop and wait."""
        self._stopped.set()
        self._thread.join()


def expected(conn: Connection, now: int) -> list[tuple[str, TabletKind]]:
    """The stores with a code that is still good, and the kind of tablet it is for; the latest code first."""
    c = enrol_codes.c
    good = select(c.store_id, c.kind).where(c.used_at == 0, c.expires_at > now).group_by(c.store_id, c.kind)
    rows = conn.execute(good.order_by(func.max(c.created_at).desc(), c.store_id, c.kind)).all()
    return [(row.store_id, row.kind) for row in rows]
