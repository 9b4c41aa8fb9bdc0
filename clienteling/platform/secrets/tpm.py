"""The device secret, sealed by the machine's TPM 2.0 with tpm2-tools.

The sealed object lies in two files beside the others and opens on this very chip only. The secret passes through
standard input and output: never an argument, never a file. Loading it into the chip needs the storage primary key,
which the chip makes anew each time from its owner seed.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from clienteling.platform.files import sync_folder
from clienteling.platform.secrets.errors import SecretMissing, Unavailable

NAME = "tpm"
_SECONDS = 30
_TOOLS = ("tpm2_createprimary", "tpm2_create", "tpm2_load", "tpm2_unseal", "tpm2_flushcontext")
_BYTES = 32
_LIBRARIES = "LD_LIBRARY_PATH"


class Tpm:
    """See ``Keeper``."""

    name = NAME

    def __init__(self, folder: Path) -> None:
        """``folder`` takes the two sealed files."""
        self._folder = folder

    def why_not(self) -> str:
        """See ``Keeper``."""
        missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
        if missing:
            return f"{missing[0]} is not installed"
        try:
            with tempfile.TemporaryDirectory() as beside:
                _primary(Path(beside))
        except Unavailable as error:
            return str(error)
        return ""

    def create(self, label: str) -> bytes:
        """See ``Keeper``."""
        secret = secrets.token_bytes(_BYTES)
        public, private = self._files(label)
        with tempfile.TemporaryDirectory() as beside:
            primary = _primary(Path(beside))
            new = [Path(f"{file}.new") for file in (public, private)]
            said = ["-Q", "-C", str(primary), "-g", "sha256", "-i", "-", "-u", str(new[0]), "-r", str(new[1])]
            _run("tpm2_create", *said, given=secret)
            _make_room()
        for file, final in zip(new, (public, private), strict=True):
            file.chmod(0o600)
            _to_disk(file)
            file.replace(final)
        sync_folder(self._folder)
        if self.load(label) != secret:
            raise Unavailable("the TPM gave something else back")
        return secret

    def load(self, label: str) -> bytes:
        """See ``Keeper``."""
        public, private = self._files(label)
        if not (public.is_file() and private.is_file()):
            raise SecretMissing
        with tempfile.TemporaryDirectory() as beside:
            primary = _primary(Path(beside))
            loaded = str(Path(beside) / "object.ctx")
            try:
                _run("tpm2_load", "-Q", "-C", str(primary), "-u", str(public), "-r", str(private), "-c", loaded)
            except Unavailable as error:
                # The chip answers (the primary was made): it is not the one that sealed these.
                raise SecretMissing from error
            _make_room()
            secret = _run("tpm2_unseal", "-c", loaded)
            _make_room()
        if len(secret) != _BYTES:
            raise SecretMissing
        return secret

    def destroy(self, label: str) -> None:
        """See ``Keeper``."""
        for file in self._files(label):
            with contextlib.suppress(FileNotFoundError):
                size = file.stat().st_size
                with file.open("r+b") as sealed:
                    sealed.write(bytes(size))
                    sealed.flush()
                    os.fsync(sealed.fileno())
                file.unlink()
        sync_folder(self._folder)

    def _files(self, label: str) -> tuple[Path, Path]:
        return self._folder / f"tpm-{label}.public", self._folder / f"tpm-{label}.private"


def _primary(beside: Path) -> Path:
    """The context of the storage primary key. Raises ``Unavailable``."""
    context = beside / "primary.ctx"
    _run("tpm2_createprimary", "-Q", "-C", "o", "-g", "sha256", "-G", "ecc", "-c", str(context))
    _make_room()
    return context


def _make_room() -> None:
    """A chip has room for three objects; without a resource manager each tool leaves its own there."""
    _run("tpm2_flushcontext", "-Q", "-t")


def _run(tool: str, *arguments: str, given: bytes = b"") -> bytes:
    """What ``tool`` prints. Raises ``Unavailable`` naming the tool, not what it said."""
    with _known(tool) as path:
        done = subprocess.run(  # noqa: S603 - a tool found on the path, with arguments of ours
            [path, *arguments],
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=_environment(),
        )
    if done.returncode:
        raise Unavailable(f"{tool}: code {done.returncode}")
    return done.stdout


def _environment() -> dict[str, str]:
    """Ours as it was before the bundle's program put its own libraries first: the system's tools want the system's."""
    variables = dict(os.environ)
    if getattr(sys, "frozen", False):
        before = variables.pop(f"{_LIBRARIES}_ORIG", "")
        variables.pop(_LIBRARIES, None)
        if before:
            variables[_LIBRARIES] = before
    return variables


@contextlib.contextmanager
def _known(tool: str) -> Iterator[str]:
    path = shutil.which(tool)
    if path is None:
        raise Unavailable(f"{tool} is not installed")
    try:
        yield path
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"{tool}: {type(error).__name__}") from None


def _to_disk(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
