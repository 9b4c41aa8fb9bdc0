"""Windows over the history, with what waits in its right place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clienteling.domain import operations as op
from clienteling.domain.errors import Rejected
from clienteling.domain.history import Appointment, Cart, Interaction, Ticket
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, Viewer
from tests.store.people import (
    CENTRO,
    DAY,
    ELENA,
    MARCO,
    NORTE,
    NOW,
    NURIA,
    by_seller,
    customer,
    enrolled,
    note,
    oid,
    order,
    pull,
    task,
)

ANA = customer("Ana")
HERE = Viewer(ELENA, CENTRO)


def save(tablet: Tablet, *drafts: Draft, actor: str = ELENA, now: int = NOW) -> None:
    tablet.journal.append(drafts, actor, CENTRO, now)


def everything(tablet: Tablet, step: int, kinds: list[str] | None = None) -> list[str]:
    """The whole history read in windows of ``step``."""
    found: list[str] = []
    while window := tablet.projection.history(ANA.id, HERE, kinds, len(found), step):
        found += [item.id for item in window]
    return found


def one_behind_the_other(tablet: Tablet, step: int, kinds: list[str] | None = None) -> list[str]:
    """The same, each window behind the last of the one before."""
    found: list[str] = []
    after: tuple[int, str] | None = None
    while window := tablet.projection.history(ANA.id, HERE, kinds, 0, step, after):
        found += [item.id for item in window]
        after = (window[-1].at, window[-1].id)
    return found


@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    stored=st.lists(st.integers(0, 6), max_size=12),
    pending=st.lists(st.integers(0, 6), max_size=5),
    removed=st.sets(st.integers(0, 11), max_size=3),
    step=st.integers(1, 5),
)
def test_windows_add_up_to_the_whole_in_order(
    tmp_path_factory: pytest.TempPathFactory, stored: list[int], pending: list[int], removed: set[int], step: int
) -> None:
    with enrolled(tmp_path_factory.mktemp("tablet")) as tablet:
        wanted: dict[str, int] = {}
        rows: list[Any] = [ANA]
        for n, day in enumerate(stored):
            kind = note("text", ANA, f"s{n}", at=NOW - day * DAY) if n % 2 else order(f"s{n}", ANA, at=NOW - day * DAY)
            rows.append(kind)
            wanted[kind.id] = NOW - day * DAY
        pull(tablet, *rows)
        for n, day in enumerate(pending):
            made = Draft(op.InteractionLog(ANA.id, "call", NOW - day * DAY, "hello"), oid(f"p{n}"))
            save(tablet, made, now=NOW - day * DAY)
            wanted[made.entity_id] = NOW - day * DAY
        for n in removed:
            if n % 2 and n < len(stored):
                save(tablet, Draft(op.NoteRemove(), oid(f"s{n}"), 1))
                del wanted[oid(f"s{n}")]
        expected = sorted(wanted, key=lambda i: (-wanted[i], i))
        assert everything(tablet, step) == one_behind_the_other(tablet, step) == expected
        only_orders = [i for i in expected if i in {oid(f"s{n}") for n in range(0, len(stored), 2)}]
        assert everything(tablet, step, ["order"]) == one_behind_the_other(tablet, step, ["order"]) == only_orders


def test_every_kind_of_history_is_read_back(tablet: Tablet) -> None:
    held: list[Any] = [
        order("1001", ANA),
        note("Likes red", ANA),
        task("Call", ANA),
        Cart(oid("cart"), ANA.id, NOW, "EUR"),
        Ticket(oid("ticket"), ANA.id, NOW, "complaint", "Clasp", by_seller()),
        Interaction(oid("visit"), ANA.id, NOW, "web_visit", by_seller()),
        Appointment(oid("appointment"), ANA.id, NOW, CENTRO, ELENA, "Fitting", by_seller()),
    ]
    pull(tablet, ANA, *held)
    shown = tablet.projection.history(ANA.id, HERE)
    assert {item.id: item.entity for item in shown} == {entity.id: entity for entity in held}
    assert not any(item.pending for item in shown)
    assert tablet.projection.history(customer("Somebody else").id, HERE) == ()


def test_a_note_is_shown_to_those_it_is_for(tablet: Tablet) -> None:
    texts = {"me": "mine alone", "store": "for the store", "company": "for all"}
    pull(tablet, ANA, *(note(text, ANA, audience=audience) for audience, text in texts.items()))
    save(tablet, Draft(op.NoteAdd(ANA.id, "just typed, mine alone", "me"), oid("fresh")))

    def seen(viewer: Viewer) -> set[str]:
        return {item.entity.text for item in tablet.projection.history(ANA.id, viewer)}

    assert seen(Viewer(ELENA, CENTRO)) == {*texts.values(), "just typed, mine alone"}
    assert seen(Viewer(MARCO, CENTRO)) == {"for the store", "for all"}
    assert seen(Viewer(NURIA, NORTE)) == {"for all"}
    assert seen(Viewer()) == {"for all"}


def test_what_is_pending_says_so(tablet: Tablet) -> None:
    pull(tablet, ANA, task("Call", ANA), note("Likes red", ANA))
    save(tablet, Draft(op.FollowUpComplete("Reached"), oid("Call"), 1), now=NOW + DAY)
    items = {item.etype: item for item in tablet.projection.history(ANA.id, HERE)}
    assert items["followup"].pending
    assert items["followup"].entity.state == "done"
    assert items["followup"].at == NOW + DAY
    assert not items["note"].pending


def test_many_customers_at_once(tablet: Tablet) -> None:
    people = [customer(f"Person {n}") for n in range(5)]
    pull(tablet, *people)
    save(tablet, Draft(op.FieldSet("name", "Changed"), people[1].id, 1))
    found = tablet.projection.customers([p.id for p in people] + [oid("nobody")])
    assert [found[p.id].entity.name for p in people] == ["Person 0", "Changed", "Person 2", "Person 3", "Person 4"]  # type: ignore[union-attr]
    assert oid("nobody") not in found


def test_a_preview_says_what_would_happen_and_writes_nothing(tablet: Tablet) -> None:
    pull(tablet, ANA)
    tag, note_id = Draft(op.TagAdd(oid("t"), " vip "), ANA.id, 1), oid("n")
    drafts = [tag, Draft(op.NoteAdd(ANA.id, "hello"), note_id), Draft(op.NoteEdit("better"), note_id)]
    outcomes = tablet.projection.preview(drafts, ELENA, CENTRO, NOW)
    assert [t.tag for t in outcomes[0].entity.tags] == ["vip"]
    assert outcomes[2].entity.text == "better"
    with pytest.raises(Rejected, match="nothing in the note"):
        tablet.projection.preview([*drafts, Draft(op.NoteAdd(ANA.id, " "), oid("m"))], ELENA, CENTRO, NOW)
    assert tablet.journal.waiting().count == 0


def test_saving_works_while_the_replica_cannot_be_read(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet:
        pull(tablet, ANA, note("Likes red", ANA, "n"))
    data = bytearray((tmp_path / "replica.db").read_bytes())
    for begin in range(4096 * 2, len(data), 4096):
        data[begin : begin + 64] = b"\xff" * 64
    (tmp_path / "replica.db").write_bytes(bytes(data))
    with enrolled(tmp_path) as tablet:
        save(tablet, Draft(op.NoteEdit("Likes blue"), oid("n"), 1), Draft(op.TagAdd(oid("t"), "vip"), ANA.id, 1))
        assert tablet.journal.waiting().count == 2
