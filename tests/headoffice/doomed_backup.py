"""A backup killed with SIGKILL once half of it is written.

Usage: python -m tests.headoffice.doomed_backup DATABASE PUBLIC_KEY FOLDER
"""

from __future__ import annotations

import os
import signal
import sys

from headoffice.__main__ import main
from headoffice.backups.files import NewFile

_write = NewFile.write


def _die_behind(file: NewFile, data: bytes) -> None:
    _write(file, data)
    if file.size > 1 << 16:
        os.fsync(file._file.fileno())
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    vars(sys.modules["headoffice.backups.files"])["NewFile"].write = _die_behind
    main(["backup", "make", "--database", sys.argv[1], "--to", sys.argv[2], "--folder", sys.argv[3]])
