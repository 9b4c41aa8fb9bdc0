"""Builds head office's Debian package: build/clienteling-headoffice_VERSION_ARCHITECTURE.deb. See docs/headoffice.md.

Usage: python -m tools.package [--python 3.11] [--version VERSION]

Everything it needs beside Python is put in, by ``requirements/headoffice.lock`` with hashes, so that installing it
needs no network. --python is the version the target has: 3.11 on Debian 12. The same sources give the same package.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from importlib import metadata
from pathlib import Path

from clienteling.ui.licences import is_licence
from tools.processes import ROOT
from tools.sbom import write as write_sbom

NAME = "clienteling-headoffice"
FILES = ROOT / "packaging" / "debian"
LOCK = ROOT / "requirements" / "headoffice.lock"
LIBRARY = Path("usr/lib") / NAME
DOCUMENTS = Path("usr/share/doc") / NAME
SHARED = ("__init__.py", "domain", "process", "store", "wire")
"""What head office has of the app's package; of the store it uses ``form`` and ``press`` alone (ADR 21)."""
EPOCH = 1_767_225_600
PLATFORMS = {"amd64": "x86_64-manylinux_2_28", "arm64": "aarch64-manylinux_2_28"}
_INSTALLED = {
    "clienteling-headoffice": ("usr/bin", 0o755),
    "clienteling-headoffice.service": ("usr/lib/systemd/system", 0o644),
    "clienteling-headoffice-backup.service": ("usr/lib/systemd/system", 0o644),
    "clienteling-headoffice-backup.timer": ("usr/lib/systemd/system", 0o644),
    "headoffice.env": ("etc/clienteling", 0o644),
}
_SCRIPTS = ("postinst", "prerm", "postrm")
_NEEDLESS = ("bin", ".lock", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json", "RECORD")


def version() -> str:
    """As pyproject.toml says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


def stage(folder: Path, number: str) -> None:
    """Lay out everything of ours below ``folder``: program, command, unit, settings, documents."""
    library = folder / LIBRARY
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "headoffice", library / "headoffice", ignore=ignored)
    (library / "clienteling").mkdir()
    for name in SHARED:
        source, target = ROOT / "clienteling" / name, library / "clienteling" / name
        shutil.copytree(source, target, ignore=ignored) if source.is_dir() else shutil.copy(source, target)
    about = library / f"clienteling-{number}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: clienteling\nVersion: {number}\n")
    for name, (place, _) in _INSTALLED.items():
        (folder / place).mkdir(parents=True, exist_ok=True)
        shutil.copy(FILES / name, folder / place / name)
    documents = folder / DOCUMENTS
    documents.mkdir(parents=True)
    for name in ("headoffice.md", "import.md", "support.md", "security.md"):
        shutil.copy(ROOT / "docs" / name, documents / name)
    shutil.copy(ROOT / "CHANGELOG.md", documents / "CHANGELOG.md")
    shutil.copy(ROOT / "LICENSE", documents / "copyright")


def add_packages(folder: Path, python: str, platform: str) -> None:
    """Put in what the lock names, for Python ``python`` on ``platform`` (of uv). Raises ``CalledProcessError``."""
    library = folder / LIBRARY
    target = ["--target", str(library), "--python-version", python, "--python-platform", platform]
    strict = ["--only-binary", ":all:", "--require-hashes", "--no-deps", "--requirement", str(LOCK)]
    subprocess.run([sys.executable, "-m", "uv", "pip", "install", "--quiet", *target, *strict], cwd=ROOT, check=True)


def add_licences(folder: Path) -> list[str]:
    """Lay the licence texts of all packages among the documents; the packages that bring none."""
    without = []
    for about in sorted((folder / LIBRARY).glob("*.dist-info")):
        distribution = metadata.PathDistribution(about)
        name = distribution.metadata["Name"].lower()
        texts = [file for file in distribution.files or () if is_licence(file.name)]
        if not texts and name != "clienteling":
            without.append(name)
        for text in texts:
            place = folder / DOCUMENTS / "licences" / name
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(str(distribution.locate_file(text)), place / text.name)
    return without


def strip(folder: Path) -> None:
    """Take away what only an installer of Python packages would look for."""
    library = folder / LIBRARY
    for name in _NEEDLESS:
        for path in (library / name, *library.glob(f"*.dist-info/{name}")):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def control(folder: Path, number: str, architecture: str, python: str) -> str:
    """The package's description of itself, of everything below ``folder``."""
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1024
    major, minor = python.split(".")
    values = {"version": number, "architecture": architecture, "size": str(size), "python": python}
    text = (FILES / "control").read_text("utf-8")
    for key, value in (values | {"beyond": f"{major}.{int(minor) + 1}"}).items():
        text = text.replace(f"@{key}@", value)
    return text


def seal(folder: Path, told: str, target: Path) -> Path:
    """Make a package of ``folder`` in the folder ``target``, with the description ``told``."""
    about = folder / "DEBIAN"
    about.mkdir()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = [f"{hashlib.md5(p.read_bytes(), usedforsecurity=False).hexdigest()}  {p.relative_to(folder)}" for p in files]
    (about / "md5sums").write_text("\n".join(sums) + "\n")
    (about / "control").write_text(told)
    for name in ("conffiles", *_SCRIPTS):
        shutil.copy(FILES / name, about / name)
    executable = {about / name for name in _SCRIPTS} | {folder / "usr/bin" / NAME}
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or path in executable else 0o644)
    target.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(EPOCH)}
    command = ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z12", "--build", str(folder), str(target)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return next(target.glob("*.deb"))


def build(target: Path, number: str, python: str, architecture: str) -> Path:
    """The whole package, in the folder ``target``."""
    with tempfile.TemporaryDirectory(prefix="clienteling-package-") as scratch:
        folder = Path(scratch) / NAME
        stage(folder, number)
        add_packages(folder, python, PLATFORMS[architecture])
        if without := add_licences(folder):
            raise SystemExit(f"no licence text comes with {', '.join(without)}")
        strip(folder)
        write_sbom(folder / DOCUMENTS / "sbom.cdx.json", LOCK)
        made = seal(folder, control(folder, number, architecture, python), Path(scratch) / "made")
        target.mkdir(parents=True, exist_ok=True)
        return Path(shutil.move(made, target / made.name))


def main(argv: list[str] | None = None) -> int:
    """Build it; the exit code."""
    parser = argparse.ArgumentParser(prog="package", description=__doc__)
    parser.add_argument("--python", default="3.11", metavar="3.11", help="the version of Python the target has")
    parser.add_argument("--version", default=version(), help="default: the project's")
    parser.add_argument("--target", type=Path, default=ROOT / "build", help="folder for the package (default: build)")
    arguments = parser.parse_args(argv)
    if not shutil.which("dpkg-deb"):
        print("This needs dpkg-deb, which every Debian has (package dpkg).", file=sys.stderr)
        return 1
    told = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    made = build(arguments.target, arguments.version, arguments.python, told.stdout.strip())
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    print(json.dumps({"ok": True, "package": str(made), "bytes": made.stat().st_size, "sha256": digest}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
