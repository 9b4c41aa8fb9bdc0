"""The whole exchange over HTTP, on both databases: each word arrives once, whatever the network does."""

from __future__ import annotations

import contextlib
import random
import threading
from pathlib import Path
from typing import get_args

import pytest

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.platform import log
from clienteling.sync import errors
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.wire.messages import PushAnswer, PushRequest
from tests.contracts.service import Trouble
from tests.contracts.worlds import ServiceWorld
from tests.sync.world import Saved
from tests.wordings import claim

HEBREW = "\u200f\u05e2\u05d1\u05e8\u05d9\u05ea\u200f"


def first_customer(world: ServiceWorld) -> str:
    return world.service.customer_ids(world.scope)[0]


def chunks_asked(world: ServiceWorld) -> int:
    return len([path for path in world.network.passed if "/chunks/" in path])


def test_a_tablet_downloads_everything_of_its_store(world: ServiceWorld) -> None:
    report = world.exchange()
    assert report.rebuilt
    world.assert_converged()
    assert world.tablet.replica.counts()["customer"] > 5
    assert not world.exchange().changed


def test_every_kind_of_enrichment_arrives_once_with_its_provenance(downloaded: ServiceWorld) -> None:
    world, new, known = downloaded, new_id(), first_customer(downloaded)
    seller, follow_up, contact = world.seller, new_id(), new_id()
    before, version = world.service.count(), world.customer(known).version
    world.save(
        Saved(op.CustomerCreate({"name": "Zoë O'Brien-Łukasz"}), new),
        Saved(op.ContactAdd(contact, "email", "zoe@example.com"), new),
        Saved(op.ConsentSet(new_id(), "marketing", "email", "granted", method="spoken", **claim()), new),
        Saved(op.DateSet(new_id(), "birthday", 2, 29), new),
        Saved(op.BookAdd(new_id(), seller, "primary"), new),
    )
    world.save(Saved(op.ContactCorrect(contact, "zoe.obrien@example.com"), new))
    world.save(Saved(op.PreferenceSet(new_id(), "size.shoe", "38"), known, version))
    world.save(Saved(op.TagAdd(new_id(), "Likes to be called"), known, version))
    world.save(Saved(op.NoteAdd(known, f"Ana {HEBREW} <img src=x>\x00 likes linen"), new_id()))
    world.save(Saved(op.FollowUpCreate(known, "2026-12-24", "Call about the coat", seller), follow_up))
    world.save(Saved(op.FollowUpComplete("Bought it"), follow_up))
    world.save(Saved(op.InteractionLog(known, "call", 77, "Spoke for a while"), new_id()))
    report = world.exchange()
    assert report.results == {"applied": 12}
    world.assert_converged()
    assert world.service.count() == before + 1
    customer = world.service.customer(new)
    assert customer.name == "Zoë O'Brien-Łukasz"
    assert [c.value for c in customer.contacts] == ["zoe.obrien@example.com"]
    assert customer.contacts[0].by.device == world.credentials.replica_id
    assert (customer.contacts[0].by.actor, customer.contacts[0].by.channel) == (seller, "store")
    assert [note.text for note in world.service.notes(known) if note.by.device] == [
        f"Ana {HEBREW} <img src=x> likes linen"
    ]
    assert next(f for f in world.service.follow_ups(known) if f.id == follow_up).state == "done"


def test_an_answer_lost_after_the_commit_doubles_nothing(downloaded: ServiceWorld) -> None:
    world, known = downloaded, first_customer(downloaded)
    saved = world.save(Saved(op.NoteAdd(known, "First"), new_id()))
    with pytest.raises(errors.Offline):
        world.exchange(["unanswered"], only="/v1/push")
    assert set(saved) <= world.service.ledger()
    world.save(Saved(op.NoteAdd(known, "Second"), new_id()))
    world.restart()
    report = world.exchange()
    assert report.results == {"duplicate": 1, "applied": 1}
    world.assert_converged()
    assert sorted(n.text for n in world.service.notes(known) if n.by.device) == ["First", "Second"]


def test_the_same_batch_at_the_same_moment_has_its_effect_once(downloaded: ServiceWorld) -> None:
    world, known = downloaded, first_customer(downloaded)
    ids = world.save(*(Saved(op.NoteAdd(known, f"Note {n}"), new_id()) for n in range(20)))
    journal = world.tablet.journal
    batch = tuple(journal.next_batch(500, 1 << 20))
    request = PushRequest(journal.request_id(ids), world.credentials.replica_id, journal.fence(), batch)
    answers: list[PushAnswer] = []

    def send() -> None:
        office = HttpHeadOffice(world.credentials, "1.0")
        answers.append(office.push(request, lambda *_: None))
        office.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({answer.fence for answer in answers}) == 1
    assert len([n for n in world.service.notes(known) if n.by.device]) == 20
    report = world.exchange()
    assert report.results == {"duplicate": 20}
    world.assert_converged()


def test_a_head_office_that_was_away_gets_everything_when_it_is_back(downloaded: ServiceWorld) -> None:
    world, known = downloaded, first_customer(downloaded)
    world.service.stop()
    with pytest.raises(errors.Offline):
        world.exchange()
    world.save(Saved(op.NoteAdd(known, "Written offline"), new_id()))
    with pytest.raises(errors.Offline):
        world.exchange()
    world.service.start()
    world.exchange()
    world.assert_converged()
    assert [n.text for n in world.service.notes(known) if n.by.device] == ["Written offline"]


@pytest.mark.parametrize("trouble", ["cut", "garbled"])
def test_a_damaged_page_is_refused_with_the_position_unmoved(downloaded: ServiceWorld, trouble: Trouble) -> None:
    world = downloaded
    for number, customer in enumerate(world.service.customer_ids(world.scope)):
        world.service.rename(customer, f"Renamed {number}")
    held, cursor = world.customer(first_customer(world)), world.tablet.replica.cursor(world.scope)
    with pytest.raises((errors.Corrupt, errors.Offline)):
        world.exchange([trouble], only=f"{world.scope}/changes")
    assert world.tablet.replica.cursor(world.scope) == cursor
    assert world.customer(first_customer(world)) == held
    world.exchange()
    world.assert_converged()


@pytest.mark.parametrize("trouble", ["cut", "garbled"])
def test_a_damaged_chunk_is_asked_for_again(world: ServiceWorld, trouble: Trouble) -> None:
    world.exchange([trouble, "ok", trouble, trouble], only="/chunks/")
    world.assert_converged()


def test_a_download_that_breaks_off_goes_on_where_it_was(world: ServiceWorld) -> None:
    with pytest.raises(errors.Offline):
        world.exchange(["ok", *["unsent"] * 50], only="/chunks/")  # type: ignore[list-item]
    world.restart()
    assert chunks_asked(world) == 1
    world.exchange()
    # Three scopes of one chunk each: none was asked for twice.
    assert chunks_asked(world) == 3
    world.assert_converged()


def test_a_restored_head_office_has_the_replica_replaced_and_nothing_doubled(downloaded: ServiceWorld) -> None:
    world, known = downloaded, first_customer(downloaded)
    world.save(Saved(op.NoteAdd(known, "Before"), new_id()))
    world.exchange()
    world.service.restore()
    world.save(Saved(op.NoteAdd(known, "After"), new_id()))
    report = world.exchange()
    assert report.rebuilt
    assert report.results == {"duplicate": 1, "applied": 1}
    world.assert_converged()
    assert sorted(n.text for n in world.service.notes(known) if n.by.device) == ["After", "Before"]
    assert not world.exchange().changed


def test_a_name_changed_at_both_ends_shows_both(downloaded: ServiceWorld) -> None:
    world, known = downloaded, first_customer(downloaded)
    seen = world.customer(known).version
    world.service.rename(known, "Head Office's")
    world.save(Saved(op.FieldSet("name", "Seller's"), known, seen))
    report = world.exchange()
    assert report.results == {"conflict": 1}
    (conflict,) = world.tablet.journal.conflicts()
    assert (conflict.yours, conflict.theirs, conflict.kept) == ("Seller's", "Head Office's", "theirs")
    world.assert_converged()
    assert world.customer(known).name == "Head Office's"
    assert [p.value for p in world.customer(known).proposals] == ["Seller's"]


def test_a_refused_change_is_shown_and_holds_nothing_up(downloaded: ServiceWorld) -> None:
    world, known = downloaded, first_customer(downloaded)
    (bad,) = world.save(Saved(op.NoteAdd(new_id(), "About nobody"), new_id()))
    world.save(Saved(op.NoteAdd(known, "Good"), new_id()))
    report = world.exchange()
    assert report.results == {"rejected": 1, "applied": 1}
    (item,) = world.tablet.journal.rejected()
    assert item.operation.op_id == bad
    assert item.sentence
    world.assert_converged()


def test_much_work_goes_in_pushes_that_head_office_takes(downloaded: ServiceWorld) -> None:
    world = downloaded
    for known in world.service.customer_ids(world.scope)[:3]:
        world.save(*(Saved(op.NoteAdd(known, "a\n" * 4_990), new_id()) for _ in range(36)))
    report = world.exchange()
    assert report.results == {"applied": 108}
    assert world.network.passed.count("/v1/push") == 3
    world.assert_converged()


def test_two_tablets_of_a_store_come_to_hold_the_same(downloaded: ServiceWorld, tmp_path: Path) -> None:
    world, known = downloaded, first_customer(downloaded)
    other = ServiceWorld(tmp_path / "other", world.service, world.network)
    try:
        other.enrol(world.service.code())
        other.exchange()
        world.save(Saved(op.NoteAdd(known, "From one"), new_id()))
        other.save(Saved(op.TagAdd(new_id(), "From the other"), known, other.customer(known).version))
        world.exchange()
        other.exchange()
        world.exchange()
        world.assert_converged()
        other.assert_converged()
        assert world.customer(known) == other.customer(known)
    finally:
        other.close()


def test_a_tablet_locked_out_is_told_and_loses_nothing(downloaded: ServiceWorld) -> None:
    world, known = downloaded, first_customer(downloaded)
    world.save(Saved(op.NoteAdd(known, "Still here"), new_id()))
    world.service.revoke(world.credentials.device_id)
    with pytest.raises(errors.Revoked):
        world.exchange()
    assert world.tablet.journal.waiting().count == 1
    assert world.customer(known).id == known


@pytest.mark.parametrize("seed", range(3))
def test_any_troubles_end_in_agreement_with_each_effect_once(downloaded: ServiceWorld, seed: int) -> None:
    world, known, luck = downloaded, first_customer(downloaded), random.Random(seed)
    texts = []
    for number in range(12):
        if luck.random() < 0.8:
            texts.append(f"Note {number}")
            world.save(Saved(op.NoteAdd(known, texts[-1]), new_id()))
        if luck.random() < 0.2:
            world.service.rename(known, f"Name {number}")
        if luck.random() < 0.15:
            world.service.restore()
        troubles = luck.choices(get_args(Trouble), k=6)
        with contextlib.suppress(errors.Offline, errors.Busy, errors.Corrupt, errors.Rebuild, errors.NotHeadOffice):
            world.exchange(troubles)
        if luck.random() < 0.2:
            world.restart()
    world.settle()
    world.assert_converged()
    assert sorted(n.text for n in world.service.notes(known) if n.by.device) == sorted(texts)
    assert world.tablet.journal.rejected() == ()


def test_the_log_of_a_troubled_exchange_names_nobody(downloaded: ServiceWorld, tmp_path: Path) -> None:
    world, canary = downloaded, new_id()
    handler = log.open_log(tmp_path)
    try:
        world.save(
            Saved(op.CustomerCreate({"name": "Kanarienvogel"}), canary),
            Saved(op.ContactAdd(new_id(), "phone", "+34 600 123 456"), canary),
        )
        world.save(Saved(op.NoteAdd(new_id(), "Kanarienvogel of nobody"), new_id()))
        for trouble in get_args(Trouble):
            with contextlib.suppress(errors.SyncError):
                world.exchange(["ok", trouble])
        world.service.restore()
        world.exchange()
    finally:
        log.close_log(handler)
    written = (tmp_path / log.FILE).read_text("utf-8")
    assert "sync.pushed" in written
    assert "sync.offered_again" in written
    for secret in ("kanarienvogel", "600123456", "600 123 456", world.credentials.key.kept().lower()):
        assert secret not in written.lower()
