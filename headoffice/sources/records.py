"""What a source says, in one shape for every source.

A record names its source and the key by which that source knows the thing; references to other things are keys of the
same source too. Entity ids follow from source and key (``clienteling.domain.ids.source_id``), so that importing twice
names the same things: ``entity_id``. Times are milliseconds since 1970 (UTC), dates ISO, money whole minor units.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec
from msgspec.structs import replace

from clienteling.domain.catalogue import PreferenceDef, Variant
from clienteling.domain.customer import BookRole, ConsentChannel, ConsentPurpose, ContactKind, DateKind, Loyalty
from clienteling.domain.history import Audience, FollowUpState
from clienteling.domain.ids import source_id
from clienteling.domain.provenance import Channel, Provenance, from_source


class _Part(msgspec.Struct, frozen=True, array_like=True):
    """Base of what has no key of its own. ``by`` says who said so; None: the source itself."""


class SourceIdentifier(_Part, frozen=True):
    """What a system calls the customer. ``source`` empty: the record's own source."""

    kind: Literal["web_account", "loyalty_card", "pos", "crm", "social"]
    value: str
    source: str = ""


class SourceContact(_Part, frozen=True):
    """A way to reach the customer. ``slot`` names the place in the source (``email``, ``phone.2``): a later import
    with another value in the same slot corrects the contact instead of adding one. Empty: named by its value.
    """

    kind: ContactKind
    value: str
    slot: str = ""
    label: str = ""
    verified: bool = False
    by: Provenance | None = None


class SourceConsent(_Part, frozen=True):
    """What the customer said about one purpose and channel.

    ``key`` tells two statements about the same purpose and channel apart (a date, an order number); ``only_first``
    drops the statement when the customer already has any about that purpose and channel.
    """

    purpose: ConsentPurpose
    channel: ConsentChannel
    state: Literal["pending", "granted", "withdrawn"]
    key: str = ""
    method: str = ""
    notice: str = ""
    notice_version: str = ""
    language: str = ""
    expires: str = ""
    only_first: bool = False
    by: Provenance | None = None


class SourcePreference(_Part, frozen=True):
    """A preference; ``multiple`` repeats its definition."""

    key: str
    value: str
    multiple: bool = False
    by: Provenance | None = None


class SourceDate(_Part, frozen=True):
    """An important date; ``year`` 0 = not told. One per kind and label."""

    kind: DateKind
    month: int
    day: int
    year: int = 0
    label: str = ""
    by: Provenance | None = None


class SourceTag(_Part, frozen=True):
    """A tag."""

    tag: str
    by: Provenance | None = None


class SourceBookEntry(_Part, frozen=True):
    """The customer is in this seller's client book; ``seller`` is a key of the same source."""

    seller: str
    role: BookRole = "secondary"
    by: Provenance | None = None


class SourceRelationship(_Part, frozen=True):
    """A relation to another person; ``customer`` is a key of the same source or empty."""

    kind: str
    name: str
    customer: str = ""
    by: Provenance | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of everything with a key.

    ``said_at`` is when the source said so (the moment of the export when rows carry none); ``row`` the first row in
    the file, for the report. Neither takes part in the comparison with an earlier import. ``only_new``: told in
    passing (a product by an order line); what is held already stays as it is.
    """

    source: str
    key: str
    said_at: int = 0
    row: int = 0
    only_new: bool = False

    def digest(self) -> bytes:
        """16 bytes that are equal when the source says the same again."""
        plain = replace(self, said_at=0, row=0)
        return hashlib.blake2b(msgspec.msgpack.encode(plain), digest_size=16).digest()

    def provenance(self, channel: Channel = "import", store: str = "") -> Provenance:
        """Provenance of what the source itself says."""
        return from_source(self.source, self.said_at, channel, store)


class SourceStore(Record, frozen=True, kw_only=True):
    """A store. ``code`` empty: the store of the same name, and only if there is none a new one."""

    code: str
    name: str
    city: str = ""
    country: str = ""
    timezone: str = "UTC"
    currency: str = "EUR"


class SourceSeller(Record, frozen=True, kw_only=True):
    """A seller; ``store`` is a key of the same source. ``pin_verifier`` is an Argon2id string or empty."""

    name: str
    store: str
    role: Literal["seller", "manager"] = "seller"
    active: bool = True
    language: str = ""
    pin_verifier: str = ""


class SourceVariant(_Part, frozen=True):
    """A sellable size and colour; ``sku`` is its key."""

    sku: str
    size: str = ""
    color: str = ""
    price_minor: int = 0


class SourceProduct(Record, frozen=True, kw_only=True):
    """A product; ``picture`` is ``kind/rrggbb``."""

    title: str
    category: str = ""
    currency: str = "EUR"
    picture: str = ""
    variants: tuple[SourceVariant, ...] = ()


class SourceStock(Record, frozen=True, kw_only=True):
    """Pieces of one product's variants in one store: SKU -> pieces. ``key`` is ``store/product`` by convention."""

    store: str
    product: str
    pieces: dict[str, int]


class SourcePreferenceDef(Record, frozen=True, kw_only=True):
    """A preference the company wants to know; the ``id`` of ``definition`` is replaced by the record's own."""

    definition: PreferenceDef


class SourceCustomer(Record, frozen=True, kw_only=True):
    """A person as one source knows them.

    ``fields`` are keys of ``clienteling.domain.fields.FIELDS`` without ``home_store``; that one is ``home_store``, a
    store's key. ``fields_by`` gives the provenance of fields which somebody else than the source said.
    ``join`` says how the person is found when the source's key is not known yet: by an e-mail address or phone number
    (never by name), or only by the key.
    """

    fields: dict[str, str] = {}
    fields_by: dict[str, Provenance] = {}
    identifiers: tuple[SourceIdentifier, ...] = ()
    contacts: tuple[SourceContact, ...] = ()
    consents: tuple[SourceConsent, ...] = ()
    preferences: tuple[SourcePreference, ...] = ()
    dates: tuple[SourceDate, ...] = ()
    tags: tuple[SourceTag, ...] = ()
    book: tuple[SourceBookEntry, ...] = ()
    relationships: tuple[SourceRelationship, ...] = ()
    loyalty: Loyalty | None = None
    home_store: str = ""
    join: Literal["contact", "key"] = "contact"


class SourceLine(_Part, frozen=True):
    """One line. ``product`` is a product's key of the same source; ``quantity`` is negative for returned goods."""

    title: str
    quantity: int
    price_minor: int
    sku: str = ""
    product: str = ""
    size: str = ""
    color: str = ""
    picture: str = ""
    discount_minor: int = 0


class OfCustomer(Record, frozen=True, kw_only=True):
    """Base of what happened with a customer.

    ``customer`` is the customer's key of the same source. ``person`` is what the record itself tells about them: the
    customer is joined or created from it when the key is not known yet (its key may be empty then).
    """

    customer: str = ""
    person: SourceCustomer | None = None


class SourceOrder(OfCustomer, frozen=True, kw_only=True):
    """A purchase or return; ``store`` and ``seller`` are keys of the same source.

    ``seller_name`` is for sources that only write a name: it counts when exactly one seller of the store bears it.
    """

    number: str
    channel: Literal["web", "store"]
    at: int
    currency: str
    total_minor: int
    lines: tuple[SourceLine, ...] = ()
    kind: Literal["sale", "return"] = "sale"
    status: Literal["paid", "pending", "cancelled", "returned", "refunded"] = "paid"
    store: str = ""
    seller: str = ""
    seller_name: str = ""


class SourceCart(OfCustomer, frozen=True, kw_only=True):
    """A web cart."""

    at: int
    currency: str
    lines: tuple[SourceLine, ...] = ()
    state: Literal["open", "bought", "emptied"] = "open"


class SourceWishlist(OfCustomer, frozen=True, kw_only=True):
    """A wishlist."""

    at: int
    currency: str
    lines: tuple[SourceLine, ...] = ()


class SourceTicket(OfCustomer, frozen=True, kw_only=True):
    """A service case; ``satisfaction`` 0..10, -1 = not answered."""

    at: int
    kind: Literal["complaint", "question", "repair"]
    subject: str
    state: Literal["open", "resolved"] = "open"
    outcome: str = ""
    resolved_at: int = 0
    satisfaction: int = -1
    by: Provenance | None = None


class SourceInteraction(OfCustomer, frozen=True, kw_only=True):
    """Anything else that happened; kinds as in ``clienteling.domain.history.Interaction``."""

    at: int
    kind: str
    text: str = ""
    by: Provenance | None = None


class SourceNote(OfCustomer, frozen=True, kw_only=True):
    """A note that the source holds about the customer."""

    text: str
    audience: Audience = "company"
    by: Provenance | None = None


class SourceFollowUp(OfCustomer, frozen=True, kw_only=True):
    """A task; ``seller`` is a key of the same source, ``due`` an ISO date."""

    due: str
    text: str
    seller: str
    reason: str = "asked"
    state: FollowUpState = "open"
    outcome: str = ""
    by: Provenance | None = None
    done_by: Provenance | None = None


class SourceAppointment(OfCustomer, frozen=True, kw_only=True):
    """A visit agreed; ``store`` and ``seller`` are keys of the same source."""

    at: int
    store: str
    seller: str
    text: str
    state: Literal["planned", "done", "cancelled", "missed"] = "planned"
    by: Provenance | None = None


KINDS: dict[type[Record], str] = {
    SourceStore: "store",
    SourceSeller: "seller",
    SourceProduct: "product",
    SourceStock: "stock",
    SourcePreferenceDef: "preference_def",
    SourceCustomer: "customer",
    SourceOrder: "order",
    SourceCart: "cart",
    SourceWishlist: "wishlist",
    SourceTicket: "ticket",
    SourceInteraction: "interaction",
    SourceNote: "note",
    SourceFollowUp: "followup",
    SourceAppointment: "appointment",
}
"""Shape of a record -> entity type of the feed it becomes."""


def entity_id(record: Record) -> str:
    """The id of what ``record`` becomes."""
    return source_id(record.source, KINDS[type(record)], record.key)


def variant(source: str, of: SourceVariant) -> Variant:
    """The catalogue's variant of a source's."""
    return Variant(source_id(source, "variant", of.sku), of.sku, of.size, of.color, of.price_minor)
