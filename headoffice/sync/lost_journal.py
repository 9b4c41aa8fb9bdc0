"""What a wiped tablet left behind: its journal, whose key is sealed to head office.

Read by its layout as it stands on disk: the app's own code would change the file.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from sqlcipher3 import dbapi2

_PURPOSE = b"clienteling journal"
_SAVED = (
    "SELECT o.group_id, o.body FROM operation o "
    "WHERE o.pos IN (SELECT pos FROM outbox UNION SELECT pos FROM acknowledged) ORDER BY o.pos"
)
_SET_ASIDE = "SELECT o.body, q.number, q.sentence FROM quarantine q JOIN operation o ON o.pos = q.pos ORDER BY o.pos"


class Unreadable(Exception):
    """The message says why, without a word of what is in the folder."""


class Belonged(msgspec.Struct, frozen=True):
    """Where the tablet belonged. ``key`` (that it worked with) and ``standing``: as ``DeviceKey.kept`` gave them."""

    device_id: str
    replica_id: str
    store: str
    key: str
    unsigned_until: int = 0
    standing: str = ""


class Former(msgspec.Struct, frozen=True):
    """A name under which was saved on it before, and the key of that time."""

    replica_id: str
    key: str = ""


class SetAside(msgspec.Struct, frozen=True):
    """An operation that stood in the tablet's quarantine, as it lies on disk."""

    body: bytes
    number: int
    sentence: str


class LostJournal(msgspec.Struct, frozen=True):
    """``saved``: what waits, and what head office had confirmed lately (it may have lost it since), in order: the group
    of each operation, and the operation as it lies on disk.
    """

    belonged: Belonged
    former: tuple[Former, ...]
    saved: tuple[tuple[str, bytes], ...]
    set_aside: tuple[SetAside, ...]


class _Escrow(msgspec.Struct):
    tablet: str
    key: str


def read(folder: Path, private: X25519PrivateKey) -> LostJournal:
    """The journal in the folder ``unsent-...`` of a tablet. Raises ``Unreadable``."""
    key = _key(folder, private)
    path = folder / "journal.db"
    if not path.is_file():
        raise Unreadable("There is no journal in this folder.")
    try:
        connection = dbapi2.connect(str(path), isolation_level=None)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            if not connection.execute("PRAGMA cipher_version").fetchone():
                raise Unreadable("This installation cannot read encrypted files. Install head office again.")
            connection.execute("PRAGMA temp_store = MEMORY")
            return _whole(connection)
        finally:
            connection.close()
    except (dbapi2.Error, msgspec.MsgspecError, KeyError, TypeError) as error:
        raise Unreadable("The journal cannot be read: it is damaged, or not the one of this folder.") from error


def _whole(connection: Any) -> LostJournal:
    meta = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('enrolment', 'earlier', 'former_keys')"))
    former = [
        *msgspec.json.decode(meta.get("former_keys") or "[]", type=list[Former]),
        *msgspec.json.decode(meta.get("earlier") or "[]", type=list[Former]),
    ]
    return LostJournal(
        msgspec.json.decode(meta["enrolment"], type=Belonged),
        tuple(name for name in former if name.key),
        tuple((group, _bytes(body)) for group, body in connection.execute(_SAVED)),
        tuple(SetAside(_bytes(body), *why) for body, *why in connection.execute(_SET_ASIDE)),
    )


def _bytes(body: bytes | str) -> bytes:
    return body.encode() if isinstance(body, str) else body


def _key(folder: Path, private: X25519PrivateKey) -> bytes:
    try:
        held = msgspec.json.decode((folder / "recovery.json").read_bytes(), type=_Escrow)
        suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
        return suite.decrypt(base64.b64decode(held.key), private, info=_PURPOSE)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unreadable(
            "This is not the folder of a wiped tablet: it has no recovery.json that can be read."
        ) from error
    except (InvalidTag, ValueError) as error:
        raise Unreadable("This was sealed to another head office, or it is damaged.") from error
