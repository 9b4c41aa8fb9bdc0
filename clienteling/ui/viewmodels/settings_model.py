"""Language, light or dark, text size, and what this tablet is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui.format import LANGUAGES, translate
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.ui.translations import Translations
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

TEXT_SCALES = (1.0, 1.25, 1.5, 2.0)
LOCK_SECONDS = (30, 60, 120, 300, 900)
"""After how long without a touch the tablet may be set to lock itself: never longer, never not at all."""
_LOCK_DEFAULT = 120


@QmlElement
@QmlUncreatable("made by the app")
class SettingsModel(QObject):
    """How the app looks on this tablet. Kept in a file without personal data.

    Signals:
        changed: any of them.
    """

    changed = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Reads the file of settings."""
        super().__init__(parent)
        self._context = context
        self._settings = context.settings
        self._translations: Translations | None = None
        self._own = ""

    def use(self, translations: Translations) -> None:
        """Switch languages by ``translations``, and begin with the one chosen last."""
        self._translations = translations
        self._apply_language()

    @Property(str, notify=changed)
    def language(self) -> str:
        """Key of ``ui.format.LANGUAGES``."""
        return str(self._settings.get("language", self._own or self._context.formats.language))

    @Property("QStringList", constant=True)
    def languages(self) -> list[str]:
        """Keys of the languages, in the order in which they are offered."""
        return ["es", "pt_BR", "en"]

    @Property(bool, notify=changed)
    def dark(self) -> bool:
        """Whether dark colours are used."""
        return bool(self._settings.get("dark", False))

    @Property(float, notify=changed)
    def textScale(self) -> float:
        """1.0 to 2.0."""
        return min(2.0, max(1.0, int(self._settings.get("text_percent", 100)) / 100))

    @Property(int, notify=changed)
    def textScaleIndex(self) -> int:
        """Place of the text size among those offered."""
        return min(range(len(TEXT_SCALES)), key=lambda n: abs(TEXT_SCALES[n] - self.textScale))

    @Property(str, constant=True)
    def version(self) -> str:
        """Version of the app."""
        from importlib import metadata  # not before somebody looks: the first screen waits for this module

        return metadata.version("clienteling")

    @Slot(int)
    def chooseTextScale(self, index: int) -> None:
        """Take the text size at ``index`` of those offered."""
        if 0 <= index < len(TEXT_SCALES):
            self.setTextScale(TEXT_SCALES[index])

    @Property(bool, notify=changed)
    def reducedMotion(self) -> bool:
        """Whether nothing moves."""
        return bool(self._settings.get("reduced_motion", False))

    @Property(int, notify=changed)
    def lockSeconds(self) -> int:
        """Seconds without a touch until the tablet locks itself."""
        held = int(self._settings.get("lock_seconds", _LOCK_DEFAULT))
        return min(LOCK_SECONDS[-1], max(LOCK_SECONDS[0], held))

    @Property(int, notify=changed)
    def lockIndex(self) -> int:
        """Place of that among what is offered."""
        return min(range(len(LOCK_SECONDS)), key=lambda n: abs(LOCK_SECONDS[n] - self.lockSeconds))

    @Property("QStringList", notify=changed)
    def lockChoices(self) -> list[str]:
        """What is offered."""
        seconds = translate("SettingsModel", "%n seconds", "", LOCK_SECONDS[0])
        return [seconds, *(translate("SettingsModel", "%n minutes", "", each // 60) for each in LOCK_SECONDS[1:])]

    @Slot(int)
    def chooseLock(self, index: int) -> None:
        """Take the one at ``index`` of those offered."""
        if 0 <= index < len(LOCK_SECONDS):
            self._change("lock_seconds", LOCK_SECONDS[index])

    @Property(str, notify=changed)
    def keyStore(self) -> str:
        """Where the key of this tablet lies, in words."""
        return {
            "tpm": translate("SettingsModel", "Key of this tablet: in its security chip (TPM)"),
            "keyring": translate("SettingsModel", "Key of this tablet: in the keyring of its operating system"),
            "passphrase": translate("SettingsModel", "Key of this tablet: under a passphrase, asked at every start"),
            "demo": translate("SettingsModel", "Demo key: not for real customers"),
        }.get(self._context.services.opening.key_store, "")

    @Property(bool, notify=changed)
    def demoKey(self) -> bool:
        """Whether this tablet must not hold real customers."""
        return self._context.services.opening.key_store == "demo"

    @Slot(str, result=str)
    def languageName(self, key: str) -> str:
        """What a language calls itself."""
        return LANGUAGES.get(key, key)

    @Slot(str)
    def setLanguage(self, key: str) -> None:
        """Switch: the screens at once, and in the turn after that what is said to them."""
        if key in LANGUAGES and key != self.language:
            self._keep("language", key)
            self._translate()
            self._context.turns.call(self._say)

    @Slot(bool)
    def setDark(self, dark: bool) -> None:
        """Switch at once."""
        self._change("dark", dark)

    @Slot(float)
    def setTextScale(self, scale: float) -> None:
        """Switch at once; 1.0 to 2.0."""
        self._change("text_percent", round(min(2.0, max(1.0, scale)) * 100))

    @Slot(bool)
    def setReducedMotion(self, reduced: bool) -> None:
        """Switch at once."""
        self._change("reduced_motion", reduced)

    def _change(self, name: str, value: bool | int) -> None:
        self._keep(name, value)
        self.changed.emit()

    def _keep(self, name: str, value: bool | int | str) -> None:
        self._settings.set(name, value)
        self._context.when_loaded(self._save)  # not by the screen's thread: the disk may take its time

    def _save(self) -> None:
        self._context.runner.write(self._settings.save, lambda _: None, self._on_unsaved)

    def _on_unsaved(self, error: Exception) -> None:
        self._context.toastWanted.emit(self._context.sentence(error), None)

    @Slot(str)
    def speak(self, language: str) -> None:
        """Speak another language for a while; empty: one's own again. Nothing of it is kept."""
        if language and not self._own:
            self._own = self.language  # before anything else is spoken
        wanted = language or self.language
        self._own = self._own if language else ""
        if self._translations is not None:
            self._translations.use(wanted)
        self._context.use_language(wanted)
        self.changed.emit()

    def _apply_language(self) -> None:
        self._translate()
        self._say()

    def _translate(self) -> None:
        if self._translations is not None:
            self._translations.use(self.language)

    def _say(self) -> None:
        self._context.use_language(self.language)
        self.changed.emit()
