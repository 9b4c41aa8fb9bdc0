"""The file of rows that were refused: made anew, never over another file, found again by the run that began it."""

from __future__ import annotations

import csv
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from headoffice.sources.reader import Problem
from headoffice.sources.report import Progress
from headoffice.sources.rows import DAMAGED, REASON, escaped
from headoffice.sources.stream import Unreadable

_ROW = "Import row"
_CELL_KEPT = 10_000


def files(path: Path, sheets: Sequence[str]) -> dict[str, Path]:
    """Where the refused rows of each sheet go: files of several sheets get a file each."""
    return {sheet: path.with_stem(f"{path.stem}-{sheet}") if len(sheets) > 1 else path for sheet in sheets}


def free(path: Path, sheets: Sequence[str]) -> bool:
    """Whether nothing at all is there."""
    return not any(os.path.lexists(each) for each in files(path, sheets).values())


def choose(progress: Progress, path: Path, sheets: Sequence[str], *, named: bool) -> bool:
    """Decide where the refused rows of a run go; whether that is news.

    A run that goes on keeps the files it began, unless another one is ``named``. Raises ``Unreadable`` when something
    is there already that the run did not make.
    """
    path = path.absolute()
    if progress.rejects_path and (not named or path == Path(progress.rejects_path)):
        return False
    if not free(path, sheets):
        raise Unreadable(f"There is a file {path} already, or one of that name per table. Name another with --rejects.")
    begun = files(Path(progress.rejects_path), sheets) if progress.rejects_path else {}
    for sheet in (sheet for sheet, size in progress.rejects.items() if size):
        progress.note(f"the first refused rows are in {begun[sheet]}")
    progress.rejects_path, progress.rejects = str(path), {}
    return True


class Rejects:
    """The row's number, the reason, then its cells as they were.

    Cells that a spreadsheet would take for a formula are escaped. Created when the first row is refused, readable by
    the owner alone: it holds what the file held. ``begun``: the run goes on, and its files may be there.
    """

    def __init__(self, path: Path, sheets: Sequence[str], sizes: dict[str, int], *, begun: bool) -> None:
        self._files = files(path, sheets)
        self._begun = begun
        self._made: set[Path] = set()
        self.sizes = dict(sizes)

    def paths(self) -> list[str]:
        """The files that were written."""
        return [str(self._files[sheet]) for sheet, size in self.sizes.items() if size]

    def write(self, sheet: str, header: tuple[str, ...], problems: list[Problem]) -> dict[str, int]:
        """Write ``problems`` behind what is recorded, on disk before it returns; what a killed import wrote beyond
        that is overwritten. Returns the sizes to record with the transaction.

        Raises ``Unreadable`` when it cannot be written, or is a file of somebody else.
        """
        refused = [problem for problem in problems if problem.outcome == "invalid"]
        if not refused:
            return self.sizes
        path = self._files[sheet]
        try:
            fd, start = self._open(path, self.sizes.get(sheet, 0))
            with open(fd, "r+", encoding="utf-8", newline="") as file:  # noqa: PTH123 - a new file's mode matters
                file.truncate(start)
                file.seek(start)
                writer = csv.writer(file)
                if start == 0:
                    writer.writerow([_ROW, REASON, *map(escaped, header)])
                writer.writerows(map(_row, refused))
                file.flush()
                os.fsync(file.fileno())
                return {**self.sizes, sheet: file.tell()}
        except OSError as error:
            why = error.strerror or "output error"
            raise Unreadable(f"The rejects file cannot be written ({why}). Name another with --rejects.") from error

    def _open(self, path: Path, start: int) -> tuple[int, int]:
        """The file, and from where on it is ours to write."""
        if path not in self._made and not (self._begun and os.path.lexists(path)):
            start = 0  # also when whoever mends it has moved it away
            fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        else:
            fd = os.open(path, os.O_RDWR)
            if not _ours(fd, start):
                os.close(fd)
                raise Unreadable(f"{path} is not as this import left it. Move it away, or name another with --rejects.")
            path.chmod(0o600)
        self._made.add(path)
        return fd, start

    def committed(self, sizes: dict[str, int]) -> None:
        """What was written stands."""
        self.sizes = sizes


def _ours(fd: int, start: int) -> bool:
    about = os.fstat(fd)
    begins = f"{_ROW},{REASON}".encode()
    mine = about.st_size == 0 or os.read(fd, len(begins)) == begins
    return stat.S_ISREG(about.st_mode) and about.st_size >= start and mine


def _row(problem: Problem) -> list[str | int]:
    cells = [escaped(cell[:_CELL_KEPT].replace("\0", "\\0")) for cell in problem.cells]
    kept = all("\0" not in cell and len(cell) <= _CELL_KEPT for cell in problem.cells)
    damaged = "" if kept and not problem.damaged else f"{DAMAGED}, mend it and empty this cell: "
    because = f", because of row {problem.because}" if problem.because else ""
    return [problem.row, damaged + problem.reason + because, *cells]
