from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from headoffice.sources import uci
from headoffice.sources.records import SourceOrder, SourceProduct
from headoffice.sources.stream import Unreadable
from tests.headoffice.sources.files import UCI_HEADER, head_of, of, read_all, real, write


def rows(tmp_path: Path, *lines: str) -> Path:
    return write(tmp_path / "retail.csv", *lines, header=UCI_HEADER)


def line(
    invoice: str = "1001",
    code: str = "85123A",
    quantity: str = "2",
    price: str = "2.55",
    customer: str = "17850",
    at: str = "2010-12-01 08:26",
    title: str = "WHITE HANGING HEART",
) -> str:
    return f"{invoice},{code},{title},{quantity},{at},{price},{customer},United Kingdom"


def test_an_invoice_becomes_a_web_order_of_an_anonymous_account(tmp_path: Path) -> None:
    batch = read_all(
        uci.reader(rows(tmp_path, line(), line(code="POST", price="5.00", quantity="1", at="2010-12-01 08:25")))
    )
    (order,) = of(batch, SourceOrder)
    assert (order.number, order.channel, order.currency, order.kind) == ("1001", "web", "GBP", "sale")
    assert order.total_minor == 2 * 255 + 500
    assert [(each.title, each.quantity, each.price_minor) for each in order.lines] == [("White hanging heart", 2, 255)]
    assert order.at == 1_291_191_900_000
    assert order.person is not None
    assert (order.customer, order.person.fields) == ("17850", {})
    assert [(i.kind, i.value) for i in order.person.identifiers] == [("web_account", "17850")]
    assert [product.key for product in of(batch, SourceProduct)] == ["85123A"]


def test_a_c_invoice_is_a_return(tmp_path: Path) -> None:
    (order,) = of(read_all(uci.reader(rows(tmp_path, line("C1002", quantity="-2")))), SourceOrder)
    assert (order.kind, order.status, order.total_minor) == ("return", "returned", -510)
    assert order.lines[0].quantity == -2


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        (line(), "the same row came before"),
        (line(code="AMAZONFEE"), "bookkeeping"),
        (line(price="0"), "no price"),
        (line(price="-5"), "no price"),
        (line(quantity="-1"), "contradicts"),
        (line(quantity="0"), "nothing was sold"),
    ],
)
def test_rows_that_are_no_purchase_are_left_out_with_their_reason(tmp_path: Path, extra: str, reason: str) -> None:
    batch = read_all(uci.reader(rows(tmp_path, line(), extra)))
    ((problem),) = batch.problems
    assert (problem.row, problem.outcome) == (3, "skipped")
    assert reason in problem.reason
    assert of(batch, SourceOrder)[0].total_minor == 510


def test_rows_without_customer_are_nobodys_purchase(tmp_path: Path) -> None:
    batch = read_all(uci.reader(rows(tmp_path, line(customer=""), line("1002", customer=""))))
    assert [(problem.row, problem.outcome) for problem in batch.problems] == [(2, "skipped"), (3, "skipped")]
    assert not batch.records


@pytest.mark.parametrize(
    "broken",
    [
        line(quantity="two"),
        line(at="2010-13-01 08:26"),
        line(price="a lot"),
        line(quantity="99999999999"),
        "1001,85123A,WHITE",
        '1001,"85123A,WHITE,1,2010-12-01 08:26,1,17850,UK',
        line(customer="17851"),
        line(title="bad\0title"),
    ],
)
def test_an_order_with_one_bad_row_is_refused_whole(tmp_path: Path, broken: str) -> None:
    batch = read_all(uci.reader(rows(tmp_path, line("1000"), line(), broken, line(code="22222"), line("1002"))))
    assert [order.key for order in of(batch, SourceOrder)] == ["1000", "1002"]
    assert sorted(problem.row for problem in batch.problems if problem.outcome == "invalid") == [3, 4, 5]
    assert [refusal.key for refusal in batch.refusals] == ["1001"]


def test_half_a_row_at_the_end_spoils_only_its_own_order(tmp_path: Path) -> None:
    path = rows(tmp_path, line("1000"), line("1001"))
    path.write_bytes(path.read_bytes() + b"1001,22")
    batch = read_all(uci.reader(path))
    assert [order.key for order in of(batch, SourceOrder)] == ["1000"]
    assert [problem.row for problem in batch.problems] == [3, 4]


def test_no_reason_repeats_what_stands_in_the_file(tmp_path: Path) -> None:
    batch = read_all(uci.reader(rows(tmp_path, line(quantity="SECRET"), line("1002", at="SECRET"), "1003,SECRET")))
    assert len(batch.problems) == 3
    assert not any("SECRET" in problem.reason for problem in batch.problems)


def test_the_beginning_of_the_real_file(tmp_path: Path) -> None:
    path = head_of(real("online_retail_uci", "online_retail.csv.gz"), 20_000, tmp_path / "head.csv")
    batch = read_all(uci.reader(path))
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    expected: dict[str, Decimal] = {}
    goods = set()
    seen = set()
    for row in table:
        key = tuple(row.values())
        price, quantity = Decimal(row["UnitPrice"]), int(row["Quantity"])
        invoice, code = row["InvoiceNo"], row["StockCode"].upper()
        plain = code not in {"POST", "DOT", "C2", "M", "D"}
        if (
            not row["CustomerID"]
            or key in seen
            or price <= 0
            or code in {"BANK CHARGES", "AMAZONFEE", "CRUK", "S", "B"}
        ):
            continue
        if plain and (quantity < 0) != invoice.startswith("C"):
            continue
        seen.add(key)
        expected[invoice] = expected.get(invoice, Decimal(0)) + price * quantity
        if plain:
            goods.add(invoice)
    found = {order.key: order.total_minor for order in of(batch, SourceOrder)}
    assert found == {
        invoice: int((total * 100).to_integral_value()) for invoice, total in expected.items() if invoice in goods
    }
    assert Counter(p.outcome for p in batch.problems)["invalid"] == 0
    assert batch.rows == 20_000


def test_a_column_that_is_there_twice_is_refused_when_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "u.csv", "1,2,A,t,1,2011-01-01 10:00,3,100,F", header=f"InvoiceNo,{UCI_HEADER}")
    with pytest.raises(Unreadable, match="more than one column InvoiceNo"):
        uci.reader(path).check()
    path = write(tmp_path / "v.csv", "A,t,1,2011-01-01 10:00,3,100,F,x,y", header=f"{UCI_HEADER},Shop,shop")
    assert "columns of which the first one counts: Shop, shop" in uci.reader(path).check()
