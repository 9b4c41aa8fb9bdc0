"""Who may see what of a customer: for each role and each group of values, how much. Pure data with defaults.

======= =====================================================================================================
level   what it means
======= =====================================================================================================
full    as it is
reveal  masked, until it is revealed by a tap, which is written down; a tablet may hold it
masked  masked (``domain.masks``); of a birthday no year
band    no amounts, only the band or tier
hidden  not at all; of notes and tickets only that there is one, and when
======= =====================================================================================================

A tablet that all sellers of a store share may hold what a seller may see; one of a manager, what a manager may see.
What a tablet may not hold never leaves head office. Whoever signs in sees what their role may see of that.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Level = Literal["full", "reveal", "masked", "band", "hidden"]
Role = Literal["seller", "manager", "regional", "analyst", "admin"]
Group = Literal["phone", "email", "address", "social", "birthday", "spend", "scores", "notes", "tickets"]
TabletKind = Literal["shared", "manager"]

_CONTACT: tuple[Level, ...] = ("full", "reveal", "masked", "hidden")
LEVELS: dict[Group, tuple[Level, ...]] = {
    "phone": _CONTACT,
    "email": _CONTACT,
    "address": _CONTACT,
    "social": _CONTACT,
    "birthday": ("full", "masked", "hidden"),
    "spend": ("full", "band", "hidden"),
    "scores": ("full", "hidden"),
    "notes": ("full", "hidden"),
    "tickets": ("full", "hidden"),
}
"""The groups, and the levels that make sense for each, from all to nothing. ``spend``: amounts of orders, carts and
wishlists, and the band of value; ``scores``: what head office worked out about the customer.
"""
ROLES: tuple[Role, ...] = ("seller", "manager", "regional", "analyst", "admin")
ROLE_OF: dict[TabletKind, Role] = {"shared": "seller", "manager": "manager"}
"""Kind of tablet -> the role whose view it may hold."""

_ALL: dict[Group, Level] = dict.fromkeys(LEVELS, "full")
_MASKED: dict[Group, Level] = {"phone": "masked", "email": "masked", "address": "masked", "social": "masked"}
_NONE: dict[Group, Level] = {group: levels[-1] for group, levels in LEVELS.items()}
DEFAULTS: dict[Role, dict[Group, Level]] = {
    "seller": {**_ALL, **dict.fromkeys(_MASKED, "reveal"), "spend": "band"},
    "manager": _ALL,
    "regional": {**_ALL, **_MASKED},
    "analyst": {**_NONE, "spend": "band"},
    "admin": _NONE,
}
MOST = 1_000
"""Highest limit per hour that means anything."""
MESSAGES: dict[Role, int] = {"seller": 1, "manager": 200, "regional": 0, "analyst": 0, "admin": 0}
"""To how many customers a role may write at a time from a tablet; by 1 or less, one to one alone."""
MOST_MESSAGES = 1_000
_REASON_LENGTH = 40


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``levels``: role -> group -> level. ``reveals_per_hour``: how many values one seller may reveal before the PIN is
    asked for again; ``reveal_seconds``: how long one stays readable. ``lookups_per_hour``: how many customers of other
    stores one seller may look for; ``reasons`` (words of a-z and _) they may give for it. ``messages``: role -> to how
    many customers they may write at a time, where that is not as in ``MESSAGES``; unset where all is, so that tablets
    that do not know of it read the rest.
    """

    id: str = ""
    levels: dict[Role, dict[Group, Level]] = msgspec.field(default_factory=lambda: DEFAULTS)
    reveals_per_hour: int = 30
    reveal_seconds: int = 60
    lookups_per_hour: int = 20
    reasons: tuple[str, ...] = ("in_store", "phone_call", "service", "order")
    version: int = 0
    messages: dict[Role, int] | msgspec.UnsetType = msgspec.UNSET

    def most_messages(self, role: str) -> int:
        """To how many customers a role may write at a time; to nobody for a role that is not known."""
        said = self.messages if isinstance(self.messages, dict) else {}
        return next((most for held in (said, MESSAGES) for who, most in held.items() if who == role), 0)

    def level(self, role: str, group: Group) -> Level:
        """How much a role may see; nothing for a role that is not known."""
        return self.levels_of(role)[group]

    def levels_of(self, role: str) -> dict[Group, Level]:
        """How much a role may see of each group."""
        found = {**self.levels}.get(role)  # type: ignore[call-overload]  # any word may be asked for
        return _NONE if found is None else {**found}


class Unfit(ValueError):
    """A policy that makes no sense. The message says what to mend."""


def check(policy: Policy) -> None:
    """Raises ``Unfit``."""
    for role in ROLES:
        given = policy.levels.get(role, {})
        for group, levels in LEVELS.items():
            if given.get(group) not in levels:
                raise Unfit(f"{role}.{group} must be one of: {', '.join(levels)}.")
    numbers = {
        "reveals_per_hour": policy.reveals_per_hour,
        "reveal_seconds": policy.reveal_seconds,
        "lookups_per_hour": policy.lookups_per_hour,
    }
    for name, number in numbers.items():
        if not 1 <= number <= MOST:
            raise Unfit(f"{name} must be from 1 to {MOST}.")
    if not all(0 <= policy.most_messages(role) <= MOST_MESSAGES for role in ROLES):
        raise Unfit(f"messages must be from 0 to {MOST_MESSAGES} for each role.")
    for reason in policy.reasons:
        if not 0 < len(reason) <= _REASON_LENGTH or not set(reason) <= set("abcdefghijklmnopqrstuvwxyz_"):
            raise Unfit(f"A reason has 1 to {_REASON_LENGTH} letters a-z and _.")
    if not policy.reasons or len(set(policy.reasons)) != len(policy.reasons):
        raise Unfit("At least one reason is needed, and none twice.")
