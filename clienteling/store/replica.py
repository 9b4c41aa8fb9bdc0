"""Rows confirmed by head office. Disposable: can be rebuilt at any time."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from clienteling.domain.catalogue import PreferenceDef, Product, Seller, Stock, Store
from clienteling.store.shadow import Shadow
from clienteling.wire.messages import ChangesAnswer, Manifest


class Replica:
    """The downloaded data. Implements ``sync.ports.Replica``; reads the catalogue.

    Customers and their history are read through ``projection``, which folds what waits in the outbox over them.
    """

    def epoch(self) -> str:
        """Epoch the rows belong to; empty before the first download."""
        raise NotImplementedError

    def scopes(self) -> tuple[str, ...]:
        """Scopes held."""
        raise NotImplementedError

    def cursor(self, scope: str) -> int:
        """Position up to which ``scope`` has been applied; 0 when it is not held."""
        raise NotImplementedError

    def apply_page(self, scope: str, page: ChangesAnswer) -> None:
        """Rows and cursor in one transaction, search included.

        Raises ``msgspec.ValidationError`` (a body does not decode) or ``WrongEpoch``; then nothing was changed.
        """
        raise NotImplementedError

    def drop_scope(self, scope: str) -> None:
        """This tablet no longer holds ``scope``: rows that no other held scope contains go, and its cursor."""
        raise NotImplementedError

    def integrity(self, scope: str) -> tuple[int, int]:
        """(row count, row sum) of the live rows of ``scope`` (see ``wire.integrity``). Recounted once a day."""
        raise NotImplementedError

    def recount(self, scope: str) -> tuple[int, int]:
        """The same, from every row: takes seconds for a million rows."""
        raise NotImplementedError

    def shadow(self, manifests: dict[str, Manifest]) -> Shadow:
        """Begin, or go on with, a download of exactly these snapshots (scope -> manifest)."""
        raise NotImplementedError

    def begun(self) -> dict[str, Manifest]:
        """The manifests of a download that was begun and neither swapped in nor discarded."""
        raise NotImplementedError

    def stores(self) -> tuple[Store, ...]:
        """All stores of the company, by name."""
        raise NotImplementedError

    def sellers(self, store: str = "") -> tuple[Seller, ...]:
        """The sellers of a store, or all, by name; those who left included (``active``)."""
        raise NotImplementedError

    def product(self, product_id: str) -> Product | None:
        """One product."""
        raise NotImplementedError

    def products(self, product_ids: Iterable[str]) -> dict[str, Product]:
        """Those of these products that are known, by id."""
        raise NotImplementedError

    def stock(self, product_id: str, store: str) -> Stock | None:
        """What lies in a store of a product, None when it is not known here."""
        raise NotImplementedError

    def preference_defs(self) -> tuple[PreferenceDef, ...]:
        """The company's preferences in display order."""
        raise NotImplementedError

    def counts(self) -> dict[str, int]:
        """Entity type -> rows held."""
        raise NotImplementedError

    def tiers(self) -> tuple[str, ...]:
        """The loyalty tiers that occur, commonest first."""
        raise NotImplementedError

    def customer_of(self, etype: str, entity_id: str) -> str:
        """The customer a history entity belongs to; empty when it is not held."""
        raise NotImplementedError

    def missing(self, customer_ids: Collection[str]) -> frozenset[str]:
        """Those of these customers that are not held."""
        raise NotImplementedError
