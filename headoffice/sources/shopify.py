"""What the customer export and the order export of Shopify have in common."""

from __future__ import annotations

from clienteling.domain.errors import Rejected
from clienteling.domain.text import normal_contact, normal_phone
from headoffice.sources.reader import Columns
from headoffice.sources.records import SourceContact, SourceTag
from headoffice.sources.rows import Row
from headoffice.sources.values import words

SOURCE = "shopify"
REGION = "ES"
"""Reads telephone numbers without a country code when the row names no country."""


def number_cell(columns: Columns, row: Row, *names: str) -> str:
    """A cell with the apostrophe taken off that keeps spreadsheets from reading it as a number."""
    return columns.cell(row, *names).removeprefix("'")


def region_of(text: str, otherwise: str) -> str:
    """``text`` when it is a country code of two letters."""
    code = text.strip().upper()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else otherwise


def phone_contact(text: str, region: str, slot: str) -> SourceContact | None:
    """A telephone number as a contact point; None when there is none. Raises ``Rejected``."""
    return SourceContact("phone", normal_phone(text, region), slot) if text else None


def readable_phone(text: str, region: str) -> str:
    """A telephone number in its stored form; empty when it cannot be read as one."""
    try:
        return normal_phone(text, region) if text else ""
    except Rejected:
        return ""


def address(lines: list[str], slot: str) -> SourceContact | None:
    """The parts of an address that are there, one per line; None when there are none or only a country."""
    parts = [line for line in (" ".join(line.split()) for line in lines) if line]
    if len(parts) < 2:
        return None
    return SourceContact("address", normal_contact("address", "\n".join(parts)), slot)


def tag_list(text: str) -> tuple[SourceTag, ...]:
    """The tags of one comma list, each once."""
    found = dict.fromkeys(words("Tags", tag, 60) for tag in text.split(","))
    return tuple(SourceTag(tag) for tag in found if tag)


def full_name(given: str, family: str) -> str:
    """One name to show."""
    return f"{given} {family}".strip()
