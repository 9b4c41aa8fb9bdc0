"""All mutants."""

from __future__ import annotations

from tests.mutants import (
    backups,
    consents,
    failing,
    guard,
    identity,
    images,
    insights,
    keeping,
    lock,
    losing,
    merging,
    messages,
    near,
    office,
    pins,
    rules,
    showing,
    tablet,
    two_keys,
    versions,
)

MUTANTS = (
    *tablet.MUTANTS,
    *office.MUTANTS,
    *rules.MUTANTS,
    *versions.MUTANTS,
    *identity.MUTANTS,
    *showing.MUTANTS,
    *guard.MUTANTS,
    *keeping.MUTANTS,
    *lock.MUTANTS,
    *consents.MUTANTS,
    *losing.MUTANTS,
    *merging.MUTANTS,
    *messages.MUTANTS,
    *near.MUTANTS,
    *pins.MUTANTS,
    *two_keys.MUTANTS,
    *images.MUTANTS,
    *insights.MUTANTS,
    *failing.MUTANTS,
    *backups.MUTANTS,
)
