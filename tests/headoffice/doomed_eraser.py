"""Head office killed with SIGKILL in the middle of an erasure.

Usage: python -m tests.headoffice.doomed_eraser DATABASE LIST REQUEST
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from headoffice.db.engine import open_engine
from headoffice.rights.erasing import carry_out
from headoffice.rights.ledger import ErasureLedger
from headoffice.sync.erasure import Remembered


class _Deadly(ErasureLedger):
    def append(self, remembered: Remembered) -> None:
        """Write it down, and die."""
        super().append(remembered)
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    carry_out(open_engine(sys.argv[1]), sys.argv[3], None, _Deadly(Path(sys.argv[2])))
