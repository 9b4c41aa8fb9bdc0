"""Everything a seller adds to a profile. Each call is one group of operations, on disk when it returns.

Every method raises ``domain.errors.Rejected`` (a number and a sentence) when a rule refuses it, and ``NotSignedIn`` or
``NotFound``; then nothing at all has been written. Each returns a ``Change`` whose ``undo`` saves the inverse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from clienteling.domain import operations as op
from clienteling.domain.catalogue import Notice, SensitiveTopic
from clienteling.domain.consent import withdrawals
from clienteling.domain.customer import BookRole, ConsentChannel, ConsentPurpose, ContactKind, Customer
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.hints import Hint, HintReader
from clienteling.domain.history import Audience, Note
from clienteling.domain.ids import new_id
from clienteling.domain.notices import Shown, check_told, fingerprint
from clienteling.domain.notices import in_force as notice_in_force
from clienteling.domain.sensitive import SensitiveReader, in_force
from clienteling.domain.text import fold
from clienteling.services.change import Change
from clienteling.services.drafts import ConsentDraft, CustomerDraft, DateDraft, FollowUpDraft
from clienteling.services.saving import Step, Writer
from clienteling.store.values import SaidBy

if TYPE_CHECKING:
    from clienteling.services.moment import Clock
    from clienteling.services.sessions import Sessions
    from clienteling.store.tablet import Tablet

__all__ = ["Enrichments", "SaidBy"]


class Enrichments:
    """What a seller adds, changes and takes back."""

    def __init__(self, tablet: Tablet, sessions: Sessions, clock: Clock) -> None:
        """``clock`` gives ms since 1970 (UTC)."""
        self._tablet = tablet
        self._sessions = sessions
        self._clock = clock
        self._writer = Writer(tablet, sessions, clock)
        self._reader = HintReader(())
        self._sensitive = SensitiveReader(())

    # Notes

    def hints(self, text: str) -> tuple[Hint, ...]:
        """What the words of a note could be saved as, from the company's own preference definitions."""
        defs = self._tablet.replica.preference_defs()
        if defs != self._reader.defs:
            self._reader = HintReader(defs)
        return self._reader.read(text, self._sessions.moment().today.isoformat())

    def sensitive(self, text: str) -> tuple[tuple[SensitiveTopic, str], ...]:
        """What in these words is nobody's business in a shop: the topic and the words, each topic once."""
        topics = in_force(self._tablet.replica.sensitive_topics())
        if topics != self._sensitive.topics:
            self._sensitive = SensitiveReader(topics)
        named = {topic.key: topic for topic in topics}
        found = {f.topic: text[f.start : f.end] for f in reversed(self._sensitive.read(text))}
        return tuple((named[key], words) for key, words in reversed(found.items()))

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
        self._customer(customer_id)
        steps = [Step(op.NoteAdd(customer_id, text, audience), self._new_id())]
        steps += [Step(self._preference(key, value), customer_id) for key, value in preferences]
        steps += [Step(self._date(date), customer_id) for date in dates]
        if follow_up is not None:
            steps.append(self._follow_up(customer_id, follow_up))
        return self._writer.save(customer_id, steps, channel=channel)

    def note(self, note_id: str) -> Note:
        """A note as it is now."""
        held: Note = self._writer.known("note", note_id)
        return held

    def edit_note(self, note_id: str, text: str, seen: int | None = None) -> Change:
        """Change the words of a note. ``seen``: its version when its words were shown; None: as it is now."""
        return self._writer.save(self.note(note_id).customer, [Step(op.NoteEdit(text), note_id, seen)])

    def remove_note(self, note_id: str) -> Change:
        """Take a note back."""
        note = self._writer.known("note", note_id)
        return self._writer.save(note.customer, [Step(op.NoteRemove(), note_id)])

    # What is known of the customer

    def set_preference(self, customer_id: str, key: str, value: str, channel: SaidBy = "store") -> Change:
        """Set a preference. Whether it stands beside others of its key is its definition's business."""
        self._customer(customer_id)
        values = {"key": key, "value": value}
        return self._save(customer_id, self._preference(key, value), channel=channel, values=values)

    def remove_preference(self, customer_id: str, preference_id: str) -> Change:
        """Take a preference away."""
        held = next((p for p in self._customer(customer_id).preferences if p.id == preference_id), None)
        values = {"key": held.key, "value": held.value} if held else {}
        return self._save(customer_id, op.PreferenceRemove(preference_id), values=values)

    def set_consent(
        self,
        customer_id: str,
        purpose: ConsentPurpose,
        channel: ConsentChannel,
        state: Literal["pending", "granted", "withdrawn"],
        method: str = "asked_in_store",
        language: str = "",
        shown: Shown | None = None,
    ) -> Change:
        """Record what the customer said about one purpose and channel. ``shown``: the wording they were asked by,
        without which nothing is allowed.

        Where a yes must be confirmed by the customer first, it is pending until then. A yes is recorded as knowing of
        every no that this tablet knows of; one it does not know of still wins.
        """
        customer = self._customer(customer_id)
        draft = ConsentDraft(purpose, channel, state, method, language, shown)
        args = self._consent(customer, draft)
        values: dict[str, str] = {"purpose": purpose, "channel": channel, "state": args.state}
        return self._save(customer_id, args, values=values)

    def answer(self, customer_id: str, answers: Sequence[ConsentDraft], drawing: str) -> Change:
        """What a customer said on this tablet, as ONE group with their signature (``domain.signature``) before it."""
        customer = self._customer(customer_id)
        steps = [Step(op.ConsentEvidence(drawing), customer_id)] if drawing else []
        proof = fingerprint(drawing) if drawing else ""
        said = [self._consent(customer, replace(answer, evidence=proof)) for answer in answers]
        return self._writer.save(customer_id, [*steps, *(Step(args, customer_id) for args in said)])

    def notice(self, purpose: ConsentPurpose) -> Notice:
        """The wording by which customers are asked now, for one purpose."""
        return notice_in_force(self._tablet.replica.notices(), purpose)

    def add_tag(self, customer_id: str, tag: str) -> Change:
        """Add a tag; one that is there already, but for case and accents, is not added again."""
        there = {fold(t.tag) for t in self._customer(customer_id).tags}
        if fold(tag.strip()) in there:
            return Change("tag.add", customer_id, frozenset({("customer", customer_id)}), (), None, {"tag": tag})
        return self._save(customer_id, op.TagAdd(self._new_id(), tag), values={"tag": tag})

    def remove_tag(self, customer_id: str, tag: str) -> Change:
        """Remove a tag: every adding of it that is on the screen."""
        saw = tuple(t.id for t in self._customer(customer_id).tags if t.tag == tag)
        return self._save(customer_id, op.TagRemove(tag, saw), values={"tag": tag})

    def add_contact(
        self, customer_id: str, kind: ContactKind, value: str, label: str = "", channel: SaidBy = "store"
    ) -> Change:
        """Add an e-mail address, a phone number, an address or a social handle."""
        self._customer(customer_id)
        args = op.ContactAdd(self._new_id(), kind, value, label)
        return self._save(customer_id, args, channel=channel, values={"kind": kind})

    def correct_contact(self, customer_id: str, contact_id: str, value: str, channel: SaidBy = "store") -> Change:
        """Correct the value of a contact point."""
        values = {"kind": self._contact_kind(customer_id, contact_id)}
        return self._save(customer_id, op.ContactCorrect(contact_id, value), channel=channel, values=values)

    def remove_contact(self, customer_id: str, contact_id: str) -> Change:
        """Take a contact point away."""
        values = {"kind": self._contact_kind(customer_id, contact_id)}
        return self._save(customer_id, op.ContactRemove(contact_id), values=values)

    def set_date(self, customer_id: str, date: DateDraft, date_id: str = "", channel: SaidBy = "store") -> Change:
        """Add an important date, or change the one called ``date_id``."""
        self._customer(customer_id)
        return self._save(customer_id, self._date(date, date_id), channel=channel, values={"kind": date.kind})

    def remove_date(self, customer_id: str, date_id: str) -> Change:
        """Take an important date away."""
        held = next((d for d in self._customer(customer_id).dates if d.id == date_id), None)
        return self._save(customer_id, op.DateRemove(date_id), values={"kind": held.kind} if held else {})

    def set_field(self, customer_id: str, key: str, value: str, channel: SaidBy = "store") -> Change:
        """Set a single-valued field of ``domain.fields.FIELDS``; an empty value clears it."""
        self._customer(customer_id)
        return self._save(customer_id, op.FieldSet(key, value), channel=channel, values={"key": key})

    def decide_proposal(self, customer_id: str, proposal_id: str, accept: bool) -> Change:
        """Take a proposed value, or keep the one head office holds."""
        self._customer(customer_id)
        return self._save(customer_id, op.ProposalDecide(proposal_id, accept))

    # Client books

    def add_to_book(self, customer_id: str, seller: str = "", role: BookRole = "secondary") -> Change:
        """Add the customer to a client book; ``seller`` empty: that of who is signed in.

        A seller who is in already only changes role. There is one primary seller: the former one becomes secondary.
        """
        customer = self._customer(customer_id)
        whose = seller or self._sessions.require().seller.id
        values = {"seller": whose, "role": role}
        mine = [b for b in customer.book if b.seller == whose]
        if any(b.role == role for b in mine):
            return Change("book.add", customer_id, frozenset({("customer", customer_id)}), (), None, values)
        steps = [Step(op.BookAdd(self._new_id(), whose, role), customer_id)]
        if mine:
            steps.append(Step(op.BookRemove(whose, tuple(b.id for b in mine)), customer_id))
        return self._writer.save(customer_id, steps, values=values)

    def remove_from_book(self, customer_id: str, seller: str = "") -> Change:
        """Take the customer out of a client book; ``seller`` empty: that of who is signed in."""
        customer = self._customer(customer_id)
        whose = seller or self._sessions.require().seller.id
        saw = tuple(b.id for b in customer.book if b.seller == whose)
        return self._save(customer_id, op.BookRemove(whose, saw), values={"seller": whose})

    # Follow-ups and interactions

    def create_follow_up(self, customer_id: str, draft: FollowUpDraft) -> Change:
        """A new task about a customer."""
        self._customer(customer_id)
        return self._writer.save(customer_id, [self._follow_up(customer_id, draft)], values={"due": draft.due})

    def record_follow_up(self, customer_id: str, draft: FollowUpDraft, *, done: bool, outcome: str) -> Change:
        """A follow-up that is already done, or will not be done, as ONE group: an answer to a suggestion."""
        self._customer(customer_id)
        made = self._follow_up(customer_id, draft)
        closing = op.FollowUpComplete(outcome) if done else op.FollowUpCancel(outcome)
        steps = [made, Step(closing, made.entity_id)]
        what = "followup.complete" if done else "followup.cancel"
        return self._writer.save(customer_id, steps, what=what)

    def edit_follow_up(self, follow_up_id: str, due: str = "", text: str = "", seller: str = "") -> Change:
        """Change the day (ISO), words or seller of an open follow-up; empty = unchanged."""
        values = {"due": due} if due else {}
        return self._on_follow_up(follow_up_id, op.FollowUpEdit(due, text, seller), values)

    def complete_follow_up(self, follow_up_id: str, outcome: str = "") -> Change:
        """It was done."""
        return self._on_follow_up(follow_up_id, op.FollowUpComplete(outcome))

    def cancel_follow_up(self, follow_up_id: str, outcome: str = "") -> Change:
        """It will not be done; ``outcome`` says why."""
        return self._on_follow_up(follow_up_id, op.FollowUpCancel(outcome))

    def log_interaction(
        self,
        customer_id: str,
        kind: Literal["call", "message_out", "store_visit"],
        text: str = "",
        *,
        run: str = "",
        interaction_id: str = "",
    ) -> Change:
        """Contact with the customer took place, now. ``run``: one text went to several, who are those of this run; then
        ``interaction_id`` names the contact.
        """
        self._customer(customer_id)
        step = Step(op.InteractionLog(customer_id, kind, self._clock(), text, run), interaction_id or self._new_id())
        return self._writer.save(customer_id, [step], values={"kind": kind})

    def remove_interaction(self, interaction_id: str) -> Change:
        """Take a contact back that one logged oneself."""
        held = self._writer.known("interaction", interaction_id)
        step = Step(op.InteractionRemove(), interaction_id)
        return self._writer.save(held.customer, [step], values={"kind": held.kind})

    # A new customer

    def new_customer(self, draft: CustomerDraft, drawing: str = "") -> Change:
        """A new customer with all that was typed, as ONE group; ``Change.customer_id`` is the new id.

        Fields and contacts left blank are left out; the home store is this one unless another was chosen. ``drawing``:
        their signature (``domain.signature``), when they gave the answers themselves.
        """
        session = self._sessions.require()
        customer_id = self._new_id()
        fields = {key: value for key, value in draft.fields.items() if value.strip()}
        if fields:
            fields.setdefault("home_store", session.store.id)
        args: list[Any] = [op.CustomerCreate(fields, draft.not_duplicate_of)]
        args += [op.ContactAdd(self._new_id(), c.kind, c.value, c.label) for c in draft.contacts if c.value.strip()]
        proof = fingerprint(drawing) if drawing else ""
        args += [op.ConsentEvidence(drawing)] if drawing else []
        said = (replace(consent, evidence=proof) for consent in draft.consents)
        args += [self._consent(Customer(customer_id), consent) for consent in said]
        args += [self._preference(key, value) for key, value in draft.preferences]
        args += [self._date(date) for date in draft.dates]
        args += [op.TagAdd(self._new_id(), tag) for tag in draft.tags]
        if draft.add_to_book:
            args.append(op.BookAdd(self._new_id(), session.seller.id, "primary"))
        return self._writer.save(customer_id, [Step(each, customer_id) for each in args])

    # Half-typed words

    def save_draft(self, customer_id: str, kind: str, text: str, seller: str = "") -> None:
        """Keep half-typed words (``kind``: note ...) for a seller and customer; empty words forget them.

        ``seller`` is whose words they are; empty: who is signed in. Words typed just before a change of sellers are
        kept for the one who typed them.
        """
        whose = seller or self._sessions.require().seller.id
        self._tablet.journal.save_draft(whose, f"{kind}:{customer_id}", text)

    def draft(self, customer_id: str, kind: str) -> str:
        """The half-typed words of this seller, or nothing. Never another seller's."""
        return self._tablet.journal.draft(self._sessions.require().seller.id, f"{kind}:{customer_id}")

    # Helpers

    def _new_id(self) -> str:
        return new_id(self._clock())

    def _customer(self, customer_id: str) -> Customer:
        self._sessions.require()
        customer: Customer = self._writer.known("customer", customer_id)
        return customer

    def _save(
        self, customer_id: str, args: Any, channel: SaidBy = "store", values: dict[str, str] | None = None
    ) -> Change:
        return self._writer.save(customer_id, [Step(args, customer_id)], channel=channel, values=values)

    def _preference(self, key: str, value: str) -> op.PreferenceSet:
        definition = next((d for d in self._tablet.replica.preference_defs() if d.key == key), None)
        if definition is None:
            raise Rejected(
                RejectNumber.UNKNOWN_FIELD, "This preference is not known to head office. Choose another one."
            )
        return op.PreferenceSet(self._new_id(), key, value, definition.multiple)

    def _date(self, date: DateDraft, date_id: str = "") -> op.DateSet:
        return op.DateSet(date_id or self._new_id(), date.kind, date.month, date.day, date.year, date.label)

    def _consent(self, customer: Customer, draft: ConsentDraft) -> op.ConsentSet:
        knew = () if draft.state == "withdrawn" else withdrawals(customer.consents, draft.purpose, draft.channel)
        shown = draft.shown or Shown("", "", draft.language, "", "")
        first = self._tablet.replica.contact_rules().needs_confirming(draft.purpose, draft.channel)
        said = op.ConsentSet(
            self._new_id(),
            draft.purpose,
            draft.channel,
            "pending" if draft.state == "granted" and first else draft.state,
            knew,
            shown.notice,
            shown.edition,
            shown.language,
            draft.method,
            wording=shown.sha256,
            evidence=draft.evidence,
        )
        check_told(said)
        return said

    def _contact_kind(self, customer_id: str, contact_id: str) -> str:
        return next((c.kind for c in self._customer(customer_id).contacts if c.id == contact_id), "")

    def _follow_up(self, customer_id: str, draft: FollowUpDraft) -> Step:
        seller = draft.seller or self._sessions.require().seller.id
        args = op.FollowUpCreate(customer_id, draft.due, draft.text, seller, draft.reason)
        return Step(args, self._new_id())

    def _on_follow_up(self, follow_up_id: str, args: Any, values: dict[str, str] | None = None) -> Change:
        self._sessions.require()
        held = self._writer.known("followup", follow_up_id)
        return self._writer.save(held.customer, [Step(args, follow_up_id)], values=values)
