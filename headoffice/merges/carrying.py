"""Carrying a merge out: the rules are ``domain.merging``; here is what else goes along in the tables.

By an approval it happens in the transaction of the push that brought it (``sync.groups``, ``sync.workspace``), by
command in one of its own (``carry_out``). There is no way back: what the two were stands in the history of values.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, case, select, update

from clienteling.domain.customer import Customer
from clienteling.domain.ids import new_id
from clienteling.domain.merging import United, unite
from clienteling.domain.provenance import Provenance
from clienteling.domain.same_person import Ask, AskReason, RefuseReason, with_ask, without_ask
from headoffice.audit.log import Action, Detail, append
from headoffice.audit.who import by_command, person_of
from headoffice.consents import receipts
from headoffice.consents.receipts import Claim
from headoffice.db.epoch import least_version, version_after
from headoffice.db.tables import preference_defs
from headoffice.merges import requests
from headoffice.merges.requests import Request
from headoffice.profile.documents import load_survivors, save_customers, supersede
from headoffice.profile.kinds import HISTORY, travels
from headoffice.sync.erasure import people
from headoffice.sync.feed import Touched, publish
from headoffice.sync.suppression import marked


class Refused(Exception):
    """Why it cannot be done. The message says what to do."""


class Proofs(msgspec.Struct, frozen=True):
    """What came with what a customer said: claims by record, drawings by their SHA-256."""

    claims: Mapping[str, Claim]
    drawings: Mapping[str, str]


def proofs_of(conn: Connection, customer_id: str) -> Proofs:
    """What is kept beside the answers of a customer."""
    claims = {r["record_id"]: Claim(r["wording"], r["evidence"]) for r in receipts.of_customer(conn, customer_id)}
    return Proofs(claims, {e["sha256"]: e["drawing"] for e in receipts.evidence_of(conn, customer_id)})


def united(conn: Connection, stays: Customer, goes: Customer, version: int) -> United:
    """The two as one, nothing written yet; also what was asked about them under names they had before is answered."""
    d = preference_defs.c
    many = conn.execute(select(d.key).where(d.multiple.is_(True) | d.safety.is_(True))).scalars().all()
    known_as = {*people(conn, stays.id), *people(conn, goes.id)}
    return unite(stays, goes, version, many, known_as)


def answered(conn: Connection, stays: str, goes: str) -> list[str]:
    """The ids of open requests about these two, whoever asked."""
    known_as = {stays, goes, *people(conn, stays), *people(conn, goes)}
    return [r.id for r in requests.open_about(conn, known_as) if {r.customer, r.other} <= known_as]


def move_history(conn: Connection, merged: Mapping[str, str]) -> list[Touched]:
    """What happened with those who went (keys) happened with those who stay (values) from now on. For the feed."""
    touched: list[Touched] = []
    least = least_version(conn) if merged else 0
    for goes, stays in merged.items():
        for etype, table in HISTORY.items():
            theirs, t = table.c.customer_id == goes, table.c
            telling = select(t.id, t.version).where(theirs, travels(table)).order_by(t.id).with_for_update()
            told = conn.execute(telling).all()
            touched += [Touched(etype, row.id, "move", version_after(row.version, least)) for row in told]
            version = case((t.version + 1 < least, least), else_=t.version + 1)
            conn.execute(update(table).where(theirs).values(customer_id=stays, version=version))
    return touched


def carry_out(conn: Connection, request_id: str, stays: str, who: str, now: int) -> United:
    """Merge the two profiles of an open request, by command. ``stays``: whose profile stays. Raises ``Refused``. Call
    inside ``writing``; it publishes.
    """
    request, one, two = _open(conn, request_id)
    if request.by.actor_kind == "source" and person_of(request.by.actor) == person_of(who):
        raise Refused("You asked for this yourself: somebody else has to agree, from an account of their own.")
    if requests.wanted_by_law(conn, [one.id, two.id]):
        raise Refused("One of them waits for an answer or to be erased: rights list. Close that first.")
    if stays not in {one.id, two.id}:
        raise Refused(f"Say whose profile stays: --stays {one.id} or --stays {two.id}.")
    held, goes = (one, two) if stays == one.id else (two, one)
    made = united(conn, held, goes, version_after(held.version, least_version(conn)))
    proofs = proofs_of(conn, goes.id)
    pairs = marked(conn, [(held, made.customer), (goes, made.alias)])
    claims = {(held.id, made.brought[name]): claim for name, claim in proofs.claims.items() if name in made.brought}
    closed = answered(conn, held.id, goes.id)
    save_customers(conn, pairs, claims)
    receipts.keep_evidence(conn, {(held.id, name): drawing for name, drawing in proofs.drawings.items()}, now)
    supersede(conn, [(held.id, lost, "") for lost in made.lost], now)
    done = replace(request, state="done", stayed=held.id, decided_by=who, decided_at=now)
    requests.decide(conn, [replace(done, id=eid) for eid in {request_id, *closed}])
    moved = move_history(conn, {goes.id: held.id})
    publish(conn, [*(("customer", new.id, "put", new.version) for _, new in pairs), *moved], now=now)
    told: dict[str, Detail] = {"request": request_id, "stays": held.id, "goes": goes.id}
    actions: tuple[Action, ...] = ("merge.approve", "customer.merge")
    append(conn, [by_command(action, "customer", held.id, told) for action in actions], now)
    return made


def leave_apart(conn: Connection, request_id: str, why: RefuseReason, who: str, now: int) -> None:
    """Refuse an open request, by command. Raises ``Refused``. Call inside ``writing``; it publishes."""
    request, one, two = _open(conn, request_id)
    held = next((c for c in (one, two) if without_ask(c.insights, request_id) != c.insights), None)
    requests.decide(conn, [replace(request, state="refused", why=why, decided_by=who, decided_at=now)])
    if held is not None:
        new = replace(held, version=held.version + 1, insights=without_ask(held.insights, request_id))
        save_customers(conn, [(held, new)])
        publish(conn, [("customer", new.id, "put", new.version)], now=now)
    told: dict[str, Detail] = {"request": request_id, "why": why}
    append(conn, [by_command("merge.refuse", "customer", one.id, told)], now)


def ask(conn: Connection, customer_id: str, other_id: str, reason: AskReason, who: str, now: int) -> Request:
    """Write down, by command, that two profiles are one person's. Raises ``Refused``. Call inside ``writing``; it
    publishes.
    """
    found = load_survivors(conn, [customer_id, other_id], lock=True)
    if len(found) < 2 or found[customer_id].id == found[other_id].id:
        raise Refused("Two customers are needed, who are not one already. Look them up with: find name")
    held, other = found[customer_id], found[other_id]
    by = Provenance("source", who, "head_office", now)
    request = Request(new_id(now), held.id, other.id, reason, by)
    mark = Ask(request.id, other.id, reason, "", "", now)
    new = replace(held, version=held.version + 1, insights=with_ask(held.insights, mark))
    requests.add(conn, [request])
    save_customers(conn, [(held, new)])
    publish(conn, [("customer", new.id, "put", new.version)], now=now)
    told: dict[str, Detail] = {"request": request.id, "other": other.id, "reason": reason}
    append(conn, [by_command("merge.ask", "customer", held.id, told)], now)
    return request


def _open(conn: Connection, request_id: str) -> tuple[Request, Customer, Customer]:
    """An open request and its two profiles, locked, as they are now: either may have become another one meanwhile."""
    request = requests.load(conn, request_id)
    if request is None:
        raise Refused("No request has this identifier. List them with: clienteling-headoffice merge list")
    if request.state != "open":
        raise Refused("This request was closed already.")
    found = load_survivors(conn, [request.customer, request.other], lock=True)
    # Whoever waited for the lock looks again.
    request = requests.load(conn, request_id) or request
    one, two = found[request.customer], found[request.other]
    if request.state != "open" or one.id == two.id:
        raise Refused("This request was closed already.")
    return request, one, two
