"""Small readings several use cases share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from clienteling.domain.customer import Customer

if TYPE_CHECKING:
    from clienteling.store.tablet import Tablet


def people(tablet: Tablet, customer_ids: Iterable[str]) -> dict[str, Customer]:
    """The folded profile documents of these customers, by id; those that are not here are left out."""
    held = tablet.projection.customers(dict.fromkeys(customer_ids))
    return {key: folded.entity for key, folded in held.items() if folded.entity is not None}


def seller_names(tablet: Tablet) -> Mapping[str, str]:
    """Seller id -> name, of the whole company, those who left included."""
    return tablet.replica.seller_names()


def store_names(tablet: Tablet) -> dict[str, str]:
    """Store id -> name."""
    return {store.id: store.name for store in tablet.replica.stores()}
