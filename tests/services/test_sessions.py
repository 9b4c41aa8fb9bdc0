"""Signing in: PINs, wrong ones, waiting, switching."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from clienteling.services.context import Services
from clienteling.services.errors import NoPin, NotFound, NotSignedIn, WrongPin
from clienteling.services.sessions import initials
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


def test_wrong_pins_cost_growing_waits_that_survive_a_restart(shop: Shop) -> None:
    sessions = shop.services.sessions
    seen = []
    for left in (3, 2, 1):
        with pytest.raises(WrongPin) as refused:
            sessions.sign_in(ELENA, "000000")
        assert (refused.value.tries_left, refused.value.wait_seconds) == (left, 0)
    for _ in range(7):
        with pytest.raises(WrongPin) as refused:
            sessions.sign_in(ELENA, "000000")
        assert refused.value.tries_left == 0
        seen.append(refused.value.wait_seconds)
        again = Services(shop.tablet, shop.clock).sessions
        assert again.wait_seconds(ELENA) == seen[-1]
        with pytest.raises(WrongPin) as early:
            again.sign_in(ELENA, PIN)
        assert early.value.wait_seconds == seen[-1]
        assert again.current is None
        shop.clock.now += seen[-1] * 1000
        assert again.wait_seconds(ELENA) == 0
    assert seen == [30, 60, 300, 900, 3600, 3600, 3600]
    assert sessions.wait_seconds(MARTA) == 0
    sessions.sign_in(ELENA, PIN)
    with pytest.raises(WrongPin) as refused:
        sessions.sign_in(ELENA, "000000")
    assert refused.value.tries_left == 3


def test_the_attempt_is_on_disk_before_the_pin_is_looked_at(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def power_cut(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("clienteling.services.sessions._verified", power_cut)
    for _ in range(4):
        with pytest.raises(KeyboardInterrupt):
            shop.services.sessions.sign_in(ELENA, PIN)
    assert Services(shop.tablet, shop.clock).sessions.wait_seconds(ELENA) == 30


def test_a_clock_set_back_makes_the_wait_start_again_and_no_longer(shop: Shop) -> None:
    sessions = shop.services.sessions
    for _ in range(4):
        with pytest.raises(WrongPin):
            sessions.sign_in(ELENA, "")
    shop.clock.now -= 10 * 365 * 86_400_000
    assert sessions.wait_seconds(ELENA) == 30


@pytest.mark.parametrize("pin", ["", "31415", PIN + "0", "\x00", "३१४१५९", "3" * 1_000_000])
def test_anything_else_is_a_wrong_pin(shop: Shop, pin: str) -> None:
    with pytest.raises(WrongPin):
        shop.services.sessions.sign_in(ELENA, pin)


@pytest.mark.parametrize("seller", [TOMAS, "f0" * 16, "", "nobody"])
def test_who_left_or_belongs_elsewhere_cannot_sign_in(shop: Shop, seller: str) -> None:
    with pytest.raises(NotFound):
        shop.services.sessions.sign_in(seller, PIN)


@pytest.mark.parametrize("verifier", ["", "not argon2"])
def test_a_seller_without_a_usable_pin_is_told_so(shop: Shop, verifier: str) -> None:
    seller = shop.rows["seller", MARTA]
    shop.publish("company", replace(seller, pin_verifier=verifier, version=2))
    with pytest.raises((NoPin, WrongPin)):
        shop.services.sessions.sign_in(MARTA, PIN)


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


def test_demo_pins_are_shown_only_when_the_settings_hold_them(shop: Shop) -> None:
    assert {t.demo_pin for t in shop.services.sessions.sellers()} == {""}
    shop.tablet.settings.put("demo_pins", f'{{"{ELENA}": "{PIN}"}}')
    assert [t.demo_pin for t in shop.services.sessions.sellers()] == [PIN, "", ""]
    shop.tablet.settings.put("demo_pins", "nonsense")
    assert {t.demo_pin for t in shop.services.sessions.sellers()} == {""}


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
