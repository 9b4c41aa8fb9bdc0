"""``make tour``: the whole main job, unattended, with real processes, sockets and a real window where there can be one.

Head office with data, a tablet enrols and downloads, a seller signs in, finds a customer, head office is killed, eight
kinds of enrichment are made offline, the tablet is killed right after the last one is saved, both come back, and head
office is read to see that each of the eight is there exactly once with its provenance. Pictures of every screen lie in
build/tour. The last line printed is the summary as JSON; the exit code tells.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

from tests.e2e.proof import KINDS, prove
from tools.processes import ROOT, Server, head_office, screen

SHARED = ROOT.parent / "shared" / "data"
PIN = "284615"
FOLDER = ROOT / "build" / "tour"
MARK = ".clienteling-tour"
"""Lies in a folder that a tour may empty."""
SELLER = "Elena Robles"
ORDER_SECONDS = 420


class Stuck(AssertionError):
    """The tour could not go on."""


class TabletProcess:
    """The app of the tablet in a process of its own."""

    def __init__(self, data: Path, pictures: Path, variables: dict[str, str], log: IO[bytes]) -> None:
        command = [sys.executable, "-m", "tests.e2e.walk", str(data), str(pictures)]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )

    def do(self, order: str, **values: Any) -> dict[str, Any]:
        """Give an order and wait until it is carried out. Raises ``Stuck``."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": order, **values}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise Stuck(f"the tablet ended during {order}; its last words are in build/tour/tablet.log")
        answer: dict[str, Any] = json.loads(line)
        print(f"  {order}: {'done' if answer['ok'] else answer['error']}", flush=True)
        if not answer["ok"]:
            raise Stuck(f"{answer['error']}\n{answer.get('trace', '')}")
        return answer

    def kill(self) -> None:
        """SIGKILL: no chance to tidy up."""
        self._process.send_signal(signal.SIGKILL)
        self.wait()

    def wait(self) -> int:
        """Wait for its end; the exit code."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        return self._process.wait(60)


def fill_head_office(database: str, small: bool) -> dict[str, str]:
    """Real data when it lies beside the checkout, else the sample; what the tour needs to know of it."""
    adventure, retail = SHARED / "adventureworks", SHARED / "online_retail_uci" / "online_retail.csv.gz"
    if small or not adventure.is_dir() or not retail.is_file():
        made = head_office(database, "sample", "--customers", "300", "--seed", "7")
        store = str(made["store"])
        head_office(database, "add-seller", "--store", store, typed=f"{SELLER}\n{PIN}\n")
        return {"data": "sample", "store": store, "search": "Margarita Gar"}
    for name, source in (("adventureworks", adventure), ("uci", retail)):
        print(f"  importing {name}", flush=True)
        head_office(database, "import", name, str(source))
    store = str(head_office(database, "status")["stores"][0]["code"])
    head_office(database, "add-seller", "--store", store, typed=f"{SELLER}\n{PIN}\n")
    return {"data": "adventureworks + uci", "store": store, "search": ""}


def enrich(tablet: TabletProcess, customer: str) -> None:
    """Eight kinds of enrichment; the tablet is killed right after the last one is saved."""
    tablet.do("note", customer=customer, text="Loves the new collection. Ação, café, 5 € <img src=x>")
    tablet.do("preference", customer=customer, key="brand", value="Tour & Sons")
    tablet.do("consent", customer=customer)
    tablet.do("tag", customer=customer, tag="tour guest")
    tablet.do("contact", customer=customer, value="tour.guest@example.com")
    tablet.do("date", customer=customer, month="05", day="17")
    tablet.do("follow_up", customer=customer, text="Call about the coat")
    tablet.do("new_customer", name="Nuria Peña Tour", phone="+34 612 345 987")
    tablet.kill()


def tour(folder: Path, small: bool, looks: bool) -> dict[str, Any]:
    """Walk the whole way; the summary. Raises ``Stuck``."""
    begun = time.monotonic()
    database = f"sqlite:///{folder / 'headoffice.db'}"
    pictures = folder
    facts = fill_head_office(database, small)
    server = Server(database, folder / "headoffice.log")
    with (folder / "tablet.log").open("wb") as log, screen(log) as variables:
        data = folder / "tablet"
        server.start()
        try:
            code = head_office(database, "enrol-code", "--store", facts["store"])["code"]
            tablet = TabletProcess(data, pictures, variables, log)
            tablet.do("enrol", address=server.address, code=code)
            initials = "".join(word[0] for word in SELLER.split())
            tablet.do("sign_in", initials=initials, pin=PIN)
            customer = tablet.do("search", text=facts["search"] or "jon")["customer"]
            server.kill()
            enrich(tablet, customer)
            tablet = TabletProcess(data, pictures, variables, log)
            tablet.do("sign_in", initials=initials, pin=PIN)
            waiting = tablet.do("waiting")
            server.start()
            tablet.do("sync")
            if looks:
                tablet.do("looks", customer=customer)
            tablet.do("quit")
            ended = tablet.wait()
        finally:
            server.kill()
    enrichments = prove(database, customer)
    taken = sorted(p.name for p in pictures.glob("*.png"))
    return {
        "ok": all(e["at_head_office"] == 1 and e["provenance"] for e in enrichments) and ended == 0,
        "data": facts["data"],
        "waiting_after_kill": waiting["waiting"],
        "enrichments": enrichments,
        "pictures": taken,
        "seconds": round(time.monotonic() - begun, 1),
    }


def main(argv: list[str] | None = None) -> int:
    """Run the tour; 0 when all eight arrived exactly once."""
    parser = argparse.ArgumentParser(prog="tour", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a small sample instead of real data")
    parser.add_argument("--no-looks", action="store_true", help="no pictures in every language and colour")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    arguments = parser.parse_args(argv)
    folder: Path = arguments.folder.absolute()
    mark = folder / MARK
    if folder != FOLDER and folder.exists() and any(folder.iterdir()) and not mark.exists():
        parser.error(f"{folder} holds something that no tour has left there. Give an empty folder.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    mark.touch()
    try:
        summary = tour(folder, arguments.small, not arguments.no_looks)
    except (Stuck, subprocess.CalledProcessError, RuntimeError) as error:
        print(f"The tour stopped: {error}", file=sys.stderr)
        found = [{"kind": kind, "at_head_office": 0} for kind in KINDS]
        pictures = sorted(p.name for p in folder.glob("*.png"))
        summary = {"ok": False, "enrichments": found, "pictures": pictures, "seconds": 0}
    print(f"The pictures are in {folder}.")
    print(json.dumps(summary))
    return 0 if summary["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
