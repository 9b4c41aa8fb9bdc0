"""A file system with a size, seen by one process alone and gone with it. For root and, where allowed, anybody."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CANNOT = 77
"""Exit code of a process that may not mount anything."""
_NEW_MOUNTS, _NEW_USER = 0x00020000, 0x10000000
_PRIVATE, _NO_SUID = (1 << 18) | (1 << 14), 2


def mounted(place: Path, size: int) -> None:
    """Mount ``size`` bytes of memory at ``place`` in a mount namespace of this process's own.

    Exits with ``CANNOT`` where the system does not allow it. For a process with one thread.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()
    flags = _NEW_MOUNTS if user == 0 else _NEW_MOUNTS | _NEW_USER
    if libc.unshare(flags) != 0:
        raise SystemExit(CANNOT)
    if user:
        for name, line in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
            Path(f"/proc/self/{name}").write_text(line)
    # What is mounted here must not be seen elsewhere.
    private = libc.mount(b"none", b"/", None, _PRIVATE, None)
    options = f"size={size},mode=0700".encode()
    if private != 0 or libc.mount(b"tmpfs", os.fsencode(place), b"tmpfs", _NO_SUID, options) != 0:
        raise SystemExit(CANNOT)


class Disk:
    """Such a file system, which can be filled up."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._ballast = place / "ballast"

    def free(self) -> int:
        """Bytes that can still be written."""
        state = os.statvfs(self.place)
        return state.f_bavail * state.f_frsize

    @contextmanager
    def leaving(self, left: int) -> Iterator[None]:
        """Only ``left`` bytes (whole pages) are free in the block."""
        handle = os.open(self._ballast, os.O_CREAT | os.O_WRONLY, 0o600)
        try:
            taken = self.free() - left
            if taken > 0:
                os.posix_fallocate(handle, 0, taken)
            yield
        finally:
            os.close(handle)
            self._ballast.unlink()
