"""What Today asks for, pending work folded in."""

from __future__ import annotations

import msgspec

from clienteling.domain import operations as op
from clienteling.domain.history import Appointment, Cart, Interaction, Ticket
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft
from tests.store.people import CENTRO, DAY, ELENA, MARCO, NORTE, NOW, by_seller, customer, note, oid, pull, task

ANA, BEA = customer("Ana", book=[ELENA]), customer("Bea", book=[MARCO, ELENA], bought=NOW)


def save(tablet: Tablet, *drafts: Draft, actor: str = ELENA, now: int = NOW) -> None:
    tablet.journal.append(drafts, actor, CENTRO, now)


def test_client_books_are_those_shown(tablet: Tablet) -> None:
    pull(tablet, ANA, BEA, customer("Cloe"))
    assert tablet.agenda.book(ELENA) == (BEA.id, ANA.id)
    assert tablet.agenda.book(MARCO) == (BEA.id,)
    assert tablet.agenda.book(oid("nobody")) == ()
    save(tablet, Draft(op.BookRemove(ELENA, (ANA.book[0].id,)), ANA.id, 1))
    save(tablet, Draft(op.BookAdd(oid("add"), ELENA), oid("Cloe"), 1))
    assert set(tablet.agenda.book(ELENA)) == {BEA.id, oid("Cloe")}
    assert tablet.agenda.book_size(ELENA) == 2
    assert tablet.agenda.book_size(ELENA, MARCO) == 2
    assert tablet.agenda.book_size(oid("nobody")) == 0


def test_open_follow_ups_soonest_first(tablet: Tablet) -> None:
    late, soon = task("Late", ANA, due="2023-11-30"), task("Soon", BEA, due="2023-11-10")
    pull(tablet, ANA, BEA, late, soon, task("Done", ANA, state="done"), task("Marco's", ANA, seller=MARCO))
    agenda = tablet.agenda
    assert [item.entity.text for item in agenda.follow_ups(ELENA)] == ["Soon", "Late"]
    assert [item.entity.text for item in agenda.follow_ups(customer_id=ANA.id)] == ["Marco's", "Late"]
    assert [item.entity.text for item in agenda.follow_ups(ELENA, until="2023-11-20")] == ["Soon"]
    save(tablet, Draft(op.FollowUpComplete(), soon.id, 1), Draft(op.FollowUpReopen(), oid("Done"), 1))
    save(tablet, Draft(op.FollowUpEdit(seller=ELENA), oid("Marco's"), 1))
    save(tablet, Draft(op.FollowUpCreate(BEA.id, "2023-11-01", "New", ELENA), oid("New")))
    texts = {item.entity.text: item.pending for item in agenda.follow_ups(ELENA)}
    assert texts == {"New": True, "Done": True, "Marco's": True, "Late": False}
    assert agenda.due_counts(["2023-10-31"]) == {}
    twice = ["2023-11-20", "2023-11-01", "2023-11-20"]  # as when the clocks go back
    assert agenda.due_counts(twice) == agenda.due_counts(["2023-11-01", "2023-11-20"])
    assert agenda.due_counts(["2023-11-01", "2023-11-20"]) == {ELENA: {"2023-11-01": 1, "2023-11-20": 3}}
    assert [item.entity.text for item in agenda.follow_ups(customer_id=BEA.id)] == ["New"]


def test_appointments_of_a_store(tablet: Tablet) -> None:
    def visit(name: str, days: int, store: str = CENTRO, **more: object) -> Appointment:
        return Appointment(oid(name), ANA.id, NOW + days * DAY, store, ELENA, name, by_seller(), **more)  # type: ignore[arg-type]

    pull(tablet, ANA, visit("b", 1), visit("a", 0), visit("c", 9), visit("d", 0, NORTE), visit("e", 0, state="done"))
    found = tablet.agenda.appointments(CENTRO, NOW, NOW + 2 * DAY)
    assert [item.entity.text for item in found] == ["a", "b"]


def test_open_tickets_and_carts(tablet: Tablet) -> None:
    old = Ticket(oid("t1"), ANA.id, NOW - DAY, "complaint", "Clasp", by_seller())
    new = Ticket(oid("t2"), BEA.id, NOW, "question", "Size", by_seller())
    cart = Cart(oid("cart"), ANA.id, NOW, "EUR")
    pull(tablet, ANA, BEA, old, new, msgspec.structs.replace(new, id=oid("t3"), state="resolved"), cart)
    assert [item.entity for item in tablet.agenda.open_entities("ticket", [ANA.id, BEA.id])] == [new, old]
    assert [item.entity for item in tablet.agenda.open_entities("ticket", [ANA.id])] == [old]
    assert [item.entity for item in tablet.agenda.open_entities("cart", [ANA.id, BEA.id])] == [cart]
    assert tablet.agenda.open_entities("cart", []) == ()


def test_last_contact_is_by_this_seller(tablet: Tablet) -> None:
    def call(name: str, days: int, seller: str = ELENA, kind: str = "call") -> Interaction:
        return Interaction(oid(name), ANA.id, NOW - days * DAY, kind, by_seller(seller, NOW - days * DAY))

    pull(tablet, ANA, BEA, call("a", 9), call("b", 5), call("c", 1, MARCO), call("d", 1, kind="web_visit"))
    pull(tablet, note("Note", BEA, at=NOW - 3 * DAY))
    contacts = tablet.agenda.last_contacts
    assert contacts([ANA.id, BEA.id], ELENA) == {ANA.id: NOW - 5 * DAY, BEA.id: NOW - 3 * DAY}
    save(tablet, Draft(op.InteractionLog(ANA.id, "message_out", NOW, "hi"), oid("e")))
    save(tablet, Draft(op.InteractionLog(BEA.id, "call", NOW), oid("f")), actor=MARCO)
    assert contacts([ANA.id, BEA.id], ELENA) == {ANA.id: NOW, BEA.id: NOW - 3 * DAY}
    assert contacts([BEA.id], MARCO) == {BEA.id: NOW}
    for taken_back, left in (("e", {ANA.id: NOW - 5 * DAY}), ("b", {ANA.id: NOW - 9 * DAY})):
        save(tablet, Draft(op.InteractionRemove(), oid(taken_back), 1))
        assert contacts([ANA.id], ELENA) == left


def test_who_bought_here_lately(tablet: Tablet) -> None:
    pull(
        tablet,
        customer("Yesterday", bought=NOW - DAY, store=CENTRO),
        customer("Today", bought=NOW, store=CENTRO),
        customer("Elsewhere", bought=NOW, store=NORTE),
        customer("Long ago", bought=NOW - 9 * DAY, store=CENTRO),
        customer("Never"),
    )
    assert tablet.agenda.recent_buyers(CENTRO, NOW - 3 * DAY) == (oid("Today"), oid("Yesterday"))
    assert tablet.agenda.recent_buyers(CENTRO, 0, limit=1) == (oid("Today"),)


def test_tiers_that_occur_commonest_first(tablet: Tablet) -> None:
    pull(
        tablet,
        customer("A", tier="Gold"),
        customer("B", tier="Silver"),
        customer("C", tier="Silver"),
        customer("D", tier="Old"),
    )
    pull(tablet, customer("D", version=2))
    assert tablet.agenda.tiers() == ("Silver", "Gold")
