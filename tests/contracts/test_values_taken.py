"""Refused work leaves a tablet with what it says only when head office has written down who took it, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clienteling.services.errors import NotAsked
from clienteling.wire.messages import OperationResult
from headoffice.audit.log import entries
from headoffice.db.engine import reading
from tests.contracts.test_lock import CANARY, ONE_DATABASE, Till, till
from tests.headoffice.tablet import MARTA, serving

pytestmark = ONE_DATABASE
__all__ = ["till"]


def test_values_are_saved_after_head_office_has_written_it_down(till: Till, tmp_path: Path) -> None:
    support, first, second = till.services.support, tmp_path / "first.json", tmp_path / "second.json"
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        till.note()
        (note,) = till.tablet.journal.outbox()
        till.tablet.journal.record([OperationResult(note.op_id, "rejected", number=101, sentence="No")], "fence")
        with pytest.raises(NotAsked, match="The reason is a word"):
            support.export_values(first, MARTA, "because I can")
        assert not first.exists()
        assert support.export_values(first, MARTA, "retype") == 1
    (held,) = json.loads(first.read_text("utf-8"))["operations"]
    assert held["operation"]["args"]["text"] == CANARY
    with reading(till.engine) as conn:
        (told,) = [row for row in entries(conn, actor=MARTA) if row["action"] == "quarantine.export"]
    assert (told["reason"], told["details"]) == ("retype", {"operations": 1})
    with pytest.raises(NotAsked, match="while head office can be reached"):
        support.export_values(second, MARTA, "retype")
    assert not second.exists()
