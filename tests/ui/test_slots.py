"""What PySide does to an object whose methods are connected without being slots, and that ours are."""

from __future__ import annotations

import gc
import random
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QQmlComponent, QQmlEngine

from clienteling.ui import engine as engines

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

    from tests.ui.floor import Floor

ROUNDS = 120
"""Without the cure the first mistake comes at about the 30th, and one in every ten after it."""


class _Bell(QObject):
    rings = Signal()


def _kind(name: str) -> type[QObject]:
    """A class with one property ``name``, which says so, and a method that is no slot."""

    def hear(self: QObject) -> None:
        pass

    return type(name, (QObject,), {name: Property(str, lambda _self: name, constant=True), "hear": hear})


def _read(engine: QQmlEngine, model: QObject, name: str) -> Any:
    component = QQmlComponent(engine)
    component.setData(
        f"import QtQml\nQtObject {{ required property QtObject m; property string t: m.{name} }}".encode(), ""
    )
    return component.createWithInitialProperties({"m": model}).property("t")


def test_an_object_at_the_place_of_one_that_is_gone_has_its_own_properties(qapp: QGuiApplication) -> None:
    kinds = [(_kind(f"kind{n}"), f"kind{n}") for n in range(8)]
    order = random.Random(1)
    places: dict[int, str] = {}
    again = 0
    for _ in range(ROUNDS):
        root = QObject()
        bell = _Bell(root)
        made: list[tuple[Any, str]] = []
        for kind, name in order.sample(kinds, len(kinds)):
            made.append((kind(root), name))
            bell.rings.connect(made[-1][0].hear)
        engine = engines.make_engine()
        assert [_read(engine, model, name) for model, name in made] == [name for _model, name in made]
        for model, name in made:
            place = shiboken6.getCppPointer(model.metaObject())[0]
            again += places.setdefault(place, name) != name
            places[place] = name
        engines.shut_down(engine, [root])
        del made, model, bell, root
    assert again > 10, "descriptions came to lie where another one was"


def test_no_object_of_the_app_has_a_description_of_its_own(elena: Floor) -> None:
    for section in ("customers", "new", "sync", "settings", "today"):
        elena.model.show(section)
        elena.rest()
    objects = [o for o in gc.get_objects() if isinstance(o, QObject) and type(o).__module__.startswith("clienteling.")]
    assert len(objects) > 50
    assert {type(o).__name__ for o in objects if "__METAOBJECT__" in o.__dict__} == set(), "a method lacks @Slot"
