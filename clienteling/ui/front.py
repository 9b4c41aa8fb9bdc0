"""The window with its first screens, from the little that is needed for them: no database, no network, no keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QWindow

from clienteling.platform import open_keys
from clienteling.platform.clock import SystemClock
from clienteling.store.settings import FILE, Settings
from clienteling.ui import engine as engines
from clienteling.ui.translations import Translations
from clienteling.ui.viewmodels.context import AppContext
from clienteling.ui.viewmodels.front_model import FrontModel

if TYPE_CHECKING:
    from pathlib import Path


class Front:
    """Sign-in or enrolment, on the screen before the rest of the app is loaded (``clienteling.app`` joins it).

    Attributes:
        root: parent of all view-models.
        context: what they share.
        model: what Main.qml binds to.
        settings: how the app looks on this tablet.
        window: the window.
    """

    def __init__(self, directory: Path, language: str = "en", settings: Settings | None = None) -> None:
        """Show the window, drawn from what lies open in ``directory``. Needs a QGuiApplication."""
        engines.prepare()
        self.settings = settings or Settings(directory / FILE)
        self.root = QObject()
        self.context = AppContext(self.settings, language, self.root, SystemClock().now)
        self.model = FrontModel(self.context, self.root)
        self.engine = engines.make_engine()
        self.translations = Translations(self.engine)
        self.model.settings.use(self.translations)
        self.model.guess(open_keys.read(directory), new=not any(directory.glob("*.db")))
        self.window = self._show()

    def _show(self) -> QWindow:
        engines.load(self.engine, "Main", {"front": self.model})
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QWindow):
            raise RuntimeError("The window could not be made. The log says which file is at fault.")
        return roots[0]

    def read_screens(self) -> None:
        """Have all other screens read before they are joined; their view-models must have been imported."""
        engines.read_types(self.engine, "Rest.qml")

    def close(self) -> None:
        """Take the window down."""
        # The engine goes before the view-models: the other order leaves its bindings with dead objects.
        engines.shut_down(self.engine, [self.root])
        self.translations.close()
