from __future__ import annotations

from pathlib import Path

import pytest

from headoffice.sources import shopify_customers, shopify_orders
from headoffice.sources.records import SourceCustomer, SourceNote, SourceOrder, SourceStore
from headoffice.sources.stream import Unreadable
from tests.headoffice.sources.files import of, read_all
from tests.headoffice.sources.shop_files import NEW, OLD, ORDERS, export

LUCIA = {
    "Customer ID": "'9013808660771",
    "First Name": "Lucía",
    "Last Name": "Ferrer",
    "Email": "lucia@example.com",
    "Accepts Email Marketing": "yes",
    "Default Address Address1": "Calle Mayor 3",
    "Default Address City": "Roma",
    "Default Address Country Code": "IT",
    "Default Address Zip": "'00100",
    "Phone": "'+39 333 123 4567",
    "Accepts SMS Marketing": "no",
    "Note": "Likes silk.\nShoe 38, =SUM(A1) is a joke",
    "Tags": "VIP, silk,VIP",
    "Total Spent": "120.50",
}


def test_a_customer_of_the_current_form(tmp_path: Path) -> None:
    batch = read_all(shopify_customers.reader(export(tmp_path / "c.csv", NEW, LUCIA, bom=True)))
    (customer,) = of(batch, SourceCustomer)
    assert (customer.key, customer.fields["name"]) == ("9013808660771", "Lucía Ferrer")
    assert [(c.kind, c.value) for c in customer.contacts] == [
        ("email", "lucia@example.com"),
        ("phone", "+393331234567"),
        ("address", "Calle Mayor 3\n00100 Roma\nIT"),
    ]
    assert [(c.purpose, c.channel, c.state) for c in customer.consents] == [
        ("marketing", "email", "granted"),
        ("marketing", "sms", "withdrawn"),
    ]
    assert [tag.tag for tag in customer.tags] == ["VIP", "silk"]
    assert [note.text for note in of(batch, SourceNote)] == ["Likes silk.\nShoe 38, =SUM(A1) is a joke"]


def test_the_older_form_without_numbers_and_extra_columns(tmp_path: Path) -> None:
    header = [
        *OLD,
        "Accepts WhatsApp Marketing",
        "Ring size (customer.metafields.custom.ring)",
        "Birth date (customer.metafields.facts.birth_date)",
    ]
    row = {
        "First Name": "ANA",
        "Last Name": "LIMA",
        "Email": "ana@example.com",
        "Accepts Email Marketing": "no",
        "Accepts WhatsApp Marketing": "yes",
        "Province": "Lisboa",
        "Country": "Portugal",
        "City": "Lisboa",
        "Birth date (customer.metafields.facts.birth_date)": "1990-02-28",
    }
    reader = shopify_customers.reader(export(tmp_path / "c.csv", header, row))
    (customer,) = of(read_all(reader), SourceCustomer)
    assert (customer.key, customer.fields["name"]) == ("contact:email:ana@example.com", "Ana Lima")
    assert [(c.channel, c.state) for c in customer.consents] == [("email", "withdrawn"), ("whatsapp", "granted")]
    assert [(d.month, d.day, d.year) for d in customer.dates] == [(2, 28, 1990)]
    (note,) = reader.check()
    assert "Ring size" in note


def test_a_pos_customer_has_a_phone_only(tmp_path: Path) -> None:
    row = {"Customer ID": "'1", "Phone": "'600 111 222"}
    (customer,) = of(read_all(shopify_customers.reader(export(tmp_path / "c.csv", NEW, row))), SourceCustomer)
    assert [c.value for c in customer.contacts] == ["+34600111222"]


@pytest.mark.parametrize(
    "broken",
    [
        {"Email": "not an address"},
        {"Phone": "call me"},
        {"Accepts Email Marketing": "perhaps"},
        {"Tags": "x" * 61},
        {"Note": "word " * 3_000},
        {"First Name": "x" * 300},
        {"Email": "", "Customer ID": "", "Phone": ""},
    ],
)
def test_a_customer_that_cannot_be_taken_whole_is_not_taken(tmp_path: Path, broken: dict[str, str]) -> None:
    batch = read_all(
        shopify_customers.reader(export(tmp_path / "c.csv", NEW, {**LUCIA, **broken}, {**LUCIA, "Customer ID": "2"}))
    )
    assert [customer.key for customer in of(batch, SourceCustomer)] == ["2"]
    (problem,) = batch.problems
    assert (problem.row, problem.outcome) == (2, "invalid")


def test_the_wrong_file_is_named_by_its_missing_columns(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="lacks the columns First Name, Last Name, Accepts Email Marketing"):
        shopify_customers.reader(export(tmp_path / "c.csv", ORDERS)).check()


ORDER = {
    "Name": "#1001",
    "Email": "lucia@example.com",
    "Financial Status": "paid",
    "Accepts Marketing": "yes",
    "Currency": "EUR",
    "Total": "59.90",
    "Created at": "2024-05-01 10:00:00 +0000",
    "Lineitem quantity": "1",
    "Lineitem name": "Ocean shirt - M / Blue",
    "Lineitem price": "39.90",
    "Lineitem sku": "'0042",
    "Billing Name": "Lucía Ferrer",
    "Billing Country": "ES",
    "Source": "web",
    "Notes": "Gift wrap, please",
}
MORE = {"Name": "#1001", "Lineitem quantity": "2", "Lineitem name": "Cap", "Lineitem price": "10.00", "Vendor": "X"}


def test_an_order_over_several_rows(tmp_path: Path) -> None:
    batch = read_all(shopify_orders.reader(export(tmp_path / "o.csv", ORDERS, ORDER, MORE)))
    (order,) = of(batch, SourceOrder)
    assert (order.number, order.channel, order.currency, order.total_minor) == ("#1001", "web", "EUR", 5990)
    assert order.at == 1_714_557_600_000
    assert [(each.title, each.quantity, each.price_minor, each.sku, each.size, each.color) for each in order.lines] == [
        ("Ocean shirt - M / Blue", 1, 3990, "0042", "M", "Blue"),
        ("Cap", 2, 1000, "", "", ""),
    ]
    assert order.person is not None
    assert [(c.kind, c.value) for c in order.person.contacts] == [("email", "lucia@example.com")]
    assert [(c.state, c.only_first) for c in order.person.consents] == [("granted", True)]
    assert [note.text for note in of(batch, SourceNote)] == ["Gift wrap, please"]


def test_a_sale_at_the_till_belongs_to_its_location(tmp_path: Path) -> None:
    till = {**ORDER, "Source": "pos", "Location": "Centro", "Employee": "Ana Lima", "Email": "", "Phone": "'600111222"}
    batch = read_all(shopify_orders.reader(export(tmp_path / "o.csv", ORDERS, till)))
    (order,), (store,) = of(batch, SourceOrder), of(batch, SourceStore)
    assert (order.channel, order.store, order.seller_name) == ("store", store.key, "Ana Lima")
    assert (store.name, store.only_new) == ("Centro", True)


def test_money_of_currencies_without_cents(tmp_path: Path) -> None:
    yen = {**ORDER, "Currency": "JPY", "Total": "5990", "Lineitem price": "5990.00", "Notes": ""}
    dinar = {**yen, "Name": "#2", "Currency": "KWD", "Total": "12.345", "Lineitem price": "12.345"}
    wrong = {**yen, "Name": "#3", "Total": "59.5"}
    batch = read_all(shopify_orders.reader(export(tmp_path / "o.csv", ORDERS, yen, dinar, wrong)))
    assert [order.total_minor for order in of(batch, SourceOrder)] == [5990, 12_345]
    assert [problem.reason for problem in batch.problems] == ["Total: more decimals than the currency has"]


def test_what_was_paid_back(tmp_path: Path) -> None:
    part = {**ORDER, "Financial Status": "partially_refunded", "Refunded Amount": "20.00", "Notes": ""}
    whole = {**part, "Name": "#2", "Financial Status": "refunded", "Refunded Amount": "59.90"}
    gone = {**part, "Name": "#3", "Cancelled at": "2024-05-02 10:00:00 +0000", "Refunded Amount": ""}
    found = of(read_all(shopify_orders.reader(export(tmp_path / "o.csv", ORDERS, part, whole, gone))), SourceOrder)
    assert [(order.number, order.kind, order.status, order.total_minor) for order in found] == [
        ("#1001", "sale", "paid", 5990),
        ("#1001", "return", "refunded", -2000),
        ("#2", "sale", "refunded", 5990),
        ("#3", "sale", "cancelled", 5990),
    ]


def test_orders_of_nobody_are_left_out(tmp_path: Path) -> None:
    batch = read_all(
        shopify_orders.reader(export(tmp_path / "o.csv", ORDERS, {**ORDER, "Email": "", "Billing Phone": "n/a"}, MORE))
    )
    assert [(problem.row, problem.outcome) for problem in batch.problems] == [(2, "skipped"), (3, "skipped")]


@pytest.mark.parametrize("broken", [{"Lineitem quantity": "x"}, {"Lineitem price": "free"}, {"Lineitem name": ""}])
def test_one_bad_line_refuses_the_order(tmp_path: Path, broken: dict[str, str]) -> None:
    batch = read_all(
        shopify_orders.reader(export(tmp_path / "o.csv", ORDERS, ORDER, {**MORE, **broken}, {**ORDER, "Name": "#1002"}))
    )
    assert [order.key for order in of(batch, SourceOrder)] == ["#1002"]
    assert [(problem.row, problem.because) for problem in batch.problems] == [
        (2, 3),
        (3, 0),
    ]


def test_lines_without_their_first_row_are_refused(tmp_path: Path) -> None:
    batch = read_all(shopify_orders.reader(export(tmp_path / "o.csv", ORDERS, MORE)))
    assert [problem.reason for problem in batch.problems] == ["Created at: the first row of this order is not there"]
