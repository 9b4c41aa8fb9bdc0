"""A tablet is made a manager's, and a shared one again: its rows follow, what was saved on it stays, once each."""

from __future__ import annotations

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.domain.policy import TabletKind
from headoffice.db.engine import writing
from headoffice.sync.kinds import change_kind
from tests.contracts.service import Service
from tests.contracts.worlds import ServiceWorld
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
