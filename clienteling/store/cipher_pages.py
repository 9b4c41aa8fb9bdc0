"""Pages of a file as SQLCipher writes them, without going through SQL: for files that come page by page.

The format is version 4 of SQLCipher's (https://www.zetetic.net/sqlcipher/design/) with its defaults and a key that is
not derived from a password: AES-256 in CBC mode with a random vector for each page, HMAC-SHA-512 over what is
encrypted, the vector and the number of the page. The first 16 bytes of the file are its salt. A test opens what is
written here with SQLCipher and has every page checked.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterator

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from clienteling.wire.image_messages import PAGE_BYTES

SALT_BYTES = 16
_VECTOR, _MAC = 16, 64
_USED = PAGE_BYTES - _VECTOR - _MAC
_HEADER = b"SQLite format 3\0"
_MAC_MASK = 0x3A
_ROUNDS = 2
_LOCKS = (1 << 30) // PAGE_BYTES + 1
"""SQLite locks bytes of the page at one gibibyte, and never writes or reads it
(https://www.sqlite.org/fileformat2.html#the_lock_byte_page): in a file of SQLCipher's it is a hole.
"""
_AT_ONCE = 256


class Forged(Exception):
    """A page is not what was written under this key."""


def _head(number: int) -> int:
    """Bytes of a page that are not encrypted: in the first one the salt stands in the place of SQLite's beginning."""
    return SALT_BYTES if number == 1 else 0


class PageCipher:
    """Encrypts and decrypts the pages of one file."""

    def __init__(self, key: bytes, salt: bytes) -> None:
        """``key``: the file's (32 bytes); ``salt``: how its first page begins."""
        self._salt = salt
        self._aes = AES256(key)
        masked = bytes(byte ^ _MAC_MASK for byte in salt)
        mac_key = hashlib.pbkdf2_hmac("sha512", key, masked, _ROUNDS, len(key))
        self._mac = hmac.new(mac_key, digestmod="sha512")

    def seal(self, pages: bytes, first: int) -> Iterator[bytes]:
        """Plain ``pages``, the first of which is number ``first`` (from 1), as they stand in the file, some at a time.

        Before each page goes a random block, encrypted in one run with it: what becomes of that block is the page's
        vector, as random as if it had been drawn. So many pages are one call.
        """
        view = memoryview(pages)
        for begin in range(0, len(pages), _AT_ONCE * PAGE_BYTES):
            numbered = [
                (first + start // PAGE_BYTES, start)
                for start in range(begin, min(begin + _AT_ONCE * PAGE_BYTES, len(pages)), PAGE_BYTES)
            ]
            plain = [part for number, start in numbered for part in self._plain(view, number, start)]
            run = memoryview(Cipher(self._aes, CBC(os.urandom(_VECTOR))).encryptor().update(b"".join(plain)))
            sealed, at = [], 0
            for number, _ in numbered:
                end = at + _VECTOR + _USED - _head(number)
                told = b"".join((run[at + _VECTOR : end], run[at : at + _VECTOR]))
                sealed += [self._salt[: _head(number)], told, self._tag(told, number)]
                at = end
            yield b"".join(sealed)

    @staticmethod
    def _plain(view: memoryview, number: int, start: int) -> tuple[bytes, memoryview]:
        return os.urandom(_VECTOR), view[start + _head(number) : start + _USED]

    def unseal(self, pages: bytes, first: int) -> Iterator[bytes]:
        """The reverse; what SQLite does not use of a page is zero. Raises ``Forged``."""
        view = memoryview(pages)
        for start in range(0, len(pages), PAGE_BYTES):
            number = first + start // PAGE_BYTES
            if number == _LOCKS:
                yield bytes(PAGE_BYTES)
                continue
            head = _head(number)
            told = bytes(view[start + head : start + _USED + _VECTOR])
            if not hmac.compare_digest(self._tag(told, number), view[start + _USED + _VECTOR : start + PAGE_BYTES]):
                raise Forged
            plain = Cipher(self._aes, CBC(told[-_VECTOR:])).decryptor().update(told[:-_VECTOR])
            yield b"".join((_HEADER[:head], plain, bytes(_VECTOR + _MAC)))

    def _tag(self, told: bytes, number: int) -> bytes:
        mac = self._mac.copy()
        mac.update(told + number.to_bytes(4, "little"))
        return mac.digest()
