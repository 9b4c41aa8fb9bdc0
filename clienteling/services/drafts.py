"""What a seller is about to save: values handed from screens to use cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from clienteling.domain.customer import ConsentChannel, ConsentPurpose, ContactKind, DateKind
from clienteling.domain.notices import Shown


@dataclass(frozen=True, slots=True)
class DateDraft:
    """An important date. ``year`` 0: not told. ``day`` 0: only the month was told (a wedding in May)."""

    kind: DateKind
    month: int
    day: int
    year: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpDraft:
    """A follow-up. ``due`` is an ISO date; ``seller`` empty: the one who is signed in."""

    due: str
    text: str
    seller: str = ""
    reason: str = "asked"


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A way to reach the customer, as typed."""

    kind: ContactKind
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    """One answer about being contacted. ``shown``: the wording that was on the screen, ``language`` being the seller's
    when none was. ``evidence``: SHA-256 (hex) of the signature that is saved with it.
    """

    purpose: ConsentPurpose
    channel: ConsentChannel
    state: Literal["pending", "granted", "withdrawn"]
    method: str = "asked_in_store"
    language: str = ""
    shown: Shown | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """A new customer as far as typed. ``fields`` as in ``domain.fields.FIELDS``.

    ``preferences`` are (key, value) pairs; ``not_duplicate_of`` are customers shown as "is it this one?" and declined.
    """

    fields: dict[str, str] = field(default_factory=dict)
    contacts: tuple[ContactDraft, ...] = ()
    consents: tuple[ConsentDraft, ...] = ()
    preferences: tuple[tuple[str, str], ...] = ()
    dates: tuple[DateDraft, ...] = ()
    tags: tuple[str, ...] = ()
    not_duplicate_of: tuple[str, ...] = ()
    add_to_book: bool = True
