"""``clienteling-headoffice backup``: encrypted backups, which the machine that makes them cannot read."""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from headoffice.audit.log import Detail, append
from headoffice.audit.who import by_command
from headoffice.backups import keys
from headoffice.backups.age import Damaged, WrongKey
from headoffice.backups.files import InUse, sha256_of
from headoffice.backups.keys import BadKey
from headoffice.backups.making import make
from headoffice.backups.putting_back import NotEmpty, put_back
from headoffice.backups.reading import look_through
from headoffice.backups.server import ProgramFailed
from headoffice.backups.stillness import Restless
from headoffice.cli.common import complain, opened, say
from headoffice.cli.restored import told
from headoffice.clock import now_ms
from headoffice.db.engine import open_engine, writing
from headoffice.rights.ledger import HELP, BadLedger, ledger_to_restore

TO, FOLDER = "CLIENTELING_BACKUP_TO", "CLIENTELING_BACKUP_FOLDER"
DAMAGED = 1
_MEMORY_MB = 512
_KEPT = 14


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``backup`` takes."""
    parser.description = (
        "key: make a private key in a new file, on another machine; the public one is printed. make: write a backup "
        "that only that private key opens. check: read a backup to its end. restore: put one into an empty database, "
        "where whoever was erased since is erased again before anybody is served."
    )
    parser.add_argument("what", choices=["key", "make", "check", "restore"])
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="check, restore: the backup")
    parser.add_argument("--out", type=Path, metavar="FILE", help="key: a new file for the private key")
    parser.add_argument("--to", metavar="KEYS", help=f"make: for these public keys, commas between (default: {TO})")
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help=f"make: where to (default: {FOLDER})")
    parser.add_argument(
        "--keep",
        type=int,
        default=_KEPT,
        choices=range(10_001),
        metavar="N",
        help=f"make: so many stay in the folder, the oldest go (default {_KEPT}; 0: all stay)",
    )
    parser.add_argument(
        "--key-file", type=Path, metavar="FILE", help="check, restore: the private key; - reads it from standard input"
    )
    parser.add_argument("--expect", metavar="SHA256", help="check, restore: what make said of the file")
    parser.add_argument("--erasures", type=Path, metavar="FILE", help=f"restore: {HELP}")
    parser.add_argument(
        "--memory",
        type=int,
        default=_MEMORY_MB,
        metavar="MB",
        help=f"check: databases in a file are looked through up to this size (default {_MEMORY_MB})",
    )


def run(args: argparse.Namespace) -> int:
    """Do what is said. Exit code 1: the backup is not what was written. Raises ``DatabaseProblem``."""
    try:
        return _DO[args.what](args)
    except (BadKey, BadLedger, NotEmpty, ProgramFailed, Restless) as problem:
        return complain(args, str(problem))
    except InUse:
        return complain(args, "Another backup is being written into this folder. Wait for its end.")
    except WrongKey:
        return complain(args, "This backup was not made for this key, or its beginning was changed.")
    except Damaged as problem:
        complain(args, f"This backup is not what was written. {problem} Take another one.")
        return DAMAGED
    except OSError as error:
        return complain(
            args, f"It cannot be done: {error.strerror or type(error).__name__}. What was there is as it was."
        )
    except sqlite3.Error as error:
        return complain(args, f"The database cannot be read ({type(error).__name__}). What was there is as it was.")


def _key(args: argparse.Namespace) -> int:
    if args.out is None:
        return complain(args, "Name a new file for the private key: --out FILE")
    public = keys.make(args.out)
    said = f"{public}\nThis is the public key. Keep the file away from head office: whoever has it reads all backups."
    return say(args, {"ok": True, "public": public}, said)


def _make(args: argparse.Namespace) -> int:
    recipients = keys.public_keys(args.to or os.environ.get(TO, ""))
    folder = args.folder or (Path(os.environ[FOLDER]) if os.environ.get(FOLDER) else None)
    if folder is None or not folder.is_dir():
        return complain(args, f"Say which folder they go to: --folder FOLDER or {FOLDER}. It must be there.")
    with opened(args) as engine:

        def begun(name: str) -> None:
            with writing(engine) as conn:
                details: dict[str, Detail] = {"file": name, "keys": len(recipients)}
                append(conn, [by_command("backup.make", "office", details=details)], now_ms())

        with _progress(args) as watch:
            made = make(engine, recipients, folder, args.keep, watch, begun)
    removed = f", {made.removed} older ones removed" if made.removed else ""
    said = f"{folder / made.file}: {made.bytes:,} bytes of {made.data:,}{removed}\nSHA-256 {made.sha256}"
    return say(args, {"ok": True, **msgspec.to_builtins(made)}, said)


def _check(args: argparse.Namespace) -> int:
    key = _private(args)
    with _backup(args) as file, _progress(args) as watch:
        size = os.fstat(file.fileno()).st_size
        looked = look_through(file, key, args.memory << 20, lambda done: watch(done, size))
    through = (
        "and the database in it was looked through" if looked.structure else "the database in it was not looked at"
    )
    answer: dict[str, Any] = {"ok": True, **msgspec.to_builtins(looked)}
    return say(args, answer, f"Whole to its end, {through} ({looked.database}, {looked.data:,} bytes).")


def _restore(args: argparse.Namespace) -> int:
    key = _private(args)
    ledger = ledger_to_restore(args)
    engine = open_engine(args.database)
    try:
        with _backup(args) as file, _progress(args) as watch:
            size = os.fstat(file.fileno()).st_size
            ready = put_back(file, key, engine, ledger, lambda done: watch(done, size))
    finally:
        engine.dispose()
    answer = {"ok": True, "epoch": ready.epoch, "erased_again": ready.erased_again}
    return say(args, answer, f"The backup is put back. {told(ready)}")


def _private(args: argparse.Namespace) -> Any:
    if args.key_file is None:
        raise BadKey("The private key is needed: --key-file FILE")
    return keys.private_key(args.key_file)


@contextmanager
def _backup(args: argparse.Namespace) -> Iterator[BinaryIO]:
    """The file, if it is the one expected. Raises ``Damaged`` or ``OSError``."""
    if args.file is None:
        raise BadKey("Name the backup: its FILE comes behind check or restore.")
    with args.file.open("rb") as file:
        # What is empty was meant to be something: a variable that nobody has set.
        if args.expect is not None and sha256_of(file) != args.expect.strip().lower():
            raise Damaged("Its SHA-256 is another one.")
        yield file


@contextmanager
def _progress(args: argparse.Namespace) -> Iterator[Callable[[int, int | None], None]]:
    """A bar on standard error, when somebody looks at it."""
    if args.json or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    with Progress(DownloadColumn(), BarColumn(), TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("backup", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


_DO = {"key": _key, "make": _make, "check": _check, "restore": _restore}
