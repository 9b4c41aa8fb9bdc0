"""What tablets compare when their sum differs: the sums of 256 shards of a scope, and the rows of one shard.

Neither is kept: a difference is rare, and a writer should not pay for it. The sums are computed from the feed's rows
when somebody asks, once for each state of a scope; the rows of a shard are found by reading the scope's keys.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, func, literal_column, select, tuple_, update

from clienteling.wire.errors import WireError
from clienteling.wire.integrity import shard_sums, whole_sum
from clienteling.wire.messages import SHARD_LIMIT, ShardPage, ShardsAnswer, ShardSum
from headoffice.db.bulk import CHUNK
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import scope_feed, scope_head
from headoffice.sync.pull import Key, Place, check, place_of, with_bodies
from headoffice.sync.refusal import Refusal

_log = logging.getLogger(__name__)

BUSY_SECONDS = 3
"""When to ask again while the sums of another scope are computed."""


class Shards:
    """Computes the sums of shards, one scope at a time in this process, and remembers the last ones of each scope."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._busy = threading.Lock()
        self._known: dict[str, ShardsAnswer] = {}

    def sums(self, scope: str, epoch: str) -> ShardsAnswer:
        """The sums as they are now. Raises ``Refusal``: 410 for another epoch, 503 while others are computed."""
        # Whoever waited would hold a thread and a connection that polls need.
        if not self._busy.acquire(blocking=False):
            raise Refusal(WireError.UNAVAILABLE, "Head office is computing. Ask again.", retry_after=BUSY_SECONDS)
        try:
            with reading(self._engine) as conn:
                place = place_of(conn, scope)
                check(place, epoch, place.head)
                known = self._known.get(scope)
                if known is not None and (known.epoch, known.head) == (place.epoch, place.head):
                    return known
                found = shard_sums(_live(conn, place))
            self._known[scope] = made = ShardsAnswer(place.epoch, place.head, tuple(ShardSum(*pair) for pair in found))
            self._put_right(place, *whole_sum(found))
            return made
        finally:
            self._busy.release()

    def _put_right(self, place: Place, count: int, total: int) -> None:
        """The kept sum of a scope must be that of its rows; if it is not, every tablet of the scope raises an alarm."""
        if (count, total) == (place.row_count, place.row_sum):
            return
        _log.error("feed.sum_wrong", extra={"facts": {"scope": place.scope_id, "rows": count, "kept": place.row_count}})
        h = scope_head.c
        # Only while it still stands where it was summed: else the next comparison finds it again.
        same = update(scope_head).where(h.scope_id == place.scope_id, h.head == place.head)
        with writing(self._engine) as conn:
            conn.execute(same.values(row_count=count, row_sum=total))


def _live(conn: Connection, place: Place) -> Iterator[tuple[str, str, int]]:
    f = scope_feed.c
    query = select(f.etype, f.eid, f.version).where(f.scope_id == place.scope_id, f.op == "put")
    for part in conn.execute(query, execution_options={"yield_per": CHUNK}).partitions():
        yield from ((etype, eid, version) for etype, eid, version in part)


def rows_of(
    conn: Connection, place: Place, n: int, after: Key, missing: list[Key], limit: int = SHARD_LIMIT
) -> ShardPage:
    """The live rows of shard ``n`` whose key is greater than ``after``. ``conn`` must be of ``reading``.

    ``missing``: see ``pull.with_bodies``.
    """
    f = scope_feed.c
    query = (
        select(f.seq, f.etype, f.eid, f.op, f.version)
        .where(f.scope_id == place.scope_id, f.op == "put", tuple_(f.etype, f.eid) > tuple_(*after))
        .where(_shard(conn) == n)
        .order_by(f.etype, f.eid)
        .limit(limit)
    )
    rows: Sequence[Any] = conn.execute(query).all()
    found = tuple(change for change in with_bodies(conn, rows, place.kind, missing) if change.op == "put")
    return ShardPage(place.epoch, place.head, found, len(rows) < limit)


def _shard(conn: Connection) -> Any:
    """``wire.integrity.shard_of`` in SQL."""
    f = scope_feed.c
    if conn.dialect.name == "postgresql":
        return literal_column("get_byte(sha256(convert_to(scope_feed.etype || chr(31) || scope_feed.eid, 'UTF8')), 0)")
    return func.shard_of(f.etype, f.eid)
