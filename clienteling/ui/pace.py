"""One thing at a time: between two things that are put on the screen the event loop hears what there is to be heard.

Several may be due at once: a part of a screen, a piece of a list, what was read. Qt would have them done one after the
other before it looks for a touch. So each says when it has worked, and whoever comes right after it comes in the next
turn of the loop. Used in the screen's thread only.
"""

from __future__ import annotations

import time

PAUSE_MS = 1
"""Whoever comes sooner after the one before may be in the same turn of the loop."""
OTHERS = 2
"""There are three who put things on the screen: parts, what view-models show, and what was read. Whoever has given way
to two of them has its turn.
"""

_worked = 0.0


def worked() -> None:
    """Something was put on the screen just now."""
    global _worked  # noqa: PLW0603 - there is one screen
    _worked = time.perf_counter()


def crowded() -> bool:
    """Whether the loop may not have turned since: then come in the next turn."""
    return (time.perf_counter() - _worked) * 1_000 < PAUSE_MS
