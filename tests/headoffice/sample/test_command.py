"""The command line of the sample."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from headoffice.__main__ import main


def call(*words: str, database: str, as_json: bool = True) -> int:
    return main(["sample", *words, "--database", database, *(["--json"] if as_json else [])])


def test_fills_and_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'office.sqlite'}"
    assert call("--customers", "5", "--seed", "9", "--today", "2026-11-21", "--stores", "1", database=url) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["customers"], report["seed"], report["stores"]) == (5, 9, 1)
    assert report["written"]["customer"] == 5
    assert report["store"] == "MAD1"
    assert len(report["pins"]) == 6
    again = ("--customers", "5", "--seed", "9", "--stores", "1")
    assert call(*again, database=url, as_json=False) == 0
    assert "there already" in capsys.readouterr().out
    assert main(["insights", "--dry-run", "--database", url, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["customers"], told["changed"]) == (5, 0)  # how they stand belongs to the sample
    assert told["ranked"]


def test_another_sample_in_the_same_database_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'office.sqlite'}"
    assert call("--customers", "3", "--stores", "1", database=url, as_json=False) == 0
    assert "3 customers of 1 stores" in capsys.readouterr().out
    assert call("--customers", "4", "--stores", "1", database=url) == 2
    assert "another sample" in json.loads(capsys.readouterr().out)["error"]


@pytest.mark.parametrize(
    ("words", "url", "said"),
    [
        ((), "mysql://nowhere/x", "sqlite or postgresql"),
        ((), "sqlite:////no/such/folder/x.sqlite", "no such folder"),
        (("--customers", "0"), "", "from 1 to 1,000,000"),
        (("--customers", "2000000"), "", "from 1 to 1,000,000"),
        (("--stores", "51"), "", "at most 50 stores"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: tuple[str, ...], url: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*words, database=url or f"sqlite:///{tmp_path / 'o.sqlite'}", as_json=False) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("words", [("--customers", "many"), ("--seed", "-1"), ("--today", "30 February")])
def test_what_cannot_be_read_is_refused_with_the_reason(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        call(*words, database="sqlite:///never")
    assert words[0] in capsys.readouterr().err


class Terminal(io.StringIO):
    """Standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_somebody_who_looks_sees_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    assert call("--customers", "3", "--stores", "1", database=f"sqlite:///{tmp_path / 'o.sqlite'}") == 0
    assert "3/3" in screen.getvalue()
