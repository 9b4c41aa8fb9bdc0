"""One exchange with head office: what this device may see, push until empty, pull every scope, rebuild when needed."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable

from clienteling.sync import errors
from clienteling.sync.bootstrap import Download
from clienteling.sync.link import Link, never
from clienteling.sync.meter import OnProgress, silent
from clienteling.sync.pairing import pair
from clienteling.sync.ports import Clock, HeadOffice, Journal, Replica
from clienteling.sync.presence import present, tell_set_aside
from clienteling.sync.pull import Puller
from clienteling.sync.push import push_all
from clienteling.sync.receipts import answer_for_erasures
from clienteling.sync.repair import look_over, mend
from clienteling.sync.report import Report
from clienteling.sync.retry import Backoff
from clienteling.sync.split import split, step_back, vouch
from clienteling.wire.errors import WireError
from clienteling.wire.messages import DeviceAnswer

_log = logging.getLogger(__name__)


class Engine:
    """Exchanges, one at a time. Blocking; called from one worker thread or another, never from the screen's."""

    def __init__(
        self,
        head_office: HeadOffice,
        replica: Replica,
        journal: Journal,
        clock: Clock,
        replica_id: str,
        draw: Callable[[], float] = random.random,
    ) -> None:
        """``replica_id`` as in the credentials; ``draw`` gives numbers in [0, 1) for the jitter."""
        self._link = Link(head_office, replica, journal, clock, replica_id)
        self._puller = Puller()
        self._backoff = Backoff(draw)
        self._diverged: set[str] = set()
        self._one_at_a_time = threading.Lock()

    def exchange(
        self,
        on_progress: OnProgress = silent,
        cancelled: Callable[[], bool] = never,
        on_slow: Callable[[], None] = lambda: None,
    ) -> Report:
        """Push and pull everything; download the replica anew when that is needed.

        ``on_slow`` is called while a round trip takes longer than ``link.SLOW_SECONDS``. Raises ``SyncError`` (its
        ``report`` tells what was done by then, and that is kept).
        """
        link = self._link
        with self._one_at_a_time:
            link.cancelled, link.on_slow, link.slow = cancelled, on_slow, False
            report = Report()
            try:
                waits = self._run(report, on_progress)
                if waits is not None:
                    raise waits
            except errors.SyncError as error:
                error.report = report
                raise
            finally:
                report.slow = link.slow
            link.journal.synced(link.clock.now())
            return report

    def bootstrap(self, on_progress: OnProgress = silent, cancelled: Callable[[], bool] = never) -> Report:
        """Download the replica if there is none yet, going on with what an earlier call began.

        Raises ``SyncError``.
        """
        return self.exchange(on_progress, cancelled)

    def _run(self, report: Report, on_progress: OnProgress) -> errors.SyncError | None:
        try:
            return self._round(report, on_progress)
        except errors.Cloned:
            split(self._link)
            report.split = True
            return self._round(report, on_progress)
        except errors.Revoked as error:
            if error.number != WireError.BAD_TOKEN or not step_back(self._link):
                raise
            return self._run(report, on_progress)

    def _round(self, report: Report, on_progress: OnProgress) -> errors.SyncError | None:
        link = self._link
        pair(link)
        device, older = self._place()
        report.office_at = device.server_time
        waits = self._push(report) or older
        tell_set_aside(link, device.epoch)
        try:
            self._take_rows(device, report, on_progress)
        except errors.UpgradeNeeded as error:
            raise errors.RowsNewer(number=error.number) from error
        answer_for_erasures(link)
        return waits

    def _take_rows(self, device: DeviceAnswer, report: Report, on_progress: OnProgress) -> None:
        link = self._link
        if link.replica.epoch() != device.epoch or set(device.scopes) - set(link.replica.scopes()):
            self._download(device, report, on_progress)
        for scope in set(link.replica.scopes()) - set(device.scopes):
            link.replica.drop_scope(scope)
            self._puller.forget()
            report.rebuilt = True
        self._pull(device, report, on_progress)
        self._look_over(device, report)

    def _place(self) -> tuple[DeviceAnswer, errors.Refused | None]:
        """What this device may see. A head office too old to understand the question: what it may see as last told."""
        link = self._link
        try:
            device = present(link)
        except errors.HeadOfficeOlder as older:
            epoch = link.replica.epoch()
            if not epoch:
                raise
            return DeviceAnswer("", "", link.replica.scopes(), epoch, 0), older
        link.journal.set_region(device.region)
        self._offer_again(device.epoch)
        return device, None

    def _push(self, report: Report) -> errors.SyncError | None:
        """Push; a head office that cannot take all of what was saved is no reason not to pull."""
        try:
            if self._link.head_office.keyed():
                vouch(self._link)
            push_all(self._link, report)
        except (errors.HeadOfficeOlder, errors.TooMuchUnread, errors.PushFails) as error:
            return error
        return None

    def _offer_again(self, occasion: str) -> None:
        """When head office's database is not the one that answered before, it may lack what was acknowledged. Its
        ledger knows what it has.
        """
        count = self._link.journal.offer_again(0, occasion)
        if count:
            _log.warning("sync.offered_again", extra={"facts": {"count": count}})

    def _download(self, device: DeviceAnswer, report: Report, on_progress: OnProgress) -> None:
        # Before the rows are others: killed at any moment after that, it is still known that it is to be asked.
        self._link.journal.erased_asked(0)
        Download(self._link, device, on_progress, self._backoff).run()
        self._puller.forget()
        report.rebuilt = True

    def _pull(self, device: DeviceAnswer, report: Report, on_progress: OnProgress) -> None:
        try:
            different = self._pull_scopes(device, report)
        except errors.Rebuild as error:
            device = present(self._link)
            # A feed that went back under the same name was restored without saying so, and may be so again.
            self._offer_again("" if error.number == WireError.BEYOND_HEAD else device.epoch)
            self._push(report)
            self._download(device, report, on_progress)
            different = self._pull_scopes(device, report)
        # What did not help once will not help the next time either.
        fresh = different - self._diverged
        if fresh:
            different = self._mend(device, report, on_progress, fresh, different)
        self._diverged = different
        report.diverged = tuple(sorted(different))

    def _mend(
        self, device: DeviceAnswer, report: Report, on_progress: OnProgress, fresh: set[str], different: set[str]
    ) -> set[str]:
        """Make the rows of the scopes ``fresh`` head office's again; the scopes of ``different`` that still differ."""
        _log.error("sync.mismatch", extra={"facts": {"count": len(fresh)}})
        report.alarms = tuple(sorted(fresh))
        if all(self._mended(device, scope, report) for scope in report.alarms):
            return different - fresh
        for scope in report.alarms:
            self._link.journal.note_alarm(scope, "sum", 0)
        self._download(device, report, on_progress)
        return self._pull_scopes(device, report)

    def _mended(self, device: DeviceAnswer, scope: str, report: Report) -> bool:
        # Also when this is interrupted, the next exchange must look again.
        self._puller.compare_again(scope)

        def catch_up() -> bool | None:
            found = self._puller.pull(self._link, device.scopes, device.epoch, report)
            for other in found.keys() - {scope}:
                if found[other] is False:
                    self._puller.compare_again(other)
            return found[scope]

        try:
            done = mend(self._link, scope, device.epoch, catch_up)
        except errors.NotFound:
            return False  # a head office that does not know of shards yet
        report.mended += done.rows
        if done.fetched:
            self._link.journal.note_alarm(scope, "sum", done.rows)
        # None: more arrived meanwhile, and the next exchange compares.
        self._puller.compare_again(scope)
        return done.fetched and catch_up() is not False

    def _look_over(self, device: DeviceAnswer, report: Report) -> None:
        for scope, rows in look_over(self._link, device.epoch).items():
            report.mended += rows
            self._link.journal.note_alarm(scope, "damage", rows)
            self._puller.compare_again(scope)

    def _pull_scopes(self, device: DeviceAnswer, report: Report) -> set[str]:
        """Pull all scopes; those whose rows are not what head office says they are."""
        different = self._diverged & set(device.scopes)
        for scope, same in self._puller.pull(self._link, device.scopes, device.epoch, report).items():
            if same is not None:
                different -= {scope}
                different |= set() if same else {scope}
        return different
