"""Entity types of the feed and the shapes of their bodies."""

from __future__ import annotations

from typing import Any

import msgspec

from clienteling.domain import catalogue, contact_rules, history, policy
from clienteling.domain.customer import Customer

BODIES: dict[str, type[msgspec.Struct]] = {
    "customer": Customer,
    "order": history.Order,
    "cart": history.Cart,
    "wishlist": history.Wishlist,
    "ticket": history.Ticket,
    "interaction": history.Interaction,
    "note": history.Note,
    "followup": history.FollowUp,
    "appointment": history.Appointment,
    "store": catalogue.Store,
    "seller": catalogue.Seller,
    "product": catalogue.Product,
    "stock": catalogue.Stock,
    "preference_def": catalogue.PreferenceDef,
    "sensitive_topic": catalogue.SensitiveTopic,
    "policy": policy.Policy,
    "notice": catalogue.Notice,
    "contact_rules": contact_rules.ContactRules,
}
"""Entity type -> shape of its body."""

COMPANY_TYPES = frozenset(
    {"store", "seller", "product", "preference_def", "sensitive_topic", "policy", "notice", "contact_rules"}
)
"""Types that live in the ``company`` scope, which every tablet holds."""

_DECODERS = {etype: msgspec.json.Decoder(shape) for etype, shape in BODIES.items()}


def decode_body(etype: str, body: bytes | msgspec.Raw) -> Any:
    """The entity in ``body``. Raises ``msgspec.ValidationError`` or ``msgspec.DecodeError``, ``KeyError`` for a type
    that is not known.
    """
    return _DECODERS[etype].decode(body)
