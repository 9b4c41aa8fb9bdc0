"""All mutants."""

from __future__ import annotations

from tests.mutants import office, rules, tablet, versions

MUTANTS = (*tablet.MUTANTS, *office.MUTANTS, *rules.MUTANTS, *versions.MUTANTS)
