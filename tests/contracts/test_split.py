"""Copies of a tablet, and tablets put back from a backup: each goes on by itself, nothing is lost, nothing doubled."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.sync import errors
from tests.contracts.service import Trouble
from tests.contracts.worlds import ServiceWorld
from tests.sync.world import Saved


def backup_of(world: ServiceWorld, directory: Path) -> Path:
    """The files of a tablet as they are now, somewhere else."""
    world.close()
    shutil.copytree(world.directory, directory)
    world.restart()
    return directory


@contextmanager
def copy_of(world: ServiceWorld, directory: Path) -> Iterator[ServiceWorld]:
    """A second tablet from the files of the first."""
    made = ServiceWorld(backup_of(world, directory), world.service, world.network)
    made.connect()
    try:
        yield made
    finally:
        made.close()


def put_back(world: ServiceWorld, backup: Path) -> None:
    """The tablet goes on with older files."""
    world.close()
    shutil.rmtree(world.directory)
    shutil.copytree(backup, world.directory)
    world.restart()


def first_customer(world: ServiceWorld) -> str:
    return world.service.customer_ids(world.scope)[0]


def note(world: ServiceWorld, text: str) -> str:
    return world.save(Saved(op.NoteAdd(first_customer(world), text), new_id()))[0]


def texts(world: ServiceWorld) -> list[str]:
    """What tablets wrote about the first customer, as head office has it."""
    return sorted(n.text for n in world.service.notes(first_customer(world)) if n.by.device)


def assert_in_step(*worlds: ServiceWorld) -> None:
    for world in worlds:
        world.exchange()
    for world in worlds:
        world.exchange()
        world.assert_converged()
        assert not world.exchange().changed


def assert_numbers_are_used_once(*worlds: ServiceWorld) -> None:
    used: dict[tuple[str, int], str] = {}
    for world in worlds:
        for item in world.tablet.journal.delivered(limit=1_000):
            held = item.operation
            assert used.setdefault((held.replica_id, held.lseq), held.op_id) == held.op_id


def test_two_copies_of_a_tablet_with_pending_work_go_on_as_two_tablets(
    downloaded: ServiceWorld, tmp_path: Path
) -> None:
    world = downloaded
    note(world, "Acknowledged before")
    world.exchange()
    shared = note(world, "Pending in both")
    with copy_of(world, tmp_path / "copy") as other:
        note(world, "From the first")
        note(other, "From the copy")
        assert world.exchange().results == {"applied": 2}
        report = other.exchange()
        assert report.split
        assert report.rebuilt
        # What was acknowledged before is offered again too; what the first has sent had its effect already.
        assert report.results == {"duplicate": 2, "applied": 1}
        note(world, "Later from the first")
        note(other, "Later from the copy")
        assert_in_step(world, other)
        everything = ["Acknowledged before", "From the copy", "From the first", "Later from the copy"]
        assert texts(world) == sorted([*everything, "Later from the first", "Pending in both"])
        assert_numbers_are_used_once(world, other)
        (first, replica, origin), (second, own, came_from) = world.service.devices()[-2:]
        assert (origin, came_from) == ("", first)
        held, copied = world.tablet.journal.load(), other.tablet.journal.load()
        assert held is not None
        assert copied is not None
        assert (held.device_id, held.replica_id) == (first, replica)
        assert len({held.key, held.standing, copied.key, copied.standing, None}) == 5
        assert (copied.device_id, copied.replica_id, copied.store) == (second, own, held.store)
        pending = other.tablet.journal.operation(shared)
        assert pending is not None
        assert pending.replica_id == replica
        assert other.tablet.journal.split_at() > 0
        assert world.tablet.journal.split_at() == 0


def test_a_tablet_put_back_from_an_older_backup_loses_and_doubles_nothing(
    downloaded: ServiceWorld, tmp_path: Path
) -> None:
    world = downloaded
    note(world, "Pending in the backup, sent meanwhile")
    backup = backup_of(world, tmp_path / "backup")
    note(world, "Not in the backup")
    world.exchange()
    note(world, "Not in the backup either")
    world.exchange()
    sent = {(d.operation.replica_id, d.operation.lseq) for d in world.tablet.journal.delivered()}
    put_back(world, backup)
    after = note(world, "After it was put back, before head office was asked")
    said = world.tablet.journal.operation(after)
    assert said is not None
    assert (said.replica_id, said.lseq) not in sent
    report = world.exchange()
    assert report.split
    assert report.results == {"duplicate": 1, "applied": 1}
    note(world, "Later")
    assert_in_step(world)
    assert texts(world) == sorted(
        [
            "Pending in the backup, sent meanwhile",
            "Not in the backup",
            "Not in the backup either",
            "After it was put back, before head office was asked",
            "Later",
        ]
    )


# What head office does here its own tests try on both databases.
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_backup_from_before_the_answer_to_the_last_batch_is_a_plain_retry(
    downloaded: ServiceWorld, tmp_path: Path
) -> None:
    world = downloaded
    note(world, "Once")
    with pytest.raises(errors.Offline):
        world.exchange(["unsent"], only="/v1/push")
    backup = backup_of(world, tmp_path / "backup")
    world.exchange()
    put_back(world, backup)
    report = world.exchange()
    assert (report.split, report.results) == (False, {"duplicate": 1})
    assert_in_step(world)
    assert texts(world) == ["Once"]


@pytest.mark.parametrize("trouble", ["unanswered", "twice"])
def test_an_answer_that_is_lost_makes_no_second_tablet(
    downloaded: ServiceWorld, tmp_path: Path, trouble: Trouble
) -> None:
    world = downloaded
    with copy_of(world, tmp_path / "copy") as other:
        note(world, "First")
        world.exchange()
        note(other, "Copy")
        before = len(world.service.devices())
        if trouble == "twice":
            assert other.exchange([trouble], only="/device/split").split
        else:
            with pytest.raises((errors.Offline, errors.Busy, errors.Corrupt)):
                other.exchange([trouble], only="/device/split")
            other.restart()
            assert other.exchange().split
        assert len(world.service.devices()) == before + 1
        assert_in_step(world, other)
        assert texts(world) == ["Copy", "First"]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_copy_made_in_the_middle_of_splitting_splits_again(downloaded: ServiceWorld, tmp_path: Path) -> None:
    world = downloaded
    with copy_of(world, tmp_path / "copy") as second:
        note(world, "First")
        world.exchange()
        note(second, "Second")
        with pytest.raises(errors.Offline):
            second.exchange(["unanswered"], only="/device/split")
        with copy_of(second, tmp_path / "copy of the copy") as third:
            note(third, "Third")
            assert second.exchange().split
            note(second, "Second again")
            assert second.exchange().results == {"applied": 1}
            # The same token: both are the same new tablet, until the second of them has something to say.
            assert third.exchange().split
            note(second, "Once more")
            assert second.exchange().split
            assert_in_step(world, second, third)
            assert texts(world) == ["First", "Once more", "Second", "Second again", "Third"]
            first, middle, last = world.service.devices()
            assert [first[2], middle[2], last[2]] == ["", first[0], middle[0]]


def test_a_restored_head_office_and_a_copied_tablet_at_once(downloaded: ServiceWorld, tmp_path: Path) -> None:
    world = downloaded
    note(world, "Before")
    world.exchange()
    with copy_of(world, tmp_path / "copy") as other:
        note(world, "First")
        note(other, "Copy")
        world.service.restore()
        other.exchange()
        world.exchange()
        assert_in_step(world, other)
        assert texts(world) == ["Before", "Copy", "First"]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_locking_a_tablet_out_locks_its_copies_out(downloaded: ServiceWorld, tmp_path: Path) -> None:
    world = downloaded
    with copy_of(world, tmp_path / "copy") as other:
        note(world, "First")
        world.exchange()
        note(other, "Copy")
        assert other.exchange().split
        world.service.revoke(world.credentials.device_id)
        for locked in (world, other):
            with pytest.raises(errors.Revoked):
                locked.exchange()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_head_office_restored_to_before_the_split_needs_nobody(downloaded: ServiceWorld, tmp_path: Path) -> None:
    world = downloaded
    with copy_of(world, tmp_path / "copy") as other:
        note(world, "First")
        world.exchange()
        note(other, "Copy")
        assert other.exchange().split
        held = other.tablet.journal.load()
        assert held is not None
        world.service.forget(held.device_id)
        note(world, "First again")
        note(other, "Copy again")
        for tablet in (other, world):
            with contextlib.suppress(errors.Revoked):
                tablet.exchange()
        assert texts(world) == ["Copy", "Copy again", "First", "First again"]
        assert_in_step(world, other)
        first, second = world.tablet.journal.load(), other.tablet.journal.load()
        assert first is not None
        assert second is not None
        assert first.device_id != second.device_id
        world.service.forget(second.device_id)
        world.service.forget(first.device_id)
        with pytest.raises(errors.Revoked):
            other.exchange()
