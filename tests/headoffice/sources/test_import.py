"""Imports into both databases: what arrives, what stays, what the same again does."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, select

from clienteling.domain.catalogue import Seller, Store
from clienteling.domain.consent import state_of
from clienteling.domain.customer import ConsentRecord, Customer, FieldValue
from clienteling.domain.ids import new_id
from clienteling.domain.provenance import Provenance
from headoffice.db import sync_tables, tables
from headoffice.db.engine import reading, writing
from headoffice.profile import history
from headoffice.sources import adventureworks, blocks, shopify_customers, shopify_orders, uci
from headoffice.sync.feed import publish
from tests.headoffice.sources.files import UCI_HEADER, head_of, real, write
from tests.headoffice.sources.office import bring_in, change, count, customers, entities, everything, heads
from tests.headoffice.sources.shop_files import NEW, ORDERS, export
from tests.headoffice.sources.test_shopify import LUCIA, MORE, ORDER
from tests.headoffice.sources.test_uci import line

SELLER = Provenance("seller", "ana", "store", 5, "centro", "tablet", "op")


def test_customers_with_all_that_is_said_of_them(office: Engine, tmp_path: Path) -> None:
    report = bring_in(office, shopify_customers.reader(export(tmp_path / "c.csv", NEW, LUCIA)), tmp_path / "r.csv")
    assert (report.added, report.updated, report.skipped, report.invalid) == (2, 0, 0, 0)
    lucia = customers(office)["Lucía Ferrer"]
    assert lucia.fields["name"].by.actor_kind == "source"
    assert lucia.fields["name"].by.actor == "shopify"
    assert lucia.fields["name"].by.at > 0
    assert [c.value for c in lucia.contacts] == ["lucia@example.com", "+393331234567", "Calle Mayor 3\n00100 Roma\nIT"]
    assert state_of(lucia.consents, "marketing", "email", "2026-01-01") == "granted"
    assert state_of(lucia.consents, "marketing", "sms", "2026-01-01") == "withdrawn"
    assert [tag.tag for tag in lucia.tags] == ["VIP", "silk"]
    (note,) = entities(office, "note", tables.notes)
    assert (note.customer, note.by.actor) == (lucia.id, "shopify")


def test_the_same_again_changes_nothing_and_publishes_nothing(office: Engine, tmp_path: Path) -> None:
    files = export(tmp_path / "c.csv", NEW, LUCIA), export(tmp_path / "o.csv", ORDERS, ORDER, MORE)
    for _ in range(2):
        bring_in(office, shopify_customers.reader(files[0]), tmp_path / "r.csv")
        bring_in(office, shopify_orders.reader(files[1]), tmp_path / "r.csv", "orders")
    before, feed = everything(office), heads(office)
    first = bring_in(office, shopify_customers.reader(files[0]), tmp_path / "r.csv")
    second = bring_in(office, shopify_orders.reader(files[1]), tmp_path / "r.csv", "orders")
    assert [(r.added, r.updated, r.skipped, r.invalid) for r in (first, second)] == [(0, 0, 2, 0), (0, 0, 2, 0)]
    assert everything(office) == before
    assert heads(office) == feed


def test_what_a_seller_said_stays_and_what_the_source_changes_comes_in(office: Engine, tmp_path: Path) -> None:
    bring_in(office, shopify_customers.reader(export(tmp_path / "1.csv", NEW, LUCIA)), tmp_path / "r.csv")
    lucia = customers(office)["Lucía Ferrer"]
    email = lucia.contacts[0]
    edited = replace(
        lucia,
        fields={**lucia.fields, "name": FieldValue("Lucía Ferrer Gil", SELLER, 2)},
        contacts=(replace(email, value="lucia@home.example", by=SELLER, version=2), *lucia.contacts[1:]),
        tags=tuple(tag for tag in lucia.tags if tag.tag != "silk"),
    )
    change(office, edited, lucia)
    newer = {
        **LUCIA,
        "Last Name": "Ferrer G.",
        "Email": "lucia@work.example",
        "Phone": "'+39 333 765 4321",
        "Tags": "VIP,silk,gold",
    }
    report = bring_in(office, shopify_customers.reader(export(tmp_path / "2.csv", NEW, newer)), tmp_path / "r.csv")
    assert report.kinds["customer"].updated == 1
    now = customers(office)["Lucía Ferrer Gil"]
    assert now.value("family") == "Ferrer G."
    assert [c.value for c in now.contacts][:2] == ["lucia@home.example", "+393337654321"]
    # The tag the seller took away was said before: it does not come back; the new one comes.
    assert [tag.tag for tag in now.tags] == ["VIP", "gold"]
    with reading(office) as conn:
        lost = conn.execute(select(tables.superseded.c.target, tables.superseded.c.value)).all()
    assert {value for _, value in lost} == {"Ferrer", "+393331234567"}


def test_what_the_source_takes_back_goes_when_it_was_its_own(office: Engine, tmp_path: Path) -> None:
    bring_in(
        office,
        shopify_customers.reader(export(tmp_path / "1.csv", NEW, {**LUCIA, "Default Address Company": "Seta"})),
        tmp_path / "r.csv",
    )
    newer = {**LUCIA, "Phone": "", "Tags": "VIP"}
    bring_in(office, shopify_customers.reader(export(tmp_path / "2.csv", NEW, newer)), tmp_path / "r.csv")
    now = customers(office)["Lucía Ferrer"]
    assert [c.kind for c in now.contacts] == ["email", "address"]
    assert [tag.tag for tag in now.tags] == ["VIP"]
    assert now.value("company") == ""


def test_a_no_said_in_the_store_beats_the_yes_of_a_later_export(office: Engine, tmp_path: Path) -> None:
    bring_in(office, shopify_customers.reader(export(tmp_path / "1.csv", NEW, LUCIA)), tmp_path / "r.csv")
    lucia = customers(office)["Lucía Ferrer"]
    no = ConsentRecord(new_id(), "marketing", "email", "withdrawn", SELLER)
    change(office, replace(lucia, consents=(*lucia.consents, no)), lucia)
    for number, said in enumerate(("no", "yes"), 2):
        path = export(
            tmp_path / f"{number}.csv", NEW, {**LUCIA, "Accepts Email Marketing": said, "Accepts SMS Marketing": said}
        )
        bring_in(office, shopify_customers.reader(path), tmp_path / "r.csv")
    now = customers(office)["Lucía Ferrer"]
    assert state_of(now.consents, "marketing", "email", "2026-01-01") == "withdrawn"
    # The shop may take back its own no.
    assert state_of(now.consents, "marketing", "sms", "2026-01-01") == "granted"


def _shop(office: Engine) -> tuple[Store, Seller]:
    store = Store(new_id(), "C1", "Centro")
    seller = Seller(new_id(), "Ana Lima", store.id)
    with writing(office) as conn:
        publish(conn, [*history.save(conn, "store", [store]), *history.save(conn, "seller", [seller])])
    return store, seller


def test_orders_find_their_customer_store_and_seller(office: Engine, tmp_path: Path) -> None:
    store, seller = _shop(office)
    bring_in(office, shopify_customers.reader(export(tmp_path / "c.csv", NEW, LUCIA)), tmp_path / "r.csv")
    till = {
        **ORDER,
        "Name": "#2",
        "Source": "pos",
        "Location": "CENTRO",
        "Employee": "Ana Lima",
        "Email": "",
        "Phone": "'+393331234567",
    }
    stranger = {
        **ORDER,
        "Name": "#3",
        "Email": "new@example.com",
        "Billing Name": "NEW PERSON",
        "Location": "Norte",
        "Source": "pos",
    }
    report = bring_in(
        office,
        shopify_orders.reader(export(tmp_path / "o.csv", ORDERS, ORDER, MORE, till, stranger)),
        tmp_path / "r.csv",
    )
    assert {kind: each.added for kind, each in report.kinds.items()} == {
        "store": 1,
        "customer": 1,
        "order": 3,
        "note": 3,
    }
    found = customers(office)
    assert sorted(found) == ["Lucía Ferrer", "New Person"]
    lucia = found["Lucía Ferrer"]
    assert (lucia.summary.orders_web, lucia.summary.orders_store, lucia.summary.last_purchase_store) == (1, 1, store.id)
    orders = {order.number: order for order in entities(office, "order", tables.orders)}
    assert (orders["#2"].customer, orders["#2"].store, orders["#2"].seller) == (lucia.id, store.id, seller.id)
    assert orders["#3"].customer == found["New Person"].id
    stores = {each.id: each for each in entities(office, "store", tables.stores)}
    assert (stores[orders["#3"].store].name, stores[orders["#3"].store].code) == ("Norte", "NORTE")
    assert state_of(found["New Person"].consents, "marketing", "email", "2026-01-01") == "granted"


def test_orders_first_and_customers_later_is_one_profile(office: Engine, tmp_path: Path) -> None:
    bring_in(office, shopify_orders.reader(export(tmp_path / "o.csv", ORDERS, ORDER)), tmp_path / "r.csv")
    bring_in(
        office,
        shopify_customers.reader(export(tmp_path / "c.csv", NEW, {**LUCIA, "Email": "LUCIA@example.com"})),
        tmp_path / "r.csv",
    )
    assert list(customers(office)) == ["Lucía Ferrer"]


def test_people_who_share_a_name_or_a_telephone_stay_apart(office: Engine, tmp_path: Path) -> None:
    twin = {**LUCIA, "Customer ID": "'2", "Email": "other@example.com"}
    bring_in(office, shopify_customers.reader(export(tmp_path / "c.csv", NEW, LUCIA, twin)), tmp_path / "r.csv")
    assert count(office, tables.customers) == 2
    partner = {**ORDER, "Email": "partner@example.com", "Phone": "'+393331234567", "Billing Name": "Paolo Rossi"}
    bring_in(office, shopify_orders.reader(export(tmp_path / "o.csv", ORDERS, partner)), tmp_path / "r.csv")
    assert count(office, tables.customers) == 3


def test_an_order_that_changes_is_one_order_and_its_summary_follows(office: Engine, tmp_path: Path) -> None:
    bring_in(office, shopify_orders.reader(export(tmp_path / "1.csv", ORDERS, ORDER, MORE)), tmp_path / "r.csv")
    assert customers(office)["Lucía Ferrer"].summary.orders_web == 1
    gone = {**ORDER, "Cancelled at": "2024-05-02 10:00:00 +0000"}
    report = bring_in(office, shopify_orders.reader(export(tmp_path / "2.csv", ORDERS, gone)), tmp_path / "r.csv")
    assert report.kinds["order"].updated == 1
    (order,) = entities(office, "order", tables.orders)
    assert (order.status, len(order.lines)) == ("cancelled", 1)
    now = customers(office)["Lucía Ferrer"]
    assert (now.summary.orders_web, now.summary.last_purchase_at) == (0, 0)
    assert now.version == 2


def test_a_note_that_a_seller_took_back_stays_away(office: Engine, tmp_path: Path) -> None:
    bring_in(office, shopify_customers.reader(export(tmp_path / "1.csv", NEW, LUCIA)), tmp_path / "r.csv")
    (note,) = entities(office, "note", tables.notes)
    with writing(office) as conn:
        publish(conn, history.save(conn, "note", [replace(note, removed=True, version=note.version + 1)]))
    newer = {**LUCIA, "Note": "Likes velvet."}
    bring_in(office, shopify_customers.reader(export(tmp_path / "2.csv", NEW, newer)), tmp_path / "r.csv")
    (now,) = entities(office, "note", tables.notes)
    assert (now.removed, now.text) == (True, note.text)


def test_a_merged_customer_is_followed_to_the_survivor(office: Engine, tmp_path: Path) -> None:
    bring_in(
        office,
        shopify_customers.reader(
            export(tmp_path / "c.csv", NEW, LUCIA, {**LUCIA, "Customer ID": "2", "First Name": "L.", "Email": ""})
        ),
        tmp_path / "r.csv",
    )
    found = customers(office)
    change(office, replace(found["Lucía Ferrer"], merged_into=found["L. Ferrer"].id), found["Lucía Ferrer"])
    bring_in(office, shopify_orders.reader(export(tmp_path / "o.csv", ORDERS, ORDER)), tmp_path / "r.csv")
    (order,) = entities(office, "order", tables.orders)
    assert order.customer == found["L. Ferrer"].id


def test_refused_rows_are_in_a_file_that_can_be_mended_and_imported(office: Engine, tmp_path: Path) -> None:
    rows = [line("1000", title="=cmd|x"), line("1001"), line("1001", quantity="two", code="=1+1"), line("1002")]
    report = bring_in(office, uci.reader(write(tmp_path / "u.csv", *rows, header=UCI_HEADER)), tmp_path / "r.csv")
    assert (report.invalid, report.kinds["order"].added) == (2, 2)
    assert [(r.rows, r.reason) for r in report.reasons] == [
        ([3], "the rows of one order are refused together"),
        ([4], "Quantity: this is not a whole number"),
    ]
    (path,) = map(Path, report.rejects)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open(encoding="utf-8", newline="") as file:
        refused = list(csv.reader(file))
    assert refused[0][:4] == ["Import row", "Import reason", "InvoiceNo", "StockCode"]
    assert [row[0] for row in refused[1:]] == ["3", "4"]
    assert refused[1][1] == "the rows of one order are refused together, because of row 4"
    assert refused[2][3] == "'=1+1"
    refused[2][5] = "2"
    with (tmp_path / "mended.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(refused)
    again = bring_in(office, uci.reader(tmp_path / "mended.csv"), tmp_path / "r2.csv")
    assert (again.invalid, again.kinds["order"].added) == (0, 1)
    assert again.kinds["product"].added == 1


def test_no_rejects_file_when_nothing_is_refused(office: Engine, tmp_path: Path) -> None:
    report = bring_in(office, uci.reader(write(tmp_path / "u.csv", line(), header=UCI_HEADER)), tmp_path / "r.csv")
    assert report.rejects == []
    assert not (tmp_path / "r.csv").exists()


def test_rows_of_one_order_too_far_apart_are_refused_not_mixed(
    office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK_ROWS", 10)
    monkeypatch.setattr(blocks, "LOOK_AHEAD", 5)
    far = [line(str(n), customer=str(n % 7 + 1)) for n in range(2_000, 2_050)]
    path = write(tmp_path / "u.csv", line("1001"), *far, line("1001", code="22222"), line("1002"), header=UCI_HEADER)
    reports = [bring_in(office, uci.reader(path), tmp_path / f"r{n}.csv") for n in range(2)]
    assert [(r.invalid, r.kinds["order"].added) for r in reports] == [(1, 52), (1, 0)]
    assert [r.kinds["order"].updated for r in reports] == [0, 0]
    assert "sort the file" in reports[0].reasons[0].reason
    (order,) = [o for o in entities(office, "order", tables.orders) if o.number == "1001"]
    assert [each.sku for each in order.lines] == ["85123A"]


def test_a_customer_number_twice_in_one_file(office: Engine, tmp_path: Path) -> None:
    path = export(tmp_path / "c.csv", NEW, LUCIA, LUCIA, {**LUCIA, "First Name": "Other"})
    reports = [bring_in(office, shopify_customers.reader(path), tmp_path / f"r{n}.csv") for n in range(2)]
    assert [(r.kinds["customer"].added, r.kinds["customer"].skipped, r.invalid) for r in reports] == [
        (1, 1, 1),
        (0, 2, 1),
    ]
    assert list(customers(office)) == ["Lucía Ferrer"]


def test_orders_of_customers_who_were_refused_are_refused(office: Engine, tmp_path: Path) -> None:
    for name in ("territories", "product_categories", "product_subcategories", "products"):
        head_of(real("adventureworks", f"{name}.csv.gz"), 500, tmp_path / f"{name}.csv")
    path = head_of(real("adventureworks", "customers.csv.gz"), 1_000, tmp_path / "customers.csv")
    path.write_text(path.read_text(encoding="utf-8").replace("05/14/1965", "13/14/1965"), encoding="utf-8")
    with path.open(encoding="utf-8", newline="") as file:
        people = {row["CustomerKey"] for row in csv.DictReader(file)}
    sales = head_of(real("adventureworks", "sales.csv.gz"), 60_000, tmp_path / "all.csv")
    with sales.open(encoding="utf-8") as file, (tmp_path / "sales.csv").open("w", encoding="utf-8") as some:
        some.write(next(file))
        some.writelines(row for row in file if row.split(",")[4] in people)
    report = bring_in(office, adventureworks.reader(tmp_path), tmp_path / "r.csv")
    assert report.kinds["customer"].added == 999
    assert {reason.sheet for reason in report.reasons} == {"customers", "sales"}
    assert sorted(Path(each).name for each in report.rejects) == ["r-customers.csv", "r-sales.csv"]
    assert count(office, tables.orders) == report.kinds["order"].added > 1_000
    with reading(office) as conn:
        scopes = select(sync_tables.scopes.c.name).where(sync_tables.scopes.c.name.startswith("store:"))
        assert len(conn.execute(scopes).all()) == 10
        homes = select(tables.customer_fields.c.value).where(tables.customer_fields.c.key == "home_store").distinct()
        assert set(conn.execute(homes).scalars()) <= set(conn.execute(select(tables.stores.c.id)).scalars())
    again = bring_in(office, adventureworks.reader(tmp_path), tmp_path / "r2.csv")
    assert (again.added, again.updated) == (0, 0)


def test_the_beginning_of_the_real_retail_file(office: Engine, tmp_path: Path) -> None:
    path = head_of(real("online_retail_uci", "online_retail.csv.gz"), 20_000, tmp_path / "u.csv")
    report = bring_in(office, uci.reader(path), tmp_path / "r.csv")
    assert (report.rows, report.invalid, report.updated) == (20_000, 0, 0)
    people: dict[str, Customer] = customers(office)
    orders = entities(office, "order", tables.orders)
    assert len(orders) == report.kinds["order"].added
    assert len(people) == report.kinds["customer"].added
    bought: dict[str, int] = {}
    for order in orders:
        bought[order.customer] = bought.get(order.customer, 0) + (order.kind == "sale")
    assert {c.id: c.summary.orders_web for c in people.values()} == bought
    with reading(office) as conn:
        shared = sync_tables.scope_head.c
        query = select(shared.row_count).join(sync_tables.scopes, sync_tables.scopes.c.id == shared.scope_id)
        rows = conn.execute(query.where(sync_tables.scopes.c.name == "shared")).scalar_one()
    assert rows == len(people) + len(orders)
    feed = heads(office)
    again = bring_in(office, uci.reader(path), tmp_path / "r.csv")
    assert (again.added, again.updated, heads(office)) == (0, 0, feed)
    assert {kind: counts.skipped for kind, counts in again.kinds.items()} == {
        kind: counts.added for kind, counts in report.kinds.items()
    }


def test_customers_and_products_told_in_passing_are_counted_once(office: Engine, tmp_path: Path) -> None:
    rows = [line("1000"), line("1001"), line("1002", code="22222", customer="7")]
    bring_in(office, uci.reader(write(tmp_path / "1.csv", *rows, header=UCI_HEADER)), tmp_path / "r.csv")
    rows[1:2] = [line("1003"), line("1004", code="33333", customer="8")]
    again = bring_in(office, uci.reader(write(tmp_path / "2.csv", *rows, header=UCI_HEADER)), tmp_path / "r.csv")
    counted = {kind: (counts.added, counts.updated, counts.skipped) for kind, counts in again.kinds.items()}
    assert counted == {"customer": (1, 0, 2), "order": (2, 0, 2), "product": (1, 0, 2)}


@pytest.mark.parametrize("name", ["<img src=x>", "\u202eevil", "=HYPERLINK(1)"])
def test_names_are_kept_as_text(office: Engine, tmp_path: Path, name: str) -> None:
    path = export(tmp_path / "c.csv", NEW, {**LUCIA, "First Name": name, "Last Name": ""})
    bring_in(office, shopify_customers.reader(path), tmp_path / "r.csv")
    assert list(customers(office)) == [name]
