"""The mapping file of the generic CSV import: which column means what. TOML, described in docs/import.md."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Literal

import msgspec
from phonenumbers import SUPPORTED_REGIONS

from clienteling.domain.customer import ConsentChannel, ConsentPurpose, ContactKind, DateKind
from clienteling.domain.fields import FIELDS
from headoffice.sources.bounds import SOURCE_LIMIT
from headoffice.sources.stream import Unreadable

_LARGEST = 1 << 20


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all tables: a misspelt key is an error, never ignored."""


class FileShape(_Table, frozen=True):
    """How the file is written. ``date`` is the order of days that are not ISO; ``decimal`` the decimal sign."""

    delimiter: str = ""
    encoding: str = ""
    date: Literal["dmy", "mdy"] = "dmy"
    decimal: Literal[".", ","] = "."
    region: str = "ES"


class ContactMap(_Table, frozen=True):
    """A contact point. Several ``columns`` are the lines of an address."""

    kind: ContactKind
    columns: tuple[str, ...]
    label: str = ""
    verified: bool = False


class ConsentMap(_Table, frozen=True):
    """A consent. A cell that is neither in ``granted`` nor ``withdrawn`` nor empty refuses the row."""

    purpose: ConsentPurpose
    channel: ConsentChannel
    column: str
    granted: tuple[str, ...] = ("yes", "y", "true", "1")
    withdrawn: tuple[str, ...] = ("no", "n", "false", "0")
    method: str = ""
    at: str = ""


class PreferenceMap(_Table, frozen=True):
    """A preference; ``split`` separates several values in one cell."""

    key: str
    column: str
    split: str = ""


class DateMap(_Table, frozen=True):
    """An important date."""

    kind: DateKind
    column: str
    label: str = ""


class TagMap(_Table, frozen=True):
    """Tags: the words in the cell separated by ``split``, or the fixed ``tag`` when the cell says yes."""

    column: str
    split: str = ","
    tag: str = ""


class IdentifierMap(_Table, frozen=True):
    """What a system calls the customer."""

    kind: Literal["web_account", "loyalty_card", "pos", "crm", "social"]
    column: str


class LoyaltyMap(_Table, frozen=True):
    """Membership of the loyalty programme; ``programme`` is its name, the rest are columns."""

    programme: str
    card: str
    tier: str = ""
    points: str = ""


class CustomerMap(_Table, frozen=True):
    """Who the row is about. ``key`` is the column of the source's own number; empty: e-mail or phone is the key.

    ``fields`` maps profile fields to a column or to several that are joined by a space. ``home_store`` is a column
    with the name of a store.
    """

    key: str = ""
    fields: dict[str, str | tuple[str, ...]] = {}
    home_store: str = ""
    note: str = ""
    contacts: tuple[ContactMap, ...] = ()
    consents: tuple[ConsentMap, ...] = ()
    preferences: tuple[PreferenceMap, ...] = ()
    dates: tuple[DateMap, ...] = ()
    tags: tuple[TagMap, ...] = ()
    identifiers: tuple[IdentifierMap, ...] = ()
    loyalty: LoyaltyMap | None = None


class LineMap(_Table, frozen=True):
    """One line of an order; ``price`` is for one piece."""

    title: str
    price: str
    quantity: str = ""
    sku: str = ""
    size: str = ""
    color: str = ""
    discount: str = ""


class OrderMap(_Table, frozen=True):
    """Each row is a line of an order; the rows with the same ``key`` are one order.

    ``total`` empty: the sum of the lines. ``currency`` is a column or ``currency_code`` a fixed code. An order is of
    the channel ``store`` when the ``channel`` column says one of ``store_words``, or when ``store`` names one.
    """

    key: str
    at: str
    line: LineMap
    number: str = ""
    total: str = ""
    currency: str = ""
    currency_code: str = ""
    channel: str = ""
    store_words: tuple[str, ...] = ("store", "pos", "shop")
    store: str = ""
    status: str = ""


class Mapping(_Table, frozen=True):
    """A whole mapping file. ``source`` names the system the file comes from: it is shown as provenance."""

    source: str
    customer: CustomerMap
    file: FileShape = FileShape()
    order: OrderMap | None = None

    def columns(self) -> tuple[str, ...]:
        """Every column that is named."""
        return tuple(dict.fromkeys(_columns(self)))


_NOT_COLUMNS = {
    "source", "file", "kind", "label", "verified", "purpose", "channel", "granted", "withdrawn", "method", "split",
    "tag", "programme", "currency_code", "store_words",
}  # fmt: skip


def _columns(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, dict):
        return [column for each in value.values() for column in _columns(each)]
    if isinstance(value, tuple):
        return [column for each in value for column in _columns(each)]
    if not isinstance(value, msgspec.Struct):
        return []
    fixed = _NOT_COLUMNS - {"channel"} if isinstance(value, OrderMap) else _NOT_COLUMNS
    fixed = fixed | {"key"} if isinstance(value, PreferenceMap) else fixed
    names = (name for name in value.__struct_fields__ if name not in fixed)
    return [column for name in names for column in _columns(getattr(value, name))]


def read_mapping(path: Path) -> tuple[Mapping, str]:
    """The mapping in ``path`` and the SHA-256 of the file. Raises ``Unreadable`` naming what is wrong in it."""
    try:
        if path.stat().st_size > _LARGEST:
            raise Unreadable(f"The mapping {path} is larger than 1 MiB. Check that it is the right file.")
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"The mapping {path} cannot be read ({error.strerror or 'input error'}).") from error
    try:
        mapping = msgspec.toml.decode(data, type=Mapping)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable(f"The mapping {path} is not right: {error}. See docs/import.md.") from error
    _check(path, mapping)
    return mapping, hashlib.sha256(data).hexdigest()


def _check(path: Path, mapping: Mapping) -> None:
    unknown = sorted(set(mapping.customer.fields) - (set(FIELDS) - {"home_store"}))
    if unknown:
        offered = ", ".join(key for key in FIELDS if key != "home_store")
        raise Unreadable(f"The mapping {path} names unknown fields: {', '.join(unknown)}. There are: {offered}.")
    if not mapping.source.strip() or len(mapping.source) > SOURCE_LIMIT:
        raise Unreadable(
            f"The mapping {path} needs a source of at most {SOURCE_LIMIT} characters: the system the file comes from."
        )
    if mapping.file.region not in SUPPORTED_REGIONS:
        raise Unreadable(f"The mapping {path} needs a country code of two capitals as file.region, for example ES.")
    telling = any(contact.kind in {"email", "phone"} for contact in mapping.customer.contacts)
    if not mapping.customer.key and not telling:
        raise Unreadable(f"The mapping {path} needs customer.key, or a contact of kind email or phone.")
    if mapping.order and not (mapping.order.currency or mapping.order.currency_code):
        raise Unreadable(f"The mapping {path} needs order.currency (a column) or order.currency_code.")
