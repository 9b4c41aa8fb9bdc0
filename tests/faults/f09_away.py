"""Faults 9 and 10: away for longer than tombstones are kept; a customer leaves the store while being edited."""

from __future__ import annotations

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from headoffice.clock import now_ms
from headoffice.sync import upkeep
from tests.faults.ground import DAY_MS, Fault, Figures, Ground, Shop, a_note, assert_each_once
from tests.sync.world import Saved


def away(ground: Ground) -> Figures:
    """Customers leave and half a year goes by; then the tablet comes back with work from before."""
    gone = ground.pick(3, 12)
    with ground.shop() as shop:
        service, _, till = shop
        *there, staying = service.customer_ids(till.scope)
        leaving = there[:gone]
        saved = [a_note(till, "Written before the long silence", customer) for customer in (leaving[0], staying)]
        for customer in leaving:
            _move(shop, customer)
        service.rename(staying, "Renamed meanwhile")
        upkeep.run(service.engine, now_ms() + (upkeep.TOMBSTONE_DAYS + 1) * DAY_MS)
        report = till.exchange()
        assert report.rebuilt, "tombstones were forgotten, and yet the rows were not replaced"
        till.settle()
        till.assert_converged()
        assert_each_once(service, saved)
        ghosts = [customer for customer in leaving if till.tablet.projection.customer(customer).entity is not None]
        assert not ghosts, f"{len(ghosts)} customers who left are still shown"
    return {
        "days away": upkeep.TOMBSTONE_DAYS + 1,
        "customers gone": len(leaving),
        "ghosts": 0,
        "operations": len(saved),
    }


def leaving(ground: Ground) -> Figures:
    """Customers move to another store while this one edits them."""
    with ground.shop() as shop:
        service, _, till = shop
        saved, tags = [], []
        for customer in service.customer_ids(till.scope)[: ground.pick(4, 20)]:
            saved.append(a_note(till, "Written before we knew", customer))
            tags.append((customer, new_id()))
            till.save(Saved(op.TagAdd(tags[-1][1], "Likes linen"), customer, till.customer(customer).version))
            _move(shop, customer)
        till.settle()
        till.assert_converged()
        for customer, tag in tags:
            assert till.tablet.projection.customer(customer).entity is None, "a customer who left is still shown"
            assert tag in {tag.id for tag in service.customer(customer).tags}, "an edit did not land"
        assert_each_once(service, saved)
        assert not till.tablet.journal.rejected()
    return {"customers": len(tags), "operations": len(saved) + len(tags), "rows left behind": 0}


def _move(shop: Shop, customer: str) -> None:
    """Head office gives a customer to the other store, with everything that ties them to this one."""
    elsewhere = next(store.id for store in shop.till.tablet.replica.stores() if store.id != shop.till.credentials.store)
    shop.service.move(customer, elsewhere)


FAULTS = (
    Fault(9, "away for too long", "upkeep with the clock 181 days ahead, work pending from before", away),
    Fault(10, "left the store while edited", "home, book and purchases moved at head office, edits pending", leaving),
)
