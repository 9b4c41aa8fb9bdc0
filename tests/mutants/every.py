"""All mutants."""

from __future__ import annotations

from tests.mutants import office, rules, tablet

MUTANTS = (*tablet.MUTANTS, *office.MUTANTS, *rules.MUTANTS)
