"""What a bundle may hold, and the self-test by which it shows that it works."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from clienteling.ui.licences import HEAD_OFFICE, requirements
from tools.build import LICENCES, differences, shortcomings
from tools.bundle import LIMIT_BYTES, ROOT, licences, pruned, strangers, system_notices, wanted

QT = "PySide6/Qt/lib/libQt6"


@pytest.mark.parametrize(
    "name",
    [
        f"{QT}Quick.so.6",
        "PySide6/Qt6Quick.dll",
        "PySide6/QtQuick.abi3.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/qml/QtQuick/Controls/Material/Button.qml",
        "PySide6/Qt/translations/qtbase_pt_BR.qm",
        "libQt6Core.so.6",
        "sqlcipher3/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "clienteling/ui/qml/Clienteling/Screens/Main.qml",
    ],
)
def test_what_the_app_needs_goes_in(name: str) -> None:
    assert wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        # Under the GPL alone.
        f"{QT}VirtualKeyboard.so.6",
        f"{QT}WaylandCompositor.so.6",
        f"{QT}Charts.so.6",
        "PySide6/Qt/qml/QtQuick/VirtualKeyboard/qmldir",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "libreadline.so.8",
        "python3.11/lib-dynload/readline.cpython-311-x86_64-linux-gnu.so",
        # Of no use.
        f"{QT}QuickDialogs2.so.6",
        "libQt6QuickDialogs2.so.6",
        "PySide6/QtSql.abi3.so",
        "PySide6/Qt/plugins/qmltooling/libqmldbg_server.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/qml/QtQuick/Controls/Fusion/Button.qml",
        "PySide6\\Qt\\qml\\QtQuick\\Dialogs\\qmldir",
        "PySide6/Qt/qml/QtCore/libqtqmlcoreplugin.so",  # nothing imports it, and its library stays out
        "libatspi.so.0",  # of the theme of GTK
        # The system's own must be used.
        "libX11.so.6",
        "libGL.so.1",
        # Head office's.
        "psycopg_binary/pq.so",
    ],
)
def test_what_it_must_not_hold_stays_out(name: str) -> None:
    assert not wanted(name)
    assert pruned([(name, "somewhere", "BINARY")]) == []


def test_a_bundle_is_told_what_is_wrong_with_it() -> None:
    whole = dict.fromkeys([f"_internal/licences/{name}" for name in LICENCES], "")
    assert shortcomings(whole, LIMIT_BYTES) == []
    assert shortcomings(whole, LIMIT_BYTES + 1) != []
    assert shortcomings({**whole, "_internal/libreadline.so.8": ""}, 1) != []
    assert shortcomings({}, 1) != []


def test_what_only_the_build_environment_has_is_noticed() -> None:
    ours = ["clienteling.app", "json", "sqlalchemy.orm", "jaraco.classes", "PySide6.QtCore", "_pyi_rth_utils"]
    assert strangers(ours) == []
    assert strangers([*ours, "attr._make", "pytest", "nowhere.at_all", "pytest.mark"]) == ["attr", "nowhere", "pytest"]


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="there is no dpkg-query")
def test_libraries_of_debian_bring_what_debian_says_of_their_licence() -> None:
    program = ("dpkg-query", str(shutil.which("dpkg-query")), "BINARY")
    assert system_notices([program]) == []
    found = system_notices([("libc.so.6", next(str(p) for p in Path("/lib").rglob("libc.so.6")), "BINARY")])
    assert [(name, kind) for name, _, kind in found] == [("licences/debian/libc6/copyright", "DATA")]
    assert Path(found[0][1]).is_file()


def test_two_builds_that_differ_are_told_apart() -> None:
    one = {"a": "1", "b": "2"}
    assert differences(one, dict(one)) == []
    assert differences(one, {"a": "1", "b": "3", "c": "4"}) == [
        "b is not the same in two builds",
        "c is not the same in two builds",
    ]


def test_every_package_of_the_app_brings_its_licence() -> None:
    folders = {folder.removeprefix("licences/") for _, folder in licences()}
    # The licences of these lie in resources/licences, because their packages bring none.
    without = requirements("clienteling") - folders - {"pyside6-essentials", "shiboken6"}
    assert without == set()
    assert all((ROOT / "resources" / "licences" / Path(name).name).exists() for name in LICENCES[:3])
    assert not {"fastapi", "psycopg", "faker"} & folders


def test_what_the_app_never_imports_is_head_offices_alone() -> None:
    imported = set()
    for file in (ROOT / "clienteling").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    distributions = packages_distributions()
    homes = {home.lower().replace("_", "-") for name in imported for home in distributions.get(name, [])}
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    direct = {re.split(r"[^A-Za-z0-9-]", need, maxsplit=1)[0].lower() for need in needs}
    # Of these two the files are read.
    assert direct - homes - {"font-manrope", "qtawesome"} == HEAD_OFFICE


def test_the_app_tries_itself_where_it_stands(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "clienteling", "--self-test"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    assert (done.returncode, answer["ok"]) == (0, True), answer
    assert [step["step"] for step in answer["steps"]][-1] == "start again"
