"""Writing the search index. Runs inside the transaction that changes the rows, over the driver's own cursor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from clienteling.process.courtesy import give_way
from clienteling.store.search.entry import Entry
from clienteling.store.search.facets import Facets, is_facet
from clienteling.store.search.words import safe, split

T = TypeVar("T")
_RECENT = 30 * 86_400_000
"""What is this much older than the newest (ms) does not go to the top: a new row goes to the end, another stays."""
_AT_THE_TOP = 50
"""Of so many rows the newest is looked for: what was undone stays where it came to by that."""
_BATCH = 10_000
"""Most parameters of one statement."""

_COLUMNS = (
    "rank, id, name, tier, last_purchase_at, last_store, email_until, whatsapp_until, sms_until, phone_until,"
    " primary_seller, web_account, pending, activity, doc"
)
INSERT_ROW = f"INSERT INTO search_row({_COLUMNS}) VALUES ({', '.join('?' * 15)})"  # noqa: S608 - constants only
INSERT_KEY = "INSERT INTO lookup(kind, value, customer_id) VALUES (?, ?, ?)"
INSERT_HELD = "INSERT INTO lookup_held(customer_id, keys) VALUES (?, ?)"


class _Held(msgspec.Struct, frozen=True):
    """What the index has now of a customer; ``values`` is the whole row."""

    rank: int
    activity: int
    doc: str
    values: tuple[Any, ...]


def document(entry: Entry, known: Facets) -> str:
    """The text of an entry in ``search_text``: its words, then its facets."""
    return " ".join([*entry.words, *known.characters(entry.facets)])


def row_values(entry: Entry, rank: int, doc: str) -> tuple[Any, ...]:
    """An entry as the parameters of ``INSERT_ROW``."""
    return (
        rank,
        entry.id,
        entry.name,
        entry.tier,
        entry.last_purchase_at,
        entry.last_store,
        *entry.until,
        entry.primary_seller,
        entry.web_account,
        int(entry.pending),
        entry.activity,
        doc,
    )


def update(cursor: Any, entries: Sequence[Entry], gone: Collection[str] = ()) -> None:
    """Bring the index in line with ``entries`` and take the customers ``gone`` out.

    A row moves to the top when its customer was active again; otherwise it keeps its place, and row and text are only
    written anew when they changed: most of what changes in a profile stands in neither.
    """
    ids = [entry.id for entry in entries] + list(gone)
    held = _held(cursor, ids)
    facets = Facets(cursor)
    ranks = _Ranks(cursor)
    drop: list[_Held] = [held[i] for i in gone if i in held]
    add: list[tuple[int, str]] = []
    rows: list[tuple[Any, ...]] = []
    old_rows = list(drop)
    for entry, rank in ranks.place(entries, held):
        give_way()
        doc = document(entry, facets)
        old = held.get(entry.id)
        values = row_values(entry, rank, doc)
        if old is not None and old.values == values:
            continue
        rows.append(values)
        if old is not None:
            old_rows.append(old)
        if old is None or (old.rank, old.doc) != (rank, doc):
            add.append((rank, doc))
            if old is not None:
                drop.append(old)
    cursor.executemany("DELETE FROM search_text WHERE rowid = ?", [(old.rank,) for old in drop])
    cursor.executemany("DELETE FROM search_row WHERE rank = ?", [(old.rank,) for old in old_rows])
    cursor.executemany(INSERT_ROW, rows)
    # Upwards: for every row that comes before the one written last, the text index begins another piece of itself,
    # and every question looks into each.
    cursor.executemany("INSERT INTO search_text(rowid, doc) VALUES (?, ?)", sorted(add))
    _count_terms(cursor, (old.doc for old in drop), (doc for _, doc in add))
    _update_keys(cursor, entries, gone)


def _held(cursor: Any, ids: Sequence[str]) -> dict[str, _Held]:
    found: dict[str, _Held] = {}
    for part in batches(ids):
        query = f"SELECT {_COLUMNS} FROM search_row WHERE id IN ({marks(part)})"  # noqa: S608
        for values in cursor.execute(query, part):
            rank, customer_id, *_, activity, doc = values
            found[customer_id] = _Held(rank, activity, doc, values)
    return found


class _Ranks:
    """Hands out places: smaller is more recent."""

    def __init__(self, cursor: Any) -> None:
        # One at a time: asked for both together, the database reads every row.
        ends = cursor.execute(
            "SELECT (SELECT min(rank) FROM search_row), (SELECT max(rank) FROM search_row)"
        ).fetchone()
        self._first: int = ends[0] or 0
        self._last: int = ends[1] or 0
        first = "SELECT activity FROM search_row ORDER BY rank LIMIT +?"
        newest = cursor.execute(f"SELECT max(activity) FROM ({first})", (_AT_THE_TOP,)).fetchone()  # noqa: S608
        self._newest: int = newest[0] or 0

    def place(self, entries: Iterable[Entry], held: Mapping[str, _Held]) -> Iterator[tuple[Entry, int]]:
        """Each entry with its rank: its old one unless it was active again lately. Namesakes in time go by id."""
        ascending = sorted(sorted(entries, key=lambda e: e.id, reverse=True), key=lambda e: e.activity)
        late = {e.id for e in ascending if e.id not in held and e.activity < self._newest - _RECENT}
        for entry in reversed(ascending):
            if entry.id in late:
                self._last += 1
                yield entry, self._last
        for entry in ascending:
            if entry.id in late:
                continue
            old = held.get(entry.id)
            if old is not None and entry.activity <= max(old.activity, self._newest - _RECENT):
                yield entry, old.rank
            else:
                self._first -= 1
                yield entry, self._first


def _count_terms(cursor: Any, dropped: Iterable[str], added: Iterable[str]) -> None:
    change: Counter[str] = Counter()
    for doc in added:
        change.update(word for word in doc.split() if not is_facet(word))
    for doc in dropped:
        change.subtract(word for word in doc.split() if not is_facet(word))
    words = [word for word, count in change.items() if count]
    known: set[str] = set()
    for part in batches(words):
        known.update(w for (w,) in cursor.execute(f"SELECT term FROM term WHERE term IN ({marks(part)})", part))  # noqa: S608
    cursor.executemany("UPDATE term SET df = df + ? WHERE term = ?", [(change[w], w) for w in words if w in known])
    new = [w for w in words if w not in known and change[w] > 0]
    cursor.executemany("INSERT INTO term(term, df) VALUES (?, ?)", [(w, change[w]) for w in new])
    cursor.executemany(
        "INSERT OR IGNORE INTO gram(gram, size, term) VALUES (?, ?, ?)", (g for w in new for g in grams(w))
    )
    forget = [w for w in words if w in known and change[w] < 0]
    for part in batches(forget):
        dead = [w for (w,) in cursor.execute(f"SELECT term FROM term WHERE df <= 0 AND term IN ({marks(part)})", part)]  # noqa: S608
        cursor.executemany(
            "DELETE FROM gram WHERE gram = ? AND size = ? AND term = ?", [g for w in dead for g in grams(w)]
        )
        cursor.executemany("DELETE FROM term WHERE term = ?", [(w,) for w in dead])


def grams(word: str) -> list[tuple[str, int, str]]:
    """The rows of ``gram`` for one word: its pairs of neighbouring letters, its length, itself."""
    return [(word[i : i + 2], len(word), word) for i in range(len(word) - 1)]


def keys_text(entry: Entry) -> str:
    """The keys of an entry as ``lookup_held`` keeps them."""
    return "\n".join(f"{kind}\t{value}" for kind, value in sorted(entry.keys) if value)


def key_rows(customer_id: str, keys: str) -> set[tuple[str, str, str]]:
    """The rows of ``lookup`` for keys kept by ``keys_text``."""
    found = set()
    for line in keys.split("\n") if keys else ():
        kind, _, value = line.partition("\t")
        found.add((kind, value, customer_id))
    return found


def _update_keys(cursor: Any, entries: Sequence[Entry], gone: Collection[str]) -> None:
    wanted = {entry.id: keys_text(entry) for entry in entries} | dict.fromkeys(gone, "")
    held: dict[str, str] = {}
    for part in batches(list(wanted)):
        query = f"SELECT customer_id, keys FROM lookup_held WHERE customer_id IN ({marks(part)})"  # noqa: S608
        held.update(cursor.execute(query, part))
    changed = {i: keys for i, keys in wanted.items() if held.get(i, "") != keys}
    old = {row for i in changed for row in key_rows(i, held.get(i, ""))}
    new = {row for i, keys in changed.items() for row in key_rows(i, keys)}
    cursor.executemany("DELETE FROM lookup WHERE kind = ? AND value = ? AND customer_id = ?", list(old - new))
    cursor.executemany(INSERT_KEY, sorted(new - old))
    cursor.executemany("DELETE FROM lookup_held WHERE customer_id = ?", [(i,) for i in changed])
    cursor.executemany(INSERT_HELD, [(i, keys) for i, keys in changed.items() if keys])


class NoteEntry(msgspec.Struct, frozen=True):
    """A note as the index holds it."""

    id: str
    customer_id: str
    private_to: str
    at: int
    text: str


def update_notes(cursor: Any, notes: Sequence[NoteEntry], gone: Collection[str] = ()) -> None:
    """Bring the index of notes in line with ``notes`` and take the notes ``gone`` out."""
    ids = [note.id for note in notes] + list(gone)
    for part in batches(ids):
        query = f"SELECT rank FROM note_row WHERE id IN ({marks(part)})"  # noqa: S608
        held = cursor.execute(query, part).fetchall()
        cursor.executemany("DELETE FROM note_text WHERE rowid = ?", held)
        cursor.executemany("DELETE FROM note_row WHERE rank = ?", held)
    first = cursor.execute("SELECT coalesce(min(rank), 0) FROM note_row").fetchone()[0]
    ordered = sorted(sorted(notes, key=lambda note: note.id, reverse=True), key=lambda note: note.at)
    ranks = range(first - 1, first - 1 - len(ordered), -1)
    cursor.executemany(
        "INSERT INTO note_row(rank, id, customer_id, private_to) VALUES (?, ?, ?, ?)",
        [(rank, note.id, note.customer_id, note.private_to) for rank, note in zip(ranks, ordered, strict=True)],
    )
    texts = [(rank, note_document(note.text)) for rank, note in zip(ranks, ordered, strict=True)]
    cursor.executemany("INSERT INTO note_text(rowid, doc) VALUES (?, ?)", sorted(texts))


def note_document(text: str) -> str:
    """The words of a note, each once."""
    return " ".join(dict.fromkeys(split(safe(text))))


def batches(items: Sequence[T], size: int = _BATCH) -> Iterable[list[T]]:
    """``items`` in parts that fit one statement."""
    return (list(items[i : i + size]) for i in range(0, len(items), size))


def marks(items: Sequence[Any]) -> str:
    """As many question marks as ``items``, for an IN list."""
    return ",".join("?" * len(items))
