"""The search box: its questions, and what keeps its indexes in order."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext

from sqlalchemy import Connection

from clienteling.store.cancel import Cancel
from clienteling.store.database import Database, driver_cursor
from clienteling.store.errors import Busy
from clienteling.store.kept import Kept
from clienteling.store.search import duplicates, forget, match, near, notes
from clienteling.store.search.present import today_number
from clienteling.store.search.question import Question
from clienteling.store.values import ANYBODY, CustomerRow, Duplicate, Filters, SearchPage, Viewer

NO_FILTERS = Filters()
_WARMED = 64
"""MiB of the file that are read at a time."""
_GATHERED = 500
"""Customers of the store who are put into their own index at a time: some hundredths of a second."""


class Search:
    """One box for everything: name parts in any order, e-mail, phone, card, order number, words of notes."""

    def __init__(
        self,
        replica: Database,
        journal: Database,
        region: Callable[[], str],
        clock: Callable[[], int],
        kept: Kept,
        written: Callable[[], None],
        sellers: Callable[[], Mapping[str, str]],
    ) -> None:
        """``clock`` gives ms since 1970: consents expire. ``kept`` forgets when rows change. ``written`` is called
        after each write: what another thread could not index meanwhile is left to whoever wrote. ``sellers`` gives
        the names of the company's sellers by id.
        """
        self._replica = replica
        self._written = written
        self._sellers = sellers
        self._kept = kept
        self._notes = notes.Notes(journal, region)
        self._region = region
        self._clock = clock

    def query(
        self,
        text: str,
        filters: Filters = NO_FILTERS,
        viewer: Viewer = ANYBODY,
        limit: int = 50,
        cancel: Cancel | None = None,
    ) -> SearchPage:
        """Customers matching every word of ``text``; without words the most recently active ones.

        Any string is fine; only its first 200 characters and 8 words count. Raises ``Cancelled``.
        """
        turn = self._kept.turn
        with self._replica.quick() as connection, cancel.over(connection) if cancel else nullcontext():
            cursor = connection.cursor()
            # The first question of the transaction: what is kept is never older than what is read after it. Within one
            # file facets are only added, so what was kept a commit ago names no other ones.
            held = self._kept.get(("restriction", filters, viewer), lambda: match.restriction(cursor, filters, viewer))
            question = Question(cursor, text, filters, viewer, limit, self._today(), held, self._kept, turn)
            question.ask(self._notes, self._region)
            return question.page(self._sellers())

    def rows(self, customer_ids: Sequence[str]) -> tuple[CustomerRow, ...]:
        """The rows of these customers, in this order; unknown ones are left out."""
        with self._replica.quick() as connection:
            return duplicates.rows_of(connection.cursor(), customer_ids, today_number(self._today()), self._sellers())

    def duplicates(
        self,
        names: Collection[str],
        emails: Collection[str] = (),
        phones: Collection[str] = (),
        cards: Collection[str] = (),
        limit: int = 5,
    ) -> tuple[Duplicate, ...]:
        """Who may already be the one being typed, likeliest first. Half-typed values are fine."""
        with self._replica.quick() as connection:
            cursor = connection.cursor()
            today = today_number(self._today())
            return duplicates.find(cursor, names, emails, phones, cards, limit, today, self._sellers())

    def gather(self, store: str) -> bool:
        """Put some more of the customers of ``store`` into their own index (see ``near``); whether it is complete.

        Called until it is, when nobody waits: after the tablet was opened, downloaded, or told of other sellers. Raises
        ``Busy`` when another thread writes: whoever saves would wait for that one too.
        """
        with self._replica.quick() as connection:
            if near.complete(connection.cursor(), store):
                return True
        with self._writing_if_free() as writer:
            complete = near.gather(driver_cursor(writer), store, _GATHERED)
        self._kept.forget()
        self._written()
        return complete

    def forget(self) -> bool:
        """Put some more of the text indexes together when somebody was deleted, so that their words go; whether all
        have gone. Called until they have, when nobody waits. Raises ``Busy`` like ``gather``.
        """
        with self._replica.quick() as connection:
            if not forget.marked(connection.cursor()):
                return True
        with self._writing_if_free() as writer:
            done = forget.forget(driver_cursor(writer))
        self._written()
        return done

    @contextmanager
    def _writing_if_free(self) -> Iterator[Connection]:
        with self._replica.writing_if_free() as writer:
            if writer is None:
                raise Busy("replica")
            yield writer

    def warm(self, start: int = 0) -> int:
        """Have the system read a part of the file, in the background after start: the first questions on a cold disk
        cost 250 ms else. Where the next part begins; 0 when there is none, or memory would not hold them all.
        """
        with self._replica.quick():  # so that the file stays where it is
            if self._replica.path.stat().st_size > _memory() // 4:
                return 0
            with self._replica.path.open("rb") as file:
                file.seek(start)
                for _ in range(_WARMED):
                    if not file.read(1 << 20):
                        return 0
                return file.tell()

    def _today(self) -> datetime.date:
        return datetime.datetime.fromtimestamp(self._clock() / 1000, datetime.UTC).date()


def _memory() -> int:
    """Bytes of memory this machine has, a small one's where it does not say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError):  # Windows
        return 4 << 30
