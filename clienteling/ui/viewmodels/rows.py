"""A list model over frozen dataclasses of ready-to-show values, with narrow changes."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QPersistentModelIndex, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtCore import QObject

    from clienteling.ui.viewmodels.turns import Turns

Row = TypeVar("Row")
_ROOT = QModelIndex()
DISPLAY_ROLE, USER_ROLE = 0, 0x100
"""Of ``Qt.ItemDataRole``. Naming ``Qt`` makes its 93 enumerations: 20 ms before the first frame (``test_start``)."""
ROW_ROLE = USER_ROLE
"""All fields of a row in one reading. Qt asks for the interpreter five times for each value it reads, and waits each
time while another thread has it: whoever shows many fields, or shows them while somebody types, takes ``row``.
"""
PIECE, FIRST_PIECE = 4, 2
"""So many rows at most come or change in one turn of the event loop, where ``turn_into`` shows them; and so many at
first, until it is known how long they take here.
"""
LEAVING = 24
"""So many at most go in one turn, where ``empty`` has them go: there may be an item for each of them."""
LOOK = 6
"""So many are looked at, to find those."""
PACE_MS = 6.0
"""A piece that took longer than this, what shows it included, is followed by a smaller one; one that took less than a
third of it by a larger one. So a slow tablet hears touches as often as a fast one.
"""


class _Piece:
    """How much of a list is done in one turn."""

    def __init__(self, most: int, looks: int) -> None:
        self.most, self._looks = most, looks
        self._done = self._looked = 0

    @property
    def left(self) -> int:
        """How many more may come or change in this turn."""
        return self.most - self._done

    def count(self, done: int, looked: int) -> None:
        """So many came or changed, of so many that were looked at."""
        self._done += done
        self._looked += looked

    def over(self) -> bool:
        """Whether this one is at its end; if so the next begins."""
        if self._done < self.most and self._looked < self._looks:
            return False
        self._done = self._looked = 0
        return True


class RowsModel(QAbstractListModel, Generic[Row]):
    """Rows of one dataclass; each field is a role of the same name, all together are ``row``. Fields are str, bool,
    small int or list of str.

    ``replace`` and ``turn_into`` keep rows whose ``key`` field stays and report only what changed, so that delegates,
    scroll position and focus survive a refresh.

    Signals:
        grew: a piece of what ``turn_into`` was given is in; who shows it makes its items now, not with the next.
    """

    grew = Signal()

    def __init__(self, shape: type[Row], key: str = "key", parent: QObject | None = None) -> None:
        """``shape`` is the dataclass of a row; ``key`` the field that tells rows apart."""
        super().__init__(parent)
        self._fields = tuple(field.name for field in dataclasses.fields(shape))  # type: ignore[arg-type]
        self._roles = {USER_ROLE + 1 + n: name for n, name in enumerate(self._fields)}
        self._names = {role: QByteArray(name.encode()) for role, name in {ROW_ROLE: "row", **self._roles}.items()}
        self._key = key
        self._rows: list[Row] = []
        self._piece = _Piece(FIRST_PIECE, LOOK)
        self._under_way: Iterator[None] | None = None
        self._turns: Turns | None = None
        self._number = 0

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they stand."""
        return tuple(self._rows)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Qt's hook."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = DISPLAY_ROLE) -> Any:
        """Qt's hook."""
        n = index.row()
        if not 0 <= n < len(self._rows):
            return None
        if role == ROW_ROLE:
            return {name: _shown(getattr(self._rows[n], name)) for name in self._fields}
        name = self._roles.get(role)
        return None if name is None else _shown(getattr(self._rows[n], name))

    def roleNames(self) -> dict[int, QByteArray]:
        """Qt's hook."""
        return self._names

    def replace(self, rows: Sequence[Row]) -> None:
        """Show ``rows`` instead, at once. What ``turn_into`` has begun is given up."""
        self._drop()
        keys = [getattr(row, self._key) for row in rows]
        for _piece in self._moved(keys, rows.__getitem__, _Piece(len(rows), len(rows))):
            pass

    def turn_into(
        self, keys: Sequence[Any], make: Callable[[int], Row], turns: Turns, *, anew: bool = False, later: bool = False
    ) -> None:
        """Show other rows, from the top, a piece of them in this turn of the event loop and in each of the next.

        ``keys`` are theirs; ``make`` makes the one of a place, in the turn in which it is shown. Whatever is still to
        come is given up as soon as other rows are given. ``anew``: they have nothing to do with those before, so they
        take the places of those, whatever their keys; for items that keep nothing. ``later``: the first piece too comes
        in a turn of its own.
        """
        self._drop()
        how = self._overwritten if anew else self._moved
        self._piece = _Piece(self._piece.most, LOOK)
        self._under_way, self._turns = how(keys, make, self._piece), turns
        if later:
            self._number = turns.call(self._go_on)
        else:
            self._go_on()

    def empty(self, turns: Turns) -> None:
        """Have no rows any more. The last ones go first, a piece in each of the next turns of the event loop, and what
        shows them with them; for rows that nobody looks at any more. ``replace`` has none at once.
        """
        self._drop()
        if self._rows:
            self._under_way, self._turns = self._going(), turns
            self._number = turns.call(self._go_on)

    def change(self, key: Any, make: Callable[[], Row]) -> None:
        """Show the row of that key anew, if it is there."""
        n = self._find(key, 0)
        if n is not None:
            self._change(n, make())

    def extend(self, rows: Sequence[Row]) -> None:
        """Add ``rows`` at the end (the next window of a long list). What ``turn_into`` has begun is given up."""
        self._drop()
        self._insert(len(self._rows), rows)

    def _go_on(self) -> None:
        self._number = 0
        if self._under_way is None or self._turns is None:
            return
        begun = time.perf_counter()
        try:
            next(self._under_way)
        except StopIteration:
            self._under_way = self._turns = None
        else:
            self._number = self._turns.call(self._go_on)
        self.grew.emit()
        self._piece.most = _next(self._piece.most, (time.perf_counter() - begun) * 1_000)

    def _drop(self) -> None:
        if self._turns is not None:
            self._turns.forget(self._number)
        self._under_way = self._turns = None

    def _moved(self, keys: Sequence[Any], make: Callable[[int], Row], piece: _Piece) -> Iterator[None]:
        """The fewest insertions, removals and changes that keep matching keys in order; neighbours go together."""
        keep, held = set(keys), {getattr(row, self._key) for row in self._rows}
        n = 0
        while n < len(keys):
            if piece.over():
                yield
            self._remove(n, self._end(n, keep))
            end = n
            while end < min(len(keys), n + piece.left) and keys[end] not in held:
                end += 1
            if end > n:
                self._insert(n, [make(place) for place in range(n, end)])
                piece.count(end - n, end - n)
                n = end
            else:
                piece.count(self._place(n, make(n), keys[n]), 1)
                n += 1
        self._remove(len(keys), len(self._rows))

    def _end(self, start: int, keep: set[Any]) -> int:
        """Where the next row stands that stays."""
        end = start
        while end < len(self._rows) and getattr(self._rows[end], self._key) not in keep:
            end += 1
        return end

    def _overwritten(self, keys: Sequence[Any], make: Callable[[int], Row], piece: _Piece) -> Iterator[None]:
        """Other rows in the places of these: items that are shown say something else, as few as can be are made."""
        self._remove(len(keys), len(self._rows))
        n = 0
        while n < len(keys):
            if piece.over():
                yield
            if n < len(self._rows):
                piece.count(self._change(n, make(n)), 1)
                n += 1
            else:
                end = min(len(keys), n + piece.left)
                self._insert(n, [make(place) for place in range(n, end)])
                piece.count(end - n, end - n)
                n = end

    def _going(self) -> Iterator[None]:
        """Half of them each time, if those are not many: most of a list is not on the screen, what is there its top."""
        while len(self._rows) > PIECE:
            last = len(self._rows)
            self._remove(last - max(PIECE, min(last // 2, LEAVING)), last)
            yield
        self._remove(0, len(self._rows))

    def _insert(self, n: int, rows: Sequence[Row]) -> None:
        if rows:
            self.beginInsertRows(_ROOT, n, n + len(rows) - 1)
            self._rows[n:n] = rows
            self.endInsertRows()

    def _place(self, n: int, row: Row, key: Any) -> int:
        """Bring the row of this key here; how many rows changed (0 or 1)."""
        held = self._find(key, n)
        if held is None:
            self._insert(n, (row,))
            return 1
        if held != n:
            self.beginMoveRows(_ROOT, held, held, _ROOT, n)
            self._rows.insert(n, self._rows.pop(held))
            self.endMoveRows()
        return self._change(n, row) or int(held != n)

    def _change(self, n: int, row: Row) -> int:
        if self._rows[n] == row:
            return 0
        changed = [r for r, f in self._roles.items() if getattr(self._rows[n], f) != getattr(row, f)]
        self._rows[n] = row
        at = self.createIndex(n, 0)
        self.dataChanged.emit(at, at, [ROW_ROLE, *changed])
        return 1

    def _find(self, key: Any, start: int) -> int | None:
        for n in range(start, len(self._rows)):
            if getattr(self._rows[n], self._key) == key:
                return n
        return None

    def _remove(self, n: int, end: int) -> None:
        if n < end:
            self.beginRemoveRows(_ROOT, n, end - 1)
            del self._rows[n:end]
            self.endRemoveRows()


def _shown(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _next(most: int, took_ms: float) -> int:
    """How many rows the next piece has, after one of ``most`` that took so long."""
    if took_ms > PACE_MS:
        return max(1, most // 2)
    return min(PIECE, most + 1) if took_ms < PACE_MS / 3 else most
