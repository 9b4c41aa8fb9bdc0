"""The bytes of an import file, line by line, plain or gzip, however large: memory holds one line."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple

LINE_LIMIT = 1 << 20
"""Bytes of one line. More is no table; what is beyond is passed over."""
RATIO_LIMIT = 250
"""Most times a gzip file may grow: text reaches 50, a bomb 1,000."""
_RATIO_FROM = 64 << 20
SIZE_LIMIT = 1 << 40
"""Most bytes after unpacking."""
_SAMPLE = 1 << 20
_GZIP_MAGIC = b"\x1f\x8b"


class Unreadable(Exception):
    """The file cannot be read (any further). The message says what to do and holds nothing out of the file."""


class Line(NamedTuple):
    """One line without its line end. ``number`` counts from 1, ``end`` is the offset behind it."""

    number: int
    start: int
    end: int
    data: bytes
    too_long: bool = False
    ended: bool = True
    """Whether a line end stood behind it: the last line of a file that was cut off has none."""


class LineFile:
    """Reads lines from ``offset`` (of the unpacked bytes), where line ``number`` begins.

    Raises ``Unreadable`` when the file is missing, is not a file, is damaged, or unpacks beyond all reason.
    """

    def __init__(self, path: Path, offset: int = 0, number: int = 1) -> None:
        self._path = path
        self._file = _open(path)
        self.size = os.fstat(self._file.fileno()).st_size
        try:
            self.packed = self._file.read(2) == _GZIP_MAGIC
            self._file.seek(0)
        except OSError as error:
            self._file.close()
            raise unreadable(path, error) from error
        self._bytes: BinaryIO | gzip.GzipFile | io.BufferedReader = self._file
        if self.packed:
            self._bytes = io.BufferedReader(gzip.GzipFile(fileobj=self._file), 1 << 18)
        self._offset, self._number = offset, number

    def __enter__(self) -> LineFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._bytes.close()
        self._file.close()

    @property
    def done(self) -> int:
        """Bytes of the file as it lies on the disk that were read: for the progress bar, beside ``size``."""
        return self._file.tell() if self.packed else self._offset

    def __iter__(self) -> Iterator[Line]:
        """The lines from the offset on."""
        try:
            self._bytes.seek(self._offset)
            while data := self._bytes.readline(LINE_LIMIT + 1):
                yield self._line(data)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Unreadable("The gzip file is damaged or was cut off. Copy it again, or unpack it first.") from error
        except OSError as error:
            raise Unreadable(f"The file cannot be read any further ({error.strerror or 'input error'}).") from error

    def _line(self, data: bytes) -> Line:
        start, number = self._offset, self._number
        self._offset += len(data)
        too_long = len(data) > LINE_LIMIT
        last = data
        while not last.endswith(b"\n") and len(last) > LINE_LIMIT:
            last = self._bytes.readline(LINE_LIMIT + 1)
            self._offset += len(last)
            self._check_size()
        self._number += 1
        self._check_size()
        kept = data[:1000] if too_long else data.rstrip(b"\r\n")
        return Line(number, start, self._offset, kept, too_long, last.endswith(b"\n"))

    def _check_size(self) -> None:
        if not self.packed or self._offset < _RATIO_FROM:
            return
        if self._offset > SIZE_LIMIT or self._offset > RATIO_LIMIT * self._file.tell():
            raise Unreadable("The gzip file unpacks to far more than a table holds. Unpack it and look at it first.")


def _open(path: Path) -> BinaryIO:
    try:
        if path.is_dir():
            raise Unreadable(f"{path} is a folder. Name the file in it.")
        if not path.is_file():
            raise Unreadable(f"There is no file {path}. Check the path.")
        return path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> Unreadable:
    """``error`` in a sentence."""
    return Unreadable(f"{path} cannot be read ({error.strerror or 'input error'}).")


def size_of(path: Path) -> int:
    """Bytes on the disk. Raises ``Unreadable``."""
    try:
        return path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error


def changed_at(path: Path) -> int:
    """When the file was last changed, in ms: what it says was said then. 0 when it is not there."""
    try:
        return path.stat().st_mtime_ns // 1_000_000
    except OSError:
        return 0


def fingerprint(paths: list[Path]) -> str:
    """What tells files apart without reading all of them: sizes, times of change, and the SHA-256 of both ends.

    Raises ``Unreadable``.
    """
    digest = hashlib.sha256()
    for path in paths:
        with _open(path) as file:
            stat = os.fstat(file.fileno())
            digest.update(f"{path.name}\x1f{stat.st_size}\x1f{stat.st_mtime_ns}\x1f".encode())
            try:
                digest.update(file.read(_SAMPLE))
                file.seek(max(0, stat.st_size - _SAMPLE))
                digest.update(file.read(_SAMPLE))
            except OSError as error:
                raise unreadable(path, error) from error
    return digest.hexdigest()
