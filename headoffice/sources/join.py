"""Finding the customer a record speaks of: by the source's own key, else by e-mail address or phone; never by name.

Two keys of one source are two people, whatever their telephone. A false join is worse than a double: what is doubtful
becomes a new profile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select

from clienteling.domain.customer import Customer
from clienteling.domain.text import tokens
from headoffice.db.bulk import among
from headoffice.db.tables import contact_points, source_records
from headoffice.profile.documents import load_customers
from headoffice.profile.matching import match_key
from headoffice.sources.records import SourceContact, SourceCustomer

_SHARED_BY = 20
"""A telephone or address that more people have says nothing about who somebody is."""
_KINDS = ("email", "phone")
CONTACT_KEY = "contact:"
"""Begins the keys made of a contact point, where the source itself has none."""


class Profiles:
    """The profiles a batch touches: loaded once, changed in memory, findable by contact point."""

    def __init__(self, conn: Connection, source: str) -> None:
        self._conn, self._source = conn, source
        self.stored: dict[str, Customer] = {}
        self.now: dict[str, Customer] = {}
        self._by_contact: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._keys: dict[str, set[str]] = defaultdict(set)

    def load(self, ids: Iterable[str]) -> None:
        """Load and lock the profiles of ``ids`` and of whom they were merged into."""
        missing = {each for each in ids if each not in self.stored}
        while missing:
            found = load_customers(self._conn, missing, lock=True)
            self.stored.update(found)
            self.now.update(found)
            for customer in found.values():
                self._index(customer)
            missing = {c.merged_into for c in found.values() if c.merged_into} - self.stored.keys()

    def survivor(self, customer_id: str) -> str:
        """Who ``customer_id`` is now, after merges; empty when there is no such customer."""
        seen = set()
        while customer_id in self.now and self.now[customer_id].merged_into and customer_id not in seen:
            seen.add(customer_id)
            customer_id = self.now[customer_id].merged_into
        return customer_id if customer_id in self.now else ""

    def put(self, customer: Customer) -> None:
        """A new or changed profile."""
        self.now[customer.id] = customer
        self._index(customer)

    def know_key(self, customer_id: str, key: str) -> None:
        """``customer_id`` is what the source calls ``key``."""
        if key and not key.startswith(CONTACT_KEY):
            self._keys[customer_id].add(key)

    def look_up(self, people: Iterable[SourceCustomer]) -> None:
        """Load whoever has a contact point of ``people``."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for person in people:
            for contact in _telling(person):
                wanted[contact.kind].add(match_key(contact.kind, contact.value))
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        c = contact_points.c
        for kind, keys in wanted.items():
            query = select(c.customer_id, c.match_key).where(
                c.kind == kind, c.match_key != "", among(self._conn, c.match_key, sorted(keys))
            )
            for customer_id, key in self._conn.execute(query):
                found[kind, key].add(customer_id)
        self.load({each for ids in found.values() if len(ids) <= _SHARED_BY for each in ids})
        self._load_keys({each for ids in found.values() for each in ids})

    def _load_keys(self, ids: set[str]) -> None:
        s = source_records.c
        query = select(s.entity_id, s.source_key).where(
            s.source == self._source, s.kind == "customer", among(self._conn, s.entity_id, sorted(ids))
        )
        for customer_id, key in self._conn.execute(query) if ids else ():
            self.know_key(customer_id, key)

    def _index(self, customer: Customer) -> None:
        for contact in customer.contacts:
            if contact.kind in _KINDS:
                self._by_contact[contact.kind, match_key(contact.kind, contact.value)].add(customer.id)

    def find(self, person: SourceCustomer) -> str:
        """The id of the one customer who has a contact point of ``person``; empty when there is none to be sure of."""
        if person.join != "contact":
            return ""
        for contact in _telling(person):
            ids = self._by_contact.get((contact.kind, match_key(contact.kind, contact.value)), set())
            candidates = sorted({each for each in map(self.survivor, ids) if each and self._may_be(each, person)})
            if contact.kind == "phone":
                candidates = [each for each in candidates if _agree(self.now[each], person)]
                if len(candidates) == 1:
                    return candidates[0]
            elif candidates and len(candidates) <= _SHARED_BY:
                # Of several with the same e-mail address: one the source knows itself, else the one known longest.
                return min(candidates, key=lambda each: (each not in self._keys, each))
        return ""

    def _may_be(self, customer_id: str, person: SourceCustomer) -> bool:
        own = person.key if not person.key.startswith(CONTACT_KEY) else ""
        return not own or not self._keys.get(customer_id, set()) - {own}


def _telling(person: SourceCustomer) -> list[SourceContact]:
    """The contact points that tell people apart, the surest first."""
    return sorted((c for c in person.contacts if c.kind in _KINDS), key=lambda c: _KINDS.index(c.kind))


def _agree(customer: Customer, person: SourceCustomer) -> bool:
    """Whether nothing speaks against it: families share telephones."""
    has_email = any(c.kind == "email" for c in person.contacts)
    if has_email and any(c.kind == "email" for c in customer.contacts):
        return False
    theirs, ours = set(tokens(customer.name)), set(tokens(person.fields.get("name", "")))
    return not theirs or not ours or bool(theirs & ours)
