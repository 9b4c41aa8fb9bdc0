"""Layouts of the files, step by step. A step imports nothing of the app: what it does never changes afterwards.

``user_version`` holds (major << 16 | minor). A newer minor half is a layout this app can still use; a newer major one
is refused. Steps are only ever added.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from clienteling.store.errors import NewerFile


class Step(msgspec.Struct, frozen=True):
    """What leads to one version. ``run`` is given a driver connection inside a transaction."""

    major: int
    minor: int
    run: Callable[[Any], None]

    @property
    def version(self) -> int:
        """As it is stored in the file."""
        return self.major << 16 | self.minor


def upgrade(connection: Any, steps: Sequence[Step]) -> None:
    """Bring the file behind ``connection`` (in autocommit mode) up to the last step. Raises ``NewerFile``.

    Each step and its version number are one transaction: a crash leaves the file at a version, never between two.
    """
    held = _version(connection)
    if held >> 16 > steps[-1].major:
        raise NewerFile(f"version {held >> 16}.{held & 0xFFFF}")
    for step in steps:
        if step.version > held:
            _run(connection, step)


def _run(connection: Any, step: Step) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have been here first.
        if _version(connection) < step.version:
            step.run(connection)
            connection.execute(f"PRAGMA user_version = {step.version}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: Any) -> int:
    held: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return held
