"""What must be done now and then: forget old tombstones and answers, move customers whose last purchase grew old, mark
whom nobody may contact, rank customers by what they bought.

Done once a day by whichever worker comes first. The claim is in the database and lasts as long as its worker shows that
it lives; the day is over when the work is done. So work that fails half-way is gone on with soon, by any worker.
"""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Engine, Table, delete, or_, select, text, update

from clienteling.domain.ids import new_id
from headoffice.clock import now_ms
from headoffice.db.bulk import CHUNK
from headoffice.db.engine import writing
from headoffice.db.sync_tables import (
    device_alarms,
    enrol_codes,
    hub,
    message_runs,
    op_ledger,
    scope_feed,
    scope_head,
    snapshots,
)
from headoffice.db.tables import customers
from headoffice.insight.scoring import Counts, score_all
from headoffice.sync.feed import publish
from headoffice.sync.snapshot import KEEP_MS
from headoffice.sync.suppression import mark_some

_log = logging.getLogger(__name__)

DAY_MS = 86_400_000
TOMBSTONE_DAYS = 180
"""How long a tablet may be away and still catch up; after that it downloads anew."""
LEDGER_DAYS = 400
"""How long an answer is remembered: longer than any outbox waits. Alarms and counted messages as long."""
LEASE_MS = 5 * 60_000
"""A claim that was not renewed for so long is void: whoever made it failed, or is gone."""
_FIRST_SECONDS, _EVERY_SECONDS = 60, 300
_PLACES = 2_000


def claim(conn: Connection, now: int) -> str:
    """The name of a claim on the work; empty when it is not time, or somebody is at it."""
    # What is of a time to come was written down by a clock that was put back since: it would stop all of it until then.
    due = or_(hub.c.upkeep_at <= now - DAY_MS, hub.c.upkeep_at > now + DAY_MS)
    free = or_(hub.c.upkeep_until <= now, hub.c.upkeep_until > now + DAY_MS)
    name = new_id()
    mine = conn.execute(update(hub).where(due, free).values(upkeep_by=name, upkeep_until=now + LEASE_MS)).rowcount
    return name if mine else ""


def renew(conn: Connection, name: str, now: int) -> bool:
    """Show that the worker of this claim lives; whether the claim still is its own."""
    mine = update(hub).where(hub.c.upkeep_by == name, hub.c.upkeep_until > 0)
    return bool(conn.execute(mine.values(upkeep_until=now + LEASE_MS)).rowcount)


def finish(conn: Connection, name: str, began: int) -> None:
    """All of it is done: the next time is a day after ``began``."""
    mine = update(hub).where(hub.c.upkeep_by == name)
    conn.execute(mine.values(upkeep_at=began, upkeep_until=0))


def due_at_once(conn: Connection) -> None:
    """All of it is due: the service begins within minutes, and whoever is at it now leaves off."""
    conn.execute(update(hub).values(upkeep_at=0, upkeep_until=0, upkeep_by=""))


def run(engine: Engine, now: int, stopped: Callable[[], bool] = lambda: False) -> bool:
    """Do all of it in short transactions; ``stopped`` is asked between them. Whether all of it is done."""
    return not any(stopped() for _ in _steps(engine, now))


def _steps(engine: Engine, now: int) -> Iterator[None]:
    """One short transaction after the other."""
    while _ledger(engine, now):
        yield
    with writing(engine) as conn:
        scopes = conn.execute(select(scope_head.c.scope_id)).scalars().all()
        conn.execute(delete(enrol_codes).where(enrol_codes.c.expires_at < now - 30 * DAY_MS))
        conn.execute(delete(message_runs).where(message_runs.c.begun_at < now - LEDGER_DAYS * DAY_MS))
        conn.execute(delete(device_alarms).where(device_alarms.c.received_at < now - LEDGER_DAYS * DAY_MS))
        conn.execute(delete(snapshots).where(snapshots.c.state == "ready", snapshots.c.ready_at < now - KEEP_MS))
    yield
    for scope in scopes:
        while _tombstones(engine, scope, now):
            yield
        yield
    last = ""
    while last := _places(engine, last, now):
        yield
    yield
    while last := _marks(engine, last, now):
        yield
    yield
    yield from score_all(engine, now, Counts())


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


def _marks(engine: Engine, last: str, now: int) -> str:
    """Look at a run of customers whether they may be contacted at all; the last one's id, empty at the end."""
    with writing(engine) as conn:
        return mark_some(conn, last, _PLACES, now)


class Upkeep:
    """The thread that sees to it while the service runs. Close it when the program ends."""

    def __init__(self, engine: Engine, also: Callable[[Callable[[], bool]], object] | None = None) -> None:
        """``also``: what else is to be done every few minutes, by every worker; it is given a way to ask whether to
        leave off.
        """
        self._engine = engine
        self._also = also
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="upkeep")
        self._thread.start()

    def _watch(self) -> None:
        wait = _FIRST_SECONDS
        while not self._stopped.wait(wait):
            wait = _EVERY_SECONDS
            for task in (self.once, self._more):
                try:
                    task()
                except Exception:  # noqa: BLE001 - erasures and all else of it would wait for the next start
                    _log.exception("upkeep.failed")

    def _more(self) -> None:
        if self._also is not None and not self._stopped.is_set():
            self._also(self._stopped.is_set)

    def once(self) -> bool:
        """Do it if it is time and nobody is at it; whether it was done. Whatever it raises, it is gone on with as soon
        as the claim is void.
        """
        began = now_ms()
        with writing(self._engine) as conn:
            mine = claim(conn, began)
        if not mine or not run(self._engine, began, functools.partial(self._ended, mine)):
            return False
        with writing(self._engine) as conn:
            finish(conn, mine, began)
        _log.info("upkeep.done")
        return True

    def _ended(self, mine: str) -> bool:
        """Whether to leave off: the program ends, or somebody has taken over from a worker that seemed gone."""
        if self._stopped.is_set():
            return True
        with writing(self._engine) as conn:
            return not renew(conn, mine, now_ms())

    def close(self) -> None:
        """Stop and wait."""
        self._stopped.set()
        self._thread.join()
