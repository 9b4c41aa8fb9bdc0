"""Which threads the processors and the interpreter serve first: the screen's."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from pathlib import Path

from clienteling.process.courtesy import be_courteous

_BEHIND = 3
"""Steps of courtesy, of 19: under load such a thread gets half of what the screen's gets; where a processor is idle,
all it wants. Not more: such a thread holds the interpreter now and then, and where other programs want all processors,
the screen waits until it has had its turn to give it back.
"""
_ASKS_S, _ASKS_PATIENT_S = 0.0001, 0.00005
"""A thread that wants the interpreter asks for it after so long (Python's own: 0.005). The screen's wants it for each
value that Qt reads of a row. The second where all other threads are patient: else they would only ask each other.
"""
_PATIENT_NS = 3_000_000
"""How much later a thread behind the screen's may wake up: ``timerslack_ns`` of Linux (its own: 50,000).

Whoever waits for the interpreter sleeps before it asks for it, and what is late here is that sleep. So the screen's
thread works for milliseconds before it is asked, and a thread that computes is asked by the screen's at once. Who gives
the interpreter back unasked wakes the next one, patient or not.
"""


class Ahead:
    """The calling thread is the screen's: while it has something to compute it is not held up by the others.

    Several may hold it, one in the other (the app's start and the app).
    """

    def __init__(self) -> None:
        """From now on."""
        self._asked, self._late = sys.getswitchinterval(), _lateness()
        sys.setswitchinterval(_ASKS_PATIENT_S if _wake_late(1) else _ASKS_S)

    def end(self) -> None:
        """As before."""
        sys.setswitchinterval(self._asked)
        _wake_late(self._late)


def last() -> None:
    """From now on the calling thread comes ``behind`` the screen's, and gives way while something is being shown: one
    that nobody waits for.
    """
    behind()
    be_courteous()


def behind() -> None:
    """From now on the calling thread, and those it starts, come after the screen's; does nothing but on Linux, where
    each thread has a courtesy of its own.
    """
    if sys.platform == "linux":
        patient()
        thread = threading.get_native_id()
        with contextlib.suppress(OSError):  # a sandbox may forbid it: then nobody is polite
            # More than it was started with, which may be some for the whole app.
            os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + _BEHIND)


def patient() -> None:
    """From now on the calling thread, and those it starts, leave the screen's the interpreter while that uses it. They
    get the processors like that one, and where nobody else wants the interpreter they lose nothing.
    """
    _wake_late(_PATIENT_NS)


def _lateness() -> int:
    """How late the calling thread may wake up (ns); 0, by which Linux means what it was started with, if unknown."""
    try:
        return int(_slack().read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def _wake_late(by_ns: int) -> bool:
    """Set how late the calling thread may wake up; whether that could be done."""
    if sys.platform != "linux":
        return False
    try:
        _slack().write_text(str(by_ns), encoding="ascii")
    except OSError:  # no /proc, a sandbox, a kernel before 4.6
        return False
    return True


def _slack() -> Path:
    return Path(f"/proc/{threading.get_native_id()}/timerslack_ns")
