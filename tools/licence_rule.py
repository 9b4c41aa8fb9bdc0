"""Nothing under the GPL or AGPL alone is shipped: what each package says of its licence, against what may go in.

A licence of which there is a choice (``A OR B``) is judged by its best. Qt and psycopg are named, because the LGPL is
all right for libraries that stay replaceable files of their own, and for nothing else. What tells nothing is looked at
once and named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import metadata

LGPL = frozenset({"psycopg", "psycopg-binary", "pyside6-essentials", "shiboken6"})
KNOWN = {"sqlcipher3": "Zlib"}
"""Packages that do not tell their licence: what stands in their licence file."""
_FREE = re.compile(
    r"(?i)\b(mit|mit-0|mit-cmu|bsd|bsd-[23]-clause|0bsd|apache|apache-2\.0|isc|psfl|psf-2\.0|zlib"
    r"|python software foundation|mpl-2\.0|mozilla public|ofl|ofl-1\.1|unlicense|public domain)\b"
)
_COPYLEFT = re.compile(r"(?i)\bA?GPL|\bSSPL|\bBUSL|affero|general public")


def unfit(names: Iterable[str]) -> list[str]:
    """What is wrong with the licences of these distributions, of those that are installed here: sentences."""
    found = []
    for name in sorted(set(names)):
        try:
            said = told(metadata.metadata(name))
        except metadata.PackageNotFoundError:
            continue  # of another platform
        said = said or KNOWN.get(name, "")
        if not fits(name, said):
            found.append(f"{name} is under {said or 'nobody knows what'}: look at its licence")
    return found


def told(about: metadata.PackageMetadata) -> str:
    """What a package says of its licence; nothing when it does not."""
    expression, text = ((about.get_all(field) or [""])[0] for field in ("License-Expression", "License"))
    classes = [said for said in about.get_all("Classifier") or [] if said.startswith("License ::")]
    return expression or (text if 0 < len(text) < 200 else "") or " AND ".join(c.rpartition(" :: ")[2] for c in classes)


def fits(name: str, said: str) -> bool:
    """Whether a distribution of this name and licence may be shipped."""
    return any(_alternative_fits(name, part) for part in re.split(r"(?i)\bor\b", said))


def _alternative_fits(name: str, said: str) -> bool:
    if name in LGPL:
        return re.search(r"\bLGPL", said) is not None
    parts = re.split(r"(?i)\band\b", said)
    return all(_FREE.search(part) and not _COPYLEFT.search(part) and "LGPL" not in part for part in parts)
