"""Finding customers, and likely duplicates of somebody new."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from clienteling.domain.customer import Customer, ImportantDate
from clienteling.services.directory import Filters
from clienteling.services.drafts import ContactDraft, CustomerDraft, DateDraft, FollowUpDraft
from tests.services.shop import CENTRO, EDGAR, IMPORTED, MARGARITA, MARTA, WEB_ONLY, Shop, field


def _found(shop: Shop, text: str, filters: Filters | None = None) -> list[str]:
    page = shop.services.directory.search(text, filters or Filters())
    return [row.id for row in page.rows]


def test_a_row_shows_what_a_seller_needs(elena: Shop) -> None:
    [row] = elena.services.directory.search("garc").rows
    assert (row.id, row.name, row.tier, row.primary_seller) == (
        MARGARITA,
        "Margarita Garcés Ibarra",
        "Gold",
        "Elena Robles",
    )
    assert row.name_parts == ("Margarita ", "Garc", "és Ibarra")
    assert row.consents == {"email": "allowed", "whatsapp": "unknown", "sms": "unknown", "phone": "refused"}
    assert row.last_purchase_at > 0
    assert not row.pending


@pytest.mark.parametrize("text", ["margarita garces", "IBARRA marg", "margarita@example.com", "3456", "Margarta"])
def test_a_customer_is_found_by_name_parts_email_phone_end_and_with_a_typo(elena: Shop, text: str) -> None:
    assert MARGARITA in _found(elena, text)


def test_who_is_new_here_is_found_before_head_office_knows(elena: Shop) -> None:
    change = elena.services.enrichments.new_customer(CustomerDraft({"name": "Inês Garrido"}))
    [row] = elena.services.directory.search("ines").rows
    assert (row.id, row.pending) == (change.customer_id, True)
    assert _found(elena, "ines", Filters(book="mine")) == [change.customer_id]


def test_words_of_a_note_find_the_customer_and_show_where(elena: Shop) -> None:
    elena.services.enrichments.add_note(EDGAR, "Looks for a garment bag, size large")
    row = next(r for r in elena.services.directory.search("garment").rows if r.id == EDGAR)
    assert "".join(row.note_parts[1::2]).lower() == "garment"


def test_a_note_for_oneself_is_not_found_by_another_seller(elena: Shop) -> None:
    elena.services.enrichments.add_note(EDGAR, "Prefers velvet", "me")
    assert EDGAR in _found(elena, "velvet")
    elena.sign_in(MARTA)
    assert EDGAR not in _found(elena, "velvet")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(book="mine"), {MARGARITA}),
        (Filters(tier="Gold"), {MARGARITA}),
        (Filters(tier="Silver"), set()),
        (Filters(consent="email"), {MARGARITA}),
        (Filters(consent="phone"), set()),
        (Filters(open_follow_up=True), {EDGAR}),
        (Filters(), {MARGARITA, EDGAR, WEB_ONLY}),
    ],
)
def test_filters_narrow(elena: Shop, filters: Filters, expected: set[str]) -> None:
    elena.services.enrichments.create_follow_up(EDGAR, FollowUpDraft("2026-12-01", "Call"))
    assert set(_found(elena, "", filters)) == expected


def test_my_book_is_that_of_who_is_signed_in(elena: Shop) -> None:
    page = elena.services.directory.search("", Filters(book="mine"))
    assert (page.total, page.in_book) == (1, 1)
    elena.sign_in(MARTA)
    page = elena.services.directory.search("", Filters(book="mine"))
    assert (page.rows, page.total, page.in_book) == ((), 0, 0)
    assert elena.services.directory.search("", Filters(book="store")).in_book >= 1
    assert elena.services.directory.search("", Filters()).in_book == 0


def test_tiers_are_those_that_occur(elena: Shop) -> None:
    assert elena.services.directory.tiers() == ("Gold",)


def test_rows_come_in_the_order_asked_for(elena: Shop) -> None:
    rows = elena.services.directory.rows((EDGAR, "ee" * 16, MARGARITA))
    assert [row.id for row in rows] == [EDGAR, MARGARITA]


def test_a_search_nobody_waits_for_comes_back_empty(elena: Shop) -> None:
    page = elena.services.directory.search("mar", cancel=lambda: True)
    assert (page.rows, page.total) == ((), 0)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_string_is_fine(elena: Shop, text: str) -> None:
    page = elena.services.directory.search(text)
    assert len(page.rows) <= page.total or page.total == 0


@pytest.mark.parametrize("text", ["\x00", '"', "*", "'; DROP", "<img src=x>", "a" * 1_000_000, "% _ \\", "مريم"])
def test_hostile_strings_are_only_words(elena: Shop, text: str) -> None:
    assert len(elena.services.directory.search(text).rows) <= 3


# Duplicates


def _likely(shop: Shop, draft: CustomerDraft) -> list[tuple[str, tuple[str, ...]]]:
    return [(d.row.id, d.because) for d in shop.services.directory.duplicates(draft)]


@pytest.mark.parametrize(
    ("draft", "because"),
    [
        (CustomerDraft(contacts=(ContactDraft("email", " MARGARITA@example.com"),)), "same_email"),
        (CustomerDraft(contacts=(ContactDraft("phone", "600 12 34 56"),)), "same_phone"),
        (CustomerDraft({"name": "Margarita Garces Ibarra"}), "same_name"),
        (CustomerDraft({"name": "Margarita Garsés Ibarra"}), "similar_name"),
    ],
)
def test_who_may_be_the_same_is_shown_and_why(elena: Shop, draft: CustomerDraft, because: str) -> None:
    found = dict(_likely(elena, draft))
    assert because in found[MARGARITA]
    assert EDGAR not in found


def test_the_same_birthday_moves_a_likely_duplicate_up(elena: Shop) -> None:
    def twin(number: int, day: int) -> Customer:
        born = ImportantDate(f"{number:032x}", "birthday", 3, day, IMPORTED, version=1)
        return Customer(f"{number:032x}", 1, {"name": field("Lucía Beltrán")}, dates=(born,))

    elena.publish(f"store:{CENTRO}", twin(0x71, 4), twin(0x72, 5))
    for day, first in ((4, 0x71), (5, 0x72)):
        draft = CustomerDraft({"name": "Lucia Beltran"}, dates=(DateDraft("birthday", 3, day),))
        likely = _likely(elena, draft)
        assert likely[0] == (f"{first:032x}", ("same_name", "same_birthday"))
        assert len(likely) == 2
    assert _likely(elena, CustomerDraft(dates=(DateDraft("birthday", 3, 4),))) == []


@pytest.mark.parametrize(
    "draft",
    [
        CustomerDraft(),
        CustomerDraft({"name": "M"}),
        CustomerDraft({"name": "\x00"}, (ContactDraft("email", "marg"), ContactDraft("phone", "60"))),
        CustomerDraft({"name": "Zbigniew Kowalczyk"}, (ContactDraft("email", "z@example.com"),)),
        CustomerDraft({"name": "x" * 100_000}),
    ],
)
def test_half_typed_and_new_people_are_nobodys_duplicate(elena: Shop, draft: CustomerDraft) -> None:
    assert _likely(elena, draft) == []


def test_a_new_customer_saved_here_is_a_duplicate_at_once(elena: Shop) -> None:
    draft = CustomerDraft({"name": "Inês Garrido"}, (ContactDraft("email", "ines@example.com"),))
    change = elena.services.enrichments.new_customer(draft)
    assert _likely(elena, draft)[0][0] == change.customer_id


def test_at_most_five_are_shown(elena: Shop) -> None:
    people = [Customer(f"{n:032x}", 1, {"name": field("Ana Pérez")}) for n in range(0x80, 0x90)]
    elena.publish(f"store:{CENTRO}", *people, replace(people[0], id="9a" * 16))
    assert len(_likely(elena, CustomerDraft({"name": "Ana Perez"}))) == 5
