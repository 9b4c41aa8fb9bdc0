"""What else happened: web visits, carts, campaigns, messages, visits, service, notes, follow-ups, appointments."""

from __future__ import annotations

import datetime
from typing import Final, Literal

from clienteling.domain.catalogue import Seller
from clienteling.domain.history import (
    Appointment,
    Audience,
    Cart,
    FollowUp,
    FollowUpState,
    Interaction,
    Note,
    Ticket,
    Wishlist,
)
from clienteling.domain.provenance import Provenance
from headoffice.sample import words
from headoffice.sample.company import DAY
from headoffice.sample.dice import Weighted
from headoffice.sample.purchases import draw_lines
from headoffice.sample.sheet import HOUR, MINUTE, Sheet
from headoffice.sample.taxonomy import COLOR_WORDS, COLORS, word

TicketKind = Literal["complaint", "question", "repair"]
CartState = Literal["open", "bought", "emptied"]
AppointmentState = Literal["planned", "done", "cancelled", "missed"]

_CLOSED_CARTS: Final[tuple[CartState, ...]] = ("bought", "emptied")
_PAST: Final[tuple[AppointmentState, ...]] = ("done", "done", "done", "missed", "cancelled")
_TICKET_KIND: Final[Weighted[TicketKind]] = Weighted((45, "complaint"), (30, "question"), (25, "repair"))
_AUDIENCE: Final[Weighted[Audience]] = Weighted((80, "store"), (12, "company"), (8, "me"))
OPEN_PER_SELLER: Final = 9
"""About so many open follow-ups lie with each seller, however many customers there are."""
APPOINTMENTS_PER_STORE: Final = 6


def add_events(sheet: Sheet) -> None:
    """Everything of this module, as the customer's rhythm suggests."""
    if sheet.person.rhythm.web:
        _web(sheet)
    _campaigns(sheet)
    _messages(sheet)
    _visits(sheet)
    _tickets(sheet)
    if sheet.primary:
        _notes(sheet, sheet.primary)
        _follow_ups(sheet, sheet.primary)
        _appointments(sheet, sheet.primary)


def some_day(sheet: Sheet, most: int) -> int:
    """So many days ago: between yesterday and ``most``, but not before we knew them."""
    return sheet.dice.between(1, min(most, sheet.known_days()))


def add_interaction(sheet: Sheet, kind: str, at: int, by: Provenance, text: str = "") -> None:
    """One thing that happened."""
    sheet.add("interaction", Interaction(sheet.ids.new(), sheet.id, at, kind, by, text, 1))


def _web(sheet: Sheet) -> None:
    dice, person = sheet.dice, sheet.person
    stopped = person.rhythm.web_stopped
    if not stopped and dice.chance(0.3):
        for _ in range(dice.several(0.8, 4)):
            at = sheet.moment(some_day(sheet, 60))
            product = dice.pick(sheet.company.goods.shelf(person.gender))
            add_interaction(sheet, "web_view", at, sheet.by_source("webshop", at, "web"), product.title)
    if not stopped and dice.chance(0.12):
        at = sheet.moment(some_day(sheet, 60))
        state: CartState = "open" if at > sheet.today - 10 * DAY else dice.pick(_CLOSED_CARTS)
        lines = draw_lines(sheet, person.country.rate, dice.several(0.4, 3))
        sheet.add("cart", Cart(sheet.ids.new(), sheet.id, at, person.country.currency, lines, state))
    if dice.chance(0.1):
        at = sheet.moment(some_day(sheet, 400))
        lines = draw_lines(sheet, person.country.rate, dice.several(1.2, 6))
        sheet.add("wishlist", Wishlist(sheet.ids.new(), sheet.id, at, person.country.currency, lines))


def _campaigns(sheet: Sheet) -> None:
    """Letters to those who ever agreed to e-mail; some open them, a few click."""
    yes = next((r.by.at for r in sheet.consents if r.channel == "email" and r.state == "granted"), 0)
    if not yes or not sheet.dice.chance(0.6):
        return
    for _ in range(sheet.dice.several(0.5, 3)):
        at = sheet.moment(sheet.dice.between(1, max(1, min(300, (sheet.today - yes) // DAY))))
        by, title = sheet.by_source("newsletter", at, "newsletter"), sheet.say(words.CAMPAIGNS)
        add_interaction(sheet, "campaign_sent", at, by, title)
        if sheet.dice.chance(0.4):
            opened = min(at + sheet.dice.between(5, 200) * MINUTE, sheet.today - 1)
            add_interaction(sheet, "campaign_opened", opened, sheet.by_customer(opened, "email"), title)
            if sheet.dice.chance(0.3):
                clicked = min(opened + MINUTE, sheet.today - 1)
                add_interaction(sheet, "campaign_clicked", clicked, sheet.by_customer(clicked, "email"), title)


def _messages(sheet: Sheet) -> None:
    if not sheet.primary or not sheet.dice.chance(0.35):
        return
    shop = sheet.person.shop
    for _ in range(sheet.dice.several(0.7, 4)):
        at = sheet.moment(some_day(sheet, 365), shop)
        by = sheet.by_seller(sheet.primary, at, "message")
        add_interaction(sheet, "message_out", at, by, sheet.say(words.MESSAGES_OUT))
        if sheet.dice.chance(0.6):
            answered = min(at + sheet.dice.between(3, 200) * MINUTE, sheet.today - 1)
            by = sheet.by_customer(answered, "message")
            add_interaction(sheet, "message_in", answered, by, sheet.say(words.MESSAGES_IN))
    if sheet.dice.chance(0.15):
        at = sheet.moment(some_day(sheet, 365), shop)
        add_interaction(sheet, "call", at, sheet.by_seller(sheet.primary, at, "phone"), sheet.say(words.CALLS))


def _visits(sheet: Sheet) -> None:
    """Visits without a purchase: the ones with a purchase are orders."""
    if sheet.person.shop and sheet.dice.chance(0.3):
        for _ in range(sheet.dice.several(0.5, 4)):
            at = sheet.moment(some_day(sheet, 500), sheet.person.shop)
            add_interaction(sheet, "store_visit", at, sheet.from_store(at), sheet.say(words.VISITS))


def _tickets(sheet: Sheet) -> None:
    if not sheet.days or not sheet.dice.chance(0.1):
        return
    dice = sheet.dice
    kind = _TICKET_KIND.draw(dice)
    subject = sheet.say({"complaint": words.COMPLAINTS, "question": words.QUESTIONS, "repair": words.REPAIRS}[kind])
    at = sheet.moment(some_day(sheet, 500))
    by = sheet.by_source("service_desk", at, "service")
    if at > sheet.today - 15 * DAY:
        sheet.add("ticket", Ticket(sheet.ids.new(), sheet.id, at, kind, subject, by))
        return
    solved = at + dice.between(1, 12) * DAY
    answer = -1 if dice.chance(0.4) else 10 - min(10, int(dice.expovariate(0.5)))
    sheet.add(
        "ticket",
        Ticket(
            sheet.ids.new(), sheet.id, at, kind, subject, by, "resolved", sheet.say(words.SOLUTIONS), solved, answer
        ),
    )
    if answer >= 0:
        told = min(solved + 2 * HOUR, sheet.today - 1)
        add_interaction(sheet, "survey", told, sheet.by_customer(told, "email"), f"{answer}/10")


def slots(sheet: Sheet) -> dict[str, str]:
    """What the gaps in sentences are filled with."""
    dice = sheet.dice
    return {
        "piece": words.say(words.PIECES[dice.pick(tuple(words.PIECES))], sheet.language),
        "color": word(COLOR_WORDS, dice.pick(tuple(COLORS)), sheet.language),
        "size": sheet.sizes.get("shoe", "38"),
    }


def _notes(sheet: Sheet, seller: Seller) -> None:
    if not sheet.dice.chance(0.3):
        return
    for _ in range(sheet.dice.several(0.4, 3)):
        at = sheet.moment(some_day(sheet, 600), sheet.person.shop)
        text = sheet.say(words.NOTES, **slots(sheet))
        audience = _AUDIENCE.draw(sheet.dice)
        note = Note(sheet.ids.new(), sheet.id, text, sheet.by_seller(seller, at), audience, 1)
        sheet.add("note", note)


def _follow_ups(sheet: Sheet, seller: Seller) -> None:
    dice, shop = sheet.dice, sheet.person.shop
    if shop is None:
        return
    book = max(1.0, shop.crowd * 0.6 / len(shop.books))
    if dice.chance(min(0.25, OPEN_PER_SELLER / book)):
        due = max(dice.pick((-9, -4, -2, -1, 0, 0, 0, 0, 1, 2, 3, 5, 8, 13, 30)), 1 - sheet.known_days())
        add_follow_up(sheet, seller, due, min(-1, due - 1))
    if dice.chance(0.05):
        ago = some_day(sheet, 300)
        add_follow_up(sheet, seller, 1 - ago, -ago, done=True)


def add_follow_up(
    sheet: Sheet, seller: Seller, due: int, made: int, text: str = "", reason: str = "asked", *, done: bool = False
) -> None:
    """A task for ``seller``, due and made so many days from today (negative: past). Without ``text`` one is drawn."""
    if not text:
        reason, row = sheet.dice.pick([each for each in words.FOLLOW_UPS if _has_cause(sheet, each[0])])
        text = sheet.say((row,), **slots(sheet))
    day = sheet.company.date + datetime.timedelta(days=due)
    by = sheet.by_seller(seller, sheet.moment(-made, sheet.person.shop))
    outcome, done_by = "", None
    state: FollowUpState = "open"
    if done:
        outcome = sheet.say(words.OUTCOMES)
        state = "done" if sheet.dice.chance(0.85) else "cancelled"
        done_by = sheet.by_seller(seller, sheet.moment(max(1, -due), sheet.person.shop))
    task = FollowUp(sheet.ids.new(), sheet.id, day.isoformat(), text, seller.id, by, reason, state, outcome, done_by, 1)
    sheet.add("followup", task)


def _has_cause(sheet: Sheet, reason: str) -> bool:
    """Whether what is known of the customer gives this reason."""
    if reason == "date":
        return bool(sheet.dates)
    if reason == "thanks":
        return bool(sheet.days) and sheet.days[-1] < 15
    if reason == "cart":
        return any(etype == "cart" and entity.state == "open" for etype, entity in sheet.history)
    if reason == "complaint":
        return any(etype == "ticket" and entity.kind != "question" for etype, entity in sheet.history)
    if reason == "replenishment":
        bought = (line.picture for etype, entity in sheet.history if etype == "order" for line in entity.lines)
        return any(picture.startswith("cream") for picture in bought)
    return True


def _appointments(sheet: Sheet, seller: Seller) -> None:
    dice, shop = sheet.dice, sheet.person.shop
    if shop is None:
        return
    if dice.chance(min(0.05, APPOINTMENTS_PER_STORE / max(1.0, shop.crowd * 0.6))):
        minutes = 600 + dice.between(0, 36) * 15
        add_appointment(sheet, seller, dice.pick((0, 0, 1, 2, 4, 9)), minutes)
    if dice.chance(0.03):
        add_appointment(sheet, seller, -some_day(sheet, 300), 600 + dice.between(0, 36) * 15)


def add_appointment(sheet: Sheet, seller: Seller, day: int, minutes: int, text: str = "") -> None:
    """A visit so many days from today (negative: past), ``minutes`` after midnight by the store's clock."""
    shop = sheet.person.shop
    offset = shop.offset if shop else 0
    at = sheet.today + day * DAY + minutes * MINUTE - offset
    state: AppointmentState = "planned" if day >= 0 else sheet.dice.pick(_PAST)
    made = sheet.by_seller(seller, sheet.moment(max(1, 3 - day), shop), "phone")
    words_said = text or sheet.say(words.APPOINTMENTS)
    sheet.add(
        "appointment", Appointment(sheet.ids.new(), sheet.id, at, seller.store, seller.id, words_said, made, state, 1)
    )
