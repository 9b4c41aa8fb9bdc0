"""Nobody who was erased comes back by an import: not under the source's key, not under another, not by an order."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine

from headoffice.clock import now_ms
from headoffice.db import tables
from headoffice.db.engine import writing
from headoffice.sources import shopify_customers, shopify_orders, uci
from headoffice.sources.report import Reason
from headoffice.sync.erasure import erase
from tests.headoffice.sources.files import UCI_HEADER, write
from tests.headoffice.sources.office import bring_in, count, customers, everything
from tests.headoffice.sources.shop_files import NEW, ORDERS, export
from tests.headoffice.sources.test_shopify import LUCIA, MORE, ORDER
from tests.headoffice.sources.test_uci import line
from tests.headoffice.tablet import customer, furnish
from tests.headoffice.test_erasure import everywhere


def gone(engine: Engine, name: str) -> None:
    with writing(engine) as conn:
        assert erase(conn, customers(engine)[name].id, now_ms())


def left_out(rows: list[int], sheet: str = "") -> list[Reason]:
    return [Reason("skipped", "erased", len(rows), rows, sheet)]


def test_the_same_customers_and_orders_again_bring_nobody_back(office: Engine, tmp_path: Path) -> None:
    ada = {**LUCIA, "Customer ID": "2", "First Name": "Ada", "Last Name": "Neri", "Email": "ada@x.example"}
    ada["Phone"] = ""
    people = export(tmp_path / "c.csv", NEW, LUCIA, ada)
    orders = export(tmp_path / "o.csv", ORDERS, {**ORDER, "Email": LUCIA["Email"]}, MORE)
    bring_in(office, shopify_customers.reader(people), tmp_path / "r.csv")
    bring_in(office, shopify_orders.reader(orders), tmp_path / "r.csv", "orders")
    assert count(office, tables.orders) == 1
    gone(office, "Lucía Ferrer")
    before = everything(office)
    again = bring_in(office, shopify_customers.reader(people), tmp_path / "r.csv")
    assert (again.added, again.updated, again.invalid, again.rejects) == (0, 0, 0, [])
    assert again.reasons == left_out([2], again.reasons[0].sheet)
    moved = export(tmp_path / "m.csv", NEW, {**LUCIA, "Email": "lucia@new.example", "Phone": ""})
    assert bring_in(office, shopify_customers.reader(moved), tmp_path / "r.csv").reasons == again.reasons
    told = bring_in(office, shopify_orders.reader(orders), tmp_path / "r.csv", "orders")
    assert (told.added, told.updated, told.invalid, told.rejects) == (0, 0, 0, [])
    assert told.reasons == left_out([2, 3], told.reasons[0].sheet)
    assert everything(office) == before
    assert everywhere(office, "Ferrer") == everywhere(office, "lucia@") == []


@pytest.mark.parametrize("column", ["Email", "Phone"])
def test_another_key_or_another_source_does_not_bring_them_back_either(
    office: Engine, tmp_path: Path, column: str
) -> None:
    bring_in(office, shopify_customers.reader(export(tmp_path / "c.csv", NEW, LUCIA)), tmp_path / "r.csv")
    gone(office, "Lucía Ferrer")
    anew = {**LUCIA, "Customer ID": "77", "Email": "", "Phone": "", column: LUCIA[column].upper()}
    report = bring_in(office, shopify_customers.reader(export(tmp_path / "d.csv", NEW, anew)), tmp_path / "r.csv")
    assert (report.added, report.skipped, report.invalid) == (0, 1, 0)
    order = {**ORDER, "Name": "#9", "Email": "", "Phone": "", column: LUCIA[column]}
    told = bring_in(
        office, shopify_orders.reader(export(tmp_path / "o.csv", ORDERS, order)), tmp_path / "r.csv", "orders"
    )
    assert told.reasons == left_out([2], told.reasons[0].sheet)
    assert customers(office) == {}
    # Somebody else, and somebody who is a customer again, are brought in.
    with writing(office) as conn:
        conn.exec_driver_sql("DELETE FROM erased")
    back = bring_in(office, shopify_customers.reader(export(tmp_path / "e.csv", NEW, anew)), tmp_path / "r.csv")
    assert back.added == 2


def test_a_telephone_that_others_have_too_says_nothing(office: Engine, tmp_path: Path) -> None:
    other = {**LUCIA, "Customer ID": "2", "First Name": "Marco", "Last Name": "Neri", "Email": "marco@example.com"}
    third = {**LUCIA, "Customer ID": "3", "First Name": "Sara", "Last Name": "Neri", "Email": "sara@example.com"}
    both = export(tmp_path / "c.csv", NEW, LUCIA, other)
    bring_in(office, shopify_customers.reader(both), tmp_path / "r.csv")
    gone(office, "Lucía Ferrer")
    report = bring_in(office, shopify_customers.reader(export(tmp_path / "d.csv", NEW, third)), tmp_path / "r.csv")
    assert report.reasons == []
    assert set(customers(office)) == {"Marco Neri", "Sara Neri"}


def test_accounts_without_a_name_stay_away_too(office: Engine, tmp_path: Path) -> None:
    path = write(tmp_path / "r.csv", line(), line(invoice="536366", customer="2"), header=UCI_HEADER)
    bring_in(office, uci.reader(path), tmp_path / "x.csv")
    first = min(customers(office).values(), key=lambda c: [i.value for i in c.identifiers] != ["17850"])
    with writing(office) as conn:
        assert erase(conn, first.id, now_ms())
    rows = (line(), line(), line(invoice="536367"), line(invoice="7", customer="2"))
    write(tmp_path / "r.csv", *rows, header=UCI_HEADER)
    report = bring_in(office, uci.reader(path), tmp_path / "x.csv")
    assert (report.kinds["order"].added, report.invalid) == (1, 0)
    (reason,) = (each for each in report.reasons if each.reason == "erased")
    assert (reason.outcome, reason.rows) == ("skipped", [2, 4])  # row 3 is the second one again
    assert [next(iter(c.identifiers)).value for c in customers(office).values()] == ["2"]


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_an_import_beside_an_erasure_brings_nobody_back(office: Engine, tmp_path: Path) -> None:
    furnish(office)
    customer(office)
    people = export(tmp_path / "c.csv", NEW, LUCIA)
    bring_in(office, shopify_customers.reader(people), tmp_path / "r.csv")
    changed = export(tmp_path / "d.csv", NEW, {**LUCIA, "Last Name": "Ferrer Gil"})
    done = threading.Event()

    def again() -> None:
        bring_in(office, shopify_customers.reader(changed), tmp_path / "r.csv")
        done.set()

    importing = threading.Thread(target=again)
    eid = customers(office)["Lucía Ferrer"].id
    with writing(office) as conn:
        assert erase(conn, eid, now_ms())
        importing.start()
        assert not done.wait(0.3)  # it waits for the profile
    importing.join()
    assert "Lucía Ferrer Gil" not in customers(office)
    assert everywhere(office, "lucia@") == []
