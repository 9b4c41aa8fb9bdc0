"""The whole session by which the pace of the screens is judged: a tablet is set up, somebody works with another."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.services.test_enrolment import CODE, Office
from tests.sync.server import serving
from tests.ui import pulse as pulses
from tests.ui.errands import Errands
from tests.ui.floor import Floor
from tests.ui.shift import Shift
from tests.ui.steps import Steps
from tests.ui.test_enrol import closed_port

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from tests.ui.pulse import Pulse


async def work(
    floor: Floor, pulse: Pulse, seller: str, customer: str, words: Sequence[str], arriving: int, scrolled: int = 4_000
) -> None:
    """Nobody is signed in yet, and ``seller`` is in the end; the rest as in ``Shift`` and ``Errands``."""
    shift, errands = Shift(floor, pulse, scrolled), Errands(floor, pulse, scrolled)
    await shift.sign_in(seller)
    await shift.all(customer, words, arriving)
    await errands.all(customer, words[0])
    await shift.hand_over(customer)
    await errands.pin_help(seller)
    await errands.rest(seller, customer)


def set_up(loop: asyncio.AbstractEventLoop, pulse: Pulse) -> None:
    """A new tablet asks a small head office for its customers; its turns are told with those of ``pulse``."""
    with tempfile.TemporaryDirectory() as folder, serving(Office()) as office:
        floor = Floor(Path(folder) / "tablet", loop, enrolled=False)
        try:
            heard = pulses.Pulse(floor.window)
            with heard.on():
                pulses.play(loop, Setup(floor, heard).all(office.address))
            pulse.beats += heard.beats
            pulse.steps += heard.steps
        finally:
            floor.close()


class Setup(Steps):
    """The first screen of a tablet that is not in use."""

    async def all(self, address: str) -> None:
        """The passphrase; an address where nobody answers, a code that is none, the right one, the download."""
        model = self._floor.model.enrol
        await self._begin("passphrase")
        model.ask()
        await self._rest()
        await self._begin("passphrase typed")
        await self._type("a long passphrase", "enrol.passphrase")
        await self._press("enrol.send")
        for name, there, code in (
            ("no address", closed_port(), CODE),
            ("no code", address, "WRONG"),
            ("download", address, CODE),
        ):
            await self._begin("address and code")
            await self._type(there, "enrol.address")
            await self._type(code, "enrol.code")
            await self._begin(f"enrol, {name}")
            await self._press("enrol.send")
        if self._floor.phase() != "signIn":
            raise AssertionError(f"the tablet was not set up: {model.message}")
