"""Reading one or several CSV files of a source as batches of records, with what is wrong said per row.

A format is a list of ``Sheet``: a file, the columns it must have, and a function from the rows of one order or
customer to records. Everything else (blocks, positions, refusals) is the same for all formats and stands here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from clienteling.domain.errors import Rejected
from headoffice.sources import bounds
from headoffice.sources.blocks import Block, Group, grouped, single
from headoffice.sources.records import Record
from headoffice.sources.rows import CsvFile, Position, Row, unescaped
from headoffice.sources.stream import Unreadable, size_of

_TOGETHER = "the rows of one order are refused together"

Outcome = Literal["skipped", "invalid"]


class Problem(msgspec.Struct, frozen=True):
    """A row that was not taken. ``reason`` holds no value of the row; ``cells`` go to the rejects file alone.

    ``because`` is the row that is wrong, when it is another one; ``damaged``: ``cells`` are not what the file says.
    """

    row: int
    outcome: Outcome
    reason: str
    cells: tuple[str, ...] = ()
    because: int = 0
    damaged: bool = False


class State(msgspec.Struct, frozen=True):
    """Where to go on: which sheet, where in it."""

    sheet: int = 0
    position: Position | None = None


class Refusal(msgspec.Struct, frozen=True):
    """An order that was refused whole: its later rows, if any come, must not become half an order."""

    kind: str
    key: str


class Batch(msgspec.Struct):
    """What is committed together. ``rows`` counts rows of the file; after committing, reading can go on at ``state``.

    ``groups`` maps the row a record came from to the cells of all its rows, for refusals that only the loader can
    make (a key that came already).
    """

    sheet: str
    header: tuple[str, ...]
    records: list[Record]
    problems: list[Problem]
    refusals: list[Refusal]
    groups: dict[int, Group]
    rows: int
    state: State
    finished: bool = False


class Columns:
    """The columns of one file by name, whatever their order, and their cells."""

    def __init__(self, path: Path, header: Sequence[str], required: Sequence[str]) -> None:
        self._index = {name.casefold(): place for place, name in reversed(list(enumerate(header)))}
        self._places: dict[str, int] = {}
        self.header = tuple(header)
        missing = [name for name in required if name.casefold() not in self._index]
        if missing:
            raise Unreadable(
                f"{path} lacks the columns {', '.join(missing)}. Check that it is the right file and format."
            )
        twice = self.twice(required)
        if twice:
            raise Unreadable(f"{path} has more than one column {', '.join(twice)}. Rename or remove all but one.")

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._index

    def place(self, name: str) -> int:
        """Index of a column that is required."""
        return self._index[name.casefold()]

    def cell(self, row: Row, *names: str) -> str:
        """The first cell of ``names`` with something in it, without surrounding spaces; empty when there is none."""
        cells = row.cells
        for name in names:
            place = self._places.get(name)
            if place is None:  # asked for the first time; some twenty names are asked for in every row
                place = self._places[name] = self._index.get(name.casefold(), -1)
            if 0 <= place < len(cells) and cells[place]:
                found = unescaped(cells[place].strip())
                if found:
                    return found
        return ""

    def twice(self, among: Sequence[str] = ()) -> list[str]:
        """Names that several columns bear, of those ``among`` or of all."""
        count = Counter(name.casefold() for name in self.header if name)
        return [name for name in dict.fromkeys(among or self.header) if count[name.casefold()] > 1]

    def unused(self, used: Sequence[str]) -> list[str]:
        """Names of columns that are not ``used``."""
        known = {name.casefold() for name in used}
        return [name for name in self.header if name and name.casefold() not in known]


class Taken:
    """What a sheet's function gathers from one group of rows."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.problems: list[Problem] = []

    def add(self, record: Record) -> None:
        """A record to import."""
        self.records.append(record)

    def skip(self, row: Row, reason: str) -> None:
        """A row that is left out on purpose."""
        self.problems.append(Problem(row.number, "skipped", reason))


Convert = Callable[[Columns, Group, Taken], None]
"""Turns the rows of one group into records; raises ``Rejected`` to refuse them all."""


class Sheet(msgspec.Struct, frozen=True):
    """One file of a source. ``key`` is the column by which rows belong together; empty: each row stands alone.

    ``kind`` is the entity type of a group, for refusals. ``used`` names the columns that are read, so that the report
    can name the others; empty: not said.
    """

    name: str
    path: Path
    required: tuple[str, ...]
    convert: Convert
    key: str = ""
    kind: str = ""
    used: tuple[str, ...] = ()
    delimiter: str = ""
    encoding: str = ""


class Reader(Protocol):
    """What the importer needs of a source. ``notes`` grows while reading: what was found out about the files."""

    source: str
    notes: list[str]

    @property
    def paths(self) -> list[Path]:
        """The files."""

    @property
    def sheets(self) -> list[str]:
        """Their names in reports."""

    def check(self) -> list[str]:
        """Notes about the files. Raises ``Unreadable``, before anything is imported."""

    def batches(self, state: State | None) -> Iterator[Batch]:
        """The batches from ``state`` on. Raises ``Unreadable``."""

    def progress(self) -> tuple[int, int]:
        """Bytes read and bytes in all."""


class SheetReader:
    """Reads the sheets of a source one after the other."""

    def __init__(self, source: str, sheets: Sequence[Sheet]) -> None:
        self.source = source
        self._sheets = sheets
        self._file: CsvFile | None = None
        self._done = 0
        self.notes: list[str] = []

    @property
    def paths(self) -> list[Path]:
        """The files."""
        return [sheet.path for sheet in self._sheets]

    @property
    def sheets(self) -> list[str]:
        """Their names in reports."""
        return [sheet.name for sheet in self._sheets]

    def check(self) -> list[str]:
        """Open every file and look for its columns. Raises ``Unreadable``."""
        notes = []
        for sheet in self._sheets:
            with CsvFile(sheet.path, None, sheet.delimiter, sheet.encoding) as file:
                columns = Columns(sheet.path, file.header, sheet.required)
                twice, unused = columns.twice(), columns.unused(sheet.used) if sheet.used else []
            if twice:
                notes.append(f"columns of which the first one counts: {', '.join(twice)}")
            if unused:
                notes.append(f"columns that are not read: {', '.join(unused)}")
        return notes

    def progress(self) -> tuple[int, int]:
        """Bytes read and bytes in all."""
        total = sum(map(size_of, self.paths))
        return self._done + (self._file.progress[0] if self._file else 0), total

    def batches(self, state: State | None) -> Iterator[Batch]:
        """The batches from ``state`` on. Raises ``Unreadable`` when a file turns out damaged."""
        start = state or State()
        self._done = sum(size_of(sheet.path) for sheet in self._sheets[: start.sheet])
        for number in range(start.sheet, len(self._sheets)):
            sheet = self._sheets[number]
            position = start.position if number == start.sheet else None
            with CsvFile(sheet.path, position, sheet.delimiter, sheet.encoding) as file:
                self._file = file
                yield from self._read(number, sheet, file)
            self._file = None
            self._done += size_of(sheet.path)

    def _read(self, number: int, sheet: Sheet, file: CsvFile) -> Iterator[Batch]:
        columns = Columns(sheet.path, file.header, sheet.required)
        blocks = single(file) if not sheet.key else grouped(file, _key_of(columns.place(sheet.key)))
        for block in blocks:
            state = State(number, file.position(block.last))
            yield _batch(sheet, columns, block, state)
            self.notes += file.notes
            file.notes.clear()


def _key_of(place: int) -> Callable[[Sequence[str]], str]:
    def key(cells: Sequence[str]) -> str:
        return unescaped(cells[place].strip()) if place < len(cells) else ""

    return key


def _batch(sheet: Sheet, columns: Columns, block: Block, state: State) -> Batch:
    batch = Batch(sheet.name, columns.header, [], [], [], {}, block.rows, state)
    for group in block.groups:
        _take(sheet, columns, group, batch)
    return batch


def _take(sheet: Sheet, columns: Columns, group: Group, batch: Batch) -> None:
    if group.broken:
        batch.problems += refused(group, group.broken[0], group.broken[0].problem)
    else:
        taken = Taken()
        try:
            sheet.convert(columns, group, taken)
            for record in taken.records:
                bounds.check(record)
        except Rejected as error:
            culprit = error.row if isinstance(error, RowRejected) else group.rows[0]
            batch.problems += refused(group, culprit, error.sentence)
        else:
            batch.records += taken.records
            batch.problems += taken.problems
            for record in taken.records:
                batch.groups.setdefault(record.row, group)
            return
    # A key too long to be kept is refused wherever it comes again.
    if sheet.kind and group.key and len(group.key) <= bounds.KEY_LIMIT:
        batch.refusals.append(Refusal(sheet.kind, group.key))


class RowRejected(Rejected):
    """A refusal that knows its row."""

    def __init__(self, row: Row, cause: Rejected) -> None:
        super().__init__(cause.number, cause.sentence)
        self.row = row


def refused(group: Group, culprit: Row, reason: str) -> list[Problem]:
    """All rows of ``group`` as invalid: the culprit with the reason, the others because of it."""
    problems = []
    for row in sorted((*group.rows, *group.broken), key=lambda row: row.number):
        own = row.problem or (reason if row.number == culprit.number else "")
        because = 0 if own else culprit.number
        problems.append(Problem(row.number, "invalid", own or _TOGETHER, tuple(row.cells), because, row.damaged))
    return problems
