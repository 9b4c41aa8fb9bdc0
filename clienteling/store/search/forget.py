"""Words of whoever was deleted, out of the text indexes for good.

A text index only marks what is deleted. The words themselves go when the part in which they lie is put together with
another one, which may be never. So when head office has had somebody deleted, all parts are put together, a little at
a time, while nobody waits. So are they when many rows have come: every question looks into each part.

Until that is done, saving leaves it alone. SQLite would have whoever saves next go on with it, and for longer the more
often it was done before: a second and more.
"""

from __future__ import annotations

from typing import Any

_TABLES = ("near_text", "note_text", "search_text")
_MARK = "words to forget"
_UNTOUCHED, _UNDER_WAY = "1", "2"
_OF_ITSELF = 4
"""So many parts alike are put together by whoever saves (FTS5's own); 0: by nobody."""
_BLOCKS = 100
"""Blocks of an index that are written at a time: some hundredths of a second."""


def mark(cursor: Any) -> None:
    """Somebody, or what was said about somebody, was deleted, or many rows have come: ``forget`` has work to do."""
    cursor.execute("INSERT OR IGNORE INTO meta(key, value) VALUES (?, ?)", (_MARK, _UNTOUCHED))


def marked(cursor: Any) -> bool:
    """Whether there may be words of who was deleted."""
    return bool(cursor.execute("SELECT 1 FROM meta WHERE key = ?", (_MARK,)).fetchone())


def forget(cursor: Any) -> bool:
    """Put the parts together some more; whether nothing of who was deleted is left. Writes."""
    begun = "UPDATE meta SET value = ? WHERE key = ? AND value <> ?"
    if cursor.execute(begun, (_UNDER_WAY, _MARK, _UNDER_WAY)).rowcount:
        for table in _TABLES:
            _tell(cursor, table, "automerge", 0)
    for table in _TABLES:
        before = cursor.connection.total_changes
        _tell(cursor, table, "merge", -_BLOCKS)
        # The statement itself counts as one change (SQLite's documentation of FTS5, "merge").
        if cursor.connection.total_changes - before > 1:
            return False
    for table in _TABLES:
        _tell(cursor, table, "automerge", _OF_ITSELF)
    cursor.execute("DELETE FROM meta WHERE key = ?", (_MARK,))
    return True


def _tell(cursor: Any, table: str, what: str, value: int) -> None:
    cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES (?, ?)", (what, value))  # noqa: S608 - constants
