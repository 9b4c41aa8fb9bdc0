"""How the app looks on this tablet: at once, and still so after a restart."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from clienteling.app import open_app
from clienteling.store.settings import Settings
from clienteling.ui.translations import Translations
from tests.ui import scene
from tests.ui.floor import BEATRIZ, Floor
from tests.ui.shots import LANDSCAPE, PORTRAIT
from tests.ui.test_every_screen import open_sheet
from tools import qt_programs

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator

CATALOGUE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="{language}">
<context><name>NavigationItems</name>
<message><source>Customers</source><translation>{customers}</translation></message>
</context>
<context><name>TodayModel</name>
<message><source>Keep in touch</source><translation>{touch}</translation></message>
<message numerus="yes"><source>%n d</source>
<translation><numerusform>%n {day}</numerusform><numerusform>%n {day}s</numerusform></translation></message>
</context>
</TS>
"""
TEXTS = {
    "en": ("Customers", "Keep in touch", "d"),
    "es": ("Clientes", "Mantener contacto", "día"),
    "pt_BR": ("Clientes todos", "Manter contato", "dia"),
}


@pytest.fixture(scope="module")
def translations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few texts in three languages, compiled as the real ones are."""
    folder = tmp_path_factory.mktemp("translations")
    for language, (customers, touch, name) in TEXTS.items():
        source = folder / f"clienteling_{language}.ts"
        text = CATALOGUE.format(language=language, customers=customers, touch=touch, day=name)
        source.write_text(text, encoding="utf-8")
        qt_programs.run("lrelease", ["-silent", source, "-qm", source.with_suffix(".qm")])
    return folder


@pytest.fixture
def spoken_here(elena: Floor, translations: Path) -> Iterator[Floor]:
    """The app with those texts."""
    texts = Translations(elena.app.front.engine, translations)
    elena.model.settings.use(texts)
    elena.rest()
    yield elena
    texts.close()


def test_a_language_changes_every_text_at_once(spoken_here: Floor) -> None:
    floor = spoken_here
    floor.tap("seller")
    assert floor.item("rail.customers").property("text") == "Customers"
    for language in ("es", "pt_BR", "en"):
        customers, touch, name = TEXTS[language]
        floor.tap(f"language.{language}")
        assert floor.item("rail.customers").property("text") == customers
        floor.model.show("today")
        floor.rest()
        # Texts that Python makes follow too, dates and plurals with them.
        assert floor.item("today.reason.keep_in_touch").property("text") == touch
        days = floor.rows(floor.model.today.tasks, "purchase", "contact")
        assert (f"64 {name}s", f"9 {name}s") in days
        assert floor.app.context.formats.language == language
        floor.tap("seller")


def test_the_day_is_written_as_the_language_does(elena: Floor) -> None:
    elena.model.settings.setLanguage("es")
    elena.rest()
    assert " de " in elena.model.today.day
    elena.model.settings.setLanguage("en")
    elena.rest()
    assert " de " not in elena.model.today.day


def test_dark_colours_switch_by_touch_and_keyboard(elena: Floor) -> None:
    light = elena.window.color()
    elena.tap("seller")
    elena.tap("settings.dark")
    assert elena.model.settings.dark
    assert elena.window.color() != light
    assert elena.window.color().lightness() < 40
    elena.item("settings.dark").forceActiveFocus()
    scene.press(elena.window, Qt.Key.Key_Space)
    assert elena.window.color() == light


def test_no_screen_waits_for_the_disk_that_keeps_a_setting(elena: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    save, saved_by = Settings.save, list[threading.Thread]()

    def told(self: Settings) -> None:
        saved_by.append(threading.current_thread())
        save(self)

    monkeypatch.setattr(Settings, "save", told)
    elena.model.settings.setDark(True)
    assert elena.model.settings.dark
    elena.model.settings.setLanguage("es")
    elena.rest()
    assert len(saved_by) == 2
    assert threading.current_thread() not in saved_by
    kept = Settings(elena.directory / "settings.json")
    assert (kept.get("dark", False), kept.get("language", "")) == (True, "es")


def test_a_setting_that_the_disk_refuses_holds_until_the_end_and_that_is_said(
    elena: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Settings) -> None:
        raise OSError

    monkeypatch.setattr(Settings, "save", full)
    elena.model.settings.setDark(True)
    elena.rest()
    assert elena.model.settings.dark
    assert elena.model.toast.text
    assert not Settings(elena.directory / "settings.json").get("dark", False)


def test_text_size_is_chosen_from_a_list(elena: Floor) -> None:
    elena.tap("seller")
    before = elena.item("settings.dark").height()
    elena.item("settings.textSize").forceActiveFocus()
    scene.press(elena.window, Qt.Key.Key_Return)
    elena.rest()
    scene.press(elena.window, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    elena.rest()
    assert elena.model.settings.textScale == 2.0
    assert elena.item("settings.dark").height() >= before


def test_everything_is_remembered_without_a_word_about_anybody(
    elena: Floor, loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    elena.look(LANDSCAPE, dark=True, scale=1.5, language="es")
    kept = (elena.directory / "settings.json").read_text()
    assert "Elena" not in kept
    assert "Beatriz" not in kept
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "settings.json").write_text(kept)
    again = open_app(tmp_path / "other", loop)
    try:
        assert (again.model.settings.dark, again.model.settings.textScale) == (True, 1.5)
        assert again.model.settings.language == "es"
    finally:
        left = again.close()
        elena.until(lambda: all(task.done() for task in left))


def test_a_damaged_settings_file_counts_as_none(tmp_path: Path, loop: asyncio.AbstractEventLoop, no_line: None) -> None:
    directory = tmp_path / "tablet"
    directory.mkdir()
    (directory / "settings.json").write_text('{"dark": "perhaps", "text_percent": ')
    floor = Floor(directory, loop, enrolled=False)
    try:
        assert not floor.model.settings.dark
        assert floor.model.settings.textScale == 1.0
    finally:
        floor.close()


def test_the_version_and_the_licences_are_named(elena: Floor) -> None:
    elena.tap("seller")
    assert elena.says("Apache License 2.0")
    assert elena.says("SIL Open Font License")


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1024, 768), (480, 800)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_and_48_pixels(elena: Floor, size: tuple[int, int], scale: float) -> None:
    elena.model.show("settings")
    elena.look(size, scale=scale)
    assert scene.shortcomings(elena.window) == []


def test_the_licences_are_listed_and_each_text_can_be_read(elena: Floor) -> None:
    elena.model.show("settings")
    elena.rest()
    elena.model.licences.open()
    elena.until(lambda: elena.there("licences.part"))
    elena.rest()
    titles = elena.model.licences.titles
    assert {"Clienteling", "Manrope", "Phosphor Icons", "Qt, PySide6: LGPL 3.0", "sqlcipher3"} <= set(titles)
    scene.tap(elena.item("licences.part", titles.index("certifi")), window=elena.window)
    elena.rest()
    assert elena.model.licences.chosen == "certifi"
    assert elena.there("licences.paragraph")
    assert scene.shortcomings(elena.window) == []
    for title in titles:
        elena.model.licences.choose(title)
        elena.rest()
        assert elena.model.licences.paragraphs.rowCount() > 1, title
    elena.tap("closeButton")
    assert elena.model.licences.chosen == ""
    elena.tap("closeButton")
    elena.until(lambda: not elena.there("closeButton"))
    assert elena.model.licences.titles == []


def test_what_is_out_of_view_goes_before_another_language_is_spoken_and_is_back_when_it_is_looked_at(
    elena: Floor,
) -> None:
    floor, profile = elena, elena.model.profile
    floor.app.context.customerOpened.emit(BEATRIZ)
    floor.rest()
    profile.goTo("preferences")
    floor.rest()
    open_sheet(floor, "note")
    scene.press(floor.window, Qt.Key.Key_Escape)
    floor.rest()
    asked = floor.items("profile.ask.allergy")
    assert asked
    floor.model.show("settings")
    floor.rest()

    def there() -> bool:
        return any(item.objectName() == "profile.ask.allergy" for item in scene.all_items(floor.window))

    heard: list[bool] = []
    floor.app.context.on_language(lambda: heard.append(there()), at_once=True)
    assert there()
    floor.tap("language.es")
    assert heard == [False]
    assert floor.model.settings.language == "es"
    floor.model.show("customers")
    floor.rest()
    assert (profile.customerId, profile.tab) == (BEATRIZ, 3)
    assert floor.item("profile.ask.allergy").property("text") == "Alergias"
    open_sheet(floor, "note")
    assert floor.says("Nota rápida")
