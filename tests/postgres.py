"""A throw-away PostgreSQL server for tests: own folder, own socket, no network port, gone afterwards.

The server runs as an ordinary user even when the tests run as root, because PostgreSQL refuses root. Nothing
is flushed to disk, unless asked for: the data is worthless the moment the tests end.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import sql

SUPERUSER = "postgres"
START_SECONDS = 30.0
_SPEED_FOR_SAFETY = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "max_connections=200",
    "shared_buffers=64MB",
    "listen_addresses=",
)
_AS_IN_USE = ("max_connections=200", "shared_buffers=256MB", "max_wal_size=4GB", "listen_addresses=")


def server_programs() -> Path | None:
    """Return the folder of `initdb` and `postgres`, newest version first; None when there is no server."""
    on_path = shutil.which("initdb")
    if on_path and (Path(on_path).parent / "postgres").exists():
        return Path(on_path).parent
    versions = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(versions, key=lambda folder: int(folder.parent.name), default=None)


def _server_user() -> pwd.struct_passwd | None:
    """Return the user the server must run as, or None when it may run as whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    msg = "PostgreSQL does not run as root, and there is neither a user 'postgres' nor 'nobody'"
    raise RuntimeError(msg)


class Postgres:
    """One running server. Use as a context manager; `new_database` hands out databases inside it."""

    def __init__(self, programs: Path, *, durable: bool = False) -> None:
        """``durable`` for measuring: commits reach the disk, as in use."""
        self._programs = programs
        self._settings: tuple[str, ...] = _AS_IN_USE if durable else _SPEED_FOR_SAFETY
        self._user = _server_user()
        self._process: subprocess.Popen[bytes] | None = None
        self._templates: dict[str, str] = {}
        # Not pytest's tmp_path: that one is closed to other users, and too long a path for a socket.
        self._folder = Path(tempfile.mkdtemp(prefix="clienteling-pg-"))

    def __enter__(self) -> Self:
        """Create the cluster and wait until it answers.

        Raises:
            RuntimeError: when the server cannot be created or does not answer in time.
        """
        if self._user:
            os.chown(self._folder, self._user.pw_uid, self._user.pw_gid)
        try:
            self._create()
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server and delete its folder."""
        self.close()

    def close(self) -> None:
        """Stop the server, breaking open connections, and delete its folder. Safe to call twice."""
        if self._process:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait()
            self._process = None
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def pid(self) -> int:
        """The server's process; its children serve one connection each."""
        return self._process.pid if self._process else 0

    def new_database(self, template: str | None = None) -> str:
        """Create a database, empty or as a copy of `template`, and return its SQLAlchemy URL."""
        name = f"test_{uuid.uuid4().hex[:12]}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
            sql.Identifier(name), sql.Identifier(template or "template0")
        )
        with self._connect() as connection:
            connection.execute(statement)
        return self._url(name)

    def prepared_database(self, key: str, prepare: Callable[[str], None]) -> str:
        """Return the URL of a copy of a database that `prepare(url)` filled once for this `key`."""
        if key not in self._templates:
            url = self.new_database()
            prepare(url)
            self._templates[key] = self._name(url)
        return self.new_database(self._templates[key])

    def copied(self, url: str) -> str:
        """Return the URL of a copy of a database made here, which nobody may be using now."""
        return self.new_database(self._name(url))

    def drop(self, url: str) -> None:
        """Remove a database made here, cutting off whoever is still connected."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self._name(url)))
        with self._connect() as connection:
            connection.execute(statement)

    def _url(self, database: str) -> str:
        return f"postgresql+psycopg://{SUPERUSER}@/{database}?host={quote(str(self._folder), safe='/')}"

    @staticmethod
    def _name(url: str) -> str:
        return url.partition("@/")[2].partition("?")[0]

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self._folder), user=SUPERUSER, dbname="postgres", autocommit=True, connect_timeout=5
        )

    def _popen(self, *arguments: str, log: Path) -> subprocess.Popen[bytes]:
        # The server must not outlive tests that are killed.
        die_with_us = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
        with log.open("ab") as output:
            return subprocess.Popen(
                [*die_with_us, str(self._programs / arguments[0]), *arguments[1:]],
                cwd=self._folder,
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                user=self._user.pw_uid if self._user else None,
                group=self._user.pw_gid if self._user else None,
                extra_groups=[] if self._user else None,
            )

    def _create(self) -> None:
        log = self._folder / "initdb.log"
        locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
        options = ["-A", "trust", "-U", SUPERUSER, "-E", "UTF8", f"--locale={locale}", "--no-sync"]
        if self._popen("initdb", "-D", str(self._data), *options, log=log).wait() != 0:
            msg = f"initdb failed: {log.read_text(errors='replace')[-2000:]}"
            raise RuntimeError(msg)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _start(self) -> None:
        log = self._folder / "server.log"
        settings = [part for setting in self._settings for part in ("-c", setting)]
        self._process = self._popen("postgres", "-D", str(self._data), "-k", str(self._folder), *settings, log=log)
        give_up = time.monotonic() + START_SECONDS
        while True:
            try:
                self._connect().close()
            except psycopg.OperationalError as error:
                if self._process.poll() is not None or time.monotonic() > give_up:
                    msg = f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}"
                    raise RuntimeError(msg) from error
                time.sleep(0.05)
            else:
                return
