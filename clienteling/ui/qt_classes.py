"""PySide6 makes a class of Qt, with all its enumerations, when it is first named; here, before a touch waits for it."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale


def prepare() -> None:
    """Have those made that the first date and the first text editor need: some 5 to 20 ms, which another thread can
    spend before a screen needs them.
    """
    from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument
    from PySide6.QtQuick import QQuickTextDocument

    _ = QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QQuickTextDocument
    QLocale.c().toString(QDate(2000, 1, 1), "d")
