"""What a seller is told at sign-in of what ended after they had handed the tablet over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from clienteling.ui import words
from clienteling.ui.format import translate

if TYPE_CHECKING:
    from clienteling.services.leaving import Left
    from clienteling.ui.viewmodels.context import AppContext


class LeftModel(QObject):
    """Says it in a toast, once."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Looks at each sign-in."""
        super().__init__(parent)
        self._context = context
        context.signedIn.connect(self._look)

    @Slot()
    def _look(self) -> None:
        sessions, leaving = self._context.services.sessions, self._context.services.leaving
        session = sessions.current
        self._context.runner.read(
            sessions.bound(leaving.to_tell),
            lambda found: self._tell(found) if found and sessions.current is session else None,
            awaited=False,
        )

    def _tell(self, found: tuple[Left, ...]) -> None:
        sessions, leaving = self._context.services.sessions, self._context.services.leaving
        self._context.toastWanted.emit(" ".join(map(_sentence, found)), None)
        self._context.runner.write(sessions.bound(lambda: leaving.told(found)), lambda _none: None)


def _sentence(left: Left) -> str:
    if left.what == "form":
        return translate("LeftModel", "The new customer could not be saved. What you typed waits under New.")
    if left.what == "nothing" and not left.customer:
        return translate("LeftModel", "The new customer did not finish: nothing was saved. Ask again.")
    if not left.customer:
        return translate("LeftModel", "Something you saved just before you left could not be kept. Make it again.")
    text = {
        "noes": translate("LeftModel", "%1 did not finish: what was refused is saved, nothing else."),
        "nothing": translate("LeftModel", "%1 did not finish: nothing was saved. Ask again."),
        "draft": translate("LeftModel", "%1: what you wrote could not be saved. It waits in Quick note."),
        "refused": translate("LeftModel", "%1: something you saved before you left could not be kept. Make it again."),
    }[left.what]
    return text.replace("%1", words.customer_name(left.name, ""))
