"""What happened with a customer, as rows of the timeline."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clienteling.ui import profile_words, words
from clienteling.ui.format import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clienteling.domain import history
    from clienteling.domain.history import OrderLine
    from clienteling.domain.provenance import Provenance
    from clienteling.services.profiles import ProfileView, TimelineItem
    from clienteling.ui.format import Formats

SHORT = 120
"""Characters of a note or message shown before it is unfolded."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One thing that happened.

    ``lines`` and ``amounts`` go together and are shown when the row is unfolded, ``source`` below them. Unfolded,
    ``headline`` says everything that was said. ``takeBack`` names taking back what the signed-in seller wrote down,
    empty when it is not theirs; ``editable``: its words can be changed.
    """

    key: str
    symbol: str
    headline: str
    detail: str
    lines: tuple[str, ...]
    amounts: tuple[str, ...]
    source: str
    pending: bool
    unfolded: bool
    takeBack: str
    editable: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """What one kind of event says: icon, sentence, channel, and what it unfolds to."""

    symbol: str
    headline: str
    channel: str
    whole: str = ""
    lines: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    source: str = ""
    take_back: str = ""
    editable: bool = False


class EventWords:
    """Makes rows of one customer's events in one language. ``seller`` is who is signed in."""

    def __init__(self, view: ProfileView, formats: Formats, now: int, seller: str) -> None:
        """``now`` is ms since 1970."""
        self._view = view
        self._formats = formats
        self._now = now
        self._seller = seller

    def row(self, item: TimelineItem, unfolded: bool) -> EventRow:
        """One row."""
        makers: dict[str, Callable[[Any], _Told]] = {
            "order": self._order,
            "cart": self._cart,
            "wishlist": self._wishlist,
            "ticket": self._ticket,
            "interaction": self._interaction,
            "note": self._note,
            "followup": self._follow_up,
            "appointment": self._appointment,
        }
        told = makers[item.kind](item.entity)
        when = self._formats.day(item.at) if item.at > 0 else ""
        detail = profile_words.joined(told.channel, when)
        return EventRow(
            f"{item.kind}:{item.entity.id}",
            told.symbol,
            (told.whole or told.headline) if unfolded else told.headline,
            detail,
            told.lines,
            told.amounts,
            told.source or self._when(item.at),
            item.pending,
            unfolded,
            told.take_back,
            told.editable,
        )

    def _order(self, order: history.Order) -> _Told:
        headline = self._bought(order)
        state = {
            "pending": translate("Events", "not yet paid"),
            "cancelled": translate("Events", "cancelled"),
            "returned": translate("Events", "given back"),
            "refunded": translate("Events", "refunded"),
        }.get(order.status, "")
        channel = self._place(order.channel, order.store)
        number = translate("Events", "Order %1").replace("%1", order.number)
        seller = self._view.sellers.get(order.seller, "")
        source = ", ".join(part for part in (number, seller, self._when(order.at)) if part)
        return _Told(
            "arrow-u-up-left" if order.kind == "return" else "receipt",
            headline,
            f"{channel}, {state}" if state else channel,
            "",
            tuple(_line(line) for line in order.lines),
            tuple(self._price(line, order.currency) for line in order.lines),
            source,
        )

    def _bought(self, order: history.Order) -> str:
        """What was bought or given back, and for how much where this tablet may know it."""
        what = _goods(order.lines) or translate("Events", "Order %1").replace("%1", order.number)
        back = order.kind == "return"
        if not order.currency:
            return translate("Events", "Gave back: %1").replace("%1", what) if back else what
        total = self._formats.money(abs(order.total_minor), order.currency)
        if back:
            return translate("Events", "Gave back: %1, %2").replace("%2", total).replace("%1", what)
        return translate("Events", "%1, %2", "what was bought, price").replace("%2", total).replace("%1", what)

    def _cart(self, cart: history.Cart) -> _Told:
        text = {
            "open": translate("Events", "Left in the web cart: %1"),
            "bought": translate("Events", "Bought from the web cart: %1"),
            "emptied": translate("Events", "Emptied the web cart: %1"),
        }[cart.state]
        return self._goods_event("shopping-cart-simple", text, cart.lines, cart.currency)

    def _wishlist(self, wishlist: history.Wishlist) -> _Told:
        text = translate("Events", "On the wishlist: %1")
        return self._goods_event("heart", text, wishlist.lines, wishlist.currency)

    def _goods_event(self, symbol: str, text: str, lines: Sequence[OrderLine], currency: str) -> _Told:
        return _Told(
            symbol,
            text.replace("%1", _goods(lines)),
            translate("Events", "Web"),
            "",
            tuple(_line(line) for line in lines),
            tuple(self._price(line, currency) for line in lines),
        )

    def _ticket(self, ticket: history.Ticket) -> _Told:
        symbol = {"complaint": "warning-circle", "question": "question", "repair": "wrench"}[ticket.kind]
        subject = _short(ticket.subject)
        if ticket.state == "open":
            headline = translate("Events", "%1, still open").replace("%1", subject)
        elif ticket.satisfaction >= 0:
            headline = _satisfaction(ticket.satisfaction).replace("%1", subject)
        else:
            headline = subject
        solved = self._formats.day(ticket.resolved_at) if ticket.resolved_at > 0 else ""
        outcome = translate("Events", "Outcome: %1").replace("%1", ticket.outcome) if ticket.outcome else ""
        closed = translate("Events", "Solved %1").replace("%1", solved) if solved else ""
        lines = tuple(part for part in (outcome, closed) if part)
        source = self._source(ticket.by)
        whole = headline.replace(subject, ticket.subject) if subject else headline
        return _Told(symbol, headline, translate("Events", "Service"), whole, lines, source=source)

    def _interaction(self, held: history.Interaction) -> _Told:
        symbol, bare, with_text = _interaction_words(held.kind)
        text = _short(held.text)
        headline = with_text.replace("%1", text) if text and with_text else bare
        channel = self._channel(held.by)
        take_back = translate("Events", "Take this contact back") if self._mine(held.by) else ""
        whole = held.text if len(held.text) > SHORT else ""
        return _Told(symbol, headline, channel, whole, source=self._source(held.by), take_back=take_back)

    def _note(self, note: history.Note) -> _Told:
        headline = translate("Events", "“%1”").replace("%1", _short(note.text))
        audience = {
            "me": translate("Events", "Note, for me alone"),
            "company": translate("Events", "Note, for the whole company"),
        }.get(note.audience, translate("Events", "Note"))
        author = profile_words.short_name(words.who(note.by, self._view.sellers))
        others = tuple(translate("Events", "Another version: %1").replace("%1", other) for other in note.others)
        mine = self._mine(note.by)
        take_back = translate("Events", "Take this note back") if mine else ""
        whole = translate("Events", "“%1”").replace("%1", note.text)
        source = self._source(note.by)
        channel = f"{audience}, {author}"
        return _Told("note", headline, channel, whole, others, source=source, take_back=take_back, editable=mine)

    def _follow_up(self, held: history.FollowUp) -> _Told:
        text = _short(held.text)
        if held.state == "done":
            headline = translate("Events", "Follow-up done: %1").replace("%1", text)
        elif held.state == "cancelled":
            headline = translate("Events", "Follow-up dismissed: %1").replace("%1", text)
        else:
            headline = translate("Events", "Follow-up: %1").replace("%1", text)
        seller = profile_words.short_name(self._view.sellers.get(held.seller, ""))
        outcome = translate("Events", "Outcome: %1").replace("%1", held.outcome) if held.outcome else ""
        due = translate("Events", "Due %1").replace("%1", self._formats.date(dt.date.fromisoformat(held.due)))
        lines = (due, outcome) if outcome else (due,)
        return _Told("calendar-check", headline, seller, "", lines, source=self._source(held.done_by or held.by))

    def _appointment(self, held: history.Appointment) -> _Told:
        text = {
            "cancelled": translate("Events", "Appointment cancelled: %1"),
            "missed": translate("Events", "Did not come: %1"),
        }.get(held.state, translate("Events", "Appointment: %1"))
        channel = self._place("store", held.store)
        return _Told("calendar", text.replace("%1", _short(held.text)), channel, source=self._source(held.by))

    def _mine(self, by: Provenance) -> bool:
        return bool(self._seller) and by.actor_kind == "seller" and by.actor == self._seller

    # --- parts -----------------------------------------------------------------------------------------------------

    def _place(self, channel: str, store: str) -> str:
        if channel == "web":
            return translate("Events", "Web")
        name = self._view.stores.get(store, "")
        return translate("Events", "Store %1").replace("%1", name) if name else translate("Events", "In store")

    def _channel(self, by: Provenance) -> str:
        return {
            "web": translate("Events", "Web"),
            "message": translate("Events", "Message"),
            "email": translate("Events", "E-mail"),
            "phone": translate("Events", "Phone"),
            "newsletter": translate("Events", "Newsletter"),
            "service": translate("Events", "Service"),
        }.get(by.channel) or (self._place("store", by.store) if by.channel == "store" else words.channel(by.channel))

    def _source(self, by: Provenance) -> str:
        return profile_words.source_line(by, self._view, self._now, self._formats)

    def _when(self, at: int) -> str:
        return profile_words.said_when(at, self._now, self._formats) if at > 0 else ""

    def _price(self, line: OrderLine, currency: str) -> str:
        if not currency:  # what a tablet may not know comes without one
            return ""
        return self._formats.money(line.price_minor * abs(line.quantity) - line.discount_minor, currency)


def _goods(lines: Sequence[OrderLine]) -> str:
    """What was bought, in few words: the first thing, and how many more."""
    if not lines:
        return ""
    first, more = lines[0].title, len(lines) - 1
    if not more:
        return first
    return translate("Events", "%1 and %n more", "", more).replace("%1", first)


def _line(line: OrderLine) -> str:
    pieces = abs(line.quantity)
    title = line.title if pieces == 1 else f"{pieces} \N{MULTIPLICATION SIGN} {line.title}"
    size = "" if line.size in line.title.split() else line.size
    return profile_words.joined(title, size, line.color)


def _short(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text[: 4 * SHORT].split())
    return line if len(line) <= SHORT else line[: SHORT - 1].rstrip() + "…"


def _satisfaction(points: int) -> str:
    if points >= 7:
        text = translate("Events", "%1, satisfied (%2 of 10)")
    elif points >= 5:
        text = translate("Events", "%1, not fully satisfied (%2 of 10)")
    else:
        text = translate("Events", "%1, dissatisfied (%2 of 10)")
    return text.replace("%2", str(points))


def _interaction_words(kind: str) -> tuple[str, str, str]:
    """Icon, sentence without words of theirs, sentence with them."""
    known = {
        "web_visit": ("globe", translate("Events", "Visited the web shop"), ""),
        "web_view": ("globe", translate("Events", "Looked around online"), translate("Events", "Viewed %1")),
        "campaign_sent": (
            "newspaper",
            translate("Events", "Newsletter sent"),
            translate("Events", "Newsletter sent: %1"),
        ),
        "campaign_opened": (
            "newspaper",
            translate("Events", "Opened a newsletter"),
            translate("Events", "Opened the newsletter: %1"),
        ),
        "campaign_clicked": (
            "newspaper",
            translate("Events", "Followed a newsletter"),
            translate("Events", "Followed the newsletter: %1"),
        ),
        "message_in": ("chat-circle", translate("Events", "Replied"), translate("Events", "Replied: “%1”")),
        "message_out": ("chat-circle", translate("Events", "We wrote"), translate("Events", "We wrote: “%1”")),
        "call": ("phone", translate("Events", "Phone call"), translate("Events", "Phone call: %1")),
        "store_visit": ("storefront", translate("Events", "Came to the store"), translate("Events", "Came by: %1")),
        "survey": ("smiley", translate("Events", "Answered a survey"), translate("Events", "Answered a survey: %1")),
    }
    return known.get(kind, ("chat-circle", translate("Events", "Contact"), "%1"))
