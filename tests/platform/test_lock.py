"""One program over one folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from clienteling.platform.lock import InUse, held


def test_the_second_one_is_told_and_the_third_comes_in(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(InUse, match="Another copy"), held(tmp_path):
        pass
    with held(tmp_path):
        assert (tmp_path / "clienteling.lock").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), held(tmp_path / "nowhere"):
        pass
