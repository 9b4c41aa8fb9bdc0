"""Words nobody would write by chance, and the look for them in whatever form a program may have written them down."""

from __future__ import annotations

import base64
import gzip
import json
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, quote_plus

import zstandard

_BEGIN = 5
_LETTERS = "bcdfghjklmnpqrstvwxz"


def word(dice: random.Random) -> str:
    """Twelve letters around one that is not ASCII."""
    half = "".join(dice.choices(_LETTERS, k=6))
    return f"{half}\u00f1{''.join(dice.choices(_LETTERS, k=6))}"


def plain(dice: random.Random) -> str:
    """Twelve letters, for where no other character may stand."""
    return "".join(dice.choices(_LETTERS, k=12))


def _spellings(mark: str) -> Iterator[str]:
    folded = "".join(c for c in unicodedata.normalize("NFKD", mark) if not unicodedata.combining(c))
    for spelt in dict.fromkeys((mark, unicodedata.normalize("NFD", mark), folded)):
        yield from dict.fromkeys((spelt, spelt.casefold(), spelt.upper(), spelt.title()))


def forms(mark: str) -> dict[str, set[bytes]]:
    """The ways to write ``mark`` down: name of the way -> what to look for."""
    spelt = list(_spellings(mark))
    return {
        "utf-8": {s.encode() for s in spelt},
        "utf-16": {s.encode(code) for s in spelt for code in ("utf-16-le", "utf-16-be")},
        "latin-1": {s.encode("latin-1", "ignore") for s in spelt if len(s.encode("latin-1", "ignore")) == len(s)},
        "percent": {quote(s, safe="").encode() for s in spelt} | {quote_plus(s).lower().encode() for s in spelt},
        "json": {json.dumps(s)[1:-1].encode() for s in spelt},
        "python": {ascii(s)[1:-1].encode() for s in spelt} | {repr(s.encode())[2:-1].encode() for s in spelt},
        "hex": {s.encode().hex().encode() for s in spelt} | {s.encode().hex().upper().encode() for s in spelt},
        "base64": {part for s in spelt for part in _base64(s.encode())},
    }


def _base64(held: bytes) -> Iterator[bytes]:
    """What of ``held`` stands whole in base64, at each of the three places it can begin."""
    for before in range(3):
        coded = base64.b64encode(bytes(before) + held)
        inside = coded[-(-before * 4 // 3) : len(coded) - 4 if (before + len(held)) % 3 else None]
        yield inside
        yield inside.replace(b"+", b"-").replace(b"/", b"_")


def _unpacked(held: bytes) -> bytes:
    """What a packed file holds; nothing when it is none."""
    if held.startswith(b"\x1f\x8b"):
        return gzip.decompress(held)
    if held.startswith(b"\x28\xb5\x2f\xfd"):
        return zstandard.ZstdDecompressor().decompressobj().decompress(held)
    return b""


class Scanner:
    """Looks for all marks at once."""

    def __init__(self, marks: Mapping[str, str], numbers: Mapping[str, str]) -> None:
        """``marks``: what it is -> the word. ``numbers`` are short: they count only where no other digit is beside."""
        self._names: dict[bytes, str] = {}
        for name, mark in marks.items():
            for way, patterns in forms(mark).items():
                self._names.update((pattern, f"{name} ({way})") for pattern in patterns)
        # All at once: thousands of patterns one after the other would take minutes.
        self._begun: dict[bytes, list[bytes]] = {}
        for pattern in self._names:
            self._begun.setdefault(pattern[:_BEGIN], []).append(pattern)
        self._numbers = {
            name: re.compile(rb"(?<![0-9a-zA-Z.+/])" + number.encode() + rb"(?![0-9a-zA-Z.+/])")
            for name, number in numbers.items()
        }

    def find(self, held: bytes) -> set[str]:
        """Which marks stand in ``held``, and in which form."""
        held += b"\n" + _unpacked(held)
        begun = self._begun
        places = [i for i in range(len(held) - _BEGIN + 1) if held[i : i + _BEGIN] in begun]
        found = {
            self._names[pattern]
            for place in places
            for pattern in begun[held[place : place + _BEGIN]]
            if held.startswith(pattern, place)
        }
        return found | {name for name, pattern in self._numbers.items() if pattern.search(held)}

    def look(self, folders: Iterable[Path]) -> dict[str, set[str]]:
        """Files below these folders that hold marks, in their content or in their name: file -> which."""
        bad: dict[str, set[str]] = {}
        for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
            found = self.find(path.name.encode())
            if path.is_file():
                found |= self.find(path.read_bytes())
            if found:
                bad[str(path)] = found
        return bad
