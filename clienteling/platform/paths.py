"""Where the tablet's files lie: one folder per user, in the place each operating system has for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "CLIENTELING_DATA_DIR"
"""Environment variable that puts the folder elsewhere."""


def data_dir(environment: Mapping[str, str] | None = None, system: str = sys.platform) -> Path:
    r"""The folder of the tablet's files; not created here. ``system`` is a ``sys.platform``.

    Windows: %LOCALAPPDATA%\Clienteling. macOS: ~/Library/Application Support/Clienteling. Others, by the XDG Base
    Directory Specification: $XDG_DATA_HOME/clienteling, or ~/.local/share/clienteling.
    """
    given = os.environ if environment is None else environment
    if given.get(VARIABLE):
        return Path(given[VARIABLE]).expanduser().absolute()
    if system == "win32":
        local = given.get("LOCALAPPDATA", "")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "Clienteling"
    if system == "darwin":
        return Path.home() / "Library" / "Application Support" / "Clienteling"
    shared = given.get("XDG_DATA_HOME", "")
    # The specification: a relative path there is invalid and to be ignored.
    base = Path(shared) if shared.startswith("/") else Path.home() / ".local" / "share"
    return base / "clienteling"


def make_private(folder: Path) -> Path:
    """``folder``, made if needed, open to its owner alone (where the file system knows owners). Raises ``OSError``."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        folder.chmod(0o700)
    return folder
