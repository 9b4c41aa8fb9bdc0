"""Records into tables: one batch, one transaction, a few statements per table however many records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, select

from clienteling.domain.customer import Customer, Summary
from clienteling.domain.history import Order
from clienteling.domain.ids import new_id, source_id
from clienteling.domain.provenance import Provenance
from clienteling.domain.text import fold
from headoffice.clock import now_ms
from headoffice.db.epoch import least_version, version_after
from headoffice.db.tables import sellers, stores
from headoffice.profile import history
from headoffice.profile.documents import save_customers, supersede
from headoffice.sources import entities
from headoffice.sources.erased import Erased
from headoffice.sources.join import CONTACT_KEY, Profiles
from headoffice.sources.known import Known, Memory, last_said
from headoffice.sources.merge import Merged, merge
from headoffice.sources.reader import Batch, Problem, refused
from headoffice.sources.records import (
    KINDS,
    OfCustomer,
    Record,
    SourceCustomer,
    SourceInteraction,
    SourceOrder,
    SourcePreferenceDef,
    SourceProduct,
    SourceSeller,
    SourceStock,
    SourceStore,
    SourceTicket,
    entity_id,
)
from headoffice.sources.report import Progress
from headoffice.sources.summaries import recounted, with_order
from headoffice.sources.values import first_letters
from headoffice.sync.suppression import marked

_CATALOGUE = (SourceSeller, SourceProduct, SourceStock, SourcePreferenceDef)
_MAKE: dict[type[Record], Any] = {
    SourceSeller: entities.seller,
    SourceProduct: entities.product,
    SourceStock: entities.stock,
    SourcePreferenceDef: entities.preference_def,
}
_REPEATED = {
    "order": "this order number came already in this file, too far away: sort the file by order number",
    "customer": "this customer number came already in this file",
}
_ERASED = "erased"
_UNKNOWN = "the customer of this is not known: not in the table of customers, or refused there"


class Loader:
    """Brings one batch in. ``problems`` are the refusals only the database could tell of."""

    def __init__(self, conn: Connection, source: str, run_id: str, progress: Progress) -> None:
        self._conn, self._source, self._progress = conn, source, progress
        self._least = least_version(conn)
        self._memory = Memory(conn, source, run_id)
        self._profiles = Profiles(conn, source)
        self._ids = entities.References({})
        self._groups: dict[int, Any] = {}
        self._told: set[int] = set()
        self._lost: list[Any] = []
        self._recount: set[str] = set()
        self._touched: list[history.Touched] = []
        self.problems: list[Problem] = []

    def load(self, batch: Batch) -> list[history.Touched]:
        """Everything of ``batch``; what it touched, for ``sync.feed.publish`` as the transaction's last step."""
        self._groups = batch.groups
        self._told = {problem.row for problem in batch.problems}
        fresh = self._sift(batch)
        self._stores([record for record in fresh if isinstance(record, SourceStore)])
        self._catalogue(fresh)
        people = [record for record in fresh if isinstance(record, SourceCustomer)]
        events = [record for record in fresh if isinstance(record, OfCustomer)]
        self._fetch_profiles(people, events)
        self._erased = Erased(self._conn, people, events)
        for person in people:
            self._customer(person)
        self._events(events)
        self._memory.write()
        return self._touched

    # What is new ---------------------------------------------------------------------------------------------------

    def _sift(self, batch: Batch) -> list[Record]:
        """The records that are new or say something else than last time."""
        self._memory.look_up(chain(_keys(batch.records), ((each.kind, each.key) for each in batch.refusals)))
        for refusal in batch.refusals:
            self._memory.refuse(refusal.kind, refusal.key)
        self._ids.known = {key: known.entity_id for key, known in self._memory.known.items() if known.entity_id}
        fresh: dict[tuple[str, str], tuple[Record, str]] = {}
        passing: list[str] = []
        for record in batch.records:
            name = KINDS[type(record)], record.key
            digest = record.digest().hex()
            if record.only_new and (name in self._memory.known or name in fresh):
                if name not in fresh:
                    self._same_once(*name)
                continue
            if name in fresh or self._memory.in_this_run(*name):
                before = fresh[name][1] if name in fresh else self._memory.known[name].digest
                self._again(record, same=before == digest)
            elif (known := self._memory.get(*name)) and known.digest == digest:
                self._memory.seen_again(*name)
                self._progress.count(name[0], "skipped")
                passing += [record.customer] if isinstance(record, OfCustomer) else []
            else:
                fresh[name] = record, digest
        for key in passing:
            if ("customer", key) not in fresh:
                self._same_once("customer", key)
        self._digests = {name: digest for name, (_, digest) in fresh.items()}
        return [record for record, _ in fresh.values()]

    def _same_once(self, kind: str, key: str) -> None:
        """Count something told of in passing, and known from an earlier import, once in this one."""
        known = self._memory.get(kind, key)
        if known and known.entity_id and not self._memory.in_this_run(kind, key):
            self._memory.seen_again(kind, key)
            self._progress.count(kind, "skipped")

    def _again(self, record: Record, *, same: bool) -> None:
        kind = KINDS[type(record)]
        if same:
            self._progress.count(kind, "skipped")
        else:
            self._refuse(record, _REPEATED.get(kind, "this came already in this file with something else in it"))

    def _refuse(self, record: Record, reason: str) -> None:
        group = self._groups.get(record.row)
        if group is None:
            self.problems.append(Problem(record.row, "invalid", reason))
            return
        taken = {problem.row for problem in self.problems}
        rows = refused(group, group.rows[0], reason)
        self.problems += [problem for problem in rows if problem.row not in taken]

    def _leave_out(self, record: Record) -> None:
        """A record about somebody who was erased: its rows are left out, and nothing of it is kept."""
        taken = self._told | {problem.row for problem in self.problems}
        group = self._groups.get(record.row)
        rows = {row.number for row in group.rows} if group else {record.row}
        self.problems += [Problem(row, "skipped", _ERASED) for row in sorted(rows - taken)]

    def _done(self, record: Record, eid: str) -> None:
        digest = self._digests.get((KINDS[type(record)], record.key)) or record.digest().hex()
        self._memory.remember(record, eid, digest)
        self._ids.known[KINDS[type(record)], record.key] = eid

    def _count(self, record: Record, *, known: bool, changed: bool) -> None:
        self._progress.count(KINDS[type(record)], ("updated" if known else "added") if changed else "skipped")

    # Catalogue -----------------------------------------------------------------------------------------------------

    def _stores(self, fresh: Sequence[SourceStore]) -> None:
        if not fresh:
            return
        rows = self._conn.execute(select(stores.c.id, stores.c.code, stores.c.name)).all()
        codes = {code: eid for eid, code, _ in rows}
        names = {fold(name): eid for eid, _, name in rows}
        made = []
        for record in fresh:
            namesake = names.get(fold(record.name)) if not record.code else None
            if namesake:
                self._done(record, namesake)
                self._count(record, known=True, changed=False)
                continue
            known = self._memory.get("store", record.key)
            eid = known.entity_id if known and known.entity_id else entity_id(record)
            code = first_letters(record.code or record.name, lambda c, eid=eid: codes.get(c, eid) != eid)  # type: ignore[misc]
            codes[code], names[fold(record.name)] = eid, eid
            made.append((record, entities.store(record, eid, code)))
        self._save_catalogue("store", made)

    def _catalogue(self, fresh: Sequence[Record]) -> None:
        for shape in _CATALOGUE:
            made = []
            for record in fresh:
                if isinstance(record, shape):
                    known = self._memory.get(KINDS[shape], record.key)
                    eid = known.entity_id if known and known.entity_id else entity_id(record)
                    made.append((record, _MAKE[shape](record, eid, self._ids)))
            self._save_catalogue(KINDS[shape], made)

    def _save_catalogue(self, etype: str, made: Sequence[tuple[Record, Any]]) -> None:
        if made:
            self._save(etype, [entity for _, entity in made], made)

    def _save(self, etype: str, writing: Sequence[Any], made: Sequence[tuple[Record, Any]]) -> None:
        touched = history.save(self._conn, etype, writing, least=self._least)
        self._touched += touched
        changed = {eid for _, eid, _, _ in touched}
        for record, entity in made:
            known = self._memory.get(etype, record.key)
            self._count(record, known=bool(known and known.entity_id), changed=entity.id in changed)
            self._done(record, entity.id)

    # Customers -----------------------------------------------------------------------------------------------------

    def _fetch_profiles(self, people: Sequence[SourceCustomer], events: Sequence[OfCustomer]) -> None:
        """Load every profile the batch may touch: by key, by the id a new one would get, by contact point."""
        wanted = set()
        searching: list[SourceCustomer] = []
        for key, person in (*((p.key, p) for p in people), *((e.customer, e.person) for e in events)):
            known = self._memory.get("customer", key)
            if known and known.entity_id:
                wanted.add(known.entity_id)
            else:
                if key:
                    wanted.add(source_id(self._source, "customer", key))
                if person is not None and person.join == "contact":
                    searching.append(person)
        self._profiles.load(wanted)
        for (kind, key), known in self._memory.known.items():
            if kind == "customer" and known.entity_id:
                self._profiles.know_key(known.entity_id, key)
        self._profiles.look_up(searching)

    def _customer(self, record: SourceCustomer) -> None:
        known = self._memory.get("customer", record.key)
        eid = self._find(record, known)
        if self._erased.named(record) or (not eid and self._erased.reached(record)):
            self._leave_out(record)
            return
        held = self._profiles.now.get(eid) if eid else None
        merged = self._merge(held, eid or _new_customer_id(record), last_said(known), record, in_passing=False)
        self._count(record, known=held is not None, changed=merged.customer is not held)
        self._done(record, merged.customer.id)

    def _find(self, person: SourceCustomer, known: Known | None) -> str:
        """Whom the record is about; empty when it is somebody new."""
        if known and known.entity_id:
            return self._profiles.survivor(known.entity_id)
        by_id = self._profiles.survivor(source_id(person.source, "customer", person.key)) if person.key else ""
        return by_id or self._profiles.find(person)

    def _merge(
        self, held: Customer | None, eid: str, base: SourceCustomer | None, said: SourceCustomer, *, in_passing: bool
    ) -> Merged:
        stored = self._profiles.stored.get(eid)
        version = version_after(stored.version if stored else 0, self._least)
        merged = merge(held, eid, base, said, self._ids, version, in_passing=in_passing)
        if merged.customer is not held:
            self._profiles.put(merged.customer)
            self._lost += [(eid, lost, "") for lost in merged.lost]
        self._profiles.know_key(eid, said.key)
        return merged

    def _owner(self, record: OfCustomer) -> str:
        """The customer of an event, made from what it tells of them when they are new; empty when nobody is told."""
        person = record.person
        known = self._memory.get("customer", record.customer)
        eid = self._profiles.survivor(known.entity_id) if known and known.entity_id else ""
        if not eid and person is not None:
            eid = self._find(person, known)
        if person is None:
            return eid
        if not eid and self._erased.reached(person):
            return ""
        if not eid and not (person.identifiers or person.contacts or person.fields):
            return ""
        held = self._profiles.now.get(eid) if eid else None
        merged = self._merge(held, eid or _new_customer_id(person), None, person, in_passing=True)
        if held is None:
            self._count(person, known=False, changed=True)
        elif known and known.entity_id and not self._memory.in_this_run("customer", record.customer):
            self._memory.seen_again("customer", record.customer)
            self._count(person, known=True, changed=merged.customer is not held)
        if record.customer and not (known and known.entity_id):
            self._done(replace(person, key=record.customer), merged.customer.id)
        return merged.customer.id

    # History -------------------------------------------------------------------------------------------------------

    def _events(self, fresh: Sequence[OfCustomer]) -> None:
        made: dict[str, list[tuple[Record, Any]]] = {}
        by_name = self._sellers_by_name(fresh)
        for record in fresh:
            owner = "" if self._erased.named(record) else self._owner(record)
            if not owner:
                self._no_owner(record)
                continue
            kind = KINDS[type(record)]
            known = self._memory.get(kind, record.key)
            eid = known.entity_id if known and known.entity_id else entity_id(record)
            entity = entities.EVENTS[type(record)](record, eid, owner, self._ids)
            if isinstance(record, SourceOrder) and record.seller_name:
                entity = replace(entity, seller=by_name.get((entity.store, fold(record.seller_name)), ""))
            made.setdefault(kind, []).append((record, entity))
        held = {kind: history.load(self._conn, kind, [e.id for _, e in pairs]) for kind, pairs in made.items()}
        for kind, pairs in made.items():
            for said, entity in pairs:
                self._summarise(said, entity, held[kind].get(entity.id))
        self._save_profiles()
        for kind, pairs in made.items():
            writing = [entity for _, entity in pairs if not self._said_by_others(held[kind].get(entity.id))]
            self._save(kind, writing, pairs)
        self._count_anew()

    def _no_owner(self, record: OfCustomer) -> None:
        if self._erased.named(record) or self._erased.reached(record.person):
            self._leave_out(record)
        else:
            self._refuse(record, _UNKNOWN)

    def _said_by_others(self, held: Any) -> bool:
        """Whether somebody in the stores has changed it since: then it stays."""
        if held is None or isinstance(held, Order):
            return False
        by: Provenance | None = getattr(held, "done_by", None) or getattr(held, "by", None)
        others = by is not None and not (by.actor_kind == "source" and by.actor == self._source)
        return others or getattr(held, "removed", False)

    def _sellers_by_name(self, fresh: Sequence[OfCustomer]) -> dict[tuple[str, str], str]:
        if not any(isinstance(record, SourceOrder) and record.seller_name for record in fresh):
            return {}
        found: dict[tuple[str, str], list[str]] = {}
        for eid, store, name in self._conn.execute(select(sellers.c.id, sellers.c.store_id, sellers.c.name)):
            found.setdefault((store, fold(name)), []).append(eid)
        return {name: ids[0] for name, ids in found.items() if len(ids) == 1}

    def _summarise(self, record: Record, entity: Any, held: Any) -> None:
        """Count what is new into the summary at once; what was there before is counted anew at the end."""
        if isinstance(record, (SourceTicket, SourceInteraction)):
            self._recount.add(entity.customer)
        elif isinstance(entity, Order) and held is None:
            customer = self._profiles.now[entity.customer]
            summary = with_order(customer.summary, entity)
            if summary != customer.summary:
                stored = self._profiles.stored.get(customer.id)
                version = version_after(stored.version if stored else 0, self._least)
                self._profiles.put(replace(customer, summary=summary, version=version))
        elif isinstance(entity, Order) and held != entity:
            self._recount |= {entity.customer, held.customer}

    def _save_profiles(self) -> None:
        changed = [
            (self._profiles.stored.get(eid), customer)
            for eid, customer in self._profiles.now.items()
            if customer is not self._profiles.stored.get(eid)
        ]
        pairs = marked(self._conn, changed)
        self._profiles.now.update((new.id, new) for _, new in pairs)
        self._save_customers(pairs)
        supersede(self._conn, self._lost, now_ms())

    def _save_customers(self, pairs: Iterable[tuple[Customer | None, Customer]]) -> None:
        changed = sorted(pairs, key=lambda pair: pair[1].id)
        if changed:
            save_customers(self._conn, changed)
        self._touched += [("customer", new.id, "put", new.version) for _, new in changed]

    def _count_anew(self) -> None:
        self._profiles.load(self._recount - self._profiles.now.keys())
        held: dict[str, Summary] = {
            eid: self._profiles.now[eid].summary for eid in self._recount if eid in self._profiles.now
        }
        if not held:
            return
        pairs = []
        for eid, summary in recounted(self._conn, held).items():
            now = self._profiles.now[eid]
            if summary != now.summary:
                pairs.append((now, replace(now, summary=summary, version=now.version + 1)))
        self._save_customers(pairs)


def _keys(records: Iterable[Record]) -> Iterable[tuple[str, str]]:
    """(kind, key) of the records and of what they refer to."""
    for record in records:
        yield KINDS[type(record)], record.key
        if isinstance(record, SourceCustomer):
            yield "store", record.home_store
        if isinstance(record, OfCustomer):
            yield "customer", record.customer
            if record.person is not None:
                yield "customer", record.person.key
                yield "store", record.person.home_store
        if isinstance(record, SourceOrder):
            yield "store", record.store
            yield "seller", record.seller


def _new_customer_id(person: SourceCustomer) -> str:
    """The id of a new profile: by the source's key; a fresh one where the key would be somebody's e-mail address."""
    if not person.key or person.key.startswith(CONTACT_KEY):
        return new_id()
    return entity_id(person)
