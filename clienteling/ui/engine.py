"""The QML engine as this app uses it: own import path, no network, no silent warning, an orderly end."""

from __future__ import annotations

import logging
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEventLoop, QtMsgType, QUrl, qInstallMessageHandler
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest
from PySide6.QtQml import QQmlApplicationEngine, QQmlComponent, QQmlEngine, QQmlNetworkAccessManagerFactory
from PySide6.QtQuickControls2 import QQuickStyle

from clienteling.ui.resources import load_fonts
from clienteling.ui.viewmodels import clipboard as _clipboard
from clienteling.ui.viewmodels import glyphs as _glyphs
from clienteling.ui.viewmodels import paragraphs as _paragraphs
from clienteling.ui.viewmodels import turns as _turns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QIODevice, QMessageLogContext, QObject
    from PySide6.QtQuick import QQuickView

QML_FOLDER: Final = Path(__file__).parent / "qml"
CONTROL_TYPES: Final = (_clipboard.Clipboard, _glyphs.Glyphs, _paragraphs.Paragraphs, _turns.Turns)
"""The Python types the house controls use; importing them registers them with QML."""

GARBAGE_MS: Final = "2"
"""QML looks for garbage this long at a time, between what else the screen's thread does (5.5 ms is Qt's own)."""

NO_SELECTORS: Final = "QT_NO_BUILTIN_SELECTORS"
"""Qt looks for another file of each type by system and language: four questions to the disk for each item of the first
screen that names one. There is one file of each.
"""

_log = logging.getLogger("clienteling.qt")
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class RefusingNetworkManager(QNetworkAccessManager):
    """Answers every request with an error: no QML of ours may reach a network, whatever text it shows."""

    def createRequest(
        self,
        op: QNetworkAccessManager.Operation,
        request: QNetworkRequest,
        outgoingData: QIODevice | None = None,
    ) -> QNetworkReply:
        """Qt's hook: the address is replaced by one of an unknown scheme, which fails without a socket."""
        _log.warning("QML asked for a network address and was refused (scheme %s).", request.url().scheme())
        return super().createRequest(op, QNetworkRequest(QUrl("refused:")), outgoingData)


class RefusingNetworkFactory(QQmlNetworkAccessManagerFactory):
    """Gives the QML engine network managers that refuse everything."""

    def create(self, parent: QObject | None) -> QNetworkAccessManager:
        """Qt's hook: called once per thread that loads something."""
        return RefusingNetworkManager(parent)


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Message handler that passes everything Qt says to the log `clienteling.qt`, with file and line."""
    where = f"{context.file}:{context.line}: " if context.file else ""
    _log.log(_LEVELS[kind], "%s%s", where, message)


def prepare() -> None:
    """Once per process, after the QGuiApplication: style, fonts, the log of Qt's messages, pauses for garbage.

    Raises:
        ResourceMissingError: a font is not installed.
    """
    qInstallMessageHandler(log_qt_message)
    os.environ.setdefault("QV4_GC_TIMELIMIT", GARBAGE_MS)
    os.environ.setdefault(NO_SELECTORS, "1")
    use_style()
    load_fonts()


def use_style() -> None:
    """Material is the base under the house controls; must come before the first engine."""
    if QQuickStyle.name() != "Material":
        QQuickStyle.setStyle("Material")


@cache
def _network_factory() -> RefusingNetworkFactory:
    """One for all engines: it holds nothing, and Qt wants it to outlive them without owning it."""
    return RefusingNetworkFactory()


def equip(engine: QQmlEngine) -> None:
    """Give an engine the import path and the refusal of all network access.

    WORKAROUND: Qt keeps what it knows of a kind of object under the address of its description. Objects of Python may
    have one of their own, and the next object's may lie at the same place: then it seems to have none of its
    properties, or Qt crashes. What nobody uses any more is forgotten here; and see CONTRIBUTING.md, "Habits".
    """
    engine.trimComponentCache()
    engine.setNetworkAccessManagerFactory(_network_factory())
    engine.addImportPath(str(QML_FOLDER))


def make_engine() -> QQmlApplicationEngine:
    """The engine of the app itself; end it with `shut_down`."""
    engine = QQmlApplicationEngine()
    equip(engine)
    return engine


def load(engine: QQmlApplicationEngine, screen: str, values: dict[str, object]) -> None:
    """Show a window of ``Clienteling.Screens``, with these as its first properties."""
    engine.setInitialProperties(values)
    engine.loadFromModule("Clienteling.Screens", screen)
    for selector in engine.urlInterceptors():
        # It is asked whenever a new item names a type (see ``NO_SELECTORS``). It is there only from now on.
        engine.removeUrlInterceptor(selector)


def read_types(engine: QQmlApplicationEngine, screen: str) -> None:
    """Have Qt read a file of ``Clienteling.Screens``, and all that it names, in a thread of its own.

    The event loop turns meanwhile; whoever makes that screen afterwards does not wait for it: at a first start, when
    everything is compiled, half a second. An error is told when it is made.
    """
    component = QQmlComponent(engine, engine)  # keeps the types until they are used
    component.loadUrl(
        QUrl.fromLocalFile(str(QML_FOLDER / "Clienteling" / "Screens" / screen)),
        QQmlComponent.CompilationMode.Asynchronous,
    )
    turning = QEventLoop()
    while component.isLoading():
        turning.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def make_view() -> QQuickView:
    """A window around one component, for pictures and tests; end it with `shut_down`."""
    from PySide6.QtQuick import QQuickView

    view = QQuickView()
    equip(view.engine())
    view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
    return view


def making(engine: QQmlEngine) -> bool:
    """Whether parts of a screen are still to be made."""
    turns = engine.singletonInstance("Clienteling.ViewModels", "Turns")
    return bool(turns and turns.property("busy"))


def shut_down(owner: QQmlApplicationEngine | QQuickView, view_models: Iterable[QObject] = ()) -> None:
    """End an engine (or a view with its engine) first, then the view-models its QML was bound to.

    The other order would leave bindings to dead objects behind for the rest of the engine's life.
    """
    if not isinstance(owner, QQmlApplicationEngine):
        owner.close()
    shiboken6.delete(owner)
    for view_model in view_models:
        if shiboken6.isValid(view_model):
            shiboken6.delete(view_model)
