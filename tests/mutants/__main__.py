"""``python -m tests.mutants``: break every rule once; 1 when a test does not notice."""

from __future__ import annotations

import argparse
import sys

from tests.mutants.every import MUTANTS
from tests.mutants.run import copied, kill, unbroken
from tests.mutants.table import PAGE, with_table


def main() -> int:
    """Run the mutants, a line for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--only", action="append", metavar="NAME", help="only this mutant; may be repeated")
    parser.add_argument("--table", action="store_true", help="only write the table into docs/guarantees.md")
    asked = parser.parse_args()
    if asked.table:
        PAGE.write_text(with_table(PAGE.read_text("utf-8"), MUTANTS), "utf-8")
        return 0
    chosen = [m for m in MUTANTS if not asked.only or m.name in asked.only]
    if unknown := set(asked.only or ()) - {m.name for m in chosen}:
        parser.error(f"there is no mutant called {', '.join(sorted(unknown))}")
    with copied() as folder:
        if wrong := unbroken(folder, chosen):
            print(wrong)
            return 1
        living = 0
        for mutant in chosen:
            verdict = kill(folder, mutant)
            living += bool(verdict.why_not)
            print(verdict, flush=True)
    print(f"{len(chosen) - living} of {len(chosen)} mutants are dead")
    return 1 if living else 0


if __name__ == "__main__":
    sys.exit(main())
