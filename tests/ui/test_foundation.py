"""What the controls stand on: fonts, icons, colours, pictures, and an engine that reaches no network."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QObject, QtMsgType, QUrl
from PySide6.QtGui import QColor, QFontDatabase
from PySide6.QtNetwork import QNetworkReply, QNetworkRequest

from clienteling.ui import engine as engines
from clienteling.ui import resources
from clienteling.ui.pictures import LARGEST_SIZE, draw_product, product_kinds, product_svg
from clienteling.ui.theme import Accent, Brand, BrandRefusedError, contrast, set_brand, theme_of
from clienteling.ui.viewmodels.glyphs import Glyphs
from tests.ui import scene
from tests.ui.shots import Look, open_view, settle, shoot

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QGuiApplication, QImage

CONTROLS = engines.QML_FOLDER / "Clienteling" / "Controls"
# Ink, ground and the least contrast: text 4.5, lines that mean something 3.
PAIRS = [
    *[
        (ink, ground, 4.5)
        for ink in ("text", "text2", "accent", "attention", "critical")
        for ground in ("canvas", "surface")
    ],
    ("text", "sunken", 4.5),
    ("text", "tile", 4.5),
    ("text2", "sunken", 4.5),
    ("accentInk", "accent", 4.5),
    ("accentSoftInk", "accentSoft", 4.5),
    ("attention", "attentionSoft", 4.5),
    ("critical", "criticalSoft", 4.5),
    ("text2", "accentSoft", 4.5),
    ("invertedInk", "inverted", 4.5),
    ("lineStrong", "canvas", 3.0),
    ("lineStrong", "surface", 3.0),
]
BRAND = Brand(
    light=Accent("#1F3A5F", "#FFFFFF", "#E0E7F0", "#17304F"),
    dark=Accent("#A8C4E6", "#111C2A", "#243040", "#C6D9F0"),
)


@pytest.fixture(autouse=True)
def _style(qapp: QGuiApplication) -> None:
    engines.use_style()


def test_fonts_come_from_their_wheels(qapp: QGuiApplication) -> None:
    resources.load_fonts()
    resources.load_fonts()
    assert {resources.TEXT_FAMILY, resources.ICON_FAMILY} <= set(QFontDatabase.families())
    assert qapp.font().family() == resources.TEXT_FAMILY


def test_a_missing_wheel_is_said_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "find_spec", lambda _name: None)
    with pytest.raises(resources.ResourceMissingError, match="font_manrope"):
        resources.text_font_files()


@pytest.mark.parametrize("content", ["{}", "[]", "not json", json.dumps({"a": "zz"}), json.dumps({"a": "0x41"})])
def test_a_damaged_icon_map_is_refused(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "phosphor-charmap-1.3.0.json").write_text(content, encoding="utf-8")
    monkeypatch.setattr(resources, "_package_folder", lambda _package: tmp_path)
    for known in (resources.icon_codes, resources.icon_glyph):
        known.cache_clear()
    try:
        with pytest.raises(resources.ResourceMissingError):
            resources.icon_glyph("a")
    finally:
        monkeypatch.undo()
        for known in (resources.icon_codes, resources.icon_glyph):
            known.cache_clear()


def test_every_icon_of_the_font_is_one_character() -> None:
    assert len(resources.icon_codes()) > 1_000
    assert {len(resources.icon_glyph(name)) for name in resources.icon_codes()} == {1}


def test_an_unknown_icon_is_a_question_mark_and_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    glyphs = Glyphs()
    assert len(glyphs.glyph("envelope")) == 1
    with caplog.at_level(logging.WARNING):
        assert glyphs.glyph("no-such-icon") == glyphs.glyph("question")
    assert "no-such-icon" in caplog.text
    shiboken6.delete(glyphs)


def test_every_icon_named_in_qml_exists() -> None:
    named = set()
    for file in engines.QML_FOLDER.rglob("*.qml"):
        text = file.read_text(encoding="utf-8")
        named |= set(re.findall(r'(?:iconName|primaryIcon|actionIcon|subtitleIcon|stateIcon): "([a-z0-9-]+)"', text))
    assert len(named) > 10
    assert named - set(resources.icon_codes()) == set()


def test_no_token_looks_like_a_signal_handler() -> None:
    text = (CONTROLS / "Theme.qml").read_text(encoding="utf-8")
    names = re.findall(r"property \w+ (\w+):", text)
    assert len(names) > 50
    assert [name for name in names if re.match(r"on[A-Z]", name)] == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_colours_can_be_read(ink: str, ground: str, least: float, dark: bool) -> None:
    engine = engines.make_engine()
    theme = theme_of(engine)
    theme.setProperty("dark", dark)
    found = contrast(theme.property(ink).name(), theme.property(ground).name())
    engines.shut_down(engine)
    assert found >= least


def test_contrast_follows_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    with pytest.raises(BrandRefusedError):
        contrast("red", "#FFFFFF")


def test_a_brand_changes_the_accents_alone() -> None:
    engine = engines.make_engine()
    theme = theme_of(engine)
    critical = theme.property("critical")
    set_brand(engine, BRAND)
    assert theme.property("accent") == QColor("#1F3A5F")
    assert theme.property("critical") == critical
    theme.setProperty("dark", True)
    assert theme.property("accent") == QColor("#A8C4E6")
    engines.shut_down(engine)


def test_a_brand_nobody_can_read_is_refused_whole() -> None:
    engine = engines.make_engine()
    pale = Brand(light=Accent("#9FB5D0", "#FFFFFF", "#E0E7F0", "#17304F"), dark=BRAND.dark)
    with pytest.raises(BrandRefusedError, match="light"):
        set_brand(engine, pale)
    assert theme_of(engine).property("accentDark") == QColor("#A9CBB8")
    engines.shut_down(engine)


@pytest.mark.parametrize("kind", product_kinds())
def test_every_kind_of_product_is_drawn(kind: str) -> None:
    assert _painted(draw_product(kind, "A5673A", 96, 96)) > 400


@pytest.mark.parametrize("kind", ["", "no-such-thing", "../../etc/passwd", "<script>", "{base.__class__}"])
def test_an_unknown_product_is_a_parcel(kind: str) -> None:
    assert product_svg(kind, "A5673A") == product_svg("generic", "A5673A")


@pytest.mark.parametrize("colour", ["", "red", '"/><x', "A5673", "A5673AFF"])
def test_an_unknown_colour_is_neutral(colour: str) -> None:
    assert product_svg("bag", colour) == product_svg("bag", "8C7B6B")


@pytest.mark.parametrize("colour", ["000000", "FFFFFF", "EFEAE1", "453F37"])
def test_black_and_white_products_are_still_seen(colour: str) -> None:
    assert _painted(draw_product("bag", colour, 96, 96)) > 400


def _painted(image: QImage) -> int:
    """How many pixels are not see-through."""
    size = image.size()
    return sum(image.pixelColor(x, y).alpha() > 0 for x in range(size.width()) for y in range(size.height()))


def test_a_picture_is_no_bigger_than_the_bound() -> None:
    view = open_view(
        'import QtQuick\nImage { source: "image://product/bag/A5673A"; sourceSize: Qt.size(90000, 90000) }',
        Look(size=(200, 200)),
    )
    root = view.rootObject()
    assert root is not None
    assert root.property("implicitWidth") == LARGEST_SIZE
    engines.shut_down(view)


def test_the_engine_refuses_every_address(caplog: pytest.LogCaptureFixture) -> None:
    manager = engines.RefusingNetworkFactory().create(None)
    with caplog.at_level(logging.WARNING):
        reply = manager.get(QNetworkRequest(QUrl("https://example.org/?name=secret")))
        settle(50)
    assert reply.isFinished()
    assert reply.error() == QNetworkReply.NetworkError.ProtocolUnknownError
    assert "secret" not in caplog.text
    shiboken6.delete(manager)


@pytest.mark.qt_log_level_fail("CRITICAL")
def test_an_image_from_elsewhere_does_not_load() -> None:
    view = open_view('import QtQuick\nImage { source: "http://127.0.0.1:9/x.png" }', Look(size=(200, 200)))
    settle(100)
    root = view.rootObject()
    assert root is not None
    scene.call(root, "(() => { objectName = status === Image.Error ? 'refused' : 'loaded'; })")
    assert root.objectName() == "refused"
    engines.shut_down(view)


def test_what_qt_says_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    class Context:
        file = "Sheet.qml"
        line = 7

    with caplog.at_level(logging.DEBUG, logger="clienteling.qt"):
        engines.log_qt_message(QtMsgType.QtWarningMsg, Context(), "binding loop")  # type: ignore[arg-type]
    assert caplog.record_tuples == [("clienteling.qt", logging.WARNING, "Sheet.qml:7: binding loop")]


def test_view_models_die_after_the_engine() -> None:
    order: list[str] = []
    engine = engines.make_engine()
    model = QObject()
    engine.destroyed.connect(lambda: order.append("engine"))
    model.destroyed.connect(lambda: order.append("model"))
    engines.shut_down(engine, [model])
    assert order == ["engine", "model"]
    assert not shiboken6.isValid(model)


def test_light_and_dark_are_different_pictures() -> None:
    source = 'import Clienteling.Controls\nButton { text: "Save" }'
    light, dark = (shoot(source, Look(size=(200, 80), dark=dark)) for dark in (False, True))
    assert light.size().width() == 200
    assert light != dark
