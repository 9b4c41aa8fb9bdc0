"""The composition root: the only place that wires files, exchange, use cases and screens together."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import threading
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

os.environ.setdefault("QT_API", "pyside6")

import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from clienteling.platform import garbage, network, threads
from clienteling.platform.clock import SystemClock
from clienteling.platform.paths import make_private
from clienteling.platform.secrets.errors import NoKeeper, PassphraseNeeded
from clienteling.platform.vault.crypto import STANDARD, Effort
from clienteling.process.courtesy import nothing_shown, when_shown
from clienteling.services.context import Services
from clienteling.services.opening import Opening
from clienteling.store.errors import ReplicaDamaged
from clienteling.store.tablet import Tablet
from clienteling.sync.engine import Engine
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.sync.scheduler import Scheduler
from clienteling.ui import engine as engines
from clienteling.ui import pictures
from clienteling.ui.front import Front
from clienteling.ui.idle import IdleWatch
from clienteling.ui.network import NetworkWatch
from clienteling.ui.runner import Runner
from clienteling.ui.upkeep import Upkeep
from clienteling.ui.viewmodels.app_model import AppModel
from clienteling.ui.viewmodels.clipboard import ClipboardGuard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clienteling.store.settings import Settings
    from clienteling.store.values import Changed
    from clienteling.sync.report import Report
    from clienteling.sync.scheduler import ConnectionState, State

_log = logging.getLogger(__name__)
GUARD_MS = 60_000
"""How often the lease is looked at."""
LOCK_LATEST_S = 0.5
"""Nobody is signed in any more: the files are closed once the screen shows the tiles, and after so long at most."""
ASK_MINUTES = 15
"""How often a locked tablet asks whether it was locked out."""


class Line:
    """The line to head office: nothing before enrolment, then a scheduler. What the sync centre looks at."""

    def __init__(self, tablet: Tablet, clock: SystemClock) -> None:
        """Nothing is contacted before ``open``."""
        self._tablet = tablet
        self._clock = clock
        self._lock = threading.Lock()
        self._office: HttpHeadOffice | None = None
        self._scheduler: Scheduler | None = None
        self._last: ConnectionState = "never"
        self._device = ""
        self.on_state: Callable[[State], None] = lambda _state: None
        self.on_report: Callable[[Report], None] = lambda _report: None

    def open(self) -> None:
        """Begin to exchange, once there are credentials and a replica.

        Calling it again changes nothing, unless the tablet was enrolled again meanwhile.
        """
        with self._lock:
            credentials = self._tablet.journal.load()
            if credentials is None or (self._scheduler is not None and credentials.device_id == self._device):
                return
            self._end()
            self._device = credentials.device_id
            journal, replica = self._tablet.journal, self._tablet.replica
            self._office = HttpHeadOffice(credentials, metadata.version("clienteling"))
            engine = Engine(self._office, replica, journal, self._clock, credentials.replica_id)
            self._scheduler = Scheduler(
                engine,
                journal,
                self._clock,
                on_state=self._told,
                on_report=self.on_report,
                on_thread=threads.last,
            )
            self._scheduler.start()

    def state(self) -> ConnectionState:
        """How head office was reached last."""
        scheduler = self._scheduler
        return scheduler.state() if scheduler else self._last

    def reason(self) -> str:
        """Why the last exchange failed (see ``sync.errors``), empty when it did not."""
        scheduler = self._scheduler
        return scheduler.details().reason if scheduler else ""

    def request(self) -> None:
        """Exchange as soon as possible."""
        if self._scheduler is not None:
            self._scheduler.request()

    def written(self) -> None:
        """Something was saved."""
        if self._scheduler is not None:
            self._scheduler.written()

    def reconnected(self) -> None:
        """The network came back."""
        if self._scheduler is not None:
            self._scheduler.reconnected()

    def ways(self) -> tuple[str, ...]:
        """The addresses of this machine that lead to head office (see ``platform.network``)."""
        held = self._tablet.journal.enrolment()
        return network.local_addresses(urlsplit(held.address).hostname or "") if held else ()

    def close(self) -> None:
        """Stop exchanging."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._scheduler is not None:
            self._scheduler.stop()
            state = self._scheduler.state()
            self._last = "online" if state == "syncing" else state
        if self._office is not None:
            self._office.close()
        self._scheduler = self._office = None

    def _told(self, state: State) -> None:
        self.on_state(state)


def _nothing() -> None:
    pass


class Bell(QObject):
    """Brings news from other threads to the UI thread.

    Signals:
        rows: what is on disk changed. Carries a ``store.values.Changed``.
        line: the state of the line changed.
        learned: an exchange told who works here.
        damaged: the downloaded rows turned out to be damaged.
    """

    rows = Signal(object)
    line = Signal()
    learned = Signal()
    damaged = Signal()


@dataclass(frozen=True, slots=True)
class Files:
    """The files of this tablet, closed until somebody signs in, and what works on them. May be made in any thread."""

    tablet: Tablet
    line: Line
    services: Services

    def close(self) -> None:
        """For files that no app has taken over."""
        self.tablet.close()


def open_files(
    directory: Path, settings: Settings | None = None, *, key_store: str = "", effort: Effort = STANDARD
) -> Files:
    """The files in ``directory``, with the device secret if it can be had without asking anybody.

    ``key_store`` and ``effort``: see ``services.opening`` (for demonstrations and tests). ``settings``: if they have
    been read already.

    Raises ``StoreError``, ``SecretError``, ``VaultError`` or ``OSError``: the sentence says what to do.
    """
    clock = SystemClock()
    tablet = Tablet(make_private(directory), clock=clock.now, settings=settings)
    try:
        opening = Opening(tablet, clock.now, key_store=key_store, effort=effort)
        with contextlib.suppress(PassphraseNeeded, NoKeeper):  # the first screen asks for one
            opening.wake()
        line = Line(tablet, clock)
        return Files(tablet, line, Services(tablet, clock.now, line, opening))
    except BaseException:
        tablet.close()
        raise


def open_app(
    directory: Path,
    loop: asyncio.AbstractEventLoop,
    language: str = "en",
    *,
    key_store: str = "",
    effort: Effort = STANDARD,
) -> ClientelingApp:
    """The whole app at once, without the order of ``clienteling.start``: for trials and tests.

    Needs a QGuiApplication and its ``loop``. Raises what ``open_files`` raises.
    """
    files = open_files(directory, key_store=key_store, effort=effort)
    return ClientelingApp(loop, Front(directory, language, files.tablet.settings), files)


class ClientelingApp:
    """One running tablet app over one data folder.

    Attributes:
        model: the root view-model.
        window: the window.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, front: Front, files: Files) -> None:
        """Join the window; the files stay closed until somebody signs in. Needs a QGuiApplication and its ``loop``."""
        self._ahead = threads.Ahead()
        self.front, self.root, self.context, self.window = front, front.root, front.context, front.window
        self.tablet, self.line, self.services = files.tablet, files.line, files.services
        self.runner = Runner(loop, self.root)
        self.context.join(self.services, self.runner)
        self.model = AppModel(self.context, front.model, self.root)
        self.network = NetworkWatch(self.line.ways, self.root)
        self.upkeep = Upkeep(self.tablet, self.runner, self.root)
        self.idle = IdleWatch(lambda: self.model.settings.lockSeconds, self.root)
        self._bell = Bell(self.root)
        self._clipboard = ClipboardGuard(self.root)
        self._unasked = 0
        self._wire()
        pictures.add_to(front.engine)
        front.model.use(self.model)
        self.idle.watch(self.window)
        self.model.start()
        self.context.begin()
        self._guard.start()

    def _wire(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._bell.rows.connect(self.context.stored, queued)
        self._bell.line.connect(self.model.sync.refresh, queued)
        self._bell.damaged.connect(self._on_damaged, queued)
        self.tablet.on_damage = self._bell.damaged.emit
        self._unlisten = self.tablet.listen(self._on_store)
        self.line.on_state = lambda _state: self._bell.line.emit()
        self.line.on_report = self._on_report
        self._bell.line.connect(self._on_line, queued)
        self._bell.learned.connect(self._on_learned, queued)
        self._guard = QTimer(self.root)
        self._guard.setInterval(GUARD_MS)
        self._guard.timeout.connect(self.guard)
        self.context.changed.connect(lambda _change: self.line.written())
        self.context.changed.connect(lambda _change: self.upkeep.saved())
        self.network.cameBack.connect(self.line.reconnected)
        self.context.signedIn.connect(self._begin)
        self.context.signedOut.connect(self._lock)
        self.context.enrolWanted.connect(lambda: self.runner.write(self.line.close, lambda _: None))
        self.idle.left.connect(self.model.switchSeller)
        self.model.handOver.activeChanged.connect(self._on_hand_over)
        self.runner.failed.connect(lambda error: self.context.toastWanted.emit(self.context.sentence(error), None))

    def _begin(self) -> None:
        """Somebody has signed in: the files are open."""
        self.line.open()
        self.upkeep.begin()
        self.network.start()
        self.idle.start()
        self._clipboard.begin()
        self.model.sync.watch()

    def _on_hand_over(self) -> None:
        """A customer types into this tablet now: there is nothing of anybody else to paste."""
        if self.model.handOver.active:
            self._clipboard.forget()

    def _lock(self) -> None:
        """Nobody is signed in any more. In the writing thread, so that what is being saved comes first."""
        self.network.stop()
        self.idle.stop()
        self.model.sync.rest()
        self._clipboard.forget()

        # A tablet that goes to sleep may not come to it later.
        asleep = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationSuspended

        def lock() -> None:
            if not asleep and not self.tablet.locked:
                when_shown(LOCK_LATEST_S)  # before that it would be in the way of the tiles
            try:
                self.line.close()
            finally:  # whatever became of the line, the files do not stay open
                if self.services.sessions.current is None:
                    self.services.sessions.lock()

        self.runner.write(lock, lambda _: None)

    def _on_report(self, report: Report) -> None:
        """In the thread of the exchange."""
        self.services.opening.learn(report.office_at)
        self._bell.learned.emit()

    def _on_learned(self) -> None:
        """Whoever is signed in may have left the company, or have another PIN; somebody may have come to the store."""
        self.upkeep.look()
        session = self.services.sessions.current
        if session is not None and not self.services.opening.vault.has_slot(session.seller.id):
            self.model.switchSeller()

    def _on_line(self) -> None:
        if self.line.reason() == "revoked":
            self.runner.read(self.services.opening.why_refused, self._on_standing)

    def _on_standing(self, standing: str) -> None:
        if standing == "revoked":
            self.model.switchSeller()
            self.runner.write(lambda: self.services.opening.wipe("revoked"), lambda _: self.model.start())
        self.model.sync.refresh()  # it says so when head office does not know this tablet

    def guard(self) -> None:
        """Every minute: the lease, and while nobody is signed in now and then whether the tablet was locked out."""
        opening, signed_in = self.services.opening, self.services.sessions.current is not None
        self._unasked = 0 if signed_in else self._unasked + 1
        ask = self._unasked >= ASK_MINUTES
        self._unasked = 0 if ask else self._unasked

        def look() -> bool:
            good = opening.keep_watch()
            if ask and good:
                opening.check_in()
            return good

        self.runner.read(look, self._on_guarded)

    def _on_guarded(self, good: bool) -> None:
        # Whoever was let in to enrol the tablet again sees nothing else.
        if not good and self.services.sessions.current is not None and self.model.phase == "main":
            self.model.switchSeller()
        if self.services.opening.wiped and self.model.phase == "signIn":
            self.model.start()

    def _on_store(self, changed: Changed) -> None:
        self._bell.rows.emit(changed)

    def _on_damaged(self) -> None:
        """Go on with empty rows, which the next exchange downloads again. Many may have met the same damage."""

        def replaced(was_damaged: bool) -> None:
            if was_damaged:
                self.context.toastWanted.emit(self.context.sentence(ReplicaDamaged()), None)
                self.model.sync.refresh()
                self.line.request()

        self.runner.write(self.tablet.replace_damaged, replaced)

    def at_rest(self) -> bool:
        """Whether nothing is being read or saved, and no part of a screen is still to be made."""
        return self.runner.idle() and not self.context.turns.busy and not engines.making(self.front.engine)

    def close(self) -> list[asyncio.Task[None]]:
        """Stop the exchange, finish what is being saved, take the window down, close the files.

        Returns the tasks that are still to hear of it (see ``Runner.close``).
        """
        self._unlisten()
        self.tablet.on_damage = _nothing
        self.model.enrol.stop()
        self.model.handOver.put_down()
        self.idle.stop()
        self._guard.stop()
        self.network.stop()
        self.line.close()
        nothing_shown()
        left = self.runner.close()
        self.front.close()
        self.tablet.close()
        self._ahead.end()
        return left


def run(application: QGuiApplication, front: Front, files: Files) -> None:
    """Join the window, and run until it closes. The files are closed then."""
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        closed = asyncio.Event()
        application.aboutToQuit.connect(closed.set)
        for name in (signal.SIGINT, signal.SIGTERM):
            # Windows has no such handlers: there the window is closed instead.
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(name, application.quit)
        application.lastWindowClosed.connect(closed.set)
        app = ClientelingApp(loop, front, files)
        garbage.settle()
        try:
            with contextlib.suppress(RuntimeError):
                # Qt may end its loop by itself when the session ends.
                loop.run_until_complete(closed.wait())
        finally:
            left = app.close()
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
