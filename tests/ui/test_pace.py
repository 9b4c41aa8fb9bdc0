"""What measures the pace of the screens measures it, and no screen waits for a disk."""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer

from tests.ui import pulse
from tests.ui.shots import settle

if TYPE_CHECKING:
    from tests.ui.floor import Floor

BUSY_S = 0.08


def _busy() -> None:
    end = time.thread_time() + BUSY_S
    while time.thread_time() < end:
        pass


def test_what_keeps_the_loop_from_turning_is_seen(tablet_app: Floor) -> None:
    listened = pulse.Pulse(tablet_app.window)
    with listened.on():
        listened.step = "calm"
        settle(40)
        listened.step = "busy"
        QTimer.singleShot(5, listened, _busy)
        # However slow the machine: until the beat that lasted so long is told.
        tablet_app.until(lambda: any(beat.own >= BUSY_S * 1_000 * 0.9 for beat in listened.beats))
    longest = listened.longest("busy")
    assert longest is not None
    assert longest.wall + 2 >= longest.own >= BUSY_S * 1_000 * 0.9
    assert {beat.step for beat in listened.beats} >= {"busy"}


def test_whoever_opens_a_database_from_the_screen_is_seen(tablet_app: Floor) -> None:
    tablet_app.enter()
    with pulse.doors() as opened:
        tablet_app.tablet.replica.scopes()
    assert len(opened) == 1
    assert "store/replica.py" in opened[0]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows a courtesy of each thread")
def test_who_reads_and_saves_beside_the_screen_comes_after_it(elena: Floor) -> None:
    def courtesy() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    told: dict[str, int] = {}
    elena.app.runner.read(courtesy, lambda n: told.update(read=n))
    elena.app.runner.write(courtesy, lambda n: told.update(write=n))
    elena.until(lambda: len(told) == 2)
    assert min(told.values()) > courtesy()
