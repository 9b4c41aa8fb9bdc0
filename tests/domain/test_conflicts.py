"""The table of conflicts (docs/sync.md), each row in every order in which operations of three tablets may arrive.

What a tablet had seen is taken from what was on its screen, not from versions: the rules are checked from outside.
"""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given

from clienteling.domain import operations as o
from clienteling.domain.consent import state_of, withdrawals
from clienteling.domain.customer import ContactPoint, Customer, FieldValue, ImportantDate, Preference, Proposal, Tag
from clienteling.domain.history import FollowUp, Interaction, Note, RemovedInteraction
from clienteling.domain.provenance import Provenance
from tests.domain.makers import CUSTOMER, IMPORTED
from tests.domain.replicas import Office, Replica, Schedule, run, schedules

MAIL, DATE, PREFERENCE = "3a" * 16, "3d" * 16, "3e" * 16
TEN_YEARS = 10 * 365 * 86_400_000


def _customer() -> Customer:
    return Customer(
        CUSTOMER,
        3,
        {"name": FieldValue("Margarita", IMPORTED, 1), "language": FieldValue("en", IMPORTED, 1)},
        contacts=(ContactPoint(MAIL, "email", "m@example.com", IMPORTED, version=1),),
        preferences=(Preference(PREFERENCE, "metal", "silver", IMPORTED, 1),),
        dates=(ImportantDate(DATE, "anniversary", 1, 1, IMPORTED, version=1),),
        tags=(Tag("70" * 16, "t0", IMPORTED),),
    )


def _asked(what: str) -> Customer:
    """Two proposals wait already."""
    target = {"name": "field:name", "mail": f"contact:{MAIL}"}[what]
    return msgspec.structs.replace(
        _customer(), proposals=tuple(Proposal(f"9{n}" * 16, target, f"{n}@example.org", IMPORTED) for n in (1, 2))
    )


def _decided_or(edit: Any) -> Any:
    """Sellers also decide about what is proposed to them."""

    def either(tablet: Replica, n: int, fresh: str) -> Any:
        proposals = tablet.shown.proposals
        if proposals and n < 4:
            return o.ProposalDecide(proposals[n % 2 - 1].id, accept=n > 0)
        return edit(tablet, n, fresh)

    return either


def _name(customer: Customer) -> tuple[str, Provenance]:
    return customer.fields["name"].value, customer.fields["name"].by


def _mail(customer: Customer) -> tuple[str, Provenance]:
    return customer.contacts[0].value, customer.contacts[0].by


def _language(customer: Customer) -> tuple[str, Provenance]:
    return customer.fields["language"].value, customer.fields["language"].by


def _metal(customer: Customer) -> tuple[str, Provenance]:
    return customer.preferences[0].value, customer.preferences[0].by


def _day(customer: Customer) -> tuple[str, Provenance]:
    return f"{customer.dates[0].day:02d}", customer.dates[0].by


PROPOSALS = {
    "name": (_name, lambda _t, n, fresh: o.FieldSet("name", f"{fresh[-4:]} {n}")),
    "mail": (_mail, lambda _t, n, fresh: o.ContactCorrect(MAIL, f"{fresh[-4:]}.{n}@example.com")),
}


@pytest.mark.parametrize("what", sorted(PROPOSALS))
@given(schedule=schedules())
def test_a_field_is_never_changed_behind_anybodys_back_and_no_value_is_lost(what: str, schedule: Schedule) -> None:
    value_of, edit = PROPOSALS[what]
    office = run(_asked(what), schedule, _decided_or(edit))
    for a in office.arrived:
        before, after = value_of(a.before), value_of(a.outcome.entity)
        if before != after:
            mine = before[1].device == a.op.replica_id
            assert mine or before in [value_of(held) for held in a.ever], (
                "this value was not on the screen of who changed it"
            )
            assert (before[0], before[1]) in [(lost.value, lost.by) for lost in a.outcome.superseded]
        elif a.outcome.status == "conflict":
            assert a.outcome.conflict is not None
            assert (a.outcome.conflict.theirs, a.outcome.conflict.kept) == (before[0], "theirs")
    held = office.entity
    kept = {value_of(held)[0], *(p.value for p in held.proposals), *(lost.value for lost in office.lost)}
    typed = {a.args.value for a in office.arrived if not isinstance(a.args, o.ProposalDecide)}
    assert typed <= kept
    _decided_once(office)


def _decided_once(office: Office) -> None:
    """Whoever decides first decides; the other one changes nothing."""
    gone: set[str] = set()
    for a in office.arrived:
        if not isinstance(a.args, o.ProposalDecide):
            continue
        if a.args.proposal_id in gone:
            assert (a.outcome.status, a.outcome.entity) == ("merged", a.before)
        elif a.outcome.status == "applied":
            gone.add(a.args.proposal_id)
    assert not gone & {p.id for p in office.entity.proposals}


LAST_ARRIVAL = {
    "language": (_language, lambda _t, n, _f: o.FieldSet("language", ("en", "es", "pt", "fr", "de", "it")[n])),
    "preference": (_metal, lambda _t, n, fresh: o.PreferenceSet(fresh, "metal", f"metal {n}")),
    "date": (_day, lambda _t, n, _f: o.DateSet(DATE, "anniversary", 1, n + 1)),
}


@pytest.mark.parametrize("what", sorted(LAST_ARRIVAL))
@given(schedule=schedules())
def test_the_last_arrival_wins_and_the_loser_is_kept_with_who_said_it(what: str, schedule: Schedule) -> None:
    value_of, edit = LAST_ARRIVAL[what]
    office = run(_customer(), schedule, edit)
    for a in office.arrived:
        before, after = value_of(a.before), value_of(a.outcome.entity)
        if before == after:
            assert a.outcome.status == "merged"
            continue
        assert after[1].op_id == a.op.op_id
        [lost] = a.outcome.superseded
        assert lost.value.endswith(before[0])
        assert lost.by == before[1]
        unseen = value_of(a.knew) != before and before[1].device != a.op.replica_id
        assert (a.outcome.status == "conflict") == unseen
        assert not unseen or (a.outcome.conflict is not None and a.outcome.conflict.kept == "yours")


def _tags(tablet: Replica, n: int, fresh: str) -> Any:
    tag = f"t{n % 2}"
    saw = tuple(t.id for t in tablet.shown.tags if t.tag == tag)
    return o.TagRemove(tag, saw) if saw and n > 2 else o.TagAdd(fresh, tag)


@given(schedule=schedules())
def test_removing_a_tag_cancels_only_the_additions_it_had_seen(schedule: Schedule) -> None:
    office = run(_customer(), schedule, _tags)
    added = {"70" * 16: "t0"} | {a.args.add_id: a.args.tag for a in office.arrived if isinstance(a.args, o.TagAdd)}
    removed = {i for a in office.arrived if isinstance(a.args, o.TagRemove) for i in a.args.saw}
    assert {t.id: t.tag for t in office.entity.tags} == {i: t for i, t in added.items() if i not in removed}


def _book(tablet: Replica, n: int, fresh: str) -> Any:
    seller = f"{n % 2 + 100:032x}"
    saw = tuple(b.id for b in tablet.shown.book if b.seller == seller)
    return (
        o.BookRemove(seller, saw) if saw and n > 2 else o.BookAdd(fresh, seller, "primary" if n == 2 else "secondary")
    )


@given(schedule=schedules())
def test_the_client_book_is_add_and_remove_with_one_primary_seller_at_most(schedule: Schedule) -> None:
    office = run(_customer(), schedule, _book)
    added = {a.args.add_id: a.args.seller for a in office.arrived if isinstance(a.args, o.BookAdd)}
    removed = {i for a in office.arrived if isinstance(a.args, o.BookRemove) for i in a.args.saw}
    assert {b.id: b.seller for b in office.entity.book} == {i: s for i, s in added.items() if i not in removed}
    assert sum(b.role == "primary" for b in office.entity.book) <= 1


def _consent(tablet: Replica, n: int, fresh: str) -> Any:
    if n > 3:
        return o.ConsentSet(fresh, "marketing", "email", "withdrawn")
    knew = withdrawals(tablet.shown.consents, "marketing", "email")
    return o.ConsentSet(fresh, "marketing", "email", "granted" if n else "pending", knew)


@given(schedule=schedules())
def test_a_withdrawal_beats_every_grant_that_had_not_seen_it(schedule: Schedule) -> None:
    office = run(_customer(), schedule, _consent)
    records = office.entity.consents
    assert [r.id for r in records] == [a.args.record_id for a in office.arrived], "append-only, each once"
    state = state_of(records, "marketing", "email", "2026-01-01")
    noes = {r.id for r in records if r.state == "withdrawn"}
    # Granted only when one yes was said with every no on the screen.
    informed = [a for a in office.arrived if a.args.state == "granted" and noes <= {r.id for r in a.knew.consents}]
    assert (state == "granted") == bool(informed)
    assert state_of(reversed(records), "marketing", "email", "2026-01-01") == state


def _note(tablet: Replica, n: int, fresh: str) -> Any:
    return o.NoteRemove() if n == 0 and not tablet.shown.removed else o.NoteEdit(f"words {fresh[-4:]} {n}")


@given(schedule=schedules())
def test_words_of_a_note_go_only_by_who_had_read_them(schedule: Schedule) -> None:
    first = Note("40" * 16, CUSTOMER, "first", IMPORTED, version=3)
    office = run(first, schedule, _note)
    for a in office.arrived:
        there = {a.before.text, *a.before.others}
        stays = {a.outcome.entity.text, *a.outcome.entity.others}
        mine = a.before.by.device == a.op.replica_id
        for words in there - stays:
            assert mine or words in {a.knew.text, *a.knew.others}
        if isinstance(a.args, o.NoteEdit):
            assert a.outcome.entity.text == a.args.text or a.outcome.entity == a.before
            assert not a.outcome.entity.removed
        elif a.outcome.entity.removed and not a.before.removed:
            assert mine or a.knew.text == a.before.text


def _task(tablet: Replica, n: int, fresh: str) -> Any:
    choices = (o.FollowUpComplete(fresh), o.FollowUpCancel(fresh))
    return choices[n] if n < len(choices) else o.FollowUpEdit(text=f"words {fresh}", due=f"2026-01-0{n}")


@given(schedule=schedules())
def test_completion_is_idempotent_and_beats_edits_in_every_order(schedule: Schedule) -> None:
    task = FollowUp("f0" * 16, CUSTOMER, "2026-01-01", "Call", "e1" * 16, IMPORTED, version=3)
    office = run(task, schedule, _task)
    done = [a for a in office.arrived if isinstance(a.args, o.FollowUpComplete)]
    held = office.entity
    assert (held.state == "done") == bool(done)
    if done:
        assert (held.outcome, held.done_by.op_id) == (done[0].args.outcome, done[0].op.op_id)
    for a in office.arrived:
        if isinstance(a.args, o.FollowUpEdit) and a.before.state != "open":
            assert (a.outcome.entity, a.outcome.status) == (a.before, "merged")
            if a.args.text and a.args.text != a.before.text:
                assert a.args.text in [lost.value for lost in a.outcome.superseded]


def _contact(tablet: Replica, n: int, _fresh: str) -> Any:
    shown = tablet.shown
    if isinstance(shown, RemovedInteraction):
        return o.InteractionLog(shown.customer, "call", shown.at, shown.text) if n > 2 else None
    return o.InteractionRemove() if n < 3 else None


@given(schedule=schedules())
def test_a_contact_is_taken_back_by_who_saw_it_stand(schedule: Schedule) -> None:
    # One seller, signed in on all three tablets.
    author = Provenance("seller", "e1" * 16, "store", 1, "5e" * 16, "99" * 16)
    call = Interaction("10" * 16, CUSTOMER, 77, "call", author, "hello", 3)
    office = run(call, schedule, _contact, seller="e1" * 16)
    for a in office.arrived:
        if isinstance(a.args, o.InteractionRemove) and a.outcome.entity is not a.before:
            mine = a.before.by.device == a.op.replica_id
            assert mine or (a.knew.by, type(a.knew)) == (a.before.by, Interaction)
    assert (office.entity.at, office.entity.text) == (77, "hello")


EVERYTHING: dict[str, tuple[Any, Any]] = {
    **{what: (_asked(what), _decided_or(edit)) for what, (_, edit) in PROPOSALS.items()},
    **{what: (_customer(), edit) for what, (_, edit) in LAST_ARRIVAL.items()},
    "tags": (_customer(), _tags),
    "book": (_customer(), _book),
    "consent": (_customer(), _consent),
    "note": (Note("40" * 16, CUSTOMER, "first", IMPORTED, version=3), _note),
    "task": (FollowUp("f0" * 16, CUSTOMER, "2026-01-01", "Call", "e1" * 16, IMPORTED, version=3), _task),
}


@pytest.mark.parametrize("what", sorted(EVERYTHING))
@given(schedule=schedules())
def test_a_clock_ten_years_off_changes_no_winner(what: str, schedule: Schedule) -> None:
    entity, edit = EVERYTHING[what]
    now = 1_795_267_200_000
    right = run(entity, schedule, edit, (now, now, now))
    wrong = run(entity, schedule, edit, (now - TEN_YEARS, now + TEN_YEARS, now))
    assert _timeless(wrong.entity) == _timeless(right.entity)
    assert [a.outcome.status for a in wrong.arrived] == [a.outcome.status for a in right.arrived]
    assert [_timeless(lost) for lost in wrong.lost] == [_timeless(lost) for lost in right.lost]


def _timeless(value: Any) -> Any:
    """``value`` as plain JSON, every moment of today's years struck out."""
    if isinstance(value, msgspec.Struct):
        value = msgspec.to_builtins(value)
    if isinstance(value, dict):
        return {key: _timeless(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_timeless(part) for part in value]
    return 0 if isinstance(value, int) and value > 10**12 else value
