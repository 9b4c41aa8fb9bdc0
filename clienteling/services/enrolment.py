"""Making this tablet one of the company's: a one-time code, then the first download."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Literal

from clienteling.platform.clock import SystemClock
from clienteling.platform.secrets.errors import NoKeeper, PassphraseTooShort, SecretError
from clienteling.services.errors import EnrolmentFailed
from clienteling.store.errors import JournalDamaged
from clienteling.sync import enrolment as exchange
from clienteling.sync.engine import Engine
from clienteling.sync.errors import SyncError
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.sync.meter import Progress

if TYPE_CHECKING:
    from clienteling.services.opening import Opening
    from clienteling.store.tablet import Tablet

EnrolmentState = Literal["none", "downloading", "ready"]


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """How far the first download is. ``seconds_left`` is -1 while it cannot be told."""

    rows: int
    total_rows: int
    bytes: int
    total_bytes: int
    seconds_left: int


class Enrolment:
    """Enrolling and the first download. Both can be interrupted at any moment and go on."""

    def __init__(self, tablet: Tablet, opening: Opening) -> None:
        self._tablet = tablet
        self._opening = opening
        self._version = metadata.version("clienteling")

    def state(self) -> EnrolmentState:
        """none: no credentials; downloading: enrolled, the first download is not complete; ready: sign in."""
        vault = self._opening.vault
        if not vault.enrolled:
            return "none"
        return "ready" if vault.ready else "downloading"

    def enrol(
        self,
        address: str,
        code: str,
        device_name: str,
        progress: Callable[[DownloadProgress], None],
        cancel: Callable[[], bool],
    ) -> None:
        """Enrol and download. Raises ``EnrolmentFailed``, or a ``StoreError`` when the disk refuses.

        The credentials are on disk before the download begins: when that stops, ``resume`` goes on.

        A tablet that is in use keeps its keys, what was saved and its rows: what changed comes with the next exchange,
        while people work. Somebody must be signed in for that (``NotSignedIn``).
        """
        in_use = self.state() == "ready"
        with _told():
            recovery, key_store = self._opening.begin(), self._opening.key_store
            credentials = exchange.enrol(
                address,
                code,
                device_name,
                self._tablet.journal,
                self._version,
                cancel,
                recovery=recovery,
                key_store=key_store,
            )
            self._opening.enrolled(credentials)
        if in_use:
            self._opening.ask_standing()  # head office knows it now: the lease begins anew
        else:
            self.resume(progress, cancel)

    def resume(self, progress: Callable[[DownloadProgress], None], cancel: Callable[[], bool]) -> None:
        """Go on with an interrupted first download; lock when it is in. Raises ``EnrolmentFailed``."""
        if self.state() == "none":
            raise EnrolmentFailed("code", "This tablet is not enrolled yet. Type head office's address and a code.")
        with _told():
            self._opening.resume()
        credentials = self._tablet.journal.load()
        if credentials is None:
            raise EnrolmentFailed("keys", JournalDamaged.sentence)

        def show(p: Progress) -> None:
            progress(DownloadProgress(p.rows, p.total_rows, p.bytes, p.total_bytes, p.seconds_left))

        office = HttpHeadOffice(credentials, self._version)
        try:
            engine = Engine(office, self._tablet.replica, self._tablet.journal, SystemClock(), credentials.replica_id)
            with _told():
                office_at = engine.bootstrap(show, cancel).office_at
        finally:
            office.close()
        self._opening.learn(office_at)
        self._opening.lock()


@contextmanager
def _told() -> Iterator[None]:
    """Failures of the exchange, in the words of this screen."""
    try:
        yield
    except SyncError as error:
        raise EnrolmentFailed(error.reason, error.sentence) from error
    except SecretError as error:
        reason = "passphrase" if isinstance(error, NoKeeper | PassphraseTooShort) else "keys"
        raise EnrolmentFailed(reason, error.sentence) from error
