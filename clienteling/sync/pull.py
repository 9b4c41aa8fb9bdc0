"""Taking head office's changes: page by page, each page and its cursor in one transaction."""

from __future__ import annotations

import logging

from clienteling.sync.errors import Corrupt
from clienteling.sync.link import Link, refusing_bad_rows
from clienteling.sync.report import Report
from clienteling.wire.entities import BODIES
from clienteling.wire.messages import Change, ChangesAnswer

_log = logging.getLogger(__name__)

COMPARE_MS = 3_600_000
"""How often the sums of a scope are compared at least."""


class Puller:
    """Pulls scopes; remembers between exchanges what saves work when nothing changed."""

    def __init__(self) -> None:
        # scope -> (position asked from, tag of the answer)
        self._tags: dict[str, tuple[int, str]] = {}
        # scope -> when its sums were compared (ms)
        self._compared: dict[str, int] = {}

    def forget(self) -> None:
        """The replica was replaced: nothing known about it holds any more."""
        self._tags.clear()
        self._compared.clear()

    def compare_again(self, scope: str) -> None:
        """Have the next pull of ``scope`` compare the sums, whether anything changed or not."""
        self._tags.pop(scope, None)
        self._compared.pop(scope, None)

    def pull(self, link: Link, scope: str, epoch: str, report: Report) -> bool | None:
        """Bring ``scope`` to where head office's feed ends now.

        Returns whether the rows held are what head office says they are (None when that was not compared: nothing
        changed, or more arrived meanwhile). Raises ``SyncError``; the cursor then
        stands after the last page that came in whole.
        """
        rows = 0
        target = -1
        while True:
            link.check()
            after = link.replica.cursor(scope)
            page = self._page(link, scope, epoch, after)
            if page is None:
                return None
            self._apply(link, scope, page, after)
            rows += len(page.rows)
            report.rows += len(page.rows)
            target = page.head if target < 0 else target
            if page.next >= target:
                break
        if rows:
            _log.info("sync.pulled", extra={"facts": {"count": rows, "scope": scope}})
        return self._same(link, scope, page, changed=rows > 0)

    def _page(self, link: Link, scope: str, epoch: str, after: int) -> ChangesAnswer | None:
        position, tag = (-1, "") if self._due(link, scope) else self._tags.get(scope, (-1, ""))
        answer = link.head_office.changes(scope, epoch, after, tag if position == after else "", link.watch)
        if answer.changes is None:
            return None
        check_page(answer.changes, epoch, after)
        if answer.changes.next == after == answer.changes.head:
            self._tags[scope] = (after, answer.etag)
        else:
            self._tags.pop(scope, None)
        return answer.changes

    @staticmethod
    def _apply(link: Link, scope: str, page: ChangesAnswer, after: int) -> None:
        if page.next == after:
            return
        with refusing_bad_rows():
            link.replica.apply_page(scope, page, after)

    def _due(self, link: Link, scope: str) -> bool:
        """Whether it is time to compare although nothing changed: rows are also lost in files nobody writes to."""
        at = self._compared.get(scope)
        return at is None or abs(link.clock.now() - at) >= COMPARE_MS

    def _same(self, link: Link, scope: str, page: ChangesAnswer, *, changed: bool) -> bool | None:
        # The sum is of the rows at ``head``: it says nothing about a replica that stands elsewhere.
        if page.next != page.head or not (changed or self._due(link, scope)):
            return None
        self._compared[scope] = link.clock.now()
        return link.replica.integrity(scope) == (page.row_count, page.row_sum)


def check_page(page: ChangesAnswer, epoch: str, after: int) -> None:
    """Raises ``Corrupt`` when ``page`` contradicts itself or what was asked for."""
    if page.epoch != epoch or not after <= page.next <= page.head:
        raise Corrupt
    if page.next == after and page.head > after:
        raise Corrupt  # no progress: asking again would never end
    last = after
    for row in page.rows:
        if not last < row.seq <= page.next:
            raise Corrupt
        last = row.seq
        check_row(row)


def check_row(row: Change) -> None:
    """Raises ``Corrupt`` when ``row`` is of a kind this app does not know, or lacks its body."""
    empty = bytes(row.body) == b"null"
    if row.etype not in BODIES or not row.eid or empty is (row.op == "put"):
        raise Corrupt
