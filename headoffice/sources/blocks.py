"""Rows gathered into blocks that can be committed whole: every order with all of its rows.

A block ends where no order is open, so that an interrupted import goes on at its end. Rows of one order may stand up
to ``LOOK_AHEAD`` rows apart; memory holds one block and that many rows.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from headoffice.sources.rows import Row

BLOCK_ROWS = 2_000
BLOCK_GROUPS = 1_000
LOOK_AHEAD = 1_000
GROUP_ROWS = 5_000
"""Most rows of one order."""
_CHARACTERS = 8 << 20


class Group(msgspec.Struct):
    """The rows of one order (or the one row of a customer), in file order. ``broken`` are those that cannot be used;
    with one of them the whole group is refused.
    """

    key: str
    rows: list[Row]
    broken: list[Row]

    @property
    def number(self) -> int:
        """The row it begins on."""
        return min(row.number for row in (*self.rows[:1], *self.broken[:1]))


class Block(msgspec.Struct):
    """Groups in the order of their first row, and the row the block ends with."""

    groups: list[Group]
    rows: int
    last: Row


def single(rows: Iterable[Row], limit: int = BLOCK_GROUPS) -> Iterator[Block]:
    """Blocks of rows that each stand for themselves."""
    groups: list[Group] = []
    size, last = 0, None
    for row in rows:
        groups.append(Group("", [], [row]) if row.problem else Group("", [row], []))
        size, last = size + row.size(), row
        if len(groups) >= limit or size > _CHARACTERS:
            yield Block(groups, len(groups), row)
            groups, size = [], 0
    if last is not None and groups:
        yield Block(groups, len(groups), last)


def grouped(rows: Iterable[Row], key_of: Callable[[Sequence[str]], str]) -> Iterator[Block]:
    """Blocks of rows that belong together by ``key_of`` their cells (empty: cannot be told)."""
    ahead = _Ahead(iter(rows), key_of)
    while ahead.fill():
        gathered = _Gathered()
        while ahead.rows and gathered.wants(ahead):
            gathered.add(*ahead.take())
        yield gathered.block()


class _Ahead:
    """The rows to come, as far as they are looked at."""

    def __init__(self, rows: Iterator[Row], key_of: Callable[[Sequence[str]], str]) -> None:
        self._source, self._key_of = rows, key_of
        self.rows: deque[tuple[Row, str]] = deque()
        self._size = 0

    def fill(self) -> bool:
        """Look as far ahead as allowed; False at the end of the file."""
        while len(self.rows) < LOOK_AHEAD and self._size < _CHARACTERS:
            row = next(self._source, None)
            if row is None:
                break
            self.rows.append((row, self._key_of(row.cells)))
            self._size += row.size()
        return bool(self.rows)

    def take(self) -> tuple[Row, str]:
        """The next row and its key."""
        row, key = self.rows.popleft()
        self._size -= row.size()
        self.fill()
        return row, key

    def last_of(self, keys: dict[str, Group]) -> int:
        """How many of the rows to come must be taken so that none of ``keys`` comes again within sight."""
        return max((place for place, (_, key) in enumerate(self.rows, 1) if key and key in keys), default=0)


class _Gathered:
    """A block being gathered."""

    def __init__(self) -> None:
        self._groups: dict[str, Group] = {}
        self._nameless: list[Group] = []
        self._unclear: list[Row] = []
        self._last_key = ""
        self._last: Row | None = None
        self._count = self._size = self._owed = 0

    def wants(self, ahead: _Ahead) -> bool:
        """Whether the next row belongs into this block."""
        if self._owed:
            return True
        full = self._count >= BLOCK_ROWS or len(self._groups) >= BLOCK_GROUPS or self._size > _CHARACTERS
        if full and self._count < 4 * BLOCK_ROWS + GROUP_ROWS:
            self._owed = ahead.last_of(self._groups)
            return self._owed > 0
        return not full

    def add(self, row: Row, key: str) -> None:
        """Put ``row`` where it belongs."""
        self._count += 1
        self._size += row.size()
        self._owed = max(0, self._owed - 1)
        self._last = row
        if not key or (row.problem and "ends in the middle" in row.problem and self._last_key.startswith(key)):
            key = self._last_key if row.problem and key else ""
        if not key:
            self._nameless.append(Group("", [], [row]))
            self._unclear.append(row)
            return
        group = self._groups.setdefault(key, Group(key, [], []))
        (group.broken if row.problem else group.rows).append(row)
        if key == self._last_key and self._unclear:
            # A row that cannot be read, between two rows of one order, is one of its rows.
            group.broken.extend(self._unclear)
            lost = {unclear.number for unclear in self._unclear}
            self._nameless = [each for each in self._nameless if each.broken[0].number not in lost]
        self._unclear.clear()
        self._last_key = key
        _curb(group)

    def block(self) -> Block:
        """What was gathered."""
        assert self._last is not None  # noqa: S101 - grouped() adds before it asks
        groups = sorted((*self._groups.values(), *self._nameless), key=lambda group: group.number)
        return Block(groups, self._count, self._last)


def _curb(group: Group) -> None:
    if len(group.rows) > GROUP_ROWS:
        reason = f"more than {GROUP_ROWS} rows with the same order number"
        group.broken.append(msgspec.structs.replace(group.rows[0], problem=reason))
        del group.rows[1:]
