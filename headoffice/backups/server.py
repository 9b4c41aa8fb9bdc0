"""PostgreSQL's own programs for a copy of a database, fed and read through pipes. How to reach the server is told them
in their environment, which only their account can read; nothing of it is an argument.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo
from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL

_INSTALLED = Path("/usr/lib/postgresql")
_MADE_ANEW = ("snapshots", "snapshot_chunks", "images", "image_pieces")
"""Tables whose rows nobody needs back."""
_MOST_SAID = 1 << 16
_RELATIONS = """
    SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
"""
_REASONS = {
    b"server version mismatch": "it is older than the server: install the one of the server's version",
    b"unsupported version": "the backup was made by a newer PostgreSQL: install that one's programs here",
    b"No space left": "the disk is full",
    b"permission denied": "this user may not do it",
    b"connection to server": "the server does not answer, or does not let this user in",
}
"""What it says -> why. Its own words may quote rows: they are told nobody."""


class ProgramFailed(Exception):
    """One of PostgreSQL's programs is missing or has failed. The message says why, and what to do."""


def relations(conn: Connection) -> set[str]:
    """The names of everything in this database that somebody made."""
    return set(conn.execute(text(_RELATIONS)).scalars())


@contextmanager
def dumped(engine: Engine) -> Iterator[BinaryIO]:
    """All of a database as of one moment, as an archive of PostgreSQL's. Raises ``ProgramFailed``, at the end too."""
    left_out = [f"--exclude-table-data=*.{name}" for name in _MADE_ANEW]
    format_ = ["--format=custom", "--compress=0", "--encoding=UTF8", "--no-owner", "--no-privileges", "--no-comments"]
    command = ["pg_dump", "--no-password", "--lock-wait-timeout=60s", *format_, *left_out]
    with _running(engine, command, reads=False) as process:
        yield cast(BinaryIO, process.stdout)


@contextmanager
def restoring(engine: Engine) -> Iterator[BinaryIO]:
    """Takes an archive for an empty database: all of it is in the database at the end, or nothing, also when the block
    fails. Raises ``ProgramFailed``.
    """
    with engine.connect() as conn:
        name = conn.execute(text("SELECT current_database()")).scalar_one()
    options = ["--no-password", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    with _running(engine, ["pg_restore", *options, f"--dbname={make_conninfo(dbname=name)}"], reads=True) as process:
        yield cast(BinaryIO, process.stdin)


def can_look() -> bool:
    """Whether an archive can be looked through here."""
    return _program("pg_restore", 0) is not None


@contextmanager
def looking() -> Iterator[BinaryIO]:
    """Takes an archive and reads it through, for no database. Raises ``ProgramFailed``."""
    with _running(None, ["pg_restore", f"--file={os.devnull}"], reads=True) as process:
        yield cast(BinaryIO, process.stdin)


@contextmanager
def _running(engine: Engine | None, command: Sequence[str], *, reads: bool) -> Iterator[subprocess.Popen[bytes]]:
    """A program that ``reads`` or is read, until it has ended well; killed when the block fails. Raises
    ``ProgramFailed``.
    """
    name = command[0]
    found = _program(name, _version(engine) if engine else 0)
    if found is None:
        raise ProgramFailed(f"{name} is not installed here. On Debian: apt install postgresql-client")
    given, taken = (subprocess.PIPE, subprocess.DEVNULL) if reads else (subprocess.DEVNULL, subprocess.PIPE)
    environment = {**os.environ, **(_environment(engine.url) if engine else {}), "LC_ALL": "C"}
    try:
        process = subprocess.Popen(  # noqa: S603 - PostgreSQL's, with arguments of ours
            [found, *command[1:]], stdin=given, stdout=taken, stderr=subprocess.PIPE, env=environment
        )
    except OSError as error:
        raise ProgramFailed(f"{name} cannot be run ({error.strerror}).") from error
    listener = _Listener(cast(BinaryIO, process.stderr))
    try:
        yield process
        _close(process.stdin)
        code = process.wait()
    except BrokenPipeError:
        code = process.wait() or -1  # it has had enough before all was told
    except BaseException:
        process.kill()  # before its input ends, which it might take for the end of the archive
        raise
    finally:
        _close(process.stdin)
        if process.stdout:
            process.stdout.close()
        process.wait()
        listener.join()
    if code:
        raise ProgramFailed(f"{name} has failed: {_reason(listener.said, code)}.")


def _close(pipe: object) -> None:
    """Close what a program reads; that it has ended already is told by its code."""
    if pipe is not None:
        try:
            cast(BinaryIO, pipe).close()
        except BrokenPipeError:
            return


class _Listener(threading.Thread):
    """Hears what a program complains about, so that it never waits to be heard."""

    def __init__(self, pipe: BinaryIO) -> None:
        super().__init__(name="listener")
        self.said = b""
        self._pipe = pipe
        self.start()

    def run(self) -> None:
        with self._pipe:
            while more := self._pipe.read(4096):
                self.said = (self.said + more)[:_MOST_SAID]


def _reason(said: bytes, code: int) -> str:
    known = next((why for words, why in _REASONS.items() if words in said), "")
    return known or f"exit code {code}; what it says may quote rows of customers, run it by hand to read that"


def _program(name: str, version: int) -> str | None:
    """Of several the one whose version is nearest to the server's, and not older: what another one writes, this one may
    not take.
    """
    numbered = ((_number(path), path / "bin" / name) for path in _INSTALLED.glob("*") if _number(path))
    fitting = sorted((number, str(path)) for number, path in numbered if number >= version and path.exists())
    return fitting[0][1] if fitting and version else shutil.which(name) or (fitting[-1][1] if fitting else None)


def _number(path: Path) -> int:
    return int(path.name) if path.name.isdecimal() else 0


def _version(engine: Engine) -> int:
    with engine.connect() as conn:
        return int(conn.execute(text("SHOW server_version_num")).scalar_one()) // 10_000


def _environment(url: URL) -> dict[str, str]:
    """The variables that say how to reach the database. Raises ``ProgramFailed`` for what there is none for."""
    _, named = url.get_dialect()().create_connect_args(url)
    known = {
        option.keyword.decode(): option.envvar.decode()
        for option in Conninfo.get_defaults()
        if option.envvar is not None
    }
    if unknown := sorted(named.keys() - known.keys()):
        raise ProgramFailed(f"The address says {unknown[0]}, which cannot be told to PostgreSQL's programs.")
    return {known[name]: str(value) for name, value in named.items() if value is not None}
