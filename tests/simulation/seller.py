"""What a seller saves: operations of every kind on what her tablet shows, some of them hopeless."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from clienteling.domain import operations as op
from clienteling.domain.consent import withdrawals
from clienteling.domain.customer import ConsentChannel, Customer
from clienteling.domain.history import FollowUp, Interaction, Note
from clienteling.domain.ids import new_id
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, Viewer
from tests.headoffice.tablet import LUIS, MARTA, NORTH, PAULA, SOUTH
from tests.simulation.steps import Step
from tests.wordings import claim

Groups = list[list[Draft]]
CHANNELS: tuple[ConsentChannel, ...] = ("whatsapp", "sms", "call")


class AtHand(Protocol):
    """The tablet in her hands."""

    @property
    def tablet(self) -> Tablet: ...

    @property
    def store(self) -> str: ...

    def shown(self, customer_id: str) -> Any: ...


class Seller:
    """Somebody at a tablet. ``customers``: everybody there is, in the order in which they came."""

    def __init__(self, device: AtHand, step: Step, customers: list[str], word: str, alone: str = "") -> None:
        """``word`` is a text that occurs nowhere else; ``alone``: the only seller of a store that is not simulated."""
        self._device = device
        self._customers = customers
        self._a, self._b = step.a, step.b
        self._word = word
        people = (alone,) if alone else (MARTA, LUIS) if device.store == NORTH else (PAULA,)
        self.actor = people[step.b % len(people)]
        self.team = (alone,) if alone else (MARTA, LUIS, PAULA)

    def changes(self, kind: str) -> Groups:
        """The groups to save; none when nothing on the screen suits."""
        if kind in {"create", "poison creation"}:
            return self._create(hopeless=kind == "poison creation")
        customer = self._customer(shown=kind != "stranger")
        if customer is None:
            return []
        if kind in _OF_CUSTOMER:
            args = _OF_CUSTOMER[kind](self, customer)
            return [[Draft(a, customer.id, customer.version) for a in args]] if args else []
        return _OTHERS[kind](self, customer)

    def _customer(self, *, shown: bool) -> Any:
        """One of the customers; mostly one of the first three, so that tablets meet."""
        choice = self._a % 3 if self._b % 4 else self._a
        for n in range(len(self._customers)):
            customer_id = self._customers[(choice + n) % len(self._customers)]
            held = self._device.shown(customer_id)
            if shown and held is not None and not held.merged_into:
                return held
            if not shown and held is None:
                return Customer(customer_id)
        return None

    def _pick(self, of: tuple[Any, ...]) -> Any:
        return of[self._a % len(of)] if of else None

    def _of_history(self, etype: str, customer: Customer) -> Any:
        viewer = Viewer(self.actor, self._device.store)
        items = self._device.tablet.projection.history(customer.id, viewer, limit=500)
        held = sorted((i.entity for i in items if i.etype == etype), key=lambda entity: str(entity.id))
        return self._pick(tuple(held))

    # Of a profile

    def _contact(self, customer: Customer) -> list[Any]:
        return [op.ContactAdd(new_id(), "email", f"{self._word}@example.com")]

    def _correct(self, customer: Customer) -> list[Any]:
        held = self._pick(tuple(c for c in customer.contacts if c.kind == "email"))
        return [op.ContactCorrect(held.id, f"{self._word}@example.com")] if held else []

    def _consent(self, customer: Customer, state: Any) -> list[Any]:
        channel = CHANNELS[self._b % 3]
        knew = withdrawals(customer.consents, "marketing", channel) if state == "granted" else ()
        return [op.ConsentSet(new_id(), "marketing", channel, state, knew, **claim())]

    def _untag(self, customer: Customer) -> list[Any]:
        tag = self._pick(customer.tags)
        return [op.TagRemove(tag.tag, tuple(t.id for t in customer.tags if t.tag == tag.tag))] if tag else []

    def _unbook(self, customer: Customer) -> list[Any]:
        held = self._pick(customer.book)
        return (
            [op.BookRemove(held.seller, tuple(b.id for b in customer.book if b.seller == held.seller))] if held else []
        )

    def _change_date(self, customer: Customer) -> list[Any]:
        held = self._pick(customer.dates) if self._b % 2 else None
        month, day = 1 + self._a % 12, 1 + self._b % 28
        return [op.DateSet(held.id if held else new_id(), "birthday" if self._a % 3 else "other", month, day)]

    def _everything(self, customer: Customer) -> list[Any]:
        """A sheet with several fields filled in, saved together."""
        return [
            op.TagAdd(new_id(), self._word),
            op.FieldSet("company", self._word),
            op.PreferenceSet(new_id(), "colour", self._word, multiple=True),
            *self._consent(customer, "granted" if self._a % 2 else "withdrawn"),
        ]

    # Others

    def _note(self, customer: Customer) -> Groups:
        return [[Draft(op.NoteAdd(customer.id, self._word, "company"), new_id())]]

    def _change_note(self, customer: Customer, args: Any) -> Groups:
        note: Note | None = self._of_history("note", customer)
        return [[Draft(args, note.id, note.version)]] if note else []

    def _follow_up(self, customer: Customer) -> Groups:
        return [[Draft(op.FollowUpCreate(customer.id, "2027-02-01", self._word, self.actor), new_id())]]

    def _change_follow_up(self, customer: Customer, args: Any) -> Groups:
        task: FollowUp | None = self._of_history("followup", customer)
        return [[Draft(args, task.id, task.version)]] if task else []

    def _take_back(self, customer: Customer) -> Groups:
        held: Interaction | None = self._of_history("interaction", customer)
        return [[Draft(op.InteractionRemove(), held.id, held.version)]] if held else []

    def _create(self, *, hopeless: bool) -> Groups:
        made = new_id()
        seller = new_id() if hopeless else self.actor
        first: list[Any] = [
            op.CustomerCreate({"name": self._word}),
            op.ContactAdd(new_id(), "email", f"{self._word}@example.com"),
            op.ConsentSet(new_id(), "marketing", "sms", "granted", **claim()),
            op.BookAdd(new_id(), seller, "primary"),
        ]
        then = Draft(op.NoteAdd(made, f"{self._word} again"), new_id())
        return [[Draft(args, made) for args in first], [then]]

    def _poison(self, customer: Customer) -> Groups:
        good, bad = (
            Draft(op.TagAdd(new_id(), self._word), customer.id, customer.version),
            op.BookAdd(new_id(), new_id()),
        )
        return [[good, Draft(bad, customer.id, customer.version)]]

    def _send_again(self, _customer: Customer) -> Groups:
        return []  # the world does it: nothing is typed


_OF_CUSTOMER: dict[str, Callable[[Seller, Customer], list[Any]]] = {
    "name": lambda s, c: [op.FieldSet("name", s._word)],
    "taste": lambda s, c: [op.FieldSet("occupation", s._word)],
    "contact": Seller._contact,
    "correct contact": Seller._correct,
    "remove contact": lambda s, c: [op.ContactRemove(held.id)] if (held := s._pick(c.contacts)) else [],
    "preference": lambda s, c: [op.PreferenceSet(new_id(), "size.shoe", s._word)],
    "remove preference": lambda s, c: [op.PreferenceRemove(held.id)] if (held := s._pick(c.preferences)) else [],
    "date": Seller._change_date,
    "remove date": lambda s, c: [op.DateRemove(held.id)] if (held := s._pick(c.dates)) else [],
    "tag": lambda s, c: [op.TagAdd(new_id(), f"Tag {s._a % 3}")],
    "untag": Seller._untag,
    "book": lambda s, c: [op.BookAdd(new_id(), s.team[s._a % len(s.team)], "primary")],
    "unbook": Seller._unbook,
    "grant": lambda s, c: s._consent(c, "granted"),
    "withdraw": lambda s, c: s._consent(c, "withdrawn"),
    "decide": lambda s, c: [op.ProposalDecide(p.id, bool(s._b % 2))] if (p := s._pick(c.proposals)) else [],
    "move": lambda s, c: [op.FieldSet("home_store", (NORTH, SOUTH, "")[s._a % 3])],
    "group": Seller._everything,
}

_OTHERS: dict[str, Callable[[Seller, Customer], Groups]] = {
    "note": Seller._note,
    "unreadable": Seller._note,
    "foreign": Seller._note,
    "stranger": Seller._note,
    "edit note": lambda s, c: s._change_note(c, op.NoteEdit(s._word)),
    "remove note": lambda s, c: s._change_note(c, op.NoteRemove()),
    "interaction": lambda s, c: [[Draft(op.InteractionLog(c.id, "call", 1_700_000_000_000, s._word), new_id())]],
    "take back": Seller._take_back,
    "follow up": Seller._follow_up,
    "edit follow up": lambda s, c: s._change_follow_up(c, op.FollowUpEdit(text=s._word)),
    "complete": lambda s, c: s._change_follow_up(c, op.FollowUpComplete(s._word)),
    "cancel": lambda s, c: s._change_follow_up(c, op.FollowUpCancel(s._word)),
    "reopen": lambda s, c: s._change_follow_up(c, op.FollowUpReopen()),
    "poison": Seller._poison,
    "send again": Seller._send_again,
}
