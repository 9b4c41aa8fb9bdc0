"""Everything one profile screen shows, pending changes folded in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from clienteling.domain.advisor import CART_DAYS, dearest, newest_cart
from clienteling.domain.catalogue import Notice, PreferenceDef, Store
from clienteling.domain.consent import shown_of, state_of
from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import ConsentChannel, ConsentPurpose, Customer
from clienteling.domain.gate import Facts
from clienteling.domain.glance import GlanceFacts, GlanceItem, at_a_glance
from clienteling.domain.history import Cart, FollowUp, Note, Order, Ticket
from clienteling.domain.notices import in_force
from clienteling.services.closet import ClosetPage, ClosetPlace, closet_item, owned
from clienteling.services.contacting import Contacting, contacting
from clienteling.services.errors import NotFound
from clienteling.services.reading import seller_names, store_names
from clienteling.store.values import Viewer

if TYPE_CHECKING:
    from clienteling.services.sessions import Sessions
    from clienteling.services.sight import Sight
    from clienteling.store.tablet import Tablet

PURPOSES: tuple[ConsentPurpose, ...] = get_args(ConsentPurpose)
CHANNELS: tuple[ConsentChannel, ...] = get_args(ConsentChannel)
_FEW, _MANY = 60, 300
ORDERS_READ = 32
"""So many orders are read at a time for the closet."""


@dataclass(frozen=True, slots=True)
class ProfileView:
    """One customer as the profile shows them.

    ``pending``: ids of the operations of this customer (history included) that wait for head office; a value whose
    ``by.op_id`` is in it shows the clock. ``sellers`` and ``stores``: id -> name. ``defs``: the company's preferences
    in display order. ``consents``: (purpose, channel) -> state of every cell of the grid. ``reach``: means
    (``domain.consent.MEANS``) -> allowed, refused or unknown, for marketing. ``follow_ups``: open ones, soonest first.
    ``devices``: replica id -> name, of the tablets of this store; ``here`` is this one's id. ``notices``: the wording
    by which customers are asked now, by purpose; ``contacting`` whether they may be contacted. What whoever is signed
    in may not see is masked or left out; ``masked``: contact points that can be revealed, ``revealed``: those that are,
    until when (ms).
    """

    customer: Customer
    pending: frozenset[str]
    sellers: Mapping[str, str]
    stores: dict[str, str]
    defs: tuple[PreferenceDef, ...]
    glance: tuple[GlanceItem, ...]
    consents: dict[tuple[str, str], str]
    reach: dict[str, str]
    follow_ups: tuple[FollowUp, ...]
    store: Store | None
    devices: dict[str, str] = field(default_factory=dict)
    here: str = ""
    masked: frozenset[str] = frozenset()
    revealed: dict[str, int] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
    rules: ContactRules = field(default_factory=ContactRules)
    contacting: Contacting = field(default_factory=lambda: Contacting(Facts((), ()), ContactRules()))


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened. ``kind`` is the entity type, ``entity`` its value of ``domain.history``."""

    kind: str
    at: int
    entity: Any
    pending: bool


class Profiles:
    """Reading one customer. Every method raises ``NotSignedIn``."""

    def __init__(self, tablet: Tablet, sessions: Sessions, sight: Sight) -> None:
        self._tablet = tablet
        self._sessions = sessions
        self._sight = sight

    def open(self, customer_id: str) -> ProfileView:
        """The profile. Raises ``NotFound`` when the customer is not on this tablet."""
        session = self._sessions.require()
        moment = self._sessions.moment()
        today = moment.today.isoformat()
        folded = self._tablet.projection.customer(customer_id)
        if folded.entity is None:
            raise NotFound("This customer is not on this tablet. Search again, or sync.")
        seen = self._sight.profile(folded.entity)
        customer = seen.customer
        rules = self._tablet.replica.contact_rules()
        defs, published = self._tablet.replica.preference_defs(), self._tablet.replica.notices()
        return ProfileView(
            customer,
            folded.pending,
            seller_names(self._tablet),
            store_names(self._tablet),
            defs,
            at_a_glance(self._facts(customer, defs, session.store), moment),
            {
                (purpose, channel): state_of(customer.consents, purpose, channel, today, rules.months)
                for purpose in PURPOSES
                for channel in CHANNELS
            },
            dict(shown_of(customer, today, rules.months)),
            tuple(item.entity for item in self._tablet.agenda.follow_ups(customer_id=customer_id)),
            session.store,
            self._tablet.journal.device_names(),
            self._tablet.device(),
            seen.masked,
            seen.open,
            {purpose: in_force(published, purpose) for purpose in PURPOSES},
            rules,
            contacting(self._tablet, folded.entity, moment.now),
        )

    def timeline(
        self, customer_id: str, kinds: Collection[str] | None = None, offset: int = 0, limit: int = 50
    ) -> tuple[TimelineItem, ...]:
        """A window of what happened, newest first. ``kinds``: entity types, None = all. Removed notes are left out;
        notes for ``me`` are shown to their author only.
        """
        items = self._tablet.projection.history(customer_id, self._viewer(), kinds, offset, limit)
        view = self._sight.view()
        seen = [TimelineItem(item.etype, item.at, view.entity(item.etype, item.entity), item.pending) for item in items]
        return tuple(item for item in seen if not (isinstance(item.entity, Note) and item.entity.removed))

    def closet(self, customer_id: str, limit: int = 50, after: ClosetPlace | None = None) -> ClosetPage:
        """A window of what the customer owns from us, newest first; returned goods are left out.

        ``limit`` things or a few more: no order is split. ``after``: where the window before ended.
        """
        held, rest = owned(self._orders(customer_id, after), limit, after)
        return ClosetPage(tuple(closet_item(*each) for each in held), rest)

    def _orders(self, customer_id: str, after: ClosetPlace | None) -> Iterator[Order]:
        """Newest first, read a few at a time as they are asked for."""
        viewer, place = self._viewer(), (after.at, after.order) if after else None
        while True:
            items = self._tablet.projection.history(customer_id, viewer, ("order",), 0, ORDERS_READ, place)
            yield from (item.entity for item in items)
            if len(items) < ORDERS_READ:
                return
            place = (items[-1].at, items[-1].id)

    def _viewer(self) -> Viewer:
        session = self._sessions.require()
        return Viewer(session.seller.id, session.store.id)

    def _history(self, customer_id: str, kinds: tuple[str, ...], limit: int) -> tuple[Any, ...]:
        items = self._tablet.projection.history(customer_id, self._viewer(), kinds, 0, limit)
        view = self._sight.view()
        return tuple(view.entity(item.etype, item.entity) for item in items)

    def _facts(self, customer: Customer, defs: tuple[PreferenceDef, ...], store: Store) -> GlanceFacts:
        held = self._history(customer.id, ("order", "cart", "ticket"), _MANY)
        carts = tuple(entity for entity in held if isinstance(entity, Cart))
        return GlanceFacts(
            customer,
            defs,
            tuple(entity for entity in held if isinstance(entity, Order)),
            carts,
            tuple(entity for entity in held if isinstance(entity, Ticket)),
            self._history(customer.id, ("interaction",), _FEW),
            self._stock(carts, store),
        )

    def _stock(self, carts: tuple[Cart, ...], store: Store) -> str:
        """Whether the dearest thing in the newest cart is in this store: yes, no or unknown."""
        cart = newest_cart(carts, self._sessions.moment().now, CART_DAYS)
        line = dearest(cart.lines) if cart else None
        product = self._tablet.replica.product(line.product) if line and line.product else None
        stock = self._tablet.replica.stock(product.id, store.id) if product else None
        if line is None or product is None or stock is None:
            return "unknown"
        meant = [
            v.id
            for v in product.variants
            if v.sku == line.sku or (not line.sku and (v.size, v.color) == (line.size, line.color))
        ]
        if not meant:
            return "unknown"
        return "yes" if any(stock.pieces.get(variant, 0) > 0 for variant in meant) else "no"
