"""Finding by words of notes, the second class of results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from clienteling.store import journal_rows
from clienteling.store.bodies import stored
from clienteling.store.database import Database
from clienteling.store.fold import fold
from clienteling.store.journal_rows import Pending
from clienteling.store.rows import readable_by
from clienteling.store.search import match
from clienteling.store.search.highlight import Highlighter
from clienteling.store.search.index import marks
from clienteling.store.values import Viewer

BEFORE_ALL = -(2**63)
"""Before the rank of any row."""
SHORTEST = 3
"""Shorter words must be whole words of the note."""


class Notes:
    """Words of notes, those that wait in the outbox included."""

    def __init__(self, journal: Database, region: Callable[[], str]) -> None:
        self._journal = journal
        self._region = region

    def find(self, cursor: Any, words: Sequence[str], viewer: Viewer, part: int) -> Iterator[dict[str, str]]:
        """Customer -> their newest note that has all the words and that the viewer may read; newest notes first, of
        ``part`` notes at a time.
        """
        if not any(len(word) >= SHORTEST for word in words):
            return
        expression = match.all_of(f'"{word}" *' if len(word) >= SHORTEST else f'"{word}"' for word in words)
        query = (
            "SELECT n.customer_id, n.id, n.rank FROM note_text t JOIN note_row n ON n.rank = t.rowid"
            " WHERE t.note_text MATCH ? AND t.rowid > ? AND n.private_to IN (?, ?, ?) ORDER BY t.rowid LIMIT +?"
        )
        after = BEFORE_ALL
        while True:
            rows = cursor.execute(query, (expression, after, *readable_by(viewer), part)).fetchall()
            found: dict[str, str] = {}
            for customer, note, after in rows:  # noqa: B007 - the last one is where the next part begins
                found.setdefault(customer, note)
            yield found
            if len(rows) < part:
                return

    def snippets(self, cursor: Any, notes: Mapping[int, str], words: Sequence[str]) -> dict[int, tuple[str, ...]]:
        """Key -> the part of its note in which the words stand."""
        texts = self._texts(cursor, list(notes.values()))
        highlighter = Highlighter(words)
        return {key: highlighter.snippet(texts[note]) for key, note in notes.items() if note in texts}

    def _texts(self, cursor: Any, ids: list[str]) -> dict[str, str]:
        if not ids:
            return {}
        with self._journal.quick() as connection:
            pending = journal_rows.pending_of_entities(connection.cursor(), "note", ids)
        query = f"SELECT id, version, body FROM history WHERE etype = 'note' AND id IN ({marks(ids)})"  # noqa: S608
        held = {i: (version, stored("note", body)) for i, version, body in cursor.execute(query, ids)}
        texts = {i: note.text for i, (_, note) in held.items()}
        by_note: dict[str, list[Pending]] = defaultdict(list)
        for item in pending:
            by_note[item.operation.entity_id].append(item)
        for note_id, mine in by_note.items():
            version, note = held.get(note_id, (0, None))
            folded = fold(note, version, mine, self._region())
            if folded.entity is not None:
                texts[note_id] = folded.entity.text
        return texts
