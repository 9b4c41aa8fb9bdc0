"""Who a campaign goes to: those meant whom head office's gate lets through at this moment, and how many it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection, select

from clienteling.domain.customer import Customer
from clienteling.domain.history import Interaction
from clienteling.domain.ids import new_id
from clienteling.domain.provenance import from_source
from clienteling.domain.templates import asks_for, filled_in
from headoffice.campaigns.requests import Campaign
from headoffice.campaigns.segments import Meant
from headoffice.consents import rules
from headoffice.consents.gate import Answer, Gate
from headoffice.db.tables import customers, stores
from headoffice.profile import history
from headoffice.profile.documents import load_customers, lock_customers
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
    asked, found = _Asked(conn, campaign, now), Found([], Counter())
    for ids in _everybody(conn):
        asked.ask(load_customers(conn, ids).values(), found)
    return found


def find_again(conn: Connection, campaign: Campaign, before: Found, now: int) -> Found:
    """Those of ``before`` asked about once more, at ``now`` (ms), and kept from other writers until the transaction
    ends: whoever says no waits for its end, and whoever has said no before it is left out. Call inside ``writing``.

    Who is not meant any more, or is gone, is in neither part.
    """
    asked, found = _Asked(conn, campaign, now), Found([], Counter(before.left_out))
    ids = sorted(line.customer for line in before.lines)
    for start in range(0, len(ids), _RUN):
        asked.ask(lock_customers(conn, ids[start : start + _RUN]).values(), found)
    return found


def note(conn: Connection, campaign: Campaign, found: Found, now: int) -> None:
    """Write down that they were contacted, for whoever else would contact them. Publishes; call inside ``writing``."""
    by = from_source(SOURCE, now, "head_office")
    made = [Interaction(new_id(), line.customer, now, "campaign_sent", by, campaign.name, 1) for line in found.lines]
    publish(conn, history.save(conn, "interaction", made), now=now)


class _Asked:
    """Asks about people and keeps the answers."""

    def __init__(self, conn: Connection, campaign: Campaign, now: int) -> None:
        self._campaign = campaign
        self._meant = Meant(campaign.segment, campaign.purpose, rules.in_force(conn).months, now)
        self._gate = Gate(conn, campaign.purpose, campaign.channel, now)
        self._stores = dict(conn.execute(select(stores.c.id, stores.c.name)).all())

    def ask(self, people: Iterable[Customer], found: Found) -> None:
        """Add those of ``people`` who are meant to ``found``."""
        meant = [who for who in people if self._meant.holds(who)]
        answers = self._gate.ask(meant)
        for who in meant:
            self._add(who, answers[who.id], found)

    def _add(self, who: Customer, answer: Answer, found: Found) -> None:
        text = self._campaign.text
        values = {"name": who.name, "store": self._stores.get(who.value("home_store"), "")}
        unknown = any(asks_for(text, word) and not said for word, said in values.items())
        if answer.why or unknown:
            found.left_out[answer.why or "nameless"] += 1
            return
        contact = next(point.value for point in who.contacts if point.id == answer.contacts[0])
        found.lines.append(Line(who.id, who.name, contact, filled_in(text, values)))


def _everybody(conn: Connection) -> Iterator[Sequence[str]]:
    last, more = "", True
    while more:
        query = select(customers.c.id).where(customers.c.id > last, customers.c.merged_into == "")
        ids = conn.execute(query.order_by(customers.c.id).limit(_RUN)).scalars().all()
        yield ids
        more = len(ids) == _RUN
        last = ids[-1] if ids else ""
