"""The customers of the tablet's own store in a text index of their own, which stays small however many it holds.

Triggers keep it in line with ``search_row``, whoever writes that: an older app that opens the file knows nothing of it.
"""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    "CREATE TABLE near_facet (id INTEGER NOT NULL, reached INTEGER NOT NULL, PRIMARY KEY (id))",
    "CREATE TABLE near_row (rank INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (rank))",
    "CREATE UNIQUE INDEX near_row_id ON near_row (id)",
    (
        "CREATE VIRTUAL TABLE near_text USING fts5(doc, content='', contentless_delete=1, detail=none, "
        "tokenize='ascii', prefix='1 2 3 4 5 6')"
    ),
    "INSERT INTO near_text(near_text, rank) VALUES('pgsz', 3900)",
    (
        "CREATE TRIGGER near_added AFTER INSERT ON search_row"
        " WHEN EXISTS (SELECT 1 FROM near_facet WHERE instr(new.doc, char(983040 + id))) BEGIN"
        " INSERT INTO near_row(rank, id) VALUES (new.rank, new.id);"
        " INSERT INTO near_text(rowid, doc) VALUES (new.rank, new.doc);"
        " END"
    ),
    (
        "CREATE TRIGGER near_gone AFTER DELETE ON search_row"
        " WHEN EXISTS (SELECT 1 FROM near_row WHERE rank = old.rank) BEGIN"
        " DELETE FROM near_row WHERE rank = old.rank;"
        " DELETE FROM near_text WHERE rowid = old.rank;"
        " END"
    ),
)


def run(connection: Any) -> None:
    """Make it, empty: it is filled when the tablet knows its store."""
    for statement in STATEMENTS:
        connection.execute(statement)
