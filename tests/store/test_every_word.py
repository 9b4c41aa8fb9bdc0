"""Whatever is refused, corrected, sent again and refused once more: each saved word lies in exactly one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from clienteling.domain import operations as op
from clienteling.domain.errors import RejectNumber
from clienteling.store import tables
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft
from clienteling.wire.messages import OperationResult
from tests.encrypted import KEY
from tests.store.people import CENTRO, DAY, ELENA, HERE, NOW, customer, enrolled, oid, pull

ANA = customer("Ana")
_PLACES = (tables.outbox, tables.acknowledged, tables.quarantine, tables.corrected)
_STEPS = st.lists(
    st.tuples(st.sampled_from(["create", "note", "edit", "answer", "answer", "correct", "again"]), st.integers(0, 99)),
    min_size=6,
    max_size=24,
)


class _Seller:
    """Saves, and decides about what comes back; head office answers as the numbers say."""

    def __init__(self, tablet: Tablet) -> None:
        self.tablet = tablet
        self.saved: dict[str, str] = {}
        self.people = [ANA.id]
        self.notes: list[str] = []
        self.turn = 0

    def keep(self, *drafts: Draft) -> None:
        """Save, and remember every word."""
        for saved in self.tablet.journal.append(drafts, ELENA, CENTRO, NOW):
            self.saved[saved.op_id] = bytes(saved.args).decode()

    def create(self, n: int) -> None:
        """Somebody new, with a note in the same group."""
        self.people.append(oid(f"person {self.turn}"))
        self.notes.append(oid(f"note {self.turn}"))
        first = Draft(op.CustomerCreate({"name": f"Rosa {n}"}), self.people[-1])
        self.keep(first, Draft(op.NoteAdd(self.people[-1], f"met {self.turn}"), self.notes[-1]))

    def note(self, n: int) -> None:
        """A note about anybody."""
        self.notes.append(oid(f"note {self.turn}"))
        self.keep(Draft(op.NoteAdd(self.people[n % len(self.people)], f"words {self.turn}"), self.notes[-1]))

    def edit(self, n: int) -> None:
        """Other words for any note."""
        if self.notes:
            self.keep(Draft(op.NoteEdit(f"other words {self.turn}"), self.notes[n % len(self.notes)]))

    def answer(self, n: int) -> None:
        """Head office answers a batch: groups hold or fall, what hangs on something refused is refused."""
        batch = self.tablet.journal.next_batch(1 + n % 7, 1 << 20)
        bad = {o.group_id for i, o in enumerate(batch) if (n >> i % 5) % 3 == 0}
        missing: set[str] = set()
        results = []
        for o in batch:
            depends = o.entity_id in missing or getattr(op.decode_args(o), "customer", "") in missing
            number = RejectNumber.DEPENDS_ON_REJECTED if depends else RejectNumber.BAD_VALUE
            if o.group_id in bad or depends:
                missing |= {o.entity_id} if o.kind in op.CREATES else set()
                results.append(OperationResult(o.op_id, "rejected", 0, int(number), "No"))
            else:
                results.append(OperationResult(o.op_id, "applied", 2))
        self.tablet.journal.record(results, "f")

    def correct(self, n: int) -> None:
        """Correct something that came back."""
        self._send_again(n, lambda kind: op.NoteEdit(f"better {self.turn}") if kind == "note.edit" else None)

    def again(self, n: int) -> None:
        """Send something that came back as it is."""
        self._send_again(n, lambda _: None)

    def _send_again(self, n: int, args: Callable[[str], Any]) -> None:
        held = self.tablet.journal.rejected()
        if held:
            chosen = held[n % len(held)].operation
            for sent in self.tablet.journal.send_again(chosen.op_id, args(chosen.kind), NOW):
                assert sent.corrects in self.saved
                self.saved[sent.op_id] = bytes(sent.args).decode()

    def check(self) -> None:
        """Every word ever saved is on disk as it was written, in one place and no other."""
        with self.tablet.journal.database.reading() as connection:
            rows = connection.execute(select(tables.operation.c.pos, tables.operation.c.op_id)).all()
            places = Counter(pos for place in _PLACES for pos in connection.execute(select(place.c.pos)).scalars())
            linked = set(connection.execute(select(tables.corrected.c.replaced_by)).scalars())
        assert {row.op_id for row in rows} == set(self.saved)
        assert places == dict.fromkeys((row.pos for row in rows), 1)
        assert linked <= set(self.saved)
        for op_id, words in self.saved.items():
            found = self.tablet.journal.operation(op_id)
            assert found is not None
            assert bytes(found.args).decode() == words


@settings(max_examples=12)
@given(steps=_STEPS)
def test_each_saved_word_lies_in_exactly_one_place(tmp_path_factory: pytest.TempPathFactory, steps: Any) -> None:
    with enrolled(tmp_path_factory.mktemp("tablet")) as tablet:
        pull(tablet, ANA)
        seller = _Seller(tablet)
        for seller.turn, (step, n) in enumerate(steps):
            getattr(seller, step)(n)
            seller.check()
        while held := tablet.journal.rejected():
            # In the end everything can be taken by head office, whatever hung on what.
            before = len(held)
            tablet.journal.send_again(held[-1].operation.op_id, None, NOW)
            assert len(tablet.journal.rejected()) < before
        while batch := tablet.journal.next_batch(500, 1 << 20):
            tablet.journal.record([OperationResult(o.op_id, "applied", 2) for o in batch], "f")
        assert tablet.journal.waiting().count == 0


def test_nothing_that_came_back_goes_by_itself(tmp_path: Path) -> None:
    today = [NOW]
    with Tablet(tmp_path, KEY, clock=lambda: today[0]) as tablet:
        tablet.journal.enrol(HERE, "f")
        pull(tablet, ANA)
        (kept,) = tablet.journal.append([Draft(op.TagAdd(oid("a"), "vip"), ANA.id, 1)], ELENA, CENTRO, NOW)
        (mended,) = tablet.journal.append([Draft(op.TagAdd(oid("b"), "press"), ANA.id, 1)], ELENA, CENTRO, NOW)
        refused = [OperationResult(o.op_id, "rejected", 0, 106, "No") for o in (kept, mended)]
        tablet.journal.record(refused, "f")
        (sent,) = tablet.journal.send_again(mended.op_id, None, NOW)
        tablet.journal.record([OperationResult(sent.op_id, "applied", 2)], "f")
        for today[0] in (NOW + DAY, NOW + 400 * DAY):
            tablet.journal.synced(today[0])
        assert [item.operation for item in tablet.journal.rejected()] == [kept]
        # What replaced it has been head office's for so long that both are forgotten together.
        assert tablet.journal.operation(mended.op_id) is None
        assert tablet.journal.operation(sent.op_id) is None
