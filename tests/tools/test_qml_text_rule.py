from __future__ import annotations

from pathlib import Path

import pytest

from tools import qml_text_rule

_HOUSE = Path("Clienteling/Controls")
_SCREENS = Path("Clienteling/Screens")


def _complaints(tmp_path: Path, where: Path, qml: str) -> list[str]:
    (tmp_path / where).mkdir(parents=True)
    (tmp_path / where / "Some.qml").write_text(qml, encoding="utf-8")
    return qml_text_rule.complaints(tmp_path)


def test_a_house_text_that_says_plain_passes(tmp_path: Path) -> None:
    qml = "import QtQuick\nText {\n    id: label\n    textFormat: Text.PlainText\n    text: 'x'\n}\n"
    assert _complaints(tmp_path, _HOUSE, qml) == []


def test_a_house_text_that_does_not_say_plain_is_an_error(tmp_path: Path) -> None:
    qml = "import QtQuick\nItem {\n    Text { text: 'x' }\n}\n"
    assert _complaints(tmp_path, _HOUSE, qml) == [f"{_HOUSE}/Some.qml:3: Text does not say textFormat: Text.PlainText"]


def test_what_a_child_says_does_not_count_for_its_parent(tmp_path: Path) -> None:
    qml = "import QtQuick\nText {\n    Text { textFormat: Text.PlainText }\n}\n"
    found = _complaints(tmp_path, _HOUSE, qml)
    assert [complaint.split(": ")[0] for complaint in found] == [f"{_HOUSE}/Some.qml:2"]


@pytest.mark.parametrize("comment", ["// textFormat: Text.PlainText", "/* textFormat: Text.PlainText */"])
def test_a_comment_does_not_count(tmp_path: Path, comment: str) -> None:
    assert len(_complaints(tmp_path, _HOUSE, f"import QtQuick\nText {{\n    {comment}\n}}\n")) == 1


def test_text_in_a_string_or_comment_is_no_element(tmp_path: Path) -> None:
    qml = 'import QtQuick\nItem {\n    // Text { }\n    property string a: "Text { } \\" Text {"\n}\n'
    assert _complaints(tmp_path, _SCREENS, qml) == []


@pytest.mark.parametrize("element", ["Text", "TextEdit", "QtQuick.Text", "T.Label", "T.TextArea"])
def test_a_raw_text_on_a_screen_is_an_error(tmp_path: Path, element: str) -> None:
    qml = f"import QtQuick\nItem {{\n    {element} {{ textFormat: Text.PlainText }}\n}}\n"
    found = _complaints(tmp_path, _SCREENS, qml)
    assert len(found) == 1
    assert "use the house's Label or Icon" in found[0]


def test_the_house_label_and_plain_input_pass_on_a_screen(tmp_path: Path) -> None:
    qml = "import QtQuick\nimport Clienteling.Controls\nItem {\n    Label { text: 'x' }\n    TextInput {}\n}\n"
    assert _complaints(tmp_path, _SCREENS, qml) == []


@pytest.mark.parametrize(
    "value", ["Text.RichText", "Text.AutoText", "Text.StyledText", "TextEdit.MarkdownText", "rich ? 1 : Text.PlainText"]
)
def test_another_format_is_an_error_even_on_a_house_label(tmp_path: Path, value: str) -> None:
    qml = f"import QtQuick\nimport Clienteling.Controls\nLabel {{ textFormat: {value} }}\n"
    found = _complaints(tmp_path, _SCREENS, qml)
    assert found == [f"{_SCREENS}/Some.qml:3: textFormat is {value}; only PlainText is safe"]


def test_a_format_set_in_code_is_an_error(tmp_path: Path) -> None:
    qml = "import QtQuick\nItem {\n    onVisibleChanged: label.textFormat = Text.RichText\n}\n"
    assert len(_complaints(tmp_path, _SCREENS, qml)) == 1


@pytest.mark.parametrize(
    "module", ["QtQuick.Controls", "QtQuick.Controls.Material", "QtQuick.Templates as T", "Qt.labs.platform"]
)
def test_stock_controls_are_not_for_screens(tmp_path: Path, module: str) -> None:
    assert len(_complaints(tmp_path, _SCREENS, f"import QtQuick\nimport {module}\nItem {{}}\n")) == 1


def test_stock_controls_need_a_name_in_the_house(tmp_path: Path) -> None:
    found = _complaints(tmp_path, _HOUSE, "import QtQuick\nimport QtQuick.Controls\nItem {}\n")
    assert len(found) == 1
    assert "needs a name" in found[0]


def test_a_stock_control_that_draws_text_needs_its_own_content(tmp_path: Path) -> None:
    qml = "import QtQuick\nimport QtQuick.Controls as C\nItem {\n    C.Button { text: name }\n    C.ScrollView {}\n}\n"
    found = _complaints(tmp_path, _HOUSE, qml)
    assert found == [f"{_HOUSE}/Some.qml:4: Button of QtQuick.Controls draws its text itself; give it a contentItem"]


def test_a_stock_control_with_its_own_content_passes(tmp_path: Path) -> None:
    qml = "import QtQuick.Controls as C\nC.Button {\n    contentItem: Label { text: name }\n}\n"
    assert _complaints(tmp_path, _HOUSE, qml) == []


def test_templates_draw_nothing_but_their_text_area_does(tmp_path: Path) -> None:
    qml = "import QtQuick.Templates as T\nT.Button {\n    T.TextArea {}\n}\n"
    found = _complaints(tmp_path, _HOUSE, qml)
    assert found == [f"{_HOUSE}/Some.qml:3: TextArea does not say textFormat: TextArea.PlainText"]


@pytest.mark.parametrize("code", ["ToolTip.text: name", "onVisibleChanged: Qt.createQmlObject(name, root)"])
def test_ways_around_are_errors(tmp_path: Path, code: str) -> None:
    assert len(_complaints(tmp_path, _SCREENS, f"import QtQuick\nItem {{\n    {code}\n}}\n")) == 1


def test_the_exit_code_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert qml_text_rule.main(tmp_path) == 0
    _complaints(tmp_path, _SCREENS, "import QtQuick\nText {}\n")
    assert qml_text_rule.main(tmp_path) == 1
    assert "Some.qml:2" in capsys.readouterr().err
