"""A no that waits is found among all else that does, whatever happened to the journal meanwhile."""

from __future__ import annotations

import random

import pytest

from clienteling.domain import operations as op
from clienteling.store.journal_rows import pending_of_customers
from clienteling.store.noes import PendingNoes
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft
from tests.store.people import NOW, customer, oid
from tests.store.test_journal import applied, note, rejected, save
from tests.wordings import claim

PEOPLE = [customer(name).id for name in ("Ana", "Bea", "Clara")]


@pytest.mark.parametrize("seed", range(2))
def test_each_is_found_as_long_as_it_is_pending(tablet: Tablet, seed: int) -> None:
    dice, noes, most = random.Random(seed), PendingNoes(), 0
    for step in range(50):
        what = dice.choice(["no", "no", "yes", "word", "answer", "refuse", "complete", "strike"])
        who, waiting = dice.choice(PEOPLE), tablet.journal.outbox()
        if what in {"no", "yes"}:
            args = op.ConsentSet(oid(step), "marketing", "sms", "withdrawn" if what == "no" else "granted", **claim())
            save(tablet, Draft(args, who, 1))
        elif what == "word":
            save(tablet, note('"consent.set" "withdrawn"', who, 1_000 + step))
        elif what in {"answer", "refuse"} and waiting:
            tablet.journal.record([(applied if what == "answer" else rejected)(waiting[0])], "fence")
        elif what == "complete":
            tablet.journal.synced(NOW)
        elif what == "strike":
            tablet.journal.strike_out({who}, set())
        if dice.random() < 0.7:
            with tablet.journal.database.quick() as connection:
                found = noes.read(connection.cursor())
                assert found == [item for item in pending_of_customers(connection, PEOPLE) if op.is_no(item.operation)]
            most = max(most, len(found))
    assert most > 1
