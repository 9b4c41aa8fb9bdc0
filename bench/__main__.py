"""``make bench``: measure each figure beside its floor. ``ONLY=search`` picks one, ``ROWS=1000000`` sets the size."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from bench import search

FIGURES: dict[str, Callable[[Sequence[str]], int]] = {"search": search.main}


def main() -> int:
    """Run what was asked for; 2 when there is no such figure."""
    only, rows = os.environ.get("ONLY", ""), os.environ.get("ROWS", "100000")
    if (only and only not in FIGURES) or not rows.isdigit():
        print(f"ONLY is one of {', '.join(FIGURES)}; ROWS is a whole number.", file=sys.stderr)
        return 2
    return max(FIGURES[name]([rows]) for name in ([only] if only else FIGURES))


if __name__ == "__main__":
    sys.exit(main())
