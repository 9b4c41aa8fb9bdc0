"""Whom of all customers a campaign is meant for, by what stands in their profiles. Who may be written to is another
question, asked of each of them (``consents.gate``).
"""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from clienteling.domain.consent import Months, state_of
from clienteling.domain.customer import ConsentChannel, ConsentPurpose, Customer
from clienteling.domain.days import day_of
from clienteling.domain.profiling import objects
from headoffice.insight.rfm import Band, between, is_cell


class Segment(msgspec.Struct, frozen=True, omit_defaults=True):
    """What must all be so; what is left empty is not asked.

    ``tier``: of their loyalty card. ``bought_since``, ``bought_before``: ISO days (UTC) on or after which, and before
    which, they last bought; who never did is meant by neither. ``seller``: in whose client book they are, as first or
    second. ``allows``: a channel by which they allow the purpose too. ``birthday_month``: 1 to 12. ``bands``: of value;
    ``rank_from``, ``rank_to``: cells such as ``4-1-1`` between which each figure of theirs is (``insight.rfm``). Who
    has no rank, or said no to being profiled, is meant by none of these three.
    """

    stores: tuple[str, ...] = ()
    tier: str = ""
    bought_since: str = ""
    bought_before: str = ""
    seller: str = ""
    allows: ConsentChannel | Literal[""] = ""
    birthday_month: int = 0
    bands: tuple[Band, ...] = ()
    rank_from: str = ""
    rank_to: str = ""

    def conditions(self) -> dict[str, object]:
        """What is asked, by name."""
        return {name: value for name, value in msgspec.structs.asdict(self).items() if value}


class Meant:
    """Whether a customer is meant, at one moment."""

    def __init__(self, segment: Segment, purpose: ConsentPurpose, months: Months, now: int) -> None:
        """``months``: for how long a yes is trusted; ``now`` in ms."""
        self._segment = segment
        self._purpose = purpose
        self._months = months
        self._today = day_of(now, datetime.UTC).isoformat()

    def holds(self, who: Customer) -> bool:
        """Whether all is so that is asked."""
        s = self._segment
        return (
            not who.merged_into
            and (not s.stores or who.value("home_store") in s.stores)
            and (not s.tier or (who.loyalty is not None and who.loyalty.tier == s.tier))
            and self._bought(who)
            and (not s.seller or any(entry.seller == s.seller for entry in who.book))
            and (not s.allows or self._state(who, s.allows) == "granted")
            and (not s.birthday_month or _born_in(who, s.birthday_month))
            and self._ranked(who)
        )

    def _ranked(self, who: Customer) -> bool:
        """Whether they stand where it is asked for. A no is looked for here as well: figures of before may still lie
        there.
        """
        s, rank = self._segment, who.summary.rfm
        if not (s.bands or s.rank_from or s.rank_to):
            return True
        if objects(who.consents) or not is_cell(rank):
            return False
        return (not s.bands or who.summary.value_band in s.bands) and between(s.rank_from, rank, s.rank_to)

    def _bought(self, who: Customer) -> bool:
        s = self._segment
        if not (s.bought_since or s.bought_before):
            return True
        at = who.summary.last_purchase_at
        day = day_of(at, datetime.UTC).isoformat()
        return at > 0 and s.bought_since <= day and (not s.bought_before or day < s.bought_before)

    def _state(self, who: Customer, channel: ConsentChannel) -> str:
        return state_of(who.consents, self._purpose, channel, self._today, self._months)


def _born_in(who: Customer, month: int) -> bool:
    return any(date.kind == "birthday" and date.month == month for date in who.dates)
