"""What must hold when the network has healed and everybody is at rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from clienteling.domain.consent import state_of
from clienteling.domain.customer import Customer
from clienteling.store.tables import (
    acknowledged,
    catalogue,
    corrected,
    customer,
    history,
    operation,
    outbox,
    quarantine,
    row_scope,
    search_row,
)
from clienteling.store.tables import scope as held_scope
from headoffice.db.engine import reading
from headoffice.db.sync_tables import conflicts, op_ledger, scope_feed, scope_head, scopes
from headoffice.db.tables import superseded
from headoffice.guard.payload import bodies_for
from headoffice.guard.policies import view_of
from headoffice.profile.history import is_gone
from tests.simulation.company import everything
from tests.simulation.device import Device
from tests.simulation.model import Key
from tests.simulation.office import HeadOffice
from tests.simulation.seller import CHANNELS

if TYPE_CHECKING:
    from tests.simulation.world import Saved


def judge(office: HeadOffice, devices: Iterable[Device], saved: Saved) -> None:
    """Raises ``AssertionError`` that names what is wrong."""
    devices = list(devices)
    _head_office_is_the_model(office)
    _every_operation_has_one_end(office, devices, saved)
    for device in devices:
        _rows_are_head_offices(office, device)
        _screens_show_head_offices(office, device)
    _no_withdrawal_is_overruled(office)


def at_rest(office: HeadOffice, device: Device) -> bool:
    """Whether nothing waits to be sent or lingers, and every scope stands where head office's feed ends."""
    with reading(office.engine) as conn:
        query = select(scopes.c.name, scope_head.c.head).join(scopes, scopes.c.id == scope_head.c.scope_id)
        heads = {row.name: row.head for row in conn.execute(query)}
    tablet = device.tablet
    places = {scope: tablet.replica.cursor(scope) for scope in tablet.replica.scopes()}
    if tablet.journal.waiting().count or tablet.replica.leaving():
        return False
    return all(heads.get(name, 0) == at for name, at in places.items())


def _head_office_is_the_model(office: HeadOffice) -> None:
    """Every operation taken had its effect once, whole, by the rules; nothing else changed; every loser is kept."""
    model = office.model
    with reading(office.engine) as conn:
        there = everything(conn)
        ledger = {row.op_id for row in conn.execute(select(op_ledger.c.op_id))}
        s = superseded.c
        kept = conn.execute(select(s.customer_id, s.target, s.value, s.lost_to_op)).all()
        clashes = set(conn.execute(select(conflicts.c.op_id)).scalars())
    _same("what head office holds", there, {key: e for key, e in model.entities.items() if not is_gone(e)})
    _same("operations answered", ledger, set(model.results))
    _same("values that lost", Counter(tuple(row) for row in kept), model.losses)
    _same("conflicts at head office", clashes, set(model.conflicts))


def _same(what: str, found: Any, expected: Any) -> None:
    if found == expected:
        return
    if isinstance(found, dict):
        wrong = [key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key)]
        pairs = [f"{key}:\n  found    {found.get(key)}\n  expected {expected.get(key)}" for key in wrong[:3]]
        details = f"{len(wrong)} differ\n" + "\n".join(pairs)
    else:
        details = f"too much {_less(found, expected)[:5]}, missing {_less(expected, found)[:5]}"
    raise AssertionError(f"{what}: {details}")


def _less(one: Any, other: Any) -> list[Any]:
    return sorted(one - other, key=str)


def _every_operation_has_one_end(office: HeadOffice, devices: list[Device], saved: Saved) -> None:
    """What a seller was told is saved is at head office, or stands refused where she sees it; never both."""
    results = office.model.results
    done: set[str] = set()
    refused: set[str] = set()
    groups: dict[str, set[bool]] = defaultdict(set)
    for device in devices:
        with device.tablet.journal.database.reading() as connection:
            assert not connection.execute(select(outbox.c.pos)).all(), "something is still waiting"
            here = {row.pos: row for row in connection.execute(select(operation))}
            accepted = {here[pos].op_id for pos in connection.execute(select(acknowledged.c.pos)).scalars()}
            aside = {here[pos].op_id for pos in connection.execute(select(quarantine.c.pos)).scalars()}
            replaced = {here[pos].op_id for pos in connection.execute(select(corrected.c.pos)).scalars()}
        assert not aside & replaced
        aside |= replaced  # refused, and said again under another name
        assert not accepted & aside
        assert accepted | aside == {row.op_id for row in here.values()}, "an operation is nowhere"
        done |= accepted
        refused |= aside
        for row in here.values():
            groups[row.group_id].add(row.op_id in aside)
    _same("accepted operations that head office has", done & _accepted(results), done)
    _same("refused operations with an effect", refused & _accepted(results), set())
    struck = {op_id for op_id, customer in saved.about.items() if customer in office.erased}
    lost = saved.told - saved.sent_again - saved.lost_with_disk - done - refused - struck
    _same("operations lost", lost, set())
    _same("hopeless operations that are not refused", saved.hopeless & done, set())
    torn = [group for group, sides in groups.items() if len(sides) > 1]
    assert not torn, f"groups that hold in part only: {torn}"


def _accepted(results: dict[str, Any]) -> set[str]:
    return {op_id for op_id, result in results.items() if result.status != "rejected"}


def _rows_are_head_offices(office: HeadOffice, device: Device) -> None:
    """Positions, sums, rows and bodies are those of head office's feed, scope by scope."""
    f, s, h = scope_feed.c, scopes.c, scope_head.c
    names = ("company", "shared", f"store:{device.store}")
    with reading(office.engine) as conn:
        query = select(s.name, f.etype, f.eid, f.version).join(scopes, s.id == f.scope_id)
        there = {tuple(row) for row in conn.execute(query.where(s.name.in_(names), f.op == "put"))}
        heads_query = select(s.name, h.head, h.row_count, h.row_sum).join(scopes, s.id == h.scope_id)
        heads = {row.name: tuple(row) for row in conn.execute(heads_query.where(s.name.in_(names)))}
        bodies = bodies_for(conn, sorted({(row[1], row[2]) for row in there}), view_of(conn, "shared"))
    replica = device.tablet.replica
    with replica.database.reading() as connection:
        c = held_scope.c
        held_query = select(c.name, row_scope.c.etype, row_scope.c.eid, row_scope.c.version)
        here = {tuple(row) for row in connection.execute(held_query.join(held_scope, c.id == row_scope.c.scope))}
        places = connection.execute(select(c.name, c.cursor, c.row_count, c.row_sum)).all()
        held = {("customer", row.id): bytes(row.body) for row in connection.execute(select(customer))}
        for table in (history, catalogue):
            held.update(((row.etype, row.id), bytes(row.body)) for row in connection.execute(select(table)))
    _same("rows of the tablet's scopes", here, there)
    _same(
        "positions and sums", {row.name: tuple(row) for row in places}, {n: heads.get(n, (n, 0, 0, 0)) for n in names}
    )
    _same("bodies", held, bodies)


def _screens_show_head_offices(office: HeadOffice, device: Device) -> None:
    """With nothing pending, what is folded is what is held; search lists whom it should, nobody marked as waiting."""
    replica = device.tablet.replica
    with replica.database.reading() as connection:
        people = list(connection.execute(select(customer.c.id)).scalars())
        parts: list[Key] = [(row.etype, row.id) for row in connection.execute(select(history.c.etype, history.c.id))]
        listed = {row.id: row.pending for row in connection.execute(select(search_row))}
    entities = office.model.entities
    shown = {("customer", eid): folded for eid, folded in device.tablet.projection.customers(people).items()}
    # What no tablet ever wrote is compared above; reading it one by one would take most of the time.
    shown |= {key: device.tablet.projection.entity(*key) for key in parts if entities[key].by.device}
    _same("what screens show", {key: f.entity for key, f in shown.items()}, {key: entities.get(key) for key in shown})
    assert not any(f.pending or f.refused for f in shown.values())
    living = {eid for eid in people if not entities["customer", eid].merged_into}
    _same("who is listed", set(listed), living)
    assert not any(listed.values()), "somebody is listed as waiting"


def _no_withdrawal_is_overruled(office: HeadOffice) -> None:
    """Only a yes that knew of every no counts, whatever the order in which they arrived."""
    for (etype, _), held in office.model.entities.items():
        if etype != "customer":
            continue
        assert isinstance(held, Customer)
        for channel in CHANNELS:
            said = [r for r in held.consents if (r.purpose, r.channel) == ("marketing", channel)]
            noes = {r.id for r in said if r.state == "withdrawn"}
            yes = any(r.state == "granted" and noes <= set(r.knew) for r in said)
            expected = "unknown" if not said else "granted" if yes else "withdrawn"
            assert state_of(held.consents, "marketing", channel, "2026-11-22") == expected
