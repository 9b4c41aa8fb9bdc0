"""A tablet killed with SIGKILL at every boundary: what was saved survives, arrives once, and the rows are whole."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Set
from pathlib import Path

import pytest

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from tests.contracts.doomed import MOMENTS, SPLITTING
from tests.contracts.test_split import backup_of, put_back
from tests.contracts.worlds import ServiceWorld
from tests.sync.world import Saved

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


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("moment", sorted(SPLITTING))
def test_killed_while_becoming_a_tablet_of_its_own(downloaded: ServiceWorld, tmp_path: Path, moment: str) -> None:
    world = downloaded
    customer = world.service.customer_ids(world.scope)[0]
    backup = backup_of(world, tmp_path / "backup")
    (meanwhile,) = world.save(Saved(op.NoteAdd(customer, "Not in the backup"), new_id()))
    world.exchange()
    put_back(world, backup)
    before = len(world.service.devices())
    _die_and_go_on(world, moment, {meanwhile})
    assert len(world.service.devices()) == before + 1


def _die_and_go_on(world: ServiceWorld, moment: str, elsewhere: Set[str] = frozenset()) -> None:
    """``elsewhere``: operations that head office has and these files do not."""
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
    there = [note.by.op_id for note in world.service.notes(customer) if note.by.device]
    assert sorted(there) == sorted({saved, *elsewhere})
    assert not world.exchange().changed
