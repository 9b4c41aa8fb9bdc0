"""Running the self-test of a built app with nothing of this checkout, or of Python, around it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.apart import Room, refusal

PATIENCE_SECONDS = 300
_KEPT = ("SYSTEMROOT", "TEMP", "TMPDIR", "LANG")


class TriedError(Exception):
    """What a built app did not do, or should not have done."""


@dataclass(frozen=True, slots=True)
class App:
    """``command`` starts it: in ``room``, or here. ``name`` is for messages."""

    name: str
    command: Sequence[str]
    room: Room | None = None

    def self_test(
        self, data: Path | None = None, *, typed: str = "", variables: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """What the app says of itself, run in an empty folder; ``data`` is a folder for it to find again, if any.

        ``typed`` goes to its standard input; ``variables`` are all it has but its home and what the system needs.
        """
        with tempfile.TemporaryDirectory(prefix="clienteling-home-") as folder:
            home, command = Path(folder), [*self.command, "--self-test"]
            if data is not None:
                data.mkdir(parents=True, exist_ok=True)
                command += ["--data", str(data)]
            if self.room is not None:
                command = self.room.command(command, home, *([data] if data else []))
            done = subprocess.run(
                command,
                cwd=home,
                env=_environment(home) | dict(variables or {}),
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


def _environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"HOME": str(home), "USERPROFILE": str(home), "PATH": ""}


def program(bundle: Path) -> list[str]:
    """The command of the bundle in this folder. Raises ``FileNotFoundError`` when it holds none."""
    file = bundle / ("clienteling.exe" if sys.platform == "win32" else "clienteling")
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing: give a folder made by make build")
    return [str(file.absolute())]


@contextlib.contextmanager
def copied(bundle: Path, *, network: bool = False, writable: bool = False) -> Iterator[App]:
    """The app of a bundle, copied to a fresh folder elsewhere; in a room of its own where there can be one.

    Raises ``FileNotFoundError`` when ``bundle`` holds none, ``TriedError`` when the app changed its own folder.
    """
    program(bundle)
    with tempfile.TemporaryDirectory(prefix="clienteling-bundle-") as folder:
        root, copy = Path(folder, "room"), Path(folder, "clienteling")
        root.mkdir()
        shutil.copytree(bundle, copy, symlinks=True)
        room = None if refusal(network=network) else Room(root, copy, network, writable)
        before = _state(copy)
        yield App(str(bundle), program(copy), room)
        changed = sorted(name for name, _ in before ^ _state(copy))
        if changed:
            raise TriedError(f"the app writes into its own folder: {', '.join(dict.fromkeys(changed))}")


def _state(folder: Path) -> set[tuple[str, tuple[int, ...]]]:
    seen = ((path.relative_to(folder).as_posix(), path.lstat()) for path in (folder, *folder.rglob("*")))
    return {(name, (stat.st_mode, stat.st_size, stat.st_mtime_ns)) for name, stat in seen}


def tried(bundle: Path) -> float:
    """Self-test of a bundle's copies, one that may write into its own folder and one that may not; seconds of the last.

    Raises ``TriedError`` when one fails, or does write there.
    """
    seconds = 0.0
    for writable in (True,) if refusal() else (True, False):
        with copied(bundle, writable=writable) as app:
            said = app.self_test()
        if not said["ok"]:
            raise TriedError(f"the self-test failed: {said['error']}")
        seconds = float(said["seconds"])
    return seconds


def apart(*, network: bool = False) -> dict[str, Any]:
    """For the line that tells how it went: whether copies run in rooms of their own here, and if not, why."""
    refused = refusal(network=network)
    return {"apart": not refused} | ({"because": refused} if refused else {})
