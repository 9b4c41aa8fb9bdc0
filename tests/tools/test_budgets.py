from __future__ import annotations

from pathlib import Path

import pytest

from tools import budgets
from tools.budgets import Budgets

_SMALL = Budgets(folders=("app", "absent"), python_file=20, qml_file=10, function_p90=5)


def _write(root: Path, name: str, text: str) -> None:
    path = root / "app" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_small_files_pass(tmp_path: Path) -> None:
    _write(tmp_path, "good.py", "x = 1\n" * 20)
    _write(tmp_path, "Good.qml", "\n" * 10)
    assert budgets.complaints(tmp_path, _SMALL) == []


@pytest.mark.parametrize(("name", "lines", "limit"), [("big.py", 21, 20), ("Big.qml", 11, 10)])
def test_a_file_over_its_size_is_named(tmp_path: Path, name: str, lines: int, limit: int) -> None:
    _write(tmp_path, name, "\n" * lines)
    assert budgets.complaints(tmp_path, _SMALL) == [f"{Path('app', name)}: {lines} lines, at most {limit}"]


def _function(name: str, lines: int, docstring: int = 0) -> str:
    words = f'    """{chr(10) * (docstring - 1)}"""\n' if docstring else ""
    return f"def {name}() -> None:\n{words}" + "    x = 1\n" * (lines - 1)


def test_one_long_function_among_ten_passes_and_two_do_not(tmp_path: Path) -> None:
    short = [_function(f"short_{number}", 2) for number in range(9)]
    roomy = Budgets(folders=("app",), python_file=500, qml_file=10, function_p90=5)
    _write(tmp_path, "mixed.py", "".join([*short, _function("long", 6)]))
    assert budgets.complaints(tmp_path, roomy) == []
    _write(tmp_path, "mixed.py", "".join([*short, _function("long", 6), _function("longer", 7)]))
    assert budgets.complaints(tmp_path, roomy) == ["one function in ten is longer than 6 lines, at most 5"]


def test_a_docstring_does_not_count(tmp_path: Path) -> None:
    _write(tmp_path, "told.py", _function("told", 5, docstring=4))
    assert budgets.complaints(tmp_path, _SMALL) == []


def test_the_sizes_come_from_pyproject(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = '[tool.budgets]\nfolders = ["app"]\npython-file = 3\nqml-file = 2\nfunction-p90 = 1\n'
    (tmp_path / "pyproject.toml").write_text(table, encoding="utf-8")
    assert budgets.main(tmp_path) == 0
    _write(tmp_path, "big.py", "x = 1\n" * 4)
    assert budgets.main(tmp_path) == 1
    assert "4 lines, at most 3" in capsys.readouterr().err


def test_this_repository_has_sizes() -> None:
    sizes = budgets.read_budgets(budgets.ROOT / "pyproject.toml")
    assert (sizes.python_file, sizes.qml_file, sizes.function_p90) == (500, 150, 30)
