"""The log of the tablet: event names, counts and ids. Never personal data.

JSON lines in a file that rotates; for whoever starts the app from a terminal also in readable lines there.

Code says what happened by a constant event name and facts that are numbers, ids or types:

    logging.getLogger(__name__).info("sync.pushed", extra={"facts": {"count": 3}})

Whatever does not have this shape, be it a message of a library or a slip of our own, is not written: only that
something was logged, and where. Texts of exceptions are never written either, because they quote values; their types
and the lines they passed are.
"""

from __future__ import annotations

import datetime
import itertools
import json
import logging
import os
import re
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from clienteling.process import uncaught

_log = logging.getLogger(__name__)
FILE = "clienteling.log"
FILE_BYTES = 1 << 20
FILES_KEPT = 3

_EVENT = re.compile(r"(?:app|platform|services|store|sync|ui)\.[a-z_]{1,40}(?:\.[a-z_]{1,40})?")
_KEYS = frozenset(
    {
        "attempt",
        "bytes",
        "chunks",
        "count",
        "device",
        "error",
        "id",
        "method",
        "milliseconds",
        "number",
        "op_id",
        "pages",
        "request",
        "route",
        "rows",
        "scope",
        "seconds",
        "shards",
        "status",
        "version",
        "waiting",
    }
)
_ID = re.compile(r"(?:(?:store:)?[0-9a-f]{32}|company|shared)")
_WORDS = {
    "method": re.compile(r"GET|POST"),
    "route": re.compile(r"/v1(?:/(?:[a-z]{1,12}|\{[a-z]{1,12}\})){1,8}"),
}
"""Facts that are words: what they may look like."""
_PLACE = re.compile(r"[A-Za-z_]\w{0,80}|<?[\w.-]{1,80}>?:\d{1,6} [\w<>.]{1,80}")
"""A kind of exception, or a place in the code."""
_LEVELS = frozenset({"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"})
_STAMP = re.compile(r"[0-9T:.+-]{20,40}")
_TAIL_BYTES = 1 << 18
_NUMBER_CAP = 100_000_000
_SUPPRESSED = "log.suppressed"


def _fact(key: str, value: object) -> object:
    """``value`` when it is of a kind that cannot hold personal data, else None.

    Numbers are capped, because a telephone number is one too.
    """
    if key in _WORDS:
        return value if isinstance(value, str) and _WORDS[key].fullmatch(value) else None
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return round(value, 3) if abs(value) < _NUMBER_CAP else None
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    return None


def _trace(error: BaseException) -> list[str]:
    """Types and places of ``error`` and what caused it, without their texts."""
    lines = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(type(current).__name__)
        lines += [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(current.__traceback__)]
        current = current.__cause__ or current.__context__
    return lines


def _line(record: logging.LogRecord) -> dict[str, object]:
    ours = isinstance(record.msg, str) and not record.args and _EVENT.fullmatch(record.msg)
    line: dict[str, object] = {
        "at": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "event": record.msg if ours else _SUPPRESSED,
    }
    if not ours:
        line["where"] = f"{Path(record.pathname).name}:{record.lineno}"
    facts = getattr(record, "facts", None)
    if ours and isinstance(facts, Mapping):
        line.update((key, _fact(key, facts[key])) for key in sorted(_KEYS & set(facts)))
    if record.exc_info and record.exc_info[1] is not None:
        line["trace"] = _trace(record.exc_info[1])
    return line


class Formatter(logging.Formatter):
    """One record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without a line feed."""
        return json.dumps(_line(record))


class Readable(logging.Formatter):
    """The same for people: time, level, event, facts; an exception's places below it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line or lines, without a last line feed."""
        line = _line(record)
        clock = datetime.datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S.%f")[:-3]
        trace = line.pop("trace", [])
        said = " ".join(f"{key}={value}" for key, value in line.items() if key not in {"at", "level", "event"})
        first = f"{clock} {line['level']:<7} {line['event']} {said}".rstrip()
        return "\n    ".join([first, *(str(place) for place in (trace if isinstance(trace, list) else []))])


class Turning(logging.FileHandler):
    """A file that is put aside when it is full, and a new one begun. That of ``logging.handlers`` loads sockets and
    pickling with it, and every start waited for that.

    Attributes:
        most: bytes that a file may have.
    """

    def __init__(self, path: Path, most: int, kept: int) -> None:
        """``kept``: files besides ``path``, the latest with 1 behind its name. Raises ``OSError``."""
        super().__init__(path, encoding="utf-8")
        self.most = most
        self._kept = kept

    def emit(self, record: logging.LogRecord) -> None:
        """Logging's hook."""
        try:
            if self._written() + len(self.format(record).encode()) + 1 > self.most:
                self._turn_over()
        except Exception:  # noqa: BLE001 - as with any handler: nobody fails because they log
            self.handleError(record)
        else:
            super().emit(record)

    def _written(self) -> int:
        if self.stream is None:  # turning over failed
            self.stream = self._open()
        return self.stream.seek(0, os.SEEK_END)

    def _let_go(self) -> None:
        stream, self.stream = self.stream, None
        if stream is not None:
            stream.close()

    def _turn_over(self) -> None:
        self._let_go()
        names = [self.baseFilename, *(f"{self.baseFilename}.{n}" for n in range(1, self._kept + 1))]
        for name, older in reversed([*itertools.pairwise(map(Path, names))]):
            if name.exists():
                name.replace(older)
        self.stream = self._open()


def open_log(folder: Path, level: int = logging.INFO) -> logging.Handler:
    """Have everything that is logged from now on written to ``folder``; close what is returned with ``close_log``.

    Libraries are heard from warnings upwards. Raises ``OSError``.
    """
    return _open(Turning(folder / FILE, FILE_BYTES, FILES_KEPT), Formatter(), level)


def open_console(stream: TextIO, level: int = logging.INFO) -> logging.Handler:
    """The same in readable lines on ``stream``."""
    return _open(logging.StreamHandler(stream), Readable(), level)


def _open(handler: logging.Handler, formatter: logging.Formatter, level: int) -> logging.Handler:
    handler.setFormatter(formatter)
    logging.getLogger().addHandler(handler)
    logging.getLogger("clienteling").setLevel(level)
    return handler


def hold_back() -> None:
    """Errors that nobody caught are logged like any other, without their words (see ``process.uncaught``)."""
    uncaught.hold_back(_log, "app.uncaught", Readable())


def close_log(handler: logging.Handler) -> None:
    """End what ``open_log`` or ``open_console`` began."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def tail(folder: Path, count: int) -> list[dict[str, object]]:
    """The last ``count`` lines of the log, oldest first, each looked through again: nobody else's words come along.

    A line that is none of ours is left out. Raises ``OSError`` when the log is there and cannot be read.
    """
    found: list[dict[str, object]] = []
    for path in (folder / FILE, folder / f"{FILE}.1"):
        if path.exists() and len(found) < count:
            found = _lines(path)[-(count - len(found)) :] + found
    return found


def _lines(path: Path) -> list[dict[str, object]]:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        texts = file.read().splitlines()
    return [line for text in texts if (line := _looked_through(text))]


def _looked_through(text: bytes) -> dict[str, object]:
    try:
        line = json.loads(text)
    except ValueError:
        return {}  # cut by the beginning of the window, or by a power cut
    if not isinstance(line, dict) or line.get("level") not in _LEVELS or not _matches(_STAMP, line.get("at")):
        return {}
    event = line.get("event")
    if event != _SUPPRESSED and not _matches(_EVENT, event):
        return {}
    kept = {"at": line["at"], "level": line["level"], "event": event}
    kept |= {key: _kept(key, line[key]) for key in sorted(_KEYS & set(line))}
    places = line.get("trace", [])
    if places and isinstance(places, list) and all(_matches(_PLACE, place) for place in places):
        kept["trace"] = places
    if _matches(_PLACE, f"{line.get('where')} log"):
        kept["where"] = line["where"]
    return kept


def _kept(key: str, value: object) -> object:
    # The name of a type was written as a word.
    return value if key == "error" and _matches(_PLACE, value) else _fact(key, value)


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
