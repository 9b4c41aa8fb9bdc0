"""How everything is saved: the rules are asked first, then one group goes to disk, and the way back is remembered."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clienteling.domain.consent import Months
from clienteling.domain.customer import ConsentRecord
from clienteling.domain.notices import known, wording_of
from clienteling.domain.operations import ARGS, ConsentEvidence, kind_of
from clienteling.services.change import Change
from clienteling.services.errors import NotFound, NotSignedIn
from clienteling.services.inverse import inverse
from clienteling.services.moment import Clock
from clienteling.store.values import Draft, SaidBy

if TYPE_CHECKING:
    from clienteling.services.sessions import Sessions
    from clienteling.store.tablet import Tablet


@dataclass(frozen=True, slots=True)
class Step:
    """One operation to be: what, on which entity, and (undo) which version was on the screen."""

    args: Any
    entity_id: str
    base: int | None = None

    @property
    def etype(self) -> str:
        """The type of the entity it changes."""
        return ARGS[kind_of(self.args)][0]


class Writer:
    """Saves groups of operations. One at a time: what the rules were asked about is what is then saved."""

    def __init__(self, tablet: Tablet, sessions: Sessions, clock: Clock) -> None:
        self._tablet = tablet
        self._sessions = sessions
        self._clock = clock
        self._one_at_a_time = threading.Lock()

    def known(self, etype: str, entity_id: str) -> Any:
        """A folded entity, for who is signed in. Raises ``NotFound`` or ``NotSignedIn``."""
        self._sessions.require()
        entity = self._tablet.projection.entity(etype, entity_id).entity
        if entity is None:
            raise NotFound("This is no longer on this tablet. It may have been moved or removed at head office.")
        return entity

    def save(
        self,
        customer_id: str,
        steps: Sequence[Step],
        *,
        what: str = "",
        channel: SaidBy = "store",
        values: Mapping[str, str] | None = None,
    ) -> Change:
        """Save ``steps`` as one group. Raises ``Rejected`` or ``NotSignedIn``, and a ``StoreError`` when the disk
        refuses; then nothing was saved. Steps that would change nothing are left out.
        """
        session = self._sessions.require()
        name = what or kind_of(steps[0].args)
        with self._one_at_a_time:
            before = self._entities(steps)
            bases = {key: entity.version if entity is not None else 0 for key, entity in before.items()}
            drafts = [
                Draft(s.args, s.entity_id, bases[s.etype, s.entity_id] if s.base is None else s.base, channel)
                for s in steps
            ]
            now, seller, store = self._clock(), session.seller.id, session.store.id
            known = {entity_id: entity for (_, entity_id), entity in before.items()}
            outcomes = self._tablet.projection.preview(drafts, seller, store, now, known)
            kept: list[Draft] = []
            back: list[list[Step]] = []
            for step, draft, outcome in zip(steps, drafts, outcomes, strict=True):
                key = step.etype, step.entity_id
                if isinstance(step.args, ConsentEvidence):
                    kept.append(draft)  # it changes nothing, and proves what follows
                    continue
                if outcome.entity == before[key]:
                    continue
                kept.append(draft)
                back.append(self._way_back(step, before[key], outcome.entity, draft.base_version))
                before[key] = outcome.entity
            operations = self._tablet.journal.append(kept, seller, store, now) if kept else []
        return Change(
            name,
            customer_id,
            frozenset({("customer", customer_id), *((op.entity, op.entity_id) for op in operations)}),
            tuple(op.op_id for op in operations),
            None if what == "undo" else self._undo(customer_id, back, seller, channel),
            dict(values or {}),
        )

    def _entities(self, steps: Sequence[Step]) -> dict[tuple[str, str], Any]:
        keys = dict.fromkeys((step.etype, step.entity_id) for step in steps)
        return {key: self._tablet.projection.entity(*key).entity for key in keys}

    def _way_back(self, step: Step, before: Any, after: Any, base: int) -> list[Step]:
        today = self._sessions.moment().today.isoformat()
        back = inverse(step.args, before, after, self._multiple, today, self._months, self._wording)
        return [Step(args, step.entity_id, base) for args in back]

    def _multiple(self) -> set[str]:
        return {d.key for d in self._tablet.replica.preference_defs() if d.multiple}

    def _months(self) -> Months:
        return self._tablet.replica.contact_rules().months

    def _wording(self, said: ConsentRecord) -> str:
        return wording_of(known(self._tablet.replica.notices()), said.notice, said.notice_version, said.language)

    def _undo(
        self, customer_id: str, back: Sequence[Sequence[Step]], seller: str, channel: SaidBy
    ) -> Callable[[], Change] | None:
        """The way back as one group, last step first; None when one of the steps cannot be taken back."""
        if not back or not all(back):
            return None
        steps = [step for inverse_steps in reversed(back) for step in inverse_steps]

        def undo() -> Change:
            if self._sessions.require().seller.id != seller:
                raise NotSignedIn
            return self.save(customer_id, steps, what="undo", channel=channel)

        return undo
