"""Fault 12: the app is upgraded with thousands of operations of the old one waiting; sellers change in between."""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from clienteling.domain.operations import OP_SCHEMA
from clienteling.services.context import Services
from headoffice.db.engine import reading
from headoffice.db.sync_tables import quarantine
from headoffice.db.tables import company
from tests import keys
from tests.contracts import old_journal
from tests.contracts.worlds import ServiceWorld
from tests.faults.ground import Fault, Figures, Ground, Shop, first_customer, tries

_TROUBLES = ("unanswered", "cut", "ok", "twice", "garbled request", "unsent")


def upgrade(ground: Ground) -> Figures:
    """The journal is a file of the old app; the new one opens it and sends what is in it over a bad network."""
    customers = ground.pick(625, 625, suite=40)
    with ground.shop() as shop:
        till = shop.till
        seller, store = till.seller, till.credentials.store
        till.close()
        writer = old_journal.Writer(till.credentials.replica_id, store, seller)
        saved = old_journal.write(till.directory / "journal.db", writer, customers)
        shop.service.before_keys(till.credentials.device_id, old_journal.TOKEN)
        till.restart()
        journal = till.tablet.journal
        assert journal.waiting().count == len(saved), "operations of the old app are gone after the upgrade"
        failed = 0
        while reason := tries(till, list(_TROUBLES[failed % 6 :]) + list(_TROUBLES), only="/v1/push"):
            failed += 1
            assert failed < 60, reason
        till.settle()
        ids = {operation["op_id"] for operation in saved}
        assert journal.waiting().count == 0
        assert not journal.rejected(), "operations of the old app were refused"
        assert ids <= shop.service.ledger(), "operations of the old app were dropped"
        with reading(shop.service.engine) as conn:
            assert not conn.execute(select(quarantine.c.op_id)).all()
        till.assert_converged()
    return {"operations of the old app": len(saved), "its schema": 1, "ours": OP_SCHEMA, "dropped": 0, "cut": failed}


def sellers(ground: Ground) -> Figures:
    """Sellers take turns on one tablet while nothing can be sent; the app is closed and opened in between."""
    turns = ground.pick(4, 40)
    with ground.shop() as shop:
        pins = _pins(shop)
        people = [seller.id for seller in shop.till.tablet.replica.sellers(shop.till.credentials.store)][:2]
        known, written = first_customer(shop.till), {}
        for turn in range(turns):
            who, other = people[turn % 2], people[1 - turn % 2]
            services = _signed_in(shop.till, who, pins)
            _assert_private(services, known, other)
            for audience in ("me", "store"):
                text = f"{audience} of {who}, turn {turn}"
                services.enrichments.add_note(known, text, audience)
                written[text] = who
            services.enrichments.save_draft(known, "note", f"half-typed by {who}")
            services.sessions.sign_out()
            assert tries(shop.till, ["unsent"] * 9) == "unreachable"
            shop.till.restart()
        shop.till.settle()
        shop.till.assert_converged()
        there = {note.text: note.by.actor for note in shop.service.notes(known) if note.by.device}
        assert there == written, "something has the wrong author"
        for who, other in (people, people[::-1]):
            _assert_private(_signed_in(shop.till, who, pins), known, other)
    return {"turns": turns, "notes": len(written), "wrong authors": 0, "read by another": 0}


def _pins(shop: Shop) -> dict[str, str]:
    with reading(shop.service.engine) as conn:
        return msgspec.json.decode(conn.execute(select(company.c.demo_pins)).scalar_one(), type=dict[str, str])


def _signed_in(till: ServiceWorld, who: str, pins: dict[str, str]) -> Services:
    services = Services(till.tablet, till.now, opening=keys.beside(till.tablet, till.now, pins))
    services.sessions.sign_in(who, pins[who])
    return services


def _assert_private(services: Services, known: str, other: str) -> None:
    """Who is signed in sees nothing the other one wrote for herself, nor what she has half typed."""
    shown = [note.entity.text for note in services.profiles.timeline(known, ("note",), limit=200)]
    assert not [text for text in shown if text.startswith(f"me of {other}")], "a private note is shown to another"
    assert other not in services.enrichments.draft(known, "note"), "a draft is shown to another"


FAULTS = (
    Fault(
        12,
        "upgrade with work pending",
        "a journal file of the first version with 16 kinds of operations; proxy: lost, cut, doubled",
        upgrade,
        short=("sqlite",),
    ),
    Fault(
        12,
        "sellers change with work pending",
        "sign-out, other seller, restart, nothing sent meanwhile",
        sellers,
        short=("sqlite",),
    ),
)
