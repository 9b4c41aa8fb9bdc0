from __future__ import annotations

from pathlib import Path

import pytest

from tools import qmllint
from tools.qmllint import Project

_BASE = """
from PySide6.QtCore import Property, QAbstractListModel, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class Rows(QAbstractListModel):
    countChanged = Signal()

    @Property(int, notify=countChanged)
    def count(self) -> int:
        return 0


class Screen(QObject):
    busyChanged = Signal()

    @Property(bool, notify=busyChanged)
    def busy(self) -> bool:
        return False
"""
# Sorts before its base class's file: the order of the files must not matter.
_DERIVED = """
from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from zz_base import Rows, Screen

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class Customers(Screen):
    textChanged = Signal()

    @Property(str, notify=textChanged)
    def text(self) -> str:
        return ""

    @Property(Rows, constant=True)
    def rows(self) -> Rows:
        return self._rows

    @Property(list, constant=True)
    def names(self) -> list[str]:
        return []

    @Slot(str)
    def search(self, text: str) -> None:
        self._text = text
"""
_QML = """pragma ComponentBehavior: Bound
import QtQuick
import Clienteling.ViewModels

Item {
    id: root

    required property Customers model

    Text {
        textFormat: Text.PlainText
        text: root.model.text
        visible: !root.model.busy && root.model.rows.count > 0 && root.model.names.length > 0
    }
    ListView {
        model: root.model.rows
        delegate: Item {}
    }
    TapHandler {
        onTapped: root.model.search("ana")
    }
}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(python=tmp_path / "my ui", qml=tmp_path / "my ui" / "qml", build=tmp_path / "build")
    (made.python / "viewmodels").mkdir(parents=True)
    made.qml.mkdir()
    return made


def _fill(project: Project, qml: str) -> None:
    (project.python / "viewmodels" / "zz_base.py").write_text(_BASE, encoding="utf-8")
    (project.python / "viewmodels" / "customers.py").write_text(_DERIVED, encoding="utf-8")
    (project.qml / "Customers.qml").write_text(qml, encoding="utf-8")


def test_nothing_to_lint_passes(project: Project) -> None:
    assert qmllint.main(project) == 0


def test_a_screen_that_fits_its_view_model_passes(project: Project) -> None:
    _fill(project, _QML)
    assert qmllint.lint(project) == []


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ("model.text", "model.txet", "txet"),
        ("model.busy", "model.bsuy", "bsuy"),
        ("rows.count", "rows.conut", "conut"),
        ("model.names", "model.nmaes", "nmaes"),
        ('search("ana")', 'serach("ana")', "serach"),
        ("property Customers model", "property Costumers model", "Costumers"),
    ],
    ids=["property", "inherited property", "nested property", "constant", "slot", "type"],
)
def test_a_misspelt_name_is_caught(
    project: Project, right: str, wrong: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _fill(project, _QML.replace(right, wrong, 1))
    assert qmllint.main(project) == 1
    said = capsys.readouterr().err
    assert "Customers.qml:" in said
    assert named in said


def test_a_view_model_the_linter_cannot_read_is_said(project: Project) -> None:
    _fill(project, _QML)
    broken = project.python / "viewmodels" / "customers.py"
    broken.write_text(_DERIVED.replace("(Screen)", "(Unknown)"), encoding="utf-8")
    assert qmllint.main(project) == 1
