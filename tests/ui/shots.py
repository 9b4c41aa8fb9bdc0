"""Pictures of any QML component, as the tests and the people who compare with the design want them.

Usage: python -m tests.ui.shots FILE.qml [--size 1280x800] [--dark] [--scale 2] [--language pt_BR] [--name NAME]
Saves into build/shots/. Offscreen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QLocale, QSize, QTranslator, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from clienteling.ui import engine as engines
from clienteling.ui import pictures
from clienteling.ui.theme import set_looks

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtQuick import QQuickView

ROOT = Path(__file__).parent.parent.parent
SHOTS = ROOT / "build" / "shots"
TRANSLATIONS = ROOT / "resources" / "translations"
LANDSCAPE = (1280, 800)
PORTRAIT = (800, 1280)


@dataclass(frozen=True)
class Look:
    """How a component is to be shown.

    Attributes:
        size: width and height of the window in pixels.
        scale: text size, 1 to 2.
        language: "en", "es" or "pt_BR".
        properties: initial properties of the component (its view-models).
    """

    size: tuple[int, int] = LANDSCAPE
    dark: bool = False
    scale: float = 1.0
    language: str = "en"
    properties: dict[str, Any] = field(default_factory=dict)


class ShotError(RuntimeError):
    """The component did not load, or its window showed nothing."""


def settle(milliseconds: int = 60) -> None:
    """Let timers, loaders and deferred deletions happen."""
    until = time.monotonic() + milliseconds / 1000
    while time.monotonic() < until:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        # Asking without pause takes a whole processor from the threads that are waited for.
        time.sleep(0.001)


def translate(language: str) -> list[QTranslator]:
    """Install the translations of a language as far as they are built; hand them to `untranslate` afterwards."""
    QLocale.setDefault(QLocale(language))
    installed = []
    for file in sorted((ROOT / "build" / "translations").glob(f"*_{language}.qm")):
        translator = QTranslator()
        if translator.load(str(file)):
            QCoreApplication.installTranslator(translator)
            installed.append(translator)
    return installed


def untranslate(translators: list[QTranslator]) -> None:
    """Take translations away again."""
    for translator in translators:
        QCoreApplication.removeTranslator(translator)
    QLocale.setDefault(QLocale.c())


def open_view(source: Path | str, look: Look) -> QQuickView:
    """A shown window around a component: a file, or QML text. End it with `engine.shut_down`.

    Raises:
        ShotError: it did not load.
    """
    view = engines.make_view()
    pictures.add_to(view.engine())
    set_looks(view.engine(), dark=look.dark, text_scale=look.scale, reduced_motion=True)
    view.resize(QSize(*look.size))
    view.setInitialProperties(look.properties)
    view.setSource(QUrl.fromLocalFile(str(_file_of(source))))
    if view.rootObject() is None:
        errors = "; ".join(error.toString() for error in view.errors())
        engines.shut_down(view)
        raise ShotError(errors)
    view.show()
    settle()
    return view


def _file_of(source: Path | str) -> Path:
    """QML text is put into a file, so that its imports work as anywhere else."""
    if isinstance(source, Path):
        return source.resolve()
    SHOTS.mkdir(parents=True, exist_ok=True)
    file = SHOTS / f"text-{abs(hash(source)):x}.qml"
    file.write_text(source, encoding="utf-8")
    return file


def picture_of(view: QQuickView) -> QImage:
    """What the window shows now.

    Raises:
        ShotError: nothing could be grabbed.
    """
    settle()
    image = view.grabWindow()
    if image.isNull():
        raise ShotError("The window gave no picture.")
    return image


def shoot(
    source: Path | str,
    look: Look,
    name: str = "",
    before: Callable[[QQuickView], None] | None = None,
) -> QImage:
    """Render a component once; with a `name` also saved as build/shots/<name>.png.

    Args:
        source: a QML file or QML text.
        look: size, colours, text size, language, initial properties.
        name: file name without ending; empty saves nothing.
        before: called with the window before the picture is taken, to tap or type.

    Raises:
        ShotError: the component did not load or showed nothing.
    """
    translators = translate(look.language)
    view = open_view(source, look)
    try:
        if before is not None:
            before(view)
        image = picture_of(view)
    finally:
        engines.shut_down(view)
        untranslate(translators)
    if name:
        SHOTS.mkdir(parents=True, exist_ok=True)
        image.save(str(SHOTS / f"{name}.png"))
    return image


def _size(text: str) -> tuple[int, int]:
    width, height = text.split("x")
    return int(width), int(height)


def main(arguments: list[str]) -> int:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--size", type=_size, default=LANDSCAPE)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--language", default="en")
    parser.add_argument("--name", default="")
    wanted = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    engines.prepare()
    look = Look(size=wanted.size, dark=wanted.dark, scale=wanted.scale, language=wanted.language)
    name = wanted.name or wanted.file.stem
    shoot(wanted.file, look, name)
    print(SHOTS / f"{name}.png")
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
