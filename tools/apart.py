"""A room of its own for a built app, in which nothing of this checkout or of any Python can be read.

On Linux that is a root folder in namespaces that end with the app. It holds files of the C library, the libraries of
``set_up.QT_LIBRARIES`` with all that they are linked to, a shell, /proc, a few devices and, at the paths they have
outside, the app's folder and those it may write. Before the app starts, the shell looks for everything of ``hidden()``;
what it finds is the answer, and the app is not started.
"""

from __future__ import annotations

import functools
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.processes import ROOT
from tools.set_up import QT_LIBRARIES

# The packages of libc and of GLib bring these as well.
_WITH_THEM = ("dl.so.2", "m.so.6", "pthread.so.0", "resolv.so.2", "rt.so.1", "util.so.1", "gthread-2.0.so.0")
_DEVICES = ("null", "zero", "full", "random", "urandom")
_SHELL = "/bin/sh"
_SYSTEMS_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_LOOK = """PATH=
for it in %s; do
    if [ -e "$it" ] || [ -L "$it" ]; then echo "{\\"ok\\": false, \\"error\\": \\"$it is not hidden\\"}"; exit 1; fi
done
exec "$@"
"""


@dataclass(frozen=True, slots=True)
class Room:
    """``root``, an empty folder, becomes the root folder; ``app`` may be written there only if ``writable``.

    Without ``network`` there is none, not even to itself.
    """

    root: Path
    app: Path
    network: bool = False
    writable: bool = False

    def command(self, command: Sequence[str], home: Path, *folders: Path) -> list[str]:
        """What runs ``command`` there, in ``home``, which it may write as it may ``folders``; all of them exist."""
        namespaces = ["--mount", "--pid", "--fork", "--kill-child"]
        namespaces += [] if self.network else ["--net"]
        namespaces += ["--user", "--map-root-user"] if os.geteuid() else []
        script = self._furnish(home, *folders) + self._enter(home)
        return [_unshare(), *namespaces, _SHELL, "-ec", script, _SHELL, *command]

    def _furnish(self, *folders: Path) -> str:
        def inside(path: object) -> str:
            return f"{self.root}{path}"

        devices = [Path("/dev", name) for name in _DEVICES]
        steps = [
            ["mount", "-t", "tmpfs", "-o", "mode=755", "room", str(self.root)],
            ["mkdir", "-p", *map(inside, ("/dev", "/proc", "/tmp", self.app, *folders))],  # noqa: S108 - of the room
            ["cp", "--dereference", "--parents", _SHELL, *_libraries(), str(self.root)],
            ["mount", "-t", "proc", "proc", inside("/proc")],
            ["touch", *map(inside, devices)],
            *(["mount", "--bind", str(path), inside(path)] for path in (*devices, self.app, *folders)),
        ]
        if not self.writable:
            steps.append(["mount", "-o", "remount,bind,ro", inside(self.app)])
        return "\n".join([f"PATH={_SYSTEMS_PATH}", *map(shlex.join, steps), ""])

    def _enter(self, home: Path) -> str:
        look = _LOOK % shlex.join(map(str, hidden()))
        enter = [_unshare(), f"--root={self.root}", f"--wd={home}", _SHELL, "-c", look, _SHELL]
        return f'exec {shlex.join(enter)} "$@"'


def hidden() -> list[Path]:
    """What must not be in a room: this checkout, everything of Python's that there is here, the user's caches."""
    folders = [*os.get_exec_path(), *_SYSTEMS_PATH.split(":"), "/usr/lib", "/usr/local/lib"]
    places = [ROOT, Path.home() / ".cache", Path(sys.prefix), Path(sys.executable), Path(sysconfig.get_path("stdlib"))]
    places += [file for folder in folders if os.access(folder, os.R_OK) for file in Path(folder).glob("python*")]
    return sorted({seen for path in places for seen in (path.absolute(), path.resolve())})


@functools.cache
def refusal(*, network: bool = False) -> str:
    """Why there can be no room here; empty when there can be."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        return "there is no unshare, which is Linux's"
    with tempfile.TemporaryDirectory(prefix="clienteling-room-") as folder:
        root, app, home = (Path(folder, name) for name in ("room", "app", "home"))
        for path in (root, app, home):
            path.mkdir()
        # Not into it: what is wrong with its contents is no reason to do without.
        command = Room(root, app, network).command([_SHELL, "-c", ":"], home)
        tried = subprocess.run(command, capture_output=True, text=True, check=False)
    return tried.stderr.strip() if tried.returncode else ""


def _unshare() -> str:
    return shutil.which("unshare") or "unshare"


def _libraries() -> list[str]:
    """Files of the libraries an app may use, with all that they and the shell are linked to."""
    names = [*QT_LIBRARIES, *(f"lib{name}" for name in _WITH_THEM)]
    traced = {"LD_TRACE_LOADED_OBJECTS": "1", "LD_PRELOAD": ":".join(names)}
    command = [_SHELL, "-c", ":"]
    said = subprocess.run(command, env=traced, capture_output=True, text=True, check=False).stdout
    return re.findall(r"(/\S+) \(0x", said)
