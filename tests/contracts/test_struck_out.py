"""Somebody is erased at head office: no word about them stays on the tablet. Somebody moves: every word does."""

from __future__ import annotations

from sqlalchemy import text

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.sync.erasure import erase
from tests.contracts.service import Service
from tests.contracts.worlds import ServiceWorld
from tests.sync.world import Saved

WORD = "Hyacinthe prefers the green one"


def said(world: ServiceWorld) -> bool:
    """Whether the words stand anywhere in the tablet's files."""
    for part in (world.tablet.replica, world.tablet.journal):
        with part.database.reading() as conn:
            for table in conn.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all():
                rows = conn.execute(text(f'SELECT * FROM "{table}"')).all()  # noqa: S608 - names of our own tables
                if any(
                    WORD in (v.decode("utf-8", "replace") if isinstance(v, bytes) else str(v)) for r in rows for v in r
                ):
                    return True
    return False


def note(world: ServiceWorld, customer: str) -> str:
    """A seller writes a note."""
    return world.save(Saved(op.NoteAdd(customer, WORD), new_id()))[0]


def gone(service: Service, customer: str) -> None:
    with writing(service.engine) as conn:
        assert erase(conn, customer, now_ms())


def test_words_about_who_was_erased_go_with_the_next_exchange(downloaded: ServiceWorld, service: Service) -> None:
    world = downloaded
    who, *_ = service.customer_ids(world.scope)
    note(world, who)
    world.settle()
    assert said(world)
    gone(service, who)
    world.settle()
    assert not said(world)
    assert world.tablet.projection.customer(who).entity is None
    world.assert_converged()


def test_words_that_were_not_sent_yet_go_once_they_are_answered(downloaded: ServiceWorld, service: Service) -> None:
    world = downloaded
    who, *_ = service.customer_ids(world.scope)
    gone(service, who)
    late = note(world, who)
    world.settle()
    assert not said(world)
    assert [(item.operation.op_id, item.number) for item in world.tablet.journal.rejected()] == [(late, 125)]


def test_words_about_who_only_moved_stay_for_thirty_days(downloaded: ServiceWorld, service: Service) -> None:
    world = downloaded
    who, *_ = service.customer_ids(world.scope)
    delivered = note(world, who)
    world.settle()
    elsewhere = next(store for store in service.stores() if store != world.credentials.store)
    service.move(who, elsewhere)
    world.settle()
    assert world.tablet.projection.customer(who).entity is None
    assert delivered in {item.operation.op_id for item in world.tablet.journal.delivered()}
    assert said(world)
    # Erased after they had left: this tablet is told all the same.
    gone(service, who)
    world.settle()
    assert not said(world)
