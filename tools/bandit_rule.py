"""Runs bandit over the product; what the linter was told with a reason (``noqa: S608``) holds for bandit's B608 too.

Usage: python -m tools.bandit_rule
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("clienteling", "headoffice")
# That a module can start programs is no finding; how it starts them is looked at (B602 and following).
SKIPPED = "B404"


def main() -> int:
    """Print what is found; 1 when anything is."""
    found = findings(ROOT, PRODUCT)
    print("\n".join(found))
    return 1 if found else 0


def findings(root: Path, folders: Sequence[str]) -> list[str]:
    """What bandit has to say about the Python files under ``folders`` of ``root``, a line each."""
    command = [sys.executable, "-m", "bandit", "--quiet", "--recursive", "--format=json", f"--skip={SKIPPED}", *folders]
    done = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise SystemExit(f"bandit did not answer:\n{done.stderr[-2000:]}") from None
    found = [f"{error['filename']}: {error['reason']}" for error in answer["errors"]]
    hits = (hit for hit in answer["results"] if not _told(hit, root))
    return found + [f"{hit['filename']}:{hit['line_number']}: {hit['test_id']} {hit['issue_text']}" for hit in hits]


def _told(hit: dict[str, Any], root: Path) -> bool:
    if hit["test_id"] in {"B105", "B106", "B107"} and hit["issue_text"].endswith(": ''"):
        return True  # nothing, in a variable called token, is no secret
    lines = (root / hit["filename"]).read_text(encoding="utf-8").splitlines()
    marks = (lines[at - 1].partition("# noqa:")[2].partition(" - ")[0] for at in hit["line_range"])
    return any(f"S{hit['test_id'][1:]}" in mark.replace(",", " ").split() for mark in marks)


if __name__ == "__main__":
    sys.exit(main())
