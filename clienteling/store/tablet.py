"""The one door to the files of a tablet."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from types import TracebackType

from sqlalchemy import select

from clienteling.store import errors, facts, indexing, journal_rows
from clienteling.store import journal as journal_file
from clienteling.store import replica as replica_file
from clienteling.store.agenda import Agenda
from clienteling.store.database import Database, driver_cursor, file_key
from clienteling.store.facts import FileFacts
from clienteling.store.journal import Journal
from clienteling.store.journal_rows import Unsettled
from clienteling.store.kept import Kept
from clienteling.store.projection import Projection
from clienteling.store.replica import Replica
from clienteling.store.search.query import Search
from clienteling.store.search.words import forget_words
from clienteling.store.settings import FILE as SETTINGS_FILE
from clienteling.store.settings import Settings
from clienteling.store.shadow import Shadow, remove_file
from clienteling.store.tables import search_row
from clienteling.store.values import Changed, Listener
from clienteling.wire.messages import Manifest

_log = logging.getLogger(__name__)
JOURNAL_FILE = "journal.db"
REPLICA_FILES = ("replica.db", "replica.damaged", "shadow.db", "shadow.pages")
"""What can be downloaded again."""
_TOGETHER = 2_000
_FEW = 100
_AT_AN_OPENING = 5_000
"""Entries of search that may be written anew before anybody sees the tablet: about a second."""


def _machine_clock() -> int:
    return time.time_ns() // 1_000_000


class Tablet:
    """Everything stored on this tablet. Safe to use from several threads; close it once, or use it as a context.

    Attributes:
        directory: where the files lie.
        replica: rows confirmed by head office, catalogue included.
        journal: the outbox and what became of it; drafts; credentials.
        projection: customers and history with waiting operations folded in: what screens read.
        agenda: questions across customers, for Today.
        search: the search box and duplicates.
        settings: language, theme and the like.
        damaged: whether a damaged replica was set aside and nothing was downloaded since.
        on_damage: called by whoever meets damage in the replica, in any thread; must return at once. Then somebody
            calls ``replace_damaged``.
    """

    def __init__(
        self,
        directory: Path,
        key: bytes | None = None,
        clock: Callable[[], int] | None = None,
        settings: Settings | None = None,
    ) -> None:
        """Open, or make, the files in ``directory``. ``clock`` gives ms. ``settings``: if they have been read already.

        ``key``: 32 bytes, from which each file gets its own; None = nothing is opened before ``unlock``, and until
        then every call raises ``Locked``.

        Raises ``JournalDamaged``, ``NewerFile``, ``NotEncrypted``, ``InTheClear`` or ``DiskFull``.
        """
        directory.mkdir(parents=True, exist_ok=True)
        self.directory = directory
        self._key: bytes | None = None
        self._clock = clock or _machine_clock
        self._listeners: list[Listener] = []
        self._dirty = _Dirty()
        self._kept = Kept()
        self.on_damage: Callable[[], None] = _nothing
        self._suspect = threading.Event()
        self._setting_aside = threading.Lock()
        self.settings = settings or Settings(directory / SETTINGS_FILE)
        self._journal_file = Database(directory / JOURNAL_FILE, None, journal_file.LAYOUT)
        self._replica_file = Database(directory / "replica.db", None, replica_file.LAYOUT)
        self.damaged = False
        self.replica = Replica(
            self._replica_file,
            self,
            self._clock,
            self._changed,
            self._shadow,
            directory / "shadow.db",
            self._replica_key,
            self._kept,
        )
        self.journal = Journal(self._journal_file, self._owner, self._clock, self._saved)
        self.projection = Projection(self._replica_file, self._journal_file, self.region, self.device)
        self.agenda = Agenda(self._replica_file, self._journal_file, self.region, self._kept)
        self.search = Search(
            self._replica_file,
            self._journal_file,
            self.region,
            self._clock,
            self._kept,
            lambda: self._changed(Changed()),
            self.replica.seller_names,
        )
        self._locked = True
        if key is not None:
            try:
                self.unlock(key)
            except BaseException:
                self.close()
                raise

    @property
    def locked(self) -> bool:
        """Whether the files are closed because nobody is signed in."""
        return self._locked

    def unlock(self, key: bytes) -> None:
        """Open the files with ``key``; nothing happens when they are open. Raises as the constructor does."""
        if not self._locked:
            return
        self._key = key
        try:
            self._journal_file.unlock(file_key(key, "journal"))
            self._open_replica()
            self.journal.opened()
            self._begin()
        except BaseException:
            self.lock()
            raise
        self._locked = False

    def lock(self) -> None:
        """Wait for everybody to finish, close the files, forget the key and what was read. Idempotent."""
        self._locked = True
        self._replica_file.on_damage = _nothing
        try:
            self._replica_file.lock()
        finally:  # whatever became of one file, the other does not stay open
            self._key = None
            self._kept.forget()
            forget_words()
            self._journal_file.lock()
            self.journal.locked()

    @property
    def journal_key(self) -> bytes | None:
        """The key of the journal; None while it is locked."""
        return file_key(self._key, "journal") if self._key is not None else None

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Have ``listener`` told of every change; call what is returned to end it."""
        self._listeners = [*self._listeners, listener]

        def end() -> None:
            self._listeners = [held for held in self._listeners if held is not listener]

        return end

    def refold(self) -> None:
        """Index everything pending anew: after a crash between saving and indexing, and after a new download."""
        with self._journal_file.quick() as connection:
            customers = journal_rows.pending_customers(connection.cursor())
            notes = journal_rows.pending_notes(connection.cursor())
        with self._replica_file.reading() as connection:
            query = select(search_row.c.id).where(search_row.c.pending == 1)
            customers |= set(connection.execute(query).scalars())
        self._index(customers, notes)

    def _begin(self) -> None:
        if self.damaged:
            self.journal.note_alarm("", "damage", 0)
        self._replica_file.on_damage = self._found_damage
        try:
            self.refold()
            self._split_messages()
            self.replica.epoch()
            self.replica.scopes()
        except errors.ReplicaDamaged:
            _log.warning("store.replica_set_aside")
        self.replace_damaged()

    def _split_messages(self) -> None:
        """After an update: bring entries of search in line that an older app has written. Of very many the rest comes
        with the next openings; until then nobody among them is found by those two ways.
        """
        with self._replica_file.reading() as connection:
            customers = indexing.not_split(driver_cursor(connection), _AT_AN_OPENING)
        self._index(customers, frozenset())
        if len(customers) < _AT_AN_OPENING and not self._dirty:
            with self._replica_file.writing() as connection:
                indexing.all_split(driver_cursor(connection))

    def _found_damage(self) -> None:
        self._suspect.set()
        self.on_damage()

    def replace_damaged(self) -> bool:
        """Set the replica aside if damage was met in it; whether it was. Never call it while reading from it."""
        with self._setting_aside:
            if not self._suspect.is_set():
                return False
            self.set_replica_aside()
            return True

    def set_replica_aside(self) -> None:
        """The replica turned out to be damaged: put it aside and go on with an empty one, to be downloaded again.

        The journal is not touched, but for an alarm that head office is told.
        """

        def replace() -> None:
            _set_aside(self._replica_file.path)
            # Nobody reads now: what was met, was met in the old file.
            self._suspect.clear()
            self._kept.forget()

        self._replica_file.exchange(replace)
        self.damaged = True
        self.journal.note_alarm("", "damage", 0)
        self.refold()
        self._changed(Changed(everything=True))

    def rebuild(self) -> None:
        """Have the replica downloaded anew; what can still be read of it stays until then. The journal is not touched.

        The next exchange does it.
        """
        try:
            self.replica.distrust()
        except errors.ReplicaDamaged:
            self.set_replica_aside()

    def carry_over(self) -> None:
        """Have the logs of both files carried over, so that no save has to; where nobody waits."""
        self._journal_file.carry_over()
        self._replica_file.carry_over()

    def files(self) -> tuple[FileFacts, ...]:
        """The files, their sizes and layouts. Raises ``ReplicaDamaged``."""
        return facts.files(self.directory, (self._journal_file, self._replica_file))

    def close(self) -> None:
        """Close all files. Idempotent."""
        self._replica_file.close()
        self._journal_file.close()
        self._kept.forget()

    def __enter__(self) -> Tablet:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- what the parts need of each other ---

    def unsettled(self, customer_ids: Collection[str], note_ids: Collection[str]) -> Unsettled:
        """What is pending for the index entries of these customers and of these notes."""
        with self._journal_file.quick() as connection:
            cursor = connection.cursor()
            if len(customer_ids) > _FEW:
                customer_ids = journal_rows.pending_customers(cursor) & set(customer_ids)
            if len(note_ids) > _FEW:
                note_ids = journal_rows.pending_notes(cursor) & set(note_ids)
            return journal_rows.unsettled(cursor, customer_ids, note_ids)

    def device(self) -> str:
        """The replica id of this tablet; empty before enrolment."""
        held = self.journal.enrolment()
        return held.replica_id if held else ""

    def region(self) -> str:
        """The region that reads phones without a country code."""
        held = self.journal.enrolment()
        return held.region if held else "ES"

    def _owner(self, etype: str, entity_id: str) -> str:
        try:
            return self.replica.customer_of(etype, entity_id)
        except errors.ReplicaDamaged:
            return ""  # saving must not depend on what was downloaded

    def _open_replica(self) -> None:
        try:
            self._replica_file.unlock(self._replica_key())
            self.damaged = False
        except errors.ReplicaDamaged:
            _log.warning("store.replica_set_aside")
            _set_aside(self._replica_file.path)
            self._replica_file.unlock(self._replica_key())
            self.damaged = True

    def _replica_key(self) -> bytes:
        """Of the replica and of what takes its place. Raises ``Locked``."""
        if self._key is None:
            raise errors.Locked("replica")
        return file_key(self._key, "replica")

    def _shadow(self, manifests: dict[str, Manifest]) -> Shadow:
        path = self.directory / "shadow.db"
        return Shadow(path, self._replica_key(), manifests, self._clock(), self._take_over, self._to_be)

    def _to_be(self, finished: Database) -> Replica:
        """A download that nobody reads yet, as the replica."""
        return Replica(finished, self, self._clock, _ignore, self._shadow, finished.path, self._replica_key, Kept())

    def _take_over(self, shadow: Path) -> None:
        replica = self._replica_file.path

        def replace() -> None:
            # The log of the old file must not be taken for the new one's. It is empty: the file was closed.
            for suffix in ("-wal", "-shm"):
                Path(f"{replica}{suffix}").unlink(missing_ok=True)
            shadow.replace(replica)
            sync_directory(replica.parent)
            remove_file(shadow)
            self._suspect.clear()
            self._kept.forget()

        self._replica_file.exchange(replace)
        self.damaged = False
        self.refold()
        self._changed(Changed(everything=True))

    def _changed(self, what: Changed) -> None:
        self._index(frozenset(), frozenset())
        if what != Changed():
            self._tell(what)

    def _saved(self, what: Changed) -> None:
        if what.answered:
            self._index_answered(what)
        else:
            self._index(what.customers, frozenset(eid for etype, eid in what.entities if etype == "note"))
        self._tell(what)

    def _index_answered(self, what: Changed) -> None:
        """What head office took stays folded in until it is pulled, so only the mark of waiting goes."""
        customers = what.customers
        try:
            with self._replica_file.writing_if_free() as connection:
                if connection is not None:
                    with self._journal_file.reading() as journal:
                        waiting = journal_rows.waiting_customers(journal, customers)
                    customers = indexing.unmark(connection, what.answered, waiting)
            self._kept.forget()
        except errors.StoreError as error:
            _log.warning("store.search_behind", extra={"facts": {"error": type(error)}})
        notes = frozenset(a.entity_id for a in what.answered if a.etype == "note" and a.customer in customers)
        self._index(customers, notes)

    def _tell(self, what: Changed) -> None:
        for listener in self._listeners:
            listener(what)

    def _index(self, customers: Collection[str], notes: Collection[str]) -> None:
        """Bring search in line, without waiting for a page that is being applied: whoever writes does it afterwards.

        What was saved is saved: trouble with the replica is for the next reader to report, not for the one who saved.
        """
        self._dirty.add(customers, notes)
        try:
            while self._dirty:
                if not self._index_some():
                    return
        except errors.StoreError as error:
            _log.warning("store.search_behind", extra={"facts": {"error": type(error)}})

    def _index_some(self) -> bool:
        """Index some of what is out of date; False when another thread writes and will do it."""
        customers: set[str] = set()
        notes: set[str] = set()
        try:
            with self._replica_file.writing_if_free() as connection:
                if connection is None:
                    return False
                customers, notes = self._dirty.take(_TOGETHER)
                pending = self.unsettled(customers, notes)
                indexing.refresh(connection, customers, notes, pending, self.region())
            self._kept.forget()
        except BaseException:
            # Also when it is the commit that fails: the text index is written to disk only there.
            self._dirty.add(customers, notes)
            raise
        return True


def _nothing() -> None:
    pass


def _ignore(_: Changed) -> None:
    pass


class _Dirty:
    """Customers and notes whose index entries are out of date."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._customers: set[str] = set()
        self._notes: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._customers or self._notes)

    def add(self, customers: Collection[str], notes: Collection[str]) -> None:
        """Remember these."""
        with self._lock:
            self._customers.update(customers)
            self._notes.update(notes)

    def take(self, limit: int) -> tuple[set[str], set[str]]:
        """Up to ``limit`` of the customers, and all notes."""
        with self._lock:
            customers = {self._customers.pop() for _ in range(min(limit, len(self._customers)))}
            notes, self._notes = self._notes, set()
            return customers, notes


def _set_aside(path: Path) -> None:
    """Keep one damaged file for support; it is encrypted like the others."""
    if path.exists():
        path.replace(path.with_suffix(".damaged"))
    remove_file(path)


def sync_directory(directory: Path) -> None:
    """Names in ``directory`` are on disk when this returns."""
    if os.name != "posix":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
