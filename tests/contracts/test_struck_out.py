"""Somebody is erased at head office: no word about them stays on the tablet. Somebody moves: every word does."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.sync import errors
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.sync.erasure import erase
from headoffice.sync.feed import give_up_positions
from tests.contracts.service import Service
from tests.contracts.test_receipts import confirmed, erase_on_request
from tests.contracts.worlds import ServiceWorld
from tests.sync.world import Saved

WORD = "Hyacinthe prefers the green one"


def said(world: ServiceWorld) -> bool:
    """Whether the words stand anywhere in the tablet's files."""
    for part in (world.tablet.replica, world.tablet.journal):
        with part.database.reading() as conn:
            for table in conn.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all():
                rows = conn.execute(text(f'SELECT * FROM "{table}"')).all()  # noqa: S608 - names of our own tables
                if any(
                    WORD in (v.decode("utf-8", "replace") if isinstance(v, bytes) else str(v)) for r in rows for v in r
                ):
                    return True
    return False


def note(world: ServiceWorld, customer: str) -> str:
    """A seller writes a note."""
    return world.save(Saved(op.NoteAdd(customer, WORD), new_id()))[0]


def gone(service: Service, customer: str) -> None:
    with writing(service.engine) as conn:
        assert erase(conn, customer, now_ms())


def test_words_about_who_was_erased_go_with_the_next_exchange(downloaded: ServiceWorld, service: Service) -> None:
    world = downloaded
    who, *_ = service.customer_ids(world.scope)
    note(world, who)
    world.settle()
    assert said(world)
    gone(service, who)
    world.settle()
    assert not said(world)
    assert world.tablet.projection.customer(who).entity is None
    world.assert_converged()


def test_words_that_were_not_sent_yet_go_once_they_are_answered(downloaded: ServiceWorld, service: Service) -> None:
    world = downloaded
    who, *_ = service.customer_ids(world.scope)
    gone(service, who)
    late = note(world, who)
    world.settle()
    assert not said(world)
    assert [(item.operation.op_id, item.number) for item in world.tablet.journal.rejected()] == [(late, 125)]


def test_words_about_who_only_moved_stay_for_thirty_days(downloaded: ServiceWorld, service: Service) -> None:
    world = downloaded
    who, *_ = service.customer_ids(world.scope)
    delivered = note(world, who)
    world.settle()
    elsewhere = next(store for store in service.stores() if store != world.credentials.store)
    service.move(who, elsewhere)
    world.settle()
    assert world.tablet.projection.customer(who).entity is None
    assert delivered in {item.operation.op_id for item in world.tablet.journal.delivered()}
    assert said(world)
    # Erased after they had left: this tablet is told all the same.
    gone(service, who)
    world.settle()
    assert not said(world)


def _rows_given_up(world: ServiceWorld, how: str) -> None:
    """Why a tablet downloads anew."""
    if how == "policy":
        with writing(world.service.engine) as conn:
            give_up_positions(conn)
    elif how == "epoch":
        world.service.restore()
    else:
        world.tablet.rebuild()


@pytest.mark.parametrize("how", ["policy", "epoch", "rebuild"])
def test_words_about_who_was_erased_before_a_download_go_too(
    downloaded: ServiceWorld, service: Service, how: str
) -> None:
    world = downloaded
    who, other, *_ = service.customer_ids(world.scope)
    note(world, who)
    kept = world.save(Saved(op.NoteAdd(other, "of somebody else"), new_id()))[0]
    world.settle()
    world.tablet.journal.save_draft(world.seller, f"note:{who}", WORD)
    world.tablet.journal.save_draft(world.seller, f"note:{other}", "half a sentence")
    elsewhere = next(store for store in service.stores() if store != world.credentials.store)
    service.move(other, elsewhere)
    gone(service, who)
    _rows_given_up(world, how)
    # Also when the network goes just when it asks who was erased.
    if how == "rebuild":
        with pytest.raises(errors.SyncError):
            world.exchange(["unanswered"], only="/v1/device/erased")
        assert said(world)
        world.restart()
    world.settle()
    assert not said(world)
    # Who only moved away meanwhile is in no row either, and every word about them stays.
    assert world.tablet.projection.customer(other).entity is None
    assert kept in {item.operation.op_id for item in world.tablet.journal.delivered()}
    assert world.tablet.journal.draft(world.seller, f"note:{other}") == "half a sentence"
    asked = world.network.passed.count("/v1/device/erased")
    world.exchange()
    assert world.network.passed.count("/v1/device/erased") == asked, "once is enough for a day"


def test_nothing_is_confirmed_before_the_words_are_gone(
    downloaded: ServiceWorld, service: Service, tmp_path: Path
) -> None:
    world = downloaded
    who, *_ = service.customer_ids(world.scope)
    note(world, who)
    world.settle()
    world.tablet.journal.save_draft(world.seller, f"note:{who}", WORD)
    request = erase_on_request(world, who, tmp_path)
    before = confirmed(world, request)
    world.tablet.rebuild()
    with pytest.raises(errors.SyncError):
        world.exchange(["unsent"], only="/v1/device/erased")
    assert confirmed(world, request) == before
    world.exchange()
    assert not said(world)
    assert confirmed(world, request) == (before[0] + 1, before[1])


def test_words_about_who_was_refused_and_then_erased_go_and_that_is_confirmed(
    downloaded: ServiceWorld, service: Service, tmp_path: Path
) -> None:
    world, who = downloaded, new_id()
    world.save(Saved(op.CustomerCreate({"name": WORD, "home_store": "f" * 32}), who))
    note(world, who)
    world.settle()
    assert len(world.tablet.journal.rejected()) == 2
    request = erase_on_request(world, who, tmp_path)
    count, tablets = confirmed(world, request)
    assert (count, tablets > 0) == (0, True), "the tablets of that store have to confirm it"
    world.exchange()
    assert not said(world)
    assert {item.number for item in world.tablet.journal.rejected()} == {125}
    assert confirmed(world, request) == (1, tablets)


def test_who_was_erased_without_a_request_is_found_within_a_day(
    downloaded: ServiceWorld, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, who = downloaded, new_id()
    world.save(Saved(op.CustomerCreate({"name": WORD, "home_store": "f" * 32}), who))
    world.settle()
    gone(service, who)
    world.exchange()
    assert said(world)
    monkeypatch.setattr("clienteling.sync.receipts.ASK_MS", 0)
    world.exchange()
    assert not said(world)
