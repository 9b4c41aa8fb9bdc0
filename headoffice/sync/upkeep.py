"""What must be done now and then: forget old tombstones and answers, move customers whose last purchase grew old.

Done once a day by whichever worker comes first; the claim is in the database.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from sqlalchemy import Connection, Engine, Table, delete, select, text, update
from sqlalchemy.exc import DBAPIError

from headoffice.clock import now_ms
from headoffice.db.bulk import CHUNK
from headoffice.db.engine import writing
from headoffice.db.sync_tables import device_alarms, enrol_codes, hub, op_ledger, scope_feed, scope_head, snapshots
from headoffice.db.tables import customers
from headoffice.sync.feed import publish
from headoffice.sync.snapshot import KEEP_MS

_log = logging.getLogger(__name__)

DAY_MS = 86_400_000
TOMBSTONE_DAYS = 180
"""How long a tablet may be away and still catch up; after that it downloads anew."""
LEDGER_DAYS = 400
"""How long an answer is remembered: longer than any outbox waits. Alarms as long."""
_FIRST_SECONDS, _EVERY_SECONDS = 60, 3_600
_PLACES = 2_000


def claim(conn: Connection, now: int) -> bool:
    """Whether it is time, and nobody else has begun."""
    done = conn.execute(update(hub).where(hub.c.upkeep_at <= now - DAY_MS).values(upkeep_at=now))
    return bool(done.rowcount)


def run(engine: Engine, now: int, stopped: Callable[[], bool] = lambda: False) -> None:
    """Do all of it in short transactions; ``stopped`` is asked between them."""
    while not stopped() and _ledger(engine, now):
        pass
    with writing(engine) as conn:
        scopes = conn.execute(select(scope_head.c.scope_id)).scalars().all()
        conn.execute(delete(enrol_codes).where(enrol_codes.c.expires_at < now - 30 * DAY_MS))
        conn.execute(delete(device_alarms).where(device_alarms.c.received_at < now - LEDGER_DAYS * DAY_MS))
        conn.execute(delete(snapshots).where(snapshots.c.state == "ready", snapshots.c.ready_at < now - KEEP_MS))
    for scope in scopes:
        while not stopped() and _tombstones(engine, scope, now):
            pass
    last = ""
    while not stopped() and (last := _places(engine, last, now)):
        pass


def _ledger(engine: Engine, now: int) -> bool:
    old = select(op_ledger.c.op_id).where(op_ledger.c.received_at < now - LEDGER_DAYS * DAY_MS).limit(CHUNK)
    with writing(engine) as conn:
        return _delete(conn, op_ledger, op_ledger.c.op_id.in_(old)) == CHUNK


def _tombstones(engine: Engine, scope: int, now: int) -> bool:
    """Forget a run of old tombstones. Whoever has not seen them yet must download anew: the floor rises over them."""
    f = scope_feed.c
    # That a customer was here once decides whether what was saved of them is taken: kept as long as an outbox may wait.
    lasting = (f.etype == "customer") & (f.op == "leave") & (f.changed_at >= now - LEDGER_DAYS * DAY_MS)
    gone = f.changed_at < now - TOMBSTONE_DAYS * DAY_MS
    old = select(f.seq).where(f.scope_id == scope, f.op != "put", gone, ~lasting)
    with writing(engine) as conn:
        # The counter first, as everybody does.
        conn.execute(text("UPDATE scope_head SET head = head WHERE scope_id = :scope"), {"scope": scope})
        seqs = conn.execute(old.order_by(f.seq).limit(CHUNK)).scalars().all()
        if seqs:
            above = update(scope_head).where(scope_head.c.scope_id == scope, scope_head.c.floor < seqs[-1])
            conn.execute(above.values(floor=seqs[-1]))
            _delete(conn, scope_feed, (f.scope_id == scope) & f.seq.in_(old.where(f.seq <= seqs[-1])))
    return len(seqs) == CHUNK


def _delete(conn: Connection, table: Table, which: object) -> int:
    return int(conn.execute(delete(table).where(which)).rowcount)  # type: ignore[arg-type]  # a condition


def _places(engine: Engine, last: str, now: int) -> str:
    """Work out anew where a run of customers belongs; the last one's id, empty at the end."""
    query = select(customers.c.id).where(customers.c.id > last).order_by(customers.c.id).limit(_PLACES)
    with writing(engine) as conn:
        ids = conn.execute(query).scalars().all()
        publish(conn, [], also=ids, now=now)
    return ids[-1] if len(ids) == _PLACES else ""


class Upkeep:
    """The thread that sees to it while the service runs. Close it when the program ends."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="upkeep")
        self._thread.start()

    def _watch(self) -> None:
        wait = _FIRST_SECONDS
        while not self._stopped.wait(wait):
            wait = _EVERY_SECONDS
            try:
                self.once()
            except DBAPIError:
                _log.exception("upkeep.failed")

    def once(self) -> bool:
        """Do it if it is time; whether it was."""
        now = now_ms()
        with writing(self._engine) as conn:
            mine = claim(conn, now)
        if mine:
            run(self._engine, now, self._stopped.is_set)
            _log.info("upkeep.done")
        return mine

    def close(self) -> None:
        """Stop and wait."""
        self._stopped.set()
        self._thread.join()
