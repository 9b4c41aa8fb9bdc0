"""Who runs a command at head office: the account of the operating system, which the audit log names."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from headoffice.audit.log import Act, Action, Detail, SubjectType

OFFICE = "admin"
"""The role of whoever may run commands at head office."""


def operator() -> str:
    """The account this process runs as, and for whom when that is told by ``sudo``. Never taken from a variable that
    anybody could set, but for that one, which only whoever is root already can.
    """
    if sys.platform == "win32":
        return os.getlogin()[:100]
    import pwd

    uid = os.getuid()
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:  # a container's user without a name
        name = f"uid:{uid}"
    behind = os.environ.get("SUDO_USER", "") if uid == 0 else ""
    return f"{name} for {behind}"[:100] if behind else name[:100]


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
