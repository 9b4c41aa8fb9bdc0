"""Erasing a customer for good, and knowing afterwards who must not come back.

Of an erased customer only keyed hashes remain: of their identifier, of those of what sellers wrote about them, of the
names under which sources knew them and theirs, and of their e-mail addresses and telephones. By these an operation that
arrives late, after however long, is recognised and refused, and so is a row of an import; nobody can tell from them who
it was.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import logging
import secrets
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, or_, select, text, update

from clienteling.domain.errors import Rejected
from clienteling.domain.ids import source_id
from clienteling.domain.operations import ARGS, CREATES, Operation
from clienteling.domain.sight import is_number
from clienteling.domain.text import normal_contact
from clienteling.wire.messages import OperationResult
from headoffice.db.bulk import among
from headoffice.db.sync_tables import devices, erased, hub, op_ledger, quarantine, scopes, snapshots
from headoffice.db.tables import contact_points, customers, identifiers, proposals, source_records
from headoffice.profile.kinds import HISTORY
from headoffice.profile.matching import match_key
from headoffice.profile.rows import to_json
from headoffice.sync import mentions
from headoffice.sync.feed import publish
from headoffice.sync.positions import positions
from headoffice.sync.snapshot import take_turns

_log = logging.getLogger(__name__)
_WRITTEN = frozenset(entity for entity, _ in ARGS.values())
"""Types of entities that sellers write: operations on these may arrive late."""
TELLING = ("email", "phone")
"""Kinds of contact points that tell people apart."""
_Gone = tuple[str, str, str, int]


class Remembered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stays of an erasure: when it was, the key (hex) and the keyed hashes of who and what must not come back."""

    at: int
    key: str
    hashes: tuple[str, ...]


def _unwitnessed(_remembered: Remembered) -> None:
    pass


def erase(conn: Connection, customer_id: str, now: int, witness: Callable[[Remembered], None] = _unwitnessed) -> bool:
    """Erase a customer, those merged into them, and everything known about them; whether there was such a customer.
    One whom a tablet made and head office refused is one too.

    Tablets are told that all of it is gone, and that others' profiles name them no more. Call inside ``writing``; it
    publishes, so it is the last thing to do. ``witness`` is told what stays, before anything is gone.
    """
    people = _same_person(conn, customer_id)
    who = [eid for _, eid, _, _ in people] or [customer_id]
    others = mentions.holders(conn, who)
    _among_the_refused(conn)
    if not people and not _refused_about(conn, customer_id):
        return False
    gone = [*people, *_history(conn, [eid for _, eid, _, _ in people])]
    ids = [eid for _, eid, _, _ in gone]
    never = _never_made(conn, who)
    written = (eid for etype, eid, _, _ in gone if etype in _WRITTEN)
    witness(remember(conn, {*never, *who, *written, *_source_names(conn, ids), *_contact_names(conn, who)}, now))
    _drop_downloads(conn, [*who, *(held.id for held in others)])
    conn.execute(delete(source_records).where(among(conn, source_records.c.entity_id, ids)))
    _strike_out_answers(conn, ids)
    _strike_out_refused(conn, [*ids, *never], who)
    changed = mentions.forget(conn, who, others)
    conn.execute(delete(customers).where(among(conn, customers.c.id, who)))
    publish(conn, [*gone, *changed], now=now)
    _log.info("customer.erased", extra={"facts": {"count": len(gone)}})
    return True


def extent(conn: Connection, customer_id: str) -> Counter[str]:
    """How many entities of each type ``erase`` would take, or how many ``refused`` operations about somebody who never
    came to be; empty when there is no such customer. Locks nothing.
    """
    people = _same_person(conn, customer_id, lock=False)
    if not people:
        return Counter({"refused": count} if (count := _refused_about(conn, customer_id)) else {})
    return Counter(etype for etype, _, _, _ in [*people, *_history(conn, [eid for _, eid, _, _ in people])])


def people(conn: Connection, customer_id: str) -> list[str]:
    """The ids of a customer and of whoever was merged into them; empty when there is no such customer."""
    return [eid for _, eid, _, _ in _same_person(conn, customer_id, lock=False)]


def _refused_about(conn: Connection, customer_id: str) -> int:
    """How many operations are kept about a customer whose creation was refused; 0 when there is no such customer."""
    q = quarantine.c
    made = select(q.op_id).where(q.entity_id == customer_id, q.kind == "customer.create").limit(1)
    if conn.execute(made).first() is None or erased_among(conn, [customer_id]):
        return 0
    ids = [customer_id, *_never_made(conn, [customer_id])]
    about = or_(among(conn, q.entity_id, ids), q.operation.contains(customer_id))
    return int(conn.execute(select(func.count()).select_from(quarantine).where(about)).scalar_one())


def stores_refused(conn: Connection, people: Collection[str]) -> list[str]:
    """Stores whose tablets sent what was refused about these people. To be asked before they are erased."""
    q = quarantine.c
    about = or_(among(conn, q.entity_id, people), *(q.operation.contains(eid) for eid in people))
    query = select(devices.c.store_id).where(devices.c.id == q.device_id, about).distinct()
    return list(conn.execute(query.order_by(devices.c.store_id)).scalars())


def _among_the_refused(conn: Connection) -> None:
    """Whoever sets something aside comes before, and is struck out, or after, and finds that they are erased.

    To be called when the customers concerned are locked, by an erasure; see ``wait_for_erasures``.
    """
    conn.execute(select(hub.c.id).with_for_update())


def wait_for_erasures(conn: Connection) -> None:
    """Before looking whether what was refused is about somebody who was erased: what changes something that was never
    made locks nobody, so an erasure going on at the same moment would miss its words. Customers are locked before.
    """
    conn.execute(select(hub.c.id).with_for_update(read=True))


def _same_person(conn: Connection, customer_id: str, *, lock: bool = True) -> list[_Gone]:
    """The customer and whoever was merged into them, locked if that is asked for."""
    c = customers.c
    found: dict[str, int] = {}
    wanted = [customer_id]
    while wanted:
        theirs = or_(among(conn, c.id, wanted), among(conn, c.merged_into, wanted))
        query = select(c.id, c.version).where(theirs).order_by(c.id)
        rows = conn.execute(query.with_for_update() if lock else query).all()
        wanted = [row.id for row in rows if row.id not in found]
        found.update((row.id, row.version) for row in rows)
    if customer_id not in found:
        return []
    return [("customer", eid, "del", version + 1) for eid, version in found.items()]


def _history(conn: Connection, people: Collection[str]) -> list[_Gone]:
    found: list[_Gone] = []
    for etype, table in HISTORY.items():
        query = select(table.c.id, table.c.version).where(among(conn, table.c.customer_id, people))
        found += [(etype, row.id, "del", row.version + 1) for row in conn.execute(query)]
    return found


def _source_names(conn: Connection, ids: Collection[str]) -> set[str]:
    """What imports would make of the same rows again: they are named by the source's own keys."""
    s = source_records.c
    query = select(s.source, s.kind, s.source_key).where(among(conn, s.entity_id, ids))
    return {source_id(*row) for row in conn.execute(query)}


def contact_name(kind: str, value: str) -> str:
    """Under what name a contact point is remembered; empty for one that does not tell people apart."""
    key = match_key(kind, value) if kind in TELLING else ""
    return f"{kind}:{key}" if key else ""


def _contact_names(conn: Connection, people: Collection[str]) -> set[str]:
    """Their e-mail addresses and telephones, but for those that somebody else has too. Also those by which a source
    calls them, and those that wait for a decision.
    """
    c = contact_points.c
    names = {contact_name(*told) for told in _ways_to_reach(conn, people)} - {""}
    keys = [name.partition(":")[2] for name in names]
    others = select(c.kind, c.value).where(
        c.kind.in_(TELLING), among(conn, c.match_key, keys), ~among(conn, c.customer_id, people)
    )
    return names - {contact_name(row.kind, row.value) for row in conn.execute(others)}


def _ways_to_reach(conn: Connection, people: Collection[str]) -> Iterator[tuple[str, str]]:
    """Kind and value of each."""
    c, p, i = contact_points.c, proposals.c, identifiers.c
    kinds: dict[str, str] = {}
    for point in conn.execute(select(c.id, c.kind, c.value).where(among(conn, c.customer_id, people))):
        kinds[f"contact:{point.id}"] = point.kind
        yield point.kind, point.value
    for waits in conn.execute(select(p.target, p.value).where(among(conn, p.customer_id, people))):
        yield kinds.get(waits.target, ""), waits.value
    accounts = select(i.value).where(among(conn, i.customer_id, people), i.kind != "social")
    for value in conn.execute(accounts).scalars():
        kind = "phone" if is_number(value) else "email"
        with contextlib.suppress(Rejected):  # most are numbers and names of the source's own
            yield kind, normal_contact(kind, value)


def _drop_downloads(conn: Connection, people: Collection[str]) -> None:
    """Prepared downloads with these in it, also those being built: the next tablet that asks has a new one made."""
    everywhere = conn.execute(select(scopes.c.id)).scalars().all()
    held = {row.scope_id for row in positions(conn, everywhere, "customer", people)}
    for scope in sorted(held):  # nobody begins another one before they are gone
        take_turns(conn, scope)
    conn.execute(delete(snapshots).where(snapshots.c.scope_id.in_(held)))


def _strike_out_answers(conn: Connection, ids: Collection[str]) -> None:
    """Take values out of remembered answers; that there were such stays."""
    ledger = op_ledger.c
    answers = conn.execute(select(ledger.op_id, ledger.result).where(among(conn, ledger.entity_id, ids)))
    decoded = [(row.op_id, msgspec.json.decode(row.result, type=OperationResult)) for row in answers]
    bare = [
        {"k_op": op_id, "result": to_json(msgspec.structs.replace(result, conflict=None))}
        for op_id, result in decoded
        if result.conflict is not None
    ]
    if bare:
        conn.execute(update(op_ledger).where(ledger.op_id == bindparam("k_op")), bare)


def _never_made(conn: Connection, people: Iterable[str]) -> list[str]:
    """What would have been created about them, had it not been refused: there may be changes of it too."""
    q = quarantine.c
    about = or_(*(q.operation.contains(eid) for eid in people))
    return list(conn.execute(select(q.entity_id).where(about, q.kind.in_(CREATES)).distinct()).scalars())


def _strike_out_refused(conn: Connection, ids: Collection[str], people: Iterable[str]) -> None:
    """Take the words out of refused operations, also of those that would have created something about them."""
    q = quarantine.c
    named = or_(among(conn, q.entity_id, ids), *(q.operation.contains(eid) for eid in people))
    refused = conn.execute(select(q.op_id, q.sha256, q.operation).where(named)).all()
    rows = [
        {"k_op": row.op_id, "k_sha": row.sha256, "operation": to_json(wordless(_operation(row.operation)))}
        for row in refused
    ]
    if rows:
        mine = update(quarantine).where(q.op_id == bindparam("k_op"), q.sha256 == bindparam("k_sha"))
        conn.execute(mine, rows)


def _operation(held: str) -> Operation:
    return msgspec.json.decode(held, type=Operation)


def wordless(op: Operation) -> Operation:
    """``op`` without anything that a person typed."""
    return msgspec.structs.replace(op, args=msgspec.Raw(b"{}"))


def remember(conn: Connection, ids: Iterable[str], now: int) -> Remembered:
    """Keep the hashes of ``ids``: none of them comes back."""
    make_key(conn)
    key = _key(conn)
    made = Remembered(now, key.hex(), tuple(sorted(_hash(key, eid) for eid in ids)))
    keep(conn, made)
    return made


def make_key(conn: Connection) -> None:
    """See that there is a key for the hashes."""
    conn.execute(update(hub).where(hub.c.erasure_key == "").values(erasure_key=secrets.token_hex(32)))


def keep(conn: Connection, remembered: Remembered) -> None:
    """Keep hashes made before, here or in another copy of this database. Raises ``ForeignKey`` for another key's."""
    fresh = update(hub).where(hub.c.erasure_key == "").values(erasure_key=remembered.key)
    conn.execute(fresh)
    if _key(conn).hex() != remembered.key:
        raise ForeignKey
    rows = [{"hash": each, "at": remembered.at} for each in remembered.hashes]
    if rows:
        conn.execute(text("INSERT INTO erased(hash, erased_at) VALUES (:hash, :at) ON CONFLICT DO NOTHING"), rows)


class ForeignKey(Exception):
    """Hashes of another head office: they say nothing here."""


def kept(conn: Connection, hashes: Collection[str]) -> int:
    """How many of these hashes are kept here."""
    return len(conn.execute(select(erased.c.hash).where(among(conn, erased.c.hash, hashes))).all())


def _key(conn: Connection) -> bytes:
    return bytes.fromhex(conn.execute(select(hub.c.erasure_key)).scalar_one())


def _hash(key: bytes, eid: str) -> str:
    return hmac.new(key, eid.encode(), hashlib.sha256).hexdigest()


def hash_of(conn: Connection, eid: str) -> str:
    """Under what an identifier would be remembered here; empty as long as nobody ever was."""
    key = _key(conn)
    return _hash(key, eid) if key else ""


def erased_among(conn: Connection, ids: Collection[str]) -> frozenset[str]:
    """Those of ``ids`` (identifiers, or names of contact points) that were erased."""
    key = _key(conn) if ids else b""
    if not key:
        return frozenset()  # nobody ever was
    by_hash = {_hash(key, eid): eid for eid in ids}
    found = conn.execute(select(erased.c.hash).where(among(conn, erased.c.hash, by_hash))).scalars()
    return frozenset(by_hash[each] for each in found)
