"""Pages that must not be believed: refused whole, the cursor unmoved, and asked for again."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from msgspec.structs import replace

from clienteling.sync.errors import Corrupt
from clienteling.sync.ports import Page
from clienteling.sync.pull import COMPARE_MS
from clienteling.wire.messages import Change, ChangesAnswer
from tests.sync.model import HOME
from tests.sync.operations import a_customer
from tests.sync.world import World

Spoil = Callable[[ChangesAnswer], ChangesAnswer]


def _row(page: ChangesAnswer, n: int, **changes: object) -> ChangesAnswer:
    rows = list(page.rows)
    rows[n] = replace(rows[n], **changes)
    return replace(page, rows=tuple(rows))


def _body(page: ChangesAnswer, body: bytes) -> ChangesAnswer:
    return _row(page, 1, body=msgspec.Raw(body))


SPOILT: dict[str, Spoil] = {
    "another epoch": lambda p: replace(p, epoch="0" * 32),
    "rows out of order": lambda p: replace(p, rows=p.rows[::-1]),
    "a row twice": lambda p: replace(p, rows=(p.rows[0], p.rows[0], p.rows[1])),
    "a row from before": lambda p: _row(p, 0, seq=0),
    "a row beyond the page": lambda p: _row(p, -1, seq=p.next + 1),
    "a page beyond the head": lambda p: replace(p, next=p.head + 1),
    "a page that goes back": lambda p: replace(p, rows=(), next=0, head=p.head),
    "no progress": lambda p: replace(p, rows=(), next=p.next - len(p.rows)),
    "an unknown kind of entity": lambda p: _row(p, 1, etype="spaceship"),
    "no body": lambda p: _row(p, 1, body=msgspec.Raw(b"null")),
    "a body where there is none": lambda p: _row(p, 1, op="del"),
    "no name": lambda p: _row(p, 1, eid=""),
    "a body that is not JSON": lambda p: _body(p, b"{"),
    "a body with an unknown field": lambda p: _body(p, b'{"id":"x","shoe":1}'),
    "a body of another shape": lambda p: _body(p, b'{"id":"x","version":"one"}'),
    "a bottomless body": lambda p: _body(p, b'{"id":' + b"[" * 100_000),
    "a body that is not text": lambda p: _body(p, b'{"id":"\xff"}'),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_corrupt_page_is_refused_whole_and_the_next_exchange_mends_it(
    spoil: Spoil, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    world.head_office.write(HOME, "customer", a_customer())
    world.settle()
    for _ in range(3):
        world.head_office.write(HOME, "customer", a_customer())
    before, cursor = world.replica.everything(), world.replica.cursor(HOME)
    honest = world.head_office.changes

    def spoilt(scope: str, epoch: str, after: int, etag: str, watch: Callable[[float, int], None]) -> Page:
        page = honest(scope, epoch, after, etag, watch)
        if page.changes is None or not page.changes.rows:
            return page
        return Page(spoil(page.changes), page.etag)

    with monkeypatch.context() as patch:
        patch.setattr(world.head_office, "changes", spoilt)
        with pytest.raises(Corrupt) as refused:
            world.exchange()
    assert "damaged" in refused.value.sentence
    assert world.replica.everything() == before
    assert world.replica.cursor(HOME) == cursor
    world.exchange()
    world.assert_converged()


def test_a_tombstone_takes_the_row_away() -> None:
    world = World()
    kept, gone = a_customer("Kept"), a_customer("Gone")
    for customer in (kept, gone):
        world.head_office.write(HOME, "customer", customer)
    world.exchange()
    world.head_office.db.place(HOME, ("customer", gone.id), "leave")
    world.exchange()
    assert set(world.replica.rows[HOME]) == {("customer", kept.id)}
    world.assert_converged()


def test_what_is_written_meanwhile_does_not_keep_the_tablet_pulling(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    world.head_office.page = 2
    for _ in range(4):
        world.head_office.write(HOME, "customer", a_customer())
    world.settle()
    honest = world.head_office.changes
    asked = 0

    def busy(scope: str, epoch: str, after: int, etag: str, watch: Callable[[float, int], None]) -> Page:
        nonlocal asked
        asked += 1
        assert asked < 20
        if scope == HOME:
            for _ in range(3):
                world.head_office.write(HOME, "customer", a_customer())
        return honest(scope, epoch, after, etag, watch)

    monkeypatch.setattr(world.head_office, "changes", busy)
    report = world.exchange()
    assert asked <= 1 + 2
    # The sums head office told are of rows that are not all here yet: nothing to be alarmed about.
    assert report.alarms == ()
    monkeypatch.undo()
    world.settle()
    world.assert_converged()


def test_a_change_row_reads_back_as_it_was_sent() -> None:
    row = Change(3, "note", "e" * 32, "put", 2, msgspec.Raw(b'{"id":"x"}'))
    assert msgspec.json.decode(msgspec.json.encode(row), type=Change) == row


def test_the_tag_of_an_answer_is_shown_only_for_the_same_question(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    world.head_office.write(HOME, "customer", a_customer())
    world.settle()
    honest, asked = world.head_office.changes, []

    def listening(scope: str, epoch: str, after: int, etag: str, watch: Callable[[float, int], None]) -> Page:
        if scope == HOME:
            asked.append((after, bool(etag)))
        return honest(scope, epoch, after, etag, watch)

    monkeypatch.setattr(world.head_office, "changes", listening)
    world.exchange()
    world.head_office.write(HOME, "customer", a_customer())
    world.exchange()
    world.exchange()
    world.exchange()
    assert asked == [(1, True), (1, True), (2, False), (2, True)]


@pytest.mark.logs_errors
def test_the_sums_are_compared_within_the_hour_also_when_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    world.head_office.write(HOME, "customer", a_customer())
    world.settle()
    monkeypatch.setattr(world.replica, "integrity", lambda _scope: (0, 1))
    assert world.exchange().alarms == ()
    world.clock.time += COMPARE_MS / 1_000
    assert world.exchange().alarms
