"""Runs our semgrep rules over the product, after trying that each still finds what it was written for.

Usage: python -m tools.semgrep_rules
Semgrep lives in an environment of its own (.venv-semgrep, see ``tools/set_up.py``): it holds back versions of packages
that the product uses.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "tools" / "semgrep" / "rules.yml"
EXAMPLES = ROOT / "tools" / "semgrep" / "examples"
PRODUCT = ("clienteling", "headoffice", "tools")
_PROGRAMS = ROOT / ".venv-semgrep" / ("Scripts" if os.name == "nt" else "bin")
_EXPECTED = re.compile(r"(?:#|//) finds: ([a-z-]+)$")
_ENDINGS = {"python.txt": ".py", "qml.txt": ".qml"}

Place = tuple[str, int, str]
"""File, line, rule."""


def main() -> int:
    """Print what is wrong; 1 when anything is."""
    problems = [*_blind(), *(f"{file}:{line}: {rule}" for file, line, rule in sorted(_found(ROOT, *PRODUCT)))]
    for problem in problems:
        print(problem)
    if problems:
        print(f"\nWhat to do instead stands in {RULES.relative_to(ROOT)}.")
    return 1 if problems else 0


def _blind() -> list[str]:
    """Rules that miss an example, or find what they should not, in words."""
    with tempfile.TemporaryDirectory() as folder:
        expected: set[Place] = set()
        for name, ending in _ENDINGS.items():
            copy = Path(folder) / Path(name).with_suffix(ending)
            shutil.copy(EXAMPLES / name, copy)
            lines = copy.read_text(encoding="utf-8").splitlines()
            marked = ((at, _EXPECTED.search(line)) for at, line in enumerate(lines, 1))
            expected |= {(copy.name, at + 1, mark[1]) for at, mark in marked if mark}
        found = _found(Path(folder), ".")
    unseen = {rule for rule in _rules() if rule not in {rule for _, _, rule in expected}}
    return [
        *(f"rule {rule} has no example" for rule in sorted(unseen)),
        *(f"rule {rule} misses {name}:{line} of the examples" for name, line, rule in sorted(expected - found)),
        *(
            f"rule {rule} finds too much: {name}:{line} of the examples"
            for name, line, rule in sorted(found - expected)
        ),
    ]


def _rules() -> list[str]:
    return re.findall(r"^  - id: ([a-z-]+)$", RULES.read_text(encoding="utf-8"), re.MULTILINE)


def _found(where: Path, *targets: str) -> set[Place]:
    # The network is not asked for anything: neither rules nor news nor figures of use.
    options = ["--metrics=off", "--disable-version-check", "--no-git-ignore", "--quiet", "--json", "--jobs=2"]
    command = [str(_PROGRAMS / "semgrep"), "scan", *options, f"--config={RULES}", *targets]
    # Its programs find one another on the path.
    environment = {**os.environ, "PATH": f"{_PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(command, cwd=where, env=environment, check=False, capture_output=True, text=True)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise SystemExit(f"semgrep did not answer:\n{done.stderr[-2000:]}") from None
    if answer["errors"]:
        raise SystemExit("\n".join(str(error.get("message", error)) for error in answer["errors"]))
    return {
        (Path(hit["path"]).as_posix(), hit["start"]["line"], hit["check_id"].rpartition(".")[2])
        for hit in answer["results"]
    }


if __name__ == "__main__":
    sys.exit(main())
