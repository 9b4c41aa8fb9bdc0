"""A whole session is played (``tests.ui.session``), and the longest turn of the screen's thread in each step is told.

How long a turn takes depends on the machine: it is told at the end of the run, and asserted where somebody has chosen
machine and shop by ``CLIENTELING_STALLS_SHOP=DIR/shop-ROWS``, a tablet kept by ``make bench ONLY=stalls KEEP=DIR``.
"""

from __future__ import annotations

import gc
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench import machine, shops, stalls
from clienteling.platform import garbage
from clienteling.store.tablet import REPLICA_FILES
from clienteling.ui.qt_classes import prepare
from clienteling.ui.viewmodels.rows import PIECE
from tests.ui import pulse, session
from tests.ui.boutique import ELENA
from tests.ui.floor import BEATRIZ, Floor
from tests.ui.shots import LANDSCAPE

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator, Sequence

SHOP = os.environ.get("CLIENTELING_STALLS_SHOP", "")
ON_THE_CLOCK_MS = 4 * pulse.FRAME_MS
"""Longest turn on the clock in which the host took nothing. Four frames: a thread that waits for a disk or a lock is
seen, one that waits for a slice of the processor is not.
"""
PLAYED = {
    "PIN help, done",
    "address and code",
    "decided",
    "enrol, download",
    "es at sign-in",
    "es in the settings",
    "filter tier",
    "hand over",
    "locked by idleness",
    "lookup, taken over",
    "message several, sent",
    "message, noted",
    "open profile",
    "reveal, PIN",
    "save merge",
    "sent again",
    "sign in",
    "sync centre, more, 2",
    "today",
    "type while rows arrive",
    "type",
    "undo",
}
"""Some of the steps, of each kind."""


@dataclass(frozen=True)
class Played:
    """Where the session is played. ``rows``: how many customers there are; 0: as few as in other tests."""

    floor: Floor
    seller: str
    customer: str
    words: Sequence[str]
    arriving: int
    scrolled: int
    rows: int = 0


@pytest.fixture
def place(tmp_path: Path, loop: asyncio.AbstractEventLoop, no_line: None, qt_warnings: list[str]) -> Iterator[Played]:
    """The small shop of the tests, or the one that somebody has chosen, which is left as it was but for newer rows."""
    if not SHOP:
        floor = Floor(tmp_path / "tablet", loop)
        yield Played(floor, ELENA, BEATRIZ, ("ma",), 12, 200)
        floor.close()
        return
    held = shops.again(Path(SHOP), int(SHOP.rpartition("-")[2]))
    kept = [path for path in held.directory.iterdir() if not path.name.startswith(REPLICA_FILES)]
    for path in kept:
        shutil.copy2(path, tmp_path)
    try:
        floor = Floor(held.directory, loop, enrolled=False)
        yield Played(floor, held.seller, held.regular, stalls.WORDS, stalls.ARRIVING, 4_000, held.rows)
        floor.close()
    finally:
        for path in kept:
            shutil.copy2(tmp_path / path.name, path)


@contextmanager
def as_in_the_app() -> Iterator[None]:
    """What the app does once it is whole; other tests go on as they were."""
    before = gc.get_threshold()
    prepare()
    garbage.settle()
    try:
        yield
    finally:
        gc.unfreeze()  # whoever looks for what was left behind looks at all of it
        gc.set_threshold(*before)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_longest_turn_is_told_no_screen_opens_a_database_and_rows_come_a_few_in_each(
    place: Played, loop: asyncio.AbstractEventLoop, record_property: Callable[[str, object], None]
) -> None:
    floor = place.floor
    floor.window.resize(*LANDSCAPE)
    heard = pulse.Pulse(floor.window, lambda: machine.stolen() or 0.0)
    work = session.work(floor, heard, place.seller, place.customer, place.words, place.arriving, place.scrolled)
    with as_in_the_app(), pulse.doors() as opened:
        with heard.on(), pulse.pieces(floor.model.customers.rows) as found:
            pulse.play(loop, work)
        session.set_up(loop, heard)
    assert opened == []
    assert 1 <= max(found) <= PIECE
    assert floor.seller() == place.seller
    longest = {step: beat for step in heard.steps if (beat := heard.longest(step))}
    assert set(longest) == set(heard.steps), "a step without a turn"
    assert set(longest) >= PLAYED
    shop = f"{place.rows:,} customers" if place.rows else "the small shop"
    worst = heard.longest()
    assert worst is not None
    wall = max(heard.beats, key=lambda beat: beat.work)
    record_property(
        "said at the end",
        f"longest turn of the UI thread ({shop}, {len(longest)} steps): {worst.own:.1f} ms of processor in "
        f"{worst.step!r}; {wall.work:.1f} ms on the clock in {wall.step!r}",
    )
    for step, beat in longest.items():
        print(f"{beat.own:6.1f} {max(b.work for b in heard.beats if b.step == step):6.1f}  {step}")
    if SHOP:
        over = {step: round(beat.own, 1) for step, beat in longest.items() if beat.own > pulse.FRAME_MS}
        assert over == {}, "turns of more than a frame (ms of processor)"
        held_up = stalls.undisturbed(heard.beats)
        assert held_up is not None
        assert held_up <= ON_THE_CLOCK_MS, "a turn on the clock (ms) during which the host took nothing"
