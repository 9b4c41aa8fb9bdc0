"""``clienteling --self-test``: whether this copy of the app works here; with a folder, whether what an older one saved
is still there and arrives.

One JSON line says how it went; the exit code is 0 when everything held.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Before Qt is imported: this must also work where there is no display and no graphics driver.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ.setdefault("QT_API", "pyside6")

from clienteling.self_test import kept, offline
from clienteling.self_test.steps import Report


def run(folder: Path | None = None) -> int:
    """Try it; the exit code. Without ``folder`` in one that is deleted afterwards, on its own and without a network.

    With one as a tablet of head office's that stays in it: enrolled and left with work that was not sent when the
    folder is new; opened, and its work sent, when an earlier self-test left it. Standard input then tells whom to ask
    (``kept.Told``, as JSON).
    """
    if folder is not None:
        return _told(lambda report: kept.run(folder, report, sys.stdin.read()))
    with tempfile.TemporaryDirectory(prefix="clienteling-self-test-") as own:
        return _told(lambda report: offline.run(Path(own), report))


def _told(walk: Callable[[Report], dict[str, Any]]) -> int:
    report, began = Report(), time.monotonic()
    said: dict[str, Any] = {}
    error = ""
    try:
        said = walk(report)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is what this test is there to say
        error = f"{type(problem).__name__}: {problem}"
    said |= {"steps": report.steps, "seconds": round(time.monotonic() - began, 1)}
    print(json.dumps({"ok": not error, **said} | ({"error": error} if error else {})))  # noqa: T201 - somebody asked
    return 1 if error else 0
