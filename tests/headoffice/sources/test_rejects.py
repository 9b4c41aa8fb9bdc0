"""The rejects file: a new one, or the one this run began; nobody else's, ever."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from headoffice.db import tables
from headoffice.db.engine import reading
from headoffice.sources import importer, uci
from headoffice.sources.reader import Problem
from headoffice.sources.rejects import Rejects
from headoffice.sources.report import Report
from headoffice.sources.stream import Unreadable
from tests.headoffice.sources.files import UCI_HEADER, write
from tests.headoffice.sources.office import count
from tests.headoffice.sources.test_uci import line


class _Stopped(Exception):
    """Power is gone."""


@pytest.fixture
def stopped(office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file whose import was interrupted after the rejects file was written and before the commit."""
    path = write(tmp_path / "u.csv", line(quantity="x"), line("1002"), header=UCI_HEADER)

    def stop(*_: object) -> None:
        raise _Stopped

    with monkeypatch.context() as patch:
        patch.setattr(importer, "publish", stop)
        with pytest.raises(_Stopped):
            _run(office, path, tmp_path / "r.csv")
    return path


def _run(office: Engine, path: Path, rejects: Path, *, named: bool = True) -> Report:
    return importer.run_import(office, uci.reader(path), "uci", rejects, named=named)


@pytest.mark.parametrize("named", [True, False])
def test_a_run_that_goes_on_finds_its_own_file(office: Engine, stopped: Path, tmp_path: Path, named: bool) -> None:
    (tmp_path / "r.csv").chmod(0o644)
    report = _run(office, stopped, tmp_path / ("r.csv" if named else "other.csv"), named=named)
    assert report.rejects == [str(tmp_path / "r.csv")]
    assert (tmp_path / "r.csv").read_text().count("1001") == 1
    assert stat.S_IMODE((tmp_path / "r.csv").stat().st_mode) == 0o600


def test_what_is_not_the_file_it_began_is_left_alone(office: Engine, stopped: Path, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("mine")
    with pytest.raises(Unreadable, match="not as this import left it"):
        _run(office, stopped, tmp_path / "r.csv", named=False)
    assert (tmp_path / "r.csv").read_text() == "mine"
    report = _run(office, stopped, tmp_path / "other.csv")
    assert (report.invalid, report.rejects) == (1, [str(tmp_path / "other.csv")])


def test_a_new_run_makes_a_new_file_and_none_is_begun_when_it_cannot(office: Engine, tmp_path: Path) -> None:
    path = write(tmp_path / "u.csv", line(quantity="x"), header=UCI_HEADER)
    (tmp_path / "link.csv").symlink_to(tmp_path / "nowhere")
    (tmp_path / "there.csv").write_text("mine")
    for name in ("there.csv", "link.csv", "u.csv"):
        with pytest.raises(Unreadable, match="already"):
            _run(office, path, tmp_path / name)
    assert (tmp_path / "there.csv").read_text() == "mine"
    assert count(office, tables.import_runs) == 0
    assert _run(office, path, tmp_path / "r.csv").invalid == 1


def test_a_run_that_goes_on_with_another_file_says_where_the_first_is(office: Engine, tmp_path: Path) -> None:
    path = write(tmp_path / "u.csv", line(quantity="x"), header=UCI_HEADER)
    with pytest.raises(_Stopped):
        importer.run_import(office, uci.reader(path), "uci", tmp_path / "r.csv", watch=_stop)
    report = _run(office, path, tmp_path / "other.csv")
    assert report.notes == [f"the first refused rows are in {tmp_path / 'r.csv'}"]
    with reading(office) as conn:
        assert conn.execute(select(tables.import_runs.c.state)).scalars().all() == ["finished"]


def _stop(*_: int) -> None:
    raise _Stopped


def test_rows_after_a_file_was_taken_away_begin_a_new_one(tmp_path: Path) -> None:
    sizes: dict[str, int] = {"rows": 4_000}
    refused = Rejects(tmp_path / "r.csv", ["rows"], sizes, begun=True)
    refused.write("rows", ("A",), [Problem(7, "invalid", "why", ("=x",))])
    assert (tmp_path / "r.csv").read_text().splitlines() == ["Import row,Import reason,A", "7,why,'=x"]
