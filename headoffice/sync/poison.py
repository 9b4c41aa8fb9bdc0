"""When head office itself fails on what a tablet sends: the group at fault is set aside, the rest goes on.

Which group that is nobody knows before. So what fails together is tried by halves, each in a savepoint of its own, down
to the group that fails alone, twice. That it is to blame, and not head office, is known when something else goes
through: of the same push, or of anybody's since it failed first. Until then all of it waits (``NothingTaken``).
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace
from sqlalchemy import Connection, Engine, Row, or_, update

from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.operations import Operation, is_no
from clienteling.wire.errors import WireError
from clienteling.wire.messages import OperationResult, PushRequest
from headoffice.db.engine import outage, writing
from headoffice.db.sync_tables import devices
from headoffice.profile.documents import StaleDocument
from headoffice.sync import ledger
from headoffice.sync.aside import set_aside
from headoffice.sync.erasure import wait_for_erasures, wordless
from headoffice.sync.facts import Sender
from headoffice.sync.feed import hold
from headoffice.sync.groups import rejection
from headoffice.sync.refusal import Refusal
from headoffice.sync.scopes import COMPANY, names_for
from headoffice.sync.signatures import Signatures
from headoffice.sync.workspace import lock_people

_log = logging.getLogger(__name__)

PATIENCE_MS = 3_600_000
"""How long what fails waits for something else to go through, where no other tablet sends anything."""
FEW = 2
"""When more groups fail and nothing goes through, no time proves them to be at fault. What is refused without head
office failing on it, as what hangs on them is, or was answered before, says nothing either way.
"""
ANY = 1 << 53
HOPELESS = 10
"""After so many nothing more is tried in one push: head office has other things to do."""

FAILED = Rejected(
    RejectNumber.OFFICE_FAILED, "Head office failed on this change. Send it again once head office has been mended."
)

_Op = tuple[Operation, str]
_Group = Sequence[_Op]
_Refused = tuple[Operation, str, OperationResult]
_Take = Callable[[_Group], tuple[OperationResult, ...]]
_Done = TypeVar("_Done")


class NothingTaken(Refusal):
    """Head office fails on all that was sent, and it is not known whether that is to blame."""

    def __init__(self) -> None:
        said = "Head office failed on what this tablet sends. Everything is kept; it is tried again."
        super().__init__(WireError.PUSH_FAILS, said, retry_after=30)


def may_blame(conn: Connection, device: Row[Any], request: PushRequest, now: int) -> int:
    """How many groups of this push may be set aside though nothing else of it goes through: any, when it has failed
    before and somebody's work was taken since; a few, when nobody sends any for long.
    """
    if device.failing_request != request.request_id:
        return 0
    if ledger.taken_since(conn, device.failing_since):
        return ANY
    return FEW if now - device.failing_since > PATIENCE_MS else 0


def remember_failing(engine: Engine, device_id: str, request_id: str, now: int) -> None:
    """Write down that head office fails on this push, and since when; anew if that was by a clock put back since."""
    d = devices.c
    with writing(engine) as conn:
        new = update(devices).where(d.id == device_id, or_(d.failing_request != request_id, d.failing_since > now))
        conn.execute(new.values(failing_request=request_id, failing_since=now))


class Apart:
    """Answers the operations of one push by halves."""

    def __init__(self, conn: Connection, sender: Sender, signatures: Signatures, take: _Take, now: int) -> None:
        """``take`` answers operations, each given with its hash, and writes what comes of them."""
        self._conn = conn
        self._sender = sender
        self._signatures = signatures
        self._take = take
        self._now = now
        self._went_through = False
        self._failed = 0
        self._blame = 0
        self._settle = True

    def answers(self, hashed: _Group, *, blame: int, settle: bool = True) -> tuple[OperationResult, ...]:
        """The answers, in order. Raises ``NothingTaken`` when nothing goes through and more than ``blame`` groups fail,
        and whatever ``take`` raises that is not for what it was given. Without ``settle`` what fails is told and not
        written down.
        """
        self._blame, self._settle = blame, settle
        self._guarded(lambda: self._lock([op for op, _ in hashed]))  # if that fails, then so does the group at fault
        groups = [list(group) for _, group in itertools.groupby(hashed, key=lambda each: each[0].group_id)]
        results = self._some(groups)
        self._see_whether_it_is_to_blame(1)
        return tuple(results)

    def _lock(self, operations: Sequence[Operation]) -> None:
        """All at once and in the order of everybody: what is taken by halves would meet other writers crosswise."""
        lock_people(self._conn, operations)
        wait_for_erasures(self._conn)
        hold(self._conn, (name for name in names_for(self._sender.store) if name != COMPANY))

    def _see_whether_it_is_to_blame(self, least: int) -> None:
        if self._failed >= max(least, self._blame + 1) and not self._went_through:
            raise NothingTaken

    def _some(self, groups: Sequence[_Group]) -> list[OperationResult]:
        answered = self._tried(groups)
        if not isinstance(answered, Exception):
            return list(answered)
        if len(groups) > 1:
            middle = len(groups) // 2
            return [*self._some(groups[:middle]), *self._some(groups[middle:])]
        answered = self._tried(groups)  # it may have been by chance
        if not isinstance(answered, Exception):
            return list(answered)
        self._failed += 1
        facts = {"device": self._sender.device_id, "count": len(groups[0])}
        _log.error("push.group_failed", exc_info=answered, extra={"facts": facts})
        self._see_whether_it_is_to_blame(HOPELESS)
        return self._set_aside(groups[0])

    def _tried(self, groups: Sequence[_Group]) -> tuple[OperationResult, ...] | Exception:
        answered = self._guarded(lambda: self._take([each for group in groups for each in group]))
        if not isinstance(answered, Exception):
            self._went_through |= any(result.status in ledger.TAKEN for result in answered)
        return answered

    def _guarded(self, do: Callable[[], _Done]) -> _Done | Exception:
        """What ``do`` answers; why not, and then nothing of it is written."""
        try:
            with self._conn.begin_nested():
                return do()
        except Exception as error:
            if isinstance(error, Refusal | StaleDocument) or outage(error):
                raise
            return error

    def _set_aside(self, group: _Group) -> list[OperationResult]:
        """Refuse a group, but for what is known already, and for each no in it: that holds alone."""
        known = ledger.known(self._conn, [op.op_id for op, _ in group])
        # What was not written by this tablet takes no place in the ledger.
        own = self._guarded(lambda: all(self._is_own(each, known) for each in group)) is True
        results: list[OperationResult] = []
        refused: dict[tuple[str, str], _Refused] = {}
        for op, digest in group:
            entry = known.get(op.op_id)
            if entry is not None and entry.sha256 == digest:
                results.append(replace(entry.again(), conflict=None))  # showing that may be what fails
                continue
            kept = self._no((op, digest)) if own and entry is None else None
            results.append(kept or rejection(op, FAILED))
            if kept is None:
                refused[op.op_id, digest] = (op, digest, results[-1])
        if own and self._settle:
            new = {each[0].op_id: each for each in refused.values() if each[0].op_id not in known}
            ledger.write(self._conn, self._sender, list(new.values()), self._now)
        if self._settle:
            self._keep(list(refused.values()))
        return results

    def _is_own(self, each: _Op, known: dict[str, ledger.Entry]) -> bool:
        op, digest = each
        entry = known.get(op.op_id)
        return (entry is not None and entry.sha256 == digest) or self._signatures.why_not(op, digest) is None

    def _no(self, each: _Op) -> OperationResult | None:
        """The answer to what a customer forbids; None for all else, and when head office fails on that as well."""
        answered = self._guarded(lambda: self._take([each]) if is_no(each[0]) else ())
        return answered[0] if isinstance(answered, tuple) and answered else None

    def _keep(self, refused: Sequence[_Refused]) -> None:
        """Keep it for people to look at: its words too, unless it is those that head office fails on."""
        if isinstance(self._guarded(lambda: set_aside(self._conn, self._sender, refused, self._now)), Exception):
            bare = [(wordless(op), digest, result) for op, digest, result in refused]
            ledger.set_aside(self._conn, self._sender, bare, self._now)
