"""The tables that a download fills, and the indexes made of them when it is complete."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

from clienteling.store.indexing import months_of
from clienteling.store.pages import Key, Rows
from clienteling.store.rows import private_to
from clienteling.store.search import facets as names
from clienteling.store.search.entry import entry_of
from clienteling.store.search.facets import Facets
from clienteling.store.search.index import document, keys_text, note_document, row_values

_ROW_COLUMNS = (
    "id, name, tier, last_purchase_at, last_store, email_until, whatsapp_until, sms_until, phone_until,"
    " primary_seller, web_account, pending, activity, doc"
)
_STAGING = (
    f"CREATE TABLE stage_row({_ROW_COLUMNS})",
    "CREATE TABLE stage_note(at, id, customer_id, private_to, doc)",
    "CREATE TABLE stage_key(kind, value, customer_id)",
    "CREATE TABLE stage_index(sql)",
)
_SORT_ROWS = 200_000
"""Rows of staging sorted at once: bounds the memory of a download."""
_HASH_BYTES = 32 << 20
_USUAL_HASH_BYTES = 1 << 20


def prepare(cursor: Any) -> None:
    """Make an empty replica ready for loading: staging tables, and no secondary indexes yet."""
    for statement in _STAGING:
        cursor.execute(statement)
    found = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for name, sql in found:
        cursor.execute("INSERT INTO stage_index VALUES (?)", (sql,))
        cursor.execute(f"DROP INDEX {name}")


def stage(cursor: Any, rows: Rows, facets: Facets) -> None:
    """Keep what the search index needs of decoded rows."""
    staged, held, keys, notes = [], [], [], []
    months = months_of(cursor)
    for (etype, eid), entity in rows.entities.items():
        if etype == "customer":
            if entity.merged_into:
                continue
            entry = entry_of(entity, months=months)
            staged.append(row_values(entry, 0, document(entry, facets))[1:])
            found = [(kind, value, eid) for kind, value in entry.keys if value]
            if found:
                held.append((eid, keys_text(entry)))
                keys += found
        elif etype == "note" and not entity.removed:
            notes.append((entity.by.at, eid, entity.customer, private_to(entity), note_document(entity.text)))
    cursor.executemany(f"INSERT INTO stage_row VALUES ({', '.join('?' * 14)})", staged)  # noqa: S608 - marks only
    cursor.executemany("INSERT OR REPLACE INTO lookup_held(customer_id, keys) VALUES (?, ?)", held)
    cursor.executemany("INSERT INTO stage_key VALUES (?, ?, ?)", keys)
    cursor.executemany("INSERT INTO stage_note VALUES (?, ?, ?, ?, ?)", notes)


def build(cursor: Any) -> None:
    """Make everything that is made at the end, and drop the staging tables."""
    cursor.execute("CREATE INDEX stage_note_id ON stage_note(id)")
    _sorted_rows(cursor)
    cursor.execute(
        "INSERT INTO note_row(id, customer_id, private_to) SELECT id, customer_id, private_to FROM stage_note"
        " ORDER BY at DESC, id"
    )
    for (sql,) in cursor.execute("SELECT sql FROM stage_index").fetchall():
        cursor.execute(sql)
    _mark_follow_ups(cursor)
    _fill_text(cursor, "search_text", "SELECT rank, doc FROM search_row ORDER BY rank")
    _fill_text(
        cursor,
        "note_text",
        "SELECT n.rank, s.doc FROM note_row n JOIN stage_note s ON s.id = n.id ORDER BY n.rank",
    )
    _terms(cursor)
    cursor.execute("INSERT OR IGNORE INTO lookup SELECT kind, value, customer_id FROM stage_key ORDER BY 1, 2, 3")
    for table in ("stage_row", "stage_key", "stage_note", "stage_index"):
        cursor.execute(f"DROP TABLE IF EXISTS {table}")


def unstage(cursor: Any, keys: Iterable[Key]) -> None:
    """Forget what was staged of rows that another scope brings at a newer version."""
    for etype, eid in keys:
        if etype == "customer":
            cursor.execute("DELETE FROM stage_row WHERE id = ?", (eid,))
            cursor.execute("DELETE FROM lookup_held WHERE customer_id = ?", (eid,))
            cursor.execute("DELETE FROM stage_key WHERE customer_id = ?", (eid,))
        elif etype == "note":
            cursor.execute("DELETE FROM stage_note WHERE id = ?", (eid,))


def _sorted_rows(cursor: Any) -> None:
    """``search_row`` in the order of activity, sorted in parts that fit in memory; its ranks count from 1."""
    insert = f"INSERT INTO search_row({_ROW_COLUMNS}) SELECT {_ROW_COLUMNS} FROM stage_row"  # noqa: S608 - constants
    activities = array("q", (a for (a,) in cursor.execute("SELECT activity FROM stage_row")))
    ordered = sorted(activities, reverse=True)
    del activities
    start = 0
    while start < len(ordered):
        high = ordered[start]
        low = ordered[min(start + _SORT_ROWS, len(ordered)) - 1]
        if low == high:
            # All the same: no need to sort.
            cursor.execute(f"{insert} WHERE activity = ?", (high,))
        else:
            if ordered[-1] != low:
                low += 1  # whoever shares the lowest value comes with the next part
            cursor.execute(f"{insert} WHERE activity BETWEEN ? AND ? ORDER BY activity DESC, id", (low, high))
        start = _first_below(ordered, low, start)


def _first_below(ordered: list[int], value: int, start: int) -> int:
    low, high = start, len(ordered)
    while low < high:
        middle = (low + high) // 2
        if ordered[middle] >= value:
            low = middle + 1
        else:
            high = middle
    return low


def _mark_follow_ups(cursor: Any) -> None:
    (character,) = Facets(cursor).characters([names.FOLLOW_UP])
    cursor.execute(
        "UPDATE search_row SET doc = doc || ' ' || ? WHERE id IN"
        " (SELECT customer_id FROM history WHERE etype = 'followup' AND open = 1)",
        (character,),
    )


def _fill_text(cursor: Any, table: str, source: str) -> None:
    # Larger pieces while filling: fewer to merge afterwards.
    cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', {_HASH_BYTES})")  # noqa: S608
    cursor.execute(f"INSERT INTO {table}(rowid, doc) {source}")
    cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608
    cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', {_USUAL_HASH_BYTES})")  # noqa: S608


def _terms(cursor: Any) -> None:
    cursor.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(search_text, row)")
    # Facets are private-use characters: they begin at U+F0000.
    cursor.execute("INSERT INTO term SELECT term, doc FROM vocabulary WHERE term < char(983040)")
    cursor.execute("DROP TABLE vocabulary")
    cursor.execute(
        "INSERT INTO gram SELECT DISTINCT substr(t.term, n.value, 2), length(t.term), t.term FROM term t"
        " JOIN (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 40)"
        " SELECT value FROM n) n ON n.value < length(t.term) ORDER BY 1, 2, 3"
    )
