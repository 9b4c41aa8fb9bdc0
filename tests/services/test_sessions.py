"""Signing in: PINs, wrong ones, waiting, switching, and what is closed in between."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from clienteling.services.context import Services
from clienteling.services.errors import NeedsOffice, NotFound, NotSignedIn, WrongPin
from clienteling.services.tiles import initials
from clienteling.store.errors import DiskFull, Locked
from tests import keys
from tests.services.shop import CENTRO, ELENA, MARGARITA, MARTA, NADIA, PIN, TOMAS, Shop


def test_tiles_are_the_active_sellers_of_this_store_managers_last(shop: Shop) -> None:
    tiles = shop.services.sessions.sellers()
    assert [(t.id, t.initials, t.role) for t in tiles] == [
        (ELENA, "ER", "seller"),
        (MARTA, "MQ", "seller"),
        (NADIA, "NS", "manager"),
    ]
    store = shop.services.sessions.store()
    assert store is not None
    assert store.name == "Centro"


def test_a_right_pin_signs_in_and_another_seller_takes_over(shop: Shop) -> None:
    sessions = shop.services.sessions
    with pytest.raises(NotSignedIn):
        sessions.require()
    assert sessions.sign_in(ELENA, PIN).seller.name == "Elena Robles"
    assert sessions.require().store.id == CENTRO
    sessions.sign_in(MARTA, PIN)
    assert sessions.require().seller.id == MARTA
    sessions.sign_out()
    assert sessions.current is None


def test_locked_nothing_is_open_and_the_tiles_still_stand(elena: Shop) -> None:
    sessions = elena.services.sessions
    waiting = elena.waiting()
    elena.services.enrichments.add_note(MARGARITA, "written before")
    sessions.lock()
    assert elena.tablet.locked
    for call in (
        elena.tablet.journal.waiting,
        elena.tablet.replica.epoch,
        lambda: elena.tablet.projection.customer(MARGARITA),
        lambda: elena.tablet.search.query("mar"),
        lambda: elena.tablet.journal.save_draft(ELENA, "note", "words"),
    ):
        with pytest.raises(Locked):
            call()
    assert len(sessions.sellers()) == 3
    assert elena.services.sync_centre.status().waiting == 0
    sessions.lock()  # again
    # Somebody else opens it; what waits is still there, and still its author's.
    sessions.sign_in(MARTA, PIN)
    assert elena.waiting() == waiting + 1
    assert {op.actor for op in elena.tablet.journal.outbox()} == {ELENA}
    assert elena.services.profiles.open(MARGARITA).customer.name == "Margarita Garcés Ibarra"


def test_a_wrong_pin_opens_nothing(elena: Shop) -> None:
    elena.services.sessions.lock()
    with pytest.raises(WrongPin):
        elena.services.sessions.sign_in(MARTA, "000000")
    assert elena.tablet.locked
    assert elena.services.sessions.current is None


def test_a_sign_in_that_fails_once_the_files_are_open_closes_them_again(shop: Shop) -> None:
    sessions, vault = shop.services.sessions, shop.services.opening.vault
    sessions.lock()
    with mock.patch.object(shop.tablet.replica, "sellers", side_effect=DiskFull("replica")), pytest.raises(DiskFull):
        sessions.sign_in(ELENA, PIN)
    assert (shop.tablet.locked, sessions.current) == (True, None)
    with mock.patch.object(vault, "store", return_value=None), pytest.raises(NotFound):
        sessions.sign_in(ELENA, PIN)
    assert (shop.tablet.locked, sessions.current) == (True, None)
    with mock.patch.object(vault, "keep_contact", side_effect=PermissionError), pytest.raises(PermissionError):
        sessions.sign_in(ELENA, PIN)
    assert (shop.tablet.locked, sessions.current) == (True, None)
    assert sessions.sign_in(ELENA, PIN).seller.id == ELENA


def test_wrong_pins_cost_growing_waits_that_survive_a_restart(shop: Shop) -> None:
    sessions = shop.services.sessions
    seen = []
    for left in (3, 2, 1):
        with pytest.raises(WrongPin) as refused:
            sessions.sign_in(ELENA, "000000")
        assert (refused.value.tries_left, refused.value.wait_seconds) == (left, 0)
    for _ in range(6):
        with pytest.raises(WrongPin) as refused:
            sessions.sign_in(ELENA, "000000")
        assert refused.value.tries_left == 0
        seen.append(refused.value.wait_seconds)
        again = Services(shop.tablet, shop.clock, opening=keys.opening_of(shop.tablet, shop.clock)).sessions
        assert again.wait_seconds(ELENA) == seen[-1]
        with pytest.raises(WrongPin) as early:
            again.sign_in(ELENA, PIN)
        assert early.value.wait_seconds == seen[-1]
        assert again.current is None
        shop.clock.now += seen[-1] * 1000
        assert again.wait_seconds(ELENA) == 0
    assert seen == [30, 60, 300, 900, 3600, 3600]
    assert sessions.wait_seconds(MARTA) == 0
    sessions.sign_in(ELENA, PIN)
    with pytest.raises(WrongPin) as refused:
        sessions.sign_in(ELENA, "000000")
    assert refused.value.tries_left == 3


def test_the_tenth_wrong_pin_needs_head_office_and_loses_no_work(elena: Shop) -> None:
    sessions = elena.services.sessions
    elena.services.enrichments.add_note(MARGARITA, "written before")
    sessions.lock()
    for _ in range(9):
        with pytest.raises(WrongPin) as refused:
            sessions.sign_in(ELENA, "000000")
        elena.clock.now += refused.value.wait_seconds * 1000
    for pin in ("000000", PIN):
        with pytest.raises(NeedsOffice) as needs:  # the model's address answers nobody
            sessions.sign_in(ELENA, pin)
        assert (needs.value.why, needs.value.reason) == ("tries", "unreachable")
    sessions.sign_in(MARTA, PIN)
    assert [op.actor for op in elena.tablet.journal.outbox()] == [ELENA]


@pytest.mark.parametrize("seller", [TOMAS, "f0" * 16, "", "nobody"])
def test_who_left_or_belongs_elsewhere_cannot_sign_in(shop: Shop, seller: str) -> None:
    with pytest.raises(NotFound):
        shop.services.sessions.sign_in(seller, PIN)


def test_signed_out_nothing_of_a_customer_can_be_read_or_written(shop: Shop) -> None:
    services = shop.services
    services.sessions.sign_in(ELENA, PIN)
    services.sessions.sign_out()
    for call in (
        lambda: services.directory.search("mar"),
        lambda: services.directory.rows((MARGARITA,)),
        lambda: services.profiles.open(MARGARITA),
        lambda: services.profiles.timeline(MARGARITA),
        lambda: services.profiles.closet(MARGARITA),
        services.today.view,
        lambda: services.enrichments.add_note(MARGARITA, "words"),
        lambda: services.enrichments.edit_note("n" * 32, "words"),
        lambda: services.enrichments.draft(MARGARITA, "note"),
        services.sync_centre.waiting_items,
        services.sync_centre.conflict_items,
    ):
        with pytest.raises(NotSignedIn):
            call()
    assert shop.waiting() == 0
    assert services.sync_centre.status().waiting == 0


def test_what_was_begun_by_a_seller_is_saved_as_theirs_until_the_files_close(shop: Shop) -> None:
    sessions, enrichments = shop.services.sessions, shop.services.enrichments
    nobodys = sessions.bound(lambda: enrichments.add_note(MARGARITA, "nobody's"))
    sessions.sign_in(ELENA, PIN)
    elenas = sessions.bound(lambda: enrichments.add_note(MARGARITA, "hers"))
    sessions.sign_out()
    elenas()
    with pytest.raises(NotSignedIn):
        enrichments.add_note(MARGARITA, "afterwards")
    sessions.sign_in(MARTA, PIN)
    elenas()
    with pytest.raises(NotSignedIn):
        nobodys()
    assert sessions.require().seller.id == MARTA
    assert [op.actor for op in shop.tablet.journal.outbox()] == [ELENA, ELENA]
    sessions.lock()
    with pytest.raises(Locked):
        elenas()


def test_demo_pins_are_shown_only_when_the_settings_hold_them(shop: Shop) -> None:
    assert {t.demo_pin for t in shop.services.sessions.sellers()} == {""}
    shop.tablet.settings.put("demo_pins", f'{{"{ELENA}": "{PIN}"}}')
    assert [t.demo_pin for t in shop.services.sessions.sellers()] == [PIN, "", ""]
    shop.tablet.settings.put("demo_pins", "nonsense")
    assert {t.demo_pin for t in shop.services.sessions.sellers()} == {""}


def test_no_file_of_a_locked_tablet_tells_anything_of_a_customer(elena: Shop) -> None:
    elena.services.enrichments.add_note(MARGARITA, "Zacarías Quintanilla comes on Friday")
    marks = ("Margarita", "Garcés", "margarita@example.com", "+34600123456", "Quintanilla", PIN)

    def told(folder: Path) -> set[tuple[str, str]]:
        found = set()
        for path in folder.rglob("*"):
            held = path.read_bytes() if path.is_file() else b""
            found |= {(path.name, m) for m in marks for code in ("utf-8", "utf-16-le") if m.encode(code) in held}
        return found

    folder = elena.tablet.directory
    assert {path.name for path in folder.iterdir()} >= {"journal.db", "journal.db-wal", "replica.db", "keys.json"}
    assert told(folder) == set()
    elena.services.sessions.lock()
    assert told(folder) == set()
    assert not any(path.read_bytes().startswith(b"SQLite format 3") for path in folder.glob("*.db*"))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Elena Robles", "ER"),
        ("Júlia", "J"),
        ("Ana María de la Torre", "AT"),
        ("", "?"),
        ("李 小龙", "李小"),
        ("- x", "X"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
