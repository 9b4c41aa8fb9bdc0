"""Makes a checkout ready: the virtual environment, the system libraries of Qt, and what the tests add.

Needs Python 3.11 or newer and nothing else. Every step looks first and does only what is missing, so running it
again costs a moment. As root on Debian and its relatives missing packages are installed; everybody else is told
the exact line to run.

Usage: python3 tools/set_up.py STEP...     with steps: python, qt, screen, postgresql, window
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
READY = VENV / ".ready"
LOCK = ROOT / "requirements" / "dev.lock"

# Shared library -> Debian package. Loading the library is the test: it holds on every distribution.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class SetUpError(Exception):
    """The set-up cannot go on; the message tells the reader what to do."""


def main(steps: list[str]) -> int:
    """Carry out the named steps in order; return 1 as soon as one that is needed fails."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before anything has checked
        found = ".".join(map(str, sys.version_info[:3]))
        return _fail(f"Python 3.11 or newer is needed, this is {found}. Name another one: make PYTHON=python3.12")
    unknown = [step for step in steps if step not in STEPS]
    if unknown or not steps:
        return _fail(f"usage: python3 tools/set_up.py {{{'|'.join(STEPS)}}}...")
    for step in steps:
        try:
            STEPS[step]()
        except SetUpError as error:
            return _fail(str(error))
    return 0


def python() -> None:
    """Make the virtual environment and install exactly what the lock file names.

    Raises:
        SetUpError: when the environment cannot be made or a package cannot be installed.
    """
    with _alone():
        if READY.exists() and READY.read_text() == _fingerprint() and VENV_PYTHON.exists():
            return
        READY.unlink(missing_ok=True)
        _make_environment()
        _say("installing the locked Python packages (a minute or two, once)")
        pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        _run([*pip, "--no-compile", "--require-hashes", "--requirement", str(LOCK)], "installing the packages")
        _run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], "installing the project")
        # In one go on all cores: several times faster than letting pip do it file by file.
        compile_all = [str(VENV_PYTHON), "-m", "compileall", "-q", "-j", "0", str(VENV)]
        subprocess.run(compile_all, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        READY.write_text(_fingerprint())


def qt() -> None:
    """See that the libraries Qt needs without a window are there.

    Raises:
        SetUpError: when some are missing and cannot be installed.
    """
    _system_packages(_missing(QT_LIBRARIES), needed_for="Qt, which draws the screens,")


def window() -> None:
    """See that the libraries for a real window are there, where there is a display to show it on."""
    if os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        _optional(_missing(WINDOW_LIBRARIES), "the app cannot open a window on this display")


def screen() -> None:
    """See that a virtual screen is there, and the libraries to draw on it; go on without when it is not."""
    missing = [name for program, name in {"Xvfb": "xvfb", "xauth": "xauth"}.items() if not shutil.which(program)]
    _optional(missing + _missing(WINDOW_LIBRARIES), "there is no virtual screen; Qt draws offscreen instead")


def postgresql() -> None:
    """See that a PostgreSQL server is there for the tests; go on without when it is not."""
    programs = shutil.which("initdb") or next(Path("/usr/lib/postgresql").glob("*/bin/initdb"), None)
    _optional([] if programs else ["postgresql"], "the tests on PostgreSQL are skipped, those on SQLite run")


STEPS: Mapping[str, Callable[[], None]] = {
    "python": python,
    "qt": qt,
    "window": window,
    "screen": screen,
    "postgresql": postgresql,
}


def _fingerprint() -> str:
    """Everything the environment depends on: a change makes the set-up run again."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parts = [LOCK.read_text(encoding="utf-8"), repr(project), str(ROOT)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _alone() -> AbstractContextManager[object]:
    """Hold a lock, so that two set-ups in one checkout wait for each other."""
    try:
        import fcntl
    except ImportError:
        return nullcontext()
    (ROOT / "build").mkdir(exist_ok=True)
    lock = (ROOT / "build" / "set-up.lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def _make_environment() -> None:
    if _works(VENV_PYTHON, "import pip"):
        return
    if not _works(Path(sys.executable), "import ensurepip, venv"):
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        _system_packages([package], needed_for="the virtual environment")
    _say("making the virtual environment in .venv")
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)], "making the virtual environment")


def _works(interpreter: Path, statement: str) -> bool:
    if not interpreter.exists():
        return False
    return subprocess.run([interpreter, "-c", statement], check=False, capture_output=True).returncode == 0


def _missing(libraries: Mapping[str, str]) -> list[str]:
    """Return the Debian packages of the libraries that do not load. Other systems bring theirs with Qt."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for library, package in libraries.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _optional(packages: list[str], otherwise: str) -> None:
    try:
        _system_packages(packages, needed_for="this step")
    except SetUpError as error:
        _say(f"going on without: {otherwise}.\n  {error}")


def _system_packages(packages: Iterable[str], needed_for: str) -> None:
    """Install Debian packages as root, or say how."""
    packages = list(packages)
    if not packages:
        return
    line = f"apt-get install -y --no-install-recommends {shlex.join(packages)}"
    if not shutil.which("apt-get"):
        raise SetUpError(f"{needed_for} needs what Debian calls {shlex.join(packages)}; please install it")
    if os.geteuid() != 0:
        raise SetUpError(
            f"{needed_for} needs system packages. Please run this once, then try again:\n\n    sudo {line}\n"
        )
    _say(f"installing for {needed_for.rstrip(',')}: {shlex.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = shlex.split(line)
    # The first try saves the download of the package lists where they are fresh.
    if subprocess.run(install, check=False, capture_output=True, env=environment).returncode == 0:
        return
    _run(["apt-get", "update", "-qq"], "updating the package lists", environment)
    _run(install, "installing system packages", environment)


def _run(command: list[str], doing: str, environment: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip()[-4000:]
        raise SetUpError(f"{doing} failed.\n  {shlex.join(command)}\n{said}")


def _say(text: str) -> None:
    print(f"set-up: {text}", file=sys.stderr, flush=True)


def _fail(text: str) -> int:
    _say(text)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
