"""Words about customers who were erased at head office, struck out of the journal.

What head office has answered goes at once: delivered operations and conflicts altogether, for head office wants none of
them again; of refused ones only that there was one is left. What still waits is kept until it is answered, and goes
then: head office decides about it, not the tablet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    LargeBinary,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    update,
)

from clienteling.domain.errors import RejectNumber
from clienteling.domain.ids import is_id
from clienteling.domain.operations import MERGES
from clienteling.store.journal_rows import decode, get_meta, put_meta
from clienteling.store.tables import acknowledged, conflict, corrected, draft, operation, outbox, quarantine
from clienteling.store.values import Changed
from clienteling.wire.messages import OperationResult

_KEY = "struck"
_TOGETHER = 500
_NOTHING = msgspec.Raw(b"{}")
_SENTENCE = "This customer was erased at head office. Nothing about them is kept."
_ERASED = int(RejectNumber.ERASED)


class Struck(msgspec.Struct, frozen=True):
    """Who was erased, and the ids of what was deleted with them: of some of it the tablet no longer knows whose it
    was.
    """

    customers: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def __or__(self, more: Struck) -> Struck:
        return Struck(self.customers | more.customers, self.others | more.others)

    def __bool__(self) -> bool:
        return bool(self.customers)


class _Other(msgspec.Struct):
    """Of what was said of two profiles, the other one."""

    other: str = ""


def remembered(connection: Connection) -> Struck:
    """Whose words are to go as soon as they are answered."""
    held = get_meta(connection, _KEY)
    return msgspec.json.decode(held, type=Struck) if held else Struck()


def remember(connection: Connection, more: Struck) -> None:
    """Have what waits about them struck out once it is answered."""
    put_meta(connection, _KEY, msgspec.json.encode(remembered(connection) | more).decode())


def forget(connection: Connection) -> None:
    """An exchange is complete: nobody can save anything more about them. Once nothing waits, they are forgotten too."""
    held = remembered(connection)
    waits = exists().where(outbox.c.pos == operation.c.pos)
    if held and not any(connection.execute(_about(part).where(waits).limit(1)).first() for part in _parts(held)):
        put_meta(connection, _KEY, "")


def told_by(connection: Connection, results: Sequence[OperationResult]) -> Struck:
    """Those of whom these answers say that they were erased. What is about two loses its words, and says nothing of
    either: which one it was, head office tells when it is asked.
    """
    ids = [result.op_id for result in results if result.number == _ERASED]
    if not ids:
        return Struck()
    o = operation.c
    rows = connection.execute(select(o.pos, o.customer_id, o.body).where(o.op_id.in_(ids))).all()
    of_two = {row.pos for row in rows if decode(row.body).kind in MERGES}
    _strike(connection, sorted(of_two))
    return Struck(frozenset(row.customer_id for row in rows if row.customer_id and row.pos not in of_two))


def spoken_of(connection: Connection) -> list[str]:
    """Ids of the customers that anything here is about, and of history of which it is not known whose it is. Of whoever
    was struck out already there is nothing to find out.
    """
    o = operation.c
    struck = exists().where(quarantine.c.pos == o.pos, quarantine.c.number == _ERASED)
    about = select(case((o.customer_id != "", o.customer_id), else_=o.entity_id)).where(~struck).distinct()
    places = (key.rpartition(":")[2] for key in connection.execute(select(draft.c.key)).scalars())
    others = (ask.other for ask in _asks(connection, ~struck))
    return sorted(filter(is_id, {*connection.execute(about).scalars(), *places, *others}))


class _Ask(NamedTuple):
    pos: int
    entity: str
    entity_id: str
    other: str


def _asks(connection: Connection, condition: ColumnElement[bool]) -> list[_Ask]:
    """What was said of two profiles (with ``condition``): it lies with the first alone."""
    o = operation.c
    named = func.instr(o.body, literal(b'"other"', LargeBinary)) > 0
    rows = connection.execute(select(o.pos, o.entity, o.entity_id, o.body).where(named, condition)).all()
    told = [(row, decode(row.body)) for row in rows]
    asked = [(row, msgspec.json.decode(op.args, type=_Other)) for row, op in told if op.kind in MERGES]
    return [_Ask(row.pos, row.entity, row.entity_id, said.other) for row, said in asked if said.other]


def strike_out(connection: Connection, struck: Struck) -> Changed:
    """Take away all that is answered about them; what changes by that."""
    entities: set[tuple[str, str]] = set()
    for part in _parts(struck):
        rows = connection.execute(_about(part)).all()
        entities.update((row.entity, row.entity_id) for row in rows)
        positions = [row.pos for row in rows]
        for start in range(0, len(positions), _TOGETHER):
            _strike(connection, positions[start : start + _TOGETHER])
    naming = [ask for ask in _asks(connection, true()) if ask.other in struck.customers]
    entities.update((ask.entity, ask.entity_id) for ask in naming)
    _strike(connection, [ask.pos for ask in naming])
    for customer in struck.customers:
        connection.execute(draft.delete().where(draft.c.key.endswith(f":{customer}", autoescape=True)))
    return Changed(frozenset(entities), struck.customers, journal=True, erased=struck.customers)


def _parts(struck: Struck) -> Iterable[ColumnElement[bool]]:
    """Conditions for the operations that are about them, each with not too many ids."""
    o = operation.c
    customers, others = sorted(struck.customers), sorted(struck.others)
    for start in range(0, len(customers), _TOGETHER):
        some = customers[start : start + _TOGETHER]
        yield or_(o.customer_id.in_(some), o.entity_id.in_(some))
    for start in range(0, len(others), _TOGETHER):
        yield (o.customer_id == "") & o.entity_id.in_(others[start : start + _TOGETHER])


def _about(condition: ColumnElement[bool]):  # type: ignore[no-untyped-def]  # a statement of many columns
    return select(operation.c.pos, operation.c.entity, operation.c.entity_id).where(condition)


def _strike(connection: Connection, positions: Sequence[int]) -> None:
    connection.execute(conflict.delete().where(conflict.c.pos.in_(positions)))
    delivered = connection.execute(select(acknowledged.c.pos).where(acknowledged.c.pos.in_(positions))).scalars().all()
    connection.execute(acknowledged.delete().where(acknowledged.c.pos.in_(delivered)))
    connection.execute(operation.delete().where(operation.c.pos.in_(delivered)))
    refused = update(quarantine).where(quarantine.c.pos.in_(positions))
    connection.execute(refused.values(number=_ERASED, sentence=_SENTENCE))
    stay = select(quarantine.c.pos).union(select(corrected.c.pos))
    query = select(operation.c.pos, operation.c.body).where(operation.c.pos.in_(positions), operation.c.pos.in_(stay))
    for row in connection.execute(query).all():
        body = msgspec.json.encode(msgspec.structs.replace(decode(row.body), args=_NOTHING, signature=""))
        mine = update(operation).where(operation.c.pos == row.pos)
        connection.execute(mine.values(body=body, size=len(body) + 1))
