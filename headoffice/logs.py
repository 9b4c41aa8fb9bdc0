"""Logs: one line per event, JSON for machines or readable for people, and never a word that a person typed.

A record's message is the name of an event; whatever belongs to it comes as ``extra={"facts": {...}}``. Of both only
what has an agreed shape is written. Of an exception only its kind and the places in the code are: its words may quote
what is in the database. What a library says is left out but for its place, except for the server's own notices.
"""

from __future__ import annotations

import datetime
import json
import logging
import os
import re
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from clienteling.process import uncaught

_log = logging.getLogger(__name__)
FORMATS = ("json", "text")
LEVELS = {"info": logging.INFO, "debug": logging.DEBUG}
FORMAT, LEVEL = "CLIENTELING_LOG", "CLIENTELING_LOG_LEVEL"
"""Variables that say how a process logs."""
_SERVER = "uvicorn"
_EVENT = re.compile(r"[a-z_]{1,40}(?:\.[a-z_]{1,40}){0,2}")
_ID = r"(?:store:)?[0-9a-f]{32}|company|shared|"
_WORDS = {
    "device": re.compile(_ID),
    "eid": re.compile(_ID),
    "etype": re.compile(r"[a-z_]{1,20}"),
    "id": re.compile(_ID),
    "method": re.compile(r"[A-Z]{1,10}"),
    "request": re.compile(_ID),
    "route": re.compile(r"(?:/(?:[a-z0-9_.-]{1,20}|\{[a-z_]{1,20}\})){0,10}"),
    "scope": re.compile(_ID),
}
"""Facts that are words, and what they may look like."""
_NUMBERS = frozenset(
    {
        "applied",
        "bytes",
        "chunks",
        "conflict",
        "count",
        "duplicate",
        "kept",
        "merged",
        "ms",
        "number",
        "received",
        "rejected",
        "rows",
        "scope",
        "seconds",
        "seq",
        "status",
    }
)
_SUPPRESSED = "log.suppressed"


def _facts(given: object) -> dict[str, Any]:
    """Those facts that have an agreed name and shape."""
    if not isinstance(given, Mapping):
        return {}
    numbers = {key: value for key, value in given.items() if key in _NUMBERS and isinstance(value, (int, float))}
    words = {
        key: value
        for key, value in given.items()
        if key in _WORDS and isinstance(value, str) and _WORDS[key].fullmatch(value)
    }
    return {key: {**numbers, **words}[key] for key in given if key in numbers or key in words}


def _line(record: logging.LogRecord) -> dict[str, Any]:
    line: dict[str, Any] = {
        "at": int(record.created * 1000),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": _SUPPRESSED,
    }
    ours = isinstance(record.msg, str) and not record.args and _EVENT.fullmatch(record.msg) is not None
    if record.name.startswith(_SERVER) and record.levelno >= logging.INFO:
        line["event"] = record.getMessage().strip()
    elif ours:
        line |= {"event": record.msg, **_facts(getattr(record, "facts", None))}
    else:
        line["where"] = [f"{Path(record.pathname).name}:{record.lineno}"]
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        line["error"] = f"{type(error).__module__}.{type(error).__qualname__}"
        frames = traceback.extract_tb(error.__traceback__)
        line["where"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-8:]]
    return line


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """``record`` without anything personal."""
        return json.dumps(_line(record), ensure_ascii=False)


class Readable(logging.Formatter):
    """The same for people: local time, level, event, facts; the places of an exception below."""

    def format(self, record: logging.LogRecord) -> str:
        """``record`` without anything personal."""
        line = _line(record)
        where = line.pop("where", [])
        local = datetime.datetime.fromtimestamp(record.created, datetime.UTC).astimezone()
        said = " ".join(
            f"{key}={value}" for key, value in line.items() if key not in {"at", "level", "logger", "event"}
        )
        first = f"{local:%H:%M:%S.%f}"[:-3] + f" {line['level']:<7} {line['event']} {said}".rstrip()
        return "\n    ".join([first, *where])


def hold_back() -> None:
    """Errors that nobody caught are logged like any other, without their words (see ``process.uncaught``)."""
    uncaught.hold_back(_log, "uncaught", Readable())


def set_up(stream: TextIO | None = None, level: int | None = None, style: str = "") -> None:
    """Send everything of this process to ``stream`` (standard error by default).

    ``style`` is one of ``FORMATS``. What is not given is taken from the variables ``FORMAT`` and ``LEVEL``.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    chosen = style or os.environ.get(FORMAT, "json")
    handler.setFormatter(Readable() if chosen == "text" else JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level or LEVELS.get(os.environ.get(LEVEL, "info"), logging.INFO))
    # Migrations and connection pools say nothing an operator needs.
    for name in ("alembic", "sqlalchemy"):
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    # Its lines hold addresses; there is a line per request of our own.
    logging.getLogger("uvicorn.access").disabled = True
