"""Mending a scope whose rows are not head office's: fetch only the shards whose sums differ.

Both ends may go on meanwhile, and nothing is locked. What makes that safe: every page of a shard is head office's
state at some position that is not before the cursor of this tablet, and the cursor stays where it is. What changed
before that position is in the page; what changed after it stands behind the cursor in the feed, and the next pull
brings it. A shard that only looks wrong because it changed between the two sums is fetched in vain, no more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

import msgspec

from clienteling.sync.errors import Corrupt, NotFound
from clienteling.sync.link import Link, refusing_bad_rows
from clienteling.sync.pull import check_row
from clienteling.wire.integrity import SHARDS, shard_of
from clienteling.wire.messages import Change

_log = logging.getLogger(__name__)

MOST_SHARDS = 32
"""More bad shards than this are not fetched one by one: a prepared download costs both ends less."""
ROUNDS = 3
"""How often sums are compared until few enough differ: those that only changed meanwhile differ once."""


class Mended(msgspec.Struct, frozen=True):
    """What a repair came to. ``rows``: how many were not the same; ``fetched``: all bad shards were replaced."""

    rows: int = 0
    fetched: bool = True


def mend(link: Link, scope: str, epoch: str, catch_up: Callable[[], object]) -> Mended:
    """Replace the shards of ``scope`` that differ. Raises ``SyncError``; shards replaced by then stay replaced.

    ``catch_up`` pulls the scope.
    """
    bad = bad_shards(link, scope, epoch, catch_up)
    if len(bad) > MOST_SHARDS:
        return Mended(fetched=False)
    if bad:
        link.replica.check()
    rows = replace(link, scope, epoch, bad)
    link.replica.recount(scope)
    _log.warning("sync.mended", extra={"facts": {"scope": scope, "shards": len(bad), "count": rows}})
    return Mended(rows)


def replace(link: Link, scope: str, epoch: str, shards: list[int]) -> int:
    """Fetch these shards and put them in the place of what is held; how many rows were not the same."""
    count = 0
    for n in shards:
        rows = _fetch(link, scope, epoch, n)
        link.check()
        with refusing_bad_rows():
            count += link.replica.replace_shard(scope, n, rows)
    return count


def look_over(link: Link, epoch: str) -> Mapping[str, int]:
    """Look over some rows whether anything changed or not: scope -> how many of its rows had to be fetched again.

    When head office cannot give shards, or too many are bad, the next exchange downloads everything.
    """
    look = link.replica.look_over()
    if look is None:
        return {}
    by_scope: dict[str, list[int]] = {}
    for scope, n in look.bad:
        by_scope.setdefault(scope, []).append(n)
    mended: dict[str, int] = {}
    try:
        if len(look.bad) > MOST_SHARDS:
            raise NotFound
        for scope, shards in by_scope.items():
            mended[scope] = replace(link, scope, epoch, shards)
            link.replica.recount(scope)
    except NotFound:
        link.replica.distrust()
        mended = dict.fromkeys(by_scope, 0)
    link.replica.looked(look)
    if mended:
        _log.error("sync.rows_damaged", extra={"facts": {"count": sum(mended.values()), "shards": len(look.bad)}})
    return mended


def bad_shards(link: Link, scope: str, epoch: str, catch_up: Callable[[], object]) -> list[int]:
    """The shards whose sums differ. When they are many, those that still do after catching up."""
    bad = set(range(SHARDS))
    for attempt in range(ROUNDS):
        if attempt:
            catch_up()
        answer = link.head_office.shards(scope, epoch, link.watch)
        if answer.epoch != epoch or len(answer.shards) != SHARDS:
            raise Corrupt
        mine = link.replica.shard_sums(scope)
        theirs = [(shard.row_count, shard.row_sum) for shard in answer.shards]
        bad &= {n for n in range(SHARDS) if mine[n] != theirs[n]}
        if len(bad) <= MOST_SHARDS:
            break
    return sorted(bad)


def _fetch(link: Link, scope: str, epoch: str, n: int) -> list[Change]:
    """All rows of a shard. Raises ``Corrupt`` when they are not what was asked for."""
    rows: dict[tuple[str, str], Change] = {}
    after = ("", "")
    cursor = link.replica.cursor(scope)
    while True:
        page = link.head_office.shard(scope, n, epoch, after, link.watch)
        # A state before the cursor (of a standby that lags behind) would bring back what the feed has replaced.
        if page.epoch != epoch or page.head < cursor or not (page.rows or page.complete):
            raise Corrupt
        for row in page.rows:
            check_row(row)
            key = (row.etype, row.eid)
            if row.op != "put" or shard_of(*key) != n or key in rows:
                raise Corrupt
            rows[key] = row
            after = key
        if page.complete:
            return list(rows.values())
