"""What is kept until it changes is never older than the change."""

from __future__ import annotations

import msgspec
import pytest

from clienteling.domain.catalogue import Seller
from clienteling.domain.operations import BookAdd
from clienteling.domain.policy import Policy
from clienteling.store.errors import Closed, Locked
from clienteling.store.kept import Kept
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft
from tests.encrypted import KEY
from tests.store.people import CENTRO, ELENA, NOW, company, customer, oid, pull


def test_an_answer_is_read_once_until_something_changes() -> None:
    kept, asked = Kept(), []

    def read() -> int:
        asked.append(1)
        return len(asked)

    assert [kept.get("size", read), kept.get("size", read)] == [1, 1]
    kept.forget()
    assert kept.get("size", read) == 2


def test_what_was_read_before_a_change_does_not_outlive_it() -> None:
    kept = Kept()

    def read() -> str:
        kept.forget()  # somebody commits while this is being read
        return "old"

    assert kept.get("size", read) == "old"
    assert kept.get("size", lambda: "new") == "new"


def test_the_company_is_as_it_was_pulled_last(tablet: Tablet) -> None:
    assert tablet.replica.sellers() == ()
    pull(tablet, *company())
    assert tablet.replica.seller_names()[ELENA] == "Elena Robles"
    assert tablet.replica.policy() is None
    pull(tablet, Seller(ELENA, "Elena Robles Mora", CENTRO, version=2), Policy("0f" * 16, version=1))
    assert tablet.replica.seller_names()[ELENA] == "Elena Robles Mora"
    assert [s.name for s in tablet.replica.sellers(CENTRO)] == ["Elena Robles Mora", "Marco Silva"]
    assert tablet.replica.policy() is not None


def test_a_client_book_counts_what_waits_and_what_was_pulled(tablet: Tablet) -> None:
    pull(tablet, customer("Ana", book=[ELENA]), customer("Bea"))
    assert tablet.agenda.book_size(ELENA) == 1
    tablet.journal.append([Draft(BookAdd(oid("add"), ELENA), oid("Bea"), 1)], ELENA, CENTRO, NOW)
    assert tablet.agenda.book_size(ELENA) == 2
    pull(tablet, msgspec.structs.replace(customer("Ana"), version=2))
    assert tablet.agenda.book_size(ELENA) == 1


def test_nothing_is_kept_of_files_that_are_closed_or_replaced(tablet: Tablet) -> None:
    pull(tablet, *company())
    assert len(tablet.replica.sellers()) == 3
    tablet.set_replica_aside()
    assert tablet.replica.sellers() == ()
    tablet.lock()
    with pytest.raises(Locked):
        tablet.replica.sellers()
    tablet.unlock(KEY)
    assert tablet.replica.sellers() == ()
    tablet.close()
    with pytest.raises(Closed):
        tablet.replica.sellers()
