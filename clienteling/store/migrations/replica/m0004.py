"""Text messages and WhatsApp are told apart: a column for each in the place of one for both.

The step only makes room: -2 says of a row that its customer has not been looked at since. Whoever opens the file does
that (``indexing.not_split``) and takes the mark away.
"""

from __future__ import annotations

from typing import Any


def run(connection: Any) -> None:
    """Make room; no row is touched."""
    connection.execute("ALTER TABLE search_row RENAME COLUMN message_until TO whatsapp_until")
    connection.execute("ALTER TABLE search_row ADD COLUMN sms_until INTEGER DEFAULT (-2) NOT NULL")
    connection.execute("INSERT INTO meta SELECT 'messages to split', '1' WHERE EXISTS (SELECT 1 FROM search_row)")
