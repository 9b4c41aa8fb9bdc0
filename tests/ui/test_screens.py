"""Pictures of screens: what is asked for that there is not is told in a sentence."""

from __future__ import annotations

import pytest

from tests.ui import screens


def test_a_walk_that_there_is_not_is_told_before_anything_is_made(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    monkeypatch.setattr(screens, "QGuiApplication", made.append)
    assert screens.main(["customers", "curtains"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("There is no walk called 'curtains'. There are: ")
    assert all(name in told for name in screens.WALKS)
    assert made == []
