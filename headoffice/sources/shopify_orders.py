"""The order export of Shopify's admin: one row per line, what is said of the whole order only on its first row.

What is done with what is in it is described in docs/import.md.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from clienteling.domain.errors import Rejected
from clienteling.domain.text import NOTE_LIMIT, clean, normal_email
from headoffice.sources import bounds, shopify
from headoffice.sources.blocks import Group
from headoffice.sources.pictures import picture
from headoffice.sources.reader import Columns, RowRejected, Sheet, SheetReader, Taken
from headoffice.sources.records import (
    SourceConsent,
    SourceContact,
    SourceCustomer,
    SourceLine,
    SourceNote,
    SourceOrder,
    SourceStore,
)
from headoffice.sources.rows import Row
from headoffice.sources.values import bad, currency_code, flag, moment, money, name_case, whole, words

REQUIRED = (
    "Name",
    "Email",
    "Financial Status",
    "Currency",
    "Total",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
)
Status = Literal["paid", "pending", "cancelled", "returned", "refunded"]
_STATUS: dict[str, Status] = {
    "": "paid",
    "paid": "paid",
    "partially_refunded": "paid",
    "refunded": "refunded",
    "pending": "pending",
    "authorized": "pending",
    "partially_paid": "pending",
    "expired": "cancelled",
    "unpaid": "pending",
    "voided": "cancelled",
    "cancelled": "cancelled",
}
_SIZE = re.compile(r"(?i)(x{0,3}[sl]|m|\d{1,3}([.,]5)?|\d{2}/\d{2}|one size)$")


def reader(path: Path, source: str = shopify.SOURCE, region: str = shopify.REGION) -> SheetReader:
    """The reader of one order export."""
    return SheetReader(source, [Sheet("orders", path, REQUIRED, _Orders(source, region), "Name", "order")])


class _Orders:
    """Turns the rows of one order into the order, what was given back, its store, its customer and a note."""

    def __init__(self, source: str, region: str) -> None:
        self._source, self._region = source, region

    def __call__(self, columns: Columns, group: Group, taken: Taken) -> None:
        head = group.rows[0]
        if not columns.cell(head, "Created at"):
            raise bad("Created at", "the first row of this order is not there")
        at = moment("Created at", columns.cell(head, "Created at"))
        person = self._person(columns, head, at)
        if person is None:
            for row in group.rows:
                taken.skip(row, "neither an e-mail address nor a phone number: nobody's purchase")
            return
        store = self._store(columns, head)
        if store:
            taken.add(store)
        order = self._order(columns, group, at, person, store)
        taken.add(order)
        self._refund(columns, head, order, taken)
        text = clean(columns.cell(head, "Notes"), NOTE_LIMIT, multiline=True, what="The note")
        if text:
            taken.add(
                SourceNote(
                    source=self._source,
                    key=f"{group.key}:note",
                    said_at=at,
                    row=head.number,
                    person=person,
                    text=text,
                )
            )

    def _order(
        self, columns: Columns, group: Group, at: int, person: SourceCustomer, store: SourceStore | None
    ) -> SourceOrder:
        head = group.rows[0]
        currency = currency_code("Currency", columns.cell(head, "Currency"))
        lines = []
        for row in group.rows:
            try:
                lines.append(bounds.line(_line(columns, row, currency)))
            except Rejected as error:
                raise RowRejected(row, error) from error
        in_store = store is not None or columns.cell(head, "Source").casefold() == "pos"
        return SourceOrder(
            source=self._source,
            key=group.key,
            said_at=at,
            row=head.number,
            number=words("Name", group.key, 60),
            person=person,
            channel="store" if in_store else "web",
            at=at,
            currency=currency,
            total_minor=money("Total", columns.cell(head, "Total"), currency),
            lines=tuple(lines),
            status=_status(columns, head),
            store=store.key if store else "",
            seller_name=words("Employee", columns.cell(head, "Employee")),
        )

    def _refund(self, columns: Columns, head: Row, order: SourceOrder, taken: Taken) -> None:
        """What was paid back of an order that otherwise stands."""
        amount = money("Refunded Amount", columns.cell(head, "Refunded Amount"), order.currency)
        if not amount or order.status != "paid":
            return
        taken.add(
            SourceOrder(
                source=self._source,
                key=f"{order.key}:refund",
                said_at=order.said_at,
                row=head.number,
                number=order.number,
                person=order.person,
                channel=order.channel,
                at=order.at,
                currency=order.currency,
                total_minor=-amount,
                kind="return",
                status="refunded",
                store=order.store,
            )
        )

    def _person(self, columns: Columns, head: Row, at: int) -> SourceCustomer | None:
        """Who bought, by e-mail or phone; None when the order names neither."""
        email = columns.cell(head, "Email")
        region = shopify.region_of(columns.cell(head, "Billing Country", "Shipping Country"), self._region)
        phone = shopify.readable_phone(shopify.number_cell(columns, head, "Phone", "Billing Phone"), region)
        contacts = [SourceContact("email", normal_email(email), "email")] if email else []
        if phone:
            contacts.append(SourceContact("phone", phone, "phone"))
        if not contacts:
            return None
        address = _address(columns, head)
        said_yes = flag("Accepts Marketing", columns.cell(head, "Accepts Marketing"))
        grant = SourceConsent("marketing", "email", "granted", method="checkout", only_first=True)
        name = name_case(words("Billing Name", columns.cell(head, "Billing Name", "Shipping Name")))
        company = words("Billing Company", columns.cell(head, "Billing Company"))
        fields = {"name": name, "company": company}
        return SourceCustomer(
            source=self._source,
            key="",
            said_at=at,
            row=head.number,
            fields={key: value for key, value in fields.items() if value},
            contacts=(*contacts, address) if address else tuple(contacts),
            consents=(grant,) if said_yes and email else (),
        )

    def _store(self, columns: Columns, head: Row) -> SourceStore | None:
        name = words("Location", columns.cell(head, "Location"), 80)
        if not name or columns.cell(head, "Source").casefold() not in {"pos", ""}:
            return None
        return SourceStore(
            source=self._source,
            key=f"location:{name}",
            row=head.number,
            only_new=True,
            code="",
            name=name,
            currency=currency_code("Currency", columns.cell(head, "Currency")),
        )


def _status(columns: Columns, head: Row) -> Status:
    if columns.cell(head, "Cancelled at"):
        return "cancelled"
    return status_of(columns.cell(head, "Financial Status"))


def status_of(text: str) -> Status:
    """The state of an order by its state of payment; nothing said means paid."""
    said = text.casefold()
    if said not in _STATUS:
        raise bad("Financial Status", "this state of payment is not known")
    return _STATUS[said]


def _line(columns: Columns, row: Row, currency: str) -> SourceLine:
    title = words("Lineitem name", columns.cell(row, "Lineitem name"), 300)
    if not title:
        raise bad("Lineitem name", "a line needs a name")
    size, color = _options(title)
    return SourceLine(
        title,
        whole("Lineitem quantity", columns.cell(row, "Lineitem quantity")),
        money("Lineitem price", columns.cell(row, "Lineitem price"), currency),
        words("Lineitem sku", shopify.number_cell(columns, row, "Lineitem sku")),
        size=size,
        color=color,
        picture=picture(title, color),
        discount_minor=money("Lineitem discount", columns.cell(row, "Lineitem discount"), currency),
    )


def _options(title: str) -> tuple[str, str]:
    """Size and colour out of ``Ocean shirt - M / Blue``; both empty when no option looks like a size."""
    options = [option.strip() for option in title.rpartition(" - ")[2].split("/")]
    size = next((option for option in options if _SIZE.match(option)), "")
    color = next((option for option in options if option != size), "") if size and " - " in title else ""
    return (size, color) if " - " in title else ("", "")


def _address(columns: Columns, head: Row) -> SourceContact | None:
    def cell(name: str) -> str:
        return columns.cell(head, f"Billing {name}")

    place = f"{cell('Zip').removeprefix(chr(39))} {cell('City')}"
    street = cell("Address1") or cell("Street")
    province = cell("Province Name") or cell("Province")
    return shopify.address([cell("Company"), street, cell("Address2"), place, province, cell("Country")], "address")
