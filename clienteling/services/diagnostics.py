"""The state of a tablet in versions, counts and ages: what support needs to see, and nothing about anybody."""

from __future__ import annotations

import platform
import shutil
import sys
from collections import Counter
from collections.abc import Mapping
from importlib import metadata
from typing import TYPE_CHECKING

import msgspec

from clienteling.domain.operations import OP_SCHEMA
from clienteling.platform import log
from clienteling.store.errors import ReplicaDamaged
from clienteling.store.facts import FileFacts
from clienteling.wire.messages import SNAPSHOT_SCHEMA

if TYPE_CHECKING:
    from clienteling.store.tablet import Tablet

DIAGNOSTICS_FORMAT = "clienteling.diagnostics/1"
LOG_LINES = 400
_PACKAGES = ("pyside6-essentials", "qasync", "sqlalchemy", "sqlcipher3", "requests", "urllib3", "msgspec", "zstandard")


class ScopeFacts(msgspec.Struct, frozen=True):
    """A part of head office's data held here, and the position in its feed up to which it was applied."""

    scope: str
    position: int


class TabletStatus(msgspec.Struct, frozen=True):
    """Times in ms since 1970 (UTC), 0 = never or none; ids 32 hex digits, empty before enrolment.

    ``replica``: ``none`` (before the first download), ``ready``, ``rebuild`` (is to be downloaded anew) or ``damaged``.
    ``confirmed`` counts operations head office has and that are still kept here; ``refused_by`` their numbers.
    """

    at: int
    app_version: str
    op_schema: int
    snapshot_schema: int
    device_id: str
    replica_id: str
    store: str
    head_office: str
    replica: str
    epoch: str
    scopes: tuple[ScopeFacts, ...]
    rows: dict[str, int]
    last_sync_at: int
    waiting: int
    oldest_waiting_at: int
    conflicts: int
    refused: int
    refused_by: dict[str, int]
    confirmed: int
    files: tuple[FileFacts, ...]
    disk_free: int


class Diagnostics(msgspec.Struct, frozen=True):
    """What is handed to support. ``errors`` counts the kinds of failures in ``log``, the log's last lines."""

    format: str
    status: TabletStatus
    system: dict[str, str]
    packages: dict[str, str]
    settings: dict[str, str | int | bool]
    errors: dict[str, int]
    log: tuple[Mapping[str, object], ...]


def status_of(tablet: Tablet, now: int) -> TabletStatus:
    """How a tablet stands. Raises ``StoreError`` when its journal cannot be read."""
    belongs = tablet.journal.enrolment()
    counts = tablet.journal.counts()
    rejected = {str(number): count for number, count in tablet.journal.rejected_by().items()}
    replica, epoch, scopes, rows, files = _replica(tablet)
    return TabletStatus(
        at=now,
        app_version=metadata.version("clienteling"),
        op_schema=OP_SCHEMA,
        snapshot_schema=SNAPSHOT_SCHEMA,
        device_id=belongs.device_id if belongs else "",
        replica_id=belongs.replica_id if belongs else "",
        store=belongs.store if belongs else "",
        head_office=belongs.address if belongs else "",
        replica=replica,
        epoch=epoch,
        scopes=scopes,
        rows=rows,
        last_sync_at=tablet.journal.last_sync(),
        waiting=counts.waiting,
        oldest_waiting_at=counts.oldest_waiting_at,
        conflicts=counts.conflicts,
        refused=counts.rejected,
        refused_by=dict(sorted(rejected.items())),
        confirmed=counts.delivered,
        files=files,
        disk_free=shutil.disk_usage(tablet.directory).free,
    )


def _replica(tablet: Tablet) -> tuple[str, str, tuple[ScopeFacts, ...], dict[str, int], tuple[FileFacts, ...]]:
    held = tablet.replica
    try:
        epoch = held.epoch()
        scopes = tuple(ScopeFacts(name, held.cursor(name)) for name in held.scopes())
        state = "ready" if epoch else "rebuild" if scopes else "none"
        return state, epoch, scopes, dict(sorted(held.counts().items())), tablet.files()
    except ReplicaDamaged:
        return "damaged", "", (), {}, ()


def diagnostics_of(tablet: Tablet, now: int) -> Diagnostics:
    """Everything support may see. Raises ``StoreError`` and ``OSError``."""
    lines = log.tail(tablet.directory, LOG_LINES)
    return Diagnostics(
        format=DIAGNOSTICS_FORMAT,
        status=status_of(tablet, now),
        system={"python": platform.python_version(), "system": sys.platform, "release": platform.release()},
        packages={name: _version(name) for name in _PACKAGES},
        settings=_settings(tablet),
        errors=dict(sorted(Counter(what for line in lines if (what := _failure(line))).items())),
        log=tuple(lines),
    )


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""  # a bundle may leave the description of a package out


def _settings(tablet: Tablet) -> dict[str, str | int | bool]:
    held = tablet.settings
    return {
        "language": held.get("language", ""),
        "dark": held.get("dark", False),
        "text_percent": held.get("text_percent", 100),
        "reduced_motion": held.get("reduced_motion", False),
    }


def _failure(line: Mapping[str, object]) -> str:
    """What failed, in a few words: event, kind of error, its number; empty when nothing did."""
    if "error" not in line and line["level"] not in ("WARNING", "ERROR", "CRITICAL"):
        return ""
    return " ".join(str(part) for part in (line["event"], line.get("error"), line.get("number") or "") if part)
