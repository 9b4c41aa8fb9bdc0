"""Two profiles side by side: what each says, who said it, and what both say alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clienteling.domain.provenance import Provenance
from clienteling.domain.text import fold
from clienteling.ui import profile_words, words
from clienteling.ui.format import translate

if TYPE_CHECKING:
    from clienteling.domain.customer import Customer
    from clienteling.services.directory import DuplicateRow
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.format import Formats

_CONTACTS = 4
ALIKE, APART = "equals", "minus"


@dataclass(frozen=True, slots=True)
class LikelyPerson:
    """Somebody who may be the other one. ``because``: what they have in common, or what tells them apart in a list."""

    key: str
    name: str
    because: str


@dataclass(frozen=True, slots=True)
class SideRow:
    """One of the two. ``facts`` are what is known, each with its ``sources`` and with an icon in ``symbols`` that says
    whether both profiles have it alike; ``said`` reads all of it.
    """

    key: str
    caption: str
    name: str
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    symbols: tuple[str, ...]
    said: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class _Fact:
    text: str
    by: Provenance | None = None


def side_rows(views: tuple[ProfileView, ProfileView], chosen: str, formats: Formats, now: int) -> list[SideRow]:
    """The two profiles; ``chosen`` is the id of the one that stays, empty when nothing is chosen."""
    told = [list(_facts(view, formats, now)) for view in views]
    alike = {fold(fact.text) for fact in told[0]} & {fold(fact.text) for fact in told[1]}
    return [_side(view, facts, alike, chosen, formats, now) for view, facts in zip(views, told, strict=True)]


def _side(view: ProfileView, facts: list[_Fact], alike: set[str], chosen: str, formats: Formats, now: int) -> SideRow:
    customer = view.customer
    held = customer.fields.get("name")
    symbols = tuple(ALIKE if fold(fact.text) in alike else APART for fact in facts)
    both = translate("MergeSheetModel", "on both")
    said = [fact.text + (f" ({both})" if symbol == ALIKE else "") for fact, symbol in zip(facts, symbols, strict=True)]
    name = profile_words.shown_name(customer)
    return SideRow(
        customer.id,
        profile_words.source_line(held.by, view, now, formats) if held else "",
        name,
        tuple(fact.text for fact in facts),
        tuple(profile_words.source_line(fact.by, view, now, formats) if fact.by else "" for fact in facts),
        symbols,
        ", ".join([name, *said]),
        customer.id == chosen,
    )


def _facts(view: ProfileView, formats: Formats, now: int) -> Iterator[_Fact]:
    customer = view.customer
    for contact in customer.contacts[:_CONTACTS]:
        yield _Fact(words.isolated(profile_words.contact_value(contact.kind, contact.value)), contact.by)
    for date in customer.dates:
        if date.kind == "birthday":
            text = translate("MergeSheetModel", "Born %1").replace("%1", profile_words.full_date(date, formats))
            yield _Fact(text, date.by)
    yield from (_Fact(text) for text in _standing(customer, view))
    yield _Fact(_bought(customer, formats, now))


def _standing(customer: Customer, view: ProfileView) -> Iterator[str]:
    if customer.loyalty is not None:
        tier = words.tier(customer.loyalty.tier) if customer.loyalty.tier else customer.loyalty.programme
        yield profile_words.joined(tier, customer.loyalty.card)
    if store := view.stores.get(customer.value("home_store"), ""):
        yield translate("MergeSheetModel", "Home store %1").replace("%1", words.isolated(store))
    if seller := view.sellers.get(profile_words.primary_seller(customer), ""):
        yield translate("MergeSheetModel", "In the client book of %1").replace("%1", words.isolated(seller))


def _bought(customer: Customer, formats: Formats, now: int) -> str:
    summary = customer.summary
    count = summary.orders_store + summary.orders_web
    if not count:
        return translate("MergeSheetModel", "Has not bought yet")
    ago = formats.ago(summary.last_purchase_at, now)
    return translate("MergeSheetModel", "%n purchases, last %1", "", count).replace("%1", ago)


def likely_rows(found: tuple[DuplicateRow, ...]) -> list[LikelyPerson]:
    """Who may be the other one, and why."""
    return [
        LikelyPerson(d.row.id, words.customer_name(d.row.name, d.row.web_account), ", ".join(map(_because, d.because)))
        for d in found
    ]


def _because(kind: str) -> str:
    return {
        "same_email": translate("NewCustomerModel", "same e-mail"),
        "same_phone": translate("NewCustomerModel", "same phone"),
        "same_card": translate("NewCustomerModel", "same loyalty card"),
        "same_name": translate("NewCustomerModel", "same name"),
        "similar_name": translate("NewCustomerModel", "similar name"),
        "same_birthday": translate("NewCustomerModel", "same birthday"),
    }.get(kind, kind)
