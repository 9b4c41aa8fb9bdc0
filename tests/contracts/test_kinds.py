"""A tablet is made a manager's, and a shared one again: its rows follow, what was saved on it stays, once each."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.domain.policy import TabletKind
from clienteling.store.tablet import Tablet
from clienteling.sync import errors
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.db.tables import stores
from headoffice.sync.devices import new_code
from headoffice.sync.kinds import change_kind
from tests.contracts.service import Service
from tests.contracts.worlds import ServiceWorld
from tests.encrypted import KEY
from tests.sync.world import Saved


def totals(world: ServiceWorld, service: Service) -> set[int]:
    """Amounts of the orders that this tablet holds."""
    orders = [key for key in service.everything((world.scope,)) if key[0] == "order"]
    held = [world.tablet.projection.entity(*key).entity for key in orders]
    return {order.total_minor for order in held if order is not None}


def test_rows_follow_the_kind_and_nothing_saved_is_lost_or_doubled(downloaded: ServiceWorld, service: Service) -> None:
    world = downloaded
    who, *_ = service.customer_ids(world.scope)
    assert totals(world, service) == {0}
    changes: tuple[tuple[TabletKind, bool], ...] = (("manager", True), ("shared", False))
    for kind, amounts in changes:
        (saved,) = world.save(Saved(op.NoteAdd(who, f"For {kind}"), new_id()))
        with writing(service.engine) as conn:
            assert change_kind(conn, world.credentials.device_id, kind)
        assert world.exchange().rebuilt
        world.settle()
        assert (totals(world, service) != {0}) is amounts
        assert saved in service.ledger()
        assert world.tablet.journal.waiting().count == 0
        assert not world.exchange().rebuilt
    assert sorted(note.text for note in service.notes(who) if note.text.startswith("For ")) == [
        "For manager",
        "For shared",
    ]
    world.assert_converged()


def _enrol(world: ServiceWorld, service: Service, kind: TabletKind) -> None:
    with writing(service.engine) as conn:
        store = conn.execute(select(stores.c.code).where(stores.c.id == world.credentials.store)).scalar_one()
        code, _ = new_code(conn, store, now_ms(), kind=kind)
    world.enrol(code)


def test_enrolled_again_as_another_kind_it_holds_what_it_may_hold_now(
    downloaded: ServiceWorld, service: Service
) -> None:
    world = downloaded
    _enrol(world, service, "manager")
    assert world.exchange().rebuilt
    assert totals(world, service) != {0}
    (saved,) = world.save(Saved(op.NoteAdd(service.customer_ids(world.scope)[0], "A note"), new_id()))
    _enrol(world, service, "shared")
    assert world.exchange().rebuilt
    assert totals(world, service) == {0}
    assert saved in service.ledger()
    world.settle()
    world.assert_converged()


def test_a_download_for_another_kind_that_lies_ready_does_not_become_a_copys(
    downloaded: ServiceWorld, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = downloaded
    with writing(service.engine) as conn:
        assert change_kind(conn, world.credentials.device_id, "manager")
    world.exchange()
    world.close()
    shutil.copytree(world.directory, tmp_path / "copy")
    who, *_ = service.customer_ids(world.scope)
    copy = ServiceWorld(tmp_path / "copy", service, world.network)
    copy.connect()
    copy.save(Saved(op.NoteAdd(who, "From the copy"), new_id()))
    copy.exchange()
    copy.close()
    world.tablet = Tablet(world.directory, KEY, clock=world.now)
    world.connect()
    # All chunks are in, and the network goes before it is known what has changed since.
    world.tablet.rebuild()
    with monkeypatch.context() as patched:

        def gone(*_: object) -> None:
            raise errors.Offline

        patched.setattr(world.office, "changes", gone)
        with pytest.raises(errors.Offline):
            world.exchange()
    with writing(service.engine) as conn:
        assert change_kind(conn, world.credentials.device_id, "shared")
    world.save(Saved(op.NoteAdd(who, "From this one"), new_id()))
    with pytest.raises(errors.Rebuild):
        world.exchange()
    assert world.exchange().rebuilt
    assert totals(world, service) == {0}
    world.settle()
    world.assert_converged()
