"""The look for marked words finds them in every form; else a clean result would mean nothing."""

from __future__ import annotations

import base64
import gzip
import json
import os
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
import zstandard

from tests.e2e.marks import Scanner, plain, word

NAME = word(random.Random(1))
NUMBER = "481937"
SCANNER = Scanner({"name": NAME, "tag": plain(random.Random(2))}, {"pin": NUMBER})

PLANTED = {
    "as it is": NAME.encode(),
    "small letters": NAME.lower().encode(),
    "capitals": NAME.upper().encode(),
    "without accents": NAME.replace("\u00f1", "n").encode(),
    "decomposed": unicodedata.normalize("NFD", NAME).encode(),
    "utf-16": NAME.encode("utf-16-le"),
    "utf-16, big end first": NAME.encode("utf-16-be"),
    "latin-1": NAME.encode("latin-1"),
    "in an address": quote(NAME).encode(),
    "in JSON": json.dumps({"name": NAME}).encode(),
    "in the words of an error": repr(f"{NAME}".encode()).encode(),
    "hexadecimal": NAME.encode().hex().encode(),
    **{f"base64 after {n}": base64.b64encode(b"a" * n + NAME.encode() + b" and more") for n in range(4)},
    **{f"base64 before {n}": base64.b64encode(NAME.encode() + b"a" * n) for n in range(4)},
    "base64 of addresses": base64.urlsafe_b64encode(b"??>" + NAME.encode() + b"??>"),
    "a number alone": f'{{"pin": "{NUMBER}"}}'.encode(),
}


@pytest.mark.parametrize("how", PLANTED)
def test_what_was_planted_is_found(how: str, tmp_path: Path) -> None:
    file = tmp_path / "log.1"
    file.write_bytes(os.urandom(2_000) + PLANTED[how] + os.urandom(2_000))
    assert list(SCANNER.look([tmp_path])) == [str(file)]


def test_names_of_files_and_folders_are_looked_at_too(tmp_path: Path) -> None:
    (tmp_path / f"about {NAME}").mkdir()
    (tmp_path / f"{NAME}.json").write_bytes(b"{}")
    assert len(SCANNER.look([tmp_path])) == 2


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_packed_files_are_opened(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(pack(PLANTED["in JSON"] * 3))
    assert len(SCANNER.look([tmp_path])) == 1


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"{" + f'"at": 17{NUMBER}55, "ms": 1.{NUMBER}'.encode() + b"}" + os.urandom(200_000))
    (tmp_path / "half").write_bytes(NAME[:10].encode())
    assert SCANNER.look([tmp_path]) == {}
