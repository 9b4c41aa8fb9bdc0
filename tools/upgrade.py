"""Whether a newer app finds what an older one saved and did not send, sends it, and head office has it once.

Usage: python -m tools.upgrade OLD [NEW] [--freeze FOLDER]

OLD and NEW are folders made by ``make build`` (NEW: dist/clienteling). A head office with invented people is made for
it; the older app enrols there, saves one of everything without sending it, and ends; the newer one opens the same
files.
``make build ARGS="--upgrade-from OLD"`` does it with what was just built. One line of JSON; exit code 0 when all held.
--freeze copies what the older app left, without what is head office's, to a new folder for tests/fixtures/tablets.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.processes import ROOT, Server, head_office
from tools.tried import program, self_test

CUSTOMERS = 40
MARK = "self-test.json"
_PASSPHRASE = "a passphrase for trying"  # noqa: S105 - of a tablet that lives for a minute


class UpgradeError(Exception):
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

    def run(self, command: Sequence[str], address: str = "", code: str = "") -> dict[str, Any]:
        """Self-test of an app with it; address and code at the first time. Raises ``UpgradeError``."""
        # Nothing but the tablet's own folder may carry anything from one app to the other.
        with tempfile.TemporaryDirectory(prefix="clienteling-home-") as home:
            arguments = ("--data", str(self.folder))
            typed = self.told(address, code)
            said = self_test(command, Path(home), *arguments, typed=typed, variables=self.variables)
        if not said["ok"]:
            raise UpgradeError(f"{command[0]} failed: {said['error']} {json.dumps(said.get('steps', []))}")
        return said


def upgrade(older: Sequence[str], newer: Sequence[str], folder: Path, frozen: Path | None = None) -> dict[str, Any]:
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
        with tempfile.TemporaryDirectory(prefix="clienteling-upgrade-") as folder:
            summary = upgrade(program(arguments.old), program(arguments.new), Path(folder), arguments.freeze)
    except (UpgradeError, OSError) as error:
        print(json.dumps({"ok": False, "error": str(error)}))
        return 1
    print(json.dumps({"ok": True, **summary}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
