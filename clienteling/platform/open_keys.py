"""What the key file (``vault.file``) tells anybody, read without what is needed to open anything: the first screen.

It is not looked at whether another program changed it: the vault does that as soon as it is loaded, before anybody can
sign in. Nothing is decided by what is read here but what the first screen shows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

FILE = "keys.json"


# Tuples with names, not dataclasses: the first screen waits for these classes to be made, which takes half as long.
class OpenPerson(NamedTuple):
    """A seller. ``due``: open follow-ups per day (ISO date), as of the last lock."""

    id: str
    name: str
    role: str
    due: dict[str, int]


class OpenKeys(NamedTuple):
    """``backend``: where the device secret lies. ``ready``: sellers can sign in. ``store``: its name."""

    backend: str
    ready: bool
    store: str
    people: tuple[OpenPerson, ...]


def read(folder: Path) -> OpenKeys | None:
    """None when there is no such file, or it does not look like one. Raises nothing."""
    try:
        keys = json.loads((folder / FILE).read_bytes())["keys"]
        people = tuple(
            OpenPerson(str(p["id"]), str(p["name"]), str(p["role"]), {str(d): int(n) for d, n in p["due"].items()})
            for p in keys["people"]
        )
        store = str((keys["store"] or {}).get("name", ""))
        return OpenKeys(str(keys["backend"]), bool(keys["ready"] and keys["contact"]), store, people)
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
