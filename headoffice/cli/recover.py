"""``clienteling-headoffice recover``: what a wiped tablet had not sent yet, read with head office's key and applied."""

from __future__ import annotations

import argparse
import base64
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from sqlalchemy import Engine, select
from sqlcipher3 import dbapi2

from clienteling.domain.ids import new_id
from clienteling.domain.operations import Operation
from clienteling.wire.messages import PUSH_LIMIT, PushRequest
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import devices
from headoffice.sync.push import accept
from headoffice.sync.recovery import private_key

_PURPOSE = b"clienteling journal"


class _Unreadable(Exception):
    """The message says why, without a word of what is in the folder."""


class _Escrow(msgspec.Struct):
    tablet: str
    key: str


class _Belongs(msgspec.Struct):
    device_id: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``recover`` takes."""
    parser.description = (
        "Apply what a tablet had not sent when it was wiped. FOLDER is the folder unsent-... among the files of that "
        "tablet, copied here. What head office has already is not doubled; the folder is not changed."
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="the folder unsent-... of the tablet")


def run(args: argparse.Namespace) -> int:
    """Apply it. Raises ``DatabaseProblem``."""
    try:
        with opened(args) as engine:
            with writing(engine) as conn:
                key = _journal_key(args.folder, private_key(conn))
            device, operations = _read(args.folder, key)
            results = _apply(engine, device, operations)
    except _Unreadable as problem:
        return complain(args, str(problem))
    told = ", ".join(f"{count:,} {status}" for status, count in sorted(results.items())) or "nothing was waiting"
    return say(args, {"ok": True, "device": device, "results": dict(results)}, f"Tablet {device}: {told}.")


def _journal_key(folder: Path, private: X25519PrivateKey) -> bytes:
    try:
        held = msgspec.json.decode((folder / "recovery.json").read_bytes(), type=_Escrow)
        suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
        return suite.decrypt(base64.b64decode(held.key), private, info=_PURPOSE)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _Unreadable(
            "This is not the folder of a wiped tablet: it has no recovery.json that can be read."
        ) from error
    except (InvalidTag, ValueError) as error:
        raise _Unreadable("This was sealed to another head office, or it is damaged.") from error


def _read(folder: Path, key: bytes) -> tuple[str, list[Operation]]:
    """The device, and its operations that wait, in order."""
    path = folder / "journal.db"
    if not path.is_file():
        raise _Unreadable("There is no journal in this folder.")
    try:
        connection = dbapi2.connect(str(path), isolation_level=None)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            if not connection.execute("PRAGMA cipher_version").fetchone():
                raise _Unreadable("This installation cannot read encrypted files. Install head office again.")
            connection.execute("PRAGMA temp_store = MEMORY")
            enrolment = connection.execute("SELECT value FROM meta WHERE key = 'enrolment'").fetchone()
            query = "SELECT o.body FROM operation o JOIN outbox w ON w.pos = o.pos ORDER BY o.pos"
            bodies = [row[0] for row in connection.execute(query)]
        finally:
            connection.close()
        device = msgspec.json.decode(enrolment[0], type=_Belongs).device_id
        return device, [msgspec.json.decode(body, type=Operation) for body in bodies]
    except (dbapi2.Error, msgspec.MsgspecError, TypeError) as error:
        raise _Unreadable("The journal cannot be read: it is damaged, or not the one of this folder.") from error


def _apply(engine: Engine, device_id: str, operations: Sequence[Operation]) -> Counter[str]:
    results: Counter[str] = Counter()
    for batch in _batches(operations):
        with reading(engine) as conn:
            held = conn.execute(select(devices).where(devices.c.id == device_id)).first()
        if held is None:
            raise _Unreadable("Head office does not know the tablet this came from.")
        request = PushRequest(new_id(), held.replica_id, held.fence, batch)
        results.update(result.status for result in accept(engine, device_id, request).results)
    with writing(engine) as conn:
        counts: Any = dict(results)
        append(conn, [by_command("device.recovered", "device", device_id, counts, device=device_id)], now_ms())
    return results


def _batches(operations: Sequence[Operation]) -> Iterator[tuple[Operation, ...]]:
    """Whole groups, as many as one push takes."""
    batch: list[Operation] = []
    for _, group in groupby(operations, key=lambda operation: operation.group_id):
        members = list(group)
        if batch and len(batch) + len(members) > PUSH_LIMIT:
            yield tuple(batch)
            batch = []
        batch += members
    if batch:
        yield tuple(batch)
