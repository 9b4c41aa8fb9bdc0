"""Making a tablet worthless that was locked out, or that nobody could tell so for a week.

The device secret and all slots are destroyed, the downloaded rows removed. The journal stays, encrypted, in a folder
of its own, with its key sealed to head office: ``clienteling-headoffice recover`` reads what was never sent.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from clienteling.platform.files import replace_private
from clienteling.platform.paths import make_private
from clienteling.platform.secrets.errors import SecretError
from clienteling.store.tablet import JOURNAL_FILE, REPLICA_FILES

if TYPE_CHECKING:
    from clienteling.platform.secrets import Keeper
    from clienteling.platform.vault import Vault

_log = logging.getLogger(__name__)
FILE = "wiped.json"
ESCROW_FILE = "recovery.json"
Why = Literal["revoked", "away"]


class _Wiped(msgspec.Struct):
    """``tablet``: whose journal was kept. ``done``: nothing is left to be destroyed."""

    why: Why
    tablet: str
    escrow: str
    done: bool = False


def wiped(folder: Path) -> Why | None:
    """Why this tablet was wiped, None when it was not or is enrolled again."""
    held = _load(folder)
    return held.why if held else None


def wipe(folder: Path, vault: Vault, keeper: Keeper, why: Why) -> None:
    """Do it; the files must be closed. Interrupted at any moment, ``go_on`` ends it. Raises ``OSError``."""
    _log.warning("keys.wiped", extra={"facts": {"kind": why}})
    _save(folder, _Wiped(why, vault.tablet, vault.escrow))
    _finish(folder, vault, keeper)


def go_on(folder: Path, vault: Vault, keeper: Keeper | None) -> None:
    """End a wipe that was interrupted, if there is one."""
    held = _load(folder)
    if held is not None and not held.done:
        _finish(folder, vault, keeper)


def forget(folder: Path) -> None:
    """The tablet is enrolled again."""
    (folder / FILE).unlink(missing_ok=True)


def _finish(folder: Path, vault: Vault, keeper: Keeper | None) -> None:
    held = _load(folder)
    if held is None:
        return
    try:
        if keeper is not None:
            vault.destroy(keeper)
    except SecretError as error:  # without its slots the secret opens nothing
        _log.warning("keys.secret_left", extra={"facts": {"error": type(error)}})
        vault.forget()
    for name in REPLICA_FILES:
        for suffix in ("", "-wal", "-shm", "-journal"):
            (folder / f"{name}{suffix}").unlink(missing_ok=True)
    _keep_journal(folder, held)
    _save(folder, msgspec.structs.replace(held, done=True))


def _keep_journal(folder: Path, held: _Wiped) -> None:
    kept = make_private(folder / f"unsent-{held.tablet}")
    replace_private(kept / ESCROW_FILE, msgspec.json.encode({"tablet": held.tablet, "key": held.escrow}))
    for suffix in ("-wal", ""):  # the log first: a journal without it would miss what is in it
        with contextlib.suppress(FileNotFoundError):
            shutil.move(folder / f"{JOURNAL_FILE}{suffix}", kept / f"{JOURNAL_FILE}{suffix}")
    (folder / f"{JOURNAL_FILE}-shm").unlink(missing_ok=True)


def _load(folder: Path) -> _Wiped | None:
    with contextlib.suppress(FileNotFoundError, msgspec.MsgspecError):
        return msgspec.json.decode((folder / FILE).read_bytes(), type=_Wiped)
    return None


def _save(folder: Path, held: _Wiped) -> None:
    replace_private(folder / FILE, msgspec.json.encode(held))
