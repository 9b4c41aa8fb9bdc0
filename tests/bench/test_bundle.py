"""The folder of the app is weighed, where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import bundle
from bench.figures import Report


def test_it_is_weighed_beside_what_any_such_program_brings(tmp_path: Path) -> None:
    for name, kibibytes in (("_internal/PySide6/Qt/lib/libQt6Core.so.6", 512), ("_internal/libpython3.so", 256)):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\0" * kibibytes * 1024)
    (tmp_path / "clienteling").write_bytes(b"\0" * 1024 * 1024)
    (tmp_path / "_internal" / "libQt6Core.so.6").symlink_to("PySide6/Qt/lib/libQt6Core.so.6")
    report = Report()
    bundle.run(report, 0, tmp_path)
    [figure] = report.figures
    assert (figure.value, figure.floor, figure.target, figure.ok) == (1.75, 0.75, 200.0, True)
    assert figure.rows == 3


def test_where_there_is_none_it_is_said_how_to_come_to_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    bundle.run(report, 0, tmp_path / "none")
    assert report.figures == []
    assert "make build" in capsys.readouterr().err
