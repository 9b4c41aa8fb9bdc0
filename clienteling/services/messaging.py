"""One text to several customers, one after the other: each is asked about when it is their turn, and written to as
ever, in whatever one writes with.

A run is kept as drafts are, for its seller alone and on this tablet: it can be left and gone on with. What is noted of
a message is the same operation as of any other, and names the run.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from clienteling.domain import message_run
from clienteling.domain.customer import ConsentChannel, ContactKind, Customer
from clienteling.domain.history import RemovedInteraction
from clienteling.domain.ids import new_id
from clienteling.domain.masks import DOT
from clienteling.domain.message_run import SENT, WAITING, Became, Run
from clienteling.domain.templates import asks_for, checked, filled_in
from clienteling.services.change import Change
from clienteling.services.contacting import contacting
from clienteling.services.errors import ServiceError
from clienteling.services.reading import people

if TYPE_CHECKING:
    from clienteling.services.enrichments import Enrichments
    from clienteling.services.moment import Clock
    from clienteling.services.profiles import Profiles, ProfileView
    from clienteling.services.sessions import Sessions
    from clienteling.services.sight import Sight
    from clienteling.store.tablet import Tablet

_RUN: Final = "run"
_PERSON: Final = "run-to"
_NEEDS: Mapping[ConsentChannel, ContactKind] = {"whatsapp": "phone", "sms": "phone", "email": "email"}


class MayNotWriteToSeveral(ServiceError):
    """The policy lets this role write to fewer than that at a time."""

    def __init__(self) -> None:
        super().__init__("Your role may not write to so many at a time. Ask head office.")


class NotTheirTurn(ServiceError):
    """This customer was not written to in this run, or has had their turn."""

    def __init__(self) -> None:
        super().__init__("It is not this customer's turn any more. Go on with the next.")


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is. ``points``: ids of the contact points by which they may be reached, also those that are masked
    until they are revealed; ``text`` as it was made for them.
    """

    view: ProfileView
    points: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Given:
    """What is copied: where to write, and what."""

    value: str
    text: str


class _Head(msgspec.Struct, frozen=True):
    channel: ConsentChannel
    text: str


class Messaging:
    """Runs of whoever is signed in: at most one each. Every method raises ``NotSignedIn``."""

    def __init__(
        self,
        tablet: Tablet,
        sessions: Sessions,
        sight: Sight,
        profiles: Profiles,
        enrichments: Enrichments,
        clock: Clock,
    ) -> None:
        """``clock`` gives ms since 1970 (UTC)."""
        self._tablet = tablet
        self._sessions = sessions
        self._sight = sight
        self._profiles = profiles
        self._enrichments = enrichments
        self._clock = clock
        self._given: tuple[str, str, str] = ("", "", "")

    def most(self) -> int:
        """To how many customers one may write at a time; 1 or less: not to several."""
        role = self._sessions.require().seller.role
        return self._sight.policy().most_messages(role)

    def run(self) -> Run | None:
        """The run that was begun and not ended."""
        seller = self._sessions.require().seller.id
        for run_id, held in self._tablet.journal.drafts(seller, _RUN).items():
            head = msgspec.json.decode(held, type=_Head)
            told = self._tablet.journal.drafts(seller, _PERSON)
            placed = sorted((int(said.partition(":")[0]), key, said.partition(":")[2]) for key, said in told.items())
            return Run(run_id, head.channel, head.text, {key: became for _, key, became in placed})
        return None

    def preview(self, template: str, customer_ids: Sequence[str]) -> dict[str, str]:
        """The text as these customers would get it. Raises ``Rejected`` for one that is too long."""
        kept = checked(template)
        return {key: self._made(kept, who) for key, who in people(self._tablet, customer_ids).items()}

    def look(self, channel: ConsentChannel, customer_ids: Sequence[str], template: str = "") -> dict[str, Became]:
        """Why these customers would be left out if it was their turn now; empty for those who would not."""
        found = people(self._tablet, customer_ids)
        return {key: self._why_not(channel, template, found[key]) if key in found else "gone" for key in customer_ids}

    def begin(self, channel: ConsentChannel, template: str, customer_ids: Sequence[str]) -> Run:
        """Begin with these customers; one that was not ended is given up. Raises ``MayNotWriteToSeveral`` and, for a
        text that is too long or empty, ``Rejected`` or ``ValueError``.
        """
        seller = self._sessions.require().seller.id
        try:
            run = message_run.begin(new_id(), channel, checked(template), customer_ids, self.most())
        except message_run.TooMany:
            raise MayNotWriteToSeveral from None
        self.end()
        head = msgspec.json.encode(_Head(run.channel, run.text)).decode()
        rows = {f"{_PERSON}:{key}": f"{n}:" for n, key in enumerate(run.people)}
        self._tablet.journal.save_drafts(seller, {f"{_RUN}:{run.id}": head, **rows})
        return run

    def turn(self) -> tuple[Run, Turn | None]:
        """The run, and whose turn it is now; those before them who may not be contacted are left out. None: it is over.

        Raises ``NotTheirTurn`` when there is no run.
        """
        run = self._require()
        before = run
        while run.turn:
            customer_id = run.turn
            became = self._became(run, customer_id)
            if became == WAITING:
                break
            run = message_run.after(run, customer_id, became)
        self._keep(before, run)
        if not run.turn:
            return run, None
        view = self._profiles.open(run.turn)
        return run, Turn(view, _points(run.channel, view), self._made(run.text, view.customer))

    def give(self, customer_id: str, contact_id: str) -> Given | None:
        """What to copy for whoever's turn it is. They are asked about once more: None when they may not be contacted
        any more, then they are left out.

        Raises ``NotTheirTurn``, ``MayNotWriteToSeveral`` when as many as allowed were written to.
        """
        most = self.most()
        run, turn = self.turn()
        if run.people.get(customer_id, WAITING) != WAITING:
            return None
        if turn is None or turn.view.customer.id != customer_id:
            raise NotTheirTurn
        if not message_run.may_several(most) or run.sent >= most:
            raise MayNotWriteToSeveral
        point = next((p for p in turn.view.customer.contacts if p.id == contact_id and p.id in turn.points), None)
        if point is None or point.id in turn.view.masked:
            raise NotTheirTurn
        self._given = (run.id, customer_id, turn.text)
        return Given(point.value, turn.text)

    def sent(self, customer_id: str) -> Change:
        """Note that this customer was written to: the same operation as of any message. Only what was given is sent.

        Raises ``NotTheirTurn``, and what ``Enrichments.log_interaction`` raises.
        """
        run = self._require()
        if self._given[:2] != (run.id, customer_id) or run.people.get(customer_id) != WAITING:
            raise NotTheirTurn
        note = self._enrichments.log_interaction
        change = note(
            customer_id, "message_out", self._given[2], run=run.id, interaction_id=run.interaction(customer_id)
        )
        self._given = ("", "", "")
        self._keep(run, message_run.after(run, customer_id, SENT))
        return dataclasses.replace(change, undo=self._undoing(run.id, customer_id, change.undo))

    def leave_out(self, customer_id: str) -> None:
        """Go on without this customer. Raises ``NotTheirTurn``."""
        run = self._require()
        if run.people.get(customer_id) != WAITING:
            raise NotTheirTurn
        self._keep(run, message_run.after(run, customer_id, "by_hand"))

    def again(self) -> None:
        """Those who were left out for the moment only have their turn again. Raises ``NotTheirTurn``."""
        run = self._require()
        self._keep(run, message_run.again(run))

    def end(self) -> None:
        """Forget the run. What was noted stays."""
        seller = self._sessions.require().seller.id
        journal = self._tablet.journal
        keys = [f"{kind}:{key}" for kind in (_RUN, _PERSON) for key in journal.drafts(seller, kind)]
        journal.save_drafts(seller, dict.fromkeys(keys, ""))
        self._given = ("", "", "")

    def _require(self) -> Run:
        run = self.run()
        if run is None:
            raise NotTheirTurn
        return run

    def _became(self, run: Run, customer_id: str) -> Became:
        noted = self._tablet.projection.entity("interaction", run.interaction(customer_id)).entity
        if noted is not None and not isinstance(noted, RemovedInteraction):
            return SENT  # it was noted, and the app ended before the list knew
        customer = self._tablet.projection.customer(customer_id).entity
        return self._why_not(run.channel, run.text, customer) if customer is not None else "gone"

    def _why_not(self, channel: ConsentChannel, template: str, customer: Customer) -> Became:
        now = self._clock()
        why = contacting(self._tablet, customer, now).why_not(channel, now)
        points = [point for point in customer.contacts if point.kind == _NEEDS[channel]]
        if why or not points:
            return why or "missing"
        if asks_for(template, "name") and not customer.name:
            return "nameless"
        return "" if self._sight.levels()[_NEEDS[channel]] in {"full", "reveal"} else "hidden"

    def _made(self, template: str, customer: Customer) -> str:
        session = self._sessions.require()
        values = {"name": customer.name, "store": session.store.name, "seller": session.seller.name}
        return filled_in(template, values)

    def _keep(self, before: Run, after: Run) -> None:
        """Write down what became of whom since ``before``."""
        seller = self._sessions.require().seller.id
        rows = {
            f"{_PERSON}:{key}": f"{n}:{became}"
            for n, (key, became) in enumerate(after.people.items())
            if before.people.get(key) != became
        }
        if rows:
            self._tablet.journal.save_drafts(seller, rows)

    def _undoing(self, run_id: str, customer_id: str, undo: Callable[[], Change] | None) -> Callable[[], Change] | None:
        if undo is None:
            return None

        def undone() -> Change:
            change = undo()
            run = self.run()
            if run is not None and run.id == run_id and customer_id in run.people:
                self._keep(run, message_run.after(run, customer_id, WAITING))
            return change

        return undone


def _points(channel: ConsentChannel, view: ProfileView) -> tuple[str, ...]:
    """Those of a profile that can be copied, or shown first."""
    held = [point for point in view.customer.contacts if point.kind == _NEEDS[channel]]
    return tuple(point.id for point in held if DOT not in point.value or point.id in view.masked)
