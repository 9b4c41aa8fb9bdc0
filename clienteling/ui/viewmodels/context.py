"""What every view-model needs, in one bundle."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clienteling.domain.errors import Rejected
from clienteling.ui.format import Formats, machine_clock, translate
from clienteling.ui.refusals import failure, refusal
from clienteling.ui.viewmodels.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from clienteling.services.change import Change
    from clienteling.services.context import Services
    from clienteling.store.settings import Settings
    from clienteling.ui.runner import Runner


_log = logging.getLogger(__name__)
_SAYING_S = 0.003
"""So long at most are texts made again in one turn, and whatever was begun by then is made."""


class AppContext(QObject):
    """Services, runner, settings, formats, the time (``now``, ms since 1970) and the app-wide events.

    ``turns``: what is to be shown a piece at a time; parts of screens have turns of their own, which end with them.

    The first screens are there before ``services`` and ``runner`` are (see ``clienteling.start``): until ``join``
    nobody asks for these two, and what needs them is given to ``when_loaded``.

    Signals:
        changed: a seller's action was saved here. Carries the ``Change``.
        stored: what is on disk changed, by a seller's action or an exchange. Carries a ``store.values.Changed``;
            models refresh what it names.
        signedIn, signedOut: another seller; nothing of the previous one may stay on screen.
        customerOpened: a customer is to be shown. Carries the id.
        sectionWanted: a section of the rail is to be shown. Carries its name.
        enrolWanted: this tablet, which is in use, is to be enrolled again.
    """

    changed = Signal(object)
    stored = Signal(object)
    signedIn = Signal()
    signedOut = Signal()
    customerOpened = Signal(str)
    sectionWanted = Signal(str)
    enrolWanted = Signal()
    toastWanted = Signal(str, object)

    services: Services
    runner: Runner

    def __init__(
        self,
        settings: Settings,
        language: str,
        parent: QObject | None = None,
        clock: Callable[[], int] = machine_clock,
    ) -> None:
        """``language`` is a key of ``ui.format.LANGUAGES``; ``clock`` gives ms since 1970."""
        super().__init__(parent)
        self.turns = Turns(self)
        self.settings = settings
        self.now = clock
        self.formats = Formats(language, clock)
        self._loaded = False
        self._waiting: list[Callable[[], None]] = []
        self._first: list[Callable[[], None]] = []
        self._sayers: list[Callable[[], None]] = []
        self._unsaid: list[Callable[[], None]] = []
        self._turn = 0

    def join(self, services: Services, runner: Runner) -> None:
        """Everything is loaded: view-models may be made on it. What waits for it is done by ``begin``."""
        self.services, self.runner = services, runner

    def begin(self) -> None:
        """The app is whole: do what was asked of it meanwhile, in that order."""
        self._loaded = True
        waiting, self._waiting = self._waiting, []
        for work in waiting:
            work()

    def when_loaded(self, work: Callable[[], None]) -> None:
        """Call ``work``, which needs services or runner, now or as soon as there are any."""
        if self._loaded:
            work()
        else:
            self._waiting.append(work)

    def use_language(self, language: str) -> None:
        """Format in ``language`` from now on; the translator is installed by the settings."""
        self.formats = Formats(language, self.now)
        for say in self._first:
            say()
        self._unsaid = list(self._sayers)
        self.turns.forget(self._turn)
        if self._unsaid:
            self._turn = self.turns.call(self._say)

    def on_language(self, say: Callable[[], None], *, at_once: bool = False) -> None:
        """Have ``say`` make its texts again whenever another language is spoken, in one of the next turns.

        Not all in one: what is out of view would hold up what is in view, which has it done ``at_once``.
        """
        (self._first if at_once else self._sayers).append(say)

    def _say(self) -> None:
        end = time.perf_counter() + _SAYING_S
        try:
            while self._unsaid and time.perf_counter() < end:
                self._unsaid.pop(0)()
        finally:  # the others have their turn, whatever became of this one
            if self._unsaid:
                self._turn = self.turns.call(self._say)

    def save(
        self,
        action: Callable[[], Change],
        said: str,
        *,
        done: Callable[[Change], None] | None = None,
        refused: Callable[[str], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        about: str = "",
        typed: str = "",
    ) -> None:
        """Run a use case in the writing thread, tell everybody, show the toast ``said`` with Undo.

        It is saved under whoever is signed in now, also when they hand the tablet over before its turn comes; then
        nothing is shown of it, and ``done`` is not called.

        When a rule says no, or the disk does, ``failed`` gets the error or ``refused`` its sentence; without both the
        sentence becomes a toast. To somebody who has handed the tablet over it is told when they come back, nobody else
        hears of it, and the words they ``typed`` ``about`` a customer (an id) are kept for them.
        """
        sessions, leaving = self.services.sessions, self.services.leaving
        session = sessions.current

        def saved(change: Change) -> None:
            still_here = sessions.current is session
            if still_here and done is not None:
                done(change)
            self.changed.emit(change)
            if still_here:
                self.toastWanted.emit(said, change)

        def not_saved(error: Exception) -> None:
            if sessions.current is not session:
                # What is left of it waits for whoever saved it. The type only: messages may quote what was typed.
                _log.warning("ui.not_saved_after_leaving", extra={"facts": {"error": type(error)}})
                return
            if failed is not None:
                failed(error)
            elif refused is not None:
                refused(self.sentence(error))
            else:
                self.toastWanted.emit(self.sentence(error), None)

        self.runner.write(sessions.bound(leaving.keeping(action, about, typed)), saved, not_saved)

    def sentence(self, error: Exception) -> str:
        """What to tell a person about a failure; what they typed is still where they typed it."""
        if isinstance(error, Rejected):
            return refusal(error)
        sentence = getattr(error, "sentence", "")
        if sentence:
            return failure(sentence)
        return translate("AppContext", "That did not work. Nothing you typed is lost. Please try again.")
