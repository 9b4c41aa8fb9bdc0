"""``clienteling support ...``: help for a tablet whose app is closed. No Qt.

Answers go to standard output, what went wrong to standard error; with ``--json`` both are one line of JSON.
"""

from __future__ import annotations

import argparse
import datetime
import getpass
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from clienteling.platform import log
from clienteling.platform.clock import SystemClock
from clienteling.platform.lock import InUse, held
from clienteling.platform.secrets.errors import PassphraseNeeded, SecretError
from clienteling.platform.vault import VaultError
from clienteling.services.diagnostics import TabletStatus
from clienteling.services.errors import NotFound, ServiceError
from clienteling.services.opening import Opening
from clienteling.services.support import Support
from clienteling.store.errors import StoreError
from clienteling.store.tablet import Tablet
from clienteling.sync.errors import SyncError

DONE, CANNOT = 0, 2
_PERSONAL = "It holds names and words of customers: keep it safe, and delete it when it has been dealt with."


def run(args: argparse.Namespace, folder: Path) -> int:
    """Do what was asked with the tablet in ``folder``; the exit code."""
    try:
        if not (folder / "journal.db").exists():
            return _complain(args, "There is no tablet in this folder. Give its folder with --data.")
        with held(folder):
            handler = log.open_log(folder)
            try:
                return _with_tablet(args, folder)
            finally:
                log.close_log(handler)
    except (StoreError, ServiceError, SecretError, VaultError, SyncError, InUse) as error:
        return _complain(args, error.sentence)
    except OSError as error:
        why = error.strerror or type(error).__name__
        return _complain(args, f"The folder of this tablet's files cannot be used ({why}). Give another with --data.")


def _with_tablet(args: argparse.Namespace, folder: Path) -> int:
    clock = SystemClock()
    with Tablet(folder, clock=clock.now) as tablet:
        args.seller = _open(Opening(tablet, clock.now))
        answer, text = _ACTIONS[args.action](Support(tablet, clock.now), args)
    print(msgspec.json.encode({"ok": True, **answer}).decode() if args.json else text)  # noqa: T201
    return DONE


def _open(opening: Opening) -> str:
    """Open the files as a seller of this tablet; the seller's id. Name, PIN and passphrase are read from standard
    input, never given as arguments. Raises ``SecretError``, ``VaultError``, ``StoreError`` or ``ServiceError``.
    """
    try:
        opening.wake()
    except PassphraseNeeded:
        opening.use_passphrase(_secretly("Passphrase of this tablet: "))
        opening.wake()
    name = _openly("Seller: ").casefold()
    person = next((p for p in opening.vault.people() if p.name.casefold() == name), None)
    if person is None:
        raise NotFound("No seller of this tablet has this name. Type it as it stands on the sign-in screen.")
    return opening.unlock(person.id, _secretly("PIN: ")).id


def _openly(prompt: str) -> str:
    if sys.stdin.isatty():
        print(prompt, end="", flush=True, file=sys.stderr)  # noqa: T201 - a person is asked
    return sys.stdin.readline().strip()


def _secretly(prompt: str) -> str:
    return getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _complain(args: argparse.Namespace, sentence: str) -> int:
    if args.json:
        print(json.dumps({"ok": False, "error": sentence}))  # noqa: T201
    print(sentence, file=sys.stderr)  # noqa: T201
    return CANNOT


_Answer = tuple[dict[str, Any], str]


def _status(support: Support, _args: argparse.Namespace) -> _Answer:
    status = support.status()
    return msgspec.to_builtins(status), status_text(status)


def _resend(support: Support, _args: argparse.Namespace) -> _Answer:
    count = support.resend()
    return {"operations": count}, f"{count:,} confirmed operations are sent again when the app runs next."


def _rebuild(support: Support, _args: argparse.Namespace) -> _Answer:
    support.rebuild()
    return {}, "The customers are downloaded anew when the app runs next. What waits to be sent is not touched."


def _export(support: Support, args: argparse.Namespace) -> _Answer:
    if args.with_values:
        count = support.export_values(args.file, args.seller, args.with_values)
        print(_PERSONAL, file=sys.stderr)  # noqa: T201
    else:
        count = support.export_quarantine(args.file)
    personal = bool(args.with_values)
    return {"operations": count, "personal_data": personal}, f"{count:,} refused operations are in the file."


def _diagnostics(support: Support, args: argparse.Namespace) -> _Answer:
    support.diagnostics(args.file)
    return {}, "The file is written. It holds versions, counts and times, and nothing about customers."


_ACTIONS: dict[str, Callable[[Support, argparse.Namespace], _Answer]] = {
    "status": _status,
    "resend": _resend,
    "rebuild": _rebuild,
    "export-quarantine": _export,
    "diagnostics": _diagnostics,
}
"""By the names of ``arguments.SUPPORT``."""


def status_text(status: TabletStatus) -> str:
    """A status for people: one fact per line, local times and ages."""
    lines = [
        ("app", f"{status.app_version} (operations {status.op_schema}, rows {status.snapshot_schema})"),
        ("device", status.device_id or "not enrolled"),
        ("replica id", status.replica_id),
        ("store", status.store),
        ("head office", status.head_office),
        ("last sync", _moment(status.last_sync_at, status.at)),
        ("waiting", _counted(status.waiting, status.oldest_waiting_at, status.at)),
        ("to decide", f"{status.conflicts:,}"),
        ("refused", _refused(status)),
        ("confirmed", f"{status.confirmed:,} still kept"),
        ("customers", _REPLICA[status.replica]),
        ("epoch", status.epoch),
        ("rows", ", ".join(f"{count:,} {name}" for name, count in status.rows.items() if count)),
        *(("scope", f"{scope.scope} at {scope.position:,}") for scope in status.scopes),
        *(("file", f"{file.name} {_size(file.bytes)} {file.layout}".rstrip()) for file in status.files),
        ("disk free", _size(status.disk_free)),
    ]
    return "\n".join(f"{name:<12}{said}" for name, said in lines if said)


_REPLICA = {
    "none": "not downloaded yet",
    "ready": "downloaded",
    "rebuild": "to be downloaded anew",
    "damaged": "damaged; run rebuild",
}


def _refused(status: TabletStatus) -> str:
    kinds = ", ".join(f"{count:,} of number {number}" for number, count in status.refused_by.items())
    return f"{status.refused:,}" + (f" ({kinds})" if kinds else "")


def _counted(count: int, oldest_at: int, now: int) -> str:
    return f"{count:,}, oldest {_moment(oldest_at, now)}" if count else "0"


def _moment(at: int, now: int) -> str:
    if not at:
        return "never"
    moment = datetime.datetime.fromtimestamp(at / 1000, datetime.UTC).astimezone()
    return f"{moment:%Y-%m-%d %H:%M} ({_age(now - at)})"


def _age(milliseconds: int) -> str:
    minutes = max(0, milliseconds) // 60_000
    if minutes < 60:
        return f"{minutes} min ago"
    return f"{minutes // 60} h ago" if minutes < 48 * 60 else f"{minutes // 1440} days ago"


def _size(count: int) -> str:
    return f"{count / (1 << 20):,.1f} MiB"
