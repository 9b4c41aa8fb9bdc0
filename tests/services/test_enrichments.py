"""Everything a seller adds: one group, on disk, on the screen, at head office once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest
from msgspec.structs import replace

from clienteling.domain.consent import state_of
from clienteling.domain.customer import FieldValue
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.history import RemovedInteraction
from clienteling.domain.operations import decode_args
from clienteling.services.change import Change
from clienteling.services.drafts import ConsentDraft, ContactDraft, CustomerDraft, DateDraft, FollowUpDraft
from clienteling.services.enrichments import Enrichments
from clienteling.services.errors import NotFound, NotSignedIn
from clienteling.store.tablet import Tablet
from tests import keys
from tests.services.shop import CENTRO, EDGAR, ELENA, MARGARITA, MARTA, NADIA, PIN, TABLET, Shop, told
from tests.wordings import shown


def _value(shop: Shop, key: str) -> list[str]:
    return [p.value for p in shop.customer().preferences if p.key == key]


def _consent(shop: Shop, channel: str = "sms") -> str:
    return state_of(shop.customer().consents, "marketing", channel, "2026-11-21")  # type: ignore[arg-type]


# What is saved


def test_a_note_with_what_was_ticked_and_a_reminder_is_one_group(elena: Shop) -> None:
    change = elena.services.enrichments.add_note(
        MARGARITA,
        "Quiere salón negro, talla 38, para una boda en mayo.\nAlergia al níquel.",
        "company",
        [("size.shoe", "38"), ("allergy", "nickel")],
        [DateDraft("wedding", 5, 0)],
        FollowUpDraft("2027-04-15", "Salones para la boda"),
    )
    waiting = elena.tablet.journal.outbox()
    assert [op.kind for op in waiting] == [
        "note.add",
        "preference.set",
        "preference.set",
        "date.set",
        "followup.create",
    ]
    assert len({op.group_id for op in waiting}) == 1
    assert change.op_ids == tuple(op.op_id for op in waiting)
    assert (change.what, change.customer_id) == ("note.add", MARGARITA)
    assert ("customer", MARGARITA) in change.entities
    assert _value(elena, "size.shoe") == ["38"]
    held = elena.customer()
    assert [(d.kind, d.month, d.day) for d in held.dates if d.kind == "wedding"] == [("wedding", 5, 0)]
    assert {p.by.actor for p in held.preferences} == {ELENA}
    assert {p.by.device for p in held.preferences} == {TABLET}
    note = elena.entity("note", waiting[0].entity_id)
    assert (note.audience, note.customer) == ("company", MARGARITA)

    results = elena.deliver()
    assert {r.status for r in results} == {"applied"}
    assert elena.waiting() == 0
    assert _value(elena, "size.shoe") == ["38"]
    assert elena.deliver() == []


def test_what_is_saved_survives_the_tablet_being_closed(elena: Shop) -> None:
    change = elena.services.enrichments.add_note(MARGARITA, "Prefers the fitting room upstairs")
    elena.tablet.close()
    with Tablet(elena.tablet.directory) as again:
        keys.open_with(keys.opening_of(again, elena.clock), again, ELENA, PIN)
        assert [op.op_id for op in again.journal.outbox()] == list(change.op_ids)


def test_the_channel_on_which_it_was_said_is_kept(elena: Shop) -> None:
    elena.services.enrichments.set_field(MARGARITA, "occupation", "Architect", channel="phone")
    assert elena.customer().fields["occupation"].by.channel == "phone"


def test_a_preference_of_a_multiple_definition_stands_beside_others(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    for value in ("black", "navy"):
        enrichments.set_preference(MARGARITA, "color", value)
    for value in ("37", "38"):
        enrichments.set_preference(MARGARITA, "size.shoe", value)
    assert _value(elena, "color") == ["black", "navy"]
    assert _value(elena, "size.shoe") == ["38"]


def test_what_is_so_already_is_not_saved_again(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    enrichments.set_preference(MARGARITA, "size.shoe", "38")
    enrichments.add_tag(MARGARITA, "Première")
    saved = elena.waiting()
    for change in (
        enrichments.set_preference(MARGARITA, "size.shoe", "38"),
        enrichments.add_tag(MARGARITA, "premiere "),
        enrichments.set_field(MARGARITA, "language", "es"),
        enrichments.add_contact(MARGARITA, "email", "Margarita@Example.com"),
        enrichments.add_to_book(MARGARITA, role="primary"),
        enrichments.remove_tag(MARGARITA, "never there"),
    ):
        assert (change.op_ids, change.undo) == ((), None)
    assert elena.waiting() == saved


def test_a_grant_knows_of_every_withdrawal_on_the_screen(elena: Shop) -> None:
    change = elena.services.enrichments.set_consent(MARGARITA, "marketing", "call", "granted", shown=shown())
    [op] = elena.tablet.journal.outbox()
    assert decode_args(op).knew == ("81" * 16,)
    assert _consent(elena, "call") == "granted"
    assert change.values == {"purpose": "marketing", "channel": "call", "state": "granted"}


def test_removals_name_exactly_what_was_on_the_screen(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    enrichments.add_tag(MARGARITA, "vip")
    enrichments.remove_tag(MARGARITA, "vip")
    enrichments.remove_from_book(MARGARITA)
    added, tag, book = elena.tablet.journal.outbox()
    assert decode_args(tag).saw == (decode_args(added).add_id,)
    assert decode_args(book).saw == ("60" * 16,)


def test_becoming_primary_replaces_the_own_secondary_entry(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    enrichments.add_to_book(EDGAR)
    enrichments.add_to_book(EDGAR, MARTA, "primary")
    enrichments.add_to_book(EDGAR, role="primary")
    assert [(b.seller, b.role) for b in elena.customer(EDGAR).book] == [(MARTA, "secondary"), (ELENA, "primary")]


def test_a_new_customer_is_one_group_with_everything_typed(elena: Shop) -> None:
    change = elena.services.enrichments.new_customer(
        CustomerDraft(
            {"name": "<img src=x> مريم", "language": "es", "company": " "},
            contacts=(ContactDraft("email", "M@Example.com"), ContactDraft("phone", " ")),
            consents=(ConsentDraft("marketing", "email", "granted", shown=shown()),),
            preferences=(("size.shoe", "38"),),
            dates=(DateDraft("birthday", 2, 29),),
            tags=("press",),
            not_duplicate_of=(EDGAR,),
        )
    )
    held = elena.customer(change.customer_id)
    assert held.name == "<img src=x> مريم"
    assert held.value("home_store") == CENTRO
    assert [c.value for c in held.contacts] == ["M@example.com"]
    assert [(b.seller, b.role) for b in held.book] == [(ELENA, "primary")]
    assert [t.tag for t in held.tags] == ["press"]
    assert len({op.group_id for op in elena.tablet.journal.outbox()}) == 1
    assert change.undo is None
    assert decode_args(elena.tablet.journal.outbox()[0]).not_duplicate_of == (EDGAR,)
    assert {r.status for r in elena.deliver()} == {"applied"}
    assert elena.customer(change.customer_id).name == held.name


def test_an_interaction_is_logged_and_can_be_taken_back(elena: Shop) -> None:
    change = elena.services.enrichments.log_interaction(MARGARITA, "call", "Will come on Saturday")
    [op] = elena.tablet.journal.outbox()
    held = elena.entity("interaction", op.entity_id)
    assert (held.kind, held.text, held.at) == ("call", "Will come on Saturday", elena.clock.now)
    assert change.undo is not None
    change.undo()
    assert [item.kind for item in elena.tablet.journal.outbox()] == ["interaction.log", "interaction.remove"]
    assert isinstance(elena.entity("interaction", op.entity_id), RemovedInteraction)


# What is refused, before anything is written

_BAD: dict[str, tuple[Callable[[Enrichments], Any], RejectNumber]] = {
    "a note of a megabyte": (lambda e: e.add_note(MARGARITA, "palabra " * 131_072), RejectNumber.TOO_LONG),
    "an empty note": (lambda e: e.add_note(MARGARITA, " \n\x00 "), RejectNumber.EMPTY),
    "a note with a preference nobody defined": (
        lambda e: e.add_note(MARGARITA, "words", preferences=[("shoe", "38")]),
        RejectNumber.UNKNOWN_FIELD,
    ),
    "a note with a day that is none": (
        lambda e: e.add_note(MARGARITA, "words", dates=[DateDraft("birthday", 2, 30)]),
        RejectNumber.NOT_A_DATE,
    ),
    "a note with a reminder for no day": (
        lambda e: e.add_note(MARGARITA, "words", follow_up=FollowUpDraft("soon", "call")),
        RejectNumber.NOT_A_DATE,
    ),
    "an unknown field": (lambda e: e.set_field(MARGARITA, "shoe", "38"), RejectNumber.UNKNOWN_FIELD),
    "no name": (lambda e: e.set_field(MARGARITA, "name", "\u00a0"), RejectNumber.EMPTY),
    "a name that is a book": (lambda e: e.set_field(MARGARITA, "name", "n" * 201), RejectNumber.TOO_LONG),
    "an unknown preference": (lambda e: e.set_preference(MARGARITA, "shoe", "38"), RejectNumber.UNKNOWN_FIELD),
    "an empty preference": (lambda e: e.set_preference(MARGARITA, "color", "\x00"), RejectNumber.EMPTY),
    "an address that is no e-mail": (lambda e: e.add_contact(MARGARITA, "email", "ana@"), RejectNumber.BAD_VALUE),
    "a phone of letters": (lambda e: e.add_contact(MARGARITA, "phone", "call me"), RejectNumber.BAD_VALUE),
    "a card for a phone": (
        lambda e: e.correct_contact(MARGARITA, "91" * 16, "4242 4242 4242 4242"),
        RejectNumber.BAD_VALUE,
    ),
    "a contact that is gone": (
        lambda e: e.correct_contact(MARGARITA, "9f" * 16, "ana@example.com"),
        RejectNumber.NO_SUCH_PART,
    ),
    "a state of consent that is none": (
        lambda e: e.set_consent(MARGARITA, "marketing", "email", "perhaps"),  # type: ignore[arg-type]
        RejectNumber.BAD_ARGS,
    ),
    "an empty tag": (lambda e: e.add_tag(MARGARITA, " "), RejectNumber.EMPTY),
    "a follow-up without words": (
        lambda e: e.create_follow_up(MARGARITA, FollowUpDraft("2026-12-01", " ")),
        RejectNumber.EMPTY,
    ),
    "a follow-up for nobody": (
        lambda e: e.create_follow_up(MARGARITA, FollowUpDraft("2026-12-01", "call", "Elena")),
        RejectNumber.BAD_ARGS,
    ),
    "a customer without a name": (lambda e: e.new_customer(CustomerDraft()), RejectNumber.EMPTY),
    "a customer with a wrong e-mail": (
        lambda e: e.new_customer(CustomerDraft({"name": "Ana"}, (ContactDraft("email", "ana"),))),
        RejectNumber.BAD_VALUE,
    ),
}


@pytest.mark.parametrize("case", sorted(_BAD))
def test_what_a_rule_refuses_is_said_in_a_sentence_and_nothing_is_written(elena: Shop, case: str) -> None:
    call, number = _BAD[case]
    before = elena.customer()
    with pytest.raises(Rejected) as refused:
        call(elena.services.enrichments)
    assert refused.value.number is number
    assert refused.value.sentence.endswith(".")
    assert "4242" not in refused.value.sentence
    assert elena.waiting() == 0
    assert elena.customer() == before


@pytest.mark.parametrize(
    "call",
    [
        lambda e: e.add_note("ee" * 16, "words"),
        lambda e: e.edit_note("ee" * 16, "words"),
        lambda e: e.complete_follow_up("ee" * 16),
        lambda e: e.set_consent("", "marketing", "email", "granted"),
    ],
)
def test_what_is_not_on_this_tablet_is_said_so(elena: Shop, call: Callable[[Enrichments], Any]) -> None:
    with pytest.raises(NotFound):
        call(elena.services.enrichments)
    assert elena.waiting() == 0


def test_strange_words_are_kept_as_they_are(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    enrichments.set_field(MARGARITA, "name", "\u202bعمرو\u202c <b>&amp;\x00 דנה")
    assert elena.customer().name == "\u202bعمرو\u202c <b>&amp; דנה"
    enrichments.add_note(MARGARITA, "Tarjeta 4242 4242 4242 4242 12/27")
    note = elena.entity("note", elena.tablet.journal.outbox()[-1].entity_id)
    assert note.text == "Tarjeta •••• 4242 12/27"


# Drafts


def test_half_typed_words_belong_to_their_seller(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    enrichments.save_draft(MARGARITA, "note", "She said that")
    elena.services.sessions.sign_out()
    elena.sign_in(MARTA)
    assert enrichments.draft(MARGARITA, "note") == ""
    elena.sign_in(ELENA)
    assert enrichments.draft(MARGARITA, "note") == "She said that"
    elena.services.sessions.sign_out()
    enrichments.save_draft(MARGARITA, "note", "She said that much", ELENA)
    elena.sign_in(ELENA)
    assert enrichments.draft(MARGARITA, "note") == "She said that much"
    enrichments.save_draft(MARGARITA, "note", "")
    assert enrichments.draft(MARGARITA, "note") == ""
    assert elena.waiting() == 0


def test_hints_come_from_the_companys_definitions(elena: Shop) -> None:
    found = elena.services.enrichments.hints("Salón negro, talla 38. Alergia al níquel. Mejor por mensaje.")
    assert [(h.key, h.value, h.certain) for h in found] == [
        ("color", "black", False),
        ("size.shoe", "38", True),
        ("allergy", "nickel", True),
        ("contact.channel", "message", True),
    ]


# Undo


def _snapshot(shop: Shop) -> dict[str, Any]:
    """What the profile says, without who said it and under which identifiers."""
    held = shop.customer()
    return {
        "fields": {key: f.value for key, f in held.fields.items() if f.value},
        "contacts": sorted((c.kind, c.value, c.label) for c in held.contacts),
        "preferences": sorted((p.key, p.value) for p in held.preferences),
        "dates": sorted((d.kind, d.month, d.day, d.year, d.label) for d in held.dates),
        "tags": sorted(t.tag for t in held.tags),
        "book": sorted((b.seller, b.role) for b in held.book),
        "consents": {
            channel: "granted" if _consent(shop, channel) == "granted" else _refused(shop, channel)
            for channel in ("email", "sms", "call")
        },
    }


def _refused(shop: Shop, channel: str) -> str:
    # After an undo, "never asked" reads "to be asked": both mean that nothing may be sent.
    return "refused" if _consent(shop, channel) == "withdrawn" else "unknown"


def _prepare(shop: Shop) -> None:
    enrichments = shop.services.enrichments
    enrichments.set_preference(MARGARITA, "size.shoe", "37")
    enrichments.set_preference(MARGARITA, "color", "black")
    enrichments.add_tag(MARGARITA, "vip")
    enrichments.set_date(MARGARITA, DateDraft("birthday", 3, 4, 1980))
    enrichments.set_field(MARGARITA, "company", "Garcés S. L.")
    enrichments.add_to_book(MARGARITA, NADIA)


def _preference_id(shop: Shop, key: str) -> str:
    return next(p.id for p in shop.customer().preferences if p.key == key)


def _date_id(shop: Shop, kind: str) -> str:
    return next(d.id for d in shop.customer().dates if d.kind == kind)


def _grant(shop: Shop, channel: Literal["sms", "call"]) -> Change:
    return shop.services.enrichments.set_consent(MARGARITA, "marketing", channel, "granted", shown=shown())


_UNDONE: dict[str, Callable[[Shop], Change]] = {
    "note and company": lambda s: s.services.enrichments.add_note(
        MARGARITA, "words", preferences=[("size.shoe", "38"), ("allergy", "nickel")], dates=[DateDraft("wedding", 5, 0)]
    ),
    "single preference": lambda s: s.services.enrichments.set_preference(MARGARITA, "size.shoe", "38"),
    "first preference": lambda s: s.services.enrichments.set_preference(MARGARITA, "contact.channel", "email"),
    "multiple preference": lambda s: s.services.enrichments.set_preference(MARGARITA, "color", "navy"),
    "removed preference": lambda s: s.services.enrichments.remove_preference(MARGARITA, _preference_id(s, "size.shoe")),
    "removed multiple preference": lambda s: s.services.enrichments.remove_preference(
        MARGARITA, _preference_id(s, "color")
    ),
    "first grant": lambda s: _grant(s, "sms"),
    "first withdrawal": lambda s: s.services.enrichments.set_consent(MARGARITA, "marketing", "sms", "withdrawn"),
    "withdrawal of a grant": lambda s: s.services.enrichments.set_consent(MARGARITA, "marketing", "email", "withdrawn"),
    "grant over a withdrawal": lambda s: _grant(s, "call"),
    "tag": lambda s: s.services.enrichments.add_tag(MARGARITA, "press"),
    "removed tag": lambda s: s.services.enrichments.remove_tag(MARGARITA, "vip"),
    "contact": lambda s: s.services.enrichments.add_contact(MARGARITA, "phone", "+34 600 000 000", "work"),
    "corrected contact": lambda s: s.services.enrichments.correct_contact(MARGARITA, "90" * 16, "mg@example.com"),
    "removed contact": lambda s: s.services.enrichments.remove_contact(MARGARITA, "91" * 16),
    "date": lambda s: s.services.enrichments.set_date(MARGARITA, DateDraft("child", 7, 1, label="Lola")),
    "another birthday": lambda s: s.services.enrichments.set_date(MARGARITA, DateDraft("birthday", 3, 5)),
    "changed date": lambda s: s.services.enrichments.set_date(
        MARGARITA, DateDraft("anniversary", 11, 27), _date_id(s, "anniversary")
    ),
    "removed date": lambda s: s.services.enrichments.remove_date(MARGARITA, _date_id(s, "birthday")),
    "field": lambda s: s.services.enrichments.set_field(MARGARITA, "name", "Margarita G."),
    "cleared field": lambda s: s.services.enrichments.set_field(MARGARITA, "company", ""),
    "first field": lambda s: s.services.enrichments.set_field(MARGARITA, "occupation", "Architect"),
    "book": lambda s: s.services.enrichments.add_to_book(MARGARITA, MARTA),
    "another primary seller": lambda s: s.services.enrichments.add_to_book(MARGARITA, MARTA, "primary"),
    "a secondary seller becomes the primary one": lambda s: s.services.enrichments.add_to_book(
        MARGARITA, NADIA, "primary"
    ),
    "the primary seller becomes a secondary one": lambda s: s.services.enrichments.add_to_book(MARGARITA),
    "removed from book": lambda s: s.services.enrichments.remove_from_book(MARGARITA),
}


@pytest.mark.parametrize("delivered", [False, True], ids=["before delivery", "after delivery"])
@pytest.mark.parametrize("case", sorted(_UNDONE))
def test_undo_brings_the_profile_back_here_and_at_head_office(elena: Shop, case: str, delivered: bool) -> None:
    _prepare(elena)
    elena.deliver()
    before = _snapshot(elena)
    change = _UNDONE[case](elena)
    changed = _snapshot(elena)
    assert changed != before
    if delivered:
        elena.deliver()
    assert change.undo is not None
    undone = change.undo()
    assert (undone.what, undone.customer_id) == ("undo", MARGARITA)
    assert _snapshot(elena) == before
    assert {r.status for r in elena.deliver()} <= {"applied", "merged"}
    assert _snapshot(elena) == before
    assert undone.undo is None


def test_a_note_is_edited_removed_and_brought_back(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    added = enrichments.add_note(MARGARITA, "first")
    note_id = elena.tablet.journal.outbox()[0].entity_id
    edited = enrichments.edit_note(note_id, "second")
    assert elena.entity("note", note_id).text == "second"
    assert edited.undo is not None
    edited.undo()
    assert elena.entity("note", note_id).text == "first"
    removed = enrichments.remove_note(note_id)
    assert elena.services.profiles.timeline(MARGARITA, ("note",)) == ()
    assert removed.undo is not None
    removed.undo()
    assert [i.entity.text for i in elena.services.profiles.timeline(MARGARITA, ("note",))] == ["first"]
    assert added.undo is not None
    added.undo()
    assert elena.services.profiles.timeline(MARGARITA, ("note",)) == ()
    elena.deliver()
    assert elena.rows["note", note_id].removed


def test_each_step_of_a_follow_up_is_taken_back(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    created = enrichments.create_follow_up(MARGARITA, FollowUpDraft("2026-12-01", "Call about the coat"))
    task = elena.tablet.journal.outbox()[0].entity_id

    def state() -> tuple[str, str, str]:
        held = elena.entity("followup", task)
        return held.state, held.due, held.outcome

    steps: list[tuple[Callable[[], Change], tuple[str, str, str]]] = [
        (lambda: enrichments.edit_follow_up(task, due="2026-12-24"), ("open", "2026-12-24", "")),
        (lambda: enrichments.complete_follow_up(task, "sold"), ("done", "2026-12-01", "sold")),
        (lambda: enrichments.cancel_follow_up(task, "no time"), ("cancelled", "2026-12-01", "no time")),
    ]
    for act, expected in steps:
        before = state()
        change = act()
        assert state() == expected
        assert change.undo is not None
        change.undo()
        assert state() == before
    assert created.undo is not None
    assert len(elena.services.profiles.timeline(MARGARITA, ("followup",))) == 1
    created.undo()
    assert state()[0] == "cancelled"
    assert elena.services.profiles.timeline(MARGARITA, ("followup",)) == ()
    assert {r.status for r in elena.deliver()} == {"applied"}


def test_a_decided_proposal_is_taken_back_when_its_value_was_taken(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    _other_tablet_names(elena, "Margarita G. Ibarra")
    enrichments.set_field(MARGARITA, "name", "Margarita Garcés")
    _arrives_late(elena)
    [proposal] = elena.customer().proposals
    taken = enrichments.decide_proposal(MARGARITA, proposal.id, accept=True)
    assert elena.customer().name == "Margarita Garcés"
    assert taken.undo is not None
    taken.undo()
    assert elena.customer().name == "Margarita G. Ibarra"


def test_undo_by_another_seller_is_refused(elena: Shop) -> None:
    change = elena.services.enrichments.add_tag(MARGARITA, "vip")
    elena.sign_in(MARTA)
    assert change.undo is not None
    with pytest.raises(NotSignedIn):
        change.undo()
    assert [t.tag for t in elena.customer().tags] == ["vip"]


def _other_tablet_names(shop: Shop, name: str) -> None:
    """Head office has another name by now; this tablet does not know."""
    held = shop.rows["customer", MARGARITA]
    newer = FieldValue(name, told(0, MARTA), held.version + 1)
    shop.rows["customer", MARGARITA] = replace(held, version=held.version + 1, fields={**held.fields, "name": newer})


def _arrives_late(shop: Shop) -> None:
    assert [r.status for r in shop.deliver()] == ["conflict"]
