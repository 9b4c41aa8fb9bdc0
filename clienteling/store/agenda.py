"""Reading for Today: what is open, who is in whose client book, who was last in touch. Pending work folded in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from clienteling.store import journal_rows
from clienteling.store.database import Database, driver_cursor
from clienteling.store.kept import Kept
from clienteling.store.projection import ITEM_COLUMNS, fold_history, item_of_row
from clienteling.store.rows import CONTACT_KINDS
from clienteling.store.search import facets
from clienteling.store.search.entry import ASKED
from clienteling.store.search.index import batches, marks
from clienteling.store.tables import history, search_row
from clienteling.store.values import HistoryItem

_EVERYBODY = 1_000_000_000
# "+etype", where the type must not choose the index: for many customers the planner would else read all rows of a type.
_SINCE = f"SELECT {ITEM_COLUMNS} FROM history WHERE customer_id IN ({{}}) AND +etype = ? AND at >= ? AND hidden = 0"  # noqa: S608
_LAST_CONTACTS = (
    "SELECT customer_id, max(at) FROM history WHERE customer_id IN ({}) AND hidden = 0"
    " AND +etype IN ('interaction', 'note') AND who = ?{} GROUP BY customer_id"
)


class Agenda:
    """Questions across customers. All answers are folded."""

    def __init__(self, replica: Database, journal: Database, region: Callable[[], str], kept: Kept) -> None:
        """``region`` gives the region that reads phones without a country code; ``kept`` forgets when rows change."""
        self._replica = replica
        self._journal = journal
        self._region = region
        self._kept = kept

    def book(self, seller: str, limit: int = _EVERYBODY) -> tuple[str, ...]:
        """Ids of the customers in a seller's client book, most recently active first."""
        with self._replica.quick() as connection:
            cursor = connection.cursor()
            ranks = _ranks(cursor, facets.book(seller), limit)
            found: dict[int, str] = {}
            for part in batches(ranks):
                query = f"SELECT rank, id FROM search_row WHERE rank IN ({marks(part)})"  # noqa: S608
                found.update(cursor.execute(query, part))
        return tuple(found[rank] for rank in ranks)

    def book_size(self, *sellers: str) -> int:
        """How many customers the client books of these sellers hold; who is in several counts once."""

        def count() -> int:
            with self._replica.quick() as connection:
                cursor = connection.cursor()
                names = [facets.book(seller) for seller in sellers]
                query = f"SELECT id FROM facet WHERE name IN ({marks(names)})"  # noqa: S608 - marks only
                books = [f'"{facets.character(number)}"' for (number,) in cursor.execute(query, names).fetchall()]
                if not books:
                    return 0
                query = "SELECT count(*) FROM search_text WHERE search_text MATCH ?"
                found: int = cursor.execute(query, (" OR ".join(books),)).fetchone()[0]
                return found

        return self._kept.get(("book_size", sellers), count)

    def tiers(self) -> tuple[str, ...]:
        """The loyalty tiers that occur, commonest first (beyond a thousand all are equally common)."""
        begin = facets.tier("")
        with self._replica.quick() as connection:
            cursor = connection.cursor()
            names = [
                n for (n,) in cursor.execute("SELECT name FROM facet WHERE name LIKE ?", (f"{begin}%",)).fetchall()
            ]
            counted = {name: len(_ranks(cursor, name, 1_000)) for name in names}
        return tuple(n.removeprefix(begin) for n in sorted(counted, key=lambda n: (-counted[n], n)) if counted[n])

    def follow_ups(self, seller: str = "", customer_id: str = "", until: str = "") -> tuple[HistoryItem, ...]:
        """Open follow-ups of a seller and/or a customer, due up to ``until`` (ISO date), soonest first."""
        asked = {"customer_id = ?": customer_id, "who = ?": seller, "due <= ?": until}
        conditions = {condition: [value] for condition, value in asked.items() if value}
        found = [
            item
            for item in self._open("followup", conditions)
            if (not seller or item.entity.seller == seller)
            and (not customer_id or item.customer_id == customer_id)
            and (not until or item.entity.due <= until)
        ]
        return tuple(sorted(found, key=lambda item: (item.entity.due, item.id)))

    def due_counts(self, days: Sequence[str]) -> dict[str, dict[str, int]]:
        """Seller id -> each of ``days`` (ISO dates) -> open follow-ups due up to that day, if there are any."""
        pending, days = self._pending("followup"), tuple(dict.fromkeys(days))
        with self._replica.reading() as connection:
            folded = fold_history(driver_cursor(connection), pending, self._region())
            # All days in one going: at a million customers it is a hundred thousand rows.
            query = select(history.c.who, *(func.count().filter(history.c.due <= day) for day in days)).where(
                history.c.open == 1,
                history.c.etype == "followup",
                history.c.due <= max(days),
                history.c.id.not_in([eid for _, eid in folded]),
            )
            rows = connection.execute(query.group_by(history.c.who))
            found = {who: Counter(dict(zip(days, counts, strict=True))) for who, *counts in rows}
        for item in folded.values():
            if item and item[1].open:
                task = item[0].entity
                found.setdefault(task.seller, Counter()).update(day for day in days if task.due <= day)
        return {seller: +counts for seller, counts in found.items() if +counts}

    def appointments(self, store: str, begin: int, end: int) -> tuple[HistoryItem, ...]:
        """Planned appointments of a store with begin <= at < end (ms), soonest first."""
        within = {"at >= ?": [begin], "at < ?": [end]}
        found = [item for item in self._open("appointment", within) if item.entity.store == store]
        return tuple(sorted(found, key=lambda item: (item.at, item.id)))

    def open_entities(self, etype: str, customer_ids: Collection[str]) -> tuple[HistoryItem, ...]:
        """Open tickets or carts of these customers, newest first."""
        found = [
            item
            for part in _parts(customer_ids)
            for item in self._open(etype, {f"customer_id IN ({marks(part)})": part})
        ]
        return tuple(sorted(found, key=lambda item: (-item.at, item.id)))

    def recent(self, etype: str, customer_ids: Collection[str], since: int) -> tuple[HistoryItem, ...]:
        """What happened with these customers since then (ms), newest first. Not for notes: they may be private."""
        pending = self._pending(etype)
        wanted = set(customer_ids)
        with self._replica.quick() as connection:
            cursor = connection.cursor()
            folded = fold_history(cursor, pending, self._region())
            changed = {eid for _, eid in folded}
            found = [
                item
                for part in _parts(customer_ids)
                for item in map(
                    item_of_row, cursor.execute(_SINCE.format(marks(part)), [*part, etype, since]).fetchall()
                )
                if item.id not in changed
            ]
        fresh = [item for item, columns in filter(None, folded.values()) if not columns.hidden]
        found += [item for item in fresh if item.customer_id in wanted and item.at >= since]
        return tuple(sorted(found, key=lambda item: (-item.at, item.id)))

    def last_contacts(self, customer_ids: Collection[str], seller: str) -> dict[str, int]:
        """Customer id -> when this seller last had contact (call, message, store visit) or wrote a note (ms)."""
        waiting = [item for item in self._pending("interaction", "note") if item.operation.actor == seller]
        found: dict[str, int] = {}
        with self._replica.quick() as connection:
            cursor = connection.cursor()
            folded = fold_history(cursor, waiting, self._region())
            taken_back = [eid for (_, eid), item in folded.items() if item and item[1].hidden]
            for part in _parts(customer_ids):
                # Without this the index alone answers.
                but = f" AND id NOT IN ({marks(taken_back)})" if taken_back else ""
                query = _LAST_CONTACTS.format(marks(part), but)
                found.update(cursor.execute(query, [*part, seller, *taken_back]).fetchall())
        wanted = set(customer_ids)
        for item in filter(None, folded.values()):
            if item[0].customer_id in wanted and not item[1].hidden and _is_contact(item[0]):
                found[item[0].customer_id] = max(found.get(item[0].customer_id, 0), item[0].at)
        return found

    def recent_buyers(self, store: str, since: int, limit: int = 200) -> tuple[str, ...]:
        """Ids of the customers who last bought in this store, not before ``since`` (ms), newest first."""
        query = (
            select(search_row.c.id)
            .where(search_row.c.last_store == store, search_row.c.last_store != "")
            .where(search_row.c.last_purchase_at >= since)
            .order_by(search_row.c.last_purchase_at.desc())
            .limit(limit)
        )
        with self._replica.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def asked(self) -> tuple[str, ...]:
        """Ids of the customers in whose profile somebody said that another one is the same person's."""
        with self._replica.quick() as connection:
            found = connection.cursor().execute("SELECT DISTINCT customer_id FROM lookup WHERE kind = ?", (ASKED,))
            return tuple(customer for (customer,) in found.fetchall())

    def asked_about(self, customer_ids: Collection[str]) -> tuple[str, ...]:
        """The same, where the other one is one of these."""
        found: list[str] = []
        with self._replica.quick() as connection:
            cursor = connection.cursor()
            for part in batches(list(customer_ids)):
                query = f"SELECT customer_id FROM lookup WHERE kind = ? AND value IN ({marks(part)})"  # noqa: S608
                found += [customer for (customer,) in cursor.execute(query, (ASKED, *part))]
        return tuple(found)

    def _pending(self, *etypes: str) -> list[journal_rows.Pending]:
        """What is pending for all entities of these types."""
        with self._journal.quick() as connection:
            cursor = connection.cursor()
            return [item for etype in etypes for item in journal_rows.pending_of_type(cursor, etype)]

    def _open(self, etype: str, conditions: Mapping[str, Sequence[Any]]) -> list[HistoryItem]:
        """Open entities of a type in the replica under some conditions (each with its values), and all open pending
        ones, whatever those.
        """
        pending = self._pending(etype)
        with self._replica.quick() as connection:
            cursor = connection.cursor()
            folded = fold_history(cursor, pending, self._region())
            query = f"SELECT {ITEM_COLUMNS} FROM history WHERE {' AND '.join(['open = 1', 'etype = ?', *conditions])}"  # noqa: S608
            values = [etype, *(value for part in conditions.values() for value in part)]
            stored = [item_of_row(row) for row in cursor.execute(query, values).fetchall()]
        changed = {eid for _, eid in folded}
        fresh = [item[0] for item in folded.values() if item and item[1].open]
        return [item for item in stored if item.id not in changed] + fresh


def _is_contact(item: HistoryItem) -> bool:
    return item.etype == "note" or item.entity.kind in CONTACT_KINDS


def _parts(customer_ids: Collection[str]) -> Iterable[list[str]]:
    return batches(list(customer_ids), 500)


def _ranks(cursor: Any, facet: str, limit: int) -> list[int]:
    found = cursor.execute("SELECT id FROM facet WHERE name = ?", (facet,)).fetchone()
    if found is None:
        return []
    query = "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid LIMIT +?"
    expression = f'"{facets.character(found[0])}"'
    return [rank for (rank,) in cursor.execute(query, (expression, limit)).fetchall()]
