"""Which threads the processors serve first: the screen's."""

from __future__ import annotations

import contextlib
import os
import sys
import threading

from clienteling.process.courtesy import be_courteous

_BEHIND = 3
"""Steps of courtesy, of 19: under load such a thread gets half of what the screen's gets; where a processor is idle,
all it wants. Not more: such a thread holds the interpreter now and then, and where other programs want all processors,
the screen waits until it has had its turn to give it back.
"""


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
        thread = threading.get_native_id()
        with contextlib.suppress(OSError):  # a sandbox may forbid it: then nobody is polite
            # More than it was started with, which may be some for the whole app.
            os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + _BEHIND)
