"""What cannot be measured is said in a sentence, before anything is made."""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from bench import __main__ as bench
from bench.figures import Report


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Return (figure, customers) of whatever would have been measured."""
    seen: list[tuple[str, int]] = []

    def instead(name: str) -> Callable[[Report, int], None]:
        return lambda _report, rows: seen.append((name, rows))

    monkeypatch.setattr(bench, "FIGURES", {name: instead(name) for name in bench.FIGURES})
    monkeypatch.setattr("bench.machine.run", lambda _report, _when: None)
    for name in ("ONLY", "ROWS", "KEEP"):
        monkeypatch.delenv(name, raising=False)
    return seen


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ROWS", "abc", "'abc'"),
        ("ROWS", "999", "1000 or more"),
        ("ROWS", "1e6", "without separators"),
        ("ROWS", "-5000", "'-5000'"),
        ("ROWS", "٣٠٠٠", "ROWS is"),
        ("ONLY", "push,nonsense", "not nonsense"),
        ("ARGS", "--histroy", "--history and --profile"),
    ],
)
def test_what_is_wrong_is_said(
    measured: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    name: str, value: str, said: str,
) -> None:  # fmt: skip
    if name != "ARGS":
        monkeypatch.setenv(name, value)
    assert bench.main([value] if name == "ARGS" else []) == 2
    assert said in capsys.readouterr().err
    assert measured == []


def test_a_full_disk_is_said_before_anything_is_written(
    measured: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=999_999_999))
    assert bench.main([]) == 2
    assert "About 1.0 GB are needed, 1.0 are free. Set TMPDIR" in capsys.readouterr().err
    assert measured == []


def test_a_folder_in_memory_is_told(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\nshm {tmp_path}/shm tmpfs rw 0 0\n", encoding="utf-8")
    assert bench.volatile(tmp_path / "shm" / "deep", str(mounts))
    assert not bench.volatile(tmp_path / "other", str(mounts))
    assert not bench.volatile(tmp_path, str(tmp_path / "missing"))


def test_without_anything_said_all_figures_are_measured_and_without_postgresql_that_is_said(
    measured: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "kinds", lambda: ("sqlite",))
    assert bench.main([]) == 0
    assert measured == [(name, 100_000) for name in bench.FIGURES]
    assert "SQLite alone" in capsys.readouterr().err
    monkeypatch.setenv("ONLY", "push,poll")
    monkeypatch.setenv("ROWS", "1000")
    assert bench.main([]) == 0
    assert measured[len(bench.FIGURES) :] == [("push", 1_000), ("poll", 1_000)]
