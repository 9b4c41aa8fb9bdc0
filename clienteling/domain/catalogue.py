"""What every tablet of the company holds: stores, sellers, products and the taxonomy of preferences."""

from __future__ import annotations

from typing import Literal

import msgspec

from clienteling.domain.customer import ConsentPurpose


class Store(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A shop."""

    id: str
    code: str
    name: str
    city: str = ""
    country: str = ""
    timezone: str = "UTC"
    currency: str = "EUR"
    version: int = 0


class Seller(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody who works in a store.

    ``pin_verifier``: at head office the PIN's Argon2id string (RFC 9106); what travels in its place is only the mark of
    it (``domain.pin.mark_of``). Empty when no PIN is set.
    """

    id: str
    name: str
    store: str
    role: Literal["seller", "manager"] = "seller"
    active: bool = True
    language: str = ""
    pin_verifier: str = ""
    version: int = 0


class Variant(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A sellable size and colour of a product."""

    id: str
    sku: str
    size: str = ""
    color: str = ""
    price_minor: int = 0


class Product(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A product. ``picture`` is ``kind/rrggbb`` for a drawn picture (see clienteling/ui/pictures.py)."""

    id: str
    title: str
    category: str = ""
    currency: str = "EUR"
    picture: str = ""
    variants: tuple[Variant, ...] = ()
    version: int = 0


class Stock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many pieces of each variant lie in a store: variant id -> pieces."""

    id: str
    store: str
    product: str
    pieces: dict[str, int]
    version: int = 0


class PreferenceDef(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One preference the company wants to know: ``key`` such as ``size.shoe``, labels by language.

    ``multiple``: several values may hold at once (colours); otherwise a new value replaces the old one.
    ``safety``: shown first and in red (allergies).
    """

    id: str
    key: str
    group: str
    labels: dict[str, str]
    values: tuple[str, ...] = ()
    value_labels: dict[str, dict[str, str]] = {}
    multiple: bool = False
    safety: bool = False
    free_text: bool = True
    position: int = 0
    version: int = 0


class SensitiveTopic(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What notes should not speak of without need. ``words``: entries by language (see ``domain.sensitive``)."""

    id: str
    key: str
    labels: dict[str, str]
    words: dict[str, tuple[str, ...]]
    active: bool = True
    position: int = 0
    version: int = 0


class Notice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One edition of the wording by which customers are asked, for one purpose; ``wordings`` by language. It never
    changes (see ``domain.notices``).
    """

    id: str
    purpose: ConsentPurpose
    edition: int
    wordings: dict[str, str]
    version: int = 0
