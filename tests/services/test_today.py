"""Today: follow-ups by day, appointments, suggestions; done, later, no, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from clienteling.domain.customer import BookEntry, Customer, Summary
from clienteling.domain.errors import Rejected
from clienteling.domain.history import Appointment, Interaction, Order, OrderLine
from clienteling.domain.provenance import Provenance
from clienteling.services.change import Change
from clienteling.services.drafts import DateDraft, FollowUpDraft
from clienteling.services.today import Today, TodayRow
from tests.services.shop import CENTRO, DAY, EDGAR, ELENA, MARGARITA, MARTA, NORTE, NOW, Shop, field, told


def _create(shop: Shop, due: str, customer: str = EDGAR, **changes: str) -> str:
    shop.services.enrichments.create_follow_up(customer, FollowUpDraft(due, "Call about the bag", **changes))
    return shop.tablet.journal.outbox()[-1].entity_id


def _reasons(shop: Shop) -> dict[str, str]:
    """Customer -> reason of the suggestions."""
    return {row.customer_id: row.reason for row in shop.services.today.view().today if not row.follow_up_id}


def _row(shop: Shop, customer: str = MARGARITA) -> TodayRow:
    return next(row for row in shop.services.today.view().today if row.customer_id == customer)


def test_follow_ups_stand_under_their_day(elena: Shop) -> None:
    late, now, soon = (_create(elena, due) for due in ("2026-11-20", "2026-11-21", "2026-11-28"))
    _create(elena, "2026-11-29")
    _create(elena, "2026-11-21", seller=MARTA)
    view = elena.services.today.view()
    assert view.day == "2026-11-21"
    assert [row.follow_up_id for row in view.overdue] == [late]
    assert [row.follow_up_id for row in view.today if row.follow_up_id] == [now]
    assert [row.follow_up_id for row in view.upcoming] == [soon]
    row = view.overdue[0]
    assert (row.name, row.reason, row.text, row.due, row.pending) == (
        "Edgar Villaseñor",
        "asked",
        "Call about the bag",
        "2026-11-20",
        True,
    )
    assert (row.days_since_purchase, row.days_since_contact) == (-1, -1)
    counts = {r.kind: r.count for r in view.reasons}
    assert counts["asked"] == 2
    assert sum(counts.values()) == len(view.overdue) + len(view.today)


def test_the_tile_counts_what_is_due(elena: Shop) -> None:
    _create(elena, "2026-11-20")
    _create(elena, "2026-11-21")
    _create(elena, "2026-11-22")
    elena.services.sessions.lock()
    assert {t.id: t.due_today for t in elena.services.sessions.sellers()}[ELENA] == 2


def test_the_day_is_that_of_the_store(elena: Shop) -> None:
    elena.clock.now = NOW + 11 * 3_600_000 + 30 * 60_000  # 23:30 UTC is half past midnight in Madrid
    assert elena.services.today.view().day == "2026-11-22"


def test_a_row_tells_days_consents_and_contact_by_this_seller(elena: Shop) -> None:
    mine = Provenance("seller", ELENA, "store", NOW - 9 * DAY, CENTRO)
    theirs = Provenance("seller", MARTA, "store", NOW - 2 * DAY, CENTRO)
    elena.publish(
        f"store:{CENTRO}",
        Interaction("1a" * 16, MARGARITA, NOW - 9 * DAY, "call", mine),
        Interaction("1b" * 16, MARGARITA, NOW - 2 * DAY, "call", theirs),
    )
    row = _row(elena)
    assert (row.days_since_purchase, row.days_since_contact) == (21, 9)
    assert row.consents == {"email": "allowed", "whatsapp": "unknown", "sms": "unknown", "phone": "refused"}


def test_one_suggestion_per_customer_the_most_urgent_first(elena: Shop) -> None:
    assert _reasons(elena) == {MARGARITA: "complaint"}
    assert _row(elena).values == {"subject": "Clasp of the bag", "at": str(NOW - 9 * DAY)}
    ticket = elena.rows["ticket", "b0" * 16]
    elena.publish(f"store:{CENTRO}", replace(ticket, state="resolved"))
    assert _reasons(elena) == {MARGARITA: "date"}
    assert _row(elena).values == {"kind": "anniversary", "days": "5", "label": "", "date": "2026-11-26"}
    elena.services.enrichments.remove_date(MARGARITA, "70" * 16)
    assert _reasons(elena) == {MARGARITA: "cart"}
    assert _row(elena).values["title"] == "Camel coat"
    cart = elena.rows["cart", "a0" * 16]
    elena.publish(f"store:{CENTRO}", replace(cart, state="bought"))
    assert _reasons(elena) == {MARGARITA: "keep_in_touch"}
    elena.services.enrichments.log_interaction(MARGARITA, "call")
    assert _reasons(elena) == {}


def test_who_just_bought_here_is_thanked_by_who_served_them(elena: Shop) -> None:
    line = OrderLine("Sandals", 1, 9_900)
    at = NOW - DAY
    elena.publish(
        f"store:{CENTRO}",
        Order("e0" * 16, EDGAR, "CEN-9", "store", at, "EUR", 9_900, (line,), store=CENTRO, seller=ELENA),
        replace(
            elena.rows["customer", EDGAR],
            version=3,
            summary=Summary(last_purchase_at=at, last_store_purchase_at=at, last_purchase_store=CENTRO, orders_store=1),
        ),
    )
    assert _reasons(elena)[EDGAR] == "thanks"
    assert _row(elena, EDGAR).values == {"title": "Sandals", "at": str(at), "days": "1"}
    elena.sign_in(MARTA)
    assert EDGAR not in _reasons(elena)


def test_who_buys_regularly_is_due_again(elena: Shop) -> None:
    line = OrderLine("Face cream", 1, 4_900)
    days = (260, 200, 140, 70)
    elena.publish(
        f"store:{CENTRO}",
        *(
            Order(f"{0x200 + n:032x}", EDGAR, f"W-{n}", "web", NOW - ago * DAY, "EUR", 4_900, (line,))
            for n, ago in enumerate(days)
        ),
        replace(
            elena.rows["customer", EDGAR],
            version=3,
            summary=Summary(last_purchase_at=NOW - 70 * DAY, last_web_purchase_at=NOW - 70 * DAY, orders_web=4),
            book=(BookEntry("6e" * 16, ELENA, "secondary", told(3)),),
        ),
    )
    elena.services.enrichments.log_interaction(EDGAR, "call")
    assert _reasons(elena)[EDGAR] == "replenishment"
    assert _row(elena, EDGAR).values == {"title": "Face cream", "days": "70", "every": "60"}


def test_a_whole_book_nobody_was_in_touch_with_does_not_drown_the_seller(elena: Shop) -> None:
    elena.publish(
        f"store:{CENTRO}",
        *(
            Customer(
                f"{0x300 + n:032x}",
                1,
                {"name": field(f"Customer {n}")},
                book=(BookEntry(f"{0x400 + n:032x}", ELENA, "primary", told(9)),),
                summary=Summary(last_purchase_at=NOW - n * DAY),
            )
            for n in range(1, 60)
        ),
    )
    reasons = list(_reasons(elena).values())
    assert reasons.count("keep_in_touch") == 8
    assert reasons[0] == "complaint"


def test_a_customer_with_a_follow_up_today_is_not_suggested_too(elena: Shop) -> None:
    _create(elena, "2026-11-21", MARGARITA)
    assert MARGARITA not in _reasons(elena)


def test_appointments_are_todays_of_this_store_and_seller(elena: Shop) -> None:
    def visit(number: int, hours: int, store: str = CENTRO, seller: str = ELENA, state: str = "planned") -> Appointment:
        at = NOW + hours * 3_600_000
        return Appointment(f"{number:032x}", EDGAR, at, store, seller, "Alterations", told(1), state, 1)  # type: ignore[arg-type]

    elena.publish(
        f"store:{CENTRO}",
        visit(1, 5),
        visit(2, 1),
        visit(3, 2, seller=""),
        visit(4, 2, seller=MARTA),
        visit(5, 2, NORTE),
        visit(6, 2, state="cancelled"),
        visit(7, 24),
        visit(8, -14),
    )
    visits = elena.services.today.view().appointments
    assert [int(v.id, 16) for v in visits] == [2, 3, 1]
    assert visits[0].name == "Edgar Villaseñor"


_ANSWERS: dict[str, Callable[[Today, TodayRow], Change]] = {
    "done": lambda today, row: today.done(row, "called"),
    "snooze": lambda today, row: today.snooze(row, "2026-12-05"),
    "dismiss": lambda today, row: today.dismiss(row, "not now"),
}


@pytest.mark.parametrize("delivered", [False, True], ids=["before delivery", "after delivery"])
@pytest.mark.parametrize("answer", sorted(_ANSWERS))
@pytest.mark.parametrize("kind", ["follow-up", "suggestion"])
def test_an_answered_row_goes_and_undo_brings_it_back(elena: Shop, kind: str, answer: str, delivered: bool) -> None:
    today = elena.services.today
    if kind == "follow-up":
        _create(elena, "2026-11-21", EDGAR)
        elena.deliver()
    customer = EDGAR if kind == "follow-up" else MARGARITA

    def rows() -> list[Any]:
        view = today.view()
        return [(r.customer_id, r.reason) for r in (*view.overdue, *view.today) if r.customer_id == customer]

    before = rows()
    assert len(before) == 1
    change = _ANSWERS[answer](today, _row(elena, customer))
    assert len({op.group_id for op in elena.tablet.journal.outbox()}) == 1
    assert (customer, before[0][1]) not in rows()
    if delivered:
        elena.deliver()
        assert (customer, before[0][1]) not in rows()
    assert change.undo is not None
    change.undo()
    assert rows() == before
    assert {r.status for r in elena.deliver()} == {"applied"}
    assert rows() == before


def test_a_snoozed_suggestion_comes_back_on_its_day_with_its_reason(elena: Shop) -> None:
    today = elena.services.today
    today.snooze(_row(elena), "2026-11-25")
    [row] = [r for r in today.view().upcoming if r.customer_id == MARGARITA]
    assert (row.reason, row.text, row.due) == ("complaint", "Clasp of the bag", "2026-11-25")
    elena.clock.now += 4 * DAY
    assert [r.follow_up_id for r in today.view().today if r.customer_id == MARGARITA] == [row.follow_up_id]


def test_a_snoozed_date_says_how_far_it_is_on_the_day_it_is_shown(elena: Shop) -> None:
    ticket = elena.rows["ticket", "b0" * 16]
    elena.publish(f"store:{CENTRO}", replace(ticket, state="resolved"))
    elena.services.today.snooze(_row(elena), "2026-11-24")
    elena.clock.now += 3 * DAY
    row = _row(elena)
    assert (row.reason, row.text, row.values["days"]) == ("date", "", "2")


def test_a_dismissed_suggestion_stays_silent_for_a_while_on_every_tablet(elena: Shop) -> None:
    today = elena.services.today
    today.dismiss(_row(elena), "Nothing to say")
    elena.deliver()
    assert _reasons(elena)[MARGARITA] == "date"
    closed = next(e for (etype, _), e in elena.rows.items() if etype == "followup")
    assert (closed.state, closed.reason, closed.outcome) == ("cancelled", "complaint", "Nothing to say")
    elena.clock.now += 3 * DAY
    assert _reasons(elena)[MARGARITA] == "complaint"


def test_snoozing_to_no_day_is_refused_and_nothing_is_lost(elena: Shop) -> None:
    row = _row(elena)
    with pytest.raises(Rejected):
        elena.services.today.snooze(row, "someday")
    assert elena.waiting() == 0
    assert _row(elena) == row


def test_a_birthday_learnt_now_is_a_reason_now(elena: Shop) -> None:
    elena.services.enrichments.add_to_book(EDGAR)
    elena.services.enrichments.set_date(EDGAR, DateDraft("birthday", 11, 22))
    assert _reasons(elena)[EDGAR] == "date"
    assert _row(elena, EDGAR).values["days"] == "1"
