"""Folding: what a tablet shows is what head office will hold, whatever has been pushed and pulled so far.

A model head office applies operations as they are pushed, and other tablets' operations in between. The tablet pushes
and pulls at any time and in any portion.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from clienteling.domain import operations as op
from clienteling.domain.apply import apply_operation
from clienteling.domain.customer import Customer
from clienteling.domain.errors import Rejected
from clienteling.domain.operations import ARGS, Operation, encode_args, kind_of
from clienteling.store.fold import fold
from clienteling.store.journal_rows import Pending
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, Filters, Viewer
from clienteling.wire.messages import OperationResult
from tests.store.people import CENTRO, ELENA, MARCO, NOW, customer, enrolled, oid, pull

ANA = customer("Ana", version=1, email="ana@example.com")
HERE = Viewer(ELENA, CENTRO)
NOTES = Filters(notes_only=True)


def without_versions(entity: Any) -> Any:
    """An entity without version numbers: those that the tablet folds in are head office's to give."""
    if isinstance(entity, msgspec.Struct):
        fields = {
            name: without_versions(getattr(entity, name)) for name in entity.__struct_fields__ if name != "version"
        }
        return (type(entity).__name__, fields)
    if isinstance(entity, (tuple, list)):
        return [without_versions(part) for part in entity]
    if isinstance(entity, dict):
        return {key: without_versions(part) for key, part in entity.items()}
    return entity


class HeadOffice:
    """Applies operations in the order in which they arrive."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], tuple[Any, int]] = {("customer", ANA.id): (ANA, 1)}

    def push(self, operation: Operation) -> OperationResult:
        key = (operation.entity, operation.entity_id)
        entity, version = self.held.get(key, (None, 0))
        try:
            outcome = apply_operation(entity, operation, version + 1)
        except Rejected as error:
            return OperationResult(operation.op_id, "rejected", version, int(error.number), error.sentence)
        if outcome.entity is not entity:
            version += 1
        self.held[key] = (outcome.entity, version)
        return OperationResult(operation.op_id, outcome.status, version, conflict=outcome.conflict)


def drafts() -> st.SearchStrategy[tuple[str, Any]]:
    """(entity id, arguments) of things a seller does."""
    few = st.sampled_from(["one", "two", "three"])
    on_customer = st.one_of(
        st.builds(op.FieldSet, st.sampled_from(["name", "language", "occupation"]), few),
        st.builds(lambda v: op.ContactCorrect(oid(f"{ANA.id}e"), f"{v}@example.com"), few),
        st.builds(lambda v: op.ContactAdd(oid(v), "email", f"{v}@example.com"), few),
        st.builds(lambda v: op.ContactRemove(oid(v)), few),
        st.builds(lambda k, v: op.PreferenceSet(oid(k + v), k, v), st.sampled_from(["size", "colour"]), few),
        st.builds(lambda k, v: op.PreferenceRemove(oid(k + v)), st.sampled_from(["size", "colour"]), few),
        st.builds(lambda v: op.TagAdd(oid(v), v), few),
        st.builds(lambda v: op.TagRemove(v, (oid(v),)), few),
        st.builds(lambda d: op.DateSet(oid("date"), "birthday", 5, d), st.integers(1, 3)),
        st.builds(
            lambda n, s: op.ConsentSet(oid(f"c{n}"), "marketing", "email", s),
            few,
            st.sampled_from(["granted", "withdrawn"]),
        ),
    )
    on_note = st.one_of(
        st.builds(lambda t: op.NoteAdd(ANA.id, t), few), st.builds(op.NoteEdit, few), st.builds(op.NoteRemove)
    )
    on_task = st.one_of(
        st.builds(lambda t: op.FollowUpCreate(ANA.id, "2024-01-01", t, ELENA), few),
        st.builds(lambda t: op.FollowUpEdit(text=t), few),
        st.builds(op.FollowUpComplete),
        st.builds(op.FollowUpReopen),
    )
    return st.one_of(
        st.tuples(st.just(ANA.id), on_customer),
        st.tuples(st.sampled_from([oid("note1"), oid("note2")]), on_note),
        st.tuples(st.sampled_from([oid("task1"), oid("task2")]), on_task),
    )


class Folding(RuleBasedStateMachine):
    """One tablet, a head office, and somebody else's tablet."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.tablet: Tablet = enrolled(Path(self.folder.name))
        self.office = HeadOffice()
        self.others = 0

    @initialize()
    def begin(self) -> None:
        pull(self.tablet, ANA)

    @rule(draft=drafts())
    def save(self, draft: tuple[str, Any]) -> None:
        entity_id, args = draft
        shown = self.tablet.projection.entity(ARGS[kind_of(args)][0], entity_id).entity
        made = Draft(args, entity_id, shown.version if shown else 0)
        try:
            self.tablet.projection.preview([made], ELENA, CENTRO, NOW)
        except Rejected:
            return  # as the use cases do: nothing is saved that the rules refuse on what is shown
        self.tablet.journal.append([made], ELENA, CENTRO, NOW)

    @rule(draft=drafts())
    def somebody_else(self, draft: tuple[str, Any]) -> None:
        entity_id, args = draft
        self.others += 1
        kind = kind_of(args)
        _, version = self.office.held.get((ARGS[kind][0], entity_id), (None, 0))
        number = oid(f"other{self.others}")
        theirs = Operation(
            number, oid("their replica"), self.others, number, kind, ARGS[kind][0], entity_id, version,
            encode_args(args), MARCO, CENTRO, NOW + self.others,
        )  # fmt: skip
        self.office.push(theirs)

    @rule(count=st.integers(1, 3))
    def push(self, count: int) -> None:
        batch = self.tablet.journal.next_batch(count, 1 << 20)
        self.tablet.journal.record([self.office.push(operation) for operation in batch], "fence")

    @rule(part=st.integers(0, 3))
    def pull(self, part: int) -> None:
        """The rows of some of the entities, as head office has them."""
        for n, (entity, version) in enumerate(self.office.held.values()):
            if n != part:
                pull(self.tablet, entity, version=version)

    @rule()
    def exchange(self) -> None:
        """Everything pushed, everything pulled: now both hold the same, version numbers included."""
        while batch := self.tablet.journal.next_batch(500, 1 << 20):
            self.tablet.journal.record([self.office.push(operation) for operation in batch], "fence")
        for entity, version in self.office.held.values():
            pull(self.tablet, entity, version=version)
        self.tablet.journal.synced(NOW)
        for (etype, eid), (entity, _) in self.office.held.items():
            folded = self.tablet.projection.entity(etype, eid)
            assert folded.entity == entity
            assert not folded.pending

    @rule()
    def look_ahead(self) -> None:
        """With head office's newest rows, what is shown is what they become when the outbox arrives."""
        for entity, version in self.office.held.values():
            pull(self.tablet, entity, version=version)
        future = HeadOffice()
        future.held = dict(self.office.held)
        for operation in self.tablet.journal.outbox():
            future.push(operation)
        for (etype, eid), (entity, _) in future.held.items():
            shown = self.tablet.projection.entity(etype, eid).entity
            assert without_versions(shown) == without_versions(entity)

    @rule()
    def lists_and_search_show_the_same(self) -> None:
        shown = self.tablet.projection.customer(ANA.id).entity
        assert isinstance(shown, Customer)
        (row,) = self.tablet.search.query("").rows
        assert row.name == shown.name
        waits = self.tablet.journal.waiting().count
        assert len(self.tablet.projection.customer(ANA.id).pending) == waits
        assert row.pending == bool(waits)
        notes = {i: self.tablet.projection.entity("note", i).entity for i in (oid("note1"), oid("note2"))}
        listed = {item.id: item.entity for item in self.tablet.projection.history(ANA.id, HERE, ["note"])}
        assert listed == {i: n for i, n in notes.items() if n and not n.removed}
        for word in ("one", "two", "three"):
            found = any(n.text == word for n in listed.values())
            page = self.tablet.search.query(word, filters=NOTES, viewer=HERE)
            assert bool(page.rows) == found, word

    def teardown(self) -> None:
        self.tablet.close()
        self.folder.cleanup()


EXAMPLES = int(os.environ.get("FOLDING_EXAMPLES", "12"))
TestFolding = pytest.mark.timeout(600)(Folding.TestCase)
TestFolding.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=20, suppress_health_check=list(HealthCheck), deadline=None
)


def test_a_value_does_not_flicker_between_answer_and_pull(tablet: Tablet) -> None:
    pull(tablet, ANA)
    (saved,) = tablet.journal.append([Draft(op.FieldSet("name", "Ana Maria"), ANA.id, 1)], ELENA, CENTRO, NOW)
    office = HeadOffice()
    result = office.push(saved)
    seen = [tablet.projection.customer(ANA.id).entity.name]  # type: ignore[union-attr]
    tablet.journal.record([result], "f")
    seen.append(tablet.projection.customer(ANA.id).entity.name)  # type: ignore[union-attr]
    pull(tablet, ANA)  # a page from before
    seen.append(tablet.search.query("maria").rows[0].name)
    pull(tablet, office.held["customer", ANA.id][0])
    seen.append(tablet.projection.customer(ANA.id).entity.name)  # type: ignore[union-attr]
    tablet.journal.synced(NOW)
    seen.append(tablet.projection.customer(ANA.id).entity.name)  # type: ignore[union-attr]
    assert seen == ["Ana Maria"] * 5


def test_an_answered_operation_counts_until_the_row_has_its_version(tablet: Tablet) -> None:
    (saved,) = tablet.journal.append([Draft(op.FieldSet("name", "Ana Maria"), ANA.id, 1)], ELENA, CENTRO, NOW)
    for row, shown in ((1, "Ana Maria"), (2, "Ana"), (3, "Ana")):
        held = msgspec.structs.replace(ANA, version=row)
        assert fold(held, row, [Pending(saved, ANA.id, 2)], "ES").entity.name == shown  # type: ignore[union-attr]


def test_an_operation_the_rules_refuse_on_the_new_row_is_shown_as_it_was_and_flagged(tablet: Tablet) -> None:
    pull(tablet, ANA)
    correction = op.ContactCorrect(ANA.contacts[0].id, "anna@example.com")
    (saved,) = tablet.journal.append([Draft(correction, ANA.id, 1)], ELENA, CENTRO, NOW)
    assert tablet.projection.customer(ANA.id).refused == frozenset()
    gone = msgspec.structs.replace(ANA, contacts=(), version=2)
    pull(tablet, gone)
    folded = tablet.projection.customer(ANA.id)
    assert folded.entity == gone
    assert folded.refused == folded.pending == {saved.op_id}


def test_a_new_customer_that_never_comes_back_disappears_after_the_exchange(tablet: Tablet) -> None:
    new = oid("new")
    (saved,) = tablet.journal.append([Draft(op.CustomerCreate({"name": "Rosa"}), new)], ELENA, CENTRO, NOW)
    tablet.journal.record([OperationResult(saved.op_id, "applied", 1)], "f")
    assert tablet.search.query("rosa").total == 1  # head office has her, she has not been pulled yet
    tablet.journal.synced(NOW)  # pulled to the end: she belongs to another store
    assert tablet.search.query("rosa").total == 0
    assert tablet.projection.customer(new).entity is None


def test_an_erased_customer_disappears_and_what_was_saved_still_goes_out(tablet: Tablet) -> None:
    pull(tablet, ANA)
    tablet.journal.append([Draft(op.TagAdd(oid("t"), "vip"), ANA.id, 1)], ELENA, CENTRO, NOW)
    tablet.journal.append([Draft(op.NoteAdd(ANA.id, "Likes red"), oid("n"))], ELENA, CENTRO, NOW)
    pull(tablet, ANA, op="del", version=2)
    assert tablet.projection.customer(ANA.id).entity is None
    assert tablet.search.query("ana").total == 0
    assert tablet.journal.waiting().count == 2
