"""Fault 14: a byte flipped in the tablet's rows, rows lost from them; an erased customer and a year-old operation."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.store.errors import Damaged
from clienteling.store.replica import RECOUNT_MS
from clienteling.sync.errors import SyncError
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.sync import upkeep
from headoffice.sync.erasure import erase
from tests.contracts.worlds import ServiceWorld
from tests.faults.ground import (
    DAY_MS,
    Fault,
    Figures,
    Ground,
    Shop,
    a_note,
    assert_each_once,
    assert_same_rows,
)
from tests.sync.clocks import FakeClock
from tests.sync.world import Saved

_LOSSES = (
    "DELETE FROM customer WHERE rowid IN (SELECT rowid FROM customer LIMIT 1 OFFSET 2)",
    "DELETE FROM history WHERE rowid IN (SELECT rowid FROM history LIMIT 3 OFFSET 5)",
    "DELETE FROM catalogue WHERE rowid IN (SELECT rowid FROM catalogue LIMIT 1 OFFSET 3)",
    "DELETE FROM row_scope WHERE eid IN (SELECT eid FROM row_scope LIMIT 1 OFFSET 4)",
    "UPDATE row_scope SET version = version + 5 WHERE eid IN (SELECT id FROM customer LIMIT 2)",
)


def flipped(ground: Ground) -> Figures:
    """One byte of the encrypted file of rows at a time, anywhere in it."""
    luck, found = random.Random(ground.seed), 0
    flips = ground.pick(6, 100, suite=3)
    saved: list[str] = []
    with ground.shop() as shop, _encrypted(ground, shop) as till:
        for number in range(flips):
            saved.append(a_note(till, f"Before flip {number}"))
            till.close()
            file = till.directory / "replica.db"
            place = luck.randrange(file.stat().st_size)
            with file.open("r+b") as held:
                held.seek(place)
                byte = held.read(1)[0]
                held.seek(place)
                held.write(bytes([byte ^ 1 << luck.randrange(8)]))
            till.restart()
            found += _mended(till)
        till.assert_converged()
        assert_each_once(shop.service, saved)
        assert found, "nothing was found: not the fault that was meant"
    return {"bytes flipped": flips, "found": found, "left wrong": 0, "operations": len(saved)}


@contextlib.contextmanager
def _encrypted(ground: Ground, shop: Shop) -> Iterator[ServiceWorld]:
    till = ServiceWorld(ground.new_folder(), shop.service, shop.proxy)
    try:
        till.enrol(shop.service.code())
        till.exchange()
        yield till
    finally:
        till.close()


def _mended(till: ServiceWorld) -> bool:
    """Work on until every row is right again; whether damage was found (it may be where nothing is written)."""
    found = till.tablet.damaged
    for _ in range(4):
        with contextlib.suppress(SyncError, Damaged):
            found |= till.engine.exchange().rebuilt
        with contextlib.suppress(Damaged, AssertionError):
            assert_same_rows(till)
            return found
        # As the app does when whoever reads comes upon it.
        found |= till.tablet.replace_damaged()
    assert_same_rows(till)
    return found


def lost(ground: Ground) -> Figures:
    """Rows and notices of rows taken out of the file; a day passes, and the tablet counts."""
    mended, alarms = 0, 0
    with ground.shop() as shop:
        till, clock = shop.till, FakeClock()
        till.clock = clock
        till.connect()
        for statement in _LOSSES:
            with till.tablet.replica.database.writing() as connection:
                assert connection.exec_driver_sql(statement).rowcount > 0
            till.ahead += RECOUNT_MS
            clock.time += RECOUNT_MS / 1_000
            report = till.engine.exchange()
            assert report.alarms, f"not found: {statement}"
            alarms += len(report.alarms)
            mended += report.mended
            till.settle()
            till.assert_converged()
            assert_same_rows(till)
    return {"injuries": len(_LOSSES), "alarms": alarms, "rows mended": mended}


def erased(ground: Ground) -> Figures:
    """A customer is erased; a year later a tablet that was away all the time sends what it had saved of them."""
    with ground.shop() as shop:
        service, till = shop.service, shop.till
        gone, *_, stays = service.customer_ids(till.scope)
        till.ahead = -365 * DAY_MS
        base = till.customer(gone).version
        late = [a_note(till, "A year ago", gone)]
        late += till.save(Saved(op.FieldSet("name", "A year ago"), gone, base))
        late += till.save(Saved(op.TagAdd(new_id(), "A year ago"), gone, base))
        again = till.save(Saved(op.CustomerCreate({"name": "A year ago"}), gone))
        good = a_note(till, "Of somebody else", stays)
        with writing(service.engine) as conn:
            assert erase(conn, gone, now_ms() - 364 * DAY_MS)
        upkeep.run(service.engine, now_ms())
        till.ahead = 0
        till.settle()
        till.assert_converged()
        assert gone not in service.all_customers(), "an erased customer is back"
        assert till.tablet.projection.customer(gone).entity is None, "an erased customer is still shown"
        refused = {item.operation.op_id for item in till.tablet.journal.rejected()}
        assert refused == {*late, *again}, "not exactly the words about the erased customer were refused"
        assert_each_once(service, [good])
    return {"days away": 365, "late operations refused": len(refused), "brought back": 0}


FAULTS = (
    Fault(14, "a byte flipped", "one bit of the encrypted file of rows, anywhere in it", flipped, short=("sqlite",)),
    Fault(14, "rows lost", "rows, holdings and versions changed in the file", lost, short=("sqlite",)),
    Fault(14, "erased, and a year-old operation", "erased while the tablet is away for 365 days", erased),
)
