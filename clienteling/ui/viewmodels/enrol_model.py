"""Enrolment: head office's address, a one-time code, the first download."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QSysInfo, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.services.errors import EnrolmentFailed
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.services.enrolment import DownloadProgress
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class EnrolModel(QObject):
    """Makes the tablet one of the company's.

    ``step`` is ``form`` (address and code), ``download``, ``failed`` (the download stopped; it can go on), or
    ``passphrase`` (this tablet has its key under one, and asks for it at the start).

    Signals:
        finished: the first download is in; sellers can sign in.
        woken: the passphrase was right.
        changed: step, progress or message.
        refused: what was typed is not right. Carries ``address``, ``code`` or ``passphrase``.
        declined: a tablet in use is not enrolled again now.
    """

    finished = Signal()
    woken = Signal()
    changed = Signal()
    refused = Signal(str)
    declined = Signal()
    _progressed = Signal(object)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Nothing happens before ``resume`` or ``enrol``."""
        super().__init__(parent)
        self._context = context
        self._step = "form"
        self._address = ""
        self._message = ""
        self._field = ""
        self._busy = False
        self._needs_passphrase = False
        self._wiped: str | None = None
        self._again = False
        self._progress: DownloadProgress | None = None
        self._cancelled = threading.Event()
        # Progress comes from the working thread; a signal to a slot of another thread's is queued.
        self._progressed.connect(self._on_progress)
        context.on_language(self.changed.emit)

    def resume(self) -> None:
        """Go on with a first download that was interrupted, if there is one."""
        enrolment = self._context.services.enrolment
        if enrolment.state() == "downloading":
            self._begin("download")
            self._context.runner.write(
                lambda: enrolment.resume(self._progressed.emit, self._cancelled.is_set),
                lambda _: self._on_done(),
                self._on_failed,
            )

    def ask(self) -> None:
        """Ask for the passphrase of this tablet."""
        self._step, self._needs_passphrase = "passphrase", True
        self.changed.emit()

    def tell(self, wiped: str | None) -> None:
        """Say why this tablet was wiped (see ``services.wiping``), if it was."""
        self._wiped, self._again = wiped, False
        if wiped:
            self._step = "form"
        self.changed.emit()

    def begin_again(self) -> None:
        """Ask for a code, for a tablet that is in use; somebody is signed in."""
        self._again, self._step, self._message, self._field = True, "form", "", ""
        self.changed.emit()

    @Property(bool, notify=changed)
    def again(self) -> bool:
        """Whether the tablet is in use, and keeps what is on it."""
        return self._again

    @Property(str, notify=changed)
    def address(self) -> str:
        """Where head office was until now, empty for a tablet that is not in use."""
        held = self._context.services.tablet.journal.enrolment() if self._again else None
        return held.address if held else ""

    @Slot()
    def notNow(self) -> None:
        """Whoever is here has no code."""
        if not self._busy:
            self._again = False
            self.declined.emit()

    @Property(str, notify=changed)
    def notice(self) -> str:
        """Why the tablet has to be set up again, empty when it was never in use."""
        if self._again:
            return translate(
                "EnrolModel",
                "Head office does not know this tablet any more. IT or head office gives you a new code for this "
                "store. Customers, PINs and everything saved here stay.",
            )
        if self._wiped == "revoked":
            return translate(
                "EnrolModel",
                "Head office has locked this tablet out, so its customers were deleted here. "
                "What was not sent yet is kept sealed for head office. Set it up again with a new code.",
            )
        if self._wiped == "away":
            return translate(
                "EnrolModel",
                "This tablet was out of touch for a week, so its customers were deleted here. "
                "What was not sent yet is kept sealed for head office. Set it up again with a new code.",
            )
        return ""

    @Property(bool, notify=changed)
    def needsPassphrase(self) -> bool:
        """Whether there is no better place for the tablet's key than under a passphrase."""
        return self._needs_passphrase

    @Slot(str)
    def unlock(self, passphrase: str) -> None:
        """Try the passphrase."""
        if self._busy:
            return
        self._begin("passphrase")

        def wake() -> None:
            opening = self._context.services.opening
            opening.use_passphrase(passphrase)
            self._context.runner.write(opening.wake, lambda _: self._on_woken(), self._on_not_woken)

        self._context.when_loaded(wake)

    def _on_woken(self) -> None:
        self._busy, self._needs_passphrase, self._step = False, False, "form"
        self.changed.emit()
        self.woken.emit()

    def _on_not_woken(self, error: Exception) -> None:
        self._busy = False
        self._say("passphrase", self._context.sentence(error))

    @Property(str, notify=changed)
    def step(self) -> str:
        """``form``, ``download`` or ``failed``."""
        return self._step

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether head office is being asked."""
        return self._busy

    @Property(str, notify=changed)
    def message(self) -> str:
        """What went wrong, and what to do."""
        return self._message

    @Property(str, notify=changed)
    def wrongField(self) -> str:
        """``address``, ``code`` or ``passphrase`` when the message is about what was typed there."""
        return self._field

    @Property(float, notify=changed)
    def fraction(self) -> float:
        """Progress of the download, 0 to 1."""
        p = self._progress
        return min(1.0, p.rows / p.total_rows) if p and p.total_rows else 0.0

    @Property(str, notify=changed)
    def rowsText(self) -> str:
        """Rows so far."""
        p = self._progress
        if p is None or not p.total_rows:
            return translate("EnrolModel", "Head office is preparing the download")
        number = self._context.formats.number
        text = translate("EnrolModel", "%1 of %2 entries")
        return text.replace("%1", number(p.rows)).replace("%2", number(p.total_rows))

    @Property(str, notify=changed)
    def sizeText(self) -> str:
        """Megabytes so far and the time left."""
        p = self._progress
        if p is None or not p.total_bytes:
            return ""
        locale = self._context.formats.locale
        size = translate("EnrolModel", "%1 of %2")
        metric = QLocale.DataSizeFormat.DataSizeSIFormat
        size = size.replace("%1", locale.formattedDataSize(p.bytes, 1, metric))
        size = size.replace("%2", locale.formattedDataSize(p.total_bytes, 1, metric))
        if p.seconds_left < 0 or self._step != "download":
            return size
        return f"{size}  ·  {self._time_left(p.seconds_left)}"

    @Slot(str, str, str)
    def enrol(self, address: str, code: str, passphrase: str = "") -> None:
        """Ask head office with what was typed; all stays in the form if it says no.

        ``passphrase``: for a tablet that has no better place for its key (``needsPassphrase``).
        """
        if self._busy:
            return
        if not address.strip():
            self._say("address", translate("EnrolModel", "Type head office's address. IT has it."))
            return
        if not code.strip():
            self._say("code", translate("EnrolModel", "Type the one-time code for this tablet."))
            return
        self._begin("form")
        self._context.when_loaded(lambda: self._enrol(address, code, passphrase))

    def _enrol(self, address: str, code: str, passphrase: str) -> None:
        if self._needs_passphrase:
            self._context.services.opening.use_passphrase(passphrase)
        name = QSysInfo.machineHostName() or "tablet"
        enrolment = self._context.services.enrolment
        self._context.runner.write(
            lambda: enrolment.enrol(address, code, name, self._progressed.emit, self._cancelled.is_set),
            lambda _: self._on_done(),
            self._on_failed,
        )

    @Slot()
    def tryAgain(self) -> None:
        """Go on with the download where it stopped."""
        self.resume()

    def stop(self) -> None:
        """The app is closing: what is in stays in."""
        self._cancelled.set()

    def _time_left(self, seconds: int) -> str:
        if seconds < 60:
            return translate("EnrolModel", "less than a minute left")
        return translate("EnrolModel", "%n minutes left", "", (seconds + 59) // 60)

    def _begin(self, step: str) -> None:
        self._cancelled.clear()
        self._step, self._message, self._field, self._busy = step, "", "", True
        self.changed.emit()

    def _say(self, field: str, message: str) -> None:
        self._field, self._message = field, message
        self.changed.emit()
        if field:
            self.refused.emit(field)

    @Slot(object)
    def _on_progress(self, progress: DownloadProgress) -> None:
        if self._busy:
            self._progress, self._step = progress, "download"
            self.changed.emit()

    def _on_done(self) -> None:
        self._busy = self._again = False
        self.changed.emit()
        self.finished.emit()

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        reason = error.reason if isinstance(error, EnrolmentFailed) else ""
        if reason == "cancelled":
            return
        if reason == "passphrase":
            self._needs_passphrase, self._step = True, "form"
            self._say("passphrase", self._context.sentence(error))
            return
        downloading = self._context.services.enrolment.state() == "downloading"
        self._step = "failed" if downloading else "form"
        field = {"address": "address", "unreachable": "address", "not_head_office": "address", "code": "code"}
        self._say("" if downloading else field.get(reason, "code"), self._context.sentence(error))
