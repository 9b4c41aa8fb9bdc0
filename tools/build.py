"""Builds the tablet app as one folder that runs without Python, dist/clienteling, with a list of its files; tries it.

Usage: python -m tools.build

Exit code 1 when the bundle is too large, holds what it must not, lacks a licence, or fails its own self-test.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.bundle import LIMIT_BYTES, ROOT, wanted

DIST = ROOT / "dist"
BUNDLE = DIST / "clienteling"
LICENCES = (
    "LGPL-3.0.txt",
    "GPL-3.0.txt",
    "Python.txt",
    "clienteling/LICENSE",
    "sqlcipher3/LICENSE",
    "font-manrope/OFL.txt",
    "Phosphor.txt",
)


def main() -> int:
    """Build, list, check, try."""
    command = ["-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "--workpath=build/bundle", "--distpath=dist"]
    # The same sources give the same list: hashes of strings and times of day must not show.
    environment = os.environ | {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1767225600"}
    built = subprocess.run([sys.executable, *command, "build.spec"], cwd=ROOT, env=environment, check=False)
    if built.returncode:
        return built.returncode
    files = listing(BUNDLE)
    (DIST / "clienteling.files").write_text("".join(f"{digest}  {name}\n" for name, digest in files.items()))
    size = sum(path.stat().st_size for path in BUNDLE.rglob("*") if path.is_file() and not path.is_symlink())
    problems = shortcomings(files, size)
    tried = self_test(BUNDLE)
    if not tried.get("ok"):
        problems.append(f"the self-test failed: {tried.get('error')}")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(json.dumps({"ok": not problems, "folder": "dist/clienteling", "files": len(files), "bytes": size}))
    return 1 if problems else 0


def listing(folder: Path) -> dict[str, str]:
    """Name -> SHA-256 of every file, by name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def shortcomings(files: dict[str, str], size: int) -> list[str]:
    """What is wrong with a bundle of these files and this size in bytes."""
    inside = [name.removeprefix("_internal/") for name in files]
    found = [f"{name} does not belong into the bundle" for name in inside if not wanted(name)]
    found += [f"the licence {name} is missing" for name in LICENCES if f"licences/{name}" not in inside]
    if size > LIMIT_BYTES:
        found.append(f"the bundle weighs {size:,} bytes, at most {LIMIT_BYTES:,} are allowed")
    return found


def self_test(bundle: Path) -> dict[str, object]:
    """What the bundle says of itself, run in an empty folder with nothing of this checkout or of Python around it."""
    program = bundle / ("clienteling.exe" if sys.platform == "win32" else "clienteling")
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMPDIR", "LANG") if name in os.environ}
    with tempfile.TemporaryDirectory() as folder:
        environment = kept | {"HOME": folder, "PATH": "", "USERPROFILE": folder}
        done = subprocess.run(
            [str(program), "--self-test"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    lines = done.stdout.strip().splitlines()
    if not lines:
        return {"ok": False, "error": done.stderr.strip()[-2000:] or f"exit code {done.returncode}, not a word"}
    answer: dict[str, object] = json.loads(lines[-1])
    return answer


if __name__ == "__main__":
    sys.exit(main())
