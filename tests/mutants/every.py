"""All mutants."""

from __future__ import annotations

from tests.mutants import guard, identity, keeping, office, rules, tablet, versions

MUTANTS = (
    *tablet.MUTANTS,
    *office.MUTANTS,
    *rules.MUTANTS,
    *versions.MUTANTS,
    *identity.MUTANTS,
    *guard.MUTANTS,
    *keeping.MUTANTS,
)
