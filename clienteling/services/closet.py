"""What a customer owns from us: orders are gone through from the newest on, as far as things are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clienteling.domain.history import Order, OrderLine

Kind = tuple[str, ...]
"""What tells one kind of thing from another: its SKU, else product or title, size and colour."""
_GONE = frozenset({"returned", "refunded"})


@dataclass(frozen=True, slots=True)
class ClosetPlace:
    """How far the orders have been gone through: ``at`` (ms) and ``order`` (id) are the last one's.

    ``given_back``: how many of a kind were returned until there and not met yet; they take from what was bought before.
    """

    at: int
    order: str
    given_back: Mapping[Kind, int]


@dataclass(frozen=True, slots=True)
class ClosetItem:
    """One thing the customer owns from us. ``at`` (ms) is the day it was bought, ``channel`` web or store."""

    title: str
    picture: str
    at: int
    size: str
    color: str
    order_number: str
    channel: str
    product: str = ""
    store: str = ""


@dataclass(frozen=True, slots=True)
class ClosetPage:
    """A window of the closet; ``rest``: where the next one begins, None when this was all."""

    items: tuple[ClosetItem, ...]
    rest: ClosetPlace | None = None


def owned(
    orders: Iterable[Order], limit: int, after: ClosetPlace | None = None
) -> tuple[list[tuple[Order, OrderLine]], ClosetPlace | None]:
    """What is left of ``orders``, newest first, and where to go on; None when nothing more is left.

    ``orders`` come newest first, those of one moment by their ids, and begin behind ``after``; no more are taken than
    it needs. ``limit`` things, and what else is of the last order: none is split. A return takes away the newest of its
    kind bought before it; what returns take is known before it is met, since they are gone through from the newest on.
    """
    kept: list[tuple[Order, OrderLine]] = []
    given_back = Counter(dict(after.given_back) if after else {})
    last: Order | None = None
    for order in orders:
        place = ClosetPlace(last.at, last.id, +given_back) if last and len(kept) >= limit else None
        left = _left(order, given_back)
        if place and left:
            return kept, place
        kept += ((order, line) for line in left)
        last = order
    return kept, None


def closet_item(order: Order, line: OrderLine) -> ClosetItem:
    """The thing that a line of an order is about."""
    return ClosetItem(
        line.title,
        line.picture,
        order.at,
        line.size,
        line.color,
        order.number,
        order.channel,
        line.product,
        order.store,
    )


def _left(order: Order, given_back: Counter[Kind]) -> list[OrderLine]:
    """The lines of an order of which something is left; what it gives back is noted, what is taken of it met."""
    left: list[OrderLine] = []
    if order.status == "cancelled":
        return left
    for line in reversed(order.lines):
        if order.kind == "return" or line.quantity < 0:
            given_back[_kind(line)] += abs(line.quantity)
        elif line.quantity and order.status not in _GONE:
            taken = min(line.quantity, given_back[_kind(line)]) if given_back else 0
            if taken:
                given_back[_kind(line)] -= taken
            if taken < line.quantity:
                left.append(line)
    return left


def _kind(line: OrderLine) -> Kind:
    return (line.sku,) if line.sku else (line.product or line.title, line.size, line.color)
