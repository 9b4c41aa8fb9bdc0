"""A customer in the making: what the other modules add to, part by part."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from clienteling.domain.catalogue import Seller
from clienteling.domain.customer import (
    BookEntry,
    ConsentRecord,
    ContactPoint,
    Customer,
    FieldValue,
    Identifier,
    ImportantDate,
    Loyalty,
    Preference,
    Relationship,
    Summary,
    Tag,
)
from clienteling.domain.provenance import Channel, Provenance
from headoffice.sample.company import DAY, Company, Shop
from headoffice.sample.dice import Dice, Ids
from headoffice.sample.names import Name
from headoffice.sample.places import Country
from headoffice.sample.rhythm import Rhythm
from headoffice.sample.words import Row, say

MINUTE = 60_000
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is, before we know anything about them. ``shop`` is their home store, None for web only."""

    number: int
    rhythm: Rhythm
    shop: Shop | None
    country: Country
    locale: str
    gender: str
    name: Name


@dataclass(slots=True)
class Sheet:
    """One customer being made. ``since`` is when they became known (ms); ``days`` how many days ago each purchase was;
    ``words`` the language in which sellers write about them.
    """

    company: Company
    person: Person
    dice: Dice
    ids: Ids
    id: str
    language: str
    days: list[int] = field(default_factory=list)
    since: int = 0
    primary: Seller | None = None
    fields: dict[str, FieldValue] = field(default_factory=dict)
    identifiers: list[Identifier] = field(default_factory=list)
    contacts: list[ContactPoint] = field(default_factory=list)
    consents: list[ConsentRecord] = field(default_factory=list)
    preferences: list[Preference] = field(default_factory=list)
    dates: list[ImportantDate] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    book: list[BookEntry] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
    loyalty: Loyalty | None = None
    sizes: dict[str, str] = field(default_factory=dict)
    history: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def today(self) -> int:
        """Midnight UTC of the sample's day, ms since 1970."""
        return self.company.today

    def known_days(self) -> int:
        """For how many days the customer has been known; at least one."""
        return max(1, (self.today - self.since) // DAY)

    def moment(self, days_ago: int, shop: Shop | None = None) -> int:
        """Some minute of opening hours so many days ago, by the clock of ``shop``; before the sample's day."""
        offset = shop.offset if shop else 0
        minutes = 600 + int(self.dice.random() * 600)
        return min(self.today - days_ago * DAY + minutes * MINUTE - offset, self.today - MINUTE)

    def by_source(self, source: str, at: int, channel: Channel) -> Provenance:
        """A system said it."""
        return Provenance("source", source, channel, at)

    def by_customer(self, at: int, channel: Channel = "web") -> Provenance:
        """The person themself said it."""
        return Provenance("customer", self.id, channel, at)

    def by_seller(self, seller: Seller, at: int, channel: Channel = "store") -> Provenance:
        """A seller wrote it down."""
        return Provenance("seller", seller.id, channel, at, seller.store)

    def from_store(self, at: int) -> Provenance:
        """How something told in the store got here: by the primary seller, else by the till."""
        if self.primary:
            return self.by_seller(self.primary, at)
        shop = self.person.shop
        return Provenance("source", "pos", "store", at, shop.store.id if shop else "")

    def say(self, rows: tuple[Row, ...], **slots: str) -> str:
        """One of ``rows`` in the language of this customer's notes."""
        text = say(self.dice.pick(rows), self.language)
        # nosemgrep: format-string-of-what-was-given - the rows are ours
        return text.format(**slots) if slots else text

    def add(self, etype: str, entity: Any) -> None:
        """Put one more thing into the history."""
        self.history.append((etype, entity))

    def customer(self, summary: Summary) -> Customer:
        """The profile document of what has been gathered."""
        return Customer(
            self.id,
            1,
            self.fields,
            tuple(self.identifiers),
            tuple(self.contacts),
            tuple(self.consents),
            tuple(self.preferences),
            tuple(self.dates),
            tuple(self.tags),
            tuple(self.book),
            tuple(self.relationships),
            (),
            self.loyalty,
            summary,
        )
