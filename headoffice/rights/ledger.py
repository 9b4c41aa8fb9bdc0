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
from headoffice.disk import sync_folder
from headoffice.rights import requests
from headoffice.sync.erasure import ForeignKey, Remembered, erase, erased_among, hash_of, keep, kept

VARIABLE = "CLIENTELING_ERASURES"
ELSEWHERE = "elsewhere"
HELP = (
    f"the list of erasures (default: {VARIABLE}, else beside the file of the database); {ELSEWHERE}: the service of "
    "another machine has it, and carries erasures out"
)
NOWHERE = (
    "Nobody has said where the list of erasures is, without which none is carried out and a backup brings back whoever "
    f"was erased. Name a file away from the database and its backups: --erasures FILE or {VARIABLE}. Where several "
    f"machines serve, one has the list; the others are told: --erasures {ELSEWHERE}"
)
_TOGETHER = 5_000


class BadLedger(Exception):
    """The message says what is wrong with the list of erasures, and what to do."""


def ledger_path(args: argparse.Namespace) -> Path | None:
    """Where the list is: as given, else by the variable, else beside an SQLite file. None: not known here."""
    said = _said(args.erasures)
    if said:
        return Path(said) if said != ELSEWHERE else None
    url = make_url(args.database)
    return Path(f"{url.database}.erasures") if url.get_backend_name() == "sqlite" and url.database else None


def ledger_to_serve(args: argparse.Namespace) -> ErasureLedger | None:
    """The list with which a service carries out what was agreed to; None when another machine's does.

    Raises ``BadLedger`` when nobody has said where it is, or when it cannot be written.
    """
    if _said(args.erasures) == ELSEWHERE:
        return None
    path = ledger_path(args)
    if path is None:
        raise BadLedger(f"{NOWHERE}.")
    ledger = ErasureLedger(path)
    ledger.try_out()
    return ledger


def ledger_to_restore(args: argparse.Namespace) -> ErasureLedger:
    """The list of a database that was put back. Raises ``BadLedger`` when it is not known, or not where it is said to
    be: whoever was erased must not stay for a slip of the pen.
    """
    path = ledger_path(args)
    if path is None:
        raise BadLedger(f"{NOWHERE}.")
    if _said(args.erasures) and not path.exists():
        raise BadLedger(f"There is no list of erasures {path}. If nobody was ever erased, make an empty file there.")
    return ErasureLedger(path)


def _said(given: Path | None) -> str:
    return str(given) if given is not None else os.environ.get(VARIABLE, "")


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
            raise BadLedger(NOWHERE)
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
        if not held:  # that there is such a file must be on disk too
            sync_folder(self._path.parent)

    def try_out(self) -> None:
        """Make the file if there is none. Raises ``BadLedger`` when it could not be written."""
        if self._path is None:
            raise BadLedger(f"{NOWHERE}.")
        try:
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise BadLedger(
                f"The list of erasures {self._path} cannot be written: {error.strerror}. Without it nobody who asks "
                "for it is erased. Make its folder, or name another place: --erasures FILE."
            ) from error

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
