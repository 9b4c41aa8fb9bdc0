"""A signature drawn by finger, as small text: strokes of points on a field of 1,000 by 1,000.

``s1;`` and the strokes, separated by ``;``; a stroke is its points, ``x,y`` in whole numbers, separated by a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from clienteling.domain.errors import Rejected, RejectNumber

SIZE = 1_000
LONGEST = 12_000
"""Most characters of a signature."""
_FORM = "s1;"
_WRITTEN = re.compile(r"s1;P( P)*(;P( P)*)*".replace("P", "[0-9]{1,4},[0-9]{1,4}"))
_NEAR = 4
"""Points closer than this to the last one tell nothing."""
Point = tuple[float, float]
Stroke = tuple[tuple[int, int], ...]


def written(strokes: Iterable[Sequence[Point]]) -> str:
    """Strokes of points from 0 to 1 in both directions as text, as fine as fits; empty when nothing was drawn."""
    drawn = [[(_on_field(x), _on_field(y)) for x, y in stroke] for stroke in strokes if stroke]
    if not drawn:
        return ""
    fine = [_thinned(stroke) for stroke in drawn]
    every = 1
    while len(found := _text(stroke[::every] for stroke in fine)) > LONGEST and every <= max(map(len, fine)):
        every *= 2
    return found if len(found) <= LONGEST else found[: found.rindex(";", 0, LONGEST)]


def _on_field(part: float) -> int:
    return max(0, min(SIZE, round(part * SIZE)))


def _thinned(stroke: Sequence[tuple[int, int]]) -> Stroke:
    kept = [stroke[0]]
    for x, y in stroke[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _NEAR:
            kept.append((x, y))
    return tuple(kept)


def _text(strokes: Iterable[Stroke]) -> str:
    return _FORM + ";".join(" ".join(f"{x},{y}" for x, y in stroke) for stroke in strokes)


def strokes_of(drawing: str) -> tuple[Stroke, ...]:
    """The strokes of what ``written`` wrote. Raises ``Rejected(NO_EVIDENCE)`` for anything else."""
    if len(drawing) <= LONGEST and _WRITTEN.fullmatch(drawing):
        found = tuple(
            tuple((int(x), int(y)) for x, _, y in (point.partition(",") for point in stroke.split(" ")))
            for stroke in drawing.removeprefix(_FORM).split(";")
        )
        if all(x <= SIZE and y <= SIZE for stroke in found for x, y in stroke):
            return found
    raise Rejected(RejectNumber.NO_EVIDENCE, "This is not a signature. Ask the customer to sign again.")
