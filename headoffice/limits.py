"""How much is taken of one tablet, and of one address: counted over a moving minute, in each process for itself.

Limits are far above what tablets of ours ask, so that only what went wild or means harm meets them. Who is told to slow
down is told for how long; tablets keep to it. Polls that find nothing new are not counted: there is nothing cheaper to
answer.
"""

from __future__ import annotations

import ipaddress
import math
import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from clienteling.wire.errors import WireError
from headoffice.sync.refusal import Refusal

PUSHES, PULLS, REPORTS = 300, 3_000, 300
"""A minute and tablet: pushes of up to 500 operations, all that is read, all else."""
WISHES = 3_000
"""Nonces and tokens, a minute and address: a whole shopping centre may stand behind one."""
WRONG_CODES, WRONG_PROOFS = 10, 600
"""A minute and address: enrolment codes that are not good; tokens, proofs and bearers that are not."""
_ADDRESSES = 100_000


class Limits:
    """Counts. Every method raises ``Refusal`` (429) when there was too much."""

    def __init__(self) -> None:
        self._storage = MemoryStorage()
        self._limiter = MovingWindowRateLimiter(self._storage)
        self._items: dict[str, RateLimitItem] = {
            "push": RateLimitItemPerMinute(PUSHES),
            "pull": RateLimitItemPerMinute(PULLS),
            "report": RateLimitItemPerMinute(REPORTS),
            "wish": RateLimitItemPerMinute(WISHES),
            "code": RateLimitItemPerMinute(WRONG_CODES),
            "proof": RateLimitItemPerMinute(WRONG_PROOFS),
        }

    def device(self, device_id: str, method: str, path: str) -> None:
        """A tablet asks."""
        self._count("pull" if method == "GET" else "push" if path == "/v1/push" else "report", device_id)

    def wish(self, address: str) -> None:
        """Somebody asks for a token, or for what to sign for one."""
        self._count("wish", neighbourhood(address))

    def before(self, what: str, address: str) -> None:
        """Somebody tries a ``code`` or shows a ``proof``: not if too many of theirs were wrong."""
        name, item = neighbourhood(address), self._items[what]
        if not self._limiter.test(item, what, name):
            raise self._refusal(what, name)

    def wrong(self, what: str, address: str) -> None:
        """It was not good."""
        if len(self._storage.events) > _ADDRESSES:  # nothing of it is worth more memory
            self._storage.reset()
        self._limiter.hit(self._items[what], what, neighbourhood(address))

    def _count(self, what: str, name: str) -> None:
        if not self._limiter.hit(self._items[what], what, name):
            raise self._refusal(what, name)

    def _refusal(self, what: str, name: str) -> Refusal:
        until = self._limiter.get_window_stats(self._items[what], what, name).reset_time
        wait = max(1, math.ceil(until - time.time()))
        message = "Too many requests. Everything is kept; it is tried again in a while."
        return Refusal(WireError.SLOW_DOWN, message, retry_after=wait)


def neighbourhood(address: str) -> str:
    """What counts as one address: of IPv6 the network that one customer gets."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 6:
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)
