"""What all view-models share: the language that all of them speak."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject

from clienteling.store.settings import Settings
from clienteling.ui.viewmodels.context import AppContext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QGuiApplication


@pytest.fixture
def context(qapp: QGuiApplication, tmp_path: Path) -> Iterator[AppContext]:
    """Nothing is loaded."""
    root = QObject()
    yield AppContext(Settings(tmp_path / "settings.json"), "en", root)
    shiboken6.delete(root)


def finish(context: AppContext) -> None:
    """Until nothing waits for its turn."""
    while context.turns.busy:
        QCoreApplication.processEvents()


def test_another_language_is_said_in_several_turns_by_all(context: AppContext) -> None:
    said: list[tuple[int, str, int]] = []

    def sayer(n: int) -> None:
        def say() -> None:
            said.append((n, context.formats.language, context.turns.called))
            time.sleep(0.002)

        context.on_language(say)

    for n in range(6):
        sayer(n)
    context.use_language("es")
    assert said == []
    finish(context)
    assert [(n, language) for n, language, _turn in said] == [(n, "es") for n in range(6)]
    assert len({turn for _n, _language, turn in said}) > 1
    # Another one before all have said it: everybody says the last one, nobody the first as the last.
    said.clear()
    context.use_language("pt_BR")
    while not said:
        QCoreApplication.processEvents()
    context.use_language("en")
    finish(context)
    last = {n: language for n, language, _turn in said}
    assert last == dict.fromkeys(range(6), "en")


def test_who_cannot_say_it_does_not_keep_the_others_from_it(context: AppContext) -> None:
    said: list[str] = []

    def fail() -> None:
        raise ValueError("no words")

    context.on_language(fail)
    context.on_language(lambda: said.append(context.formats.language))
    context.use_language("es")
    context.turns._timer.stop()  # its turn is taken here, where the error can be caught
    with pytest.raises(ValueError, match="no words"):
        context.turns._call()
    context.turns._timer.start()
    finish(context)
    assert said == ["es"]
