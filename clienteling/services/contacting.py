"""Whether the customer on the screen may be contacted now: the same question as head office's, asked of this tablet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clienteling.domain import gate
from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import ConsentChannel, ConsentPurpose, Customer
from clienteling.domain.days import DAY_MS
from clienteling.domain.zones import likely

if TYPE_CHECKING:
    from clienteling.store.tablet import Tablet


@dataclass(frozen=True, slots=True)
class Contacting:
    """All that decides, as it was when the profile was read; the moment is whose who asks."""

    facts: gate.Facts
    rules: ContactRules

    def why_not(self, channel: ConsentChannel, now: int, purpose: ConsentPurpose = "marketing") -> gate.Why:
        """Why the customer may not be contacted by this channel at ``now`` (ms); empty when they may."""
        return gate.why_not(self.facts, self.rules, purpose, channel, now)


def contacting(tablet: Tablet, customer: Customer, now: int) -> Contacting:
    """What decides about a customer, with all that waits on this tablet. Not for one whose contacts are masked."""
    rules = tablet.replica.contact_rules()
    zones = {store.id: store.timezone for store in tablet.replica.stores()}
    since = now - rules.days * DAY_MS
    interactions = [item.entity for item in tablet.agenda.recent("interaction", [customer.id], since)]
    home = zones.get(customer.value("home_store"), "")
    where, contacts = likely(customer, home, zones.values()), gate.contacts_of(interactions)
    return Contacting(gate.Facts(customer.consents, where, contacts, customer.suppressed), rules)
