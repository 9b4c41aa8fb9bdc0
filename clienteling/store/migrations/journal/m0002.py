"""What was refused and then replaced by another operation: kept beside it."""

from __future__ import annotations

from typing import Any


def run(connection: Any) -> None:
    """Make the table."""
    connection.execute(
        "CREATE TABLE corrected (pos INTEGER NOT NULL, replaced_by TEXT NOT NULL, at INTEGER NOT NULL, "
        "PRIMARY KEY (pos))"
    )
    connection.execute("CREATE INDEX corrected_replaced_by ON corrected (replaced_by)")
