"""Sees that files and functions stay small enough to be read in one go. The sizes are in pyproject.toml.

Usage: python -m tools.budgets
"""

from __future__ import annotations

import ast
import math
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Budgets:
    """The sizes, in lines, and the folders they hold for."""

    folders: tuple[str, ...]
    python_file: int
    qml_file: int
    function_p90: int


def read_budgets(pyproject: Path) -> Budgets:
    """Read the table [tool.budgets].

    Raises:
        KeyError: when the table or one of its values is missing.
    """
    table = tomllib.loads(pyproject.read_text(encoding="utf-8"))["tool"]["budgets"]
    return Budgets(tuple(table["folders"]), table["python-file"], table["qml-file"], table["function-p90"])


def complaints(root: Path, budgets: Budgets) -> list[str]:
    """Return in words every size that is exceeded."""
    found = []
    lengths: list[int] = []
    for path in _files(root, budgets.folders):
        text = path.read_text(encoding="utf-8")
        limit = budgets.python_file if path.suffix == ".py" else budgets.qml_file
        lines = text.count("\n")
        if lines > limit:
            found.append(f"{path.relative_to(root)}: {lines} lines, at most {limit}")
        if path.suffix == ".py":
            lengths += _function_lengths(ast.parse(text, str(path)))
    p90 = percentile(lengths, 90)
    if p90 > budgets.function_p90:
        found.append(f"one function in ten is longer than {p90} lines, at most {budgets.function_p90}")
    return found


def percentile(values: list[int], percent: int) -> int:
    """Return the value that `percent` of all values do not exceed (nearest rank); 0 of none."""
    if not values:
        return 0
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def _files(root: Path, folders: tuple[str, ...]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in (root / folder).rglob("*") if path.suffix in {".py", ".qml"})


def _function_lengths(tree: ast.Module) -> Iterator[int]:
    """Yield the lines of each function, its docstring left out: explaining must not be punished."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                length -= (first.end_lineno or first.lineno) - first.lineno + 1
            yield length


def main(root: Path = ROOT) -> int:
    """Print every complaint and return 1 when there is one."""
    found = complaints(root, read_budgets(root / "pyproject.toml"))
    for complaint in found:
        print(complaint, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
