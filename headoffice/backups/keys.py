"""Keys of backups, written as age writes them: public ones (``age1...``) may be anywhere, private ones in a file of
their own (``AGE-SECRET-KEY-1...``) that is not where the backups are made.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

PUBLIC, PRIVATE = "age", "age-secret-key-"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK = 6
_MOST_BYTES = 1 << 16


class BadKey(Exception):
    """The message says what is wrong with a key, and what to do. It does not quote it."""


def public_text(key: X25519PublicKey) -> str:
    """How a public key is written."""
    return _bech32(PUBLIC, key.public_bytes_raw())


def public_keys(text: str) -> list[X25519PublicKey]:
    """Those in ``text``, with commas or blanks between. Raises ``BadKey``."""
    words = text.replace(",", " ").split()
    if not words:
        raise BadKey(
            "Nobody has said for which key: --to age1... or CLIENTELING_BACKUP_TO. Make one, on another machine: "
            "clienteling-headoffice backup key --out FILE"
        )
    return [X25519PublicKey.from_public_bytes(_decoded(PUBLIC, word)) for word in words]


def make(path: Path) -> str:
    """Write a new private key into a new file that its owner alone can read; the public one. Raises ``OSError``."""
    key = X25519PrivateKey.generate()
    public = public_text(key.public_key())
    made = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    secret = _bech32(PRIVATE, key.private_bytes_raw()).upper()
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"# created: {made}\n# public key: {public}\n{secret}\n")
        file.flush()
        os.fsync(file.fileno())
    return public


def private_key(path: Path) -> X25519PrivateKey:
    """The one in a file, ``-``: what is typed or led in. Raises ``BadKey``."""
    try:
        if str(path) == "-":
            text = sys.stdin.read(_MOST_BYTES)
        else:
            with path.open(encoding="utf-8") as file:
                text = file.read(_MOST_BYTES)
    except (OSError, UnicodeDecodeError) as error:
        raise BadKey(f"The private key cannot be read: {getattr(error, 'strerror', None) or 'no text'}.") from error
    lines = [line.strip() for line in text.splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if len(found) != 1:
        raise BadKey("There is not one private key in this file. It is a line that begins: AGE-SECRET-KEY-1")
    return X25519PrivateKey.from_private_bytes(_decoded(PRIVATE, found[0]))


def _bech32(name: str, data: bytes) -> str:
    """``data`` in letters, with a sum that finds slips of the pen (Bech32, BIP 173)."""
    bits = int.from_bytes(data, "big") << (-len(data) * 8 % 5)
    many = -(-len(data) * 8 // 5)
    values = [bits >> 5 * place & 31 for place in reversed(range(many))]
    check = _sum([*_expanded(name), *values, *[0] * _CHECK]) ^ 1
    values += [check >> 5 * place & 31 for place in reversed(range(_CHECK))]
    return f"{name}1" + "".join(_LETTERS[value] for value in values)


def _decoded(name: str, text: str) -> bytes:
    """The 32 bytes of a key. Raises ``BadKey``."""
    whole = text if text.lower() != text.upper() and text in {text.lower(), text.upper()} else ""
    head, _, letters = whole.lower().rpartition("1")
    if head != name or not letters or set(letters) - set(_LETTERS):
        raise BadKey(f"This is no such key: it would begin with {'age1' if name == PUBLIC else 'AGE-SECRET-KEY-1'}.")
    values = [_LETTERS.index(letter) for letter in letters]
    if _sum([*_expanded(name), *values]) != 1:
        raise BadKey("There is a slip in this key: its letters do not add up. Copy it again.")
    held = values[:-_CHECK]
    bits, spare = sum(value << 5 * place for place, value in enumerate(reversed(held))), len(held) * 5 - 256
    if spare not in range(5) or bits & ((1 << spare) - 1):
        raise BadKey("This key has the wrong length. Copy it again.")
    return (bits >> spare).to_bytes(32, "big")


def _expanded(name: str) -> list[int]:
    return [*(ord(letter) >> 5 for letter in name), 0, *(ord(letter) & 31 for letter in name)]


def _sum(values: Iterable[int]) -> int:
    held = 1
    for value in values:
        top = held >> 25
        held = (held & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            held ^= generator if top >> place & 1 else 0
    return held
