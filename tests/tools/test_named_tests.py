"""Documents that say which test shows something: each of these tests is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("docs/security.md", "docs/guarantees.md")
_NAMED = re.compile(
    r"`(?:tests/)?(?P<file>[a-z_0-9/]+/test_[a-z_0-9]+\.py)(?:::(?P<inside>test_\w+))?`|`(?P<alone>test_\w+)`"
)


def named(text: str) -> Iterator[tuple[str, str]]:
    """File and test (or nothing) of each test that ``text`` names; one without a file is of the file before it."""
    for line in text.splitlines():
        file = ""
        for found in _NAMED.finditer(line):
            file = found["file"] or file
            yield file, found["inside"] or found["alone"] or ""


def missing(text: str) -> list[str]:
    """What ``text`` names and nobody finds."""
    return [f"{file}::{test}" for file, test in named(text) if not _is_there(file, test)]


def _is_there(file: str, test: str) -> bool:
    path = ROOT / "tests" / file
    if not file or not path.is_file():
        return False
    return (
        not test or re.search(rf"^(?:async )?def {test}\(", path.read_text(encoding="utf-8"), re.MULTILINE) is not None
    )


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_test_that_a_document_names_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert len(list(named(text))) > 40
    assert missing(text) == []


def test_a_test_that_is_not_there_is_missed() -> None:
    here = "tools/test_named_tests.py"
    assert missing(f"`{here}`, `{here}::test_every_test_that_a_document_names_is_there`, `test_nobody_wrote`") == [
        f"{here}::test_nobody_wrote"
    ]
    assert missing("| `test_of_no_file` |") == ["::test_of_no_file"]
    assert missing("`ui/test_of_nobody.py`") == ["ui/test_of_nobody.py::"]


def test_each_abuse_case_has_its_number_and_a_test() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| (.+) \|$", text, re.MULTILINE)
    assert [int(number) for number, *_ in rows] == list(range(1, len(rows) + 1))
    assert len(rows) >= 40
    assert [number for number, _, _, tests in rows if not list(named(tests))] == []
