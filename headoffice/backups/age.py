"""Files in the format of age (age-encryption.org/v1, C2SP), for keys of X25519 alone.

A format that others have looked over, and that other programs open too: whoever has file and key needs nothing of ours.
A key of the file's own is sealed to each public key; a MAC under it holds the header; what is in it goes in chunks of
64 KiB, each sealed under its number and whether it is the last, so that none can be changed, moved, left out or added.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK = 1 << 16
_TAG, _NONCE, _FILE_KEY = 16, 16, 16
_VERSION, _KIND, _END = b"age-encryption.org/v1", b"X25519", b"---"
_LINE, _MOST_LINES = 64, 200
_ONCE = bytes(12)
"""The nonce of keys that are used once."""


class Damaged(Exception):
    """The file is not what was written: changed, cut off, or no such file. The message says where it was seen."""


class WrongKey(Exception):
    """The file was not made for this key."""


class Sink(Protocol):
    """What is written to."""

    def write(self, data: bytes, /) -> object:
        """Take ``data``."""


class Sealer:
    """Writes one file: ``write`` as often as there is something, then ``finish`` once. Memory does not grow with it."""

    def __init__(self, out: Sink, recipients: Sequence[X25519PublicKey]) -> None:
        """Writes the header. Raises ``OSError``."""
        file_key, nonce = os.urandom(_FILE_KEY), os.urandom(_NONCE)
        header = _VERSION + b"\n" + b"".join(_stanza(file_key, each) for each in recipients) + _END
        out.write(header + b" " + _base64(_mac(file_key, header)) + b"\n" + nonce)
        self._out, self._chunks = out, _Chunks(file_key, nonce)
        self._held = bytearray()

    def write(self, data: bytes) -> None:
        """More of it. Raises ``OSError``."""
        self._held += data
        # What may be the last chunk is held back: it is sealed as such.
        while len(self._held) > CHUNK:
            self._out.write(self._chunks.seal(bytes(self._held[:CHUNK]), last=False))
            del self._held[:CHUNK]

    def finish(self) -> None:
        """Write the end, without which the file is not whole. Raises ``OSError``."""
        self._out.write(self._chunks.seal(bytes(self._held), last=True))


def opened(file: BinaryIO, key: X25519PrivateKey) -> Iterator[bytes]:
    """What is in ``file``, chunk by chunk, each as it was written and in its place; that it was the last one is known
    when this ends. Raises ``WrongKey``, ``Damaged`` or ``OSError``.
    """
    chunks = _opened_header(file, key)
    sealed, number = file.read(CHUNK + _TAG), 0
    while True:
        behind = file.read(CHUNK + _TAG)
        chunk = chunks.open(sealed, last=not behind)
        if not chunk and number:
            raise Damaged("It has an empty end.")
        yield chunk
        if not behind:
            return
        sealed, number = behind, number + 1


class _Chunks:
    """Seals or opens chunk after chunk."""

    def __init__(self, file_key: bytes, nonce: bytes) -> None:
        self._cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
        self._number = 0

    def seal(self, chunk: bytes, *, last: bool) -> bytes:
        return self._cipher.encrypt(self._next(last=last), chunk, None)

    def open(self, sealed: bytes, *, last: bool) -> bytes:
        """Raises ``Damaged``."""
        at = self._number
        try:
            return self._cipher.decrypt(self._next(last=last), sealed, None)
        except InvalidTag as error:
            where = "It ends too early, or its end" if last else f"Its part {at + 1:,}"
            raise Damaged(f"{where} was changed.") from error

    def _next(self, *, last: bool) -> bytes:
        self._number += 1
        return (self._number - 1).to_bytes(11, "big") + bytes([last])


def _stanza(file_key: bytes, recipient: X25519PublicKey) -> bytes:
    """``file_key`` for the owner of ``recipient`` alone."""
    once = X25519PrivateKey.generate()
    share = once.public_key().public_bytes_raw()
    wrapping = _wrapping(once.exchange(recipient), share, recipient)
    body = _base64(ChaCha20Poly1305(wrapping).encrypt(_ONCE, file_key, None))
    return b"-> %s %s\n%s\n" % (_KIND, _base64(share), body)


def _opened_header(file: BinaryIO, key: X25519PrivateKey) -> _Chunks:
    """Read up to the first chunk. Raises ``WrongKey`` or ``Damaged``."""
    header, stanzas, mac = _header(file)
    file_key = next((held for stanza in stanzas if (held := _unwrapped(*stanza, key))), None)
    if file_key is None:
        raise WrongKey
    if not hmac.compare_digest(_mac(file_key, header), mac):
        raise Damaged("Its beginning was changed.")
    nonce = file.read(_NONCE)
    if len(nonce) < _NONCE:
        raise Damaged("It ends behind its beginning.")
    return _Chunks(file_key, nonce)


def _header(file: BinaryIO) -> tuple[bytes, list[tuple[bytes, bytes]], bytes]:
    """(what the MAC is over, share and body of each stanza for a key like ours, MAC). Raises ``Damaged``."""
    if _line(file) != _VERSION:
        raise Damaged("It is no backup: it does not begin like one.")
    header = _VERSION + b"\n"
    stanzas: list[tuple[bytes, bytes]] = []
    for _ in range(_MOST_LINES):
        line = _line(file)
        if line.startswith(_END + b" "):
            return header + _END, stanzas, _bytes(line[len(_END) + 1 :])
        if not line.startswith(b"-> "):
            break
        body = b""
        header += line + b"\n"
        more = True
        while more:  # a line that is not full is the last one of a stanza
            part = _line(file)
            header += part + b"\n"
            body, more = body + part, len(part) == _LINE
        words = line.split(b" ")[1:]
        if words[0] == _KIND and len(words) == 2:
            stanzas.append((_bytes(words[1]), _bytes(body)))
    raise Damaged("Its beginning was changed.")


def _line(file: BinaryIO) -> bytes:
    line = file.readline(4 * _LINE)
    if not line.endswith(b"\n"):
        raise Damaged("It is no backup: it does not begin like one.")
    return line[:-1]


def _unwrapped(share: bytes, body: bytes, key: X25519PrivateKey) -> bytes | None:
    """The file's key, if it was sealed to ours."""
    try:
        shared = key.exchange(X25519PublicKey.from_public_bytes(share))
        file_key = ChaCha20Poly1305(_wrapping(shared, share, key.public_key())).decrypt(_ONCE, body, None)
    except (InvalidTag, ValueError):  # ValueError: a share that is none
        return None
    return file_key if len(file_key) == _FILE_KEY else None


def _wrapping(shared: bytes, share: bytes, recipient: X25519PublicKey) -> bytes:
    return _derived(shared, share + recipient.public_bytes_raw(), b"age-encryption.org/v1/X25519")


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")


def _derived(key: bytes, salt: bytes, what_for: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, what_for).derive(key)


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    """Raises ``Damaged`` for what is not written as it would be here."""
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise Damaged("Its beginning was changed.") from error
    if _base64(data) != text:
        raise Damaged("Its beginning was changed.")
    return data
