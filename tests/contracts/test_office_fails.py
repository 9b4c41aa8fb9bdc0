"""What head office itself fails on waits where its seller sees it, and holds up nothing."""

from __future__ import annotations

from typing import Any

import pytest

from clienteling.domain import operations as op
from clienteling.domain.apply import apply_operation
from clienteling.domain.errors import RejectNumber
from clienteling.domain.ids import new_id
from clienteling.sync import errors
from clienteling.ui.refusals import REJECTIONS
from headoffice.db.engine import reading
from headoffice.db.sync_tables import quarantine
from headoffice.sync import groups
from tests.contracts.test_exchange import first_customer
from tests.contracts.worlds import ServiceWorld
from tests.sync.world import Saved


def failing(held: Any, operation: op.Operation, *rest: Any) -> Any:
    """Apply, with a mistake in it."""
    if b"unlucky" in bytes(operation.args):
        raise KeyError
    return apply_operation(held, operation, *rest)


@pytest.mark.logs_errors
def test_it_is_set_aside_with_a_reason_the_rest_goes_and_it_is_sent_again_when_that_is_mended(
    downloaded: ServiceWorld,
) -> None:
    world, known = downloaded, first_customer(downloaded)
    saved = [world.save(Saved(op.NoteAdd(known, words), new_id()))[0] for words in ("before", "unlucky", "after")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(groups, "apply_operation", failing)
        world.exchange()
        world.exchange()
    (refused,) = world.tablet.journal.rejected()
    assert (refused.operation.op_id, refused.number) == (saved[1], RejectNumber.OFFICE_FAILED)
    assert refused.sentence in REJECTIONS
    assert world.tablet.journal.waiting().count == 0
    (again,) = world.tablet.journal.send_again(saved[1], None, world.now())
    world.settle()
    assert not world.tablet.journal.rejected()
    with reading(world.service.engine) as conn:
        assert conn.execute(quarantine.select()).one().replaced_by == again.op_id
    world.assert_converged()


@pytest.mark.logs_errors
def test_while_all_that_is_sent_waits_what_others_said_comes(downloaded: ServiceWorld) -> None:
    world, known = downloaded, first_customer(downloaded)
    world.save(Saved(op.NoteAdd(known, "unlucky"), new_id()))
    world.service.rename(known, "Said Elsewhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(groups, "apply_operation", failing)
        with pytest.raises(errors.PushFails) as waits:
            world.exchange()
    assert waits.value.retry_after == 30
    assert world.customer(known).name == "Said Elsewhere"
    assert (world.tablet.journal.waiting().count, world.tablet.journal.rejected()) == (1, ())
    world.settle()
    world.assert_converged()
