"""The real engine over the real files, against a model head office: the same lives as with files in memory."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given, settings

from tests.contracts.worlds import ModelWorld
from tests.sync.life import STEPS, Life, Steps
from tests.sync.model import ModelHeadOffice


@given(STEPS)
@settings(max_examples=5)
@example(["create", ["ok", "lost_after"], "create", ["ok", "twice"], "note", ["ok", "killed_after"], "group"])
@example(["create", [], "backup", "note", [], "restore", "create", ["ok", "lost_after"], "restore"])
@example(["poison", "group", ["ok", "lost_after"], "create", "poison", ["ok", "ok", "ok", "killed_after"]])
@example(["create", ["ok", "ok", "killed_before"], "restore"])
@example([[], "scope", [], "rename", "remote", [], "scope", "rename"])
def test_any_life_over_the_real_files_ends_in_agreement(steps: Steps) -> None:
    with tempfile.TemporaryDirectory() as directory:
        world = ModelWorld(Path(directory), ModelHeadOffice(page=3, chunk=2))
        try:
            Life(world).live(steps)
        finally:
            world.close()
