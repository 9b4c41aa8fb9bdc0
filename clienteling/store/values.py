"""Values that go in and out of the store. Times are ms since 1970 (UTC), 0 = never; ids 32 hex digits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from clienteling.domain.operations import Operation
from clienteling.domain.provenance import Provenance

SaidBy = Literal["store", "phone", "message", "email", "service"]
"""How the customer said it."""
Reach = Literal["allowed", "refused", "unknown"]
"""Whether marketing may go by e-mail, message or phone."""
ConflictState = Literal["open", "postponed", "decided"]
RowState = Literal["customer", "pending"]


class Enrolment(msgspec.Struct, frozen=True):
    """Where this tablet belongs. ``address``: head office's base URL; ``region`` reads phones without country code.

    ``key``, which it works with, and ``standing``, which it shows while it is locked: as ``DeviceKey.kept`` gave them;
    without the second the first is good for both. ``token``: of the time before keys; it is good for nothing once head
    office has been told the key, unless its database is put back to before that. ``unsigned_until``: the last
    number given before there was a key.
    """

    address: str
    device_id: str
    replica_id: str
    token: str
    store: str
    company: str
    region: str = "ES"
    key: str = ""
    unsigned_until: int = 0
    standing: str = ""


class Viewer(msgspec.Struct, frozen=True):
    """Who looks: decides which notes are seen, whose client book is "mine" and which store is "ours".

    Nobody in particular (both empty) sees what the whole company may see. Of what they may not read (groups of
    ``domain.policy``) nothing is found out by searching either: ``whole`` names what customers are found by only when
    all of it is typed, ``never`` what they are not found by.
    """

    seller: str = ""
    store: str = ""
    whole: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


ANYBODY = Viewer()


class Draft(msgspec.Struct, frozen=True):
    """One operation about to be saved. ``args`` is one of the argument shapes of ``domain.operations``.

    ``base_version`` is the version of the entity that was on the screen (0: it does not exist yet).
    """

    args: Any
    entity_id: str
    base_version: int = 0
    channel: SaidBy = "store"


class Folded(msgspec.Struct, frozen=True):
    """An entity with the operations folded in that head office has not confirmed here yet.

    ``entity`` is None when it does not exist on this tablet. ``pending``: ids of operations still in the outbox;
    ``refused``: those of them that the rules refuse on today's row (shown as it was when saved, so not folded in).
    """

    entity: Any | None
    pending: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()


class HistoryItem(msgspec.Struct, frozen=True):
    """One thing that happened with a customer. ``etype`` names the shape of ``entity`` (see ``wire.entities``)."""

    etype: str
    id: str
    customer_id: str
    at: int
    version: int
    entity: Any
    pending: bool = False


class Filters(msgspec.Struct, frozen=True):
    """The filter chips of a search. ``consent``: one of ``domain.consent.MEANS`` that is allowed, empty = any."""

    book: Literal["all", "mine", "store"] = "all"
    tier: str = ""
    birthday_month: int = 0
    consent: str = ""
    open_follow_up: bool = False
    notes_only: bool = False


MatchedBy = Literal["recent", "name", "email", "phone", "identifier", "order", "inside", "typo", "note"]


class CustomerRow(msgspec.Struct, frozen=True, gc=False):
    """One customer in a list, ready to show. Fifty are made for each keystroke.

    ``name_parts`` alternate plain and highlighted, beginning with plain (possibly empty); ``note_parts`` likewise when
    the words were found in a note, else empty. ``consents``: means (``domain.consent.MEANS``) -> allowed, refused or
    unknown. ``last_purchase_at`` in ms, 0 = never. ``primary_seller`` is a name. ``web_account`` is what a source calls
    a customer without a name, of others empty. ``pending``: something about this customer waits for head office.
    """

    id: str
    name: str
    name_parts: tuple[str, ...]
    tier: str
    last_purchase_at: int
    note_parts: tuple[str, ...]
    consents: Mapping[str, Reach]
    primary_seller: str
    pending: bool
    web_account: str
    matched_by: MatchedBy = "recent"


class SearchPage(msgspec.Struct, frozen=True):
    """What was found, best first. ``total`` is exact unless ``capped``: then there are at least that many."""

    rows: tuple[CustomerRow, ...]
    total: int
    capped: bool = False


DuplicateReason = Literal["same_email", "same_phone", "same_card", "same_name", "similar_name"]


class Duplicate(msgspec.Struct, frozen=True):
    """Somebody known who may be the one being typed, and why, strongest reason first."""

    row: CustomerRow
    because: tuple[DuplicateReason, ...]


class Waiting(msgspec.Struct, frozen=True):
    """What lies in the outbox. ``oldest_at``: when its oldest operation was saved."""

    count: int
    oldest_at: int


class Delivered(msgspec.Struct, frozen=True):
    """An operation head office has. ``answered_at``: when it said so."""

    operation: Operation
    status: str
    version: int
    answered_at: int


class ConflictItem(msgspec.Struct, frozen=True):
    """Two values for one thing; the operation's id is the conflict's. ``kept`` is what head office holds.

    ``yours_by`` is the provenance of the operation; ``target`` as in ``domain.apply.outcome.Conflict``.
    """

    operation: Operation
    customer_id: str
    target: str
    yours: str
    theirs: str
    theirs_by: Provenance
    kept: Literal["yours", "theirs"]
    proposal_id: str
    state: ConflictState
    at: int

    @property
    def id(self) -> str:
        """The conflict's id."""
        return self.operation.op_id


class RejectedItem(msgspec.Struct, frozen=True):
    """An operation head office refused. ``because_of``: the refused operation it depended on, or empty."""

    operation: Operation
    customer_id: str
    number: int
    sentence: str
    at: int
    because_of: str = ""


class Counts(msgspec.Struct, frozen=True):
    """The numbers of the sync badge. ``conflicts`` counts those not decided."""

    waiting: int
    oldest_waiting_at: int
    conflicts: int
    rejected: int
    delivered: int


class Answered(msgspec.Struct, frozen=True):
    """An operation that head office took, which led its entity to ``version``."""

    etype: str
    entity_id: str
    customer: str
    version: int


class Changed(msgspec.Struct, frozen=True):
    """What changed on this tablet: entities as (etype, id), and the customers they belong to.

    ``everything``: the whole replica was replaced. ``journal``: counts of the sync badge may have changed.
    ``answered``: all that happened is that these operations wait no longer. ``erased``: customers who were erased at
    head office.
    """

    entities: frozenset[tuple[str, str]] = frozenset()
    customers: frozenset[str] = frozenset()
    everything: bool = False
    journal: bool = False
    answered: tuple[Answered, ...] = ()
    erased: frozenset[str] = frozenset()

    def joined(self, other: Changed) -> Changed:
        """Both at once; then it is not only that operations wait no longer."""
        answered = other.answered + self.answered
        return Changed(
            self.entities | other.entities | {(a.etype, a.entity_id) for a in answered},
            self.customers | other.customers | {a.customer for a in answered if a.customer},
            self.everything or other.everything,
            self.journal or other.journal,
            erased=self.erased | other.erased,
        )


Listener = Callable[[Changed], None]
"""Told after each change, on the thread that made it; must return at once and raise nothing."""
