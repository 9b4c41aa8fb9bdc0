"""Starting the tablet app where it cannot start: a sentence and exit code 2, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from clienteling.__main__ import main


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken = tmp_path / "a file"
    taken.write_text("not a folder")
    assert main(["--data", str(taken)]) == 2
    said = capsys.readouterr().err
    assert "cannot be used" in said
    assert "--data" in said
    assert taken.read_text() == "not a folder"
