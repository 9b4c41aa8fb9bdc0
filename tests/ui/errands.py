"""What a seller does now and then, played on the running app: every sheet saved, lookup, messages, languages, a rest.

What head office and the company's rules would say is put in the place of what asks for it: nothing of it is stored.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import msgspec

from clienteling.domain.apply.outcome import Conflict
from clienteling.domain.contact_rules import ContactRules
from clienteling.services.drafts import DateDraft
from clienteling.ui import places
from clienteling.wire.messages import LookupAnswer, OperationResult
from tests.ui.boutique import PIN, herself
from tests.ui.steps import Steps
from tests.ui.test_every_screen import ELSEWHERE
from tests.ui.test_pin_help import NEW, RESETS, Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QAbstractItemModel

_UNKNOWN = "nobody.at.all@example.com"
_SHOE = "size.shoe"
_SEVERAL = 200
_WAITING = 130
"""More than twice as many as the sync centre shows at first."""
_LONG_S = 100_000.0
_RULES = ContactRules("9" * 32, quiet_from=0, quiet_until=0, most=0)
"""The session is played at any hour, and writes to whom it likes."""


class Errands(Steps):
    """Somebody is signed in, and is again at the end."""

    async def all(self, customer: str, typed: str) -> None:
        """Everything, about ``customer``; ``typed`` finds somebody."""
        with mock.patch.object(self._floor.tablet.replica, "contact_rules", return_value=_RULES):
            await self.save_sheets(customer, typed)
            await self.who_said_so()
            await self.reveal(customer)
            await self.message()
            await self.message_several()
        await self.filters(typed)
        await self.lookup()
        await self.decide(customer)
        await self.support()
        await self.languages("in the settings")

    async def save_sheets(self, customer: str, typed: str) -> None:
        """Fill in each sheet over a profile, and save it; take one of them back."""
        sheets = self._floor.model.sheets
        due = (dt.datetime.now().astimezone().date() + dt.timedelta(days=3)).isoformat()
        self._floor.app.context.customerOpened.emit(customer)
        await self._save("note", sheets.note, lambda: sheets.openNote(customer), self._note)
        await self._save(
            "preference", sheets.preference, lambda: sheets.openPreference(customer, _SHOE),
            lambda: sheets.preference.saveValue("38"),
        )  # fmt: skip
        await self._save(
            "consent", sheets.consent, lambda: sheets.openConsentAt(customer, "marketing", "whatsapp"), self._consent
        )
        await self._save("tag", sheets.tag, lambda: sheets.openTag(customer), lambda: sheets.tag.save("Viewing"))
        await self._begin("undo")
        if not self._floor.model.toast.undoable:
            raise AssertionError("what was saved cannot be taken back")
        self._floor.model.toast.undo()
        await self._save("contact", sheets.contact, lambda: sheets.openContact(customer, ""), self._contact)
        await self._save(
            "date", sheets.date, lambda: sheets.openDate(customer, ""), lambda: sheets.date.save("--05-17", "")
        )
        await self._save(
            "followUp", sheets.followUp, lambda: sheets.openFollowUp(customer, ""),
            lambda: (sheets.followUp.setDue(due), sheets.followUp.save("Ask how the coat fits")),
        )  # fmt: skip
        await self._save(
            "field", sheets.field, lambda: sheets.openField(customer, "occupation"),
            lambda: sheets.field.save("Architect"),
        )  # fmt: skip
        await self._save("book", sheets.book, lambda: sheets.openBook(customer), self._book)
        await self._edit_note(customer)
        await self._merge(customer, typed)

    async def who_said_so(self) -> None:
        """Look at who told us of a preference, a consent and a number, and put that away each time."""
        profile = self._floor.model.profile
        for tab, name in (
            (0, "profile.preference"),
            (5, "profile.consent.marketing.whatsapp"),
            (6, "profile.value.contact"),
        ):
            profile.choose(tab)
            await self._rest()
            await self._begin(f"who said so, {name.split('.')[1]}")
            await self._press(name)
            if not profile.provenance.title:
                raise AssertionError(f"nobody is told of {name}")
            await self._put_away()

    async def reveal(self, customer: str) -> None:
        """Have a masked number shown; and once more, when so many were shown that the PIN is asked for."""
        sight, reveal = self._floor.services.sight, self._floor.model.profile.reveal
        held = await self._elsewhere(lambda: self._floor.tablet.projection.customer(customer).entity)
        contact: str = held.contacts[-1].id  # type: ignore[union-attr] # whose profile is open is there
        await self._begin("reveal")
        reveal.show(contact)
        await self._rest()
        policy = msgspec.structs.replace(await self._elsewhere(sight.policy), reveals_per_hour=1)
        with mock.patch.object(sight, "policy", return_value=policy):
            await self._begin("reveal, PIN")
            reveal.show(contact)
            await self._rest()
            if not reveal.asking:
                raise AssertionError("the PIN was not asked for")
            for digit in PIN:
                reveal.press(digit)
            await self._rest()
        if reveal.asking:
            raise AssertionError("the PIN was not taken")

    async def message(self) -> None:
        """Write to the customer whose profile is open: copy the number, note it."""
        message = self._floor.model.profile.message
        self._floor.model.profile.choose(0)
        await self._begin("message")
        await self._press("profile.message")
        await self._begin("message, copied")
        await self._copy(message, message.ways)
        if not message.ready:
            raise AssertionError("nothing was copied")
        await self._begin("message, noted")
        message.save("The coat has come")
        await self._rest()

    async def message_several(self) -> None:
        """One text to a list: whoever may be written to by WhatsApp; the first, without the second, and no more."""
        customers, messaging = self._floor.model.customers, self._floor.model.customers.messaging
        with mock.patch.object(self._floor.services.messaging, "most", return_value=_SEVERAL):
            await self._begin("message several, filter")
            messaging._refresh()
            self._floor.model.show("customers")
            customers.searchEveryone()
            customers.chooseReach(2)
            await self._rest()
            await self._begin("message several")
            customers.messageThese()
            await self._rest()
            await self._begin("message several, scroll")
            await self._scroll()
            await self._begin("message several, written")
            messaging.people.edit("Hello $name, the new season is here. $seller")
            await self._rest()
            await self._begin("message several, begin")
            messaging.begin()
            await self._rest()
            if messaging.step != "turn":
                raise AssertionError(f"nobody's turn: {messaging.error or messaging.step}")
            await self._begin("message several, copied")
            await self._copy(messaging, messaging._ways)
            await self._begin("message several, sent")
            messaging.sent()
            await self._rest()
            if messaging.sentCount != 1:
                raise AssertionError("it was not noted")
            await self._begin("message several, left out")
            messaging.leaveOut()
            await self._rest()
            await self._begin("message several, end")
            messaging.end()
            await self._rest()

    async def filters(self, typed: str) -> None:
        """Narrow the list by everything there is to narrow it by."""
        customers = self._floor.model.customers
        self._floor.model.show("customers")
        customers.searchEveryone()
        customers.search("")
        await self._begin("filters")
        await self._press("customers.filters")
        choices: tuple[tuple[str, Callable[[], None]], ...] = (
            ("tier", lambda: customers.chooseTier(len(customers.tierNames) - 1)),
            ("month", lambda: customers.chooseMonth(5)),
            ("reach", lambda: customers.chooseReach(1)),
            ("follow-up", customers.toggleOpenFollowUp),
            ("none", customers.clearFilters),
            ("notes", customers.toggleNotesOnly),
            ("book", lambda: customers.chooseBook(1)),
        )
        for name, narrow in choices:
            await self._begin(f"filter {name}")
            narrow()
            await self._rest()
        await self._begin("filters, away")
        await self._put_away()
        await self._begin("type, filtered")
        await self._type(typed)
        await self._rest()
        await self._begin("everyone again")
        customers.searchEveryone()
        await self._rest()

    async def lookup(self) -> None:
        """Somebody of another store is asked for, found, and taken over."""
        customers, lookup = self._floor.model.customers, self._floor.model.customers.lookup
        await self._begin("lookup, typed")
        await self._type(_UNKNOWN)
        await self._rest()
        if not customers.canLookUp:
            raise AssertionError("other stores cannot be asked")
        answer = LookupAnswer("found", (ELSEWHERE, msgspec.structs.replace(ELSEWHERE, id="9e" * 16, here=True)))
        with mock.patch.object(self._floor.services.lookup, "find", return_value=answer):
            await self._begin("lookup")
            customers.lookElsewhere()
            await self._rest()
            await self._begin("lookup, found")
            lookup.choose(0)
            lookup.look()
            await self._rest()
            if not lookup.found:
                raise AssertionError("nobody was found")
            await self._begin("lookup, taken over")
            await self._press("lookup.take")
        await self._begin("lookup, away")
        await self._put_away()
        customers.search("")
        await self._rest()

    async def decide(self, customer: str) -> None:
        """Head office says that two values do not agree, and sends something back: decide, and send it again."""
        sync = self._floor.model.sync
        await self._begin("answers arrive")
        await self._elsewhere(lambda: self._disagree(customer))
        await self._rest()
        await self._begin("sync centre, with answers")
        self._floor.model.show("sync")
        await self._rest()
        await self._begin("to decide")
        sync.choose("decide")
        await self._rest()
        await self._begin("decided")
        sync.conflict.pick("yours")
        sync.conflict.keep()
        await self._rest()
        await self._begin("sent back")
        sync.choose("back")
        await self._rest()
        if not sync.rejected.there:
            raise AssertionError("nothing was sent back")
        await self._begin("sent again")
        sync.rejected.sendAgain([row[0] for row in self._floor.rows(sync.rejected.args, "value")])
        await self._rest()
        add = self._floor.services.enrichments.add_note
        await self._elsewhere(lambda: [add(customer, f"Prefers linen {n}") for n in range(_WAITING)])
        for group in ("delivered", "waiting"):
            await self._begin(f"sync centre, {group}")
            sync.choose(group)
            await self._rest()
            await self._scroll()
        for times in range(2):
            await self._begin(f"sync centre, more, {times + 1}")
            await self._press("sync.more")

    async def support(self) -> None:
        """Each question before something that helps; the file for support is saved."""
        support = self._floor.model.support
        self._floor.model.show("settings")
        for action in ("resend", "rebuild", "quarantine", "diagnostics"):
            await self._begin(f"support, {action}")
            support.ask(action)
            await self._rest()
            support.close()
        await self._begin("support, saved")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "diagnostics.json"
            with mock.patch.object(places, "new_file", return_value=file):
                support.ask("diagnostics")
                await self._rest()
                support.confirm()
                await self._rest()
            if not file.exists():
                raise AssertionError("no file was saved")

    async def languages(self, where: str) -> None:
        """Speak others and one's own again, where one is."""
        for language in ("es", "pt_BR", "en"):
            await self._begin(f"{language} {where}")
            await self._press(f"language.{language}")

    async def pin_help(self, seller: str) -> None:
        """Nobody is signed in: a manager lets the seller choose a new PIN, of which they are told as they sign in."""
        desk, model = Desk(self._floor), self._floor.model.pinHelp
        self._floor.model.signIn.choose(seller)
        await self._begin("PIN help")
        self._floor.model.signIn.forgotten()
        await self._rest()
        await self._begin("PIN help, manager")
        model.choose(self._floor.rows(model.helpers, "key")[0][0])
        await self._rest()
        for name, pin in (("new", PIN), ("again", NEW), ("done", NEW)):
            await self._begin(f"PIN help, {name}")
            for digit in pin:
                model.press(digit)
            await self._rest()
        if desk.chosen != [NEW]:
            raise AssertionError("no new PIN was chosen")
        sessions, notice = self._floor.services.sessions, self._floor.model.pinNotice
        with (
            mock.patch.object(sessions, "pin_resets", return_value=RESETS),
            mock.patch.object(sessions, "every_pin_reset", return_value=RESETS),
            mock.patch.object(sessions, "pin_resets_told"),
        ):
            await self._begin("PIN notice")
            await self._sign_in(seller)
            if not notice.opened:
                raise AssertionError("the seller was not told")
            await self._begin("PIN notice, read")
            notice.confirm()
            await self._rest()

    async def rest(self, seller: str, customer: str) -> None:
        """With a profile in view nobody touches the tablet for long: it locks itself, and opens by PIN again."""
        self._floor.app.context.customerOpened.emit(customer)
        await self._begin("locked by idleness")
        with self._long_past():
            self._floor.app.idle.look()
            await self._rest()
        if self._floor.phase() != "signIn":
            raise AssertionError("the tablet did not lock itself")
        await self.languages("at sign-in")
        await self._begin("sign in again")
        await self._sign_in(seller)

    # --- how ---

    @contextmanager
    def _long_past(self) -> Iterator[None]:
        idle = self._floor.app.idle
        ahead = tuple(_ahead(clock) for clock in idle._clocks)
        idle._looked = [clock() for clock in ahead]  # it was awake, or it would lock for having slept
        with mock.patch.object(idle, "_clocks", ahead):
            yield

    async def _save(self, name: str, sheet: Any, opening: Callable[[], None], fill: Callable[[], object]) -> None:
        """The sheet is filled in and saved in one go; more of it, where there is something to look at in between."""
        opening()
        await self._begin(f"save {name}")
        if not sheet.opened:
            raise AssertionError(f"the sheet {name} did not open")
        fill()
        await self._rest()
        if sheet.opened:
            raise AssertionError(f"the sheet {name} was not saved: {sheet.error}")

    def _note(self) -> None:
        note = self._floor.model.sheets.note
        note.edit("Wants the bag before the wedding in May; wears 38")
        note.save()

    def _consent(self) -> None:
        consent = self._floor.model.sheets.consent
        consent.chooseAnswer("granted")
        consent.save()

    def _contact(self) -> None:
        contact = self._floor.model.sheets.contact
        contact.chooseKind(1)
        contact.save("+34 600 11 10 01", "")

    def _book(self) -> None:
        book = self._floor.model.sheets.book
        if book.mine:
            book.remove()
        else:
            book.add(False)

    async def _edit_note(self, customer: str) -> None:
        sheets, journal = self._floor.model.sheets, self._floor.tablet.journal
        outbox = await self._elsewhere(journal.outbox)
        note = next(op.entity_id for op in outbox if op.kind == "note.add")
        edit = sheets.noteEdit
        await self._save(
            "words of a note", edit, lambda: sheets.editNote(customer, f"note:{note}"),
            lambda: (edit.edit("Likes linen, and wool"), edit.save()),
        )  # fmt: skip

    async def _merge(self, customer: str, typed: str) -> None:
        sheets, merge = self._floor.model.sheets, self._floor.model.sheets.merge
        sheets.openMerge(customer)
        await self._begin("merge, search")
        merge.search(typed)
        await self._rest()
        await self._begin("merge, picked")
        merge.pick(self._floor.rows(merge.people, "key")[0][0])
        await self._rest()
        await self._begin("save merge")
        merge.chooseReason(0)
        merge.send("Came in with the card of her mother")
        await self._rest()
        if merge.opened:
            raise AssertionError(f"the sheet merge was not saved: {merge.error}")

    async def _copy(self, message: Any, ways: QAbstractItemModel) -> None:
        """What is masked is shown first."""
        for _ in range(2):
            rows = self._floor.rows(ways, "key", "standing", "masked")
            key, _, masked = next(row for row in rows if row[1] == "allowed")
            message.choose(key)
            await self._rest()
            if not masked:
                return

    def _disagree(self, customer: str) -> None:
        """In another thread. All that waits is taken by head office, but for a size and a date saved just now."""
        enrichments, journal = self._floor.services.enrichments, self._floor.tablet.journal
        size = enrichments.set_preference(customer, _SHOE, "39").op_ids
        date = enrichments.set_date(customer, DateDraft("birthday", 2, 29, 1984)).op_ids
        results = []
        batch = journal.next_batch(500, 1 << 20)
        journal.request_id([op.op_id for op in batch])
        for op in batch:
            if op.op_id in size:
                two = Conflict(f"preference:{_SHOE}", "39", "38.5", herself(0.05), "theirs")
                results.append(OperationResult(op.op_id, "conflict", 3, conflict=two))
            elif op.op_id in date:
                results.append(OperationResult(op.op_id, "rejected", 3, 107, "This day does not exist."))
            else:
                results.append(OperationResult(op.op_id, "applied", 3))
        journal.record(results, journal.fence())


def _ahead(clock: Callable[[], float]) -> Callable[[], float]:
    return lambda: clock() + _LONG_S
