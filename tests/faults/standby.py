"""Two throw-away PostgreSQL servers, one following the other."""

from __future__ import annotations

import time
from pathlib import Path

from tests.faults.proxy import until
from tests.postgres import Postgres

_REPLICATED = (
    "fsync=off",
    "wal_level=replica",
    "max_wal_senders=4",
    "hot_standby=on",
    "autovacuum=off",
    "max_connections=60",
    "shared_buffers=32MB",
    "listen_addresses=",
)
FOLLOW_SECONDS = 30.0


class Primary(Postgres):
    """One that can be followed."""

    def __init__(self, programs: Path) -> None:
        super().__init__(programs)
        self._settings = _REPLICATED

    @property
    def folder(self) -> Path:
        """Where its socket is."""
        return self._folder


class Standby(Postgres):
    """One that follows a primary."""

    def __init__(self, programs: Path, primary: Primary) -> None:
        super().__init__(programs)
        self._settings = _REPLICATED
        self._primary = primary

    def _create(self) -> None:
        log = self._folder / "basebackup.log"
        options = ["-D", str(self._data), "-h", str(self._primary.folder), "-U", "postgres", "-R", "-X", "stream"]
        if self._popen("pg_basebackup", *options, "-c", "fast", "--no-sync", log=log).wait() != 0:
            raise RuntimeError(f"pg_basebackup failed: {log.read_text(errors='replace')[-2000:]}")

    def caught_up(self) -> float:
        """Wait until everything the primary has written is here; seconds it took."""
        with self._primary._connect() as there:
            (position,) = there.execute("SELECT pg_current_wal_lsn()::text").fetchone() or ("",)
        with self._connect() as here:
            query = "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn"
            return until(lambda: here.execute(query, [position]).fetchone() == (True,), FOLLOW_SECONDS)

    def stop_following(self) -> None:
        """From now on it hears nothing of the primary."""
        with self._connect() as here:
            here.execute("ALTER SYSTEM SET primary_conninfo = ''")
            here.execute("SELECT pg_reload_conf()")
            query = "SELECT count(*) FROM pg_stat_wal_receiver"
            until(lambda: here.execute(query).fetchone() == (0,), FOLLOW_SECONDS)

    def promote(self) -> float:
        """Make it a primary of its own; seconds it took."""
        began = time.monotonic()
        with self._connect() as here:
            assert here.execute("SELECT pg_promote(true, 60)").fetchone() == (True,)
        return time.monotonic() - began

    def url_of(self, url: str) -> str:
        """The address here of a database of the primary's."""
        return self._url(self._name(url))
