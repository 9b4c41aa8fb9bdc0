"""Rows of a CSV file (RFC 4180 and what programs really write), with everything that is wrong said per row.

A broken row never hides the rows behind it: when a quote opens and does not close, or rows run into each other, only
the first line is given up and reading goes on behind it.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

import msgspec

from headoffice.sources.stream import Line, LineFile, Unreadable

ROW_LINES = 1_000
"""Most lines of one row: notes have line breaks."""
ROW_BYTES = 1 << 18
"""Most bytes of a row of several lines."""
_DELIMITERS = ",;\t|"
REASON = "Import reason"
"""The column of a rejects file that says why."""
DAMAGED = "Damaged"
"""How the reason begins where the file could not keep the row as it was: imported again as it stands, it is refused."""

_ENCODING = "the text is neither UTF-8 nor what the rest of the file is written in"
# The wide ones are formulas to spreadsheets set up for Japanese.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class Position(msgspec.Struct, frozen=True, array_like=True):
    """Where reading goes on. ``cp1252_from``: offset from which on the file is read as Windows-1252, -1 = nowhere."""

    offset: int = 0
    line: int = 1
    cp1252_from: int = -1
    saw_utf8: bool = False


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One row. ``number`` is the line it begins on (the header is 1); ``problem`` says why it cannot be used, then
    ``cells`` are what could be made out; ``damaged``: they are not what the file says.
    """

    number: int
    cells: Sequence[str]
    end: int
    next_line: int
    problem: str = ""
    damaged: bool = False

    def size(self) -> int:
        """Characters in it, roughly its memory."""
        return sum(map(len, self.cells))


class CsvFile:
    """A CSV file: its ``header`` and its rows from ``position`` on.

    ``delimiter`` and ``encoding`` are found out when empty. Raises ``Unreadable`` when there is no header.
    """

    def __init__(self, path: Path, position: Position | None = None, delimiter: str = "", encoding: str = "") -> None:
        self.path = path
        self._encoding = encoding
        self._at = position or Position()
        self._cp1252_from, self._saw_utf8 = self._at.cp1252_from, self._at.saw_utf8
        self.notes: list[str] = []
        with LineFile(path) as file:
            self.delimiter, self.header, start = self._read_header(iter(file), delimiter)
        if self._at.offset == 0:
            self._at = msgspec.structs.replace(self._at, offset=start.end, line=start.number + 1)
        self._file = LineFile(path, self._at.offset, self._at.line)
        self._lines = iter(self._file)
        self._pushed: deque[Line] = deque()

    def __enter__(self) -> CsvFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    @property
    def progress(self) -> tuple[int, int]:
        """Bytes read and bytes in all, on the disk."""
        return self._file.done, self._file.size

    def position(self, after: Row | None) -> Position:
        """Where to go on ``after`` a row; before the first row for None."""
        if after is None:
            return self._at
        return Position(after.end, after.next_line, self._cp1252_from, self._saw_utf8)

    # The header ----------------------------------------------------------------------------------------------------

    def _read_header(self, lines: Iterator[Line], delimiter: str) -> tuple[str, list[str], Line]:
        line = next(lines, None)
        if line is not None and line.data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Unreadable(f"{self.path} is UTF-16. Save it as CSV in UTF-8.")
        if line is not None and line.data.removeprefix(b"\xef\xbb\xbf").lower().startswith(b"sep="):
            line = next(lines, None)
        if line is None or not line.data.strip():
            raise Unreadable(f"{self.path} is empty: there is no row of column names.")
        if line.too_long or b"\0" in line.data:
            raise Unreadable(f"{self.path} is not a CSV file: it does not begin with a row of column names.")
        if b"\r" in line.data:
            raise Unreadable(f"The lines of {self.path} end in CR alone. Save it as CSV in UTF-8.")
        self._saw_utf8 = self._saw_utf8 or line.data.startswith(b"\xef\xbb\xbf")
        text = self._decode_header(line.data.removeprefix(b"\xef\xbb\xbf"))
        chosen = delimiter or max(_DELIMITERS, key=lambda d: len(_split(text, d)))
        return chosen, [name.strip() for name in _split(text, chosen)], line

    def _decode_header(self, data: bytes) -> str:
        try:
            return data.decode(self._encoding or "utf-8")
        except UnicodeDecodeError:
            return data.decode("cp1252", "replace")
        except LookupError as error:
            raise Unreadable("The encoding named in the mapping is not known. Use utf-8 or cp1252.") from error

    # The rows ------------------------------------------------------------------------------------------------------

    def __iter__(self) -> Iterator[Row]:
        """The rows; blank lines are passed over. Damaged rows of a rejects file count once said to be mended."""
        marked = self.header.index(REASON) if REASON in self.header else -1
        for row in self._rows():
            if marked >= 0 and not row.problem and row.cells[marked].startswith(DAMAGED):
                yield msgspec.structs.replace(row, problem="it was damaged: mend it and empty its import reason")
            else:
                yield row

    def _rows(self) -> Iterator[Row]:
        width, delimiter = len(self.header), self.delimiter
        while (line := self._next()) is not None:
            data = line.data
            if not data.strip():
                continue
            if line.too_long or b"\0" in data or b'"' in data or not data.isascii():
                yield self._difficult(line)
                continue
            cells = data.decode("ascii").split(delimiter)
            yield Row(line.number, cells, line.end, line.number + 1, _count_problem(len(cells), width, line))

    def _next(self) -> Line | None:
        return self._pushed.popleft() if self._pushed else next(self._lines, None)

    def _difficult(self, line: Line) -> Row:
        if line.too_long:
            return self._broken(line, "the line is longer than 1 MiB")
        if b"\0" in line.data:
            return self._broken(line, "there is a NUL character in it")
        if b'"' in line.data:
            return self._quoted(line)
        try:
            cells = self._decode(line).split(self.delimiter)
        except UnicodeDecodeError:
            return self._broken(line, _ENCODING)
        return Row(line.number, cells, line.end, line.number + 1, _count_problem(len(cells), len(self.header), line))

    def _quoted(self, line: Line) -> Row:
        taken: list[Line] = []
        unclosed = False

        def feed() -> Iterator[str]:
            nonlocal unclosed
            current: Line | None = line
            size = 0
            while current is not None and len(taken) < ROW_LINES and size <= ROW_BYTES:
                taken.append(current)
                size += len(current.data)
                yield self._decode(current) + "\n"
                current = self._next()
            if current is not None:
                self._pushed.appendleft(current)
            unclosed = True

        problem, cells = "", [""]
        try:
            cells = next(csv.reader(feed(), delimiter=self.delimiter, strict=True))
            problem = _count_problem(len(cells), len(self.header), taken[-1])
        except UnicodeDecodeError:
            problem = _ENCODING
        except csv.Error as error:
            problem = (
                "a cell is longer than 128 KiB" if "limit" in str(error) else "the quotes in it do not fit together"
            )
            problem = "a quote opens and does not close" if unclosed else problem
        if not problem and any(b"\0" in each.data for each in taken):
            problem = "there is a NUL character in it"
        if problem:
            self._pushed.extendleft(reversed(taken[1:]))
            return self._broken(line, problem)
        return Row(line.number, cells, taken[-1].end, taken[-1].number + 1)

    def _broken(self, line: Line, problem: str) -> Row:
        """What could be made out of the one line: enough to see which order or customer it belongs to."""
        text = line.data.decode("utf-8", "backslashreplace").replace("\0", "\\0")
        return Row(line.number, text.replace('"', "").split(self.delimiter), line.end, line.number + 1, problem, True)

    def _decode(self, line: Line) -> str:
        if self._encoding:
            return line.data.decode(self._encoding)
        if 0 <= self._cp1252_from <= line.start:
            return line.data.decode("cp1252")
        try:
            text = line.data.decode("utf-8")
        except UnicodeDecodeError:
            if self._saw_utf8:
                raise
            text = line.data.decode("cp1252")
            self._cp1252_from = line.start
            self.notes.append(f"not UTF-8: read as Windows-1252 from row {line.number} on")
            return text
        self._saw_utf8 = self._saw_utf8 or not line.data.isascii()
        return text


def _split(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return text.split(delimiter)


def _count_problem(found: int, wanted: int, line: Line) -> str:
    if found == wanted:
        return ""
    cut = "" if line.ended else ", the file ends in the middle of it"
    return f"{found} columns instead of {wanted}{cut}"


def escaped(cell: str) -> str:
    """``cell`` so that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def unescaped(cell: str) -> str:
    """The apostrophe of ``escaped`` taken off again."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
