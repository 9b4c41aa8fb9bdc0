"""Alarms that head office has not been told of yet."""

from __future__ import annotations

from typing import Any


def run(connection: Any) -> None:
    """Make the table."""
    connection.execute(
        'CREATE TABLE alarm (scope TEXT NOT NULL, kind TEXT NOT NULL, "at" INTEGER NOT NULL, '
        '"rows" INTEGER NOT NULL, PRIMARY KEY (scope, kind, "at")) WITHOUT ROWID'
    )
