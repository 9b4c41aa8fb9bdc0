"""An app that cannot start says so in a window, in the seller's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtQuick import QQuickWindow

from clienteling.store.errors import JournalDamaged
from clienteling.store.settings import Settings
from clienteling.store.tablet import Tablet
from clienteling.ui import engine as engines
from clienteling.ui import trouble
from tests.encrypted import KEY
from tests.ui import scene
from tests.ui.shots import SHOTS, settle

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QGuiApplication


@pytest.mark.parametrize(("language", "says"), [("en", "call support"), ("es", "soporte"), ("pt_BR", "suporte")])
@pytest.mark.parametrize("dark", [False, True])
def test_a_damaged_outbox_is_told_in_a_window(
    tmp_path: Path, qapp: QGuiApplication, language: str, says: str, dark: bool
) -> None:
    settings = Settings(tmp_path / trouble.FILE)
    settings.put("language", language)
    settings.put("dark", dark)
    (tmp_path / "journal.db").write_bytes(b"not a database at all" * 500)
    with pytest.raises(JournalDamaged) as damaged:
        Tablet(tmp_path, KEY)
    engine, translations = trouble.window(tmp_path, damaged.value.sentence, "en")
    (window,) = engine.rootObjects()
    assert isinstance(window, QQuickWindow)
    try:
        settle()
        shown = next(i for i in scene.all_items(window) if i.objectName() == "trouble.sentence")
        assert says in str(shown.property("text"))
        assert scene.shortcomings(window) == []
        assert engine.urlInterceptors() == []  # nothing looks for other files of the same name
        SHOTS.mkdir(parents=True, exist_ok=True)
        window.grabWindow().save(str(SHOTS / f"trouble-{language}-{dark}.png"))
        scene.tap(next(i for i in scene.all_items(window) if i.objectName() == "trouble.close"), window=window)
        settle()
        assert not window.isVisible()
    finally:
        engines.shut_down(engine)
        translations.close()


def test_a_window_only_where_somebody_sees_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not trouble.somebody_looks()
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    with (tmp_path / "log").open("w") as file:
        monkeypatch.setattr("sys.stderr", file)
        assert trouble.somebody_looks()
    monkeypatch.setattr("sys.stderr", None)
    assert trouble.somebody_looks()
