"""A tablet of head office's in a folder that stays: what one version of the app saved, the next must find and send.

The first self-test in a new folder enrols, saves work without sending it, and ends; the next one, of the same version
or a newer one, opens the files, finds that very work, and sends it. All of it is about one new customer. Head office
should be one for trying: the customer stays there.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import msgspec

from clienteling.app import ClientelingApp
from clienteling.domain.ids import new_id
from clienteling.platform.clock import SystemClock
from clienteling.platform.lock import held
from clienteling.platform.paths import make_private
from clienteling.self_test.steps import Report, SelfTestError, event_loop, require, session, sign_in, until
from clienteling.services.drafts import ContactDraft, CustomerDraft, DateDraft, FollowUpDraft
from clienteling.services.opening import Opening
from clienteling.store.tablet import Tablet

DOWNLOAD_SECONDS = 600.0
SEND_SECONDS = 120.0
TEXT = "Self-test"
"""The words of everything that is saved."""
_MARK = "self-test.json"


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What standard input tells. ``seller`` is a name or an id; ``address`` and ``code`` are for a new folder alone."""

    seller: str
    pin: str
    passphrase: str
    address: str = ""
    code: str = ""


class Mark(msgspec.Struct, frozen=True):
    """What the last self-test left in the folder: its customer, and the operations that were not sent (ids)."""

    customer: str
    waiting: tuple[str, ...]


def run(folder: Path, report: Report, typed: str) -> dict[str, Any]:
    """Do what the folder asks for. The answer names the customer, and what waits or was sent."""
    try:
        told = msgspec.json.decode(typed, type=Told)
    except msgspec.DecodeError as error:
        raise SelfTestError("standard input must tell seller, pin, passphrase, address and code as JSON") from error
    mark = folder / _MARK
    if mark.exists():
        left = msgspec.json.decode(mark.read_bytes(), type=Mark)
        return _find_and_send(folder, report, told, left)
    require(not folder.exists() or not any(folder.iterdir()), "the folder is neither empty nor of a self-test")
    return _save(folder, report, told)


def _save(folder: Path, report: Report, told: Told) -> dict[str, Any]:
    tablet = make_private(make_private(folder) / "tablet")
    saved: list[Mark] = []
    with held(tablet), event_loop() as loop:
        session(tablet, loop, lambda app: _work(app, report, told, saved))
    _keep(folder, saved[0])
    return {"customer": saved[0].customer, "waiting": len(saved[0].waiting)}


async def _work(app: ClientelingApp, report: Report, told: Told, saved: list[Mark]) -> None:
    model = app.model
    with report.step("enrol"):
        # Not in this machine's TPM or keyring: the folder must open wherever the next version is tried.
        app.services.opening.use_passphrase(told.passphrase)
        model.enrol.enrol(told.address, told.code, told.passphrase)
        await until(lambda: model.phase == "signIn" or model.enrol.message, "the first download", DOWNLOAD_SECONDS)
        require(model.phase == "signIn", str(model.enrol.message))
    with report.step("sign in"):
        await _enter(app, told)
    with report.step("save"):
        app.line.close()
        customer, count = _everything(app), app.tablet.journal.waiting().count
        waiting = tuple(operation.op_id for operation in app.tablet.journal.outbox())
        require(len(waiting) == count > 0, "what was saved is not in the outbox")
        saved.append(Mark(customer, waiting))


def _everything(app: ClientelingApp) -> str:
    """One of each: a new customer, and all one can add to them. Who they are."""
    work, today = app.services.enrichments, datetime.datetime.now(datetime.UTC).date()
    contact = ContactDraft("email", f"self-test-{new_id()[-8:]}@example.org")
    customer = work.new_customer(CustomerDraft({"name": TEXT}, (contact,))).customer_id
    work.add_note(customer, TEXT)
    work.add_tag(customer, TEXT)
    work.set_date(customer, DateDraft("other", 5, 17, label=TEXT))
    work.set_field(customer, "company", TEXT)
    work.set_consent(customer, "marketing", "call", "withdrawn")
    work.create_follow_up(customer, FollowUpDraft((today + datetime.timedelta(7)).isoformat(), TEXT))
    work.log_interaction(customer, "store_visit", TEXT)
    known = next((d for d in app.tablet.replica.preference_defs() if d.free_text or d.values), None)
    if known is not None:
        work.set_preference(customer, known.key, known.values[0] if known.values else TEXT)
    return customer


def _find_and_send(folder: Path, report: Report, told: Told, left: Mark) -> dict[str, Any]:
    tablet = folder / "tablet"
    with held(tablet):
        with report.step("what was saved"):
            _look(tablet, told, left)
        with event_loop() as loop:
            session(tablet, loop, lambda app: _send(app, report, told, left))
    _keep(folder, Mark(left.customer, ()))
    return {"customer": left.customer, "sent": len(left.waiting)}


def _look(directory: Path, told: Told, left: Mark) -> None:
    """All that was left waiting still waits: before the app begins to send it."""
    clock = SystemClock()
    with Tablet(directory, clock=clock.now) as tablet:
        opening = Opening(tablet, clock.now)
        opening.use_passphrase(told.passphrase)
        opening.wake()
        opening.unlock(_seller(opening, told), told.pin)
        waiting = tuple(operation.op_id for operation in tablet.journal.outbox())
        require(waiting == left.waiting, f"{len(left.waiting)} operations were left waiting, {len(waiting)} are there")


async def _send(app: ClientelingApp, report: Report, told: Told, left: Mark) -> None:
    with report.step("sign in"):
        app.model.enrol.unlock(told.passphrase)
        await until(lambda: app.model.phase == "signIn" or app.model.enrol.message, "the sign-in screen")
        require(app.model.phase == "signIn", str(app.model.enrol.message))
        await _enter(app, told)
    journal = app.tablet.journal
    with report.step("send"):
        app.line.request()
        await until(lambda: journal.waiting().count == 0, "the answer of head office", SEND_SECONDS)
        counts = journal.counts()
        require(not counts.rejected and not counts.conflicts, "head office did not take all of it")
    with report.step("back again"):
        folded = app.tablet.projection.customer
        await until(lambda: not folded(left.customer).pending, "what head office made of it", SEND_SECONDS)
        require(folded(left.customer).entity is not None, "head office does not show the customer it took")
    with report.step("profile"):
        app.context.customerOpened.emit(left.customer)
        await until(lambda: app.model.profile.customerId == left.customer, "the profile")
        await until(app.at_rest, "the profile to be read")


async def _enter(app: ClientelingApp, told: Told) -> None:
    await until(app.at_rest, "the sellers")
    await sign_in(app, _seller(app.services.opening, told), told.pin)


def _seller(opening: Opening, told: Told) -> str:
    found = next((p.id for p in opening.vault.people() if told.seller in {p.id, p.name}), "")
    require(bool(found), "no seller of this tablet has this name")
    return found


def _keep(folder: Path, mark: Mark) -> None:
    (folder / _MARK).write_bytes(msgspec.json.encode(mark))
