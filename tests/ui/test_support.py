"""Help for a tablet in trouble, on screen: asked before it is done, and nothing saved suffers from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from clienteling.platform.files import write_private
from clienteling.ui import places
from tests.ui import scene
from tests.ui.floor import EDGAR, Floor
from tests.ui.shots import LANDSCAPE, PORTRAIT


@pytest.fixture
def asked(elena: Floor, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often an exchange was asked for."""
    found: list[int] = []
    monkeypatch.setattr(elena.app.line, "request", lambda: found.append(1))
    elena.model.show("settings")
    elena.rest()
    return found


def open_question(floor: Floor, action: str) -> None:
    floor.item(f"support.{action}").forceActiveFocus()
    floor.rest()
    floor.tap(f"support.{action}")
    assert floor.model.support.opened


def test_everything_is_sent_again_after_a_question(elena: Floor, asked: list[int]) -> None:
    elena.services.enrichments.add_tag(EDGAR, "vip")
    elena.answer()
    assert elena.tablet.journal.waiting().count == 0
    open_question(elena, "resend")
    assert elena.says("Send everything again?")
    scene.press(elena.window, Qt.Key.Key_Escape)
    elena.rest()
    assert not elena.model.support.opened
    assert (elena.tablet.journal.waiting().count, asked) == (0, [])
    open_question(elena, "resend")
    elena.tap("primaryButton")
    assert not elena.model.support.opened
    assert (elena.tablet.journal.waiting().count, asked) == (1, [1])
    assert elena.toasts[-1] == "1 saved thing is on its way again"
    assert not elena.model.toast.trouble
    assert not elena.model.toast.undoable


def test_customers_stay_readable_while_they_come_anew(elena: Floor, asked: list[int]) -> None:
    before = elena.tablet.replica.counts()
    open_question(elena, "rebuild")
    assert elena.says("You can go on working meanwhile")
    elena.tap("primaryButton")
    assert (elena.tablet.replica.epoch(), elena.tablet.replica.counts(), asked) == ("", before, [1])
    assert "downloaded again" in elena.toasts[-1]
    elena.model.switchSeller()
    elena.rest()
    assert elena.phase() == "signIn"


def test_the_file_for_support_is_named_and_holds_nobody(
    elena: Floor, asked: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "clienteling-diagnostics-1.json"
    monkeypatch.setattr(places, "new_file", lambda _name, _now: target)
    for saved in (True, False):
        open_question(elena, "diagnostics")
        elena.tap("primaryButton")
        # The second time there is a file of this name.
        assert elena.model.toast.trouble is not saved
    assert elena.toasts[-2:] == [
        f"Saved as {target.name} in {tmp_path.name}",
        "There is a file of this name already. Choose another name.",
    ]
    text = target.read_text("utf-8")
    assert json.loads(text)["status"]["rows"]["customer"] > 3
    assert [word for word in ("Elena", "Beatriz", "Olmedo", "camel") if word.casefold() in text.casefold()] == []
    assert asked == []


def test_what_was_sent_back_is_saved_without_what_it_says(
    elena: Floor, asked: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not elena.there("support.quarantine")
    elena.refusal()
    elena.model.sync.refresh()
    elena.rest()
    target = tmp_path / "sent-back.json"
    monkeypatch.setattr(places, "new_file", lambda name, _now: target if name == "clienteling-sent-back" else tmp_path)
    open_question(elena, "quarantine")
    assert elena.says("nothing of what they say")
    elena.tap("primaryButton")
    assert elena.toasts[-1] == f"Saved as sent-back.json in {tmp_path.name}"
    assert target.stat().st_mode & 0o777 == 0o600
    (held,) = json.loads(target.read_text("utf-8"))["operations"]
    assert (held["number"], held["kind"]) == (107, "date.set")
    assert not {"operation", "args", "sentence"} & held.keys()
    assert elena.model.sync.rejectedCount == 1


def test_a_new_file_is_named_by_the_moment_and_lies_where_a_person_looks(tmp_path: Path) -> None:
    there = places.new_file("clienteling-diagnostics", 1_795_262_400_000)
    assert there.name.startswith("clienteling-diagnostics-20261121-")
    assert there.parent.is_dir()
    assert not there.exists()
    write_private(tmp_path / there.name, b"")


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_of_a_question_has_a_name_and_48_pixels(
    elena: Floor, asked: list[int], size: tuple[int, int], scale: float
) -> None:
    elena.look(size, scale=scale, language="es")
    for action in ("resend", "rebuild", "quarantine", "diagnostics"):
        elena.model.support.ask(action)
        elena.rest()
        assert scene.shortcomings(elena.window) == []
        elena.model.support.close()
        elena.rest()
