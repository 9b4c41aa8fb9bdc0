"""Fault 5: bytes that arrive damaged or not at all, whichever message they belong to."""

from __future__ import annotations

import random
from collections import Counter

from tests.contracts.worlds import ServiceWorld
from tests.faults.ground import Fault, Figures, Ground, Shop, a_note, assert_each_once, first_customer, tries
from tests.faults.proxy import MISHAPS

_DAMAGE = ("cut", "garbled", "reset", "garbled request")
_PLACES = ("/v1/device", "/v1/push", "/snapshot", "/chunks/")


def run(ground: Ground) -> Figures:
    """Damage each kind of message in each way; then everything at random."""
    luck, counts = random.Random(ground.seed), Counter[str]()
    saved: list[str] = []
    with ground.shop() as shop:
        for turn, place in enumerate((*_PLACES, f"{shop.till.scope}/changes")):
            for damage in _DAMAGE if ground.long else [_DAMAGE[(turn + n) % len(_DAMAGE)] for n in (0, 2)]:
                saved.append(a_note(shop.till, f"{damage} {place}"))
                _damage(shop, place, damage)
                counts["damaged"] += 1
        for number in range(ground.pick(6, 300, suite=3)):
            saved.append(a_note(shop.till, f"At random {number}"))
            _change(shop, number)
            if luck.random() < 0.3:
                shop.service.restore()
            counts["failed at random"] += bool(tries(shop.till, luck.choices(MISHAPS, k=8)))
            _assert_no_ghosts(shop)
        shop.till.settle()
        shop.till.assert_converged()
        assert_each_once(shop.service, saved)
    return {**counts, "operations": len(saved)}


def _change(shop: Shop, number: int) -> None:
    shop.service.rename(first_customer(shop.till), f"Renamed {number}")


def _damage(shop: Shop, place: str, damage: str) -> None:
    """One damaged message: nothing of it is used, and the same exchange again does it."""
    service, _, till = shop
    _change(shop, len(damage))
    downloading = place in {"/snapshot", "/chunks/"}
    if downloading:
        service.restore()
    held = _held(till)
    failed = tries(till, [damage], only=place)
    if downloading:
        # Asked for again at once.
        assert not failed, f"{damage} {place}: {failed}"
    else:
        assert failed in {"corrupt", "unreachable", "busy", "not_head_office", "refused"}, f"{damage} {place}: {failed}"
        if place != "/v1/push":
            assert _held(till) == held, f"{damage} {place}: rows or position have changed"
    _assert_no_ghosts(shop)
    till.settle()
    till.assert_converged()


def _held(till: ServiceWorld) -> dict[str, tuple[int, int, int]]:
    replica = till.tablet.replica
    return {scope: (replica.cursor(scope), *replica.recount(scope)) for scope in replica.scopes()}


def _assert_no_ghosts(shop: Shop) -> None:
    """The position is never ahead of the rows, and what is counted is what is there."""
    replica = shop.till.tablet.replica
    for scope in replica.scopes():
        assert replica.recount(scope) == replica.integrity(scope), "the sums are not of the rows"
        assert replica.cursor(scope) <= shop.service.sums(scope)[0], "the position is ahead of head office"


FAULTS = (
    Fault(
        5,
        "damaged messages",
        "proxy: cut, flip a byte, reset, in every kind of message both ways",
        run,
        short=("sqlite",),
    ),
)
