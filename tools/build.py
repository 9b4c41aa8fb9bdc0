"""Builds the tablet app as one folder that runs without Python, dist/clienteling, with a list of its files; tries it.

Usage: python -m tools.build [--twice] [--upgrade-from OLD]

--twice             build it again elsewhere: the list of files, with their hashes, must be the same
--upgrade-from OLD  what the bundle in the folder OLD saved and did not send must be found and sent (see tools.upgrade)

It is tried as a copy in another folder, by its own self-test, in a room without this checkout, Python or a network
(``tools.apart``); the line of JSON tells where there can be none ("apart").

Exit code 1 when the bundle is too large, holds what it must not, lacks a licence, fails its own self-test, or one of
these two.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from clienteling.ui.licences import requirements
from tools.bundle import LIMIT_BYTES, ROOT, wanted
from tools.licence_rule import unfit
from tools.tried import TriedError, apart, tried
from tools.upgrade import between

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


def main(argv: list[str] | None = None) -> int:
    """Build, list, check, try."""
    parser = argparse.ArgumentParser(prog="build", description=__doc__)
    parser.add_argument("--twice", action="store_true")
    parser.add_argument("--upgrade-from", type=Path, metavar="OLD")
    arguments = parser.parse_args(argv)
    _build(DIST, ROOT / "build" / "bundle")
    files = listing(BUNDLE)
    (DIST / "clienteling.files").write_text("".join(f"{digest}  {name}\n" for name, digest in files.items()))
    size = sum(path.stat().st_size for path in BUNDLE.rglob("*") if path.is_file() and not path.is_symlink())
    problems, told = shortcomings(files, size), {"files": len(files), "bytes": size} | apart()
    try:
        told["self_test_seconds"] = tried(BUNDLE)
    except TriedError as error:
        problems.append(str(error))
    if arguments.twice:
        problems += _otherwise_built(files)
    if arguments.upgrade_from:
        problems += _not_upgraded(arguments.upgrade_from)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(json.dumps({"ok": not problems, "folder": "dist/clienteling", **told}))
    return 1 if problems else 0


def _build(dist: Path, work: Path) -> None:
    options = ["--noconfirm", "--log-level=WARN", f"--workpath={work}", f"--distpath={dist}"]
    # The same sources give the same list: hashes of strings and times of day must not show.
    environment = os.environ | {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1767225600"}
    command = [sys.executable, "-m", "PyInstaller", *options, "build.spec"]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        sys.exit("PyInstaller failed; what it says is above.")


def _otherwise_built(files: dict[str, str]) -> list[str]:
    """What a second build, in other folders, makes differently."""
    with tempfile.TemporaryDirectory(prefix="clienteling-build-") as folder:
        _build(Path(folder) / "dist", Path(folder) / "work")
        return differences(files, listing(Path(folder) / "dist" / "clienteling"))


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Which files only one of two builds has, or both have but not alike."""
    return [f"{name} is not the same in two builds" for name in sorted(one | other) if one.get(name) != other.get(name)]


def _not_upgraded(old: Path) -> list[str]:
    try:
        print(json.dumps(between(old, BUNDLE)))
    except (TriedError, FileNotFoundError) as error:
        return [str(error)]
    return []


def listing(folder: Path) -> dict[str, str]:
    """Name -> SHA-256 of every file, by name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def shortcomings(files: dict[str, str], size: int) -> list[str]:
    """What is wrong with a bundle of these files and this size in bytes."""
    inside = [name.removeprefix("_internal/") for name in files]
    found = [f"{name} does not belong into the bundle" for name in inside if not wanted(name)]
    found += [f"the licence {name} is missing" for name in LICENCES if f"licences/{name}" not in inside]
    found += unfit(requirements("clienteling") - {"clienteling"})
    if size > LIMIT_BYTES:
        found.append(f"the bundle weighs {size:,} bytes, at most {LIMIT_BYTES:,} are allowed")
    return found


if __name__ == "__main__":
    sys.exit(main())
