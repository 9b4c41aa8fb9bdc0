"""kill -9: what was promised to be on disk is there, and what was begun goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from clienteling.store.tablet import Tablet
from clienteling.store.values import Viewer
from tests.store.people import ELENA, SCOPE, customer, download, enrolled, names, oid, pull, snapshot

if os.name != "posix":
    pytest.skip("kill -9 is a thing of POSIX systems", allow_module_level=True)

_PREAMBLE = """
    import os, signal, sys
    from pathlib import Path
    from clienteling.domain import operations as op
    from clienteling.store.values import Draft
    from tests.store.people import *

    def die():
        os.kill(os.getpid(), signal.SIGKILL)

    tablet = enrolled(Path(sys.argv[1]))
"""


def run_and_die(directory: Path, script: str) -> None:
    """Run ``script`` in a process of its own, which must end by SIGKILL."""
    code = textwrap.dedent(_PREAMBLE) + textwrap.dedent(script)
    command = [sys.executable, "-c", code, str(directory)]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=60, cwd=Path(__file__).parents[2]
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def test_a_commit_of_the_journal_waits_for_the_disk(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet, tablet.journal.database.quick() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL: a power cut takes nothing
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_was_saved_survives_the_next_instant(tmp_path: Path) -> None:
    script = """
        pull(tablet, customer("Ana"))
        for n in range(5):
            tablet.journal.append(
                [
                    Draft(op.NoteAdd(oid("Ana"), f"word{n}"), oid(f"n{n}")),
                    Draft(op.TagAdd(oid(f"t{n}"), f"tag{n}"), oid("Ana"), 1),
                ],
                ELENA, CENTRO, NOW)
        tablet.journal.append([Draft(op.CustomerCreate({"name": "Rosa"}), oid("Rosa"))], ELENA, CENTRO, NOW)
        die()
    """
    run_and_die(tmp_path, script)
    with enrolled(tmp_path) as tablet:
        numbers = [o.lseq for o in tablet.journal.outbox()]
        assert numbers == list(range(numbers[0], numbers[0] + 11))
        assert names(tablet, "rosa") == ["Rosa"]
        assert names(tablet, "word3", viewer=Viewer(ELENA, tablet.journal.enrolment().store)) == ["Ana"]  # type: ignore[union-attr]


def test_a_kill_between_saving_and_indexing_is_made_good_at_the_start(tmp_path: Path) -> None:
    script = """
        pull(tablet, customer("Ana"))
        tablet._index = lambda *_: die()
        tablet.journal.append([Draft(op.FieldSet("name", "Anna"), oid("Ana"), 1)], ELENA, CENTRO, NOW)
    """
    run_and_die(tmp_path, script)
    with enrolled(tmp_path) as tablet:
        assert names(tablet, "anna") == ["Anna"]
        assert tablet.search.query("anna").rows[0].pending


def test_a_kill_between_answer_and_indexing_is_made_good_at_the_start(tmp_path: Path) -> None:
    script = """
        from clienteling.wire.messages import OperationResult
        (saved,) = tablet.journal.append([Draft(op.CustomerCreate({"name": "Rosa"}), oid("Rosa"))], ELENA, CENTRO, NOW)
        tablet._index = lambda *_: die()
        tablet.journal.record([OperationResult(saved.op_id, "rejected", 0, 106, "No.")], "f")
    """
    run_and_die(tmp_path, script)
    with enrolled(tmp_path) as tablet:
        assert names(tablet, "rosa") == []
        assert len(tablet.journal.rejected()) == 1


def test_a_page_is_in_whole_or_not_at_all(tmp_path: Path) -> None:
    script = """
        pull(tablet, customer("Ana"))
        from clienteling.store import indexing
        indexing.refresh = lambda *_: die()
        pull(tablet, customer("Bea"))
    """
    run_and_die(tmp_path, script)
    with enrolled(tmp_path) as tablet:
        assert tablet.replica.cursor(SCOPE) == 1
        assert tablet.replica.counts() == {"customer": 1}
        pull(tablet, customer("Bea"))
        assert sorted(names(tablet, "")) == ["Ana", "Bea"]


_DOWNLOAD = """
    people = [customer(f"Person {n}") for n in range(10)]
    manifest, chunks = snapshot(people)
    shadow = tablet.replica.shadow({SCOPE: manifest})
"""


def _people() -> list[object]:
    return [customer(f"Person {n}") for n in range(10)]


def _finish(tablet: Tablet, loaded: set[int]) -> None:
    manifest, chunks = snapshot(_people())
    shadow = tablet.replica.shadow({SCOPE: manifest})
    assert shadow.loaded(SCOPE) == loaded
    for n, chunk in enumerate(chunks):
        shadow.load_chunk(SCOPE, n, chunk)
    shadow.swap()
    assert len(names(tablet, "person")) == 10
    assert tablet.replica.integrity(SCOPE) == tablet.replica.recount(SCOPE)


def test_a_kill_in_the_middle_of_a_chunk_costs_that_chunk(tmp_path: Path) -> None:
    script = f"""
        {_DOWNLOAD.strip()}
        shadow.load_chunk(SCOPE, 0, chunks[0])
        def half():
            yield chunks[1][0]
            die()
        shadow.load_chunk(SCOPE, 1, half())
    """
    run_and_die(tmp_path, _flat(script))
    with enrolled(tmp_path) as tablet:
        assert names(tablet, "") == []
        _finish(tablet, {0})


def test_a_kill_while_indexes_are_built_costs_the_building(tmp_path: Path) -> None:
    script = f"""
        {_DOWNLOAD.strip()}
        for n, chunk in enumerate(chunks): shadow.load_chunk(SCOPE, n, chunk)
        from clienteling.store import shadow_build
        shadow_build._terms = lambda *_: die()
        shadow.swap()
    """
    run_and_die(tmp_path, _flat(script))
    with enrolled(tmp_path) as tablet:
        _finish(tablet, {0, 1, 2, 3})


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_kill_at_the_swap_leaves_the_old_or_the_new_replica(tmp_path: Path, moment: str) -> None:
    with enrolled(tmp_path) as tablet:
        download(tablet, [customer("Old")], snapshot_id="old")
        pull(tablet, customer("Older"))
    kill = "die()" if moment == "before" else "real(self, target); die()"
    script = f"""
        pull(tablet, customer("In the log only"))
        {_DOWNLOAD.strip()}
        for n, chunk in enumerate(chunks): shadow.load_chunk(SCOPE, n, chunk)
        real = Path.replace
        def replace(self, target):
            {kill}
        Path.replace = replace
        shadow.swap()
    """
    run_and_die(tmp_path, _flat(script))
    with enrolled(tmp_path) as tablet:
        if moment == "after":
            assert len(names(tablet, "person")) == 10
            return
        assert sorted(names(tablet, "")) == ["In the log only", "Old", "Older"]
        _finish(tablet, {0, 1, 2, 3})
        assert oid("Old") not in [row.id for row in tablet.search.query("").rows]


def _flat(script: str) -> str:
    """The script without indentation differences between its parts."""
    lines = []
    for line in script.splitlines():
        stripped = line[8:] if line.startswith("        ") else line.removeprefix("    ")
        lines.append(stripped)
    return "\n".join(lines)
