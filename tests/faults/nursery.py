"""Processes that may be killed, made in milliseconds: one process that has loaded everything forks them.

Run as a program it reads one JSON line per wish: ``{"start": "module:function", "args": [...], "out": file}`` is
answered with ``{"pid": n}``, ``{"wait": pid}`` with ``{"code": n}`` (negative: the signal that ended it). It ends, and
its children with it, when its input does.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120.0
"""How long an answer may take."""
_PR_SET_PDEATHSIG = 1
_LOADED = ("tests.faults.registry", "headoffice.cli.serve", "headoffice.app")


class Nursery:
    """Starts and waits for such processes. Use as a context manager; the program starts with the first wish."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._started: set[int] = set()

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *_: object) -> None:
        for pid in list(self._started):
            self.kill(pid)
        if self._process is not None:
            self._process.communicate(timeout=SECONDS)
            self._process = None

    def start(self, target: str, *args: object, out: Path) -> int:
        """Call ``target`` (``module:function``) with ``args`` as text in a new process, which prints to ``out``."""
        wish = {"start": target, "args": [str(arg) for arg in args], "out": str(out)}
        pid: int = self._ask(wish)["pid"]
        self._started.add(pid)
        return pid

    def wait(self, pid: int) -> int:
        """Wait for its end; its exit code, negative when a signal ended it."""
        self._started.discard(pid)
        code: int = self._ask({"wait": pid}, lambda: os.kill(pid, signal.SIGKILL))["code"]
        return code

    def kill(self, pid: int, number: int = signal.SIGKILL) -> int:
        """End it at once; its exit code (it may have come to its end by itself just before)."""
        os.kill(pid, number)  # not yet waited for, so the number is still its own
        return self.wait(pid)

    def run(self, target: str, *args: object, out: Path) -> int:
        """Start and wait."""
        return self.wait(self.start(target, *args, out=out))

    def _ask(self, wish: dict[str, Any], give_up: Callable[[], None] | None = None) -> dict[str, Any]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.nursery"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        given, got = self._process.stdin, self._process.stdout
        assert given is not None
        assert got is not None
        given.write(json.dumps(wish).encode() + b"\n")
        given.flush()
        in_time = bool(select.select([got], [], [], SECONDS)[0])
        if not in_time and give_up:
            give_up()
        line = got.readline()
        assert line, "the nursery has ended"
        assert in_time, f"no end of {wish} within {SECONDS:.0f} s"
        answer: dict[str, Any] = json.loads(line)
        return answer


def main() -> None:
    """Serve wishes until the input ends."""
    for module in _LOADED:
        importlib.import_module(module)
    while line := sys.stdin.buffer.readline():
        wish = json.loads(line)
        if "wait" in wish:
            answer = {"code": os.waitstatus_to_exitcode(os.waitpid(wish["wait"], 0)[1])}
        else:
            answer = {"pid": _fork(wish)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _fork(wish: dict[str, Any]) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        _settle(wish["out"], parent)
        module, _, name = wish["start"].partition(":")
        getattr(importlib.import_module(module), name)(*wish["args"])
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - the last frame of the process
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _settle(out: str, parent: int) -> None:
    """Let go of what belongs to the nursery; end when it does."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    output = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    for file in (output, nothing):
        os.close(file)


if __name__ == "__main__":
    main()
