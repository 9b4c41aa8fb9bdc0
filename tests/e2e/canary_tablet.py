"""The tablet of the canary: the real app, which is told to do what a tour does not: fail, be killed, be refused."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
from importlib import metadata
from pathlib import Path
from typing import Any, NoReturn

os.environ.setdefault("QT_API", "pyside6")

import qasync
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from sqlalchemy import event

from clienteling.app import open_app
from clienteling.domain import operations as op
from clienteling.domain.notices import shown_in
from clienteling.platform import lock, log
from clienteling.platform.paths import make_private
from clienteling.services.drafts import ConsentDraft, ContactDraft, CustomerDraft, DateDraft, FollowUpDraft
from clienteling.services.errors import CompanyAway, EnrolmentFailed, WrongPin
from clienteling.services.pin_help import Ticket
from clienteling.store.form import FORM
from clienteling.store.values import Draft
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.sync.link import unwatched
from tests.e2e import walk
from tests.e2e.hand import let_happen
from tests.keys import CHEAP


class CanaryWalk(walk.Walk):
    """Orders that carry the words of a customer nobody would forget. No pictures: they are not asked for."""

    ticket: Ticket

    def picture(self, name: str) -> None:
        """None is taken: only the time passes in which a sheet opens."""
        let_happen(0.2)

    def enrol_at(self, address: str, code: str) -> dict[str, Any]:
        """Enrol with a wrong code, then with the right one."""
        enrolment = self.app.services.enrolment
        with contextlib.suppress(EnrolmentFailed):
            enrolment.enrol(address, "WRONG-CODE", "Till", lambda _: None, lambda: False)
        enrolment.enrol(address, code, "Till", lambda _: None, lambda: False)
        self.app.model.start()
        self.hand.until(lambda: self.app.model.phase == "signIn", "the tiles")
        return {}

    def wrong_pin(self, pin: str) -> dict[str, Any]:
        """A PIN that is not this seller's."""
        (tile,) = [t for t in self.app.services.sessions.sellers() if t.initials == "ER"]
        try:
            self.app.services.sessions.sign_in(tile.id, pin)
        except WrongPin:
            return {}
        raise AssertionError("another PIN was taken")

    def look_for(self, texts: list[str]) -> dict[str, Any]:
        """Search in every way there is."""
        return {"found": [self.app.services.directory.search(text).total for text in texts]}

    def save(self, customer: str, told: dict[str, str]) -> dict[str, Any]:
        """The other kinds of enrichment."""
        enrichments = self.app.services.enrichments
        enrichments.set_consent(customer, "marketing", "call", "withdrawn")
        enrichments.add_tag(customer, told["tag"])
        enrichments.add_contact(customer, "email", told["mail"])
        enrichments.set_date(customer, DateDraft("other", 5, 17, label=told["date"]))
        enrichments.create_follow_up(customer, FollowUpDraft("2030-01-31", told["follow_up"]))
        self.app.model.show("today")
        let_happen(0.1)
        return {}

    def make(self, same: str, name: str, phone: str, tag: str, street: str) -> dict[str, Any]:
        """A new customer, after a look whether they are known; who turns out to be the ``same`` person as another."""
        draft = CustomerDraft(
            {"name": name},
            (ContactDraft("phone", phone), ContactDraft("address", street)),
            preferences=(("brand", tag),),
            tags=(tag,),
        )
        self.app.services.directory.duplicates(draft)
        made = self.app.services.enrichments.new_customer(draft)
        merges = self.app.services.merges
        merges.ask(same, made.customer_id, "customer_said", tag)
        asked = merges.view(same).asked
        assert asked is not None
        return {"asked": asked.ask.id}

    def more(self, customer: str, words: str, address: str, version: int) -> dict[str, Any]:
        """What the tour does not do: reveal, draft, contact with the customer, changed behind one's back, refused."""
        services = self.app.services
        services.enrichments.add_contact(customer, "address", address)
        held = services.tablet.projection.customer(customer).entity
        assert held is not None
        shown = next(c for c in held.contacts if c.kind == "phone")
        services.sight.reveal(customer, shown.id)
        services.profiles.open(customer)
        services.profiles.timeline(customer)
        services.enrichments.save_draft(customer, "note", words)
        services.enrichments.log_interaction(customer, "call", words)
        services.messaging.begin("sms", f"$name, {words}", [customer])
        assert services.messaging.give(customer, shown.id) is not None
        services.messaging.sent(customer)
        session = services.sessions.require()
        # The service would refuse these: they come from another version, or from what was not known here.
        args: list[Any] = [op.TagAdd("ab" * 16, words * 9), op.FieldSet("company", words)]
        for each in args:
            draft = Draft(each, customer, version if isinstance(each, op.FieldSet) else 0)
            services.tablet.journal.append([draft], session.seller.id, session.store.id, 1)
        return {}

    def look_up(self, contacts: list[str]) -> dict[str, Any]:
        """Ask head office for customers of other stores; what it says is shown, and kept nowhere."""
        lookup = self.app.services.lookup
        return {"found": [lookup.find(each, lookup.reasons()[0], lambda: False).result for each in contacts]}

    def sign(self, customer: str, drawing: str) -> dict[str, Any]:
        """What a customer allows with the tablet in their hands, with a signature, and half of another one."""
        enrichments = self.app.services.enrichments
        shown = shown_in(enrichments.notice("marketing"), "es")
        said = ConsentDraft("marketing", "sms", "granted", "signed_tablet", shown=shown)
        enrichments.answer(customer, [said], drawing)
        return {"signed": len(self.app.services.profiles.open(customer).customer.consents)}

    def give_up(self, told: dict[str, str]) -> dict[str, Any]:
        """Somebody new fills in half of their form with the tablet in their hands, and gives it back."""
        self._handed_over(told)
        self.app.model.handOver.edit("birthday", "--05")
        self.app.model.handOver.abandon()
        self.hand.until(lambda: self.app.model.phase == "signIn", "the tiles")
        return {}

    def register(self, told: dict[str, str], strokes: list[list[tuple[float, float]]]) -> dict[str, Any]:
        """Somebody new does it to the end: who they are, what they allow, their signature."""
        self._handed_over(told)
        form = self.app.model.handOver
        form.speak("es")
        form.toggle("marketing", "sms")
        let_happen(0.1)
        for (x, y), *rest in strokes:
            form.penDown(x, y)
            for point in rest:
                form.penMove(*point)
        form.done()
        self.hand.until(lambda: self.app.model.phase == "signIn", "the tiles")
        return {}

    def _handed_over(self, told: dict[str, str]) -> None:
        form = self.app.model.handOver
        form.register(told["given"], told["phone"], "", "", 1, True)
        self.hand.until(lambda: form.registering, "the form")
        self.hand.until(lambda: self.app.model.phase == "handOver", "the tablet to be theirs")
        form.edit("name", told["name"])
        form.edit("email", told["mail"])
        let_happen(0.1)

    def taken_over(self) -> dict[str, Any]:
        """Have everything downloaded anew as a finished replica, once head office has one ready."""
        services, session = self.app.services, self.app.services.sessions.require()
        credentials = services.tablet.journal.load()
        assert credentials is not None
        office = HttpHeadOffice(credentials, metadata.version("clienteling"))

        def ready() -> bool:
            held = [office.manifest(name, unwatched) for name in ("company", "shared", f"store:{session.store.id}")]
            ids = [manifest.snapshot_id for manifest in held]
            return {m.state for m in held} == {"ready"} and office.image(FORM, ids, unwatched).state == "ready"

        try:
            self.hand.until(ready, "the finished replica", 60)
        finally:
            office.close()
        return self.download_again()

    def company(self) -> dict[str, Any]:
        """Ask for a sign-in with the company's account, which cannot be reached."""
        (tile,) = [t for t in self.app.services.sessions.sellers() if t.initials == "ER"]
        try:
            self.app.services.pin_help.begin_company(tile.id)
        except CompanyAway:
            return {}
        raise AssertionError("there is no such provider")

    def begin_company(self) -> dict[str, Any]:
        """Ask for it again, now that it can be reached: what a seller types into a browser."""
        (tile,) = [t for t in self.app.services.sessions.sellers() if t.initials == "ER"]
        self.ticket = self.app.services.pin_help.begin_company(tile.id)
        return {"code": self.ticket.code}

    def choose(self, pin: str) -> dict[str, Any]:
        """The seller has shown who they are in the browser, and chooses a PIN."""
        desk = self.app.services.pin_help
        leave = desk.poll_company(self.ticket)
        assert leave is not None
        desk.choose(leave, pin)
        return {}

    def told(self) -> dict[str, Any]:
        """The seller confirms having read how their PIN was set."""
        self.hand.find("pinNotice.reset")
        self.hand.tap("primaryButton")
        # Fading, the sheet still takes what is tapped.
        self.hand.until(lambda: not self.hand.is_there("primaryButton"), "the notice to have gone")
        return {}

    def exchanged(self, refused: int, conflicts: int) -> dict[str, Any]:
        """Wait until head office has answered for everything."""
        counts = self.app.services.tablet.journal.counts
        # After a failure of its own head office is left alone for half a minute, unless the tablet begins anew.
        self.app.line.close()
        self.app.line.open()
        self.hand.until(lambda: counts().waiting == 0, "everything to be answered", 30)
        held = counts()
        assert (held.rejected >= refused, held.conflicts >= conflicts) == (True, True), held
        for section in ("sync", "today", "customers"):
            self.app.model.show(section)
            let_happen(0.05)
        return {"refused": held.rejected, "conflicts": held.conflicts}

    def gone(self, customer: str) -> dict[str, Any]:
        """Wait until a customer who was erased is gone here."""
        self.app.line.request()
        self.hand.until(lambda: self.app.services.tablet.projection.customer(customer).entity is None, "the erasure")
        return {}

    def download_again(self) -> dict[str, Any]:
        """Have everything downloaded anew."""
        replica = self.app.services.tablet.replica
        self.app.services.support.rebuild()
        self.hand.until(replica.epoch, "the new download", 30)
        return {}

    def fail(self, words: str) -> dict[str, Any]:
        """Errors that quote a customer: in a slot, in a thread, in work for a screen, in a library, at head office."""

        def boom() -> NoReturn:
            raise ValueError(words)

        QTimer.singleShot(0, boom)
        thread = threading.Thread(target=boom)
        thread.start()
        thread.join()
        self.app.runner.read(boom, lambda _: None)
        logging.getLogger("some.library").error("could not read %s", words)
        logging.getLogger("clienteling.services").warning("failed for %s", words)
        let_happen(0.1)
        self.app.line.request()
        self.hand.until(self.app.line.reason, "the failure of head office")
        return {}

    def diagnose(self, file: str) -> dict[str, Any]:
        """What support is given."""
        self.app.services.support.diagnostics(Path(file))
        return {}

    def take_along(self, file: str) -> dict[str, Any]:
        """What was refused, as it may be taken along: without its words."""
        return {"count": self.app.services.support.export_quarantine(Path(file))}

    def take_words(self, file: str) -> dict[str, Any]:
        """The same with its words: asked for, and written down at head office first."""
        support, session = self.app.services.support, self.app.services.sessions.require()
        return {"count": support.export_values(Path(file), session.seller.id, "repair")}

    def die_saving(self, customer: str, words: str) -> dict[str, Any]:
        """SIGKILL between the writing and the commit of a note."""
        engine = self.app.tablet.journal.database._open_engine
        event.listen(engine, "commit", lambda _: os.kill(os.getpid(), signal.SIGKILL))
        self.app.services.enrichments.add_note(customer, words)
        raise AssertionError("it lives")


def main() -> int:
    """``canary_tablet DATA``: run the app on the data folder until told to quit."""
    folder = make_private(Path(sys.argv[1]))
    log.hold_back()
    with lock.held(folder):
        handler = log.open_log(folder, logging.DEBUG)
        application = QGuiApplication(["clienteling"])
        loop = qasync.QEventLoop(application, already_running=True)
        app = open_app(folder, loop, key_store="demo", effort=CHEAP)
        walk.serve(app, CanaryWalk(app, folder), loop)
        log.close_log(handler)
    return 0


if __name__ == "__main__":
    sys.exit(main())
