"""Keeping the search index in line with what screens show: rows with waiting operations folded in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from clienteling.domain.consent import Months
from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import Customer
from clienteling.domain.history import FollowUp, Note
from clienteling.process.courtesy import give_way
from clienteling.store import pages, projection
from clienteling.store.bodies import stored
from clienteling.store.database import driver_cursor
from clienteling.store.journal_rows import Pending, Unsettled
from clienteling.store.rows import private_to
from clienteling.store.search.entry import NOT_LOOKED_AT, UNKNOWN, Entry, entry_of
from clienteling.store.search.index import NoteEntry, batches, marks, update, update_notes
from clienteling.store.values import Answered

_OPEN_TASKS = (
    "SELECT customer_id, id FROM history INDEXED BY history_open"
    " WHERE open = 1 AND etype = 'followup' AND customer_id IN"
)
_TO_SPLIT = "messages to split"
"""Left by the step that made room (``migrations.replica.m0004``)."""
NOTHING: Mapping[str, Any] = {}


def months_of(cursor: Any) -> Months:
    """How long a yes is trusted, by the rules this tablet holds."""
    row = cursor.execute("SELECT body FROM catalogue WHERE etype = 'contact_rules'").fetchone()
    rules: ContactRules = stored("contact_rules", row[0]) if row else ContactRules()
    return rules.months


def with_consents(cursor: Any) -> list[str]:
    """Customers whose entries tell of an allowed way: what another rule may change."""
    query = "SELECT id FROM search_row WHERE max(email_until, whatsapp_until, sms_until, phone_until) > 0"
    return [row[0] for row in cursor.execute(query)]


def not_split(cursor: Any, limit: int) -> set[str]:
    """Customers whose entries an older app has written that did not tell text messages from WhatsApp, of those who
    have said anything about either: up to ``limit``, most recently active first. Asked only while there may be any.
    """
    if not cursor.execute("SELECT 1 FROM meta WHERE key = ?", (_TO_SPLIT,)).fetchone():
        return set()
    query = "SELECT id FROM search_row WHERE sms_until = ? AND whatsapp_until <> ? ORDER BY rank LIMIT +?"
    return {customer for (customer,) in cursor.execute(query, (NOT_LOOKED_AT, UNKNOWN, limit))}


def all_split(cursor: Any) -> None:
    """There is nobody left to ask ``not_split`` about."""
    cursor.execute("DELETE FROM meta WHERE key = ?", (_TO_SPLIT,))


def refresh(
    connection: Connection,
    customer_ids: Collection[str],
    note_ids: Collection[str],
    pending: Unsettled,
    region: str,
    customers: Mapping[str, Customer] = NOTHING,
    notes: Mapping[str, Note] = NOTHING,
) -> None:
    """Index these customers and notes as they are shown now.

    ``pending`` is what waits for them (``journal_rows.unsettled``). ``customers`` and ``notes`` are rows that the
    caller has decoded already.
    """
    cursor = driver_cursor(connection)
    _refresh_customers(cursor, list(dict.fromkeys(customer_ids)), pending, region, customers)
    _refresh_notes(cursor, list(dict.fromkeys(note_ids)), pending, region, notes)


def unmark(connection: Connection, answered: Sequence[Answered], waiting: Collection[str]) -> frozenset[str]:
    """Take the mark of waiting off customers whose operations were answered, but for those in ``waiting``.

    Returns those whose entry may have changed beyond that: their row contains the operation already.
    """
    cursor = driver_cursor(connection)
    held = pages.versions(cursor, {(a.etype, a.entity_id) for a in answered})
    customers = {a.customer for a in answered if a.customer}
    again = {a.customer for a in answered if a.version <= held.get((a.etype, a.entity_id), 0)} & customers
    for part in batches(list(customers - again - set(waiting))):
        cursor.execute(f"UPDATE search_row SET pending = 0 WHERE id IN ({marks(part)})", part)  # noqa: S608 - marks only
    return frozenset(again)


def _refresh_customers(
    cursor: Any,
    ids: list[str],
    pending: Unsettled,
    region: str,
    known: Mapping[str, Customer],
) -> None:
    if not ids:
        return
    waiting = [item for item in pending.operations if item.operation.entity != "note"]
    touched = pending.marks
    read = [i for i in ids if i in touched or i not in known]
    folded = {
        i: f.entity
        for part in batches(read)
        for i, f in projection.fold_customers(cursor, part, waiting, region).items()
    }
    open_tasks = _with_open_follow_up(cursor, ids, waiting, region)
    months = months_of(cursor)
    entries: list[Entry] = []
    gone: list[str] = []
    for customer_id in ids:
        give_way()
        document = (
            folded.get(customer_id) if customer_id in touched else folded.get(customer_id, known.get(customer_id))
        )
        if document is None or document.merged_into:
            gone.append(customer_id)
            continue
        entries.append(
            entry_of(
                document,
                months=months,
                pending=customer_id in touched and touched[customer_id].waits,
                follow_up=customer_id in open_tasks,
                touched_at=touched[customer_id].touched_at if customer_id in touched else 0,
            )
        )
    update(cursor, entries, gone)


def _with_open_follow_up(cursor: Any, ids: Sequence[str], pending: Sequence[Pending], region: str) -> set[str]:
    """Those of the customers who have an open follow-up, pending changes of follow-ups folded in."""
    changed = projection.fold_history(cursor, [item for item in pending if item.operation.entity == "followup"], region)
    shown = {eid for _, eid in changed}
    found = {
        item[0].customer_id
        for item in changed.values()
        if item and isinstance(item[0].entity, FollowUp) and item[0].entity.state == "open"
    }
    for part in batches(ids):
        query = f"{_OPEN_TASKS} ({marks(part)})"
        found.update(customer for customer, task in cursor.execute(query, part) if task not in shown)
    return found


def _refresh_notes(
    cursor: Any,
    ids: list[str],
    pending: Unsettled,
    region: str,
    known: Mapping[str, Note],
) -> None:
    if not ids:
        return
    waiting = [item for item in pending.operations if item.operation.entity == "note"]
    shown: dict[str, Any] = dict(known)
    shown.update(_stored_notes(cursor, [i for i in ids if i not in known]))
    for (_, note_id), item in projection.fold_history(cursor, waiting, region).items():
        shown[note_id] = item[0].entity if item else None
    entries, gone = [], []
    for note_id in ids:
        note = shown.get(note_id)
        if note is None or note.removed:
            gone.append(note_id)
        else:
            entries.append(NoteEntry(note.id, note.customer, private_to(note), note.by.at, note.text))
    update_notes(cursor, entries, gone)


def _stored_notes(cursor: Any, ids: Sequence[str]) -> Iterable[tuple[str, Note]]:
    for part in batches(ids):
        query = f"SELECT id, body FROM history WHERE etype = 'note' AND id IN ({marks(part)})"  # noqa: S608 - marks only
        yield from ((note_id, stored("note", body)) for note_id, body in cursor.execute(query, part).fetchall())
