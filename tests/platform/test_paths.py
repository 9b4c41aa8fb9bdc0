"""Where the tablet's files lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clienteling.platform.paths import data_dir, make_private


@pytest.mark.parametrize(
    ("system", "environment", "folder"),
    [
        ("linux", {}, Path.home() / ".local/share/clienteling"),
        ("linux", {"XDG_DATA_HOME": "/data"}, Path("/data/clienteling")),
        ("linux", {"XDG_DATA_HOME": "relative"}, Path.home() / ".local/share/clienteling"),
        ("darwin", {"XDG_DATA_HOME": "/data"}, Path.home() / "Library/Application Support/Clienteling"),
        ("win32", {"LOCALAPPDATA": "/users/till/local"}, Path("/users/till/local/Clienteling")),
        ("win32", {}, Path.home() / "AppData/Local/Clienteling"),
        ("linux", {"CLIENTELING_DATA_DIR": "/elsewhere"}, Path("/elsewhere")),
        ("win32", {"CLIENTELING_DATA_DIR": "~/elsewhere"}, Path.home() / "elsewhere"),
    ],
)
def test_each_system_has_its_place(system: str, environment: dict[str, str], folder: Path) -> None:
    assert data_dir(environment, system) == folder


def test_the_environment_of_the_process_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLIENTELING_DATA_DIR", str(tmp_path))
    assert data_dir() == tmp_path


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have these permissions")
def test_nobody_else_may_look_into_the_folder(tmp_path: Path) -> None:
    folder = make_private(tmp_path / "a" / "b")
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o755)
    assert make_private(folder).stat().st_mode & 0o777 == 0o700
