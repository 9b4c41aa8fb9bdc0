"""Notes that touch a sensitive topic, until somebody at head office has decided about each.

A note is looked at when it is saved. Which topic it touches is as sensitive as the note: nothing else is kept about it,
and nothing of it is written to a log.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, delete, select, update

from clienteling.domain.catalogue import SensitiveTopic
from clienteling.domain.history import Note
from clienteling.domain.sensitive import SensitiveReader, in_force
from headoffice.db.bulk import among, insert_rows
from headoffice.db.tables import note_reviews, notes, sensitive_topics
from headoffice.profile import history
from headoffice.profile.rows import to_json

_COLUMNS = ("note_id", "version", "topics", "found_at", "kept_at")
_decode_topics = msgspec.json.Decoder(tuple[str, ...]).decode


class Flagged(msgspec.Struct, frozen=True):
    """A note to decide about: keys of its ``topics``, ``found_at`` in ms, ``store`` and ``seller`` that wrote it.
    ``kind``: a ``note``, or what was said about two profiles (``merge``); ``note`` is the id of either.
    """

    note: str
    customer: str
    topics: tuple[str, ...]
    found_at: int
    store: str
    seller: str
    kind: Literal["note", "merge"] = "note"


def topics(conn: Connection) -> tuple[SensitiveTopic, ...]:
    """The topics the company has published; empty as long as it goes by ours."""
    ids = conn.execute(select(sensitive_topics.c.id)).scalars().all()
    return tuple(history.load(conn, "sensitive_topic", ids).values())


@lru_cache(maxsize=4)
def _reader(published: bytes) -> SensitiveReader:
    """Looks for what is published: putting it together takes longer than reading a note."""
    return SensitiveReader(in_force(msgspec.json.decode(published, type=tuple[SensitiveTopic, ...])))


def reader(conn: Connection) -> SensitiveReader:
    """What finds the topics of the company in words."""
    return _reader(msgspec.json.encode(topics(conn)))


def look_at(conn: Connection, saved: Sequence[Note], now: int) -> None:
    """Flag those of the notes just saved that touch a topic; those that no longer do are flagged no more."""
    if not saved:
        return
    look = reader(conn)
    rows = []
    for note in saved:
        texts = () if note.removed else (note.text, *note.others)
        found = sorted({topic for text in texts for topic in look.touched(text)})
        if found:
            rows.append((note.id, note.version, to_json(found), now, 0))
    conn.execute(delete(note_reviews).where(among(conn, note_reviews.c.note_id, [note.id for note in saved])))
    insert_rows(conn, note_reviews, _COLUMNS, rows)


def undecided(conn: Connection, limit: int) -> list[Flagged]:
    """The notes nobody has decided about yet, oldest first."""
    r, n = note_reviews.c, notes.c
    query = (
        select(r.note_id, n.customer_id, r.topics, r.found_at, n.by_store, n.by_actor)
        .join_from(note_reviews, notes)
        .where(r.kept_at == 0)
        .order_by(r.found_at, r.note_id)
        .limit(limit)
    )
    return [
        Flagged(note, customer, _decode_topics(said), at, store, actor)
        for note, customer, said, at, store, actor in conn.execute(query)
    ]


def keep(conn: Connection, note_id: str, now: int) -> bool:
    """The note is all right as it is; whether it was to be decided."""
    r = note_reviews.c
    done = conn.execute(update(note_reviews).where(r.note_id == note_id, r.kept_at == 0).values(kept_at=now))
    return done.rowcount == 1


def remove(conn: Connection, note_id: str) -> list[history.Touched]:
    """Take the note away with all its words; what to publish, nothing when it was not flagged."""
    if conn.execute(delete(note_reviews).where(note_reviews.c.note_id == note_id)).rowcount != 1:
        return []
    note: Note = history.load(conn, "note", [note_id], lock=True)[note_id]
    return history.save(conn, "note", [replace(note, text="", others=(), removed=True, version=note.version + 1)])
