"""Who runs a command at head office: the account of the operating system, which the audit log names."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from headoffice.audit.log import Act, Action, Detail, SubjectType

OFFICE = "admin"
"""The role of whoever may run commands at head office."""


_FOR = " for "
_LOGIN_UID = Path("/proc/self/loginuid")
"""Linux: the user who signed in, whoever they became since. Only the system sets it."""
_NOBODY_SIGNED_IN = 2**32 - 1
_ROOT = 0
SERVICE = "clienteling-headoffice"
"""The account of the service where a package has made one. Whoever may use ``sudo`` can be it, so it is nobody."""


class NoPerson(Exception):
    """Nobody can be named for whom this process runs. The message says what to do."""


def operator() -> str:
    """The account this process runs as, and for whom when that is another one (see ``person``)."""
    if sys.platform == "win32":
        return os.getlogin()[:100]
    name, behind = _name(os.getuid()), _behind()
    return name if behind is None or _name(behind) == name else f"{name}{_FOR}{_name(behind)}"[:100]


def person() -> str:
    """The one person who runs this process: whoever signed in, or called ``sudo``. Raises ``NoPerson`` when all that
    is known is root or the service, who may be anybody.
    """
    if sys.platform == "win32":
        return os.getlogin()[:100]
    behind = _behind()
    if behind is None:
        raise NoPerson(
            "This runs as root or as the service, and nobody stands behind it whom the system could name. "
            "Sign in with an account of your own, and use sudo from there."
        )
    return _name(behind)


def person_of(told: str) -> str:
    """The person whom ``operator`` or ``person`` told."""
    return told.rpartition(_FOR)[2]


def _behind() -> int | None:
    """The user for whom this process runs; None when that is root, or the service. Never taken from a variable that
    anybody could set, but for one, which only whoever is root already can.
    """
    uid, signed_in = os.getuid(), _signed_in()
    if signed_in is not None:
        uid = signed_in
    if uid == _ROOT:
        told = os.environ.get("SUDO_UID", "") if os.getuid() == _ROOT else ""
        uid = int(told) if told.isascii() and told.isdigit() else _ROOT
    return None if uid == _ROOT or _name(uid) == SERVICE else uid


def _signed_in() -> int | None:
    """Who signed in; None for nobody (services, containers), and where systems do not tell."""
    try:
        uid = int(_LOGIN_UID.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return None if uid == _NOBODY_SIGNED_IN else uid


def _name(uid: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name[:100]
    except (KeyError, OverflowError):  # a container's user without a name
        return f"uid:{uid}"[:100]


def by_command(
    action: Action,
    subject_type: SubjectType = "",
    subject: str = "",
    details: Mapping[str, Detail] | None = None,
    *,
    store: str = "",
    device: str = "",
    reason: str = "",
) -> Act:
    """What a command at head office did."""
    return Act(action, operator(), OFFICE, device, store, subject_type, subject, reason, dict(details or {}))
