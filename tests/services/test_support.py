"""What helps when a tablet is in trouble, and that nothing saved suffers from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clienteling.services.errors import NotWritten
from clienteling.services.support import Support
from tests.services.shop import MARGARITA, Shop


class Line:
    """Counts what is asked of it."""

    def __init__(self) -> None:
        self.asked = 0

    def state(self) -> str:
        return "offline"

    def request(self) -> None:
        self.asked += 1


def test_the_quarantine_can_be_taken_along(elena: Shop, tmp_path: Path) -> None:
    elena.services.enrichments.add_note(MARGARITA, "first «words»")
    elena.services.enrichments.add_note(MARGARITA, "second <img src=x>")
    elena.refuse(101, "No")
    target = tmp_path / "sent-back.json"
    assert elena.services.support.export_quarantine(target) == 2
    assert target.stat().st_mode & 0o777 == 0o600
    document = json.loads(target.read_text("utf-8"))
    assert document["format"] == "clienteling.quarantine/2"
    assert document["exported_at"] == elena.clock.now
    said = {(item["kind"], item["entity"], item["customer_id"], item["number"]) for item in document["operations"]}
    assert said == {("note.add", "note", MARGARITA, 101)}
    held = {item.operation.op_id for item in elena.tablet.journal.rejected()}
    assert {item["op_id"] for item in document["operations"]} == held
    assert not any(word in target.read_text("utf-8") for word in ("words", "img", "Margarita"))
    assert len(elena.services.sync_centre.rejected_items()) == 2
    for wrong in (target, tmp_path / "nowhere" / "x.json", tmp_path):
        with pytest.raises(NotWritten):
            elena.services.support.export_quarantine(wrong)


def test_sending_again_asks_for_an_exchange_and_keeps_what_is_shown(elena: Shop) -> None:
    line = Line()
    support = Support(elena.tablet, elena.clock, line)  # type: ignore[arg-type]  # a line that is always down
    elena.services.enrichments.add_tag(MARGARITA, "vip")
    elena.deliver()
    shown = elena.customer()
    assert support.resend() == 1
    assert (elena.waiting(), line.asked) == (1, 1)
    assert [tag.tag for tag in elena.customer().tags] == [tag.tag for tag in shown.tags]


def test_a_rebuild_leaves_what_is_held_readable_until_the_download_is_there(elena: Shop) -> None:
    elena.services.enrichments.add_tag(MARGARITA, "vip")
    before, counts = elena.customer(), elena.tablet.replica.counts()
    line = Line()
    Support(elena.tablet, elena.clock, line).rebuild()  # type: ignore[arg-type]  # a line that is always down
    assert line.asked == 1
    assert elena.tablet.replica.epoch() == ""
    assert elena.services.enrolment.state() == "ready"
    assert (elena.customer(), elena.tablet.replica.counts(), elena.waiting()) == (before, counts, 1)
    # A page of an exchange that was under way does not make it trusted again.
    elena.publish("shared")
    assert elena.tablet.replica.epoch() == ""
    elena.services.support.rebuild()
    assert elena.waiting() == 1
