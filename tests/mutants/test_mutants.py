"""Mutants fit the sources, the table tells of them, and some of them are really run each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.every import MUTANTS
from tests.mutants.mutant import ROOT, Mutant
from tests.mutants.run import copied, kill, unbroken
from tests.mutants.table import PAGE, with_table

QUICK = ("withdrawal-loses", "poison-takes-all", "older-replaces-newer", "epoch-unchecked")
"""Run every time, one of each kind; all of them by ``python -m tests.mutants``."""


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_the_text_a_mutant_changes_is_there_once(mutant: Mutant) -> None:
    source = (ROOT / mutant.file).read_text("utf-8")
    assert mutant.applied(source) != source
    for test in mutant.tests:
        path, _, name = test.partition("::")
        assert f"def {name.partition('[')[0]}(" in (ROOT / path).read_text("utf-8")


def test_names_are_given_once() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)


def test_the_table_is_of_today() -> None:
    page = PAGE.read_text("utf-8")
    assert with_table(page, MUTANTS) == page, "run: python -m tests.mutants --table"


def test_a_table_without_its_place_is_told() -> None:
    with pytest.raises(ValueError, match="markers"):
        with_table("# Nothing here\n", MUTANTS)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_rules_taken_away_are_noticed() -> None:
    chosen = [mutant for mutant in MUTANTS if mutant.name in QUICK]
    assert len(chosen) == len(QUICK)
    with copied() as folder:
        assert unbroken(folder, chosen) == ""
        assert [str(kill(folder, mutant)) for mutant in chosen] == [f"{mutant.name}: dead" for mutant in chosen]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_rule_that_nobody_tests_and_a_change_that_breaks_everything_are_no_proof() -> None:
    test = "tests/domain/test_ids.py::test_identifiers_differ_and_sort_by_time"
    unseen = Mutant("unseen", "", "clienteling/domain/ids.py", "UUIDv7 (RFC 9562, section 5.7)", "UUIDv7", (test,))
    broken = Mutant("broken", "", "clienteling/domain/ids.py", "import os\n", "import nothing_of_this_name\n", (test,))
    with copied() as folder:
        assert "passes" in kill(folder, unseen).why_not
        assert kill(folder, broken).why_not
        assert _unchanged(folder)


def _unchanged(folder: Path) -> bool:
    name = "clienteling/domain/ids.py"
    return (folder / name).read_bytes() == (ROOT / name).read_bytes()
