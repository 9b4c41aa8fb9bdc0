"""Switching the language of the whole app while it runs."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtQml import QQmlEngine

_log = logging.getLogger(__name__)


def translations_folder() -> Path:
    """Where the compiled translations lie: beside the package when installed, else in the checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources" / "translations"
    return installed if installed.is_dir() else package.parent / "resources" / "translations"


class Translations:
    """The installed translators. ``engine`` is told to make its texts again."""

    def __init__(self, engine: QQmlEngine | None = None, folder: Path | None = None) -> None:
        """``folder`` holds ``clienteling_<language>.qm``."""
        self._engine = engine
        self._folder = folder or translations_folder()
        self._installed: list[QTranslator] = []

    def use(self, language: str) -> None:
        """Load ours and Qt's texts for ``language`` (en, es, pt_BR). English needs its own file for its plurals."""
        self.close()
        QLocale.setDefault(QLocale({"en": "en_GB"}.get(language, language)))
        self._install(f"clienteling_{language}.qm", self._folder)
        if language != "en":
            qt_texts = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
            self._install(f"qtbase_{language}.qm", qt_texts)
        if self._engine is not None:
            self._engine.retranslate()
            # For each translator that came or went every window would still tell all of its items (2 ms), who know now.
            for window in QGuiApplication.topLevelWindows():
                QCoreApplication.removePostedEvents(window, QEvent.Type.LanguageChange.value)

    def close(self) -> None:
        """Take the texts out of the application."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed.clear()

    def _install(self, name: str, folder: Path) -> None:
        translator = QTranslator()
        if translator.load(name, str(folder)):
            QCoreApplication.installTranslator(translator)
            self._installed.append(translator)
        else:
            _log.warning("The texts %s are missing. Run: python -m tools.translations", name)
