"""``python -m tests.simulation``: many schedules, from seeds."""

from __future__ import annotations

import argparse
import sys

from tests.simulation.run import run


def main() -> int:
    """Run, print the figures; 1 when a schedule failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1_000, help="how many schedules")
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seconds", type=float, default=0.0, help="stop after so long; 0: never")
    asked = parser.parse_args()
    figures = run(asked.seeds, asked.start, asked.database, seconds=asked.seconds)
    print(figures)
    if figures.told:
        print(figures.told)
    return 1 if figures.failed else 0


if __name__ == "__main__":
    sys.exit(main())
