"""Applying mutants to a copy of the sources and running the tests named with them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import msgspec

from tests.mutants.mutant import ROOT, Mutant

COPIED = ("clienteling", "headoffice", "tests", "resources", "pyproject.toml")
_ASSERTION = re.compile(r"(?:AssertionError|assert |Failed: (?!Timeout))")
TEST_SECONDS = 300
"""How long the tests of one mutant may take: one that hangs is no proof."""
ALL_SECONDS = 3_600
"""How long all of them may take together, on a busy machine."""

Case = tuple[Literal["passed", "asserted", "broke"], str]
"""How one case of a test went, and its words."""


class Verdict(msgspec.Struct, frozen=True):
    """Whether a mutant died, and if not, why."""

    mutant: Mutant
    why_not: str = ""

    def __str__(self) -> str:
        return f"{self.mutant.name}: {'LIVES: ' + self.why_not if self.why_not else 'dead'}"


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of the sources, to be broken."""
    room = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - one's own folder within
    with tempfile.TemporaryDirectory(prefix="clienteling-mutants-", dir=room) as name:
        folder = Path(name)
        for part in COPIED:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, folder / part)
            else:
                shutil.copy2(source, folder / part)
        yield folder


def unbroken(folder: Path, mutants: Iterable[Mutant]) -> str:
    """Run all tests named, nothing changed; what is wrong, empty when they all pass."""
    names = sorted({test for mutant in mutants for test in mutant.tests})
    found = _tests(folder, names, ALL_SECONDS)
    wrong = [name for name in names if not (cases := _of(found, name)) or any(how != "passed" for how, _ in cases)]
    return f"these do not pass as they are: {', '.join(wrong)}" if wrong else ""


def kill(folder: Path, mutant: Mutant) -> Verdict:
    """Break the copy, run the tests of the mutant, and mend the copy."""
    place = folder / mutant.file
    source = place.read_text("utf-8")
    place.write_text(mutant.applied(source), "utf-8")
    try:
        found = _tests(folder, mutant.tests)
    finally:
        place.write_text(source, "utf-8")
    for name in mutant.tests:
        cases = _of(found, name)
        if not any(how == "asserted" for how, _ in cases):
            words = "; ".join(f"{how}: {said}" for how, said in cases if how == "broke")
            return Verdict(mutant, f"{name} {words or ('passes' if cases else 'did not run')}"[:400])
    return Verdict(mutant)


def _of(found: dict[str, Case], name: str) -> list[Case]:
    """The cases of a test; one named without its parameters stands for all of them."""
    return [case for key, case in found.items() if key == name or key.startswith(f"{name}[")]


def _tests(folder: Path, names: Sequence[str], seconds: int = TEST_SECONDS) -> dict[str, Case]:
    report = folder / "report.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider"]
    command += [f"--junitxml={report}", "-o", "junit_family=xunit1", *names]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return {}  # killed: a test that hangs says nothing
    if not report.exists():
        return {}
    found: dict[str, Case] = {}
    for case in ElementTree.parse(report).getroot().iter("testcase"):  # noqa: S314 - we wrote it
        # A test that fails may also leave something behind, which is told as a second case of the same name.
        name = f"{case.get('file')}::{case.get('name')}"
        if name not in found or found[name][0] != "asserted":
            found[name] = _case(case)
    return found


def _case(case: ElementTree.Element) -> Case:
    failed = case.find("failure")
    if failed is not None:
        said = failed.get("message", "")
        return ("asserted" if _ASSERTION.match(said) else "broke"), said
    for tag in ("error", "skipped"):
        if (other := case.find(tag)) is not None:
            return "broke", f"{tag}: {other.get('message', '')}"
    return "passed", ""
