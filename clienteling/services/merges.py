"""Two profiles of one person: saying so, waiting for a manager, deciding. Head office makes one of the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.domain.same_person import Ask, AskReason, RefuseReason, asks, stays_by_default
from clienteling.services.drafts import ContactDraft, CustomerDraft
from clienteling.services.errors import NotFound
from clienteling.services.reading import people
from clienteling.services.saving import Step, Writer

if TYPE_CHECKING:
    from clienteling.domain.customer import Customer
    from clienteling.services.change import Change
    from clienteling.services.directory import Directory, DuplicateRow
    from clienteling.services.moment import Clock
    from clienteling.services.profiles import Profiles, ProfileView
    from clienteling.services.sessions import Sessions
    from clienteling.services.sight import Sight
    from clienteling.store.tablet import Tablet

DECIDING = frozenset({"manager", "regional", "admin"})
"""Roles that are offered to decide. Whether they may is head office's to say (``merge roles`` there)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody said of two profiles. ``customer_id``: in whose profile it lies. ``other``: the other one, as it is
    on this tablet; ``pending``: what was said waits for head office.
    """

    ask: Ask
    customer_id: str
    other: Customer
    pending: bool = False


@dataclass(frozen=True, slots=True)
class MergeView:
    """A profile and, once it is known, the other one. ``asked``: what waits about them, None: nothing. ``likely``: who
    may be the other one, while nothing was asked. ``decides``: whoever is signed in is offered to; ``mine``: they
    asked, so that somebody else has to agree. ``stays``: whose profile stays unless somebody chooses.
    """

    one: ProfileView
    other: ProfileView | None = None
    asked: Asked | None = None
    likely: tuple[DuplicateRow, ...] = ()
    decides: bool = False
    mine: bool = False
    stays: str = ""


class Merges:
    """Every method raises ``NotSignedIn``; those that save also ``Rejected`` and ``NotFound``."""

    def __init__(
        self,
        tablet: Tablet,
        sessions: Sessions,
        sight: Sight,
        profiles: Profiles,
        directory: Directory,
        clock: Clock,
    ) -> None:
        """``clock`` gives ms since 1970 (UTC)."""
        self._tablet = tablet
        self._sessions = sessions
        self._sight = sight
        self._profiles = profiles
        self._directory = directory
        self._clock = clock
        self._writer = Writer(tablet, sessions, clock)

    @property
    def decides(self) -> bool:
        """Whether whoever is signed in is offered to decide."""
        return self._sessions.require().seller.role in DECIDING

    def may_decide(self, asked: Asked) -> bool:
        """Whether whoever is signed in is offered to decide this: nobody agrees to what they asked themselves."""
        return self.decides and asked.ask.by != self._sessions.require().seller.id

    def view(self, customer_id: str) -> MergeView:
        """What waits about a customer, or who may be the same person. Raises ``NotFound``."""
        found = self.about([customer_id]).get(customer_id)
        if found is None:
            return MergeView(self._profiles.open(customer_id), likely=self._likely(customer_id))
        # The one it lies in comes first, for everybody.
        return self.pair(found.customer_id, found.other.id, found)

    def pair(self, customer_id: str, other_id: str, asked: Asked | None = None) -> MergeView:
        """Two profiles side by side. Raises ``NotFound``."""
        one, other = self._profiles.open(customer_id), self._profiles.open(other_id)
        stays = stays_by_default(one.customer, other.customer).id
        if asked is not None and asked.ask.stays:
            stays = asked.ask.stays
        mine = asked is not None and asked.ask.by == self._sessions.require().seller.id
        decides = self.decides if asked is None else self.may_decide(asked)
        return MergeView(one, other, asked, decides=decides, mine=mine, stays=stays)

    def about(self, customer_ids: list[str]) -> dict[str, Asked]:
        """What waits about these customers, by each of the two; of several the first."""
        holders = [*customer_ids, *self._tablet.agenda.asked_about(customer_ids)]
        held = self._tablet.projection.customers(holders)
        told = [
            (folded.entity, self._seen(ask), bool(folded.pending & {ask.op_id}))
            for folded in held.values()
            if folded.entity is not None and not folded.entity.merged_into
            for ask in asks(folded.entity)
        ]
        others = people(self._tablet, [ask.other for _, ask, _ in told])
        found: dict[str, Asked] = {}
        for holder, ask, pending in told:
            other = others.get(ask.other)
            # Whoever left this tablet, or became another one, cannot be shown beside it.
            if other is None or other.merged_into:
                continue
            for eid in (holder.id, other.id):
                found.setdefault(eid, Asked(ask, holder.id, other, pending))
        return {eid: asked for eid, asked in found.items() if eid in set(customer_ids)}

    def _seen(self, ask: Ask) -> Ask:
        """As whoever is signed in may see it: what others said in their own words is a note."""
        mine = ask.by == self._sessions.require().seller.id
        return ask if mine or self._sight.levels()["notes"] == "full" else ask._replace(text="")

    def waiting(self) -> tuple[Asked, ...]:
        """Everything on this tablet that a manager has not decided, oldest first."""
        found = self.about(list(self._tablet.agenda.asked()))
        once = {asked.ask.id: asked for asked in found.values() if not asked.ask.stays}
        return tuple(sorted(once.values(), key=lambda asked: (asked.ask.at, asked.ask.id)))

    def to_decide(self) -> tuple[Asked, ...]:
        """What of it whoever is signed in is offered to decide."""
        return tuple(filter(self.may_decide, self.waiting()))

    def ask(self, customer_id: str, other_id: str, reason: AskReason, text: str = "") -> Change:
        """Say that two profiles are one person's, and why in ``text`` if there is more to say; undo takes it back."""
        self._writer.known("customer", other_id)
        args = op.MergeAsk(new_id(self._clock()), other_id, reason, text)
        return self._writer.save(customer_id, [Step(args, customer_id)])

    def take_back(self, asked: Asked) -> Change:
        """Whoever asked takes it back."""
        return self._writer.save(asked.customer_id, [Step(op.MergeTakeBack(asked.ask.id), asked.customer_id)])

    def approve(self, asked: Asked, stays: str) -> Change:
        """A manager agrees: the profile ``stays`` takes in the other one. There is no way back."""
        if stays not in {asked.customer_id, asked.ask.other}:
            raise NotFound("This is no longer there.")
        args = op.MergeApprove(asked.ask.id, asked.ask.other, stays)
        return self._writer.save(asked.customer_id, [Step(args, asked.customer_id)])

    def refuse(self, asked: Asked, why: RefuseReason) -> Change:
        """A manager leaves them apart."""
        return self._writer.save(asked.customer_id, [Step(op.MergeRefuse(asked.ask.id, why), asked.customer_id)])

    def _likely(self, customer_id: str) -> tuple[DuplicateRow, ...]:
        """Who looks like the same person, by what stands in the profile."""
        who = people(self._tablet, [customer_id]).get(customer_id)
        if who is None:
            return ()
        contacts = tuple(ContactDraft(c.kind, c.value) for c in who.contacts)
        found = self._directory.duplicates(CustomerDraft({"name": who.name}, contacts))
        return tuple(row for row in found if row.row.id != customer_id)
