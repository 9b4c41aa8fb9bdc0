"""Operations in: each has its effect once, whatever is lost, repeated or sent at the same moment.

The answer to an operation is written in the transaction of its effect; the same operation again gets the same answer. A
push is worked through in memory and written at once; when the database refuses a value, it is done again with a
savepoint per group, so that only the group at fault is refused.
"""

from __future__ import annotations

import logging
import random
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from clienteling.domain.ids import is_id, new_id
from clienteling.domain.operations import OP_SCHEMA
from clienteling.wire.errors import WireError
from clienteling.wire.messages import PUSH_LIMIT, PushAnswer, PushRequest
from headoffice.audit.log import append
from headoffice.clock import now_ms
from headoffice.db.engine import worth_retrying, writing
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
from headoffice.sync.refusal import Refusal
from headoffice.sync.signatures import Signatures, look_ahead
from headoffice.sync.verify import Looked

_log = logging.getLogger(__name__)
_ATTEMPTS = 6
_COUNTS = 1 << 53


def accept(engine: Engine, device_id: str, request: PushRequest) -> PushAnswer:
    """Apply what a tablet sends. Raises ``Refusal`` when the request as a whole cannot be taken."""
    check(request)
    digests = [op.digest() for op in request.operations]
    looked = look_ahead(engine, device_id, request.operations, digests)
    careful = False
    for attempt in range(_ATTEMPTS):
        try:
            with writing(engine) as conn:
                return _Exchange(conn, device_id, request, digests, looked, careful=careful).run()
        except (IntegrityError, DataError, StaleDocument):
            careful = True
        except DBAPIError as error:
            if not worth_retrying(error):
                raise
        time.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 - only keeps two writers from meeting again
    raise Refusal(WireError.UNAVAILABLE, "Head office is busy. Everything is kept; try again.", retry_after=5)


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
        careful: bool,
    ) -> None:
        self._conn = conn
        self._request = request
        self._digests = digests
        self._careful = careful
        self._now = now_ms()
        # Exchanges of one tablet take turns; so the same batch sent twice at once is applied once.
        self._device = conn.execute(select(devices).where(devices.c.id == device_id).with_for_update()).one()
        self._signatures = Signatures(conn, self._device, request.operations, looked)
        own = worked_under(conn, self._device, self._signatures.names)
        self._sender = Sender(device_id, self._device.replica_id, self._device.store_id, own)

    def run(self) -> PushAnswer:
        """Do it. Raises ``Refusal`` for a stale fence."""
        fence = self._fence()
        self._remember(fence)
        if not self._request.operations:
            return PushAnswer((), fence)
        hashed = list(zip(self._request.operations, self._digests, strict=True))
        answers = Answers(self._conn, self._sender, hashed, self._now, self._signatures, careful=self._careful)
        results = answers.all()
        publish(self._conn, answers.finish(), now=self._now)
        told = [of(self._conn, self._sender, answers.answered) for of in (reveals, merges)]
        append(self._conn, [act for acts in told for act in acts], self._now)
        facts: dict[str, Any] = {"device": self._sender.device_id, **Counter(result.status for result in results)}
        _log.info("push", extra={"facts": facts})
        return PushAnswer(answers_for(self._conn, results, view_of(self._conn, self._device.kind)), fence)

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
        }
        if request.operations and fence != self._device.fence:
            said |= {"fence": fence, "spent_fence": request.fence, "request_id": request.request_id}
        self._conn.execute(update(devices).where(devices.c.id == self._sender.device_id).values(said))
