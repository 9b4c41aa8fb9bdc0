"""Logs for machines: one JSON object per line, never a word that a person typed.

A record's message is the name of an event; whatever belongs to it comes as ``extra={"facts": {...}}``. Of an exception
only its kind and the places in the code are written: its words may quote what is in the database.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from typing import Any, TextIO

# These speak in sentences, and only of the process itself.
_TRUSTED = ("uvicorn",)


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """``record`` without anything personal."""
        line: dict[str, Any] = {
            "at": int(record.created * 1000),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage() if record.name.startswith(_TRUSTED) else str(record.msg),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            line["error"] = f"{type(error).__module__}.{type(error).__qualname__}"
            frames = traceback.extract_tb(error.__traceback__)
            line["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:]]
        return json.dumps(line, ensure_ascii=False)


def set_up(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send everything of this process to ``stream`` (standard error by default)."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # Migrations and connection pools say nothing an operator needs.
    for name in ("alembic", "sqlalchemy"):
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
