"""Taking head office's changes: of all scopes at once, rows and cursors in one transaction."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from clienteling.sync.errors import Corrupt
from clienteling.sync.link import Link, refusing_bad_rows
from clienteling.sync.ports import Key, StagedPage
from clienteling.sync.report import Report
from clienteling.sync.stage import Stage, Stand
from clienteling.wire.entities import BODIES
from clienteling.wire.messages import Change, ChangesAnswer

_log = logging.getLogger(__name__)

COMPARE_MS = 3_600_000
"""How often the sums of a scope are compared at least."""
ROUNDS = 4
"""How often scopes are looked at again because something left another one meanwhile."""


class Puller:
    """Pulls scopes; remembers between exchanges what saves work when nothing changed, or when the network failed."""

    def __init__(self) -> None:
        # scope -> (position asked from, tag of the answer)
        self._tags: dict[str, tuple[int, str]] = {}
        # scope -> when its sums were compared (ms)
        self._compared: dict[str, int] = {}
        self._stage = Stage()

    def forget(self) -> None:
        """The replica was replaced: nothing known about it holds any more."""
        self._tags.clear()
        self._compared.clear()
        self._stage = Stage()

    def compare_again(self, scope: str) -> None:
        """Have the next pull of ``scope`` compare the sums, whether anything changed or not."""
        self._tags.pop(scope, None)
        self._compared.pop(scope, None)

    def pull(self, link: Link, scopes: Sequence[str], epoch: str, report: Report) -> dict[str, bool | None]:
        """Bring ``scopes``, all that the tablet holds, to where head office's feeds end now, and all at once.

        When much has come together it is put in as it comes. Even then nobody is ever missing who only moved: what
        leaves a scope stays until every other one was looked at after that.

        Returns for each scope whether the rows held are what head office says they are (None when that was not
        compared: nothing changed, or more arrived meanwhile). Raises ``SyncError``; then each cursor stands after the
        last page that was put in whole.
        """
        if not self._stage.fits(link.replica, epoch):
            self._stage = Stage(epoch)
        stage = self._stage
        stage.begin()
        looking = list(scopes)
        for n in range(1, ROUNDS + 1):
            if n == ROUNDS:
                stage.last_round()
            for scope in looking:
                self._read(link, scope, epoch, report)
            looking = stage.unsure(scopes)
            if not looking:
                break
        self._put_in(link, report, stage.left if looking else ())
        self._stage = Stage()
        return {scope: self._same(link, scope, stage.stands.get(scope)) for scope in scopes}

    def _read(self, link: Link, scope: str, epoch: str, report: Report) -> None:
        """Read a scope to where it ended when it was first asked for."""
        stage = self._stage
        began = moment = stage.asking()
        target = -1
        while True:
            link.check()
            held = stage.position(scope)
            after = link.replica.cursor(scope) if held is None else held
            page = self._page(link, scope, epoch, after)
            if page is None:
                break
            stage.add(scope, page, after, moment)
            if stage.full:
                self._put_in(link, report, None)
            target = page.head if target < 0 else target
            if page.next >= target:
                break
            moment = stage.asking()
        stage.looked(scope, began)

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

    def _put_in(self, link: Link, report: Report, staying: Collection[Key] | None) -> None:
        """Put in what was read; without ``staying`` everything that leaves stays for now."""
        staged = self._stage.take()
        if not staged and (staying is None or not link.replica.leaving()):
            return
        gone = _deleted(staged)
        if gone["customer"]:
            # Before the positions move: killed in between, it is done again. Who only left a scope is not deleted.
            link.journal.strike_out(gone.pop("customer"), set().union(*gone.values()))
        with refusing_bad_rows():
            link.replica.apply_pages(staged, staying)
        rows = Counter[str]()
        for scope, page, _ in staged:
            rows[scope] += len(page.rows)
        report.rows += rows.total()
        for scope, count in rows.items():
            _log.info("sync.pulled", extra={"facts": {"count": count, "scope": scope}})

    def _due(self, link: Link, scope: str) -> bool:
        """Whether it is time to compare although nothing changed: rows are also lost in files nobody writes to."""
        at = self._compared.get(scope)
        return at is None or abs(link.clock.now() - at) >= COMPARE_MS

    def _same(self, link: Link, scope: str, stand: Stand | None) -> bool | None:
        # The sum is of the rows at the head: it says nothing about a replica that stands elsewhere.
        if stand is None or not stand.whole or not (stand.rows or self._due(link, scope)):
            return None
        self._compared[scope] = link.clock.now()
        return link.replica.integrity(scope) == (stand.row_count, stand.row_sum)


def _deleted(staged: Iterable[StagedPage]) -> dict[str, set[str]]:
    """Entity type -> the ids of what was deleted at head office for good."""
    gone: dict[str, set[str]] = defaultdict(set)
    for _, page, _ in staged:
        for row in page.rows:
            if row.op == "del":
                gone[row.etype].add(row.eid)
    return gone


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
