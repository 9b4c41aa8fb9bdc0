"""All mutants."""

from __future__ import annotations

from tests.mutants import identity, office, rules, tablet, versions

MUTANTS = (*tablet.MUTANTS, *office.MUTANTS, *rules.MUTANTS, *versions.MUTANTS, *identity.MUTANTS)
