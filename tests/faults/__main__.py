"""``make faults``: inject every fault and say which promises held.

One line per fault and database; the last line is JSON. Exit code 0: all held; 1: some did not, or could not be injected
here and ``--allow-missing`` was not given; 2: no such fault.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.databases import Databases
from tests.faults.ground import CannotInject, Fault, Figures, Ground
from tests.faults.nursery import Nursery
from tests.faults.registry import FAULTS

BOTH = ("sqlite", "postgresql")


def main(argv: Sequence[str] | None = None) -> int:
    """Run what was asked for."""
    args = _arguments(argv)
    chosen = [fault for fault in FAULTS if not args.only or {str(fault.number), fault.name} & set(args.only.split(","))]
    if not chosen:
        print(f"No such fault: {args.only}. There are {', '.join(sorted({str(f.number) for f in FAULTS}, key=int))}.")
        return 2
    kinds = BOTH if args.database == "both" else (args.database,)
    logging.getLogger().addHandler(logging.NullHandler())  # the tablets' warnings are what is wanted here
    found: list[dict[str, Any]] = []
    with _folder() as folder, Nursery() as nursery, Databases(folder) as databases:
        for fault in chosen:
            for kind in [kind for kind in fault.kinds if kind in kinds]:
                place = folder / f"{len(found)}"
                place.mkdir()
                ground = Ground(kind, databases, place, nursery, long=args.long, seed=args.seed)
                found.append(_inject(fault, ground, verbose=args.traceback))
                print(_line(found[-1]), flush=True)
                shutil.rmtree(place)
    summary = {state: sum(one["state"] == state for one in found) for state in ("held", "NOT HELD", "not injected")}
    print(json.dumps({"long": args.long, "seed": args.seed, **summary, "faults": found}))
    return 1 if summary["NOT HELD"] or (summary["not injected"] and not args.allow_missing) else 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description="Inject every fault, for real.")
    parser.add_argument("--long", action="store_true", help="large numbers (about an hour)")
    parser.add_argument("--only", default="", metavar="1,7", help="numbers or names of faults")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--seed", type=int, default=1, help="of everything drawn by lot (default 1)")
    parser.add_argument("--allow-missing", action="store_true", help="what cannot be injected here is no failure")
    parser.add_argument("--traceback", action="store_true", help="where a promise broke")
    return parser.parse_args(argv)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="clienteling-faults-") as folder:
        yield Path(folder)


def _inject(fault: Fault, ground: Ground, *, verbose: bool) -> dict[str, Any]:
    began = time.monotonic()
    figures: Figures = {}
    state, why = "held", ""
    missing = ground.databases.why_not(ground.kind)
    try:
        if missing:
            raise CannotInject(missing)
        figures = fault.run(ground)
    except CannotInject as reason:
        state, why = "not injected", str(reason)
    except Exception as error:  # noqa: BLE001 - whatever breaks, the promise did not hold, and the others are still tried
        state, why = "NOT HELD", f"{type(error).__name__}: {error}".splitlines()[0]
        if verbose:
            traceback.print_exc()
    return {
        "number": fault.number,
        "name": fault.name,
        "database": ground.kind,
        "how": fault.how,
        "state": state,
        "why": why,
        "figures": figures,
        "seconds": round(time.monotonic() - began, 1),
    }


def _line(one: dict[str, Any]) -> str:
    figures = ", ".join(f"{name} {value}" for name, value in one["figures"].items())
    what = figures or one["why"]
    return (
        f"{one['number']:>2}  {one['name']}  [{one['database']}]  {one['how']}: {one['state']}. {what} "
        f"({one['seconds']} s)"
    )


if __name__ == "__main__":
    sys.exit(main())
