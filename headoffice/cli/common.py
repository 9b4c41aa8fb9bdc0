"""What the commands share: where the database is by default, how answers and problems are told."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, select

from headoffice.db.engine import DatabaseProblem, open_engine
from headoffice.db.migrate import check
from headoffice.db.sync_tables import devices

DONE, CANNOT = 0, 2
_DEVICE = re.compile(r"[0-9a-f]{12,32}")


def default_database() -> str:
    """The URL of the file used when none is given, in the user's data folder, which is made if it is missing.

    Raises ``DatabaseProblem`` when there is no such folder to be had.
    """
    try:
        folder = _data_folder() / "clienteling-headoffice"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:
        # RuntimeError: nobody knows where this user is at home.
        why = getattr(error, "strerror", None) or "no home folder"
        raise DatabaseProblem(
            f"There is no data folder to be had ({why}). Name the database with --database."
        ) from error
    return f"sqlite:///{folder / 'headoffice.db'}"


def _data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


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


def device_called(conn: Connection, typed: str) -> tuple[str, str] | str:
    """The one tablet (id, name) whose id is ``typed`` or begins so; a sentence when there is none or several."""
    d = devices.c
    found: list[tuple[str, str]] = []
    if _DEVICE.fullmatch(typed.lower()):
        query = select(d.id, d.name).where(d.id.startswith(typed.lower(), autoescape=True)).limit(2)
        found = [(row.id, row.name) for row in conn.execute(query)]
    if len(found) == 1:
        return found[0]
    several = "Several tablets begin so. Give more of the id." if found else "There is no such tablet."
    return f"{several} clienteling-headoffice status names them."
