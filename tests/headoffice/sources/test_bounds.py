"""Values no database takes: each costs the row it stands in, on both databases, and nothing else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlalchemy import Engine

from headoffice.db import tables
from headoffice.sources import bounds, mapped, shopify_orders, uci
from headoffice.sources.mapping import read_mapping
from headoffice.sources.reader import SheetReader
from tests.headoffice.sources.files import UCI_HEADER, write
from tests.headoffice.sources.office import bring_in, entities
from tests.headoffice.sources.shop_files import ORDERS, export
from tests.headoffice.sources.test_shopify import ORDER
from tests.headoffice.sources.test_uci import line

# Nothing that can be compressed: PostgreSQL's indexes would take it then. What begins with C is a cancellation.
LONG = "1" + random.Random(7).randbytes(5_000).hex()[1:]
MAPPING = """
source = "till"
[customer]
[[customer.contacts]]
kind = "email"
columns = ["Mail"]
[order]
key = "Receipt"
at = "Date"
currency_code = "EUR"
[order.line]
title = "Article"
price = "Price"
quantity = "Pieces"
"""


def _retail(tmp_path: Path, *broken: str) -> SheetReader:
    lines = [line("1000"), *broken, line("1002", code="22222")]
    return uci.reader(write(tmp_path / "u.csv", *lines, header=UCI_HEADER))


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (line(quantity="999999999", price="999999999999"), "Quantity times price: no amount is as large as this"),
        (line(quantity="900000000", price="120000000"), "Quantity times price: no amount is as large as this"),
        (line(at="0001-01-01 00:00"), "InvoiceDate: this is before 1900, or more than a day ahead"),
        (line(at="9999-12-31 23:59"), "InvoiceDate: this is before 1900, or more than a day ahead"),
        (line(LONG), "InvoiceNo has 10000 characters"),
        (line(code=LONG), "StockCode has 10000 characters"),
        (line(customer=LONG), "CustomerID has 10000 characters"),
    ],
)
def test_a_row_that_no_database_takes_is_refused_alone(office: Engine, tmp_path: Path, broken: str, says: str) -> None:
    report = bring_in(office, _retail(tmp_path, broken), tmp_path / "r.csv")
    assert (report.rows, report.invalid, report.kinds["order"].added) == (3, 1, 2)
    assert report.reasons[0].reason.startswith(says)
    assert report.reasons[0].rows == [3]
    assert {order.number for order in entities(office, "order", tables.orders)} == {"1000", "1002"}


def test_many_lines_together_are_bounded_too(office: Engine, tmp_path: Path) -> None:
    lines = [line(code=str(n), quantity="90000000", price="100000") for n in range(3)]
    report = bring_in(office, _retail(tmp_path, *lines), tmp_path / "r.csv")
    assert (report.invalid, report.kinds["order"].added, report.kinds["product"].added) == (3, 2, 2)
    assert "Total: no amount is as large as this" in [reason.reason for reason in report.reasons]


def test_an_export_with_a_number_as_long_as_a_letter(office: Engine, tmp_path: Path) -> None:
    path = export(tmp_path / "o.csv", ORDERS, {**ORDER, "Name": LONG}, {**ORDER, "Name": "#7"}, {**ORDER, "Name": LONG})
    report = bring_in(office, shopify_orders.reader(path), tmp_path / "r.csv")
    assert (report.invalid, report.kinds["order"].added) == (2, 1)


def test_the_sum_of_a_mapped_order_is_bounded(office: Engine, tmp_path: Path) -> None:
    path = write(
        tmp_path / "m.csv",
        "r1,01/02/2024,x,999999999999,999999999,a@example.com",
        "r2,01/02/2024,x,10,1,a@example.com",
        "r3,01/02/0024,x,10,1,a@example.com",
        f"{LONG},01/02/2024,x,10,1,b@example.com",
        header="Receipt,Date,Article,Price,Pieces,Mail",
    )
    mapping, _ = read_mapping(write(tmp_path / "m.toml", MAPPING))
    report = bring_in(office, mapped.reader(path, mapping), tmp_path / "r.csv")
    assert (report.invalid, report.kinds["order"].added) == (3, 1)


@pytest.mark.parametrize(
    "broken",
    [
        line(quantity="900000000", price="120000000"),  # between 2^63 and 2^64 minor units
        line(quantity="999999999", price="999999999999"),
    ],
)
def test_what_nobody_thought_of_costs_only_its_order(
    office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.setattr(bounds, "AMOUNT_LIMIT", 10**40)
    rows = [line(str(n), customer=str(n)) for n in range(20)]
    path = write(tmp_path / "u.csv", *rows, broken, line(code="22222"), line("1002"), header=UCI_HEADER)
    report = bring_in(office, uci.reader(path), tmp_path / "r.csv")
    assert (report.rows, report.invalid, report.kinds["order"].added) == (23, 2, 21)
    assert "the database does not take this" in report.reasons[0].reason
    assert report.reasons[0].rows == [22]
    numbers = {order.number for order in entities(office, "order", tables.orders)}
    assert numbers == {*map(str, range(20)), "1002"}
    again = bring_in(office, uci.reader(path), tmp_path / "r2.csv")
    assert (again.invalid, again.added, again.updated) == (2, 0, 0)


def test_a_key_no_index_takes_costs_only_its_order(
    office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "NUMBER_LIMIT", 1 << 20)
    monkeypatch.setattr(bounds, "KEY_LIMIT", 1 << 20)
    report = bring_in(office, _retail(tmp_path, line(LONG)), tmp_path / "r.csv")
    refused = [reason.reason for reason in report.reasons if "the database does not take this" in reason.reason]
    # SQLite's indexes take keys of any length.
    assert (report.invalid, len(refused)) == ((0, 0) if office.dialect.name == "sqlite" else (1, 1))
    assert report.kinds["order"].added == 3 - report.invalid
