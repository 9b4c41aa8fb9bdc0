"""AdventureWorks: a folder of CSV files with named people, their web orders, products and sales territories.

What is done with what is in it is described in docs/import.md.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from clienteling.domain.errors import Rejected
from clienteling.domain.text import normal_email
from headoffice.sources import bounds
from headoffice.sources.blocks import Group
from headoffice.sources.pictures import picture
from headoffice.sources.reader import Columns, RowRejected, Sheet, SheetReader, Taken
from headoffice.sources.records import (
    SourceContact,
    SourceCustomer,
    SourceDate,
    SourceIdentifier,
    SourceLine,
    SourceOrder,
    SourceProduct,
    SourceStore,
    SourceVariant,
)
from headoffice.sources.rows import CsvFile, Row
from headoffice.sources.stream import Unreadable
from headoffice.sources.values import bad, birthday, day, decimal, minor, moment_of, name_case, whole, words

SOURCE = "adventureworks"
CURRENCY = "USD"
_TOLD_NOTHING = {"", "NA", "0"}
_COUNTRIES = {
    "united states": "US",
    "canada": "CA",
    "france": "FR",
    "germany": "DE",
    "australia": "AU",
    "united kingdom": "GB",
}
_ZONES = {
    "northwest": "America/Los_Angeles",
    "southwest": "America/Los_Angeles",
    "central": "America/Chicago",
    "northeast": "America/New_York",
    "southeast": "America/New_York",
    "canada": "America/Toronto",
    "france": "Europe/Paris",
    "germany": "Europe/Berlin",
    "australia": "Australia/Sydney",
    "united kingdom": "Europe/London",
}
_GENDERS = {"M": "male", "F": "female"}
_SMALL_TABLE = 10_000
_SAME_PRICE = Decimal("0.02")

_PRODUCT_COLUMNS = (
    "ProductKey",
    "ProductSubcategoryKey",
    "ProductSKU",
    "ProductName",
    "ProductColor",
    "ProductSize",
    "ProductPrice",
)
_CUSTOMER_COLUMNS = ("CustomerKey", "FirstName", "LastName", "BirthDate", "Gender", "EmailAddress", "Occupation")
_SALES_COLUMNS = (
    "OrderDate",
    "OrderNumber",
    "ProductKey",
    "CustomerKey",
    "TerritoryKey",
    "OrderLineItem",
    "OrderQuantity",
    "Sales",
)


def reader(folder: Path, source: str = SOURCE) -> SheetReader:
    """The reader of a folder with the files as ``.csv`` or ``.csv.gz``. Raises ``Unreadable``."""
    if not folder.is_dir():
        raise Unreadable(f"There is no folder {folder}. Name the folder with customers.csv, sales.csv and so on.")
    names = ("territories", "product_categories", "product_subcategories", "products", "customers", "sales", "returns")
    paths = {name: _find(folder, name) for name in names}
    missing = [f"{name}.csv" for name, path in paths.items() if path is None and name != "returns"]
    if missing:
        raise Unreadable(f"{folder} lacks {', '.join(missing)} (or the same with .gz).")
    there = {name: path for name, path in paths.items() if path is not None}
    goods = _Goods(source, there)
    sheets = [
        Sheet("territories", there["territories"], ("SalesTerritoryKey", "Region", "Country"), _Territories(source)),
        Sheet("products", there["products"], _PRODUCT_COLUMNS, goods.product),
        Sheet("customers", there["customers"], _CUSTOMER_COLUMNS, _Customers(source)),
        Sheet("sales", there["sales"], _SALES_COLUMNS, goods.order, "OrderNumber", "order"),
    ]
    if "returns" in there:
        sheets.append(Sheet("returns", there["returns"], ("ReturnDate", "ProductKey", "ReturnQuantity"), _returned))
    return SheetReader(source, sheets)


def _find(folder: Path, name: str) -> Path | None:
    return next((p for p in (folder / f"{name}.csv", folder / f"{name}.csv.gz") if p.is_file()), None)


def _small_table(path: Path, key: str, *values: str) -> dict[str, tuple[str, ...]]:
    """A lookup table that is small by nature. Raises ``Unreadable``."""
    table: dict[str, tuple[str, ...]] = {}
    with CsvFile(path) as file:
        columns = Columns(path, file.header, (key, *values))
        for row in file:
            if row.problem:
                raise Unreadable(f"{path}, row {row.number}: {row.problem}. Every other row depends on this table.")
            table[columns.cell(row, key)] = tuple(columns.cell(row, value) for value in values)
            if len(table) > _SMALL_TABLE:
                raise Unreadable(f"{path} has more than {_SMALL_TABLE} rows. Check that it is the right file.")
    return table


class _Territories:
    """Sales territories become stores: a tablet needs one, and an order's territory says where a customer belongs."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __call__(self, columns: Columns, group: Group, taken: Taken) -> None:
        row = group.rows[0]
        key = words("SalesTerritoryKey", columns.cell(row, "SalesTerritoryKey"), 10)
        region = words("Region", columns.cell(row, "Region"), 60)
        country = words("Country", columns.cell(row, "Country"), 60)
        if not key or not region:
            raise bad("Region", "a territory needs a key and a region")
        taken.add(
            SourceStore(
                source=self._source,
                key=key,
                row=row.number,
                code=f"AW{int(key):02d}" if key.isdecimal() else f"AW-{key}",
                name=region if region == country else f"{region}, {country}",
                country=_COUNTRIES.get(country.casefold(), country[:40]),
                timezone=_ZONES.get(region.casefold(), "UTC"),
                currency=CURRENCY,
            )
        )


class _Customers:
    """Named people."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __call__(self, columns: Columns, group: Group, taken: Taken) -> None:
        row = group.rows[0]
        key = words("CustomerKey", columns.cell(row, "CustomerKey"), 40)
        email = columns.cell(row, "EmailAddress")
        if not key:
            raise bad("CustomerKey", "there is no customer number")
        born = columns.cell(row, "BirthDate")
        taken.add(
            SourceCustomer(
                source=self._source,
                key=key,
                row=row.number,
                fields=_fields(columns, row),
                identifiers=(SourceIdentifier("web_account", key),),
                contacts=(SourceContact("email", normal_email(email), "email"),) if email else (),
                dates=(SourceDate("birthday", *birthday("BirthDate", born)),) if born else (),
            )
        )


def _fields(columns: Columns, row: Row) -> dict[str, str]:
    given = name_case(words("FirstName", columns.cell(row, "FirstName")))
    family = name_case(words("LastName", columns.cell(row, "LastName")))
    salutation = name_case(words("Prefix", columns.cell(row, "Prefix"), 40)).removesuffix(".")
    fields = {
        "name": f"{given} {family}".strip(),
        "given": given,
        "family": family,
        "salutation": salutation,
        "gender": _GENDERS.get(columns.cell(row, "Gender").upper(), ""),
        "occupation": words("Occupation", columns.cell(row, "Occupation")),
    }
    return {name: value for name, value in fields.items() if value}


class _Goods:
    """Products, and the orders made of them."""

    def __init__(self, source: str, paths: dict[str, Path]) -> None:
        self._source = source
        self._paths = paths
        self._categories: dict[str, tuple[str, str]] = {}
        self._products: dict[str, tuple[str, ...]] = {}

    def _category(self, subcategory: str) -> tuple[str, str]:
        """Names of a subcategory and the category above it."""
        if not self._categories:
            tops = _small_table(self._paths["product_categories"], "ProductCategoryKey", "CategoryName")
            table = _small_table(
                self._paths["product_subcategories"], "ProductSubcategoryKey", "SubcategoryName", "ProductCategoryKey"
            )
            self._categories = {key: (name, tops.get(top, ("",))[0]) for key, (name, top) in table.items()}
        return self._categories.get(subcategory, ("", ""))

    def product(self, columns: Columns, group: Group, taken: Taken) -> None:
        """A row of the product table."""
        row = group.rows[0]
        key = words("ProductKey", columns.cell(row, "ProductKey"), 40)
        title = words("ProductName", columns.cell(row, "ProductName"))
        if not key or not title:
            raise bad("ProductName", "a product needs a key and a name")
        sub, top = self._category(columns.cell(row, "ProductSubcategoryKey"))
        color, size = _told(columns.cell(row, "ProductColor")), _told(columns.cell(row, "ProductSize"))
        price = minor(decimal("ProductPrice", columns.cell(row, "ProductPrice")), CURRENCY)
        taken.add(
            SourceProduct(
                source=self._source,
                key=key,
                row=row.number,
                title=title,
                category=sub or top,
                currency=CURRENCY,
                picture=picture(sub, top, title, color),
                variants=(SourceVariant(columns.cell(row, "ProductSKU"), size, color, price),),
            )
        )

    def _known(self, key: str) -> tuple[str, ...]:
        if not self._products:
            names = (
                "ProductName",
                "ProductSKU",
                "ProductSize",
                "ProductColor",
                "ProductSubcategoryKey",
                "ProductPrice",
            )
            self._products = _small_table(self._paths["products"], "ProductKey", *names)
        if key not in self._products:
            raise bad("ProductKey", "there is no such product in the product table")
        return self._products[key]

    def order(self, columns: Columns, group: Group, taken: Taken) -> None:
        """The rows of one order."""
        first = group.rows[0]
        head = _head(columns, first)
        lines, total = [], 0
        for row in group.rows:
            try:
                if _head(columns, row) != head:
                    raise bad("OrderNumber", "the rows of one order name different customers, days or territories")
                line = self._line(columns, row)
            except Rejected as error:
                raise RowRejected(row, error) from error
            lines.append(line)
            total += line.price_minor * line.quantity
        date, customer, territory = head
        at = moment_of("OrderDate", day("OrderDate", date))
        taken.add(
            SourceOrder(
                source=self._source,
                key=group.key,
                said_at=at,
                row=first.number,
                number=words("OrderNumber", group.key, 60),
                customer=customer,
                # Only says where the customer belongs: who they are stands in the table of customers.
                person=SourceCustomer(source=self._source, key=customer, said_at=at, home_store=territory, join="key"),
                channel="web",
                at=at,
                currency=CURRENCY,
                total_minor=total,
                lines=tuple(lines),
            )
        )

    def _line(self, columns: Columns, row: Row) -> SourceLine:
        key = columns.cell(row, "ProductKey")
        title, sku, size, color, subcategory, list_price = self._known(key)
        quantity = whole("OrderQuantity", columns.cell(row, "OrderQuantity"))
        if quantity <= 0:
            raise bad("OrderQuantity", "a sale needs a quantity above zero")
        amount = decimal("Sales", columns.cell(row, "Sales"))
        # Until 2022 the column holds the price of one piece, later the amount of the line: the list price tells which.
        if quantity > 1 and abs(amount - decimal("ProductPrice", list_price)) > _SAME_PRICE:
            amount /= quantity
        price = minor(amount, CURRENCY)
        sub, top = self._category(subcategory)
        image = picture(sub, top, title, color)
        return bounds.line(SourceLine(title, quantity, price, sku, key, _told(size), _told(color), image))


def _head(columns: Columns, row: Row) -> tuple[str, str, str]:
    customer = words("CustomerKey", columns.cell(row, "CustomerKey"), 40)
    if not customer:
        raise bad("CustomerKey", "there is no customer number")
    return columns.cell(row, "OrderDate"), customer, columns.cell(row, "TerritoryKey")


def _told(text: str) -> str:
    return "" if text in _TOLD_NOTHING else text


def _returned(_columns: Columns, group: Group, taken: Taken) -> None:
    taken.skip(group.rows[0], "returns name neither an order nor a customer")
