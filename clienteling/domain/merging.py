"""Two profiles of one person become one. Pure; head office alone does it, when a manager has agreed.

=================== ================================================================================================
data                rule
=================== ================================================================================================
fields              the survivor's value stays; another one is a proposal, or (``last_arrival``) goes to the history
contact points      each way once; checked if either was
consents            all that was said on either side; a yes knows of no withdrawal but those of its own profile
preferences         each value once; of a kind that has one value the survivor's stays, the other goes to the history
dates, relations    each once; one birthday
tags, client book   all addings; one primary seller, the survivor's
loyalty             the survivor's, else the other's; another card goes to the history and stays an identifier
head office's marks those of either
rank by purchases   the survivor's until it is worked out anew; none if either said no to profiling
=================== ================================================================================================

What was set keeps who set it, when and where. The one that goes keeps nothing but what its customer said about being
contacted, which is proved there, and whom it became (``Customer.merged_into``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from clienteling.domain.apply.outcome import Superseded
from clienteling.domain.catalogue import PreferenceDef
from clienteling.domain.customer import (
    SAME_PERSON,
    BookEntry,
    ConsentRecord,
    ContactPoint,
    Customer,
    FieldValue,
    Identifier,
    ImportantDate,
    Insight,
    Loyalty,
    Preference,
    Proposal,
    Relationship,
    Summary,
)
from clienteling.domain.fields import FIELDS
from clienteling.domain.profiling import respected
from clienteling.domain.provenance import Provenance
from clienteling.domain.text import fold

_Part = TypeVar("_Part", bound=Any)


class United(msgspec.Struct, frozen=True):
    """What became of two profiles: the one that stays, the one that goes, and values that lost their place.
    ``brought``: ids of what the customer of the one that goes said about being contacted -> ids it has now.
    """

    customer: Customer
    alias: Customer
    lost: tuple[Superseded, ...]
    brought: dict[str, str]


def listed_values(defs: Iterable[PreferenceDef]) -> frozenset[str]:
    """Keys of preferences of which each value is kept: those that may have several, and what is about safety."""
    return frozenset(d.key for d in defs if d.multiple or d.safety)


def unite(
    stays: Customer, goes: Customer, version: int, many: Collection[str] = (), known_as: Collection[str] = ()
) -> United:
    """One profile of two. ``version`` is what the profile that stays has from then on, ``many`` the keys of
    preferences of which each value is kept, ``known_as`` other ids of these two. Raises ``ValueError`` for one and the
    same profile.
    """
    if stays.id == goes.id:
        raise ValueError("a profile cannot be merged with itself")
    work = _Uniting(stays, goes, version, {stays.id, goes.id, *known_as})
    contacts, fields = work.contacts(), work.fields()  # before what is proposed about them
    consents, brought = work.consents()
    customer = replace(
        stays,
        version=version,
        fields=fields,
        identifiers=work.identifiers(),
        contacts=contacts,
        consents=consents,
        preferences=work.preferences(frozenset(many)),
        dates=work.dates(),
        tags=_apart(stays.tags, goes.tags, goes.id),
        book=work.book(),
        relationships=work.relationships(),
        proposals=work.proposals(),
        loyalty=work.loyalty(),
        summary=_summary(stays.summary, goes.summary),
        insights=work.insights(),
    )
    alias = Customer(goes.id, goes.version + 1, consents=goes.consents, merged_into=stays.id)
    return United(respected(customer), alias, tuple(work.lost), brought)


class _Uniting:
    """One merge under way: what came from the profile that goes, and what had no place."""

    def __init__(self, stays: Customer, goes: Customer, version: int, known_as: set[str]) -> None:
        self.stays, self.goes, self.version = stays, goes, version
        self._known_as = known_as
        self.lost: list[Superseded] = []
        self._offered: list[Proposal] = []
        self._instead: dict[str, str] = {}

    def fields(self) -> dict[str, FieldValue]:
        found = dict(self.stays.fields)
        for key, other in self.goes.fields.items():
            held = found.get(key)
            if held is None or (not held.value and other.value):
                found[key] = replace(other, version=self.version)
            elif other.value and other.value != held.value:
                self._beside(key, other)
        return found

    def _beside(self, key: str, other: FieldValue) -> None:
        """A value that differs from the one that stays."""
        if key in FIELDS and FIELDS[key].rule == "proposal":
            self._offered.append(Proposal(_named(self.goes.id, "field", key), f"field:{key}", other.value, other.by))
        else:
            self.lost.append(Superseded(f"field:{key}", other.value, other.by))

    def identifiers(self) -> tuple[Identifier, ...]:
        there = {(i.source, i.kind, i.value) for i in self.stays.identifiers}
        added = (i for i in self.goes.identifiers if (i.source, i.kind, i.value) not in there)
        return (*self.stays.identifiers, *added)

    def contacts(self) -> tuple[ContactPoint, ...]:
        kept = {(c.kind, c.value.casefold()): c for c in self.stays.contacts}
        taken = {c.id for c in self.stays.contacts}
        for contact in self.goes.contacts:
            there = kept.get(name := (contact.kind, contact.value.casefold()))
            if there is None:
                kept[name] = replace(contact, id=self._own(contact.id, taken), version=self.version)
            elif contact.verified and not there.verified:
                kept[name] = replace(there, verified=True, version=self.version)
            self._instead[contact.id] = kept[name].id
        return tuple(kept.values())

    def _own(self, part_id: str, taken: Collection[str]) -> str:
        return _named(self.goes.id, "part", part_id) if part_id in taken else part_id

    def consents(self) -> tuple[tuple[ConsentRecord, ...], dict[str, str]]:
        """A withdrawal is known to those of its own profile alone: whoever allowed something on the other one did not
        see it. Under a name that is in use there, a record gets one of its own.
        """
        here = self.stays.consents
        in_use = {r.id for r in here} | {known for r in here for known in r.knew}
        brought = {r.id: self._own(r.id, in_use) for r in self.goes.consents}
        foreign = {r.id for r in here}
        added = []
        for record in self.goes.consents:
            knew = (k for k in record.knew if k in brought or k not in foreign)
            added.append(replace(record, id=brought[record.id], knew=tuple(brought.get(k, k) for k in knew)))
        return (*here, *added), brought

    def preferences(self, many: frozenset[str]) -> tuple[Preference, ...]:
        kept = list(self.stays.preferences)
        taken = {p.id for p in kept}
        keys = {p.key for p in kept}
        for other in self.goes.preferences:
            if any(p.key == other.key and fold(p.value) == fold(other.value) for p in kept):
                continue
            if other.key in keys and other.key not in many:
                self.lost.append(Superseded(f"preference:{other.key}", other.value, other.by))
            else:
                kept.append(replace(other, id=self._own(other.id, taken), version=self.version))
        return tuple(kept)

    def dates(self) -> tuple[ImportantDate, ...]:
        kept = list(self.stays.dates)
        taken = {d.id for d in kept}
        birthday = any(d.kind == "birthday" for d in kept)
        for other in self.goes.dates:
            if any(_day(d) == _day(other) for d in kept):
                continue
            if other.kind == "birthday" and birthday:
                told = f"{other.year:04d}-{other.month:02d}-{other.day:02d}"
                self.lost.append(Superseded(f"date:{other.id}", told, other.by))
            else:
                kept.append(replace(other, id=self._own(other.id, taken), version=self.version))
        return tuple(kept)

    def book(self) -> tuple[BookEntry, ...]:
        primary = any(entry.role == "primary" for entry in self.stays.book)
        others = (replace(e, role="secondary") if primary else e for e in self.goes.book)
        return _apart(self.stays.book, others, self.goes.id)

    def relationships(self) -> tuple[Relationship, ...]:
        apart = _apart(self.stays.relationships, self.goes.relationships, self.goes.id)
        told: dict[tuple[str, str, str], Relationship] = {}
        for each in apart:
            if each.customer in self._known_as:  # to themselves
                self.lost.append(Superseded(f"relationship:{each.kind}", each.name, each.by))
            else:
                told.setdefault((each.kind, each.name, each.customer), each)
        return tuple(told.values())

    def proposals(self) -> tuple[Proposal, ...]:
        """Those of both, and what came up now; of a contact point that is there once, for the one that stays."""
        found = []
        for each in self.goes.proposals:
            what, _, name = each.target.partition(":")
            target = f"contact:{self._instead.get(name, name)}" if what == "contact" else each.target
            found.append(replace(each, target=target))
        return _apart(self.stays.proposals, (*found, *self._offered), self.goes.id)

    def loyalty(self) -> Loyalty | None:
        held, other = self.stays.loyalty, self.goes.loyalty
        if held is None or other is None:
            return held or other
        if held.card != other.card:
            by = next((i.by for i in self.goes.identifiers if i.value == other.card), _NOBODY)
            self.lost.append(Superseded("loyalty", f"{other.programme} {other.card} {other.tier}".strip(), by))
        return held

    def insights(self) -> tuple[Insight, ...]:
        """Marks of either; what was asked about these two is answered."""
        kinds = {each.kind for each in self.stays.insights} - {SAME_PERSON}
        added = [each for each in self.goes.insights if each.kind not in kinds]
        return tuple(
            each
            for each in (*self.stays.insights, *added)
            if each.kind != SAME_PERSON or each.values.get("other") not in self._known_as
        )


_NOBODY = Provenance("source", "", "service", 0)


def _day(date: ImportantDate) -> tuple[object, ...]:
    return date.kind, date.month, date.day, date.year, fold(date.label)


def _named(goes: str, *words: str) -> str:
    """A name for what is brought under one that is in use, the same however often it is worked out."""
    return hashlib.sha256("\x1f".join((goes, *words)).encode()).hexdigest()[:32]


def _apart(held: tuple[_Part, ...], added: Iterable[_Part], goes: str) -> tuple[_Part, ...]:
    """Both, each under a name of its own; one and the same part once."""
    taken = {part.id: part for part in held}
    for part in added:
        if part.id not in taken:
            taken[part.id] = part
        elif taken[part.id] != part:
            renamed = replace(part, id=_named(goes, "part", part.id))
            taken[renamed.id] = renamed
    return tuple(taken.values())


def _summary(one: Summary, two: Summary) -> Summary:
    later = two if two.last_store_purchase_at > one.last_store_purchase_at else one
    firsts = [at for at in (one.first_purchase_at, two.first_purchase_at) if at]
    return Summary(
        max(one.last_purchase_at, two.last_purchase_at),
        max(one.last_store_purchase_at, two.last_store_purchase_at),
        max(one.last_web_purchase_at, two.last_web_purchase_at),
        min(firsts, default=0),
        one.orders_store + two.orders_store,
        one.orders_web + two.orders_web,
        later.last_purchase_store,
        max(one.last_contact_at, two.last_contact_at),
        one.open_tickets + two.open_tickets,
        one.value_band or two.value_band,
        one.rfm or two.rfm,
    )
