"""Statements over thousands of keys at once, compiled once and the same size however many keys there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ARRAY, ColumnElement, Connection, Text, any_, func, literal, select

CHUNK = 5_000
"""Rows handled per statement: bounds memory and the time a lock is held."""


def among(conn: Connection, column: ColumnElement[str], keys: Iterable[str]) -> ColumnElement[bool]:
    """``column`` is one of ``keys``, which travel as a single parameter."""
    if conn.dialect.name == "postgresql":
        return column == any_(literal(list(keys), ARRAY(Text)))
    listed = func.json_each(msgspec.json.encode(list(keys)).decode()).table_valued("value")
    return column.in_(select(listed.c.value))


def chunks(items: Sequence[Any], size: int = CHUNK) -> Iterable[Sequence[Any]]:
    """``items`` in runs of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
