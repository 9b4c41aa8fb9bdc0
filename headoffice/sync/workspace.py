"""The entities that a push is about: loaded and locked at once, changed in memory, written once.

A group of operations works on a ``Draft`` over the workspace, which is kept or dropped as a whole.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, select

from clienteling.domain.catalogue import Notice
from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import Customer
from clienteling.domain.errors import Rejected
from clienteling.domain.ids import is_id
from clienteling.domain.merging import United
from clienteling.domain.operations import (
    CREATES,
    MERGES,
    BookAdd,
    FollowUpCreate,
    FollowUpEdit,
    Operation,
    decode_args,
)
from headoffice.consents import notices, receipts, rules
from headoffice.consents.receipts import Claim
from headoffice.db.bulk import among
from headoffice.db.epoch import least_version, version_after
from headoffice.db.sync_tables import quarantine, scopes
from headoffice.db.tables import company, customers, sellers, stores
from headoffice.guard.lookups import found_lately
from headoffice.merges import requests
from headoffice.merges.carrying import Proofs, answered, move_history, proofs_of, united
from headoffice.merges.requests import Request
from headoffice.profile import history, note_reviews
from headoffice.profile.documents import lock_customers, save_customers, supersede
from headoffice.profile.kinds import HISTORY
from headoffice.sync import ledger
from headoffice.sync.erasure import erased_among
from headoffice.sync.facts import Clash, Loss, Sender
from headoffice.sync.feed import Touched
from headoffice.sync.message_runs import MessageRuns
from headoffice.sync.positions import positions
from headoffice.sync.scopes import names_for
from headoffice.sync.suppression import marked

Key = tuple[str, str]
"""(entity type, id)."""
_NAMING_SELLERS = frozenset({"book.add", "followup.create", "followup.edit"})


class Draft:
    """What one group of operations would change."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.entities: dict[Key, Any] = {}
        self.losses: list[Loss] = []
        self.clashes: list[Clash] = []
        self.created: set[str] = set()
        self.claims: dict[tuple[str, str], Claim] = {}
        self.evidence: dict[tuple[str, str], str] = {}
        self.messages: Counter[str] = Counter()
        self.asked: list[Request] = []
        self.decided: list[Request] = []
        self.united: dict[str, str] = {}

    def get(self, etype: str, eid: str) -> Any | None:
        """The entity as this group has left it so far."""
        key = (etype, eid)
        return self.entities[key] if key in self.entities else self._workspace.get(key)

    def survivor(self, customer_id: str) -> str:
        """The customer that ``customer_id`` was merged into, or itself. Late operations follow merges."""
        seen = set()
        while customer_id not in seen:
            seen.add(customer_id)
            held = self.get("customer", customer_id)
            if held is None or not held.merged_into:
                break
            customer_id = held.merged_into
        return customer_id

    def proves(self, customer_id: str, digest: str) -> bool:
        """Whether this proof of a customer's has come along, or was there before."""
        return (customer_id, digest) in self.evidence or self._workspace.proves(customer_id, digest)

    def reaches(self, *customer_ids: str) -> bool:
        """Whether the sender holds, held or made one of these customers."""
        return any(eid in self.created or eid in self._workspace.reachable for eid in customer_ids)


class Workspace:
    """Everything the operations of one push may need.

    ``base``: the entities as they are written; ``sellers``: those of the operations' arguments that exist; ``staff``:
    the active sellers of the sender's store, with their role; ``elsewhere``: who else saved these operations, of all
    sellers that ever were; ``stores``: all stores; ``refused``: ids of entities whose creation was refused; ``erased``:
    ids of customers that were erased, and of what was written about them; ``region`` reads phone numbers;
    ``least_version``: see ``db.epoch``. ``looked_up``: (seller, customer) of those whom sellers of the store were shown
    lately. ``here``: customers whom the store has now. ``now`` (ms): when they arrived. ``runs``: those that messages
    belong to, counted.
    """

    def __init__(self, conn: Connection, sender: Sender, operations: Sequence[Operation], now: int) -> None:
        self._conn = conn
        self.now = now
        self.base: dict[Key, Any] = {}
        self._now: dict[Key, Any] = {}
        self._losses: list[Loss] = []
        self._clashes: list[Clash] = []
        self._claims: dict[tuple[str, str], Claim] = {}
        self._evidence: dict[tuple[str, str], str] = {}
        self._asked: list[Request] = []
        self._decided: list[Request] = []
        self._united: dict[str, str] = {}
        self.reachable: set[str] = set()
        self.here: set[str] = set()
        named = _named(operations)
        owners = _owners(conn, named)
        people = named["customer"] | owners
        self._load(named, people)
        self._find_reachable(sender)
        others = {op.entity_id for op in operations if op.kind == "book.add"} & people - self.reachable
        self.looked_up = found_lately(conn, sender.store, others, now)
        mentioned = {eid for ids in named.values() for eid in ids} | people
        self.refused = self._refused(mentioned)
        self.erased = set(erased_among(conn, mentioned - {eid for _, eid in self.base}))
        self.sellers = set(_existing(conn, sellers.c.id, _mentioned_sellers(operations)))
        here = select(sellers.c.id, sellers.c.role).where(
            sellers.c.store_id == sender.store, sellers.c.active.is_(True)
        )
        self.staff: dict[str, str] = dict(conn.execute(here).all())
        strangers = {op.actor for op in operations if is_id(op.actor)} - self.staff.keys()
        self.elsewhere = set(_existing(conn, sellers.c.id, strangers)) if strangers else set()
        self.stores = set(conn.execute(select(stores.c.id)).scalars())
        self.region: str = conn.execute(select(company.c.region)).scalar_one()
        self.runs = MessageRuns(conn, sender, operations, now)
        self.least_version = least_version(conn)

    def _load(self, named: dict[str, set[str]], people: set[str]) -> None:
        wanted = people
        while wanted:  # customers first: whoever holds them holds their history; then those they were merged into
            found = lock_customers(self._conn, wanted)
            self.base.update((("customer", eid), doc) for eid, doc in found.items())
            wanted = {doc.merged_into for doc in found.values() if doc.merged_into}
            wanted -= {eid for _, eid in self.base}
        for etype in named.keys() - {"customer"}:
            found_here = history.load(self._conn, etype, named[etype], lock=True)
            self.base.update(((etype, eid), entity) for eid, entity in found_here.items())
        self._now = dict(self.base)

    def _find_reachable(self, sender: Sender) -> None:
        ids = [eid for etype, eid in self.base if etype == "customer"]
        held = self._conn.execute(select(scopes.c.id).where(scopes.c.name.in_(names_for(sender.store)))).scalars().all()
        # Also those who left the scope: what was saved while they were here still counts.
        for row in positions(self._conn, held, "customer", ids):
            self.reachable.add(row.eid)
            if row.op == "put":
                self.here.add(row.eid)
        made = select(customers.c.id).where(
            customers.c.by_device.in_(sender.replicas), among(self._conn, customers.c.id, ids)
        )
        self.reachable.update(self._conn.execute(made).scalars())

    def _refused(self, ids: Collection[str]) -> set[str]:
        query = select(quarantine.c.entity_id).where(
            among(self._conn, quarantine.c.entity_id, ids), quarantine.c.kind.in_(CREATES)
        )
        return set(self._conn.execute(query).scalars())

    @functools.cached_property
    def notices(self) -> Mapping[tuple[str, str], Notice]:
        """Every wording there is, as ``consents.notices.editions`` gives them."""
        return notices.editions(self._conn)

    @functools.cached_property
    def contact_rules(self) -> ContactRules:
        """How customers may be contacted."""
        return rules.in_force(self._conn)

    @functools.cached_property
    def deciders(self) -> frozenset[str]:
        """The roles of sellers who may agree that two profiles become one."""
        return frozenset(requests.roles(self._conn))

    def united_by(self, stays: Customer, goes: Customer) -> tuple[United, Proofs, list[str]]:
        """What two profiles become, the proofs of what the customer of the one that goes said, and the open requests
        that are answered with it.
        """
        version = version_after(stays.version, self.least_version)
        made, proofs = united(self._conn, stays, goes, version), proofs_of(self._conn, goes.id)
        claims = {name: claim for (eid, name), claim in self._claims.items() if eid == goes.id}
        drawings = {name: drawing for (eid, name), drawing in self._evidence.items() if eid == goes.id}
        proofs = Proofs({**proofs.claims, **claims}, {**proofs.drawings, **drawings})
        return made, proofs, answered(self._conn, stays.id, goes.id)

    def open_requests(self, *customer_ids: str) -> list[Request]:
        """Open requests that name one of these customers, and those of this push."""
        closed = {request.id for request in self._decided}
        found = (*requests.open_about(self._conn, customer_ids), *self._asked)
        return [request for request in found if request.id not in closed]

    def wanted_by_law(self, *customer_ids: str) -> bool:
        """Whether one of them waits for an answer, or to be erased."""
        return requests.wanted_by_law(self._conn, customer_ids)

    def proves(self, customer_id: str, digest: str) -> bool:
        """Whether this proof of a customer's is there."""
        return (customer_id, digest) in self._evidence or receipts.has_evidence(self._conn, customer_id, digest)

    def get(self, key: Key) -> Any | None:
        """The entity as the groups so far have left it."""
        return self._now.get(key)

    def keep(self, draft: Draft) -> None:
        """The group holds."""
        self._now.update(draft.entities)
        self._losses += draft.losses
        self._clashes += draft.clashes
        self._claims |= draft.claims
        self._evidence |= draft.evidence
        self._asked += draft.asked
        self._decided += draft.decided
        self._united |= draft.united
        self.reachable |= draft.created
        self.runs.count(draft.messages)

    def forget(self) -> None:
        """Drop what was kept since the last ``flush``."""
        self._now = dict(self.base)
        self.runs.forget()
        self._clear()

    def _clear(self) -> None:
        for kept in (self._losses, self._clashes, self._claims, self._evidence, self._asked, self._decided):
            kept.clear()
        self._united.clear()

    def flush(self, sender: Sender, now: int) -> list[history.Touched]:
        """Write what was kept since the last time; tell what changed, for the feed."""
        moved = self._move()
        changed: dict[str, list[Key]] = defaultdict(list)
        for key, entity in self._now.items():
            if self.base.get(key) is not entity:
                changed[key[0]].append(key)
        pairs = marked(self._conn, ((self.base.get(key), self._now[key]) for key in changed.pop("customer", ())))
        self._now.update((("customer", new.id), new) for _, new in pairs)
        save_customers(self._conn, pairs, self._claims)
        receipts.keep_evidence(self._conn, self._evidence, now)
        touched: list[history.Touched] = [("customer", new.id, "put", new.version) for _, new in pairs]
        for etype, keys in changed.items():
            held = {eid: before for _, eid in keys if (before := self.base.get((etype, eid)))}
            touched += history.save(self._conn, etype, [self._now[key] for key in keys], locked=held)
        note_reviews.look_at(self._conn, [self._now[key] for key in changed.get("note", ())], now)
        supersede(self._conn, [(loss.customer, loss.value, loss.op_id) for loss in self._losses], now)
        ledger.keep_conflicts(self._conn, sender, self._clashes, now)
        self.runs.flush()
        requests.add(self._conn, self._asked)
        requests.decide(self._conn, self._decided)
        touched = [Touched(*t[:2], "move", t[3]) if t[:2] in moved and t[2] == "put" else t for t in touched]
        touched += move_history(self._conn, self._united)
        self._clear()
        self.base = dict(self._now)
        return touched

    def _move(self) -> set[Key]:
        """What is loaded of the history of who was merged belongs to who stays; the rest is moved where it lies."""
        moved = set()
        for key, entity in self._now.items():
            owner = "" if key[0] == "customer" else entity.customer
            if owner in self._united:
                while owner in self._united:
                    owner = self._united[owner]
                version = version_after(entity.version, self.least_version)
                self._now[key] = replace(entity, customer=owner, version=version)
                moved.add(key)
        return moved


def lock_people(conn: Connection, operations: Iterable[Operation]) -> None:
    """Lock the customers whom ``operations`` are about, in the order in which everybody locks them."""
    named = _named(operations)
    people = among(conn, customers.c.id, named["customer"] | _owners(conn, named))
    conn.execute(select(customers.c.id).where(people).order_by(customers.c.id).with_for_update()).all()


def mentioned(op: Operation) -> frozenset[str]:
    """The entities an operation tells of: what it changes, and the customer of what it creates."""
    return frozenset(eid for ids in _named([op]).values() for eid in ids)


def _named(operations: Iterable[Operation]) -> dict[str, set[str]]:
    """The entities that operations name, by type; the customer of what they create too. No database is asked for what
    has not the shape of an identifier.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for op in operations:
        named[op.entity].add(op.entity_id)
        if op.kind in MERGES:
            named["customer"].add(getattr(_args(op), "other", ""))
        if op.kind in CREATES and op.entity != "customer":
            named["customer"].add(getattr(_args(op), "customer", ""))
    return defaultdict(set, {etype: set(filter(is_id, ids)) for etype, ids in named.items()})


def _owners(conn: Connection, named: dict[str, set[str]]) -> set[str]:
    """The customers whose history is named."""
    found: set[str] = set()
    for etype in named.keys() - {"customer"}:
        table = HISTORY[etype]
        query = select(table.c.customer_id).where(among(conn, table.c.id, named[etype]))
        found.update(conn.execute(query).scalars())
    return found


def _mentioned_sellers(operations: Iterable[Operation]) -> set[str]:
    args = [_args(op) for op in operations if op.kind in _NAMING_SELLERS]
    return {a.seller for a in args if isinstance(a, BookAdd | FollowUpCreate | FollowUpEdit) and is_id(a.seller)}


def _args(op: Operation) -> Any:
    try:
        return decode_args(op)
    except Rejected:
        return None  # refused later, where the answer is made


def _existing(conn: Connection, column: Any, ids: Collection[str]) -> Iterable[str]:
    return conn.execute(select(column).where(among(conn, column, ids))).scalars()
