"""Every fault in its short form. The long one: ``make faults ARGS=--long``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Databases
from tests.faults.ground import CannotInject, Fault, Ground
from tests.faults.nursery import Nursery
from tests.faults.registry import FAULTS

CASES = [
    pytest.param(fault, kind, id=f"{fault.number}-{fault.name}-{kind}")
    for fault in FAULTS
    for kind in fault.kinds
    if kind in fault.short
]


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Return what starts processes that may be killed."""
    with Nursery() as made:
        yield made


@pytest.mark.slow
@pytest.mark.timeout(180)
@pytest.mark.logs_errors
@pytest.mark.parametrize(("fault", "kind"), CASES)
def test_the_promise_holds_under(
    fault: Fault, kind: str, databases: Databases, nursery: Nursery, tmp_path: Path
) -> None:
    reason = databases.why_not(kind)
    if reason:
        pytest.skip(reason)
    try:
        figures = fault.run(Ground(kind, databases, tmp_path, nursery, suite=True))
    except CannotInject as reason:
        pytest.skip(str(reason))
    assert figures
