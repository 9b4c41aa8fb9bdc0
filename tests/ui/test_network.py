"""The network comes back: head office is asked at once. A slow one never holds a tap up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from clienteling.app import Line
from clienteling.platform.clock import SystemClock
from clienteling.services.context import Services
from clienteling.store.values import Enrolment
from clienteling.sync import link
from clienteling.ui.network import NetworkWatch
from tests.services.shop import CENTRO, ELENA, PIN, Shop, people
from tests.sync.server import serving
from tests.ui.floor import Floor
from tests.ui.shots import settle

PATIENCE = 20.0
TAP_SECONDS = 3.0
"""Far more than a tap takes on a busy machine, far less than any time-out of the network."""


class Ways:
    """What leads out of this machine, as a test wants it."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    def __call__(self) -> tuple[str, ...]:
        return self.addresses


def test_a_way_that_was_not_there_is_told_once(qapp: QGuiApplication) -> None:
    ways, told = Ways("10.0.0.5"), []
    watch = NetworkWatch(ways, qapp)
    watch.cameBack.connect(lambda: told.append(ways.addresses))
    watch.start()
    for addresses in (("10.0.0.5",), (), (), ("10.0.0.5",), ("10.0.0.5",), ("10.0.0.5", "fe80::1"), ("10.0.0.5",)):
        ways.addresses = addresses
        watch.look()
    assert told == [("10.0.0.5",), ("10.0.0.5", "fe80::1")]
    ways.addresses = ("192.168.1.7",)
    watch.look()
    assert told[-1] == ("192.168.1.7",)
    watch.stop()
    watch.deleteLater()


def test_the_way_out_is_looked_at_again_and_again(qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clienteling.ui.network._LOOK_MS", 10)
    ways, told = Ways(), []
    watch = NetworkWatch(ways, qapp)
    watch.cameBack.connect(lambda: told.append(ways.addresses))
    watch.start()
    watch.start()
    ways.addresses = ("10.0.0.5",)
    end = time.monotonic() + PATIENCE
    while not told:
        assert time.monotonic() < end
        settle(10)
    watch.stop()
    ways.addresses = ("10.0.0.6",)
    settle(100)
    assert told == [("10.0.0.5",)]
    watch.deleteLater()


def test_head_office_is_asked_as_soon_as_the_network_is_back(elena: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Waits:
        """A scheduler that waits for its next try."""

        def reconnected(self) -> None:
            asked.append("reconnected")

        def stop(self) -> bool:
            return True

        def state(self) -> str:
            return "offline"

    monkeypatch.setattr(elena.app.line, "_scheduler", Waits())
    elena.app.network.cameBack.emit()
    assert asked == ["reconnected"]
    assert elena.app.line.ways() == ("127.0.0.1",)


def test_a_tap_takes_its_usual_time_while_head_office_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "SLOW_SECONDS", 0.2)
    shop = Shop(tmp_path / "tablet")
    with serving(lambda _: None) as server:
        shop.tablet.journal.enrol(Enrolment(server.address, "de" * 16, "1d" * 16, "token", CENTRO, "Maison"), "fence")
        line = Line(shop.tablet, SystemClock())
        services = Services(shop.tablet, shop.clock, line, shop.services.opening)
        services.sessions.sign_in(ELENA, PIN)
        line.open()
        end = time.monotonic() + PATIENCE
        while line.state() != "slow":
            assert time.monotonic() < end
            time.sleep(0.01)
        for number in range(3):
            begun = time.monotonic()
            services.enrichments.add_note(people()[0].id, f"Likes linen {number}")
            line.written()
            assert time.monotonic() - begun < TAP_SECONDS
        status = services.sync_centre.status()
        assert (status.state, status.waiting) == ("slow", 3)
        line.close()
    shop.tablet.close()
