"""Who a tablet is, while it becomes another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from clienteling.domain import operations as op
from clienteling.store.belonging import Belonging
from clienteling.store.values import Draft, Enrolment
from clienteling.wire.proof import operation_text
from tests.signed import holds
from tests.store.people import CENTRO, ELENA, NOW, customer, enrolled, oid

ANA = customer("Ana")


def test_what_is_saved_the_moment_a_tablet_becomes_another_bears_one_name_and_its_signature(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[op.Operation] = []
    with enrolled(tmp_path) as tablet:
        key = tablet.journal.key_for("split")
        belong = Belonging._belong

        def late(journal: Belonging, enrolment: Enrolment | None) -> None:
            # On disk the tablet is another one already; in memory it is not yet.
            if enrolment is not None and not saved:
                saved.extend(
                    tablet.journal.append([Draft(op.TagAdd(oid("vip"), "vip"), ANA.id, 1)], ELENA, CENTRO, NOW)
                )
            belong(journal, enrolment)

        monkeypatch.setattr(Belonging, "_belong", late)
        tablet.journal.become("c0" * 16, "1e" * 16, key, "f2")
        (made,) = saved
        assert made.replica_id == "1e" * 16
        assert holds(key.public(), operation_text(made.digest()), made.signature)


def test_head_office_is_told_of_former_names_until_it_knows_and_again_when_it_is_another_one(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet:
        journal = tablet.journal
        mine = journal.belongs().replica_id
        journal.become("c0" * 16, "1e" * 16, journal.key_for("split"), "f2")
        journal.offer_again(0, "epoch 1")
        # The name before stays the own one until somebody goes on under the new one: a step back leaves that.
        journal.step_back()
        assert journal.belongs().replica_id == mine
        assert [replica for replica, _ in journal.former_keys()] == ["1e" * 16]
        journal.vouched()
        assert journal.former_keys() == []
        journal.offer_again(0, "epoch 1")
        assert journal.former_keys() == []
        journal.offer_again(0, "epoch 2")
        assert [replica for replica, _ in journal.former_keys()] == ["1e" * 16]
