"""The table of mutants in docs/guarantees.md."""

from __future__ import annotations

from collections.abc import Iterable

from tests.mutants.mutant import ROOT, Mutant

PAGE = ROOT / "docs" / "guarantees.md"
BEGIN, END = "<!-- mutants: begin (python -m tests.mutants --table) -->\n", "<!-- mutants: end -->\n"


def rows(mutants: Iterable[Mutant]) -> str:
    """One row for each rule: what holds, the name of its mutant, the tests that notice."""
    lines = ["| Rule | Mutant | Test that fails without it |\n", "|---|---|---|\n"]
    for mutant in mutants:
        tests = "<br>".join(f"`{test.removeprefix('tests/')}`" for test in mutant.tests)
        lines.append(f"| {mutant.rule} | `{mutant.name}` | {tests} |\n")
    return "".join(lines)


def with_table(page: str, mutants: Iterable[Mutant]) -> str:
    """The page with the table of today. Raises ``ValueError`` when the markers are gone."""
    before, found, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError("the markers of the table are missing in docs/guarantees.md")
    return f"{before}{BEGIN}{rows(mutants)}{END}{after}"
