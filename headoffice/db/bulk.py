"""Statements over thousands of keys at once, compiled once and the same size however many keys there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy import ARRAY, ColumnElement, Connection, Table, Text, cast, func, insert, literal, select
from sqlalchemy.exc import DBAPIError

CHUNK = 5_000
"""Rows handled per statement: bounds memory and the time a lock is held."""


def among(conn: Connection, column: ColumnElement[str], keys: Iterable[str]) -> ColumnElement[bool]:
    """``column`` is one of ``keys``, which travel as a single parameter."""
    if conn.dialect.name == "postgresql":
        # Not "= ANY(array)": under a plan made for any array that compares every row with every key.
        return column.in_(select(func.unnest(cast(literal(array_text(keys)), ARRAY(Text)))))
    listed = func.json_each(msgspec.json.encode(list(keys)).decode()).table_valued("value")
    return column.in_(select(listed.c.value))


def array_text(keys: Iterable[str]) -> str:
    """PostgreSQL's notation of an array of text: faster than the driver's, which looks at each element."""
    words = list(keys)
    if not words:
        return "{}"
    plain = "".join(words)
    if "\\" in plain or '"' in plain:
        words = [word.replace("\\", "\\\\").replace('"', '\\"') for word in words]
    return '{"' + '","'.join(words) + '"}'


def chunks(items: Sequence[Any], size: int = CHUNK) -> Iterable[Sequence[Any]]:
    """``items`` in runs of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def insert_rows(conn: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert ``rows``, whose values stand in the order of the columns ``names``.

    Past the statement compiler and, on PostgreSQL, by COPY: five to ten times faster for thousands of rows.
    """
    if not rows:
        return
    if conn.dialect.name == "postgresql":
        if len(rows) < 20:
            conn.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
            return
        driver: Any = conn.connection.driver_connection
        copying = SQL("COPY {} ({}) FROM STDIN").format(
            Identifier(table.name), SQL(", ").join(Identifier(name) for name in names)
        )
        try:
            with driver.cursor() as cursor, cursor.copy(copying) as copy:
                for row in rows:
                    copy.write_row(row)
        except psycopg.Error as error:
            # The same family of errors as from any other statement.
            raise DBAPIError.instance(f"COPY {table.name}", None, error, psycopg.Error, hide_parameters=True) from error
        return
    quote = conn.dialect.identifier_preparer.quote
    columns, marks = ", ".join(map(quote, names)), ", ".join("?" * len(names))
    conn.exec_driver_sql(f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})", list(rows))  # noqa: S608
