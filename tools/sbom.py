"""Writes what the product consists of as a CycloneDX bill of materials: build/sbom.cdx.json.

Usage: python -m tools.sbom [FILE]
Made from requirements/app.lock, so it names exactly what is installed, each with its hashes. The same lock gives the
same file.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "app.lock"
FILE = ROOT / "build" / "sbom.cdx.json"


def write(path: Path = FILE, lock: Path = LOCK) -> Path:
    """Write what ``lock`` names. Raises ``subprocess.CalledProcessError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    options = ["--output-reproducible", "--output-format=JSON", "--spec-version=1.6", "--validate"]
    about = ["--pyproject=pyproject.toml", "--mc-type=application"]
    command = [
        sys.executable,
        "-m",
        "cyclonedx_py",
        "requirements",
        *options,
        *about,
        f"--output-file={path}",
        str(lock),
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    return path


if __name__ == "__main__":
    print(write(Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else FILE))
