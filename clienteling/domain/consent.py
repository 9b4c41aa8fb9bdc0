"""The state of consent, from its append-only records. Default deny; a customer's no always wins.

A withdrawal beats every grant that was made without knowing of it, in whatever order the records arrive; so the state
is a function of the set of records, never of their order. A grant ends on its day, and when it is older than grants of
its purpose are trusted (``contact_rules``).
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping
from typing import Literal

from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import ConsentChannel, ConsentPurpose, ConsentRecord, ConsentState, Customer

Months = Mapping[ConsentPurpose, int]
"""How long a yes is trusted, by purpose; for ever where nothing is said."""
_FOR_EVER: Months = {}
SIGNED = "signed_tablet"
"""Method of an answer the customer gave on the tablet in their own hands."""
UNDO = "undo"
"""Method of what takes an answer back that was recorded by mistake."""
MEANS: Mapping[str, ConsentChannel] = {"email": "email", "whatsapp": "whatsapp", "sms": "sms", "phone": "call"}
"""Means that lists tell of -> its channel, in the order in which they are shown."""
_EPOCH = datetime.date(1970, 1, 1).toordinal()
_DAY_MS = 86_400_000
_UNDO_MS = 10 * 60_000
"""How long after a no it can have been a mistake."""
_LAST = datetime.date(9000, 1, 1).toordinal()


def ends(record: ConsentRecord, months: Months = _FOR_EVER) -> str:
    """The last day (ISO) on which a yes holds; empty when it holds for ever."""
    trusted = months.get(record.purpose, 0)
    if not trusted:
        return record.expires
    given = datetime.date.fromordinal(max(1, min(_EPOCH + record.by.at // _DAY_MS, _LAST)))
    years, month = divmod(given.month - 1 + trusted, 12)
    year, month = given.year + years, month + 1
    # The day of the month it was given on, or the last one there is.
    end = f"{year:04d}-{month:02d}-{min(given.day, calendar.monthrange(year, month)[1]):02d}"
    return min(end, record.expires) if record.expires else end


def state_of(
    records: Iterable[ConsentRecord],
    purpose: ConsentPurpose,
    channel: ConsentChannel,
    today: str,
    months: Months = _FOR_EVER,
) -> ConsentState:
    """The state of one cell of the grid; ``today`` is an ISO date, against which grants expire."""
    cell = [r for r in records if r.purpose == purpose and r.channel == channel]
    if not cell:
        return "unknown"
    known = {w for r in cell if r.state != "withdrawn" for w in r.knew}
    if any(r.state == "withdrawn" and r.id not in known for r in cell):
        return "withdrawn"
    withdrawn = {r.id for r in cell if r.state == "withdrawn"}
    # A yes that did not know of every no is not evidence that the last no was taken back.
    standing = [r for r in cell if r.state != "withdrawn" and withdrawn <= set(r.knew)]
    if any(r.state == "granted" and not ((end := ends(r, months)) and end < today) for r in standing):
        return "granted"
    if any(r.state == "pending" for r in standing):
        return "pending"
    return "expired" if any(r.state == "granted" for r in standing) else "withdrawn"


def to_confirm(held: Iterable[ConsentRecord], said: ConsentRecord, rules: ContactRules, now: int) -> bool:
    """Whether a yes that was ``said`` over what was ``held`` is pending until the customer confirms it. One that takes
    back a no of the same tablet's, said by mistake minutes before, brings back what was confirmed before and still
    holds at ``now`` (ms).
    """
    if said.state != "granted" or not rules.needs_confirming(said.purpose, said.channel):
        return False
    if said.method != UNDO or not said.by.device:
        return True
    before = [r for r in held if not _taken_back(r, said)]
    today = datetime.date.fromordinal(max(1, min(_EPOCH + now // _DAY_MS, _LAST))).isoformat()
    return state_of(before, said.purpose, said.channel, today, rules.months) != "granted"


def _taken_back(no: ConsentRecord, undo: ConsentRecord) -> bool:
    if no.state != "withdrawn" or no.id not in undo.knew or no.by.device != undo.by.device:
        return False
    return 0 <= undo.by.at - no.by.at <= _UNDO_MS  # one tablet's clock: both are off by the same


def withdrawals(records: Iterable[ConsentRecord], purpose: ConsentPurpose, channel: ConsentChannel) -> tuple[str, ...]:
    """The ids of the withdrawals of one cell: what a grant made now knows of."""
    return tuple(r.id for r in records if r.purpose == purpose and r.channel == channel and r.state == "withdrawn")


def reach(
    records: Iterable[ConsentRecord], purpose: ConsentPurpose, today: str, months: Months = _FOR_EVER
) -> dict[str, ConsentState]:
    """State per shown means, each of one channel: a yes to WhatsApp is none to a text message."""
    held = tuple(records)
    return {means: state_of(held, purpose, channel, today, months) for means, channel in MEANS.items()}


Shown = Literal["allowed", "refused", "unknown"]

_SHOWN: dict[ConsentState, Shown] = {"granted": "allowed", "withdrawn": "refused"}


def shown(
    records: Iterable[ConsentRecord], purpose: ConsentPurpose, today: str, months: Months = _FOR_EVER
) -> dict[str, Shown]:
    """``reach`` as the consent icons show it: what was neither allowed nor refused must be asked."""
    return {means: _SHOWN.get(state, "unknown") for means, state in reach(records, purpose, today, months).items()}


def shown_of(customer: Customer, today: str, months: Months = _FOR_EVER) -> dict[str, Shown]:
    """``shown`` for marketing to a customer. Whom head office has closed has refused whatever they allowed."""
    found = shown(customer.consents, "marketing", today, months)
    return dict.fromkeys(found, "refused") if customer.suppressed else found
