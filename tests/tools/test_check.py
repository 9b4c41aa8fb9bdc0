from __future__ import annotations

import pytest

from tools import check


def test_every_failure_is_reported_and_the_exit_code_tells(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checks = {
        "fine": ("-c", "print('all is well')"),
        "broken": ("-c", "raise SystemExit('first thing')"),
        "also-broken": ("-c", "raise SystemExit('second thing')"),
    }
    monkeypatch.setattr(check, "CHECKS", checks)
    assert check.main([]) == 1
    said = capsys.readouterr()
    assert "first thing" in said.out
    assert "second thing" in said.out
    assert "all is well" not in said.out
    assert "failed: broken, also-broken" in said.err
    assert check.main(["fine"]) == 0


def test_an_unknown_check_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["spelling"]) == 2
    assert "no such check: spelling" in capsys.readouterr().err
