"""Sending again and downloading anew, against the real service."""

from __future__ import annotations

import pytest

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.services.support import Support
from clienteling.sync import errors
from tests.contracts.worlds import ServiceWorld
from tests.sync.world import Saved


def first_customer(world: ServiceWorld) -> str:
    return world.service.customer_ids(world.scope)[0]


def test_everything_sent_again_has_its_effect_once(downloaded: ServiceWorld) -> None:
    world, known = downloaded, first_customer(downloaded)
    world.save(*(Saved(op.NoteAdd(known, f"Note {n}"), new_id()) for n in range(3)))
    world.exchange()
    # The answer to these is lost: they are in flight when everything is sent again.
    world.save(Saved(op.TagAdd(new_id(), "vip"), known, world.customer(known).version))
    support = Support(world.tablet, world.clock.now)
    with pytest.raises(errors.Offline):
        world.exchange(["unanswered"], only="/v1/push")
    assert support.resend() == 3
    report = world.exchange()
    assert report.results == {"duplicate": 4}
    world.assert_converged()
    assert sorted(n.text for n in world.service.notes(known) if n.by.device) == ["Note 0", "Note 1", "Note 2"]
    assert [tag.tag for tag in world.service.customer(known).tags if tag.tag == "vip"] == ["vip"]


def test_a_rebuild_replaces_every_row_and_no_word_saved_here(downloaded: ServiceWorld) -> None:
    world, known = downloaded, first_customer(downloaded)
    ghost = "9" * 32
    with world.tablet.replica.database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO catalogue VALUES ('product', ?, 1, '', '{}', -1)", (ghost,))
    (saved,) = world.save(Saved(op.NoteAdd(known, "Saved before"), new_id()))
    Support(world.tablet, world.clock.now).rebuild()
    world.restart()
    report = world.exchange()
    assert report.rebuilt
    assert saved in world.service.ledger()
    world.assert_converged()
    assert not world.exchange().rebuilt
