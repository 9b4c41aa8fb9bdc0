"""Any life of a tablet: each operation has one effect, and both ends agree once the network works again."""

from __future__ import annotations

from hypothesis import example, given

from tests.sync.life import STEPS, Life, Steps
from tests.sync.model import ModelHeadOffice
from tests.sync.world import World


@given(STEPS)
@example(["create", ["ok", "lost_after"], "create", ["ok", "twice"], "note", ["ok", "killed_after"], "group"])
@example(["create", [], "backup", "note", [], "restore", "create", ["ok", "lost_after"], "restore"])
@example(["poison", "group", ["ok", "lost_after"], "create", "poison", ["ok", "ok", "ok", "killed_after"]])
@example(["create", [], "restore", ["ok", "lost_after"]])
@example(["create", ["ok", "ok", "killed_before"], "restore"])
def test_any_life_ends_in_agreement_with_each_effect_once(steps: Steps) -> None:
    Life(World(ModelHeadOffice(page=3, chunk=2))).live(steps)
