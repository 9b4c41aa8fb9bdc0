"""The customer export of Shopify's admin: the current form with ``Default Address`` columns and the older one.

What is done with what is in it is described in docs/import.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from clienteling.domain.customer import ConsentChannel
from clienteling.domain.text import NOTE_LIMIT, clean, normal_email
from headoffice.sources import shopify
from headoffice.sources.blocks import Group
from headoffice.sources.reader import Columns, Sheet, SheetReader, Taken
from headoffice.sources.records import (
    SourceConsent,
    SourceContact,
    SourceCustomer,
    SourceDate,
    SourceIdentifier,
    SourceNote,
)
from headoffice.sources.rows import Row
from headoffice.sources.stream import changed_at
from headoffice.sources.values import bad, birthday, flag, name_case, words

REQUIRED = ("First Name", "Last Name", "Email", "Phone", "Accepts Email Marketing")
_CONSENTS: tuple[tuple[str, ConsentChannel], ...] = (
    ("Accepts Email Marketing", "email"),
    ("Accepts SMS Marketing", "sms"),
    ("Accepts WhatsApp Marketing", "whatsapp"),
)
_ADDRESS = ("Company", "Address1", "Address2", "Zip", "City", "Province", "Country")
_BIRTH_DATE = "(customer.metafields.facts.birth_date)"
USED = (
    *REQUIRED,
    "Customer ID",
    "Note",
    "Tags",
    *(name for name, _ in _CONSENTS),
    *(
        f"{prefix}{name}"
        for prefix in ("", "Default Address ")
        for name in (*_ADDRESS, "Province Code", "Country Code")
    ),
    "Default Address Phone",
    # Counted anew from the orders, or of no use to a seller.
    "Total Spent",
    "Total Orders",
    "Tax Exempt",
)


def reader(path: Path, source: str = shopify.SOURCE, region: str = shopify.REGION) -> SheetReader:
    """The reader of one customer export."""
    convert = _Customers(source, region, changed_at(path))
    return SheetReader(source, [Sheet("customers", path, REQUIRED, convert, used=USED)])


class _Customers:
    """Turns a row into a customer and a note."""

    def __init__(self, source: str, region: str, said_at: int) -> None:
        self._source, self._region, self._said_at = source, region, said_at

    def __call__(self, columns: Columns, group: Group, taken: Taken) -> None:
        row = group.rows[0]
        region = shopify.region_of(columns.cell(row, "Default Address Country Code", "Country Code"), self._region)
        email = columns.cell(row, "Email")
        contacts = _contacts(columns, row, email, region)
        number = words("Customer ID", shopify.number_cell(columns, row, "Customer ID"), 60)
        key = number or next((f"contact:{c.kind}:{c.value}" for c in contacts if c.kind != "address"), "")
        if not key:
            raise bad("Email", "there is neither a customer number nor an e-mail address nor a phone number")
        customer = SourceCustomer(
            source=self._source,
            key=key,
            said_at=self._said_at,
            row=row.number,
            fields=_fields(columns, row),
            identifiers=(SourceIdentifier("web_account", number),) if number else (),
            contacts=contacts,
            consents=_consents(columns, row),
            dates=_birthday(columns, row),
            tags=shopify.tag_list(columns.cell(row, "Tags")),
        )
        taken.add(customer)
        text = clean(columns.cell(row, "Note"), NOTE_LIMIT, multiline=True, what="The note")
        if text:
            taken.add(
                SourceNote(
                    source=self._source,
                    key=f"{key}:note",
                    said_at=self._said_at,
                    row=row.number,
                    customer=key,
                    text=text,
                )
            )


def _fields(columns: Columns, row: Row) -> dict[str, str]:
    given = name_case(words("First Name", columns.cell(row, "First Name")))
    family = name_case(words("Last Name", columns.cell(row, "Last Name")))
    company = words("Company", columns.cell(row, "Default Address Company", "Company"))
    name = words("Name", shopify.full_name(given, family))
    fields = {"name": name, "given": given, "family": family, "company": company}
    return {key: value for key, value in fields.items() if value}


def _contacts(columns: Columns, row: Row, email: str, region: str) -> tuple[SourceContact, ...]:
    phone = shopify.phone_contact(shopify.number_cell(columns, row, "Phone"), region, "phone")
    other = shopify.phone_contact(shopify.number_cell(columns, row, "Default Address Phone"), region, "address.phone")
    if phone and other and phone.value == other.value:
        other = None
    found = (
        SourceContact("email", normal_email(email), "email") if email else None,
        phone,
        other,
        _address(columns, row),
    )
    return tuple(contact for contact in found if contact)


def _address(columns: Columns, row: Row) -> SourceContact | None:
    def cell(name: str) -> str:
        return columns.cell(row, f"Default Address {name}", name)

    place = f"{cell('Zip').removeprefix(chr(39))} {cell('City')}"
    province, country = cell("Province") or cell("Province Code"), cell("Country") or cell("Country Code")
    return shopify.address([cell("Company"), cell("Address1"), cell("Address2"), place, province, country], "address")


def _consents(columns: Columns, row: Row) -> tuple[SourceConsent, ...]:
    found = []
    for name, channel in _CONSENTS:
        said = flag(name, columns.cell(row, name))
        if said is not None:
            state: Literal["granted", "withdrawn"] = "granted" if said else "withdrawn"
            found.append(SourceConsent("marketing", channel, state, method="shop account"))
    return tuple(found)


def _birthday(columns: Columns, row: Row) -> tuple[SourceDate, ...]:
    column = next((name for name in columns.header if name.casefold().endswith(_BIRTH_DATE)), "")
    text = columns.cell(row, column) if column else ""
    return (SourceDate("birthday", *birthday("Birth date", text)),) if text else ()
