"""The profile document: all that is small and read together about one customer.

History (orders, notes, tickets ...) has its own entities in ``history``: a customer may have thousands of them.
Every value a person or a source can set carries its provenance and the document version at which it was set.
``gc=False``: these are trees that never refer back, and thousands are read at once.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from clienteling.domain.provenance import Provenance

ContactKind = Literal["email", "phone", "address", "social"]
ConsentPurpose = Literal["service", "marketing", "profiling", "events"]
ConsentChannel = Literal["email", "sms", "whatsapp", "call", "post"]
ConsentState = Literal["unknown", "pending", "granted", "withdrawn", "expired"]
DateKind = Literal["birthday", "anniversary", "wedding", "child", "other"]
BookRole = Literal["primary", "secondary"]


class FieldValue(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """The value of a single-valued field (see ``fields.FIELDS``)."""

    value: str
    by: Provenance
    version: int = 0


class Identifier(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """What a source calls this customer. ``kind``: web_account, loyalty_card, pos, crm, social."""

    source: str
    kind: str
    value: str
    by: Provenance


class ContactPoint(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """One way to reach the customer. Phones are E.164 when they could be read as one; addresses are one line per
    part, joined by line feeds.
    """

    id: str
    kind: ContactKind
    value: str
    by: Provenance
    label: str = ""
    verified: bool = False
    version: int = 0


class ConsentRecord(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """One thing the customer said about being contacted. Append-only: a change of mind is another record.

    ``knew`` holds the ids of the withdrawals of this purpose and channel that were on the screen when a grant was
    made: a grant only overrides withdrawals it knew of. ``expires`` is an ISO date or empty.
    """

    id: str
    purpose: ConsentPurpose
    channel: ConsentChannel
    state: Literal["pending", "granted", "withdrawn"]
    by: Provenance
    knew: tuple[str, ...] = ()
    notice: str = ""
    notice_version: str = ""
    language: str = ""
    method: str = ""
    expires: str = ""


class Preference(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """A preference of the configurable taxonomy; ``key`` names its definition."""

    id: str
    key: str
    value: str
    by: Provenance
    version: int = 0


class ImportantDate(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """A date that comes back every year. ``year`` is 0 when the customer did not tell it, ``day`` 0 when only the
    month is known (a wedding in May).
    """

    id: str
    kind: DateKind
    month: int
    day: int
    by: Provenance
    year: int = 0
    label: str = ""
    version: int = 0


class Tag(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """One adding of a tag. ``id`` names the adding, so that a removal cancels only what it had seen."""

    id: str
    tag: str
    by: Provenance


class BookEntry(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """One adding of the customer to a seller's client book."""

    id: str
    seller: str
    role: BookRole
    by: Provenance


class Relationship(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """A household link or relation to another person, who may be a customer (``customer``) or only a name."""

    id: str
    kind: str
    name: str
    by: Provenance
    customer: str = ""


class Proposal(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """A value that arrived for a field someone else had changed meanwhile, waiting for a decision.

    ``target`` is ``field:<key>`` or ``contact:<id>``.
    """

    id: str
    target: str
    value: str
    by: Provenance


class Loyalty(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """Membership of the loyalty programme. Points are whole; ``expires`` is an ISO date or empty."""

    programme: str
    card: str
    tier: str
    points: int
    next_tier: str = ""
    points_to_next: int = 0
    expires: str = ""


class Summary(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """What head office counted over the history, so that a list row needs no history. Times in ms, 0 = never.

    ``value_band`` (high, middle, low) and ``rfm`` (such as 5-2-4) say how they stand among all customers by what they
    bought; empty for who bought nothing, or said no to profiling.
    """

    last_purchase_at: int = 0
    last_store_purchase_at: int = 0
    last_web_purchase_at: int = 0
    first_purchase_at: int = 0
    orders_store: int = 0
    orders_web: int = 0
    last_purchase_store: str = ""
    last_contact_at: int = 0
    open_tickets: int = 0
    value_band: str = ""
    rfm: str = ""


SUPPRESSED = "suppressed"
"""Kind of the insight that nobody may contact this customer, whatever they allowed: by head office, which alone knows
why. As an insight it reaches apps of every version."""
SAME_PERSON = "same_person"
"""Kind of the insight that somebody takes this profile and another one for the same person's (``same_person``)."""


class Insight(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """Something head office computed. ``kind`` picks the sentence, ``values`` fill it, ``because`` gives the reason."""

    kind: str
    values: dict[str, str]
    because: str = ""


class Customer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """The profile document of one customer.

    ``version`` grows by one with each change at head office. ``merged_into`` is the surviving customer after a merge.
    """

    id: str
    version: int = 0
    fields: dict[str, FieldValue] = {}
    identifiers: tuple[Identifier, ...] = ()
    contacts: tuple[ContactPoint, ...] = ()
    consents: tuple[ConsentRecord, ...] = ()
    preferences: tuple[Preference, ...] = ()
    dates: tuple[ImportantDate, ...] = ()
    tags: tuple[Tag, ...] = ()
    book: tuple[BookEntry, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    loyalty: Loyalty | None = None
    summary: Summary = Summary()
    insights: tuple[Insight, ...] = ()
    merged_into: str = ""

    def value(self, key: str) -> str:
        """The value of a single-valued field, or the empty string."""
        held = self.fields.get(key)
        return held.value if held else ""

    @property
    def name(self) -> str:
        """The name to show; empty for an anonymous web account."""
        return self.value("name")

    @property
    def suppressed(self) -> bool:
        """Whether head office says that nobody may contact them."""
        return any(each.kind == SUPPRESSED for each in self.insights)
