"""The app cannot start: a window that says why and what to do, for somebody who started it from an icon."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

from clienteling.store.errors import StoreError
from clienteling.store.settings import Settings
from clienteling.ui import engine as engines
from clienteling.ui.refusals import failure
from clienteling.ui.translations import Translations

if TYPE_CHECKING:
    from pathlib import Path

FILE = "settings.json"


def somebody_looks() -> bool:
    """Whether a window would be seen, and the words on standard error would not."""
    offscreen = os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal"))
    read = sys.stderr is not None and sys.stderr.isatty()
    return not offscreen and not read


def window(folder: Path, sentence: str, language: str) -> tuple[QQmlApplicationEngine, Translations]:
    """The window, in the language last chosen on this tablet. Needs a QGuiApplication; end it with ``shut_down``."""
    settings = _settings(folder)
    engines.prepare()
    engine = engines.make_engine()
    translations = Translations(engine)
    translations.use(str(settings.get("language", language)))
    said = {"sentence": failure(sentence), "dark": bool(settings.get("dark", False))}
    engines.load(engine, "Trouble", said)
    return engine, translations


def tell(folder: Path, sentence: str, language: str) -> None:
    """Show it until somebody closes it."""
    application = QGuiApplication.instance() or QGuiApplication(["clienteling"])
    engine, translations = window(folder, sentence, language)
    if engine.rootObjects():
        application.exec()
    engines.shut_down(engine)
    translations.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _settings(folder: Path) -> Settings | dict[str, object]:
    try:
        return Settings(folder / FILE)
    except (OSError, StoreError):
        return {}  # that folder is what the trouble is about
