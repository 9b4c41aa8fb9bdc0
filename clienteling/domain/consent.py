"""The state of consent, from its append-only records. Default deny; a customer's no always wins.

A withdrawal beats every grant that was made without knowing of it, in whatever order the records arrive; so the state
is a function of the set of records, never of their order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from clienteling.domain.customer import ConsentChannel, ConsentPurpose, ConsentRecord, ConsentState


def state_of(
    records: Iterable[ConsentRecord], purpose: ConsentPurpose, channel: ConsentChannel, today: str
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
    if any(r.state == "granted" and not (r.expires and r.expires < today) for r in standing):
        return "granted"
    if any(r.state == "pending" for r in standing):
        return "pending"
    return "expired" if any(r.state == "granted" for r in standing) else "withdrawn"


def withdrawals(records: Iterable[ConsentRecord], purpose: ConsentPurpose, channel: ConsentChannel) -> tuple[str, ...]:
    """The ids of the withdrawals of one cell: what a grant made now knows of."""
    return tuple(r.id for r in records if r.purpose == purpose and r.channel == channel and r.state == "withdrawn")


def reach(records: Iterable[ConsentRecord], purpose: ConsentPurpose, today: str) -> dict[str, ConsentState]:
    """State per shown means: e-mail, message (SMS and WhatsApp together; a no on either shows as no), phone."""
    held = tuple(records)
    sms, whatsapp = state_of(held, purpose, "sms", today), state_of(held, purpose, "whatsapp", today)
    both = {sms, whatsapp}
    message: ConsentState = "unknown"
    for candidate in ("withdrawn", "granted", "pending", "expired"):
        if candidate in both:
            message = candidate
            break
    return {
        "email": state_of(held, purpose, "email", today),
        "message": message,
        "phone": state_of(held, purpose, "call", today),
    }


Shown = Literal["allowed", "refused", "unknown"]

_SHOWN: dict[ConsentState, Shown] = {"granted": "allowed", "withdrawn": "refused"}


def shown(records: Iterable[ConsentRecord], purpose: ConsentPurpose, today: str) -> dict[str, Shown]:
    """``reach`` as the consent icons show it: what was neither allowed nor refused must be asked."""
    return {means: _SHOWN.get(state, "unknown") for means, state in reach(records, purpose, today).items()}
