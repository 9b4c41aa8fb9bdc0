"""The list of erasures, outside the database: after a backup was put back, whoever was erased since is erased again.

JSON lines, appended and on disk before the erasure is committed. Each holds when it was, the key and keyed hashes: with
a copy of the database they tell who is to go; without one they tell nothing. Keep the file where the database's backup
is not.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlalchemy import Engine, make_url, select

from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.tables import customers
from headoffice.rights import requests
from headoffice.sync.erasure import ForeignKey, Remembered, erase, erased_among, hash_of, keep, kept

VARIABLE = "CLIENTELING_ERASURES"
HELP = f"the list of erasures (default: {VARIABLE}, else beside the file of the database)"
_TOGETHER = 5_000


class BadLedger(Exception):
    """The message says what is wrong with the list of erasures, and what to do."""


def ledger_path(args: argparse.Namespace) -> Path | None:
    """Where the list is: as given, else as ``ledger_beside`` says."""
    return Path(args.erasures) if args.erasures is not None else ledger_beside(args.database)


def ledger_beside(database: str) -> Path | None:
    """Where the list of a database is: by the variable, or beside an SQLite file; None for other databases."""
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    url = make_url(database)
    return Path(f"{url.database}.erasures") if url.get_backend_name() == "sqlite" and url.database else None


class ErasureLedger:
    """The list at one place. ``path`` None: there is none; nothing can be appended then."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def append(self, remembered: Remembered) -> None:
        """Write an erasure down; on disk when this returns. Raises ``BadLedger`` or ``OSError``.

        What stands there already, because somebody was interrupted, is not written twice. One at a time: callers hold
        the lock of ``sync.erasure``.
        """
        if self._path is None:
            raise BadLedger(
                f"say where it is kept, away from the database and its backups: --erasures FILE or {VARIABLE}"
            )
        handle = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        with os.fdopen(handle, "r+b") as file:
            held = file.read()
            # What a power cut left of a line was not carried out.
            whole = held.rfind(b"\n") + 1
            if msgspec.json.encode(remembered.hashes) in held[:whole]:
                return
            file.seek(whole)
            file.truncate()
            file.write(msgspec.json.encode(remembered) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if not held and os.name == "posix":  # that there is such a file must be on disk too
            folder = os.open(self._path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def tells_of(self, engine: Engine, customer_id: str) -> bool:
        """Whether the erasure of a customer stands here. Raises ``BadLedger``."""
        with reading(engine) as conn:
            name = hash_of(conn, customer_id)
        return any(name in line.hashes for line in self._lines()) if name else False

    def lacking(self, engine: Engine) -> bool:
        """Whether the database knows nothing of an erasure that stands here. Raises ``BadLedger``."""
        with reading(engine) as conn:
            return any(kept(conn, line.hashes) < len(line.hashes) for line in self._lines())

    def replay(self, engine: Engine) -> int:
        """Erase again who is there although they stand here; how many that were. Raises ``BadLedger``."""
        with writing(engine) as conn:
            try:
                for line in self._lines():
                    keep(conn, line)
            except ForeignKey as error:
                raise BadLedger(
                    f"The list of erasures {self._path} is of another head office. Name the right one: --erasures FILE"
                ) from error
        found = self._back(engine)
        for customer_id in found:
            with writing(engine) as conn:
                now = now_ms()
                requests.forget(conn, [customer_id])  # what the backup still had to be carried out is so by this
                if erase(conn, customer_id, now):
                    append(conn, [by_command("customer.erase", "customer", customer_id, reason="restored")], now)
        return len(found)

    def _back(self, engine: Engine) -> list[str]:
        """Customers who are there and were erased."""
        found: list[str] = []
        last = ""
        query = select(customers.c.id).order_by(customers.c.id).limit(_TOGETHER)
        with reading(engine) as conn:
            while ids := conn.execute(query.where(customers.c.id > last)).scalars().all():
                found += sorted(erased_among(conn, ids))
                last = ids[-1]
        return found

    def _lines(self) -> Iterator[Remembered]:
        if self._path is None or not self._path.exists():
            return
        try:
            with self._path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    if not line.endswith(b"\n"):
                        return  # the power failed here: it was not carried out either
                    yield self._decoded(line, number)
        except OSError as error:
            raise BadLedger(f"The list of erasures {self._path} cannot be read: {error.strerror}.") from error

    def _decoded(self, line: bytes, number: int) -> Remembered:
        try:
            return msgspec.json.decode(line, type=Remembered)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BadLedger(
                f"Line {number} of the list of erasures {self._path} is damaged. Put a good copy of the file there."
            ) from error
