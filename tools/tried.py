"""Running the self-test of a built app with nothing of this checkout, or of Python, around it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PATIENCE_SECONDS = 300
_KEPT = ("SYSTEMROOT", "TEMP", "TMPDIR", "LANG")


def program(bundle: Path) -> list[str]:
    """The command of the bundle in this folder. Raises ``FileNotFoundError`` when it holds none."""
    file = bundle / ("clienteling.exe" if sys.platform == "win32" else "clienteling")
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing: give a folder made by make build")
    return [str(file.absolute())]


def self_test(
    command: Sequence[str], home: Path, *arguments: str, typed: str = "", variables: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What the app says of itself, run in the folder ``home``.

    ``typed`` goes to its standard input; ``variables`` are all it has but its home and what the system needs.
    """
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {"HOME": str(home), "USERPROFILE": str(home), "PATH": "", **(variables or {})}
    done = subprocess.run(
        [*command, "--self-test", *arguments],
        cwd=home,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    if not lines:
        return {"ok": False, "error": done.stderr.strip()[-2000:] or f"exit code {done.returncode}, not a word"}
    answer: dict[str, Any] = json.loads(lines[-1])
    return answer
