"""One start of ``bench.start``, in a process of its own: nothing is imported here that the started does not need."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_EMPTY = b"import QtQuick.Controls\nApplicationWindow { visible: true; width: 1280; height: 800 }"
Said = dict[str, float]


def _said(begun: float) -> Said:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    held = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return {
        "wall": (time.time() - begun) * 1_000,
        "cpu": time.process_time() * 1_000,
        "memory": int(held.split()[1]) / 1024,
    }


def _empty(begun: float) -> Said:
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine
    from PySide6.QtQuickControls2 import QQuickStyle

    application = QGuiApplication(["bench"])
    QQuickStyle.setStyle("Material")
    engine = QQmlApplicationEngine()
    engine.loadData(_EMPTY)
    found: list[Said] = []

    def shown() -> None:
        found.append(_said(begun))
        application.quit()

    _first_frame(engine.rootObjects()[0], shown)
    application.exec()
    return found[0]


def _start(directory: Path, begun: float) -> Said:
    """The app as a seller starts it, until its first frame is up; then its window is closed."""
    from clienteling import __main__, start

    found: list[Said] = []

    class Loading(start.Loading):
        def begin(self) -> None:
            if not found:
                found.append(_said(begun))
                super().begin()
                self._front.window.close()

    start.Loading = Loading  # type: ignore[misc]
    if __main__.main(["--data", str(directory)]) != 0:
        raise RuntimeError("The app did not start.")
    return found[0]


def _idle(directory: Path, seller: str, pin: str, begun: float) -> Said:
    """Signed in, customers listed, nothing going on."""
    import asyncio

    import qasync
    from PySide6.QtGui import QGuiApplication

    from clienteling.app import open_app
    from clienteling.platform.vault.crypto import Effort

    loop = qasync.QEventLoop(QGuiApplication(["bench"]))
    asyncio.set_event_loop(loop)
    app = open_app(directory, loop, key_store="demo", effort=Effort(1, 8, 1))
    app.line.open = lambda: None  # type: ignore[method-assign]
    found: list[Said] = []

    async def session() -> None:
        app.model.signIn.choose(seller)
        for digit in pin:
            app.model.signIn.press(digit)
        app.model.show("customers")
        app.model.customers.searchEveryone()
        await asyncio.sleep(5)
        found.append(_said(begun))
        await asyncio.gather(*app.close(), return_exceptions=True)

    loop.run_until_complete(session())
    return found[0]


def _first_frame(window: Any, then: Callable[[], None]) -> None:
    """Call ``then`` when the window has shown its first frame."""
    from PySide6.QtCore import QObject, Slot

    class Watch(QObject):
        @Slot()
        def frame(self) -> None:
            window.frameSwapped.disconnect(self.frame)
            then()

    window.watch = Watch()
    window.frameSwapped.connect(window.watch.frame)


if __name__ == "__main__":
    what, directory, seller, pin, begun = sys.argv[1:]
    if what == "empty":
        print(json.dumps(_empty(float(begun))))
    else:
        folder = Path(directory)
        said = _start(folder, float(begun)) if what == "app" else _idle(folder, seller, pin, float(begun))
        print(json.dumps(said))
