"""Whom to suggest on Today: the advisor's rules over the rows of this tablet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from clienteling.domain import advisor
from clienteling.domain.advisor import Facts, Moment, Suggestion
from clienteling.domain.customer import Customer
from clienteling.domain.days import DAY_MS
from clienteling.domain.history import Order
from clienteling.process.courtesy import used_up
from clienteling.services.reading import people

if TYPE_CHECKING:
    from clienteling.services.sessions import Session
    from clienteling.store.tablet import Tablet

BOOK_LIMIT = 500
"""Customers of the own book that are looked at, most recently active first."""
PER_REASON = 8
"""Suggestions of one reason: a seller has one day."""
REGULARS = 100
"""Customers whose purchases are searched for regular ones."""
_BUYERS = 50
_ORDER_DAYS = 800
_NOBODY: Mapping[str, Customer] = {}


class Advice:
    """Suggestions for one seller at one moment. Reads everything in bulk."""

    def __init__(
        self, tablet: Tablet, session: Session, moment: Moment, same: Mapping[str, Customer] = _NOBODY
    ) -> None:
        """``same``: customers whom somebody takes for the same person as another one, for whoever may decide."""
        self._tablet = tablet
        self._same = same
        self._seller = session.seller.id
        self._store = session.store.id
        self._moment = moment

    def suggestions(self, but: Collection[str]) -> list[tuple[str, Suggestion]]:
        """(customer, suggestion), most urgent reason first; one per customer, none for those in ``but``; before
        these what is to be decided about two profiles.
        """
        candidates = {key: reasons for key, reasons in self._candidates().items() if reasons and key not in but}
        silent = self._silent({*candidates, *self._same})
        found: dict[str, Suggestion] = {}
        for reason in advisor.URGENCY:
            likely = [
                (customer_id, reasons[reason])
                for customer_id, reasons in candidates.items()
                if reason in reasons and customer_id not in found and reason not in silent.get(customer_id, ())
            ]
            if reason == "date":
                likely.sort(key=lambda item: int(item[1].values["days"]))
            found.update(likely[:PER_REASON])
        return [*self._duplicates(silent), *found.items()]

    def _duplicates(self, silent: Mapping[str, Collection[str]]) -> list[tuple[str, Suggestion]]:
        """Who may be the same person as another one, whatever else there is to do about them."""
        found = [
            (customer_id, Suggestion("duplicate", {"name": other.name}))
            for customer_id, other in self._same.items()
            if "duplicate" not in silent.get(customer_id, ())
        ]
        return found[:PER_REASON]

    def values_of(self, reason: str, customer: Customer) -> dict[str, str]:
        """What the sentence of a follow-up that began as a suggestion says today; nothing when the reason is gone."""
        [facts] = self._facts([customer], {customer.id}, {customer.id})
        return advisor.values_of(reason, facts, self._moment) or {}

    def _candidates(self) -> dict[str, dict[str, Suggestion]]:
        book = self._tablet.agenda.book(self._seller, BOOK_LIMIT)
        since = self._moment.now - (advisor.THANKS_DAYS + 1) * DAY_MS
        buyers = self._tablet.agenda.recent_buyers(self._store, since, _BUYERS)
        customers = list(people(self._tablet, (*book, *buyers)).values())
        facts = self._facts(customers, set(book), set(buyers))
        customers.clear()  # each goes with its facts
        return {f.customer.id: {s.reason: s for s in advisor.reasons(f, self._moment)} for f in used_up(facts)}

    def _facts(self, customers: list[Customer], book: set[str], buyers: set[str]) -> list[Facts]:
        agenda = self._tablet.agenda
        ids = [customer.id for customer in customers]
        regulars = [c.id for c in customers if c.id in book and self._regular(c)][:REGULARS]
        since = self._moment.now - _ORDER_DAYS * DAY_MS
        tickets = _by_customer(agenda.open_entities("ticket", ids))
        carts = _by_customer(agenda.open_entities("cart", ids))
        contacts = agenda.last_contacts(ids, self._seller)
        orders = _by_customer(agenda.recent("order", list({*regulars, *buyers}), since))
        return [
            Facts(
                customer,
                tuple(tickets.get(customer.id, ())),
                tuple(carts.get(customer.id, ())),
                tuple(orders.get(customer.id, ())),
                contacts.get(customer.id, 0),
                customer.id in buyers and self._mine_to_thank(orders.get(customer.id, ()), customer.id in book),
                customer.id in book,
                self._same.get(customer.id),
            )
            for customer in customers
        ]

    def _regular(self, customer: Customer) -> bool:
        """Whether they may buy something regularly: enough purchases, the last one neither fresh nor years ago."""
        summary = customer.summary
        days = (self._moment.now - summary.last_purchase_at) / DAY_MS
        return summary.orders_store + summary.orders_web >= 3 and 14 <= days <= _ORDER_DAYS

    def _mine_to_thank(self, orders: Iterable[Order], own_book: bool) -> bool:
        """The last purchase here was served by this seller, or by nobody in particular to one of their customers."""
        here = [o for o in advisor.sales(orders) if o.channel == "store" and o.store == self._store]
        if not here:
            return False
        seller = max(here, key=lambda o: o.at).seller
        return seller == self._seller or (not seller and own_book)

    def _silent(self, customer_ids: Collection[str]) -> dict[str, frozenset[str]]:
        """Customer -> reasons that are looked after, or were a short while ago."""
        agenda = self._tablet.agenda
        since = self._moment.now - max(advisor.QUIET_DAYS.values()) * DAY_MS
        held = [*agenda.open_entities("followup", customer_ids), *agenda.recent("followup", customer_ids, since)]
        return {key: advisor.silent(tasks, self._moment) for key, tasks in _by_customer(held).items()}


def _by_customer(items: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for item in items:
        found.setdefault(item.customer_id, []).append(item.entity)
    return found
