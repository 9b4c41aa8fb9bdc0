"""The log of the tablet: JSON lines of event names, counts and ids, in a file that rotates. Never personal data.

Code says what happened by a constant event name and facts that are numbers, ids or types:

    logging.getLogger(__name__).info("sync.pushed", extra={"facts": {"count": 3}})

Whatever does not have this shape, be it a message of a library or a slip of our own, is not written: only that
something was logged, and where. Texts of exceptions are never written either, because they quote values; their types
and the lines they passed are.
"""

from __future__ import annotations

import datetime
import json
import logging
import logging.handlers
import re
import traceback
from collections.abc import Mapping
from pathlib import Path

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
        "milliseconds",
        "number",
        "op_id",
        "pages",
        "rows",
        "scope",
        "seconds",
        "status",
        "version",
        "waiting",
    }
)
_ID = re.compile(r"(?:(?:store:)?[0-9a-f]{32}|company|shared)")
_NUMBER_CAP = 100_000_000
_SUPPRESSED = "log.suppressed"


def _fact(value: object) -> object:
    """``value`` when it is of a kind that cannot hold personal data, else None.

    Numbers are capped, because a telephone number is one too.
    """
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


class Formatter(logging.Formatter):
    """One record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without a line feed."""
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
            line.update((key, _fact(facts[key])) for key in sorted(_KEYS & set(facts)))
        if record.exc_info and record.exc_info[1] is not None:
            line["trace"] = _trace(record.exc_info[1])
        return json.dumps(line)


def open_log(folder: Path, level: int = logging.INFO) -> logging.Handler:
    """Have everything that is logged from now on written to ``folder``; close what is returned with ``close_log``.

    Libraries are heard from warnings upwards. Raises ``OSError``.
    """
    handler = logging.handlers.RotatingFileHandler(
        folder / FILE, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8", delay=False
    )
    handler.setFormatter(Formatter())
    logging.getLogger().addHandler(handler)
    logging.getLogger("clienteling").setLevel(level)
    return handler


def close_log(handler: logging.Handler) -> None:
    """End what ``open_log`` began."""
    logging.getLogger().removeHandler(handler)
    handler.close()
