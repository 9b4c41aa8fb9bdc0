"""Head office and a virtual screen as processes of their own."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60.0


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def head_office(database: str, *arguments: str, typed: str = "", show: bool = False) -> Any:
    """Run ``clienteling-headoffice ... --json``; the last JSON line it printed. ``typed`` goes to its standard input.

    With ``show`` its progress is seen. Raises ``subprocess.CalledProcessError``; what it said is on stderr.
    """
    command = [sys.executable, "-m", "headoffice", *arguments, "--database", database, "--json"]
    said = None if show else subprocess.PIPE
    done = subprocess.run(command, cwd=ROOT, input=typed, stdout=subprocess.PIPE, stderr=said, text=True, check=False)
    if done.returncode:
        sys.stderr.write((done.stderr or "")[-4000:])
        done.check_returncode()
    lines = [line for line in done.stdout.splitlines() if line.startswith(("{", "["))]
    return json.loads(lines[-1])


class Server:
    """``clienteling-headoffice serve``: can be killed and started again on the same port."""

    def __init__(self, database: str, log: Path, port_file: Path | None = None) -> None:
        """``log`` takes what it prints; ``port_file`` remembers the port, which enrolled tablets know."""
        self.database = database
        if port_file is not None and port_file.exists():
            self.port = int(port_file.read_text())
        else:
            self.port = free_port()
            if port_file is not None:
                port_file.write_text(str(self.port))
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Base URL."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers. Raises ``RuntimeError``."""
        command = [sys.executable, "-m", "headoffice", "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--database", self.database], cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"Head office did not start. Its last words are in {self._log}.")

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                if sys.platform == "win32":
                    self._process.kill()
                else:
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


@contextlib.contextmanager
def screen(log: IO[bytes]) -> Iterator[dict[str, str]]:
    """Variables for programs with a window: the display there is, else a virtual one, else none at all (offscreen)."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        yield {}
        return
    program = shutil.which("Xvfb")
    if program is None:
        yield {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        return
    read, write = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(write), "-screen", "0", "1600x1400x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stdout=log,
        stderr=log,
    )
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("The virtual screen did not start.")
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software"}
    finally:
        server.terminate()
        server.wait()
