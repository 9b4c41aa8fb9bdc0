"""Qt's decorators with the types they have at run time, so that mypy checks what view-models say.

WORKAROUND: PySide6 6.11's stubs take a Property for what reading it gives, and QmlUncreatable for not callable.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    T = TypeVar("T")
    C = TypeVar("C")

    class _Read(Generic[T]):
        def __get__(self, instance: Any, owner: Any) -> T: ...

    class Property:
        """A property that QML sees."""

        def __init__(self, type_: type | str, *, notify: Any = None, constant: bool = False) -> None: ...

        def __call__(self, getter: Callable[[Any], T]) -> _Read[T]:
            """Decorate the reading function."""
            ...

    def QmlUncreatable(reason: str) -> Callable[[C], C]:
        """Registered in QML as a type that only Python makes."""
        ...
else:
    from PySide6.QtCore import Property
    from PySide6.QtQml import QmlUncreatable

__all__ = ["Property", "QmlUncreatable"]
