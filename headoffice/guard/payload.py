"""Entities of any type as the JSON that leaves to tablets of one kind. Nothing else makes bodies that leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, select, union_all

from clienteling.domain.catalogue import Seller
from clienteling.domain.pin import mark_of
from clienteling.domain.sight import View
from clienteling.wire.messages import OperationResult
from headoffice.db.bulk import among
from headoffice.db.tables import contact_points, important_dates
from headoffice.profile import documents, history


def bodies_for(conn: Connection, keys: Iterable[tuple[str, str]], view: View) -> dict[tuple[str, str], bytes]:
    """The bodies of (entity type, id) pairs as ``view`` lets them out; those that do not exist are left out."""
    ids: dict[str, list[str]] = defaultdict(list)
    for etype, eid in keys:
        ids[etype].append(eid)
    found: dict[tuple[str, str], bytes] = {}
    for etype, eids in ids.items():
        if etype == "customer":
            ready = documents.load_bodies(conn, eids).items()
            found.update(((etype, eid), view.body(body)) for eid, body in ready)
        else:
            held = history.load(conn, etype, eids).items()
            seen = (
                (eid, _without_secrets(view.entity(etype, entity)))
                for eid, entity in held
                if not history.is_gone(entity)
            )
            found.update(((etype, eid), msgspec.json.encode(entity)) for eid, entity in seen)
    return found


def _without_secrets(entity: Any) -> Any:
    """``entity`` without what never leaves head office, whatever the policy says."""
    return replace(entity, pin_verifier=mark_of(entity.pin_verifier)) if isinstance(entity, Seller) else entity


def answers_for(conn: Connection, results: Sequence[OperationResult], view: View) -> tuple[OperationResult, ...]:
    """Answers to a push as ``view`` lets them out: a conflict tells what is at head office."""
    if view.contacts_whole or not any(result.conflict for result in results):
        return tuple(results)
    kinds = _kinds(conn, [result.conflict.target for result in results if result.conflict])
    return tuple(_answer(result, view, kinds) for result in results)


def _answer(result: OperationResult, view: View, kinds: Mapping[str, str]) -> OperationResult:
    if result.conflict is None:
        return result
    told = view.conflict(result.conflict, kinds.get(result.conflict.target, ""))
    return replace(result, conflict=told, status=result.status if told else "merged")


def _kinds(conn: Connection, targets: Iterable[str]) -> dict[str, str]:
    """Kinds of the contact points and dates in ``targets``; what is no longer there is left out."""
    ids = {target.partition(":")[2]: target for target in targets}
    asked = [select(t.c.id, t.c.kind).where(among(conn, t.c.id, ids)) for t in (contact_points, important_dates)]
    return {ids[row.id]: row.kind for row in conn.execute(union_all(*asked))}
