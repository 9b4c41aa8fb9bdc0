"""A list model over frozen dataclasses of ready-to-show values, with narrow changes."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

Row = TypeVar("Row")
_ROOT = QModelIndex()


class RowsModel(QAbstractListModel, Generic[Row]):
    """Rows of one dataclass; each field is a role of the same name. Fields are str, bool, small int or list of str.

    ``replace`` keeps rows whose ``key`` field stays and reports only what changed, so that delegates, scroll position
    and focus survive a refresh.
    """

    def __init__(
        self, shape: type[Row], key: str = "key", parent: QObject | None = None, *, in_place: bool = False
    ) -> None:
        """``shape`` is the dataclass of a row; ``key`` the field that tells rows apart. ``in_place``: when no row
        stays, the new ones take the places of the old ones, for lists whose items keep nothing of their own.
        """
        super().__init__(parent)
        self._fields = tuple(field.name for field in dataclasses.fields(shape))  # type: ignore[arg-type]
        self._roles = {Qt.ItemDataRole.UserRole + 1 + n: name for n, name in enumerate(self._fields)}
        self._key = key
        self._in_place = in_place
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they stand."""
        return tuple(self._rows)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Qt's hook."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's hook."""
        name = self._roles.get(role)
        if name is None or not 0 <= index.row() < len(self._rows):
            return None
        value = getattr(self._rows[index.row()], name)
        return list(value) if isinstance(value, tuple) else value

    def roleNames(self) -> dict[int, QByteArray]:
        """Qt's hook."""
        return {role: QByteArray(name.encode()) for role, name in self._roles.items()}

    def replace(self, rows: Sequence[Row]) -> None:
        """Show ``rows`` instead, in the fewest insertions, removals and changes that keep matching keys in order."""
        wanted = [getattr(row, self._key) for row in rows]
        keep = set(wanted)
        if self._rows and rows and self._in_place and keep.isdisjoint(getattr(row, self._key) for row in self._rows):
            self._overwrite(rows)
            return
        self._keep(keep)
        held = {getattr(row, self._key) for row in self._rows}
        n = 0
        while n < len(rows):
            end = next((e for e in range(n, len(rows)) if wanted[e] in held), len(rows))
            self._insert(n, rows[n:end])
            if end < len(rows):
                self._place(end, rows[end], wanted[end])
            n = end + 1
        self._remove(len(rows), len(self._rows))

    def _keep(self, keep: set[Any]) -> None:
        """Take out what has another key, neighbours together."""
        end = len(self._rows)
        while end > 0:
            if getattr(self._rows[end - 1], self._key) in keep:
                end -= 1
                continue
            n = end - 1
            while n > 0 and getattr(self._rows[n - 1], self._key) not in keep:
                n -= 1
            self._remove(n, end)
            end = n

    def _overwrite(self, rows: Sequence[Row]) -> None:
        """Other rows in the place of all of these: items that are shown say something else, none is made."""
        self._remove(len(rows), len(self._rows))
        kept = len(self._rows)
        self._rows[:kept] = rows[:kept]
        self.dataChanged.emit(self.index(0), self.index(kept - 1), list(self._roles))
        self.extend(rows[kept:])

    def extend(self, rows: Sequence[Row]) -> None:
        """Add ``rows`` at the end (the next window of a long list)."""
        self._insert(len(self._rows), rows)

    def _insert(self, n: int, rows: Sequence[Row]) -> None:
        if rows:
            self.beginInsertRows(_ROOT, n, n + len(rows) - 1)
            self._rows[n:n] = rows
            self.endInsertRows()

    def _place(self, n: int, row: Row, key: Any) -> None:
        held = self._find(key, n)
        if held is None:
            self._insert(n, (row,))
            return
        if held != n:
            self.beginMoveRows(_ROOT, held, held, _ROOT, n)
            self._rows.insert(n, self._rows.pop(held))
            self.endMoveRows()
        if self._rows[n] != row:
            changed = [r for r, f in self._roles.items() if getattr(self._rows[n], f) != getattr(row, f)]
            self._rows[n] = row
            self.dataChanged.emit(self.index(n), self.index(n), changed)

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
