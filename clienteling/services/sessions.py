"""Who holds the tablet: sign in with a PIN, sign out, and who may try again when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clienteling.domain.catalogue import Seller, Store

if TYPE_CHECKING:
    from clienteling.services.context import Clock
    from clienteling.store.tablet import Tablet


@dataclass(frozen=True, slots=True)
class SellerTile:
    """One seller on the sign-in screen. ``due_today`` counts open follow-ups that are due today or overdue.

    ``demo_pin`` is only filled for the sample retailer.
    """

    id: str
    name: str
    initials: str
    role: str
    due_today: int
    demo_pin: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """The signed-in seller and the store the tablet stands in."""

    seller: Seller
    store: Store


class Sessions:
    """Sign-in and sign-out. At most one seller at a time."""

    def __init__(self, tablet: Tablet, clock: Clock) -> None:
        """``clock`` gives ms since 1970 (UTC)."""
        raise NotImplementedError

    @property
    def current(self) -> Session | None:
        """Who is signed in."""
        raise NotImplementedError

    def require(self) -> Session:
        """Who is signed in. Raises ``NotSignedIn``."""
        raise NotImplementedError

    def store(self) -> Store | None:
        """The store of this tablet, None before it is enrolled."""
        raise NotImplementedError

    def sellers(self) -> tuple[SellerTile, ...]:
        """The active sellers of this store by name, managers last."""
        raise NotImplementedError

    def wait_seconds(self, seller_id: str) -> int:
        """How long this seller still has to wait before a PIN is taken again; 0 = not at all."""
        raise NotImplementedError

    def sign_in(self, seller_id: str, pin: str) -> Session:
        """Sign a seller in, and whoever was signed in out. Raises ``WrongPin``, ``NoPin`` or ``NotFound``.

        The attempt is counted on disk before the PIN is looked at: switching the tablet off gives no free tries.
        """
        raise NotImplementedError

    def sign_out(self) -> None:
        """Forget the seller and everything searched in the session. Drafts stay on disk, bound to their seller."""
        raise NotImplementedError
