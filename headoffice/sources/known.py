"""What of a source was imported before: by the source's own keys, with what it said last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from headoffice.db.bulk import among, insert_rows
from headoffice.db.tables import source_records
from headoffice.sources.records import KINDS, Record, SourceCustomer

_Key = tuple[str, str]
_CHANGED = ("entity_id", "sha256", "said", "run_id")


class Known(msgspec.Struct, frozen=True):
    """An earlier record. ``digest`` is empty for one that was refused; ``said`` only for customers."""

    entity_id: str
    digest: str
    run_id: str
    said: str = ""


class Memory:
    """The earlier records of a batch, and those of this run to be written at its end."""

    def __init__(self, conn: Connection, source: str, run_id: str) -> None:
        self._conn, self._source, self._run_id = conn, source, run_id
        self.known: dict[_Key, Known] = {}
        self._insert: dict[_Key, Known] = {}
        self._update: dict[_Key, Known] = {}
        self._again: dict[_Key, None] = {}

    def look_up(self, keys: Iterable[_Key]) -> None:
        """Load what is known of (kind, key)."""
        by_kind: dict[str, set[str]] = defaultdict(set)
        for kind, key in keys:
            if key:
                by_kind[kind].add(key)
        c = source_records.c
        for kind, wanted in by_kind.items():
            query = select(c.source_key, c.entity_id, c.sha256, c.run_id, c.said).where(
                c.source == self._source, c.kind == kind, among(self._conn, c.source_key, sorted(wanted))
            )
            for key, *rest in self._conn.execute(query):
                self.known[kind, key] = Known(*rest)

    def get(self, kind: str, key: str) -> Known | None:
        """What is known of one key, this batch included."""
        return self.known.get((kind, key))

    def in_this_run(self, kind: str, key: str) -> bool:
        """Whether the key came already in this file."""
        held = self.known.get((kind, key))
        return held is not None and held.run_id == self._run_id

    def remember(self, record: Record, entity_id: str, digest: str) -> None:
        """``record`` was imported as ``entity_id``."""
        said = msgspec.json.encode(record).decode() if isinstance(record, SourceCustomer) else ""
        self._put((KINDS[type(record)], record.key), Known(entity_id, digest, self._run_id, said))

    def refuse(self, kind: str, key: str) -> None:
        """Rows with this key were refused: rows that come later in the same file must be, too."""
        held = self.known.get((kind, key))
        # What was imported before from another file stays what it is.
        self._put((kind, key), Known(held.entity_id if held else "", "", self._run_id, held.said if held else ""))

    def seen_again(self, kind: str, key: str) -> None:
        """The same as last time."""
        held = self.known[kind, key]
        self.known[kind, key] = msgspec.structs.replace(held, run_id=self._run_id)
        if (kind, key) not in self._insert:
            self._again[kind, key] = None

    def _put(self, key: _Key, known: Known) -> None:
        fresh = key not in self.known or key in self._insert
        self.known[key] = known
        (self._insert if fresh else self._update)[key] = known
        self._again.pop(key, None)

    def write(self) -> None:
        """Write it all."""
        t = source_records
        if self._insert:
            rows = [(self._source, kind, key, *_values(known)) for (kind, key), known in self._insert.items()]
            insert_rows(self._conn, t, ("source", "kind", "source_key", *_CHANGED), rows)
        named = [
            t.c.source == bindparam("k_source"),
            t.c.kind == bindparam("k_kind"),
            t.c.source_key == bindparam("k_key"),
        ]
        if self._update:
            changes = [
                {**_named(self._source, key), **dict(zip(_CHANGED, _values(known), strict=True))}
                for key, known in self._update.items()
            ]
            self._conn.execute(update(t).where(*named).values({name: bindparam(name) for name in _CHANGED}), changes)
        if self._again:
            again = [{**_named(self._source, key), "run_id": self._run_id} for key in self._again]
            self._conn.execute(update(t).where(*named).values(run_id=bindparam("run_id")), again)


def _named(source: str, key: _Key) -> dict[str, Any]:
    return {"k_source": source, "k_kind": key[0], "k_key": key[1]}


def _values(known: Known) -> tuple[Any, ...]:
    return known.entity_id, known.digest, known.said, known.run_id


def last_said(known: Known | None) -> SourceCustomer | None:
    """What the source said about a customer last time."""
    if known is None or not known.said:
        return None
    return msgspec.json.decode(known.said, type=SourceCustomer)
