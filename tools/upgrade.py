"""Whether a newer app finds what an older one saved and did not send, sends it, and head office has it once.

Usage: python -m tools.upgrade OLD [NEW] [--freeze FOLDER]

OLD and NEW are folders made by ``make build`` (NEW: dist/clienteling). A head office with invented people is made for
it; the older app enrols there, saves one of everything without sending it, and ends; the newer one opens the same
files.
``make build ARGS="--upgrade-from OLD"`` does it with what was just built. Both apps are copies in rooms of their own
(``tools.apart``) that have the tablet's folder and the network in common. One line of JSON; exit code 0 when all held.
--freeze copies what the older app left, without what is head office's, to a new folder for tests/fixtures/tablets.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.processes import ROOT, Server, head_office
from tools.tried import App, TriedError, apart, copied

CUSTOMERS = 40
MARK = "self-test.json"
_PASSPHRASE = "a passphrase for trying"  # noqa: S105 - of a tablet that lives for a minute


class UpgradeError(TriedError):
    """What did not hold."""


@dataclass(frozen=True, slots=True)
class Tablet:
    """A tablet for trying: ``folder`` is empty at first, ``seller`` and ``pin`` are somebody's of its store."""

    folder: Path
    seller: str
    pin: str
    variables: dict[str, str]

    def told(self, address: str = "", code: str = "") -> str:
        """What standard input tells the app."""
        told = {"seller": self.seller, "pin": self.pin, "passphrase": _PASSPHRASE, "address": address, "code": code}
        return json.dumps(told)

    def run(self, app: App, address: str = "", code: str = "") -> dict[str, Any]:
        """Self-test of an app with it; address and code at the first time. Raises ``UpgradeError``."""
        # Nothing but the tablet's own folder may carry anything from one app to the other.
        said = app.self_test(self.folder, typed=self.told(address, code), variables=self.variables)
        if not said["ok"]:
            raise UpgradeError(f"{app.name} failed: {said['error']} {json.dumps(said.get('steps', []))}")
        return said


def between(old: Path, new: Path, frozen: Path | None = None) -> dict[str, Any]:
    """``upgrade`` with copies of two bundles. Raises ``TriedError``, and ``FileNotFoundError`` where there is none."""
    shared = tempfile.TemporaryDirectory(prefix="clienteling-upgrade-")
    with copied(old, network=True) as older, copied(new, network=True) as newer, shared as folder:
        return upgrade(older, newer, Path(folder), frozen) | apart(network=True)


def upgrade(older: App, newer: App, folder: Path, frozen: Path | None = None) -> dict[str, Any]:
    """Do it in an empty ``folder``; what to tell. ``frozen``: see ``freeze``. Raises ``UpgradeError``."""
    database = f"sqlite:///{folder / 'headoffice.db'}"
    made = head_office(database, "sample", "--customers", str(CUSTOMERS), "--seed", "7")
    code = head_office(database, "enrol-code", "--store", made["store"])["code"]
    seller, pin = min(made["pins"].items())
    tablet = Tablet(folder / "tablet", seller, pin, {})
    server = Server(database, folder / "headoffice.log")
    server.start()
    try:
        left = tablet.run(older, server.address, code)
        if frozen is not None:
            freeze(tablet.folder, frozen)
        before = head_office(database, "status")["counts"]["customers"]
        sent, again = tablet.run(newer), tablet.run(newer)
    finally:
        server.kill()
    found = counted(head_office(database, "show", "customer", left["customer"]))
    summary = {"saved": left["waiting"], "sent": sent["sent"], "at_head_office": found}
    once = all(count == 1 for count in found.values())
    if before != CUSTOMERS or sent["sent"] != left["waiting"] or again["sent"] or not once:
        raise UpgradeError(f"not all of it arrived once: {json.dumps(summary)}, {before} customers before")
    return summary


def freeze(tablet: Path, folder: Path) -> None:
    """Copy the folder of a self-test as ``tests/fixtures/tablets`` has them. Raises ``FileExistsError``."""
    theirs = shutil.ignore_patterns("replica*", "shadow*", "*.lock", "*.log*")
    shutil.copytree(tablet / "tablet", folder, ignore=theirs)
    shutil.copy(tablet / MARK, folder / MARK)


def counted(shown: dict[str, Any]) -> dict[str, int]:
    """How often each thing that the self-test saves is among what ``show customer`` tells."""
    person, history = shown["customer"], shown["history"]
    found = {kind: person[kind] for kind in ("contacts", "consents", "tags", "dates", "preferences", "book")}
    found |= {kind: history.get(kind, []) for kind in ("note", "followup", "interaction")}
    return {kind: len(rows) for kind, rows in found.items()}


def main(argv: list[str] | None = None) -> int:
    """Run it; the exit code."""
    parser = argparse.ArgumentParser(prog="upgrade", description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path, nargs="?", default=ROOT / "dist" / "clienteling")
    parser.add_argument("--freeze", type=Path, metavar="FOLDER")
    arguments = parser.parse_args(argv)
    try:
        summary = between(arguments.old, arguments.new, arguments.freeze)
    except (TriedError, OSError) as error:
        print(json.dumps({"ok": False, "error": str(error)}))
        return 1
    print(json.dumps({"ok": True, **summary}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
