"""Runs every check of the repository and reports all that fail, not just the first.

Usage: python -m tools.check [NAME...]     without names: all of them
"""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Longest first, so that two at a time end together.
CHECKS = {
    "types": ("-m", "mypy"),
    # Import-linter cannot be run as a module.
    "imports": ("-c", "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])"),
    "semgrep": ("-m", "tools.semgrep_rules"),
    "qml": ("-m", "tools.qmllint"),
    "bandit": ("-m", "tools.bandit_rule"),
    "lint": ("-m", "ruff", "check", "--quiet"),
    "format": ("-m", "ruff", "format", "--check", "--quiet"),
    "qml-text": ("-m", "tools.qml_text_rule"),
    "budgets": ("-m", "tools.budgets"),
    "translations": ("-m", "tools.translations", "check"),
}


@dataclass(frozen=True)
class Outcome:
    """How one check went."""

    name: str
    passed: bool
    seconds: float
    output: str


def main(names: list[str]) -> int:
    """Run the named checks, or all; return 1 when any fails."""
    unknown = sorted(set(names) - set(CHECKS))
    if unknown:
        print(f"no such check: {', '.join(unknown)} (there are: {', '.join(CHECKS)})", file=sys.stderr)
        return 2
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for outcome in pool.map(_run, names or CHECKS):
            print(f"{'ok    ' if outcome.passed else 'FAILED'}  {outcome.name}  ({outcome.seconds:.1f} s)", flush=True)
            if not outcome.passed:
                print(outcome.output.rstrip(), flush=True)
                failed.append(outcome.name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _run(name: str) -> Outcome:
    started = time.monotonic()
    command = [sys.executable, *CHECKS[name]]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    return Outcome(name, done.returncode == 0, time.monotonic() - started, done.stdout + done.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
