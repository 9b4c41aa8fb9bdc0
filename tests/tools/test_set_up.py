from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools import set_up


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A Debian without Qt's libraries and PostgreSQL; the list collects what would have been installed."""
    installed: list[str] = []

    def install(line: str) -> str:
        installed.append(line)
        return ""

    monkeypatch.setattr(set_up, "REQUIRED", {"python": list, "qt": lambda: ["libegl1", "libgl1"]})
    monkeypatch.setattr(set_up, "OPTIONAL", {"postgresql": (lambda: ["postgresql"], "there is no server")})
    monkeypatch.setattr(set_up, "_install", install)
    monkeypatch.setattr("tools.set_up.shutil.which", lambda program: f"/usr/bin/{program}")
    return installed


def _as_user(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr("tools.set_up.os.geteuid", lambda: number)


def test_root_installs_everything_at_once(debian: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    _as_user(monkeypatch, 0)
    assert set_up.main(["qt", "postgresql"]) == 0
    assert debian == ["apt-get install -y --no-install-recommends libegl1 libgl1 postgresql"]


def test_others_are_told_the_exact_line(
    debian: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _as_user(monkeypatch, 1000)
    assert set_up.main(["qt", "postgresql"]) == 1
    assert "    sudo apt-get install -y --no-install-recommends libegl1 libgl1 postgresql\n" in capsys.readouterr().err
    assert debian == []


def test_what_is_optional_is_said_and_gone_without(
    debian: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _as_user(monkeypatch, 1000)
    assert set_up.main(["postgresql"]) == 0
    said = capsys.readouterr().err
    assert "going on although there is no server" in said
    assert "sudo apt-get install -y --no-install-recommends postgresql" in said


def test_a_failed_installation_stops_only_what_needs_it(
    debian: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _as_user(monkeypatch, 0)
    monkeypatch.setattr(set_up, "_install", lambda line: "no network")
    assert set_up.main(["postgresql"]) == 0
    assert set_up.main(["qt"]) == 1
    assert "no network" in capsys.readouterr().err


def test_another_system_is_told_the_packages(
    debian: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tools.set_up.shutil.which", lambda program: None)
    assert set_up.main(["qt"]) == 1
    assert "what Debian calls libegl1 libgl1" in capsys.readouterr().err


def test_a_library_that_does_not_load_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.set_up.sys.platform", "linux")
    assert set_up._missing({"libc.so.6": "libc6", "libabsent.so.1": "libabsent1"}) == ["libabsent1"]


def test_nothing_is_done_twice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran: list[str] = []
    monkeypatch.setattr(set_up, "VENV", tmp_path)
    monkeypatch.setattr(set_up, "VENV_PYTHON", tmp_path / "python")
    (tmp_path / "python").touch()
    monkeypatch.setattr(set_up, "_works", lambda *_: True)
    monkeypatch.setattr(set_up, "_run", lambda command, doing, environment=None: ran.append(doing))
    monkeypatch.setattr("tools.set_up.subprocess.run", lambda *_, **__: None)
    set_up.python()
    assert ran == ["installing the packages", "installing the project"]
    set_up.python()
    assert len(ran) == 2
    monkeypatch.setattr(set_up, "_fingerprint", lambda *_, **__: "another lock file")
    set_up.python()
    assert len(ran) == 4


@pytest.mark.parametrize("steps", [[], ["python", "qtt"]])
def test_wrong_usage_is_said(steps: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert set_up.main(steps) == 1
    assert "Usage" in capsys.readouterr().err


def test_lock_files_pin_with_hashes_and_hold_no_address() -> None:
    for name in ("app", "dev", "semgrep"):
        text = (set_up.ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9][\w.-]*==", text, re.MULTILINE)
        assert len(pinned) > 20
        assert text.count("--hash=sha256:") >= len(pinned)
        assert "://" not in text
        assert "--index-url" not in text


def test_the_product_runs_on_the_versions_it_is_tested_with() -> None:
    def pins(name: str) -> set[str]:
        text = (set_up.ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
        return set(re.findall(r"^[a-z0-9][\w.-]*==[\w.]+", text, re.MULTILINE))

    assert pins("app") <= pins("dev")
