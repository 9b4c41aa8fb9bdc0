"""Statements over thousands of keys at once, compiled once and the same size however many keys there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy import Boolean, ColumnElement, Connection, Table, Text, bindparam, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_TEXT = Text()
CHUNK = 5_000
"""Rows handled per statement: bounds memory and the time a lock is held."""


class _Among(FunctionElement[bool]):
    """``column IN (keys)``. Put together of the library's own parts it costs more than the statement it stands in."""

    inherit_cache = True
    name = "among"
    type = Boolean()

    def self_group(self, against: Any = None) -> _Among:
        """As it is, whatever ``against``: ``= 1`` behind it would keep SQLite from its index."""
        del against
        return self


def listed(keys: str) -> dict[str, str]:
    """Dialect -> the question that makes rows of ``keys``, the parameter with ``key_text``."""
    return {
        "sqlite": f"SELECT value FROM json_each({keys})",  # noqa: S608 - the compiler's own words, as those below
        # Not "= ANY(array)": under a plan made for any array that compares every row with every key.
        "postgresql": f"SELECT unnest(CAST({keys} AS TEXT[]))",
    }


@compiles(_Among)
def _among(element: _Among, compiler: SQLCompiler, **more: Any) -> str:
    column, keys = (compiler.process(part, **more) for part in element.clauses)
    return f"({column} IN ({listed(keys)[compiler.dialect.name]}))"


def among(conn: Connection, column: ColumnElement[str], keys: Iterable[str]) -> ColumnElement[bool]:
    """``column`` is one of ``keys``, which travel as a single parameter."""
    listed = list(keys)
    if len(listed) == 1:
        return column == listed[0]  # PostgreSQL plans this once; a list it plans with every asking
    return _Among(column, bindparam(None, key_text(conn, listed), type_=_TEXT, unique=True))


def key_text(conn: Connection, keys: Iterable[str]) -> str:
    """Any number of keys as one parameter: for ``unnest`` of an array of text, or for SQLite's ``json_each``."""
    return array_text(keys) if conn.dialect.name == "postgresql" else msgspec.json.encode(list(keys)).decode()


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
