"""A source's record brought into a profile: pure, so that what an import may change can be read in one place.

Three values meet: what the source said last time (``base``), what it says now (``said``) and what the profile holds
(``held``). Only what changed at the source since last time is brought in, and it only takes the place of what the same
source had said, or of nothing: what a seller, the customer or another source said later stays.
"""

from __future__ import annotations

from typing import Protocol

import msgspec
from msgspec.structs import replace

from clienteling.domain.apply import Superseded
from clienteling.domain.customer import (
    BookEntry,
    ConsentRecord,
    ContactPoint,
    Customer,
    FieldValue,
    Identifier,
    ImportantDate,
    Preference,
    Relationship,
    Tag,
)
from clienteling.domain.ids import source_id
from clienteling.domain.profiling import respected
from clienteling.domain.provenance import Provenance
from headoffice.sources.records import SourceConsent, SourceContact, SourceCustomer, SourceDate, SourcePreference


class References(Protocol):
    """The ids of what a source refers to by its own keys; the empty string when it is not known."""

    def store(self, source: str, key: str, /) -> str:
        """A store's id."""

    def seller(self, source: str, key: str, /) -> str:
        """A seller's id."""

    def customer(self, source: str, key: str, /) -> str:
        """A customer's id."""


class Merged(msgspec.Struct, frozen=True):
    """The new profile (``held`` itself when nothing changed) and the values that lost their place in it."""

    customer: Customer
    lost: tuple[Superseded, ...] = ()


def merge(
    held: Customer | None,
    customer_id: str,
    base: SourceCustomer | None,
    said: SourceCustomer,
    references: References,
    version: int,
    *,
    in_passing: bool = False,
) -> Merged:
    """``held`` (None: not there yet) with what the source ``said``, at document version ``version``.

    ``in_passing``: an order told of the person. That makes a new profile, but a profile that is there only gains
    identifiers, consents and a missing home store.
    """
    work = _Merge(held or Customer(customer_id), base, said, version, references)
    if held is None or not in_passing:
        work.profile()
    work.passing()
    new = respected(work.customer)
    if held is not None and new == held:
        return Merged(held)
    return Merged(replace(new, version=version), tuple(work.lost))


class _Merge:
    """One merge under way."""

    def __init__(
        self, held: Customer, base: SourceCustomer | None, said: SourceCustomer, version: int, references: References
    ) -> None:
        self.customer = held
        self.lost: list[Superseded] = []
        self._base = base or SourceCustomer(source=said.source, key=said.key)
        self._said, self._version, self._references = said, version, references
        self._by = said.provenance()

    def profile(self) -> None:
        """Everything the source says about the person."""
        self._fields()
        self._contacts()
        self._preferences()
        self._dates()
        self._tags()
        self._book()
        self._relationships()
        if self._said.loyalty and self._said.loyalty != self._base.loyalty:
            self.customer = replace(self.customer, loyalty=self._said.loyalty)

    def passing(self) -> None:
        """What any mention of the person adds."""
        self._identifiers()
        self._consents()
        if self._said.home_store and "home_store" not in self.customer.fields:
            store = self._references.store(self._said.source, self._said.home_store)
            if store:
                self._put_field("home_store", store, self._by)

    # Single values -------------------------------------------------------------------------------------------------

    def _mine(self, by: Provenance) -> bool:
        return by.actor_kind == "source" and by.actor == self._said.source

    def _put_field(self, key: str, value: str, by: Provenance) -> None:
        fields = {**self.customer.fields, key: FieldValue(value, by, self._version)}
        self.customer = replace(self.customer, fields=fields)

    def _fields(self) -> None:
        said, base = dict(self._said.fields), dict(self._base.fields)
        if self._said.home_store:
            said["home_store"] = self._references.store(self._said.source, self._said.home_store)
        if self._base.home_store:
            base["home_store"] = self._references.store(self._said.source, self._base.home_store)
        for key, value in said.items():
            held = self.customer.fields.get(key)
            if not value or base.get(key) == value or (held and held.value == value):
                continue
            if held and not self._mine(held.by):
                continue
            if held:
                self.lost.append(Superseded(f"field:{key}", held.value, held.by))
            self._put_field(key, value, self._said.fields_by.get(key, self._by))
        for key in base.keys() - said.keys() - {"name"}:
            held = self.customer.fields.get(key)
            if held and self._mine(held.by):
                self.lost.append(Superseded(f"field:{key}", held.value, held.by))
                kept = {name: value for name, value in self.customer.fields.items() if name != key}
                self.customer = replace(self.customer, fields=kept)

    # Parts ---------------------------------------------------------------------------------------------------------

    def _id(self, kind: str, *names: str) -> str:
        return source_id(self._said.source, kind, "\x1f".join((self._said.key or self.customer.id, *names)))

    def _contacts(self) -> None:
        base = {self._slot(contact): contact for contact in self._base.contacts}
        contacts = {contact.id: contact for contact in self.customer.contacts}
        said = {self._slot(contact): contact for contact in self._said.contacts}
        for slot, contact in said.items():
            if slot in base and base[slot].value == contact.value:
                continue
            self._contact(contacts, self._id("contact", slot), contact)
        for slot in base.keys() - said.keys():
            held = contacts.get(self._id("contact", slot))
            if held and self._mine(held.by):
                self.lost.append(Superseded(f"contact:{held.id}", held.value, held.by))
                del contacts[held.id]
        self.customer = replace(self.customer, contacts=tuple(contacts.values()))

    @staticmethod
    def _slot(contact: SourceContact) -> str:
        return contact.slot or f"{contact.kind}:{contact.value}"

    def _contact(self, contacts: dict[str, ContactPoint], contact_id: str, said: SourceContact) -> None:
        held = contacts.get(contact_id)
        if held and not self._mine(held.by):
            return
        others = [c for c in contacts.values() if c.id != contact_id]
        if any(c.kind == said.kind and c.value == said.value for c in others):
            return
        if held:
            self.lost.append(Superseded(f"contact:{held.id}", held.value, held.by))
        by = said.by or self._by
        contacts[contact_id] = ContactPoint(
            contact_id, said.kind, said.value, by, said.label, said.verified, self._version
        )

    def _preferences(self) -> None:
        before = {(p.key, p.value) for p in self._base.preferences}
        preferences = self.customer.preferences
        for said in self._said.preferences:
            if (said.key, said.value) not in before:
                preferences = self._preference(preferences, said)
        now = {(p.key, p.value) for p in self._said.preferences}
        gone = [p for p in preferences if (p.key, p.value) in before - now and self._mine(p.by)]
        self.lost += [Superseded(f"preference:{p.key}", p.value, p.by) for p in gone]
        self.customer = replace(self.customer, preferences=tuple(p for p in preferences if p not in gone))

    def _preference(self, held: tuple[Preference, ...], said: SourcePreference) -> tuple[Preference, ...]:
        same = [p for p in held if p.key == said.key]
        if any(p.value == said.value for p in same):
            return held
        names = (said.key, said.value) if said.multiple else (said.key,)
        new = Preference(self._id("preference", *names), said.key, said.value, said.by or self._by, self._version)
        if said.multiple or not same:
            return (*held, new)
        if not all(self._mine(p.by) for p in same):
            return held
        self.lost += [Superseded(f"preference:{p.key}", p.value, p.by) for p in same]
        return (*(p for p in held if p not in same), new)

    def _dates(self) -> None:
        dates = {date.id: date for date in self.customer.dates}
        before = {self._date_name(d): d for d in self._base.dates}
        now = {self._date_name(d): d for d in self._said.dates}
        for names, said in now.items():
            if names in before and replace(before[names], by=None) == replace(said, by=None):
                continue
            self._date(dates, self._id("date", *names), said)
        for names in before.keys() - now.keys():
            held = dates.get(self._id("date", *names))
            if held and self._mine(held.by):
                self.lost.append(_lost_date(held))
                del dates[held.id]
        self.customer = replace(self.customer, dates=tuple(dates.values()))

    @staticmethod
    def _date_name(date: SourceDate) -> tuple[str, str]:
        return date.kind, date.label

    def _date(self, dates: dict[str, ImportantDate], date_id: str, said: SourceDate) -> None:
        held = dates.get(date_id)
        # A person has one birthday; of other kinds (children) there may be several.
        rival = held or next((d for d in dates.values() if d.kind == said.kind == "birthday"), None)
        if rival and (not self._mine(rival.by) or rival is not held):
            return
        if held:
            self.lost.append(_lost_date(held))
        by = said.by or self._by
        dates[date_id] = ImportantDate(
            date_id, said.kind, said.month, said.day, by, said.year, said.label, self._version
        )

    def _tags(self) -> None:
        before, now = {t.tag for t in self._base.tags}, {t.tag: t for t in self._said.tags}
        tags = {tag.id: tag for tag in self.customer.tags}
        there = {tag.tag for tag in tags.values()}
        for word, said in now.items():
            if word not in before and word not in there:
                tag_id = self._id("tag", word)
                tags[tag_id] = Tag(tag_id, word, said.by or self._by)
        for word in before - now.keys():
            tags.pop(self._id("tag", word), None)
        self.customer = replace(self.customer, tags=tuple(tags.values()))

    def _book(self) -> None:
        known = {(entry.seller, entry.role) for entry in self._base.book}
        book = {entry.id: entry for entry in self.customer.book}
        for said in self._said.book:
            seller = self._references.seller(self._said.source, said.seller)
            held = {entry.seller for entry in book.values()}
            if not seller or (said.seller, said.role) in known or seller in held:
                continue
            # One primary seller: whoever was chosen in the stores stays it.
            primary = said.role == "primary" and all(entry.role != "primary" for entry in book.values())
            entry_id = self._id("book", said.seller)
            by = said.by or self._by
            book[entry_id] = BookEntry(entry_id, seller, "primary" if primary else "secondary", by)
        self.customer = replace(self.customer, book=tuple(book.values()))

    def _relationships(self) -> None:
        known = {(r.kind, r.name) for r in self._base.relationships}
        relationships = {r.id: r for r in self.customer.relationships}
        for said in self._said.relationships:
            if (said.kind, said.name) in known:
                continue
            part_id = self._id("relationship", said.kind, said.name)
            other = self._references.customer(self._said.source, said.customer) if said.customer else ""
            relationships[part_id] = Relationship(part_id, said.kind, said.name, said.by or self._by, other)
        self.customer = replace(self.customer, relationships=tuple(relationships.values()))

    # What only grows -----------------------------------------------------------------------------------------------

    def _identifiers(self) -> None:
        there = {(i.source, i.kind, i.value) for i in self.customer.identifiers}
        added = []
        for said in self._said.identifiers:
            name = (said.source or self._said.source, said.kind, said.value)
            if name not in there:
                there.add(name)
                added.append(Identifier(*name, self._by))
        if added:
            self.customer = replace(self.customer, identifiers=(*self.customer.identifiers, *added))

    def _consents(self) -> None:
        before = {replace(consent, by=None) for consent in self._base.consents}
        for said in self._said.consents:
            if replace(said, by=None) not in before:
                self._consent(said)

    def _consent(self, said: SourceConsent) -> None:
        cell = [r for r in self.customer.consents if (r.purpose, r.channel) == (said.purpose, said.channel)]
        if said.only_first and cell:
            return
        of_source = [r for r in cell if self._mine(r.by)]
        # A flag that comes back to what it was is another statement; one with a key of its own is the same for ever.
        name = said.key or f"{said.state}/{len(of_source)}"
        record_id = self._id("consent", said.purpose, said.channel, name)
        if any(r.id == record_id for r in self.customer.consents):
            return
        if not said.key and of_source and of_source[-1].state == said.state:
            return
        # The source knows what it said itself; a no that was said elsewhere it does not know.
        knew = tuple(r.id for r in of_source if r.state == "withdrawn") if said.state != "withdrawn" else ()
        record = ConsentRecord(
            record_id,
            said.purpose,
            said.channel,
            said.state,
            said.by or self._by,
            knew,
            said.notice,
            said.notice_version,
            said.language,
            said.method,
            said.expires,
        )
        self.customer = replace(self.customer, consents=(*self.customer.consents, record))


def _lost_date(date: ImportantDate) -> Superseded:
    return Superseded(f"date:{date.id}", f"{date.year:04d}-{date.month:02d}-{date.day:02d}", date.by)
