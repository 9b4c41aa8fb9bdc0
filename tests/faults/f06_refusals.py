"""Fault 6: an operation that can never be taken in the middle of the queue; a head office that never says yes."""

from __future__ import annotations

import random
from collections import Counter
from unittest.mock import patch

import msgspec
from sqlalchemy import text

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.sync.plan import Plan
from clienteling.sync.scheduler import Scheduler
from clienteling.wire.errors import STATUS, ErrorBody, WireError
from headoffice import limits
from tests.contracts.worlds import ServiceWorld
from tests.faults.ground import Fault, Figures, Ground, Shop, a_note, assert_each_once, first_customer
from tests.faults.proxy import said, until
from tests.sync.clocks import FakeClock
from tests.sync.world import Saved

_MOST = 60
"""Requests in any one minute, whatever is answered."""
_MANY = 1_000_000
_OURS = tuple(number for number in STATUS if number not in {WireError.BAD_CODE, WireError.EPOCH_CHANGED})
_FOREIGN = (400, 403, 404, 405, 408, 418, 429, 500, 501, 502, 503, 504, 507, 301, 302, 204, 200)
_SHORT = (WireError.REVOKED, WireError.BAD_MESSAGE, WireError.UNAVAILABLE, WireError.STALE_FENCE, 404, 500, 302, 200)


def poison(ground: Ground) -> Figures:
    """Good work, three kinds of bad work in the middle of it, and more good work."""
    count = ground.pick(30, 400)
    with ground.shop() as shop:
        till, known = shop.till, first_customer(shop.till)
        good = [a_note(till, f"Before {n}", known) for n in range(count)]
        nobody = till.save(Saved(op.NoteAdd(new_id(), "About nobody"), new_id()))
        unknown = _spoilt(till, known, '"kind":"note.add"', '"kind":"note.fly"')
        unreadable = _spoilt(till, known, '"group_id":"', '"group_id":"x')
        good += [a_note(till, f"After {n}", known) for n in range(count)]
        before = len(shop.proxy.passed)
        till.settle()
        asked = shop.proxy.passed[before:].count("/v1/push")
        till.assert_converged()
        refused = {item.operation.op_id for item in till.tablet.journal.rejected()}
        assert refused == {*nobody, unknown, unreadable}, "not exactly the bad ones are in quarantine"
        assert_each_once(shop.service, good)
        assert asked <= 40, f"{asked} requests to get past three bad operations"
    return {"good": len(good), "quarantined": len(refused), "requests": asked}


def _spoilt(till: ServiceWorld, known: str, old: str, new: str) -> str:
    """Save a note and write something into its bytes that no app of ours writes."""
    op_id = a_note(till, "Spoilt", known)
    with till.tablet.journal.database.writing() as connection:
        query = text("SELECT body FROM operation WHERE op_id = :id")
        body = connection.execute(query, {"id": op_id}).scalar_one().decode()
        assert old in body
        values = {"id": op_id, "body": body.replace(old, new).encode()}
        connection.execute(text("UPDATE operation SET body = :body WHERE op_id = :id"), values)
    return op_id


def permanent(ground: Ground) -> Figures:
    """Whatever head office or a stranger answers for a while: few requests, nothing lost, then all goes on."""
    answers = (*_OURS, *_FOREIGN) if ground.long else _SHORT
    most, luck, minutes = Counter[str](), random.Random(ground.seed), ground.pick(6, 20)
    saved: list[str] = []
    # Minutes of the tablet are less than seconds for head office, which would rightly tell such a tablet to slow down.
    with patch.multiple(limits, PUSHES=_MANY, PULLS=_MANY, REPORTS=_MANY, WISHES=_MANY), ground.shop() as shop:
        for answer in answers:
            for path in ("", "/v1/push"):
                saved += [a_note(shop.till, f"{answer} {path} {n}") for n in range(3)]
                most[f"{answer}"] = max(most[f"{answer}"], _endure(shop, answer, path, minutes, luck))
                shop.till.restart()
                shop.till.settle()
                assert not shop.till.tablet.journal.rejected(), f"{answer} {path}: good work was quarantined"
                assert_each_once(shop.service, saved)
        shop.till.assert_converged()
    worst = most.most_common(1)[0]
    return {"answers": len(answers), "minutes each": minutes, "most requests in a minute": f"{worst[1]} ({worst[0]})"}


def _endure(shop: Shop, answer: int, path: str, minutes: int, luck: random.Random) -> int:
    """Run the app's own scheduler against that answer; the most requests in one minute of the tablet's clock."""
    clock = FakeClock()
    shop.till.clock = clock
    shop.till.connect()
    by_minute: Counter[int] = Counter()

    def count(_path: str) -> None:
        by_minute[int(clock.time // 60)] += 1

    waiting = {operation.op_id for operation in shop.till.tablet.journal.outbox()}
    end = clock.time + minutes * 60
    shop.proxy.instead, shop.proxy.on_request = (path, _answer(answer)), count
    scheduler = Scheduler(shop.till.engine, shop.till.tablet.journal, clock, plan=Plan(draw=luck.random))
    scheduler.start()
    try:
        until(lambda: clock.time > end or scheduler.details().stopped, 120)
    finally:
        assert scheduler.stop()
        shop.proxy.heal()
        shop.proxy.on_request = lambda _path: None
    worst = max(by_minute.values())
    assert worst <= _MOST, f"{answer} {path}: {worst} requests in a minute"
    # A tablet that is told it was copied offers more than that again.
    assert waiting <= {operation.op_id for operation in shop.till.tablet.journal.outbox()}, f"{answer} {path}: lost"
    return worst


def _answer(answer: int) -> bytes:
    if answer in STATUS and answer > 1000:
        number = WireError(answer)
        body = msgspec.json.encode(ErrorBody(int(number), "No."))
        return said(STATUS[number], body, **({"Retry_After": "5"} if number == WireError.UNAVAILABLE else {}))
    if answer in {301, 302}:
        return said(answer, b"", "text/html", Location="http://127.0.0.1:9/")
    return said(answer, b"<html><body>Sign in to this network</body></html>" if answer != 204 else b"", "text/html")


FAULTS = (
    Fault(6, "poison in mid-queue", "operations about nobody, of an unknown kind, and not readable at all", poison),
    Fault(
        6,
        "permanent refusals",
        "proxy: each error of ours and of strangers, for all requests or pushes, minutes of the app's scheduler",
        permanent,
        short=("sqlite",),
    ),
)
