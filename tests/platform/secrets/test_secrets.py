"""Where the device secret lives: each place keeps it, none gives it to another machine, and a lost one is an error."""

from __future__ import annotations

import json
import os
import secrets as stdlib_secrets
import subprocess
import sys
from pathlib import Path

import pytest

from clienteling.platform import secrets
from clienteling.platform.secrets import errors, keyring, tpm
from tests.platform.secrets.places import PATIENCE, need, software_tpm

LABEL = "ab" * 16


def _files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_the_demo_key_says_what_it_is(tmp_path: Path) -> None:
    keeper = secrets.named(secrets.DEMO, tmp_path)
    secret = keeper.create(LABEL)
    assert len(secret) == secrets.SECRET_BYTES
    assert secrets.named(secrets.DEMO, tmp_path).load(LABEL) == secret
    (file,) = tmp_path.iterdir()
    assert "not-for-real-customers" in file.name
    assert "not for real customers" in file.read_text("ascii")
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(errors.SecretMissing):
        keeper.load("cd" * 16)
    keeper.destroy(LABEL)
    with pytest.raises(errors.SecretMissing):
        keeper.load(LABEL)


def test_the_demo_key_is_never_chosen_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tpm.Tpm, "why_not", lambda _: "none here")
    monkeypatch.setattr(keyring.OsKeyring, "why_not", lambda _: "none here")
    with pytest.raises(errors.NoKeeper):
        secrets.choose(tmp_path)
    monkeypatch.setattr(keyring.OsKeyring, "why_not", lambda _: "")
    assert secrets.choose(tmp_path).name == "keyring"
    monkeypatch.setattr(tpm.Tpm, "why_not", lambda _: "")
    assert secrets.choose(tmp_path).name == "tpm"
    with pytest.raises(errors.Unavailable):
        secrets.named("somewhere", tmp_path)


def test_a_passphrase_keeps_it_sealed_and_is_asked_for(tmp_path: Path) -> None:
    def typed(words: str) -> secrets.Keeper:
        return secrets.named(secrets.PASSPHRASE, tmp_path, lambda: words)

    with pytest.raises(errors.PassphraseTooShort):
        typed("short").create(LABEL)
    secret = typed("four words or more").create(LABEL)
    assert secret not in _files(tmp_path)
    assert typed("four words or more").load(LABEL) == secret
    with pytest.raises(errors.WrongPassphrase):
        typed("four words or mere").load(LABEL)
    with pytest.raises(errors.PassphraseNeeded):
        secrets.named(secrets.PASSPHRASE, tmp_path).load(LABEL)
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"{}")
    with pytest.raises(errors.Unavailable):
        typed("four words or more").load(LABEL)
    with file.open("rb") as held:
        typed("").destroy(LABEL)
        held.seek(0)
        assert held.read() == bytes(2)  # the very bytes, not those of a file in its place
    with pytest.raises(errors.SecretMissing):
        typed("four words or more").load(LABEL)


def test_a_tpm_gives_it_to_nobody_but_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with software_tpm(tmp_path / "chip") as tcti:
        monkeypatch.setenv("TPM2TOOLS_TCTI", tcti)
        keeper = secrets.named("tpm", folder)
        assert keeper.why_not() == ""
        secret = keeper.create(LABEL)
        assert secret not in _files(folder)
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    with software_tpm(tmp_path / "chip") as tcti:  # the same machine, started again
        monkeypatch.setenv("TPM2TOOLS_TCTI", tcti)
        assert secrets.named("tpm", folder).load(LABEL) == secret
    with software_tpm(tmp_path / "another chip") as tcti:
        monkeypatch.setenv("TPM2TOOLS_TCTI", tcti)
        with pytest.raises(errors.SecretMissing):
            secrets.named("tpm", folder).load(LABEL)
    with pytest.raises(errors.Unavailable):  # the chip does not answer: not a word that the secret was gone
        secrets.named("tpm", folder).load(LABEL)
    with software_tpm(tmp_path / "chip") as tcti:
        monkeypatch.setenv("TPM2TOOLS_TCTI", tcti)
        secrets.named("tpm", folder).destroy(LABEL)
        assert list(folder.iterdir()) == []
        with pytest.raises(errors.SecretMissing):
            secrets.named("tpm", folder).load(LABEL)


def test_a_tool_gets_the_libraries_of_the_system_not_those_of_the_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "tool"
    tool.write_text('#!/bin/sh\nprintf "%s %s" "${LD_LIBRARY_PATH-none}" "${LD_LIBRARY_PATH_ORIG-none}"\n')
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/somewhere")
    assert tpm._run("tool") == b"/somewhere none"
    monkeypatch.setattr(sys, "frozen", True, raising=False)  # as the bundle's program says of itself
    assert tpm._run("tool") == b"none none"
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/own")
    assert tpm._run("tool") == b"/own none"


def test_the_secret_is_in_no_argument_of_a_tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    real = subprocess.run

    def watched(command: list[str], **more: object) -> object:
        said.extend(map(str, command))
        return real(command, **more)  # type: ignore[call-overload]

    with software_tpm(tmp_path / "chip") as tcti:
        monkeypatch.setenv("TPM2TOOLS_TCTI", tcti)
        monkeypatch.setattr("clienteling.platform.secrets.tpm.subprocess.run", watched)
        secret = secrets.named("tpm", tmp_path).create(LABEL)
    assert said
    assert not any(secret.hex() in word or secret.decode("latin-1") in word for word in said)


_ON_A_BUS = """
import json, sys
from pathlib import Path
from clienteling.platform import secrets
keeper, label = secrets.named("keyring", Path(".")), sys.argv[1]
made = keeper.create(label)
said = {"why_not": keeper.why_not(), "same": keeper.load(label) == made, "chosen": secrets.choose(Path(".")).name}
keeper.destroy(label)
try:
    keeper.load(label)
except secrets.errors.SecretMissing:
    said["gone"] = True
print(json.dumps(said))
"""


def test_the_keyring_of_the_operating_system_keeps_it(tmp_path: Path) -> None:
    need("gnome-keyring-daemon", "dbus-run-session")
    # A bus, a home and a daemon of its own: nothing of whoever runs the tests is touched.
    unlock = "printf '%s' unlocked | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "
    command = ["dbus-run-session", "--", "sh", "-c", f'{unlock}exec "$0" -c "$1" "$2"', sys.executable, _ON_A_BUS]
    home = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME")}
    none = {"TPM2TOOLS_TCTI": "none", "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    said = subprocess.run(
        [*command, stdlib_secrets.token_hex(16)],
        env={**os.environ, **home, **none},
        capture_output=True,
        text=True,
        timeout=PATIENCE * 2,
        check=True,
    )
    assert json.loads(said.stdout) == {"why_not": "", "same": True, "chosen": "keyring", "gone": True}


def test_without_a_keyring_service_there_is_none(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from clienteling.platform import secrets; "
        "print(secrets.named('keyring', Path('.')).why_not())"
    )
    for backend in ("keyring.backends.null.Keyring", "keyring.backends.chainer.ChainerBackend"):
        # The library would take these; they keep nothing, or keep it anywhere.
        nowhere = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none", "PYTHON_KEYRING_BACKEND": backend}
        said = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, **nowhere},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        assert said.stdout.strip()
