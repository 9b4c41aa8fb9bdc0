"""How customers may be contacted beyond what they allowed: how long a yes holds, what to confirm, when, how often.

The company's, published to every tablet; ours (``ContactRules()``) until it has said anything.
"""

from __future__ import annotations

from typing import get_args

import msgspec

from clienteling.domain.customer import ConsentChannel, ConsentPurpose

PURPOSES: tuple[ConsentPurpose, ...] = get_args(ConsentPurpose)
CHANNELS: tuple[ConsentChannel, ...] = get_args(ConsentChannel)
CONFIRM_DAYS = 30
"""How long after a yes it can be confirmed."""
_DAY_MINUTES = 24 * 60
_MOST_MONTHS, _MOST_CONTACTS, _MOST_DAYS = 120, 100, 90


class ContactRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``months``: how long a yes is trusted, by purpose. ``confirmed``: cells (``purpose/channel``) in which a yes is
    pending until the customer has confirmed it. From ``quiet_from`` to ``quiet_until`` (minutes after midnight, the
    customer's clock) and on ``quiet_days`` (0: Monday) nobody is contacted. At most ``most`` contacts in ``days`` days,
    over all sellers and channels; 0: as many as one likes. What is about an order of theirs (service) is not counted.
    """

    id: str = ""
    months: dict[ConsentPurpose, int] = msgspec.field(
        default_factory=lambda: {"service": 60, "marketing": 36, "profiling": 36, "events": 36}
    )
    confirmed: tuple[str, ...] = ("marketing/email",)
    quiet_from: int = 21 * 60
    quiet_until: int = 9 * 60
    quiet_days: tuple[int, ...] = ()
    most: int = 3
    days: int = 7
    version: int = 0

    def needs_confirming(self, purpose: str, channel: str) -> bool:
        """Whether a yes in this cell is pending until it is confirmed."""
        return f"{purpose}/{channel}" in self.confirmed


class Unfit(ValueError):
    """Rules that make no sense. The message says what to mend."""


def check(rules: ContactRules) -> None:
    """Raises ``Unfit``."""
    if set(rules.months) != set(PURPOSES) or not all(1 <= n <= _MOST_MONTHS for n in rules.months.values()):
        raise Unfit(f"months needs 1 to {_MOST_MONTHS} for each of: {', '.join(PURPOSES)}.")
    cells = {f"{purpose}/{channel}" for purpose in PURPOSES for channel in CHANNELS}
    if unknown := sorted(set(rules.confirmed) - cells):
        raise Unfit(f"There is no {unknown[0]}: give a purpose and a channel, such as marketing/email.")
    if not all(0 <= minute < _DAY_MINUTES for minute in (rules.quiet_from, rules.quiet_until)):
        raise Unfit("quiet_from and quiet_until are times of day, such as 21:00.")
    if not set(rules.quiet_days) <= set(range(7)) or len(set(rules.quiet_days)) == len(range(7)):
        raise Unfit("quiet_days are days of the week, but not all seven.")
    if not 0 <= rules.most <= _MOST_CONTACTS or not 1 <= rules.days <= _MOST_DAYS:
        raise Unfit(f"most is from 0 to {_MOST_CONTACTS}, days from 1 to {_MOST_DAYS}.")
