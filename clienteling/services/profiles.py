"""Everything one profile screen shows, pending changes folded in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from clienteling.domain.catalogue import PreferenceDef, Store
from clienteling.domain.customer import Customer
from clienteling.domain.glance import GlanceItem
from clienteling.domain.history import FollowUp

if TYPE_CHECKING:
    from clienteling.services.context import Clock
    from clienteling.services.sessions import Sessions
    from clienteling.store.tablet import Tablet

TimelineKind = Literal["order", "cart", "wishlist", "ticket", "interaction", "note", "followup", "appointment"]


@dataclass(frozen=True, slots=True)
class ProfileView:
    """One customer as the profile shows them.

    ``pending``: ids of the operations of this customer (history included) that wait for head office; a value whose
    ``by.op_id`` is in it shows the clock. ``sellers`` and ``stores``: id -> name. ``defs``: the company's preferences in
    display order. ``consents``: (purpose, channel) -> state of every cell of the grid. ``reach``: email, message,
    phone -> allowed, refused or unknown, for marketing. ``follow_ups``: open ones, soonest first.
    """

    customer: Customer
    pending: frozenset[str]
    sellers: dict[str, str]
    stores: dict[str, str]
    defs: tuple[PreferenceDef, ...]
    glance: tuple[GlanceItem, ...]
    consents: dict[tuple[str, str], str]
    reach: dict[str, str]
    follow_ups: tuple[FollowUp, ...]
    store: Store | None


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened. ``kind`` is the entity type, ``entity`` the value of ``domain.history``; ``at`` in ms."""

    kind: str
    at: int
    entity: Any
    pending: bool


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


class Profiles:
    """Reading one customer."""

    def __init__(self, tablet: Tablet, sessions: Sessions, clock: Clock) -> None:
        """``clock`` gives ms since 1970 (UTC)."""
        raise NotImplementedError

    def open(self, customer_id: str) -> ProfileView:
        """The profile. Raises ``NotFound`` when the customer is not on this tablet."""
        raise NotImplementedError

    def timeline(
        self, customer_id: str, kinds: Collection[str] | None = None, offset: int = 0, limit: int = 50
    ) -> tuple[TimelineItem, ...]:
        """A window of what happened, newest first. ``kinds``: entity types, None = all. Removed notes are left out;
        notes for ``me`` are shown to their author only.
        """
        raise NotImplementedError

    def closet(self, customer_id: str, offset: int = 0, limit: int = 50) -> tuple[ClosetItem, ...]:
        """A window of what the customer owns from us, newest first; returned goods are left out."""
        raise NotImplementedError

    def closet_count(self, customer_id: str) -> int:
        """How many things the closet holds."""
        raise NotImplementedError
