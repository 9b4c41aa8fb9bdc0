"""A seller's quarter of an hour, played on the running app: type, scroll, open, save, while rows arrive."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import msgspec

from clienteling.platform import threads
from clienteling.wire.messages import Change, ChangesAnswer
from tests.ui.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clienteling.store.tablet import Tablet

_PAGE = 500
_LONGEST_LICENCE = "Qt, PySide6: GPL 3.0, on which the LGPL builds"


class Shift(Steps):
    """What is done every day."""

    async def all(self, customer: str, words: Sequence[str], arriving: int) -> None:
        """Everything, one after the other: ``customer`` is opened, ``words`` are typed, so many rows arrive."""
        await self.today()
        await self.search(words)
        await self.profile(customer)
        await self.save(customer)
        await self.arrive(arriving, words[0])
        await self.centre()
        await self.forms(customer)
        await self.licences()

    async def sign_in(self, seller: str) -> None:
        """By PIN."""
        await self._begin("sign in")
        await self._sign_in(seller)

    async def today(self) -> None:
        """Look at what is due."""
        await self._begin("today")
        self._floor.model.show("today")
        await self._rest()
        await self._scroll()

    async def search(self, words: Sequence[str]) -> None:
        """Type each word letter by letter, not waiting for answers; scroll through what is found."""
        await self._begin("open customers")
        self._floor.model.customers.searchEveryone()
        self._floor.model.show("customers")
        await self._rest()
        for text in words:
            await self._begin("type")
            await self._type(text)
            await self._rest()
            await self._begin("scroll results")
            await self._scroll()
            self._floor.model.customers.more()
            await self._rest()
            await self._scroll()

    async def profile(self, customer: str) -> None:
        """Open a profile, look at every tab, scroll."""
        await self._begin("open profile")
        self._floor.app.context.customerOpened.emit(customer)
        await self._rest()
        for tab in range(7):
            await self._begin(f"profile tab {tab}")
            self._floor.model.profile.choose(tab)
            await self._rest()
            await self._begin(f"scroll profile tab {tab}")
            await self._scroll()

    async def save(self, customer: str) -> None:
        """Write three notes."""
        await self._begin("save")
        enrichments = self._floor.services.enrichments
        for n in range(3):
            self._floor.app.context.save(lambda n=n: enrichments.add_note(customer, f"Likes linen {n}"), "Saved")  # type: ignore[misc]
            await self._rest()

    async def arrive(self, count: int, typed: str) -> None:
        """Rows arrive in a thread of their own, as in an exchange, while somebody types."""
        await self._begin("type while rows arrive")
        self._floor.model.show("customers")
        tablet, arrived = self._floor.tablet, threading.Event()
        rows = await self._elsewhere(lambda: changed(tablet, count))

        def exchange() -> None:
            threads.last()  # as the app's does
            try:
                for start in range(0, count, _PAGE):
                    arriving(tablet, rows[start : start + _PAGE])
            finally:
                arrived.set()

        thread = threading.Thread(target=exchange, name="exchange")
        thread.start()
        while not arrived.is_set():
            await self._type(typed)
        thread.join()
        await self._rest()

    async def centre(self) -> None:
        """Look at what waits."""
        await self._begin("sync centre")
        self._floor.model.show("sync")
        await self._rest()
        await self._scroll()

    async def forms(self, customer: str) -> None:
        """Look at the form for somebody new and at the settings; open each sheet over a profile, and close it again."""
        for section in ("new", "settings"):
            await self._begin(f"open {section}")
            self._floor.model.show(section)
            await self._rest()
            await self._begin(f"scroll {section}")
            await self._scroll()
        await self._begin("back to a profile")
        self._floor.app.context.customerOpened.emit(customer)
        sheets = self._floor.model.sheets
        for name, opening in (
            ("note", sheets.openNote),
            ("preference", lambda customer: sheets.openPreference(customer, "")),
            ("consent", sheets.openConsent),
            ("tag", sheets.openTag),
            ("contact", lambda customer: sheets.openContact(customer, "")),
            ("date", lambda customer: sheets.openDate(customer, "")),
            ("followUp", lambda customer: sheets.openFollowUp(customer, "")),
            ("field", lambda customer: sheets.openField(customer, "occupation")),
            ("book", sheets.openBook),
            ("merge", sheets.openMerge),
        ):
            await self._begin(f"sheet {name}")
            opening(customer)
            await self._rest()
            sheet = getattr(sheets, name)
            if not sheet.opened:
                raise AssertionError(f"the sheet {name} did not open")
            sheet.close()
            await self._rest()

    async def licences(self) -> None:
        """Read the longest licence of what the app is made of, and go back."""
        model = self._floor.model.licences
        self._floor.model.show("settings")
        await self._begin("licences")
        model.open()
        await self._rest()
        await self._begin("a licence")
        model.choose(_LONGEST_LICENCE)
        await self._rest()
        if model.paragraphs.rowCount() < 100:
            raise AssertionError("the longest licence is another one")
        await self._begin("back from a licence")
        model.close()
        await self._rest()
        model.close()
        await self._rest()

    async def hand_over(self, customer: str) -> None:
        """Hand the tablet to a customer, who gives it back: nobody is signed in any more."""
        await self._begin("hand over")
        self._floor.model.handOver.begin(customer)
        await self._rest()
        if not self._floor.model.handOver.active:
            raise AssertionError("the tablet was not handed over")
        await self._begin("hand over, another language")
        self._floor.model.handOver.speak("pt_BR")
        await self._rest()
        await self._begin("taken back")
        self._floor.model.handOver.abandon()
        await self._rest()


def changed(tablet: Tablet, count: int) -> list[tuple[str, int, bytes]]:
    """Id, version and body of ``count`` customers of this tablet as head office would have changed them."""
    with tablet.replica.database.quick() as connection:
        query = "SELECT id, version, body FROM customer ORDER BY id LIMIT +?"
        held = connection.execute(query, (count,)).fetchall()
    return [(key, version + 1, _newer(body, version)) for key, version, body in held]


def arriving(tablet: Tablet, rows: Sequence[tuple[str, int, bytes]]) -> None:
    """A page of the feed with these customers of this store is applied."""
    scope = next(name for name in tablet.replica.scopes() if name.startswith("store:"))
    cursor = tablet.replica.cursor(scope)
    changes = tuple(
        Change(cursor + n, "customer", key, "put", version, msgspec.Raw(body))
        for n, (key, version, body) in enumerate(rows, 1)
    )
    last = cursor + len(rows)
    tablet.replica.apply_page(scope, ChangesAnswer(tablet.replica.epoch(), 0, last, last, changes))


def _newer(body: bytes, version: int) -> bytes:
    document: dict[str, Any] = msgspec.json.decode(body)
    return msgspec.json.encode({**document, "version": version + 1})
