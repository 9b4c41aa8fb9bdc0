"""Whom to suggest on Today: the advisor's rules over the rows of this tablet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from clienteling.domain import advisor
from clienteling.domain.advisor import Facts, Moment, Suggestion
from clienteling.domain.customer import Customer
from clienteling.domain.days import DAY_MS
from clienteling.services.reading import people
from clienteling.store.values import Viewer

if TYPE_CHECKING:
    from clienteling.services.sessions import Session
    from clienteling.store.tablet import Tablet

BOOK_LIMIT = 500
"""Customers of the own book that are looked at, most recently active first."""
PER_REASON = 8
"""Suggestions of one reason: a seller has one day."""
REGULARS = 60
"""Customers whose purchases are searched for regular ones."""
_BUYERS, _HISTORY = 50, 50


class Advice:
    """Suggestions for one seller at one moment. Reads in bulk; single histories only of who may be suggested."""

    def __init__(self, tablet: Tablet, session: Session, moment: Moment) -> None:
        self._tablet = tablet
        self._seller = session.seller.id
        self._store = session.store.id
        self._viewer = Viewer(session.seller.id, session.store.id)
        self._moment = moment
        self._silent: dict[str, frozenset[str]] = {}

    def suggestions(self, but: Collection[str]) -> list[tuple[str, Suggestion]]:
        """(customer, suggestion), most urgent reason first; one per customer, none for those in ``but``."""
        found: dict[str, Suggestion] = {}
        candidates = {key: reasons for key, reasons in self._candidates().items() if key not in but}
        for reason in advisor.URGENCY:
            taken = 0
            for customer_id, reasons in candidates.items():
                suggestion = reasons.get(reason)
                if suggestion is None or customer_id in found or reason in self._quiet(customer_id):
                    continue
                found[customer_id] = suggestion
                taken += 1
                if taken == PER_REASON:
                    break
        return list(found.items())

    def values_of(self, reason: str, customer: Customer) -> dict[str, str]:
        """What the sentence of a follow-up that began as a suggestion says today; nothing when the reason is gone."""
        facts = next(iter(self._facts([customer], {customer.id}, {customer.id})))
        return advisor.values_of(reason, facts, self._moment) or {}

    def _candidates(self) -> dict[str, dict[str, Suggestion]]:
        book = self._tablet.agenda.book(self._seller)[:BOOK_LIMIT]
        since = self._moment.now - (advisor.THANKS_DAYS + 1) * DAY_MS
        buyers = self._tablet.agenda.recent_buyers(self._store, since, _BUYERS)
        customers = list(people(self._tablet, (*book, *buyers)).values())
        facts = self._facts(customers, set(book), set(buyers))
        return {f.customer.id: {s.reason: s for s in advisor.reasons(f, self._moment)} for f in facts}

    def _facts(self, customers: list[Customer], book: set[str], buyers: set[str]) -> Iterator[Facts]:
        ids = [customer.id for customer in customers]
        tickets = _by_customer(self._tablet.agenda.open_entities("ticket", ids))
        carts = _by_customer(self._tablet.agenda.open_entities("cart", ids))
        contacts = self._tablet.agenda.last_contacts(ids, self._seller)
        regulars = {c.id for c in customers if c.id in book and self._regular(c)}
        looked = 0
        for customer in customers:
            facts = Facts(
                customer,
                tuple(tickets.get(customer.id, ())),
                tuple(carts.get(customer.id, ())),
                last_contact=contacts.get(customer.id, 0),
                own_book=customer.id in book,
            )
            if customer.id in buyers or (customer.id in regulars and looked < REGULARS):
                looked += customer.id not in buyers
                facts = replace(facts, orders=self._history(customer.id, "order"))
                facts = replace(facts, bought_here=customer.id in buyers and self._mine_to_thank(facts))
            yield facts

    def _regular(self, customer: Customer) -> bool:
        """Whether they may buy something regularly: enough purchases, the last one neither fresh nor years ago."""
        summary = customer.summary
        days = (self._moment.now - summary.last_purchase_at) / DAY_MS
        return summary.orders_store + summary.orders_web >= 3 and 14 <= days <= 800

    def _mine_to_thank(self, facts: Facts) -> bool:
        """The last purchase here was served by this seller, or by nobody in particular to one of their customers."""
        here = [o for o in advisor.sales(facts.orders) if o.channel == "store" and o.store == self._store]
        if not here:
            return False
        seller = max(here, key=lambda o: o.at).seller
        return seller == self._seller or (not seller and facts.own_book)

    def _quiet(self, customer_id: str) -> frozenset[str]:
        if customer_id not in self._silent:
            self._silent[customer_id] = advisor.silent(self._history(customer_id, "followup"), self._moment)
        return self._silent[customer_id]

    def _history(self, customer_id: str, kind: str) -> tuple[Any, ...]:
        items = self._tablet.projection.history(customer_id, self._viewer, (kind,), 0, _HISTORY)
        return tuple(item.entity for item in items)


def _by_customer(items: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for item in items:
        found.setdefault(item.customer_id, []).append(item.entity)
    return found
