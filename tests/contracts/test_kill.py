"""A tablet killed with SIGKILL at every boundary: what was saved survives, arrives once, and the rows are whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.doomed import MOMENTS
from tests.contracts.worlds import ServiceWorld

ROOT = Path(__file__).resolve().parents[2]


PUSHING = ("about to send", "answered, not recorded")


@pytest.mark.parametrize("moment", PUSHING)
def test_killed_around_a_push_nothing_is_lost_or_doubled(downloaded: ServiceWorld, moment: str) -> None:
    _die_and_go_on(downloaded, moment)


# The rest happens on the tablet alone: it is the same whichever database head office has.
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("moment", sorted(set(MOMENTS) - set(PUSHING)))
def test_killed_at_any_moment_nothing_is_lost_or_doubled(downloaded: ServiceWorld, moment: str) -> None:
    _die_and_go_on(downloaded, moment)


def _die_and_go_on(world: ServiceWorld, moment: str) -> None:
    customer = world.service.customer_ids(world.scope)[0]
    if "chunk" in moment or "swap" in moment:
        world.service.restore()
    world.close()
    command = [sys.executable, "-m", "tests.contracts.doomed", str(world.directory), world.network.address, customer]
    died = subprocess.run([*command, moment], cwd=ROOT, check=False, capture_output=True, text=True, timeout=50)
    assert died.returncode == -9, died.stderr
    saved = died.stdout.strip()
    world.restart()
    journal = world.tablet.journal
    held = [o.op_id for o in journal.outbox()] + [d.operation.op_id for d in journal.delivered()]
    assert held == [saved]
    assert saved in world.operations_shown(customer)
    world.exchange()
    world.assert_converged()
    assert [note.by.op_id for note in world.service.notes(customer) if note.by.device] == [saved]
    assert not world.exchange().changed
