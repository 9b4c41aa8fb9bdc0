"""At a glance: at most five things worth knowing before saying hello, each with its because.

Pure: rows in, sentences' ingredients out. The screen makes translated sentences of ``kind`` and ``values``.
All values are strings; days and counts are decimal, times are ms since 1970 (UTC), dates ISO.

=============== ================================================ ======================================================
kind            values                                           because_kind: because_values
=============== ================================================ ======================================================
allergy         key, value (several: one per line)               told: actor_kind, actor, channel, at
complaint       subject                                          ticket_open: at, days, count
store_not_web   (none)                                           visits: count, years, last_web (ms or empty)
web_not_store   (none)                                           web_orders: count, years, last_store (ms or empty)
date_soon       kind (birthday ...), days, label, date           told: actor_kind, actor, channel, at
cart            title, size, color                               cart_left: at, size, stock (yes, no, unknown)
reach           channel (email, message, phone ... or empty),    told: actor_kind, actor, channel, at; or
                hour (a value of its definition, or empty)       answers: answered, sent, calls
tier_near       tier, points (still to go)                       points: points (held)
replenish       title                                            bought: days (ago), every (usual days between)
lapsed          days                                             last_purchase: at, title
=============== ================================================ ======================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from clienteling.domain import advisor, consent
from clienteling.domain.advisor import Moment
from clienteling.domain.catalogue import PreferenceDef
from clienteling.domain.customer import Customer, Preference
from clienteling.domain.days import DAY_MS, days_since, next_day
from clienteling.domain.history import Cart, Interaction, Order, Ticket
from clienteling.domain.provenance import Provenance

LIMIT = 5
"""More than this is not a glance."""
YEARS = 2
"""How far back habits are looked at."""
HABIT = 3
"""Purchases that make a habit."""
DATE_DAYS = 14
LAPSED_DAYS = 365
TIER_SHARE = 0.2
"""The next tier is near when at most this share of its points is missing."""
ANSWER_DAYS = 3


class GlanceItem(msgspec.Struct, frozen=True):
    """The ingredients of one sentence and of its because."""

    kind: str
    values: dict[str, str]
    because_kind: str
    because_values: dict[str, str]


class GlanceFacts(msgspec.Struct, frozen=True):
    """What is looked at. ``orders`` hold at least the last two years; ``cart_stock`` says whether what lies in the cart
    is in this store: yes, no or unknown.
    """

    customer: Customer
    defs: tuple[PreferenceDef, ...] = ()
    orders: tuple[Order, ...] = ()
    carts: tuple[Cart, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    cart_stock: str = "unknown"


def at_a_glance(facts: GlanceFacts, moment: Moment) -> tuple[GlanceItem, ...]:
    """At most five sentences: safety first, then what helps today."""
    found = (rule(facts, moment) for rule in _RULES)
    return tuple([item for item in found if item is not None][:LIMIT])


def _told(by: Provenance) -> dict[str, str]:
    return {"actor_kind": by.actor_kind, "actor": by.actor, "channel": by.channel, "at": str(by.at)}


def _allergy(facts: GlanceFacts, _: Moment) -> GlanceItem | None:
    keys = {d.key for d in facts.defs if d.safety} | {"allergy"}
    held = [p for p in facts.customer.preferences if p.key in keys]
    if not held:
        return None
    newest = max(held, key=lambda p: p.by.at)
    values = {"key": newest.key, "value": "\n".join(p.value for p in held)}
    return GlanceItem("allergy", values, "told", _told(newest.by))


def _complaint(facts: GlanceFacts, moment: Moment) -> GlanceItem | None:
    values = advisor.complaint(facts.tickets)
    if values is None:
        return None
    count = sum(t.kind == "complaint" and t.state == "open" for t in facts.tickets)
    days = days_since(int(values["at"]), moment.now, moment.zone)
    because = {"at": values["at"], "days": str(days), "count": str(count)}
    return GlanceItem("complaint", {"subject": values["subject"]}, "ticket_open", because)


def _channel(facts: GlanceFacts, moment: Moment) -> GlanceItem | None:
    """Where they buy, when that is one place only: the truth that neither channel sees alone."""
    since = moment.now - YEARS * 365 * DAY_MS
    recent = [o for o in advisor.sales(facts.orders) if o.at >= since]
    visits = {(o.store, o.at // DAY_MS) for o in recent if o.channel == "store"}
    web = [o for o in recent if o.channel == "web"]
    summary = facts.customer.summary
    if len(visits) >= HABIT and not web:
        last = str(summary.last_web_purchase_at or "")
        return GlanceItem("store_not_web", {}, "visits", _counted(len(visits), "last_web", last))
    if len(web) >= HABIT and not visits:
        last = str(summary.last_store_purchase_at or "")
        return GlanceItem("web_not_store", {}, "web_orders", _counted(len(web), "last_store", last))
    return None


def _counted(count: int, name: str, last: str) -> dict[str, str]:
    return {"count": str(count), "years": str(YEARS), name: last}


def _date(facts: GlanceFacts, moment: Moment) -> GlanceItem | None:
    found = advisor.nearest_date(facts.customer, moment.today, DATE_DAYS)
    if found is None:
        return None
    held, days = found
    when = next_day(held.month, held.day, moment.today).isoformat()
    values = {"kind": held.kind, "days": str(days), "label": held.label, "date": when}
    return GlanceItem("date_soon", values, "told", _told(held.by))


def _cart(facts: GlanceFacts, moment: Moment) -> GlanceItem | None:
    held = advisor.newest_cart(facts.carts, moment.now, advisor.CART_DAYS)
    if held is None:
        return None
    line = advisor.dearest(held.lines)
    values = {"title": line.title, "size": line.size, "color": line.color}
    because = {"at": str(held.at), "size": line.size, "stock": facts.cart_stock}
    return GlanceItem("cart", values, "cart_left", because)


def _reach(facts: GlanceFacts, moment: Moment) -> GlanceItem | None:
    """How to reach them; never a means they refused, or that head office has closed."""
    refused = _refused(facts.customer, moment)
    channel = _newest(facts.customer.preferences, "contact.channel")
    hour = _newest(facts.customer.preferences, "contact.hour")
    if channel is not None and channel.value in refused:
        channel = None
    if channel is not None or (hour is not None and len(refused) < 3):
        told = channel or hour
        values = {"channel": channel.value if channel else "", "hour": hour.value if hour else ""}
        return GlanceItem("reach", values, "told", _told(told.by)) if told else None
    return _answers(facts.interactions) if "message" not in refused else None


def _refused(customer: Customer, moment: Moment) -> frozenset[str]:
    """What of e-mail, message and phone is refused. Preferences name messages without saying which: a no to text
    messages or to WhatsApp is one to them.
    """
    states = consent.reach(customer.consents, "marketing", moment.today.isoformat())
    refused = {means for means, state in states.items() if state == "withdrawn" or customer.suppressed}
    if refused & {"sms", "whatsapp"}:
        refused.add("message")
    return frozenset(refused & {"email", "message", "phone"})


def _newest(preferences: Iterable[Preference], key: str) -> Preference | None:
    return max((p for p in preferences if p.key == key), key=lambda p: p.by.at, default=None)


def _answers(interactions: Iterable[Interaction]) -> GlanceItem | None:
    """They answer messages: at least half of three or more, within a few days."""
    held = tuple(interactions)
    sent = [i.at for i in held if i.kind == "message_out"]
    came = [i.at for i in held if i.kind == "message_in"]
    answered = sum(any(at <= reply <= at + ANSWER_DAYS * DAY_MS for reply in came) for at in sent)
    if len(sent) < HABIT or answered * 2 < len(sent):
        return None
    calls = sum(i.kind == "call" for i in held)
    because = {"answered": str(answered), "sent": str(len(sent)), "calls": str(calls)}
    return GlanceItem("reach", {"channel": "message", "hour": ""}, "answers", because)


def _tier(facts: GlanceFacts, _: Moment) -> GlanceItem | None:
    loyalty = facts.customer.loyalty
    if loyalty is None or not loyalty.next_tier or loyalty.points_to_next <= 0:
        return None
    if loyalty.points_to_next > TIER_SHARE * (loyalty.points + loyalty.points_to_next):
        return None
    values = {"tier": loyalty.next_tier, "points": str(loyalty.points_to_next)}
    return GlanceItem("tier_near", values, "points", {"points": str(loyalty.points)})


def _replenish(facts: GlanceFacts, moment: Moment) -> GlanceItem | None:
    found = advisor.replenishment(facts.orders, moment)
    if found is None:
        return None
    because = {"days": found["days"], "every": found["every"]}
    return GlanceItem("replenish", {"title": found["title"]}, "bought", because)


def _lapsed(facts: GlanceFacts, moment: Moment) -> GlanceItem | None:
    bought = advisor.sales(facts.orders)
    last = max([facts.customer.summary.last_purchase_at, *(o.at for o in bought)])
    days = days_since(last, moment.now, moment.zone)
    if days < LAPSED_DAYS:
        return None
    title = next((advisor.dearest(o.lines).title for o in bought if o.at == last), "")
    return GlanceItem("lapsed", {"days": str(days)}, "last_purchase", {"at": str(last), "title": title})


_RULES: tuple[Callable[[GlanceFacts, Moment], GlanceItem | None], ...] = (
    _allergy,
    _complaint,
    _channel,
    _date,
    _cart,
    _reach,
    _tier,
    _replenish,
    _lapsed,
)
