"""While nobody waits, the tablet gathers its store's customers for search and keeps the logs of its files short."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import msgspec

from clienteling.domain.catalogue import Seller
from clienteling.process import courtesy
from clienteling.store.errors import DiskFull
from clienteling.store.search import query
from clienteling.store.search.forget import marked
from clienteling.store.search.near import complete
from clienteling.wire.messages import Change, ChangesAnswer
from tests.ui.boutique import CENTRO
from tests.ui.floor import BEATRIZ

if TYPE_CHECKING:
    import pytest

    from tests.ui.floor import Floor

NEW = "9e" * 16


def _complete(floor: Floor) -> bool:
    with floor.tablet.replica.database.quick() as connection:
        return complete(connection.cursor(), CENTRO)


def _somebody_new(floor: Floor) -> None:
    held = floor.tablet.replica
    head = held.cursor("company")
    body = msgspec.Raw(msgspec.json.encode(Seller(NEW, "Somebody New", CENTRO, version=1)))
    change = Change(head + 1, "seller", NEW, "put", 1, body)
    held.apply_page("company", ChangesAnswer(held.epoch(), 0, head + 1, head + 1, (change,)))


def test_it_is_gathered_after_sign_in_and_when_an_exchange_has_brought_a_seller(
    tablet_app: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "_GATHERED", 2)
    tablet_app.enter()
    tablet_app.until(lambda: _complete(tablet_app))
    _somebody_new(tablet_app)
    assert not _complete(tablet_app)
    tablet_app.app._bell.learned.emit()
    tablet_app.until(lambda: _complete(tablet_app))


def test_who_hands_the_tablet_over_meanwhile_ends_it_and_the_next_goes_on(
    tablet_app: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "_GATHERED", 1)
    gather, times = tablet_app.tablet.search.gather, []

    def slowly(store: str) -> bool:
        times.append(store)
        return gather(store) and len(times) > 8

    monkeypatch.setattr(tablet_app.tablet.search, "gather", slowly)
    tablet_app.enter()
    tablet_app.model.switchSeller()
    tablet_app.until(lambda: tablet_app.tablet.locked)
    tablet_app.until(tablet_app.app.at_rest)
    tablet_app.enter()
    tablet_app.until(lambda: len(times) > 8 and tablet_app.app.at_rest())
    assert _complete(tablet_app)


def test_a_full_disk_is_nobody_s_business_and_is_tried_again(
    tablet_app: Floor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    gather, full, said = tablet_app.tablet.search.gather, [True], []

    def maybe(store: str) -> bool:
        if full.pop() if full else False:
            raise DiskFull("replica")
        return gather(store)

    monkeypatch.setattr(tablet_app.tablet.search, "gather", maybe)
    tablet_app.app.context.toastWanted.connect(lambda text, _undo: said.append(text))
    with caplog.at_level(logging.WARNING):
        tablet_app.enter()
        tablet_app.until(lambda: not full)
        tablet_app.until(tablet_app.app.at_rest)
    assert "app.no_upkeep" in caplog.messages
    assert not _complete(tablet_app)
    tablet_app.app._bell.learned.emit()
    tablet_app.until(lambda: _complete(tablet_app))
    assert said == []


def test_what_was_saved_is_carried_over_a_moment_later_once_for_all(
    elena: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried, carry_over = [], elena.tablet.carry_over

    def counted() -> None:
        carried.append(len(elena.tablet.journal.outbox()))
        carry_over()

    monkeypatch.setattr(elena.tablet, "carry_over", counted)
    elena.app.upkeep._carry.setInterval(400)
    enrichments = elena.services.enrichments
    for n in range(3):
        elena.app.context.save(lambda n=n: enrichments.add_note(BEATRIZ, f"Likes linen {n}"), "Saved")  # type: ignore[misc]
    elena.until(lambda: bool(carried))
    elena.rest()
    assert carried == [3]


def test_rows_that_arrive_do_not_give_way_to_what_nobody_waits_for(
    elena: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courtesy, "LONGEST_S", 20.0)
    begun, end, went = threading.Event(), threading.Event(), threading.Event()

    def slow(_start: int = 0) -> int:
        begun.set()
        end.wait(20)
        return 0

    def exchange() -> None:
        courtesy.be_courteous()
        courtesy.give_way()
        went.set()

    monkeypatch.setattr(elena.tablet, "carry_over", slow)
    monkeypatch.setattr(elena.tablet.search, "warm", slow)
    elena.rest()
    for begin in (elena.app.upkeep._carry.timeout.emit, elena.app.upkeep.begin):
        for event in (begun, end, went):
            event.clear()
        begin()
        elena.until(begun.is_set)
        thread = threading.Thread(target=exchange, name="exchange")
        thread.start()
        alone = went.wait(5)
        end.set()
        elena.rest()
        thread.join()
        assert alone


def test_whoever_saves_does_not_wait_for_rows_that_arrive_because_something_is_to_be_gathered(elena: Floor) -> None:
    _somebody_new(elena)
    elena.gone(f"store:{CENTRO}", ("customer", BEATRIZ))
    elena.rest()
    writing, end = threading.Event(), threading.Event()

    def exchange() -> None:
        with elena.tablet.replica.database.writing():
            writing.set()
            end.wait(20)

    thread = threading.Thread(target=exchange, name="exchange")
    thread.start()
    assert writing.wait(20)
    saved: list[object] = []
    elena.app.upkeep.look()
    elena.app.runner.write(elena.tablet.journal.outbox, saved.append)
    try:
        elena.until(lambda: bool(saved))
    finally:
        end.set()
        thread.join()
    assert not _complete(elena)
    elena.app._bell.learned.emit()  # that exchange is over
    elena.until(lambda: _complete(elena) and elena.app.at_rest())
    with elena.tablet.replica.database.quick() as connection:
        assert not marked(connection.cursor())


def test_after_an_exchange_words_of_who_was_deleted_are_forgotten(elena: Floor) -> None:
    elena.gone(f"store:{CENTRO}", ("customer", BEATRIZ))
    with elena.tablet.replica.database.quick() as connection:
        assert marked(connection.cursor())
    elena.app._bell.learned.emit()
    elena.rest()
    with elena.tablet.replica.database.quick() as connection:
        assert not marked(connection.cursor())
