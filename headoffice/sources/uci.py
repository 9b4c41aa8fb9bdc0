"""UCI Online Retail: invoices of a web shop whose customers are known by an account number alone.

What is done with what is in it is described in docs/import.md.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from clienteling.domain.errors import Rejected
from headoffice.sources import bounds
from headoffice.sources.blocks import Group
from headoffice.sources.pictures import picture
from headoffice.sources.reader import Columns, RowRejected, Sheet, SheetReader, Taken
from headoffice.sources.records import (
    SourceContact,
    SourceCustomer,
    SourceIdentifier,
    SourceLine,
    SourceOrder,
    SourceProduct,
    SourceVariant,
)
from headoffice.sources.rows import Row
from headoffice.sources.values import bad, decimal, minor, moment, title_case, whole, words

SOURCE = "uci"
CURRENCY = "GBP"
COLUMNS = ("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country")
CHARGES = frozenset({"POST", "DOT", "C2", "M", "D"})
"""Postage, carriage, manual entries and discounts: part of what was paid, but no goods."""
INTERNAL = frozenset({"BANK CHARGES", "AMAZONFEE", "CRUK", "S", "B"})
"""The shop's own bookkeeping: bank and marketplace fees, commission, samples, bad debt."""
_PRODUCTS_REMEMBERED = 50_000


def reader(path: Path, source: str = SOURCE) -> SheetReader:
    """The reader of one Online Retail file (``.csv`` or ``.csv.gz``)."""
    return SheetReader(source, [Sheet("rows", path, COLUMNS, _Invoices(source), "InvoiceNo", "order", COLUMNS)])


class _Invoices:
    """Turns the rows of one invoice into an order, its products, and the account it belongs to."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._told: set[str] = set()

    def __call__(self, columns: Columns, group: Group, taken: Taken) -> None:
        if not _customer(columns, group):
            for row in group.rows:
                taken.skip(row, "no customer number: nobody's purchase")
            return
        invoice = _Invoice(self._source, columns, group, taken)
        for row in group.rows:
            try:
                invoice.add(row)
            except Rejected as error:
                raise RowRejected(row, error) from error
        invoice.finish(self._told)
        if len(self._told) > _PRODUCTS_REMEMBERED:
            self._told.clear()


def _customer(columns: Columns, group: Group) -> str:
    place = columns.place("CustomerID")
    numbers = {row.cells[place].strip().removesuffix(".0") for row in group.rows}
    if len(numbers) > 1:
        raise bad("CustomerID", "the rows of one invoice name different customers")
    return words("CustomerID", numbers.pop(), 40)


class _Invoice:
    """One invoice while its rows are read."""

    def __init__(self, source: str, columns: Columns, group: Group, taken: Taken) -> None:
        self._source, self._columns, self._group, self._taken = source, columns, group, taken
        self._places = [columns.place(name) for name in COLUMNS]
        self._back = group.key[:1] in "Cc"
        self._seen: set[tuple[str, ...]] = set()
        self._lines: list[SourceLine] = []
        self._line_rows: list[Row] = []
        self._charge_rows: list[Row] = []
        self._total = Decimal(0)
        self._at = 0

    def add(self, row: Row) -> None:
        """One row of it. Raises ``Rejected``."""
        cells = tuple(row.cells[place].strip() for place in self._places)
        _, code, title, count, at, price_text, _, _ = cells
        quantity, price = whole("Quantity", count), decimal("UnitPrice", price_text)
        when = moment("InvoiceDate", at)
        reason = self._left_out(cells, code.upper(), quantity, price)
        if reason:
            self._taken.skip(row, reason)
            return
        self._seen.add(cells)
        self._at = min(self._at or when, when)
        bounds.amount("Quantity times price", minor(quantity * price, CURRENCY))
        self._total += quantity * price
        if code.upper() in CHARGES:
            self._charge_rows.append(row)
            return
        code = words("StockCode", code, bounds.NUMBER_LIMIT)
        name = title_case(words("Description", title)) or code
        image = picture(name)
        self._lines.append(bounds.line(SourceLine(name, quantity, minor(price, CURRENCY), code, code, picture=image)))
        self._line_rows.append(row)

    def _left_out(self, cells: tuple[str, ...], code: str, quantity: int, price: Decimal) -> str:
        if cells in self._seen:
            return "the same row came before in this invoice"
        if code in INTERNAL:
            return "the shop's own bookkeeping: fee, commission, sample or bad debt"
        if price <= 0:
            return "no price: a gift or a correction of stock"
        if code not in CHARGES and (quantity < 0) != self._back:
            return "the quantity contradicts the invoice: a correction of stock"
        return "" if quantity else "nothing was sold"

    def finish(self, told: set[str]) -> None:
        """Hand over the order, unless there are no goods in it, and the products not yet ``told`` of."""
        if not self._lines:
            for row in self._charge_rows:
                self._taken.skip(row, "an invoice of charges alone: no goods in it")
            return
        first = self._group.rows[0]
        # Before anything is told of: who is refused here must not take the products along.
        number = words("InvoiceNo", self._group.key, bounds.NUMBER_LIMIT)
        total = bounds.amount("Total", minor(self._total, CURRENCY))
        account = _customer(self._columns, self._group)
        person = self._person(account, first)
        for line, row in zip(self._lines, self._line_rows, strict=True):
            if line.sku not in told:
                told.add(line.sku)
                self._taken.add(self._product(line, row))
        self._taken.add(
            SourceOrder(
                source=self._source,
                key=self._group.key,
                said_at=self._at,
                row=first.number,
                number=number,
                customer=account,
                person=person,
                channel="web",
                at=self._at,
                currency=CURRENCY,
                total_minor=total,
                lines=tuple(self._lines),
                kind="return" if self._back else "sale",
                status="returned" if self._back else "paid",
            )
        )

    def _product(self, line: SourceLine, row: Row) -> SourceProduct:
        one = SourceVariant(line.sku, price_minor=line.price_minor)
        return SourceProduct(
            source=self._source,
            key=line.sku,
            said_at=self._at,
            row=row.number,
            only_new=True,
            title=line.title,
            currency=CURRENCY,
            picture=line.picture,
            variants=(one,),
        )

    def _person(self, account: str, row: Row) -> SourceCustomer:
        country = words("Country", self._columns.cell(row, "Country"), 60)
        address = (SourceContact("address", country, "country", "country"),) if country else ()
        return SourceCustomer(
            source=self._source,
            key=account,
            said_at=self._at,
            row=row.number,
            identifiers=(SourceIdentifier("web_account", account),),
            contacts=address,
            join="key",
        )
