"""Messages by which a seller's PIN is set anew on a tablet. Part of the sync contract (see ``wire.messages``)."""

from __future__ import annotations

from typing import Literal

import msgspec

from clienteling.domain.pin import PinReset


class _Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all messages: strict."""


class PinHelp(_Message, frozen=True):
    """``POST /v1/sellers/pin-help``: a manager of the store, by their PIN, lets a seller choose a new one."""

    seller: str
    manager: str
    pin: str


class PinHelpAnswer(_Message, frozen=True):
    """What head office says to the manager's PIN (``result`` and the waits as in ``SellerSignInAnswer``).

    ``right``: with ``grant`` that seller may set a PIN on this tablet, once, within ``seconds``.
    """

    result: Literal["right", "wrong", "wait", "closed", "none"]
    tries_left: int = 0
    wait_seconds: int = 0
    grant: str = ""
    seconds: int = 0


class NewPin(_Message, frozen=True):
    """``POST /v1/sellers/pin``: the PIN that a seller chose. Answered like a right one, by a ``SellerSignInAnswer``.

    With the same PIN again it is answered again, so that a lost answer costs nothing.
    """

    grant: str
    pin: str


class PinResetsRequest(_Message, frozen=True):
    """``POST /v1/sellers/pin-resets``: when was this seller's PIN set anew lately, and who helped?"""

    seller: str


class PinResetsAnswer(_Message, frozen=True):
    """The latest first."""

    resets: tuple[PinReset, ...]


class CompanyOffer(_Message, frozen=True):
    """``GET /v1/sellers/company-account``: whether sellers may show who they are by an account of the company."""

    offered: bool


class CompanySignIn(_Message, frozen=True):
    """``POST /v1/sellers/company-sign-in``: a seller wants to show who they are in a browser."""

    seller: str


class CompanySignInAnswer(_Message, frozen=True):
    """``begun``: at ``address`` the seller types ``code`` and signs in; this tablet asks with ``poll`` every ``every``
    seconds, for ``seconds``. ``off``: there are no such accounts. ``none``: head office knows none of this seller.
    ``away``: the provider of accounts does not answer.
    """

    result: Literal["begun", "off", "none", "away"]
    address: str = ""
    code: str = ""
    poll: str = ""
    seconds: int = 0
    every: int = 0


class CompanyPoll(_Message, frozen=True):
    """``POST /v1/sellers/company-sign-in/poll``: has the seller signed in? Only the tablet that began is told."""

    poll: str


class CompanyPollAnswer(_Message, frozen=True):
    """``granted``, told once: with ``grant`` the seller may set a PIN on this tablet within ``seconds`` (``NewPin``).

    ``refused``: it was another account. ``over``: there is no such sign-in (any more).
    """

    result: Literal["waiting", "granted", "refused", "over"]
    grant: str = ""
    seconds: int = 0
