"""Compiles the exact versions and hashes of everything installed: requirements/app.lock, headoffice.lock, dev.lock and
semgrep.lock.

The files hold no download addresses: where packages come from is the business of whoever installs them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
    "--quiet",
)


def main(arguments: list[str]) -> int:
    """Compile the files; `arguments` go to `uv pip compile` (for example `--upgrade`)."""
    dev = ["pyproject.toml", "--extra=dev", "--output-file=requirements/dev.lock", *arguments]
    # The product never runs on other versions than it was tested with.
    app = ["pyproject.toml", "--constraint=requirements/dev.lock", "--output-file=requirements/app.lock"]
    office = [
        "requirements/headoffice.in",
        "--constraint=requirements/dev.lock",
        "--output-file=requirements/headoffice.lock",
    ]
    semgrep = ["requirements/semgrep.in", "--output-file=requirements/semgrep.lock", *arguments]
    return _compile(dev) or _compile(app) or _compile(office) or _compile(semgrep)


def _compile(options: list[str]) -> int:
    command = [sys.executable, "-m", "uv", "pip", "compile", *_OPTIONS, *options]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
