"""Operations in: each has its effect once, whatever is lost, repeated or sent at the same moment.

The answer to an operation is written in the transaction of its effect; the same operation again gets the same answer. A
push is worked through in memory and written at once; when the database refuses a value, it is done again with a
savepoint per group, so that only the group at fault is refused; by halves when head office itself fails (``poison``).
"""

from __future__ import annotations

import enum
import logging
import random
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from clienteling.domain.ids import is_id, new_id
from clienteling.domain.operations import OP_SCHEMA, Operation
from clienteling.wire.errors import WireError
from clienteling.wire.messages import PUSH_LIMIT, OperationResult, PushAnswer, PushRequest
from headoffice.audit.log import append
from headoffice.clock import now_ms
from headoffice.db.engine import outage, worth_retrying, writing
from headoffice.db.sync_tables import devices
from headoffice.guard.payload import answers_for
from headoffice.guard.policies import view_of
from headoffice.guard.reveals import reveals
from headoffice.merges.acts import merges
from headoffice.profile.documents import StaleDocument
from headoffice.sync.answers import Answers
from headoffice.sync.facts import Sender
from headoffice.sync.families import worked_under
from headoffice.sync.feed import publish
from headoffice.sync.poison import ANY, Apart, NothingTaken, may_blame, remember_failing
from headoffice.sync.refusal import Refusal
from headoffice.sync.reports import heard_at
from headoffice.sync.signatures import Signatures, look_ahead
from headoffice.sync.verify import Looked

_log = logging.getLogger(__name__)
_ATTEMPTS = 6
_COUNTS = 1 << 53


class _Way(enum.IntEnum):
    """How a push is worked through."""

    AT_ONCE = 0
    """Written at the end."""
    CAREFULLY = 1
    """Each group written in a savepoint of its own."""
    APART = 2
    """By halves, as ``poison`` does."""


def accept(engine: Engine, device_id: str, request: PushRequest, *, settle: bool = True) -> PushAnswer:
    """Apply what a tablet sends. Raises ``Refusal`` when the request as a whole cannot be taken: ``NothingTaken`` when
    head office fails on all of it. Without ``settle`` nothing is remembered of what head office fails on: it is only
    told, and may come once more.
    """
    check(request)
    digests = [op.digest() for op in request.operations]
    looked = look_ahead(engine, device_id, request.operations, digests)
    way = _Way.AT_ONCE
    for attempt in range(_ATTEMPTS):
        try:
            with writing(engine) as conn:
                return _Exchange(conn, device_id, request, digests, looked, way=way).run(settle=settle)
        except NothingTaken:
            remember_failing(engine, device_id, request.request_id, now_ms())
            raise
        except Exception as error:  # noqa: BLE001 - raised again when another way does not help
            way = _another_way(way, error)
        time.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 - only keeps two writers from meeting again
    raise Refusal(WireError.UNAVAILABLE, "Head office is busy. Everything is kept; try again.", retry_after=5)


def _another_way(way: _Way, error: Exception) -> _Way:
    """The way to try again after ``error``. Raises it when that does not help."""
    if isinstance(error, DBAPIError) and worth_retrying(error):
        return way
    if isinstance(error, Refusal) or outage(error):
        raise error
    if isinstance(error, StaleDocument):
        return max(way, _Way.CAREFULLY)
    if way is _Way.AT_ONCE and isinstance(error, IntegrityError | DataError):
        return _Way.CAREFULLY
    if way is _Way.APART:
        raise error
    _log.warning("push.failed", exc_info=error)
    return _Way.APART


def check(request: PushRequest) -> None:
    """Raises ``Refusal`` for what no tablet of ours sends, and for operations newer than this head office."""
    ids = [request.request_id, request.replica_id]
    ids += [i for op in request.operations for i in (op.op_id, op.group_id, op.replica_id, op.corrects or op.op_id)]
    in_range = all(0 <= n < _COUNTS for n in (request.waiting, request.oldest_waiting_at))
    if not all(map(is_id, ids)) or not in_range or len(request.fence) > 32:
        raise Refusal(WireError.BAD_MESSAGE, "An identifier or a number of the message has the wrong shape.")
    if len(request.operations) > PUSH_LIMIT:
        raise Refusal(WireError.TOO_LARGE, f"Send at most {PUSH_LIMIT} operations at once.")
    if any(op.op_schema > OP_SCHEMA for op in request.operations):
        raise Refusal(
            WireError.UPGRADE_HEAD_OFFICE, "The app is newer than head office. Changes wait until head office follows."
        )


class _Exchange:
    """One push within one transaction."""

    def __init__(
        self,
        conn: Connection,
        device_id: str,
        request: PushRequest,
        digests: Sequence[str],
        looked: Looked,
        *,
        way: _Way,
    ) -> None:
        self._conn = conn
        self._request = request
        self._digests = digests
        self._way = way
        self._now = now_ms()
        # Exchanges of one tablet take turns; so the same batch sent twice at once is applied once.
        self._device = conn.execute(select(devices).where(devices.c.id == device_id).with_for_update()).one()
        self._signatures = Signatures(conn, self._device, request.operations, looked)
        own = worked_under(conn, self._device, self._signatures.names)
        self._sender = Sender(device_id, self._device.replica_id, self._device.store_id, own)

    def run(self, *, settle: bool = True) -> PushAnswer:
        """Do it. Raises ``Refusal`` for a stale fence, and when head office fails on all of it."""
        fence = self._fence()
        self._remember(fence)
        if not self._request.operations:
            return PushAnswer((), fence)
        hashed = list(zip(self._request.operations, self._digests, strict=True))
        if self._way is _Way.APART:
            blame = may_blame(self._conn, self._device, self._request, self._now) if settle else ANY
            apart = Apart(self._conn, self._sender, self._signatures, self._take, self._now)
            results = apart.answers(hashed, blame=blame, settle=settle)
        else:
            results = self._take(hashed)
        facts: dict[str, Any] = {"device": self._sender.device_id, **Counter(result.status for result in results)}
        _log.info("push", extra={"facts": facts})
        return PushAnswer(results, fence)

    def _take(self, hashed: Sequence[tuple[Operation, str]]) -> tuple[OperationResult, ...]:
        """Answer operations, each given with its hash, and write what comes of them."""
        careful = self._way >= _Way.CAREFULLY
        answers = Answers(self._conn, self._sender, hashed, self._now, self._signatures, careful=careful)
        results = answers.all()
        publish(self._conn, answers.finish(), now=self._now)
        told = [of(self._conn, self._sender, answers.answered) for of in (reveals, merges)]
        append(self._conn, [act for acts in told for act in acts], self._now)
        return answers_for(self._conn, results, view_of(self._conn, self._device.kind))

    def _fence(self) -> str:
        """The fence for the next exchange. Raises ``Refusal`` when this tablet is not the only one of its name."""
        device, request = self._device, self._request
        expected = request.fence == device.fence or not device.fence
        again = request.fence == device.spent_fence and request.request_id == device.request_id
        if request.replica_id != device.replica_id or not (expected or again):
            raise Refusal(
                WireError.STALE_FENCE,
                "Another tablet of this identity has been in touch, or this one was put back. Ask for one of your own.",
            )
        return new_id() if expected and request.operations else str(device.fence or request.fence)

    def _remember(self, fence: str) -> None:
        request = self._request
        said: dict[str, Any] = {
            "last_push_at": self._now,
            "waiting": request.waiting,
            "oldest_waiting_at": request.oldest_waiting_at,
            "waiting_heard_at": heard_at(request.waiting, self._now),
        }
        if request.operations and fence != self._device.fence:
            said |= {"fence": fence, "spent_fence": request.fence, "request_id": request.request_id}
        if request.operations and self._device.failing_request:
            said |= {"failing_request": "", "failing_since": 0}
        self._conn.execute(update(devices).where(devices.c.id == self._sender.device_id).values(said))
