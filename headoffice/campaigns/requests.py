"""What is to be sent to many, and the two people it takes: one proposes, another one approves.

Who they are is the person behind the account of the operating system (``audit.who``), not something they type. An
approval is good for so long, and for one export.
"""

from __future__ import annotations

import datetime
from typing import Any, Literal

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, insert, select, update

from clienteling.domain.customer import ConsentChannel, ConsentPurpose
from clienteling.domain.errors import Rejected
from clienteling.domain.ids import new_id
from clienteling.domain.templates import asks_for, checked
from clienteling.domain.text import clean
from headoffice.audit.log import Detail
from headoffice.audit.who import person_of
from headoffice.campaigns.segments import Segment
from headoffice.db.campaign_tables import campaigns
from headoffice.db.tables import sellers, stores
from headoffice.insight.rfm import between, is_cell
from headoffice.profile.rows import to_json

State = Literal["proposed", "approved", "expired", "refused", "exported"]
GOOD_HOURS, MOST_HOURS = 72, 720
"""So long an approval is good unless it says otherwise, and at most."""
_HOUR_MS = 3_600_000
NAME_LENGTH = 80
_t = campaigns.c


class Refused(Exception):
    """The message says why, and what to do."""


class Campaign(msgspec.Struct, frozen=True):
    """Times in ms, 0 = not yet."""

    id: str
    name: str
    channel: ConsentChannel
    purpose: ConsentPurpose
    segment: Segment
    text: str
    proposed_by: str
    proposed_at: int
    approved_by: str
    approved_at: int
    good_until: int
    refused_by: str
    refused_at: int
    exported_by: str
    exported_at: int

    def state(self, now: int) -> State:
        """How far it is at ``now`` (ms)."""
        if self.refused_at:
            return "refused"
        if self.exported_at and self.exported_at >= self.approved_at:
            return "exported"
        if not self.approved_at:
            return "proposed"
        return "approved" if self.approved_at <= now < self.good_until else "expired"


def propose(
    conn: Connection,
    name: str,
    text: str,
    channel: ConsentChannel,
    purpose: ConsentPurpose,
    codes: tuple[str, ...],
    segment: Segment,
    who: str,
    now: int,
) -> Campaign:
    """Write down what is proposed. ``codes`` of the home stores meant. Raises ``Refused``."""
    try:
        called, words = clean(name, NAME_LENGTH, what="The name"), checked(text)
    except Rejected as why:
        raise Refused(why.sentence) from why
    if not called or not words:
        raise Refused("A campaign needs a name and a text.")
    if asks_for(words, "seller"):
        raise Refused("Nobody of a store writes this: leave $seller out.")
    meant = _checked(conn, codes, segment)
    held = Campaign(new_id(), called, channel, purpose, meant, words, who, now, "", 0, 0, "", 0, "", 0)
    rest = to_json(replace(meant, stores=(), tier=""))
    row = {**msgspec.structs.asdict(held), "stores": to_json(meant.stores), "tier": meant.tier, "segment": rest}
    conn.execute(insert(campaigns).values(row))
    return held


def _checked(conn: Connection, codes: tuple[str, ...], segment: Segment) -> Segment:
    """``segment`` with these stores. Raises ``Refused`` for what can mean nobody."""
    found = dict(conn.execute(select(stores.c.code, stores.c.id).where(stores.c.code.in_(codes))).all())
    if unknown := sorted(set(codes) - found.keys()):
        raise Refused(f"There is no store with the code {unknown[0]}.")
    for day in (segment.bought_since, segment.bought_before):
        _check_day(day)
    if segment.bought_before and segment.bought_since >= segment.bought_before:
        raise Refused("Nobody bought last on or after the one day and before the other.")
    _check_ranks(segment)
    known = select(sellers.c.id).where(sellers.c.id == segment.seller)
    if segment.seller and conn.execute(known).first() is None:
        raise Refused("No seller has this identifier.")
    return replace(segment, stores=tuple(sorted(found.values())))


def _check_ranks(segment: Segment) -> None:
    least, most = segment.rank_from, segment.rank_to
    if any(rank and not is_cell(rank) for rank in (least, most)):
        raise Refused("A rank is written like 4-1-1: recency, frequency and money from 1 to 5, the best.")
    if least and not between("", least, most):
        raise Refused("Nobody stands from the one rank on and up to the other.")


def _check_day(day: str) -> None:
    try:
        if day and datetime.date.fromisoformat(day).isoformat() != day:
            raise ValueError
    except ValueError as error:
        raise Refused("A day is written like 2026-11-30.") from error


def load(conn: Connection, campaign_id: str, *, lock: bool = False) -> Campaign:
    """A campaign. Raises ``Refused`` when there is none of this identifier."""
    query = select(campaigns).where(_t.id == campaign_id)
    row = conn.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise Refused("No campaign has this identifier. List them with: clienteling-headoffice campaign list")
    return _campaign(row)


def listed(conn: Connection, limit: int = 1_000) -> list[Campaign]:
    """All, the latest first."""
    query = select(campaigns).order_by(_t.proposed_at.desc(), _t.id).limit(limit)
    return [_campaign(row) for row in conn.execute(query)]


def approve(conn: Connection, campaign_id: str, who: str, now: int, hours: int = GOOD_HOURS) -> Campaign:
    """The second person approves, for so many ``hours``; again after it was exported or the approval has expired.
    Raises ``Refused``.
    """
    if not 1 <= hours <= MOST_HOURS:
        raise Refused(f"An approval is good for 1 to {MOST_HOURS} hours.")
    held = load(conn, campaign_id, lock=True)
    if held.state(now) == "refused":
        raise Refused("This campaign was refused already.")
    if person_of(held.proposed_by) == person_of(who):
        raise Refused("You proposed this yourself: somebody else has to approve, from an account of their own.")
    at = max(now, held.exported_at + 1)
    conn.execute(update(campaigns).where(_t.id == campaign_id).values(good_until=at + hours * _HOUR_MS))
    return _mark(conn, campaign_id, "approved", who, at)


def refuse(conn: Connection, campaign_id: str, who: str, now: int) -> Campaign:
    """It is not sent. Raises ``Refused`` once it was refused."""
    if load(conn, campaign_id, lock=True).refused_at:
        raise Refused("This campaign was refused already.")
    return _mark(conn, campaign_id, "refused", who, now)


def begin_export(conn: Connection, campaign_id: str, who: str, now: int) -> Campaign:
    """Use the approval up. Raises ``Refused`` unless there is one that is still good."""
    check_approved(load(conn, campaign_id, lock=True), now)
    return _mark(conn, campaign_id, "exported", who, now)


def check_approved(held: Campaign, now: int) -> None:
    """Raises ``Refused`` when nobody has approved this, or the approval is used up or no longer good."""
    state = held.state(now)
    if state != "approved":
        raise Refused(_WHY[state])


_WHY: dict[State, str] = {
    "proposed": "Nobody has approved this yet.",
    "expired": "The approval has expired. Have it approved again.",
    "refused": "This campaign was refused.",
    "exported": "This was exported already. Have it approved again.",
}


def details(held: Campaign) -> dict[str, Detail]:
    """What the audit log tells of it with each step: nothing of whom it is for but by what."""
    asked = {f"by_{name}": True for name in held.segment.conditions() if name != "stores"}
    told = {"campaign": held.id, "channel": held.channel, "purpose": held.purpose}
    return {**told, "stores": len(held.segment.stores), **asked}


def _mark(conn: Connection, campaign_id: str, step: str, who: str, now: int) -> Campaign:
    conn.execute(update(campaigns).where(_t.id == campaign_id).values({f"{step}_by": who, f"{step}_at": now}))
    return load(conn, campaign_id)


def _campaign(row: Any) -> Campaign:
    values = {name: getattr(row, name) for name in Campaign.__struct_fields__}
    homes = msgspec.json.decode(row.stores, type=tuple[str, ...])
    rest = msgspec.json.decode(row.segment, type=Segment)
    return Campaign(**{**values, "segment": replace(rest, stores=homes, tier=row.tier)})
