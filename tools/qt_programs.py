"""Finds the programs that come with PySide6 and runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path


class QtProgramError(RuntimeError):
    """A program of Qt is missing or failed; the message holds what it said."""


def pyside_folder() -> Path:
    """Return the folder PySide6 is installed in.

    Raises:
        QtProgramError: when it is not installed.
    """
    spec = find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        raise QtProgramError("PySide6 is not installed here; run `make setup`")
    return Path(spec.submodule_search_locations[0])


def qml_import_folder() -> Path:
    """Return the folder of Qt's own QML modules."""
    folder = pyside_folder()
    return folder / "qml" if os.name == "nt" else folder / "Qt" / "qml"


def program(name: str) -> list[str]:
    """Return the start of a command line that runs the program `name`.

    Raises:
        QtProgramError: when PySide6 does not bring it.
    """
    folder = pyside_folder()
    script = folder / "scripts" / f"{name}.py"
    if script.exists():
        return [sys.executable, str(script)]
    suffix = ".exe" if os.name == "nt" else ""
    for place in (folder, folder / "Qt" / "libexec"):
        if (place / f"{name}{suffix}").exists():
            return [str(place / f"{name}{suffix}")]
    raise QtProgramError(f"PySide6 has no program {name}")


def run(name: str, arguments: Sequence[str | Path], cwd: Path | None = None) -> str:
    """Run a program of Qt and return what it wrote.

    Raises:
        QtProgramError: when it fails.
    """
    command = [*program(name), *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise QtProgramError(f"{name} failed:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr
