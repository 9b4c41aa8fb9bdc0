"""What the tablet app weighs, unpacked: the folder that ``make build`` made last.

Floor: what any program of this kind brings, Qt's libraries and PySide6 as they are in it, and the interpreter.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from bench.figures import Report
from tools.bundle import LIMIT_BYTES, ROOT

FOLDER = ROOT / "dist" / "clienteling"
_MIB = 1024 * 1024


def run(report: Report, _rows: int, folder: Path = FOLDER) -> None:
    """Weigh it. Where none was built there is no figure, and it is said how to come to one."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    if not files:
        print(f"{folder} is not there: make build makes it, then this weighs it.", file=sys.stderr)
        return
    size = _weight(files, lambda _path: True)
    floor = _weight(files, lambda path: "PySide6" in path.parts or path.name.startswith(("libpython", "python3")))
    report.add("bundle.size", size, "MiB", floor=floor, target=LIMIT_BYTES / _MIB, rows=len(files))


def _weight(files: list[Path], wanted: Callable[[Path], bool]) -> float:
    return sum(path.stat().st_size for path in files if wanted(path)) / _MIB
