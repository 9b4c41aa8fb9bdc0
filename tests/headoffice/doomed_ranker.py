"""Head office killed with SIGKILL in the middle of ranking its customers, in the third transaction that writes.

Usage: python -m tests.headoffice.doomed_ranker DATABASE
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from headoffice.clock import now_ms
from headoffice.db.engine import open_engine
from headoffice.insight import scoring
from headoffice.sync.feed import publish


class _Deadly:
    def __init__(self, left: int) -> None:
        self._left = left

    def __call__(self, *told: Any, **more: Any) -> None:
        """Publish, and die once everything is written and nothing is committed."""
        publish(*told, **more)
        self._left -= 1
        if not self._left:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    vars(scoring).update(_WRITTEN=1, publish=_Deadly(3))
    for _ in scoring.score_all(open_engine(sys.argv[1]), now_ms(), scoring.Counts()):
        pass
