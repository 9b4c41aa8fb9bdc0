"""Files that a person takes along: theirs alone, whole or not at all, never over anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clienteling.platform.files import write_private


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        write_private(tmp_path / "x", b"words")
    finally:
        os.umask(old)
    assert (tmp_path / "x").read_bytes() == b"words"
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_private(tmp_path / "x", b"words")
    assert (tmp_path / "x").read_bytes() == b"mine"


def test_a_full_disk_leaves_no_half_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_private(tmp_path / "x", b"words")
    assert not (tmp_path / "x").exists()
