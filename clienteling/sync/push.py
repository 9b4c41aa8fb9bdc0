"""Sending what lies in the outbox until it is empty."""

from __future__ import annotations

import itertools
import logging
from collections import Counter
from collections.abc import Sequence

from clienteling.domain.errors import RejectNumber
from clienteling.domain.ids import new_id
from clienteling.domain.operations import Operation
from clienteling.sync.errors import BadMessage, Corrupt, HeadOfficeOlder, SyncError, TooMuchUnread
from clienteling.sync.link import Link
from clienteling.sync.report import Report
from clienteling.wire.messages import PUSH_BYTES, PUSH_LIMIT, OperationResult, PushAnswer, PushRequest

_log = logging.getLogger(__name__)

ENVELOPE_BYTES = 4_096
"""What a push needs beside its operations."""
UNREAD_LIMIT = 30
"""How often head office may say in one exchange that it cannot read a push: to find one group among 500 takes ten."""
UNREAD_SECONDS = 30.0
"""How long to wait after that."""

_Group = tuple[Operation, ...]


def push_all(link: Link, report: Report) -> None:
    """Send and record until the outbox is empty, counting in ``report.results``.

    Raises ``SyncError``. What was answered is recorded by then; the batch without an answer is sent again unchanged
    next time. Raises ``TooMuchUnread`` when head office cannot read one push after the other, ``HeadOfficeOlder`` when
    something waits for a newer head office; all that need not wait is sent.
    """
    before: list[str] = []
    newest: int | None = None
    waits: HeadOfficeOlder | None = None
    while batch := _next(link, newest, PUSH_LIMIT):
        ids = [op.op_id for op in batch]
        if ids == before:
            raise SyncError  # answered, and yet still there: asking again would never end
        before = ids
        try:
            _send(link, batch, report, newest)
        except HeadOfficeOlder as error:
            # Nothing of a request that is too new was taken. What was saved by an older app need not wait.
            waits, newest, before = error, max(op.op_schema for op in batch) - 1, []
    if waits is not None:
        raise waits


def _next(link: Link, newest: int | None, limit: int) -> Sequence[Operation]:
    link.check()
    if newest is None:
        return link.journal.next_batch(limit, PUSH_BYTES - ENVELOPE_BYTES)
    return link.journal.next_batch(limit, PUSH_BYTES - ENVELOPE_BYTES, newest)


def _groups(batch: Sequence[Operation]) -> list[_Group]:
    return [tuple(group) for _, group in itertools.groupby(batch, key=lambda op: op.group_id)]


def _send(link: Link, batch: Sequence[Operation], report: Report, newest: int | None) -> None:
    """Send a batch; when head office does not understand it, halve it until the group it means stands alone."""
    try:
        answer = _post(link, batch)
    except BadMessage as error:
        report.unread += 1
        groups = _groups(batch)
        if len(groups) == 1:
            _set_aside(link, groups[0], error, report.results)
        if report.unread >= UNREAD_LIMIT:
            # It is gone on with in the next exchange, from this very batch.
            raise TooMuchUnread(number=error.number, retry_after=UNREAD_SECONDS) from error
        if len(groups) == 1:
            return
        half = [op for group in groups[: len(groups) // 2] for op in group]
        _send(link, half, report, newest)
        # What hung on a refused group left the outbox with it. Sent even so, it would be in flight and not known to be.
        rest = _next(link, newest, len(batch) - len(half))
        if rest:
            _send(link, rest, report, newest)
        return
    link.journal.record(answer.results, answer.fence)
    report.results.update(result.status for result in answer.results)
    _log.info("sync.pushed", extra={"facts": {"count": len(answer.results)}})


def _post(link: Link, operations: Sequence[Operation]) -> PushAnswer:
    ids = [op.op_id for op in operations]
    waiting = link.journal.waiting()
    left = max(0, waiting.count - len(ids))
    request = PushRequest(
        link.journal.request_id(ids),
        link.replica_id,
        link.journal.fence(),
        tuple(operations),
        left,
        waiting.oldest_at if left else 0,
    )
    answer = link.head_office.push(request, link.watch)
    if [result.op_id for result in answer.results] != ids:
        raise Corrupt
    return answer


def _set_aside(link: Link, group: _Group, error: BadMessage, counts: Counter[str]) -> None:
    """Quarantine a group that head office cannot read, so that the rest goes on.

    First an empty batch must get through: if not even that is understood, the group is not to blame and everything
    stays in the outbox.
    """
    waiting = link.journal.waiting()
    empty = PushRequest(new_id(), link.replica_id, link.journal.fence(), (), waiting.count, waiting.oldest_at)
    link.head_office.push(empty, link.watch)
    sentence = "Head office does not understand this change. Update this app or head office, then send it again."
    results = [
        OperationResult(op.op_id, "rejected", number=int(RejectNumber.BAD_ARGS), sentence=sentence) for op in group
    ]
    link.journal.record(results, link.journal.fence())
    counts.update(result.status for result in results)
    _log.warning("sync.set_aside", extra={"facts": {"count": len(group), "number": error.number}})
