"""How long to wait before trying again: exponential with full jitter, so that tablets do not come back all at once."""

from __future__ import annotations

import random
from collections.abc import Callable

FIRST_SECONDS = 2.0
LONGEST_SECONDS = 30.0
"""Together with ``LEAST_SECONDS`` this keeps the first try after an outage well within a minute."""
LEAST_SECONDS = 1.0
"""However lucky the draw: never a hot loop."""


class Backoff:
    """Waits that grow with each failure in a row."""

    def __init__(self, draw: Callable[[], float] = random.random) -> None:
        """``draw`` gives numbers in [0, 1)."""
        self._draw = draw
        self.failures = 0

    def failed(self, retry_after: float = 0.0) -> float:
        """Count a failure; seconds to wait, never less than head office asked for (``retry_after``)."""
        ceiling = min(LONGEST_SECONDS, FIRST_SECONDS * 2.0 ** min(self.failures, 16))
        self.failures += 1
        return max(retry_after, LEAST_SECONDS + self._draw() * ceiling)

    def succeeded(self) -> None:
        """Begin again with short waits."""
        self.failures = 0
