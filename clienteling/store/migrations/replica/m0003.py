"""Open follow-ups by seller and day: Today asks for one seller's among those of a whole store."""

from __future__ import annotations

from typing import Any


def run(connection: Any) -> None:
    """Add the index."""
    connection.execute("CREATE INDEX history_due ON history (etype, who, due) WHERE open = 1")
