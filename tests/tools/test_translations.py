from __future__ import annotations

import os
from pathlib import Path

import pytest

from tools import translations
from tools.translations import Project

_QML = """import QtQuick
Item {
    property string greeting: qsTr("Good morning")
    property string found: qsTr("%n customer(s) of %1", "", 3).arg(7)
}
"""
_PYTHON = """from PySide6.QtCore import QCoreApplication

def late() -> str:
    return QCoreApplication.translate("Sync", "Try again later")
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(sources=tmp_path / "a folder" / "ui", translations=tmp_path / "a folder" / "translations")
    made.sources.mkdir(parents=True)
    (made.sources / "Greeting.qml").write_text(_QML, encoding="utf-8")
    (made.sources / "late.py").write_text(_PYTHON, encoding="utf-8")
    translations.update(made)
    return made


def _translate(project: Project, found: str = "%n de %1") -> None:
    """Fill every translation in every language with something."""
    for language in translations.LANGUAGES:
        path = project.catalogue(language)
        text = path.read_text(encoding="utf-8")
        text = text.replace("<numerusform></numerusform>", f"<numerusform>{found}</numerusform>")
        text = text.replace(' type="unfinished"></translation>', ">Algo</translation>")
        path.write_text(text.replace(' type="unfinished"', ""), encoding="utf-8")


def test_texts_of_qml_and_python_are_collected(project: Project) -> None:
    spanish = project.catalogue("es").read_text(encoding="utf-8")
    assert "Good morning" in spanish
    assert "Try again later" in spanish


def test_the_english_file_holds_plural_forms_alone(project: Project) -> None:
    english = project.catalogue("en").read_text(encoding="utf-8")
    assert "%n customer(s) of %1" in english
    assert "Good morning" not in english


def test_a_translated_project_has_no_problems(project: Project) -> None:
    _translate(project)
    assert translations.problems(project) == []
    assert translations.main(["check"], project) == 0


def test_an_untranslated_text_is_a_problem(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.main(["check"], project) == 1
    assert "clienteling_pt_BR.ts, Greeting: 'Good morning' is not translated" in capsys.readouterr().err


def test_a_text_that_was_not_collected_is_a_problem(project: Project) -> None:
    _translate(project)
    (project.sources / "Greeting.qml").write_text(_QML.replace("morning", "evening"), encoding="utf-8")
    assert "clienteling_es.ts does not match the sources: run `make translations`" in translations.problems(project)


def test_a_missing_file_is_a_problem(project: Project) -> None:
    _translate(project)
    project.catalogue("es").unlink()
    assert translations.problems(project) == ["clienteling_es.ts is missing: run `make translations`"]


@pytest.mark.parametrize("wrong", ["%n de %2", "%n", "%n de %1 y %2"])
def test_other_placeholders_than_the_source_are_a_problem(project: Project, wrong: str) -> None:
    _translate(project, found=wrong)
    assert any("other placeholders" in problem for problem in translations.problems(project))


def test_a_plural_form_may_leave_the_number_out(project: Project) -> None:
    _translate(project, found="uno de %1")
    assert translations.problems(project) == []


def test_a_text_without_context_is_a_problem(project: Project) -> None:
    (project.sources / "wrong.py").write_text('text = tr("Sync", "Later")\n', encoding="utf-8")
    translations.update(project)
    _translate(project)
    assert any("without a context" in problem for problem in translations.problems(project))


def test_only_stale_files_are_compiled(project: Project) -> None:
    _translate(project)
    assert len(translations.compile_stale(project)) == len(translations.LANGUAGES)
    assert translations.compile_stale(project) == []
    spanish = project.catalogue("es")
    newer = spanish.stat().st_mtime_ns + 5_000_000_000
    os.utime(spanish, ns=(newer, newer))
    assert translations.compile_stale(project) == [spanish.with_suffix(".qm")]


def test_wrong_usage_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.main(["translate"]) == 2
    assert "Usage" in capsys.readouterr().err


def test_a_python_text_with_a_computed_number_has_plural_forms(project: Project) -> None:
    text = 'text = translate("Sync", "%n waiting for long", "", self.status.waiting // 60)\n'
    (project.sources / "counted.py").write_text(text, encoding="utf-8")
    translations.update(project)
    catalogue = project.catalogue("es").read_text(encoding="utf-8")
    message = catalogue[: catalogue.index("%n waiting for long")].rpartition("<message")[2]
    assert 'numerus="yes"' in message
