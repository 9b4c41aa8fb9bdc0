"""Everything a seller adds to a profile. Each call is one group of operations, on disk when it returns.

Every method raises ``domain.errors.Rejected`` (a number and a sentence) when a rule refuses it, and ``NotSignedIn`` or
``NotFound``; then nothing at all has been written. Each returns a ``Change`` whose ``undo`` saves the inverse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from clienteling.domain.customer import BookRole, ConsentChannel, ConsentPurpose, ContactKind
from clienteling.domain.hints import Hint
from clienteling.domain.history import Audience
from clienteling.services.change import Change
from clienteling.services.drafts import CustomerDraft, DateDraft, FollowUpDraft

if TYPE_CHECKING:
    from clienteling.services.context import Clock
    from clienteling.services.sessions import Sessions
    from clienteling.store.tablet import Tablet

SaidBy = Literal["store", "phone", "message", "email", "service"]
"""How the customer said it."""


class Enrichments:
    """What a seller adds, changes and takes back."""

    def __init__(self, tablet: Tablet, sessions: Sessions, clock: Clock) -> None:
        """``clock`` gives ms since 1970 (UTC)."""
        raise NotImplementedError

    def hints(self, text: str) -> tuple[Hint, ...]:
        """What the words of a note could be saved as, from the company's own preference definitions."""
        raise NotImplementedError

    def add_note(
        self,
        customer_id: str,
        text: str,
        audience: Audience = "store",
        preferences: Sequence[tuple[str, str]] = (),
        dates: Sequence[DateDraft] = (),
        follow_up: FollowUpDraft | None = None,
        channel: SaidBy = "store",
    ) -> Change:
        """A note, and what was ticked with it, as ONE group. ``preferences`` are (key, value) pairs."""
        raise NotImplementedError

    def edit_note(self, note_id: str, text: str) -> Change:
        """Change the words of a note."""
        raise NotImplementedError

    def remove_note(self, note_id: str) -> Change:
        """Take a note back."""
        raise NotImplementedError

    def set_preference(self, customer_id: str, key: str, value: str, channel: SaidBy = "store") -> Change:
        """Set a preference. Whether it stands beside others of its key is its definition's business."""
        raise NotImplementedError

    def remove_preference(self, customer_id: str, preference_id: str) -> Change:
        """Take a preference away."""
        raise NotImplementedError

    def set_consent(
        self,
        customer_id: str,
        purpose: ConsentPurpose,
        channel: ConsentChannel,
        state: Literal["pending", "granted", "withdrawn"],
        method: str = "asked_in_store",
        language: str = "",
    ) -> Change:
        """Record what the customer said about one purpose and channel."""
        raise NotImplementedError

    def add_tag(self, customer_id: str, tag: str) -> Change:
        """Add a tag."""
        raise NotImplementedError

    def remove_tag(self, customer_id: str, tag: str) -> Change:
        """Remove a tag."""
        raise NotImplementedError

    def add_contact(
        self, customer_id: str, kind: ContactKind, value: str, label: str = "", channel: SaidBy = "store"
    ) -> Change:
        """Add an e-mail address, a phone number, an address or a social handle."""
        raise NotImplementedError

    def correct_contact(self, customer_id: str, contact_id: str, value: str, channel: SaidBy = "store") -> Change:
        """Correct the value of a contact point."""
        raise NotImplementedError

    def remove_contact(self, customer_id: str, contact_id: str) -> Change:
        """Take a contact point away."""
        raise NotImplementedError

    def set_date(self, customer_id: str, date: DateDraft, date_id: str = "", channel: SaidBy = "store") -> Change:
        """Add an important date, or change the one called ``date_id``."""
        raise NotImplementedError

    def remove_date(self, customer_id: str, date_id: str) -> Change:
        """Take an important date away."""
        raise NotImplementedError

    def create_follow_up(self, customer_id: str, draft: FollowUpDraft) -> Change:
        """A new task about a customer."""
        raise NotImplementedError

    def edit_follow_up(self, follow_up_id: str, due: str = "", text: str = "", seller: str = "") -> Change:
        """Change the day (ISO), words or seller of an open follow-up; empty = unchanged."""
        raise NotImplementedError

    def complete_follow_up(self, follow_up_id: str, outcome: str = "") -> Change:
        """It was done."""
        raise NotImplementedError

    def cancel_follow_up(self, follow_up_id: str, outcome: str = "") -> Change:
        """It will not be done; ``outcome`` says why."""
        raise NotImplementedError

    def reopen_follow_up(self, follow_up_id: str) -> Change:
        """Open a closed follow-up again."""
        raise NotImplementedError

    def add_to_book(self, customer_id: str, seller: str = "", role: BookRole = "secondary") -> Change:
        """Add the customer to a client book; ``seller`` empty: that of who is signed in."""
        raise NotImplementedError

    def remove_from_book(self, customer_id: str, seller: str = "") -> Change:
        """Take the customer out of a client book; ``seller`` empty: that of who is signed in."""
        raise NotImplementedError

    def set_field(self, customer_id: str, key: str, value: str, channel: SaidBy = "store") -> Change:
        """Set a single-valued field of ``domain.fields.FIELDS``; an empty value clears it."""
        raise NotImplementedError

    def decide_proposal(self, customer_id: str, proposal_id: str, accept: bool) -> Change:
        """Take a proposed value, or keep the one head office holds."""
        raise NotImplementedError

    def new_customer(self, draft: CustomerDraft) -> Change:
        """A new customer with all that was typed, as ONE group; ``Change.customer_id`` is the new id."""
        raise NotImplementedError

    def log_interaction(
        self, customer_id: str, kind: Literal["call", "message_out", "store_visit"], text: str = ""
    ) -> Change:
        """Contact with the customer took place."""
        raise NotImplementedError

    def save_draft(self, customer_id: str, kind: str, text: str) -> None:
        """Keep half-typed words (``kind``: note ...) for this seller and customer; empty words forget them."""
        raise NotImplementedError

    def draft(self, customer_id: str, kind: str) -> str:
        """The half-typed words of this seller, or nothing. Never another seller's."""
        raise NotImplementedError
