"""Errors that nobody caught: told without their words, which quote values, and without leaving memory on disk."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType


def hold_back(log: logging.Logger, event: str, style: logging.Formatter) -> None:
    """Keep the words of errors that nobody caught, in any thread, to ourselves.

    They are logged like any other, as ``event`` by ``log``; before there is a log, what is logged goes to standard
    error in the form of ``style``. No memory is left on disk by a crash, where the system lets a program decide that.
    Hooks that somebody else has set, such as a debugger's, stay.
    """
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(style)
    hooks = _Hooks(log, event)
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = hooks.uncaught
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = hooks.in_thread
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = hooks.unraisable
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


class _Hooks:
    def __init__(self, log: logging.Logger, event: str) -> None:
        self._log = log
        self._event = event

    def uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self._log.critical(self._event, exc_info=(kind, error, trace))

    def in_thread(self, what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None and not isinstance(what.exc_value, SystemExit):
            self.uncaught(what.exc_type, what.exc_value, what.exc_traceback)

    def unraisable(self, what: sys.UnraisableHookArgs) -> None:
        if what.exc_value is not None:
            self.uncaught(what.exc_type, what.exc_value, what.exc_traceback)
