"""A built app is tried where nothing of this checkout, or of any Python, can be read: one that needs it fails."""

from __future__ import annotations

import json
import socket
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import apart, build
from tools.apart import hidden, refusal
from tools.processes import ROOT
from tools.tried import App, TriedError, copied, program, tried
from tools.tried import apart as told

ANSWER = """echo '{"ok": true, "seconds": 0.1}'"""


def _bundle(folder: Path, *lines: str) -> Path:
    """A bundle that holds a shell's script."""
    folder.mkdir()
    app = folder / "clienteling"
    app.write_text("\n".join(["#!/bin/sh", "here=${0%/*}", *lines, ""]))
    app.chmod(0o755)
    return folder


@pytest.fixture
def _rooms() -> None:
    if refusal():
        pytest.skip(f"no room of its own: {refusal()}")


@pytest.fixture
def _no_rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that permits no namespaces."""
    refused = tmp_path / "unshare"
    refused.write_text("#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2\nexit 1\n")
    refused.chmod(0o755)
    monkeypatch.setattr("tools.apart.shutil.which", lambda _name: str(refused))
    refusal.cache_clear()
    yield
    refusal.cache_clear()


@pytest.mark.usefixtures("_rooms")
@pytest.mark.parametrize(
    "needed",
    [
        f"read -r line < '{ROOT}/pyproject.toml'",
        f"read -r line < '{Path(sys.prefix).resolve()}/pyvenv.cfg'",
        f"read -r line < '{sysconfig.get_path('stdlib')}/os.py'",
        f"'{Path(sys.executable).resolve()}' -c ''",
        "PATH=/usr/local/bin:/usr/bin:/bin; command -v ls >&2",
    ],
)
def test_an_app_that_needs_this_machine_fails(needed: str, tmp_path: Path) -> None:
    bundle = _bundle(tmp_path / "bundle", f"{needed} && {ANSWER}")
    assert App("outside", program(bundle)).self_test()["ok"]
    with pytest.raises(TriedError, match="the self-test failed"):
        tried(bundle)


@pytest.mark.usefixtures("_rooms")
def test_an_app_that_needs_nothing_runs_apart_and_in_its_folders(tmp_path: Path) -> None:
    bundle, data = _bundle(tmp_path / "bundle", 'read -r typed; echo "$typed" > "$3/kept"', ANSWER), tmp_path / "data"
    with copied(bundle) as app:
        said = app.self_test(data, typed="what was typed\n")
    assert said["ok"], said
    assert (data / "kept").read_text() == "what was typed\n"
    assert told() == {"apart": True}
    quiet = _bundle(tmp_path / "quiet", ': > "$HOME/one" && : > /tmp/another && : > /dev/null', ANSWER)
    assert tried(quiet) == 0.1


@pytest.mark.usefixtures("_rooms")
def test_where_something_can_still_be_read_the_app_is_not_even_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = _bundle(tmp_path / "bundle", ANSWER)
    monkeypatch.setattr(apart, "hidden", lambda: [ROOT, Path("/dev/null")])
    with pytest.raises(TriedError, match="/dev/null is not hidden"):
        tried(bundle)


def test_checkout_environment_and_python_are_among_what_is_hidden() -> None:
    environment, python = Path(sys.prefix), Path(sys.executable)
    assert {ROOT, ROOT.resolve(), environment, environment.resolve(), python, python.resolve()} <= set(hidden())
    assert Path(sysconfig.get_path("stdlib")) in hidden()


def test_an_app_that_writes_into_its_own_folder_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(TriedError, match=r"writes into its own folder: \., left"):
        tried(_bundle(tmp_path / "bundle", ': > "$here/left"', ANSWER))


@pytest.mark.usefixtures("_rooms")
def test_an_app_cannot_write_into_its_own_folder_the_second_time(tmp_path: Path) -> None:
    bundle = _bundle(tmp_path / "bundle", f'(: > "$here/left") 2>/dev/null || {ANSWER}')
    with copied(bundle) as app:
        assert app.self_test()["ok"]
    assert [path.name for path in bundle.iterdir()] == ["clienteling"]


@pytest.mark.usefixtures("_rooms")
@pytest.mark.parametrize("network", [True, False])
def test_there_is_a_network_only_for_whom_it_is_meant(network: bool, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        here = f"{listening.getsockname()[1]:04X}"
        found = f'while read -r line; do case "$line" in *:{here}*) {ANSWER};; esac; done < /proc/net/tcp'
        with copied(_bundle(tmp_path / "bundle", found), network=network) as app:
            assert app.self_test()["ok"] is network


@pytest.mark.usefixtures("_no_rooms")
def test_where_namespaces_are_not_permitted_it_says_so_and_goes_on(tmp_path: Path) -> None:
    assert told() == {"apart": False, "because": "unshare failed: Operation not permitted"}
    assert tried(_bundle(tmp_path / "bundle", ANSWER)) == 0.1
    with pytest.raises(TriedError, match="the self-test failed: what is wrong"):
        tried(_bundle(tmp_path / "other", "echo what is wrong >&2; exit 3"))


def test_a_build_fails_with_its_self_test_and_tells_whether_it_was_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build, "_build", lambda *_folders: None)
    monkeypatch.setattr(build, "shortcomings", lambda *_made: [])
    monkeypatch.setattr(build, "DIST", tmp_path)
    monkeypatch.setattr(build, "BUNDLE", _bundle(tmp_path / "sound", ANSWER))
    assert build.main([]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["files"], said["self_test_seconds"]) == (True, 1, 0.1)
    assert said["apart"] is (not refusal())
    monkeypatch.setattr(build, "BUNDLE", _bundle(tmp_path / "broken", "exit 7"))
    assert build.main([]) == 1
    said, problems = capsys.readouterr()
    assert not json.loads(said)["ok"]
    assert "the self-test failed: exit code 7" in problems
