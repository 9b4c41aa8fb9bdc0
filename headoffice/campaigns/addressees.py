"""Who a campaign goes to: those meant whom head office's gate lets through at this moment, and how many it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select

from clienteling.domain.customer import Customer
from clienteling.domain.history import Interaction
from clienteling.domain.ids import new_id
from clienteling.domain.provenance import from_source
from clienteling.domain.templates import asks_for, filled_in
from headoffice.campaigns.requests import Campaign
from headoffice.consents.gate import may_contact
from headoffice.db.tables import customers, stores
from headoffice.profile import history
from headoffice.profile.documents import load_customers
from headoffice.sync.feed import publish

_RUN = 1_000
SOURCE = "campaign"
"""Who is said to have contacted them."""


class Line(msgspec.Struct, frozen=True):
    """One addressee, as the file has them."""

    customer: str
    name: str
    contact: str
    text: str


class Found(msgspec.Struct):
    """``left_out``: how many of those meant may not be written to, by reason (``gate.Why``, ``missing``, ``nameless``:
    the text asks for what is not known of them).
    """

    lines: list[Line]
    left_out: Counter[str]


def find(conn: Connection, campaign: Campaign, now: int) -> Found:
    """Everybody meant, asked about at ``now`` (ms). ``conn`` must be of ``reading``."""
    names = dict(conn.execute(select(stores.c.id, stores.c.name)).all())
    found = Found([], Counter())
    for who in _meant(conn, campaign):
        answer = may_contact(conn, who.id, campaign.purpose, campaign.channel, now)
        if answer is None:
            continue
        values = {"name": who.name, "store": names.get(who.value("home_store"), "")}
        unknown = any(asks_for(campaign.text, word) and not said for word, said in values.items())
        if answer.why or unknown:
            found.left_out[answer.why or "nameless"] += 1
            continue
        contact = next(point.value for point in who.contacts if point.id == answer.contacts[0])
        found.lines.append(Line(who.id, who.name, contact, filled_in(campaign.text, values)))
    return found


def note(conn: Connection, campaign: Campaign, found: Found, now: int) -> None:
    """Write down that they were contacted, for whoever else would contact them. Publishes; call inside ``writing``."""
    by = from_source(SOURCE, now, "head_office")
    made = [Interaction(new_id(), line.customer, now, "campaign_sent", by, campaign.name, 1) for line in found.lines]
    publish(conn, history.save(conn, "interaction", made), now=now)


def _meant(conn: Connection, campaign: Campaign) -> Iterator[Customer]:
    last, more = "", True
    while more:
        query = select(customers.c.id).where(customers.c.id > last, customers.c.merged_into == "")
        ids = conn.execute(query.order_by(customers.c.id).limit(_RUN)).scalars().all()
        for who in load_customers(conn, ids).values():
            at_home = not campaign.stores or who.value("home_store") in campaign.stores
            if at_home and (not campaign.tier or (who.loyalty is not None and who.loyalty.tier == campaign.tier)):
                yield who
        more = len(ids) == _RUN
        last = ids[-1] if ids else ""
