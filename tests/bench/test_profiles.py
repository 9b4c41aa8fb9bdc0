"""Profiles of what is measured say where time went, and nothing of the machine."""

import sys
import threading
import time
from pathlib import Path

import pytest

from bench import profiles

ROOT = Path(__file__).resolve().parent.parent.parent


def _busy_in_the_main_thread() -> int:
    return _until(time.thread_time() + 0.05)


def _busy_in_another_thread() -> int:
    return _until(time.thread_time() + 0.05)


def _until(end: float) -> int:
    rounds = 0
    while time.thread_time() < end:
        rounds += len(str(rounds))
    return rounds


def _both() -> None:
    other = threading.Thread(target=_busy_in_another_thread)
    other.start()
    _busy_in_the_main_thread()
    other.join()


def test_a_profile_has_every_thread_and_no_path_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(profiles.FOLDER, str(tmp_path))
    for _ in range(2):
        with profiles.profiled("part"):
            _both()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["part.2.html", "part.2.txt", "part.html", "part.txt"]
    for path in tmp_path.iterdir():
        said = path.read_text(encoding="utf-8")
        assert "_busy_in_the_main_thread" in said
        assert "_busy_in_another_thread" in said
        assert "tests/bench/test_profiles.py" in said
        assert not [
            place for place in (str(ROOT), sys.prefix, sys.base_prefix, str(Path.home())) if f"{place}/" in said
        ]


def test_without_being_asked_for_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(profiles.FOLDER, raising=False)
    monkeypatch.chdir(tmp_path)
    with profiles.profiled("part"):
        _busy_in_the_main_thread()
    assert list(tmp_path.iterdir()) == []
    assert profiles.python("headoffice", "serve") == [sys.executable, "-m", "headoffice", "serve"]
