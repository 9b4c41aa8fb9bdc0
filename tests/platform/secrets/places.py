"""Real places for a device secret: a TPM in software, a keyring daemon on a bus of its own."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 20.0
PACKAGES = {
    "swtpm": "swtpm tpm2-tools",
    "tpm2_create": "swtpm tpm2-tools",
    "gnome-keyring-daemon": "gnome-keyring dbus",
    "dbus-run-session": "gnome-keyring dbus",
}


def need(*programs: str) -> None:
    """Skip the test, with the line to run, unless all ``programs`` are installed."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        packages = PACKAGES[missing[0]]
        pytest.skip(f"{missing[0]} is not installed: apt-get install -y --no-install-recommends {packages}")


@contextmanager
def software_tpm(state: Path) -> Iterator[str]:
    """A TPM 2.0 whose seeds lie in ``state``; the TCTI by which tpm2-tools reach it."""
    need("swtpm", "tpm2_create")
    state.mkdir(exist_ok=True)
    socket, control = state / "s", state / "s.ctrl"  # tpm2-tools know the second by the first
    command = ["swtpm", "socket", "--tpm2", "--tpmstate", f"dir={state}", "--flags", "not-need-init,startup-clear"]
    command += ["--server", f"type=unixio,path={socket}", "--ctrl", f"type=unixio,path={control}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + PATIENCE
        while not (socket.exists() and control.exists()):
            if time.monotonic() > end or process.poll() is not None:
                raise AssertionError("the software TPM did not start")
            time.sleep(0.01)
        yield f"swtpm:path={socket}"
    finally:
        process.terminate()
        process.wait(PATIENCE)
        for left in (socket, control):
            left.unlink(missing_ok=True)
