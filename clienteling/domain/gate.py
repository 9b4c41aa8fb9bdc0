"""Whether a customer may be contacted now, by one channel, for one purpose: asked by everything before it contacts one.

A yes to one channel is none to another: who agreed to WhatsApp gets no text message to the same number.

Default deny. What says no first is told first: that the customer was erased, what they allowed, the hour where they
live, how often they were contacted.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Literal

import msgspec

from clienteling.domain.consent import state_of
from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import ConsentChannel, ConsentPurpose, ConsentRecord
from clienteling.domain.days import DAY_MS, day_of
from clienteling.domain.history import Interaction

Why = Literal["", "suppressed", "unknown", "pending", "withdrawn", "expired", "quiet", "often"]
"""Why not; empty: one may. ``quiet``: the hour or day where the customer lives; ``often``: contacted a lot lately."""
_COUNTED = frozenset({"call", "message_out", "campaign_sent"})
_UNCOUNTED_PURPOSE: ConsentPurpose = "service"


class Facts(msgspec.Struct, frozen=True):
    """What is known of a customer who may be contacted. ``zones``: those in one of which they live (``zones.likely``);
    ``contacts``: when anybody of ours contacted them (ms); ``suppressed``: they are reached as somebody was who was
    erased.
    """

    consents: tuple[ConsentRecord, ...]
    zones: tuple[datetime.tzinfo, ...]
    contacts: tuple[int, ...] = ()
    suppressed: bool = False


def why_not(facts: Facts, rules: ContactRules, purpose: ConsentPurpose, channel: ConsentChannel, now: int) -> Why:
    """Why the customer may not be contacted at ``now`` (ms since 1970); empty when they may."""
    if facts.suppressed:
        return "suppressed"
    # It is over where it is over first.
    latest = max((day_of(now, zone) for zone in facts.zones), default=day_of(now, datetime.UTC))
    state = state_of(facts.consents, purpose, channel, latest.isoformat(), rules.months)
    if state != "granted":
        return state
    if any(is_quiet(rules, now, zone) for zone in facts.zones or (datetime.UTC,)):
        return "quiet"
    counted = purpose != _UNCOUNTED_PURPOSE and rules.most > 0
    # One noted by a clock that is ahead counts too.
    if counted and sum(at > now - rules.days * DAY_MS for at in facts.contacts) >= rules.most:
        return "often"
    return ""


def is_quiet(rules: ContactRules, now: int, zone: datetime.tzinfo) -> bool:
    """Whether nobody is contacted at this moment (ms) in this zone, by the clock on the wall."""
    wall = datetime.datetime.fromtimestamp(now / 1000, zone)
    if wall.weekday() in rules.quiet_days:
        return True
    minute = wall.hour * 60 + wall.minute
    if rules.quiet_from <= rules.quiet_until:
        return rules.quiet_from <= minute < rules.quiet_until
    return minute >= rules.quiet_from or minute < rules.quiet_until


def contacts_of(interactions: Iterable[Interaction]) -> tuple[int, ...]:
    """When a customer was contacted by us, among all that happened."""
    return tuple(each.at for each in interactions if each.kind in _COUNTED)
