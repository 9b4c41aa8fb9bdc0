"""Makes a checkout ready: the virtual environment, the system libraries of Qt, and what the tests add.

Needs Python 3.11 or newer and nothing else. Every step looks first and does only what is missing, so running it
again costs a moment. As root on Debian and its relatives missing packages are installed; everybody else is told
the exact line to run, once for all steps.

Usage: python3 tools/set_up.py STEP...

python       the virtual environment with the locked packages
semgrep      another one for the checks, with semgrep alone
qt           the system libraries Qt needs to draw at all
window       those it needs for a window, where there is a display (goes on without)
screen       a virtual screen for machines without one (goes on without)
postgresql   a PostgreSQL server for the tests (goes on without)
keys         a TPM in software and a keyring daemon for the tests (goes on without)
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
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
    """Carry out the named steps; return 1 as soon as something that is needed fails."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before anything has checked
        found = ".".join(map(str, sys.version_info[:3]))
        return _fail(f"Python 3.11 or newer is needed, this is {found}. Name another one: make PYTHON=python3.12")
    if not steps or not set(steps) <= {"python", "semgrep", *REQUIRED, *OPTIONAL}:
        return _fail(__doc__ or "")
    try:
        system_packages(steps)
        if "python" in steps:
            python()
        if "semgrep" in steps:
            _environment(ROOT / ".venv-semgrep", ROOT / "requirements" / "semgrep.lock")
    except SetUpError as error:
        return _fail(str(error))
    return 0


def system_packages(steps: Collection[str]) -> None:
    """Install the Debian packages the steps lack, or say how.

    Raises:
        SetUpError: when a required one is missing and cannot be installed.
    """
    required = [package for step in steps if step in REQUIRED for package in REQUIRED[step]()]
    optional = {step: OPTIONAL[step][0]() for step in steps if step in OPTIONAL}
    wanted = list(dict.fromkeys([*required, *(package for packages in optional.values() for package in packages)]))
    if not wanted:
        return
    line = f"apt-get install -y --no-install-recommends {shlex.join(wanted)}"
    if not shutil.which("apt-get"):
        advice = f"Please install what Debian calls {shlex.join(wanted)}, then try again."
    elif os.geteuid() != 0:
        advice = f"Please run this once, then try again:\n\n    sudo {line}\n"
    else:
        _say(f"installing system packages: {shlex.join(wanted)}")
        advice = _install(line)
        if not advice:
            return
    if required:
        raise SetUpError(f"system packages are missing. {advice}")
    for otherwise in (OPTIONAL[step][1] for step, packages in optional.items() if packages):
        _say(f"going on although {otherwise}")
    _say(f"for the whole of it: {advice}")


def python() -> None:
    """Make the virtual environment and install exactly what the lock file names, and the project itself.

    Raises:
        SetUpError: when the environment cannot be made or a package cannot be installed.
    """
    _environment(VENV, LOCK, project=True)


def _environment(folder: Path, lock: Path, *, project: bool = False) -> None:
    ready, interpreter = folder / ".ready", folder / VENV_PYTHON.relative_to(VENV)
    with _alone():
        wanted = _fingerprint(lock, project=project)
        if ready.exists() and ready.read_text() == wanted and interpreter.exists():
            return
        ready.unlink(missing_ok=True)
        if not _works(interpreter, "import pip"):
            _say(f"making the virtual environment in {folder.name}")
            _run([sys.executable, "-m", "venv", "--clear", str(folder)], "making the virtual environment")
        _say(f"installing what {lock.name} names (a minute or two, once)")
        pip = [str(interpreter), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        _run([*pip, "--no-compile", "--require-hashes", "--requirement", str(lock)], "installing the packages")
        if project:
            _run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], "installing the project")
        # In one go on all cores: several times faster than letting pip do it file by file.
        compile_all = [str(interpreter), "-m", "compileall", "-q", "-j", "0", str(folder)]
        subprocess.run(compile_all, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ready.write_text(wanted)


def _for_python() -> list[str]:
    """Return Debian's package of the module venv where its Python comes without."""
    if (
        (VENV / ".ready").exists()
        or _works(VENV_PYTHON, "import pip")
        or _works(Path(sys.executable), "import ensurepip, venv")
    ):
        return []
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def _for_qt() -> list[str]:
    return _missing(QT_LIBRARIES)


def _for_window() -> list[str]:
    return _missing(WINDOW_LIBRARIES) if os.environ.get("DISPLAY") else []


def _for_screen() -> list[str]:
    programs = {"Xvfb": "xvfb", "xauth": "xauth"}
    return [name for program, name in programs.items() if not shutil.which(program)] + _missing(WINDOW_LIBRARIES)


def _for_postgresql() -> list[str]:
    server = shutil.which("initdb") or next(Path("/usr/lib/postgresql").glob("*/bin/initdb"), None)
    return [] if server else ["postgresql"]


def _for_keys() -> list[str]:
    if not sys.platform.startswith("linux"):
        return []
    programs = {
        "swtpm": "swtpm",
        "tpm2_create": "tpm2-tools",
        "gnome-keyring-daemon": "gnome-keyring",
        "dbus-run-session": "dbus",
    }
    return [name for program, name in programs.items() if not shutil.which(program)]


REQUIRED: Mapping[str, Callable[[], list[str]]] = {"python": _for_python, "qt": _for_qt}
OPTIONAL: Mapping[str, tuple[Callable[[], list[str]], str]] = {
    "window": (_for_window, "the app cannot open a window on this display"),
    "screen": (_for_screen, "there is no virtual screen: Qt draws offscreen instead"),
    "postgresql": (_for_postgresql, "there is no PostgreSQL server: the tests on it are skipped"),
    "keys": (_for_keys, "there is no software TPM or keyring daemon: the tests on them are skipped"),
}


def _fingerprint(lock: Path, *, project: bool) -> str:
    """Everything an environment depends on: a change makes the set-up run again."""
    import tomllib

    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"] if project else {}
    parts = [lock.read_text(encoding="utf-8"), repr(table), str(ROOT)]
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


def _install(line: str) -> str:
    """Install as root; return an empty text, or what went wrong."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = shlex.split(line)
    # The first try saves the download of the package lists where they are fresh.
    if subprocess.run(install, check=False, capture_output=True, env=environment).returncode == 0:
        return ""
    try:
        _run(["apt-get", "update", "-qq"], "updating the package lists", environment)
        _run(install, "installing system packages", environment)
    except SetUpError as error:
        return str(error)
    return ""


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
