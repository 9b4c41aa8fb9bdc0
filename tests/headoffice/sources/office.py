"""Helpers of the tests that import into a database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine, Table, func, select

from clienteling.domain.customer import Customer
from headoffice.db import sync_tables, tables
from headoffice.db.engine import reading, writing
from headoffice.profile import history
from headoffice.profile.documents import load_customers, save_customer
from headoffice.sources.importer import run_import
from headoffice.sources.reader import SheetReader
from headoffice.sources.report import Report
from headoffice.sync.feed import publish


def bring_in(engine: Engine, reader: SheetReader, rejects: Path, form: str = "test") -> Report:
    """Import all of ``reader``."""
    return run_import(engine, reader, form, rejects)


def count(engine: Engine, table: Table) -> int:
    with reading(engine) as conn:
        return int(conn.execute(select(func.count()).select_from(table)).scalar_one())


def customers(engine: Engine) -> dict[str, Customer]:
    """All profiles by name, or by their first identifier where they have none."""
    with reading(engine) as conn:
        ids = list(conn.execute(select(tables.customers.c.id)).scalars())
        found = load_customers(conn, ids)
    return {c.name or (c.identifiers[0].value if c.identifiers else c.id): c for c in found.values()}


def entities(engine: Engine, etype: str, table: Table) -> list[Any]:
    """All entities of one type."""
    with reading(engine) as conn:
        ids = list(conn.execute(select(table.c.id)).scalars())
        return sorted(history.load(conn, etype, ids).values(), key=lambda each: (getattr(each, "at", 0), each.id))


def change(engine: Engine, new: Customer, old: Customer) -> None:
    """What a seller's operation comes to."""
    with writing(engine) as conn:
        save_customer(conn, old, msgspec.structs.replace(new, version=old.version + 1))
        publish(conn, [("customer", new.id, "put", old.version + 1)])


def everything(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that an import writes, without the times at which it was written."""
    found = {}
    passing = {"created_at", "changed_at", "run_id", "seq", "by_at", "lost_at", "body"}
    for table in (
        tables.stores,
        tables.products,
        tables.customers,
        tables.customer_fields,
        tables.contact_points,
        tables.consents,
        tables.tags,
        tables.identifiers,
        tables.summaries,
        tables.orders,
        tables.order_lines,
        tables.notes,
        tables.source_records,
        sync_tables.customer_scopes,
        sync_tables.scope_feed,
    ):
        columns = [column for column in table.c if column.name not in passing]
        with reading(engine) as conn:
            found[table.name] = sorted(map(tuple, conn.execute(select(*columns))), key=repr)
    return found


def heads(engine: Engine) -> list[tuple[Any, ...]]:
    """The feed's heads: they move when anything is published."""
    with reading(engine) as conn:
        return [tuple(row) for row in conn.execute(select(sync_tables.scope_head).order_by("scope_id"))]
