"""The licence texts of everything the app is made of: for the page in Settings, and for the bundle.

In a bundle they lie in the folder ``licences``; elsewhere they are gathered from the installed packages and from
``resources/licences``, which has those that come in no package.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
BUNDLED: Final = ROOT / "licences"
_NAMES: Final = re.compile(r"(?i)^(?!.*\.pyc?$)(licen[cs]e|copying|notice|authors|ofl)")
HEAD_OFFICE: Final = frozenset(
    {
        "alembic",
        "authlib",
        "faker",
        "fastapi",
        "httptools",
        "joserfc",
        "limits",
        "prometheus-client",
        "psycopg",
        "pynacl",
        "reportlab",
        "rich",
        "uvicorn",
    }
)
"""Direct requirements that only head office uses."""
_TITLES: Final = {
    "GPL-3.0": "Qt, PySide6: GPL 3.0, on which the LGPL builds",
    "LGPL-3.0": "Qt, PySide6: LGPL 3.0",
    "Phosphor": "Phosphor Icons",
    "clienteling": "Clienteling",
    "font-manrope": "Manrope",
}


def is_licence(name: str) -> bool:
    """Whether a file of a package is called as licences are."""
    return _NAMES.search(name) is not None


def files() -> list[tuple[Path, str]]:
    """(file, folder below ``licences``) of every text; the folder is that of the package, or empty."""
    if BUNDLED.is_dir():
        found = [path for path in sorted(BUNDLED.rglob("*")) if path.is_file()]
        return [(path, path.parent.relative_to(BUNDLED).as_posix().removeprefix(".")) for path in found]
    kept = [(path, "") for path in sorted(_own_folder().iterdir()) if path.is_file()]
    own = ROOT / "LICENSE"
    return [*kept, *([(own, "clienteling")] if own.is_file() else []), *_of_packages()]


def texts() -> dict[str, str]:
    """Title -> text, by title; several files of one package one after the other."""
    found: dict[str, list[str]] = {}
    for path, package in files():
        if path.suffix == ".md" and not package:
            continue  # for people who look into the folder
        key = package or path.stem
        found.setdefault(_TITLES.get(key, key), []).append(path.read_text("utf-8", errors="replace").strip())
    return {title: "\n\n\n".join(found[title]) for title in sorted(found, key=str.casefold)}


def requirements(name: str) -> set[str]:
    """Names of a distribution and of everything it needs to run here, head office's part aside."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in found or current in HEAD_OFFICE:
            continue
        try:
            needs = metadata.requires(current) or []
        except metadata.PackageNotFoundError:
            continue  # of another platform
        found.add(current)
        needs = [need for need in needs if not re.search(r"extra\s*==", need)]
        waiting += [re.split(r"[^A-Za-z0-9._-]", need, maxsplit=1)[0].lower().replace("_", "-") for need in needs]
    return found


def _own_folder() -> Path:
    """Beside the package when installed, else in the checkout."""
    installed = ROOT / "clienteling" / "resources" / "licences"
    return installed if installed.is_dir() else ROOT / "resources" / "licences"


def _of_packages() -> list[tuple[Path, str]]:
    found = []
    for name in sorted(requirements("clienteling") - {"clienteling"}):
        distribution = metadata.distribution(name)
        paths = [Path(str(distribution.locate_file(file))) for file in distribution.files or ()]
        found += [(path, name) for path in paths if is_licence(path.name) and path.is_file()]
    return found
