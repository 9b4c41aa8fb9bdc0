"""The command as the Debian package installs it: settings, secrets, and whose files it makes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from headoffice import installed

DATABASE = "CLIENTELING_DATABASE_URL"
ERASURES = "CLIENTELING_ERASURES"


@pytest.fixture(autouse=True)
def _variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        DATABASE,
        ERASURES,
        "CLIENTELING_STATUS_TOKEN_FILE",
        "CLIENTELING_OIDC_SECRET_FILE",
        "CREDENTIALS_DIRECTORY",
    ):
        monkeypatch.setenv(name, "")  # so that it is put back
        monkeypatch.delenv(name)


def test_settings_are_read_as_systemd_reads_them(tmp_path: Path) -> None:
    file = tmp_path / "headoffice.env"
    file.write_text(
        "# CLIENTELING_HOSTS=no\n\nCLIENTELING_DATABASE_URL = sqlite:////srv/a b.db \nCLIENTELING_HOSTS='one,two'\n"
        'CLIENTELING_SERVE_OPTIONS="--port 8765"\nLD_PRELOAD=/tmp/evil.so\nnonsense\n'
    )
    assert dict(installed.settings(file)) == {
        DATABASE: "sqlite:////srv/a b.db",
        "CLIENTELING_HOSTS": "one,two",
        "CLIENTELING_SERVE_OPTIONS": "--port 8765",
    }
    assert list(installed.settings(tmp_path / "none")) == []


def test_the_service_takes_what_lies_among_its_secrets(tmp_path: Path) -> None:
    environment = {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert installed.secrets(environment, ["serve"]) == []
    assert DATABASE not in os.environ
    for name, text in {"database-url": "sqlite:////a.db\n", "status-token": "t" * 20, "tls-cert": "c"}.items():
        (tmp_path / f"clienteling.{name}").write_text(text)
    assert installed.secrets(environment, ["serve"]) == []  # no key, no TLS
    (tmp_path / "clienteling.tls-key").write_text("k")
    options = ["--tls-cert", str(tmp_path / "clienteling.tls-cert"), "--tls-key", str(tmp_path / "clienteling.tls-key")]
    assert installed.secrets(environment, ["serve"]) == options
    assert installed.secrets(environment, ["serve", "--tls-cert", "other.pem"]) == []
    assert installed.secrets(environment, ["status"]) == []
    assert os.environ[DATABASE] == "sqlite:////a.db"
    assert os.environ["CLIENTELING_STATUS_TOKEN_FILE"] == str(tmp_path / "clienteling.status-token")
    assert "CLIENTELING_OIDC_SECRET_FILE" not in os.environ


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ({}, None),
        ({DATABASE: "sqlite:////var/lib/x/headoffice.db"}, None),
        ({DATABASE: "postgresql+psycopg:///clienteling"}, "/var/lib/clienteling-headoffice/erasures"),
        ({DATABASE: "postgresql:///clienteling", ERASURES: ""}, "/var/lib/clienteling-headoffice/erasures"),
        ({DATABASE: "postgresql:///clienteling", ERASURES: "elsewhere"}, "elsewhere"),
    ],
)
def test_the_list_of_erasures_has_a_place_without_anybody_saying_so(said: dict[str, str], there: str | None) -> None:
    installed.erasures(said)
    assert said.get(ERASURES) == there


def test_a_command_is_run_with_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "headoffice.env"
    file.write_text(f"{DATABASE}=sqlite:///{tmp_path / 'not-there.db'}\n")
    monkeypatch.setattr(installed, "SETTINGS", file)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert installed.main(["status"]) == 2
    assert "not-there.db" in capsys.readouterr().err


def test_without_its_account_nothing_is_run_as_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(installed, "SETTINGS", tmp_path / "none")
    monkeypatch.setattr(installed, "SECRETS", tmp_path)
    monkeypatch.setattr(installed, "USER", "an-account-that-is-not-there")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv(DATABASE, f"sqlite:///{tmp_path / 'made.db'}")
    assert installed.main(["sample", "--customers", "1"]) == 2
    assert "there is no account an-account-that-is-not-there" in capsys.readouterr().err
    assert not (tmp_path / "made.db").exists()


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can become somebody else")
def test_root_makes_files_of_the_services_account_and_stays_known_as_root() -> None:
    script = (
        "import encodings.ascii, os, pwd\n"  # Python itself may lie where only root can read
        "from headoffice import installed\n"
        "from headoffice.audit.who import operator\n"
        "installed.USER = 'nobody'\n"
        "installed._become()\n"
        "nobody, made = pwd.getpwnam('nobody'), os.fstat(os.memfd_create('made'))\n"
        "print((made.st_uid, made.st_gid) == (nobody.pw_uid, nobody.pw_gid), os.getgroups() == [nobody.pw_gid])\n"
        "print(oct(os.umask(0)), os.getuid(), operator().split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["True", "True", "0o77", "0", "root"], done.stderr
