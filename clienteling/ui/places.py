"""Where files go that a person takes along."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths


def new_file(name: str, now: int) -> Path:
    """A file in the person's folder of documents: ``name`` and the local time of ``now`` (ms). Nothing is made."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    there = Path(folder) if folder and Path(folder).is_dir() else Path.home()
    moment = datetime.datetime.fromtimestamp(now / 1000, datetime.UTC).astimezone()
    return there / f"{name}-{moment:%Y%m%d-%H%M%S}.json"
