"""Any number of copies and backups of a tablet, in any order: the real files against a model head office."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import example, given, settings

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.domain.operations import Operation
from clienteling.sync.errors import SyncError
from tests.contracts.worlds import ModelWorld
from tests.sync.life import FAULTS
from tests.sync.model import HOME, ModelHeadOffice
from tests.sync.operations import a_customer
from tests.sync.world import Fault, Killed, Saved

Step = tuple[str, int] | tuple[str, int, list[Fault]]
WHICH = st.integers(0, 3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["save", "save", "copy", "keep", "put back", "restore"]), WHICH),
        st.tuples(st.just("exchange"), WHICH, FAULTS),
    ),
    max_size=16,
)


class Copies:
    """Up to four tablets, all from the files of the first one."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self.head_office = ModelHeadOffice(page=3, chunk=2)
        self.customer = a_customer()
        self.head_office.write(HOME, "customer", self.customer)
        self.worlds = [ModelWorld(directory / "0", self.head_office)]
        self.worlds[0].exchange()
        self.kept: dict[int, Path] = {}
        self.older = self.head_office.backup()
        self.saved: dict[str, Operation] = {}

    def take(self, step: Step) -> None:
        which = step[1] % len(self.worlds)
        if len(step) == 3:
            self._exchange(which, step[2])
        else:
            getattr(self, step[0].replace(" ", "_"))(which)

    def _exchange(self, which: int, faults: list[Fault]) -> None:
        try:
            with contextlib.suppress(SyncError):
                self.worlds[which].exchange(faults)
        except Killed:
            self.worlds[which].restart()

    def save(self, which: int) -> None:
        world = self.worlds[which]
        (op_id,) = world.save([Saved(op.NoteAdd(self.customer.id, "Likes linen"), new_id())])
        held = world.tablet.journal.operation(op_id)
        assert held is not None
        self.saved[op_id] = held

    def copy(self, which: int) -> None:
        if len(self.worlds) < 4:
            there = self._directory / str(len(self.worlds))
            self._copy_files(which, there)
            self.worlds.append(ModelWorld(there, self.head_office))

    def keep(self, which: int) -> None:
        self.kept[which] = self._directory / f"kept-{which}"
        shutil.rmtree(self.kept[which], ignore_errors=True)
        self._copy_files(which, self.kept[which])

    def _copy_files(self, which: int, there: Path) -> None:
        self.worlds[which].close()
        shutil.copytree(self._directory / str(which), there)
        self.worlds[which].restart()

    def put_back(self, which: int) -> None:
        if which in self.kept:
            self.worlds[which].close()
            shutil.rmtree(self._directory / str(which))
            shutil.copytree(self.kept[which], self._directory / str(which))
            self.worlds[which].restart()

    def restore(self, which: int) -> None:
        del which
        self.head_office.restore(self.older)

    def end(self) -> None:
        """Let everybody exchange, and look at what it came to."""
        for _ in range(2):
            for world in self.worlds:
                world.settle()
        for world in self.worlds:
            world.assert_converged()
        effects = self.head_office.db.effects
        assert set(effects.values()) <= {1}
        for world in self.worlds:
            acknowledged, refused = world.answered()
            assert not refused
            assert acknowledged <= set(effects)
        pairs = {(held.replica_id, held.lseq) for held in self.saved.values()}
        assert len(pairs) == len(self.saved)

    def close(self) -> None:
        for world in self.worlds:
            world.close()


@given(STEPS)
@settings(max_examples=6)
@example([("save", 0), ("copy", 0), ("save", 0), ("save", 1), ("exchange", 0, []), ("exchange", 1, []), ("save", 1)])
@example(
    [("keep", 0), ("save", 0), ("exchange", 0, []), ("put back", 0), ("save", 0), ("exchange", 0, []), ("save", 0)]
)
@example([("save", 0), ("exchange", 0, ["ok", "lost_after"]), ("copy", 0), ("save", 0), ("save", 1), ("restore", 0)])
@example([("copy", 0), ("save", 0), ("save", 1), ("exchange", 1, []), ("exchange", 0, ["ok"] * 2 + ["killed_after"])])
def test_any_copies_and_backups_end_in_agreement_with_each_effect_once(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        copies = Copies(Path(directory))
        try:
            for step in steps:
                copies.take(step)
            copies.end()
        finally:
            copies.close()
