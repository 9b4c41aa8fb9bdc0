"""What the commands share: where the database is by default, how answers and problems are told."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine

from headoffice.db.engine import open_engine
from headoffice.db.migrate import check

DONE, CANNOT = 0, 2


def default_database() -> str:
    """The URL of the file used when none is given, in the user's data folder, which is made if it is missing."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    folder = base / "clienteling-headoffice"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'headoffice.db'}"


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Engine]:
    """The database of a command that only uses what is there. Raises ``DatabaseProblem``."""
    engine = open_engine(args.database)
    try:
        check(engine)
        yield engine
    finally:
        engine.dispose()


def say(args: argparse.Namespace, answer: dict[str, Any], text: str) -> int:
    """Print the answer: JSON for programs, ``text`` for people."""
    print(msgspec.json.encode(answer).decode() if args.json else text)
    return DONE


def complain(args: argparse.Namespace, sentence: str) -> int:
    """Print what is wrong and what to do."""
    if args.json:
        print(msgspec.json.encode({"ok": False, "error": sentence}).decode())
    print(sentence, file=sys.stderr)
    return CANNOT
