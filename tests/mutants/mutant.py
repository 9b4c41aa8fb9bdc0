"""What a mutant is."""

from __future__ import annotations

from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]


class Mutant(msgspec.Struct, frozen=True):
    """A rule taken away: ``old``, which stands once in ``file``, becomes ``new``, and all of ``tests`` must fail.

    ``rule`` says in words what holds, for docs/guarantees.md. ``tests`` are named as pytest names them.
    """

    name: str
    rule: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def applied(self, source: str) -> str:
        """The source without the rule. Raises ``ValueError`` unless ``old`` stands in it once."""
        found = source.count(self.old)
        if found != 1:
            raise ValueError(f"{self.name}: the text to change stands {found} times in {self.file}")
        return source.replace(self.old, self.new)
