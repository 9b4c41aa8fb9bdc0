"""The contracts of the import directions, tried on a copy of the packages' shape with one wrong import each."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.check import CHECKS, ROOT

_PACKAGES = ("process", "domain", "wire", "store", "sync", "platform", "services", "ui")


@pytest.fixture
def shape(tmp_path: Path) -> Path:
    for package in ("clienteling", *(f"clienteling/{name}" for name in _PACKAGES), "headoffice"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    for module in ("__main__", "app"):
        (tmp_path / "clienteling" / f"{module}.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _lint(shape: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *CHECKS["imports"]]
    return subprocess.run(command, cwd=shape, check=False, capture_output=True, text=True)


def test_the_shape_alone_keeps_every_contract(shape: Path) -> None:
    done = _lint(shape)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("clienteling.domain", "import clienteling.wire"),
        ("clienteling.process", "import clienteling.domain"),
        ("clienteling.store", "import clienteling.sync"),
        ("clienteling.sync", "import clienteling.store"),
        ("clienteling.services", "import clienteling.ui"),
        ("clienteling.ui", "import clienteling.app"),
        ("clienteling.services", "import PySide6.QtCore"),
        ("clienteling.sync", "import qasync"),
        ("clienteling.ui", "import sqlalchemy"),
        ("clienteling.services", "import requests"),
        ("clienteling.store", "import requests"),
        ("clienteling.ui", "import qtawesome"),
        ("clienteling.services", "import headoffice"),
        ("headoffice", "import clienteling.store"),
        ("headoffice", "import PySide6.QtCore"),
        ("headoffice", "import requests"),
        ("headoffice", "import authlib"),
    ],
)
def test_a_wrong_import_is_caught(shape: Path, module: str, statement: str) -> None:
    (shape / module.replace(".", "/") / "wrong.py").write_text(f"{statement}\n", encoding="utf-8")
    done = _lint(shape)
    assert done.returncode == 1
    assert f"{module}.wrong" in done.stdout


def test_a_package_without_a_layer_is_caught(shape: Path) -> None:
    (shape / "clienteling" / "extras").mkdir()
    (shape / "clienteling" / "extras" / "__init__.py").touch()
    done = _lint(shape)
    assert done.returncode == 1
    assert "clienteling.extras" in done.stdout
