"""The threads that build snapshots in this process."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Callable

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from clienteling.domain.policy import TabletKind
from clienteling.wire.messages import Manifest
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.sync import snapshot
from headoffice.sync.heal import heal
from headoffice.sync.pull import Place, place_of

_log = logging.getLogger(__name__)

PATIENCE_SECONDS = 1.5
"""How long a request waits for a snapshot before it answers ``preparing``."""
_START_EVERY = 10
"""Looks at the database between two attempts to claim the work: the claim writes, looking does not."""


OnBuilt = Callable[[str, str, float, int], None]
"""Told of each build: scope, result (``ready``, ``given_up``, ``failed``), seconds, rows."""


def _ignore(_scope: str, _result: str, _seconds: float, _rows: int) -> None:
    pass


class Builders:
    """Starts builds and waits for them a little. Close it when the program ends."""

    def __init__(self, engine: Engine, on_built: OnBuilt = _ignore) -> None:
        self._engine = engine
        self._on_built = on_built
        self._stopped = threading.Event()
        self._threads: dict[tuple[str, TabletKind], threading.Thread] = {}
        self._lock = threading.Lock()

    def manifest(self, scope: str, kind: TabletKind = "shared") -> Manifest:
        """The snapshot that tablets of ``kind`` download ``scope`` from; ``preparing`` when it takes longer than
        ``PATIENCE_SECONDS``.
        """
        give_up = time.monotonic() + PATIENCE_SECONDS
        for attempt in itertools.count():
            with reading(self._engine) as conn:
                place = place_of(conn, scope, kind)
                found = snapshot.ready(conn, place, now_ms())
            if found:
                return found
            if attempt % _START_EVERY == 0:
                self._start(scope, place)
            if time.monotonic() > give_up or self._stopped.wait(0.05):
                return snapshot.preparing(place)
        raise AssertionError("counting never ends")  # pragma: no cover

    def _start(self, scope: str, place: Place) -> None:
        with self._lock:
            mine = self._threads.get((scope, place.kind))
            if (mine and mine.is_alive()) or self._stopped.is_set():
                return
            with writing(self._engine) as conn:
                claimed = snapshot.claim(conn, place, now_ms())
            if claimed:
                name = f"snapshot-{place.scope_id}-{place.kind}"
                thread = threading.Thread(target=self._build, args=(scope, place.kind, claimed), name=name)
                self._threads[scope, place.kind] = thread
                thread.start()

    def _build(self, scope: str, kind: TabletKind, snapshot_id: str) -> None:
        began, result, rows = time.monotonic(), "failed", 0
        try:
            rows = self._whole(scope, kind, snapshot_id)
            result = "ready"
        except snapshot.Lost:
            _log.info("snapshot.given_up", extra={"facts": {"scope": scope}})
            result = "given_up"
        except (SQLAlchemyError, snapshot.Incomplete):
            # The next request begins again; whoever looks at the log sees why.
            _log.exception("snapshot.failed", extra={"facts": {"scope": scope}})
        finally:
            self._on_built(scope, result, time.monotonic() - began, rows)

    def _whole(self, scope: str, kind: TabletKind, snapshot_id: str) -> int:
        """Build it; once more when entities were missing, which are healed in between."""
        try:
            return snapshot.build(self._engine, scope, snapshot_id, kind=kind, stopped=self._stopped.is_set)
        except snapshot.Incomplete as found:
            heal(self._engine, found.missing)
        with reading(self._engine) as conn:
            place = place_of(conn, scope, kind)
        with writing(self._engine) as conn:
            again = snapshot.claim(conn, place, now_ms())
        if again is None:
            raise snapshot.Lost
        return snapshot.build(self._engine, scope, again, kind=kind, stopped=self._stopped.is_set)

    def close(self) -> None:
        """Stop building and wait until the threads have ended."""
        self._stopped.set()
        for thread in list(self._threads.values()):
            thread.join()
