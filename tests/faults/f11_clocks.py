"""Fault 11: clocks ten years wrong, here or there: the same winners. A withdrawal beats an older grant."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import headoffice.clock
from clienteling.domain import operations as op
from clienteling.domain.consent import state_of, withdrawals
from clienteling.domain.customer import ConsentChannel, Customer
from clienteling.domain.ids import new_id
from tests.contracts.service import Service
from tests.contracts.worlds import ServiceWorld
from tests.faults import office
from tests.faults.ground import DAY_MS, Fault, Figures, Ground, Shop
from tests.sync.world import Saved
from tests.wordings import claim

_YEARS = 10 * 365 * DAY_MS
# Ahead: this tablet, the other one, head office.
_WRONG = ((_YEARS, -_YEARS, 0), (-_YEARS, _YEARS, 0), (0, 0, _YEARS), (0, 0, -_YEARS), (_YEARS, _YEARS, -_YEARS))
_TODAY = "2026-11-21"


def serve(url: str, port: str, ahead: str) -> None:
    """Head office with a wrong clock."""
    import time

    wrong = SimpleNamespace(time_ns=lambda: time.time_ns() + int(ahead) * 1_000_000)
    setattr(headoffice.clock, "time", wrong)  # noqa: B010 - not a name for others to use
    office.serve(url, port)


def run(ground: Ground) -> Figures:
    """The same edits on two tablets under right and wrong clocks."""
    right = _live(ground, (0, 0, 0))
    wrong = _WRONG if ground.long else _WRONG[:1] + _WRONG[2:4]
    for ahead in wrong:
        assert _live(ground, ahead) == right, f"other winners with clocks {[ms // DAY_MS for ms in ahead]} days ahead"
    assert all(consent == "withdrawn" for *_, consent in right), "a grant beat a withdrawal it had not seen"
    return {"wrong clocks": len(wrong), "winners compared": sum(map(len, right)), "withdrawn": len(right)}


def _live(ground: Ground, ahead: tuple[int, int, int]) -> list[Any]:
    """Two customers edited on two tablets that know nothing of each other; the first one's words arrive first."""
    with ground.shop() as shop, ground.another(shop) as other:
        shop.till.ahead, other.ahead, process = ahead[0], ahead[1], None
        if ahead[2]:
            process = office.Process(ground, shop.service.url)
            process.start(f"{__name__}:serve", str(ahead[2]))
            shop.proxy.there = ("127.0.0.1", process.port)
        try:
            return _edited(shop, other)
        finally:
            if process:
                process.kill()


def _edited(shop: Shop, other: ServiceWorld) -> list[Any]:
    # By home: when head office believes to be ten years on, all purchases are old.
    store = shop.till.credentials.store
    everybody = shop.service.customer_ids(shop.till.scope)
    known = [who for who in everybody if shop.till.customer(who).value("home_store") == store][:2]
    assert len(known) == 2
    for customer, (first, second) in zip(known, ((shop.till, other), (other, shop.till)), strict=True):
        _edit(first, customer, "First", granting=True)
        _edit(second, customer, "Second", granting=False)
        first.settle()
        second.settle()
        first.settle()
    # The other way round: the withdrawal is there before the older grant arrives.
    for customer, (first, second) in zip(known, ((other, shop.till), (shop.till, other)), strict=True):
        _consent(first, customer, "sms", granting=True)
        _consent(second, customer, "sms", granting=False)
        second.settle()
        first.settle()
        second.settle()
    for till in (shop.till, other):
        till.settle()
        till.assert_converged()
    return [_outcome(shop.service, customer) for customer in known]


def _edit(till: ServiceWorld, customer: str, who: str, *, granting: bool) -> None:
    base = till.customer(customer).version
    till.save(Saved(op.FieldSet("name", f"{who} name"), customer, base))
    till.save(Saved(op.FieldSet("salutation", f"{who} form of address"), customer, base))
    till.save(Saved(op.PreferenceSet(new_id(), "size.shoe", "38" if granting else "39"), customer, base))
    till.save(Saved(op.TagAdd(new_id(), f"Said by {who}"), customer, base))
    till.save(Saved(op.NoteAdd(customer, f"{who} note"), new_id()))
    _consent(till, customer, "call", granting=granting)


def _consent(till: ServiceWorld, customer: str, channel: ConsentChannel, *, granting: bool) -> None:
    held = till.customer(customer)
    knew = withdrawals(held.consents, "marketing", channel) if granting else ()
    state = "granted" if granting else "withdrawn"
    record = op.ConsentSet(new_id(), "marketing", channel, state, knew, method="spoken", **claim())  # type: ignore[arg-type]
    till.save(Saved(record, customer, held.version))


def _outcome(service: Service, customer: str) -> tuple[Any, ...]:
    """What came of it, without the times."""
    held: Customer = service.customer(customer)
    channels: tuple[ConsentChannel, ...] = ("call", "sms")
    both = {state_of(held.consents, "marketing", channel, _TODAY) for channel in channels}
    return (
        held.name,
        held.value("salutation"),
        sorted((p.key, p.value) for p in held.preferences),
        sorted(p.value for p in held.proposals),
        sorted(t.tag for t in held.tags),
        sorted(n.text for n in service.notes(customer) if n.by.device),
        "withdrawn" if both == {"withdrawn"} else str(sorted(both)),
    )


FAULTS = (
    Fault(
        11,
        "clocks ten years wrong",
        "the clocks of tablets injected, that of head office's process shifted; consent in both orders of arrival",
        run,
        short=("sqlite",),
    ),
)
