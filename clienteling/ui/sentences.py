"""At a glance in words: one sentence and its because for each item of ``domain.glance``."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clienteling.domain.days import local_time
from clienteling.ui import profile_words, words
from clienteling.ui.format import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from clienteling.domain.glance import GlanceItem
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.format import Formats

_HOUR = re.compile(r"\d{1,2}:\d{2}")

LOOKS: dict[str, tuple[str, str]] = {
    "allergy": ("warning", "preferences"),
    "complaint": ("warning-circle", "timeline"),
    "store_not_web": ("storefront", "timeline"),
    "web_not_store": ("globe", "timeline"),
    "date_soon": ("cake", "dates"),
    "cart": ("shopping-cart-simple", "timeline"),
    "reach": ("heart", "preferences"),
    "tier_near": ("crown-simple", "details"),
    "replenish": ("hourglass-medium", "closet"),
    "lapsed": ("clock-counter-clockwise", "timeline"),
}
"""Kind -> its icon, and the tab that says more about it."""

CRITICAL = frozenset({"allergy", "complaint"})


@dataclass(frozen=True, slots=True)
class GlanceRow:
    """One thing worth knowing, ready to show. ``tab`` is where more is said about it."""

    key: str
    headline: str
    because: str
    symbol: str
    critical: bool
    tab: str


class GlanceWords:
    """The sentences about one customer in one language."""

    def __init__(self, view: ProfileView, formats: Formats) -> None:
        """``view`` tells names, definitions and how the customer wants to be addressed."""
        self._view = view
        self._formats = formats
        self._gender = view.customer.value("gender")

    def rows(self) -> list[GlanceRow]:
        """Everything worth knowing, in its order; a kind this version has no sentence for is left out."""
        made = []
        for n, item in enumerate(self._view.glance):
            say = self._sentences().get(item.kind)
            if say is None:
                continue
            symbol, tab = LOOKS[item.kind]
            because = self._because(item)
            made.append(GlanceRow(f"{item.kind}:{n}", say(item.values), because, symbol, item.kind in CRITICAL, tab))
        return made

    def _sentences(self) -> dict[str, Callable[[Mapping[str, str]], str]]:
        return {
            "allergy": self._safety,
            "complaint": lambda v: translate("Glance", "Open complaint: %1").replace("%1", v.get("subject", "")),
            "store_not_web": lambda _: translate("Glance", "Buys with us in store, not online"),
            "web_not_store": lambda _: translate("Glance", "Buys with us online, not in store"),
            "date_soon": self._date,
            "cart": self._cart,
            "reach": self._reach,
            "tier_near": self._tier,
            "replenish": lambda v: translate("Glance", "%1 may be running out").replace("%1", v.get("title", "")),
            "lapsed": lambda v: translate("Glance", "No purchase for %n days", "", _number(v, "days")),
        }

    def _because(self, item: GlanceItem) -> str:
        reasons: dict[str, Callable[[Mapping[str, str]], str]] = {
            "told": self._told,
            "ticket_open": self._ticket,
            "visits": self._visits,
            "web_orders": self._web_orders,
            "cart_left": self._cart_left,
            "answers": _answers,
            "points": self._points,
            "bought": _bought,
            "last_purchase": self._last_purchase,
        }
        say = reasons.get(item.because_kind)
        return say(item.because_values) if say else ""

    def _by_gender(self, her: str, his: str, neutral: str) -> str:
        return {"female": her, "male": his}.get(self._gender, neutral)

    # --- what is ---------------------------------------------------------------------------------------------------

    def _safety(self, values: Mapping[str, str]) -> str:
        defs, language, key = self._view.defs, self._formats.language, values.get("key", "")
        held = [v for v in values.get("value", "").split("\n") if v]
        shown = ", ".join(words.inside_sentence(words.preference_value(defs, key, v, language)) for v in held)
        if key != "allergy":
            return f"{words.preference_label(defs, key, language)}: {shown}"
        return translate("Glance", "Allergy: %1").replace("%1", shown)

    def _date(self, values: Mapping[str, str]) -> str:
        days, label = _number(values, "days"), values.get("label", "")
        name = label or self._occasion(values.get("kind", ""), values.get("date", ""))
        if label or self._gender not in ("female", "male"):
            what = name[:1].upper() + name[1:]
        else:
            owner = self._by_gender(translate("Glance", "Her %1"), translate("Glance", "His %1"), "%1")
            what = owner.replace("%1", words.inside_sentence(name))
            what = what[:1].upper() + what[1:]  # some languages put the owner last
        if days <= 0:
            return translate("Glance", "%1 is today").replace("%1", what)
        if days == 1:
            return translate("Glance", "%1 is tomorrow").replace("%1", what)
        return translate("Glance", "%1 is in %n days", "", days).replace("%1", what)

    def _occasion(self, kind: str, date: str) -> str:
        """What the date is called in Dates; ``date`` is the next time it comes."""
        for held in self._view.customer.dates:
            if held.kind == kind and date[5:] == f"{held.month:02d}-{held.day:02d}":
                return profile_words.date_name(held)
        return words.date_kind(kind)

    def _cart(self, values: Mapping[str, str]) -> str:
        text = self._by_gender(
            translate("Glance", "In her web cart: %1"),
            translate("Glance", "In his web cart: %1"),
            translate("Glance", "In the web cart: %1"),
        )
        return text.replace("%1", values.get("title", ""))

    def _reach(self, values: Mapping[str, str]) -> str:
        way = {
            "email": translate("Glance", "by e-mail"),
            "message": translate("Glance", "by message"),
            "phone": translate("Glance", "by phone"),
            "store": translate("Glance", "in store"),
        }.get(values.get("channel", ""), "")
        hour = values.get("hour", "")
        if _HOUR.fullmatch(hour):
            hour = translate("Glance", "after %1").replace("%1", hour)
        elif hour:
            known = words.preference_value(self._view.defs, "contact.hour", hour, self._formats.language)
            hour = words.inside_sentence(known)
        text = self._by_gender(
            translate("Glance", "Reach her %1"), translate("Glance", "Reach him %1"), translate("Glance", "Best %1")
        )
        return text.replace("%1", " ".join(part for part in (way, hour) if part))

    def _tier(self, values: Mapping[str, str]) -> str:
        points = _number(values, "points")
        text = translate("Glance", "%n points to %1", "", points)
        text = text.replace(str(points), self._formats.number(points), 1)
        return text.replace("%1", words.tier(values.get("tier", "")))

    # --- because ---------------------------------------------------------------------------------------------------

    def _told(self, values: Mapping[str, str]) -> str:
        channel = values.get("channel", "")
        where = {
            "store": translate("Glance", "in store"),
            "phone": translate("Glance", "by phone"),
            "message": translate("Glance", "by message"),
            "email": translate("Glance", "by e-mail"),
            "service": translate("Glance", "at the service desk"),
            "web": translate("Glance", "in the web shop"),
            "newsletter": translate("Glance", "in the newsletter form"),
            "import": translate("Glance", "in the data we took over"),
            "head_office": translate("Glance", "at head office"),
        }.get(channel, channel)
        kind = values.get("actor_kind", "")
        if kind == "seller":
            name = self._view.sellers.get(values.get("actor", ""), "").split(" ")[0]
            teller = name or translate("Glance", "a colleague")
            text = translate("Glance", "Told %1 %2").replace("%2", where).replace("%1", teller)
        elif kind == "customer":
            text = self._by_gender(
                translate("Glance", "She told us %2"),
                translate("Glance", "He told us %2"),
                translate("Glance", "Told us %2"),
            )
        else:
            text = translate("Glance", "Noted %2")
        return _comma(text.replace("%2", where), self._told_day(values))

    def _told_day(self, values: Mapping[str, str]) -> str:
        at = _number(values, "at")
        if at <= 0:
            return ""
        date = local_time(at).date()
        if date.year == dt.datetime.now().astimezone().year:
            return self._formats.day_and_month(date.month, date.day)
        return self._formats.month(at)

    def _ticket(self, values: Mapping[str, str]) -> str:
        days, count = _number(values, "days"), _number(values, "count")
        open_for = translate("Glance", "Open for %n days", "", days) if days > 0 else translate("Glance", "Since today")
        return _comma(open_for, translate("Glance", "%n cases open", "", count) if count > 1 else "")

    def _visits(self, values: Mapping[str, str]) -> str:
        count, last = _number(values, "count"), _number(values, "last_web")
        many = translate("Glance", "%n visits", "", count)
        since = translate("Glance", "no web order since %1").replace("%1", self._year(last)) if last else ""
        return _comma(_spaced(many, _years(values)), since or translate("Glance", "never a web order"))

    def _web_orders(self, values: Mapping[str, str]) -> str:
        count, last = _number(values, "count"), _number(values, "last_store")
        many = translate("Glance", "%n web orders", "", count)
        since = translate("Glance", "no purchase in store since %1").replace("%1", self._year(last)) if last else ""
        return _comma(_spaced(many, _years(values)), since or translate("Glance", "never a purchase in store"))

    def _cart_left(self, values: Mapping[str, str]) -> str:
        at = _number(values, "at")
        size, stock = values.get("size", ""), values.get("stock", "")
        if stock == "yes":
            here = translate("Glance", "size %1 in stock here") if size else translate("Glance", "in stock here")
        elif stock == "no":
            here = translate("Glance", "size %1 not here") if size else translate("Glance", "not in stock here")
        else:
            here = translate("Glance", "size %1") if size else ""
        when = self._formats.moment(at) if at > 0 else ""
        return _comma(when[:1].upper() + when[1:], here.replace("%1", size))

    def _points(self, values: Mapping[str, str]) -> str:
        points = _number(values, "points")
        text = translate("Glance", "%n points now", "", points)
        return text.replace(str(points), self._formats.number(points), 1)

    def _last_purchase(self, values: Mapping[str, str]) -> str:
        title, day = values.get("title", ""), self._day(values, "at")
        if title:
            return translate("Glance", "Last: %1, %2").replace("%2", day).replace("%1", title)
        return translate("Glance", "Last purchase %1").replace("%1", day)

    def _day(self, values: Mapping[str, str], name: str) -> str:
        at = _number(values, name)
        return self._formats.day(at) if at > 0 else ""

    def _year(self, at: int) -> str:
        return str(local_time(at).year)


def _bought(values: Mapping[str, str]) -> str:
    days, every = _number(values, "days"), _number(values, "every")
    ago = translate("Glance", "Bought %n days ago", "", days)
    return _comma(ago, translate("Glance", "usually every %n days", "", every) if every > 0 else "")


def _answers(values: Mapping[str, str]) -> str:
    answered, sent, calls = (_number(values, name) for name in ("answered", "sent", "calls"))
    text = translate("Glance", "Answered %1 of %n messages", "", sent).replace("%1", str(answered))
    return _comma(text, translate("Glance", "%n calls", "", calls) if calls else translate("Glance", "no calls"))


def _years(values: Mapping[str, str]) -> str:
    years = _number(values, "years")
    return translate("Glance", "in %n years", "", years) if years > 0 else ""


def _number(values: Mapping[str, str], name: str) -> int:
    text = values.get(name, "")
    return int(text) if text.removeprefix("-").isdecimal() else 0


def _comma(first: str, second: str) -> str:
    return ", ".join(part for part in (first, second) if part)


def _spaced(first: str, second: str) -> str:
    return " ".join(part for part in (first, second) if part)
