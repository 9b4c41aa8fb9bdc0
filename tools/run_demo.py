"""``make run``: an embedded head office with a sample retailer, and the app of a tablet that is already enrolled.

Everything lies in build/demo and survives until ``make clean``; a second run starts at once. On a machine without a
display the tour is run instead, which says where its pictures are.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import sys
from pathlib import Path

from tools.processes import ROOT, Server, head_office

FOLDER = ROOT / "build" / "demo"
CUSTOMERS = 5_000
SEED = 7


def _has_display() -> bool:
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    )


def _sample(database: str, folder: Path, customers: int) -> None:
    """Fill head office's database with the sample retailer, once."""
    done = folder / "sample.json"
    if done.exists():
        return
    print(f"Making a sample retailer with {customers:,} customers, once ...", flush=True)
    made = head_office(database, "sample", "--customers", str(customers), "--seed", str(SEED), show=True)
    done.write_text(json.dumps(made))


def _enrol(server: Server, database: str, folder: Path) -> None:
    """Make the tablet one of the first store's, as a person would with address and code; once."""
    from clienteling.platform.clock import SystemClock
    from clienteling.platform.paths import make_private
    from clienteling.platform.secrets import DEMO
    from clienteling.services.context import Services
    from clienteling.services.enrolment import DownloadProgress
    from clienteling.services.opening import Opening
    from clienteling.store.tablet import Tablet

    def show(progress: DownloadProgress) -> None:
        print(f"\rFetching customers: {progress.rows:,} of {progress.total_rows:,}   ", end="", flush=True)

    clock = SystemClock()
    with Tablet(make_private(folder / "tablet"), clock=clock.now) as tablet:
        opening = Opening(tablet, clock.now, key_store=DEMO)
        opening.wake()
        enrolment = Services(tablet, clock.now, opening=opening).enrolment
        if enrolment.state() == "ready":
            return
        if enrolment.state() == "downloading":
            enrolment.resume(show, lambda: False)
            return
        made = json.loads((folder / "sample.json").read_text())
        code = head_office(database, "enrol-code", "--store", made["store"])["code"]
        tablet.settings.put("demo_pins", json.dumps(made["pins"]))
        enrolment.enrol(server.address, code, "demo", show, lambda: False)
        print()


def main(argv: list[str] | None = None) -> int:
    """Run the demo; the exit code is the app's (or the tour's)."""
    parser = argparse.ArgumentParser(prog="run_demo", description=__doc__)
    parser.add_argument("--customers", type=int, default=CUSTOMERS, help="size of the sample retailer, first run only")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where everything lies")
    arguments = parser.parse_args(argv)
    if not _has_display():
        print("There is no display here, so the tour is run instead of the app.", flush=True)
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "tests.e2e.tour"])  # noqa: S606 - replaces this process
    folder = arguments.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    database = f"sqlite:///{folder / 'headoffice.db'}"
    _sample(database, folder, arguments.customers)
    server = Server(database, folder / "headoffice.log", port_file=folder / "port")
    server.start()
    try:
        with contextlib.suppress(KeyboardInterrupt):
            _enrol(server, database, folder)
            from clienteling import start

            return start.run(folder / "tablet", level=logging.INFO)
    finally:
        server.kill()
    return 0


if __name__ == "__main__":
    sys.exit(main())
