"""The rules of conflicts, broken one at a time: pure functions that tablets and head office share."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_CUSTOMER = "clienteling/domain/apply/customer.py"
_HISTORY = "clienteling/domain/apply/history.py"
_OF_CUSTOMER = "tests/domain/test_apply_customer.py::"
_OF_HISTORY = "tests/domain/test_apply_history.py::"
_OF_SETS = "tests/domain/test_apply_sets.py::"
_OF_CONSENT = "tests/domain/test_consent.py::"

MUTANTS = (
    Mutant(
        "field-overwritten",
        "A name changed behind the seller's back stays head office's; hers becomes a proposal.",
        _CUSTOMER,
        '    if old and stamp.stale(old.version, old.by) and definition.rule == "proposal":\n',
        "    if old and not definition:\n",
        (f"{_OF_CUSTOMER}test_a_field_changed_meanwhile_keeps_head_offices_value_and_proposes_the_other",),
    ),
    Mutant(
        "own-change-unknown",
        "A tablet knows its own earlier changes: they are never in conflict with its later ones.",
        "clienteling/domain/apply/outcome.py",
        "return version > self.base_version and not (by.device and by.device == self.by.device)",
        "return version > self.base_version",
        (f"{_OF_CUSTOMER}test_a_tablet_knows_its_own_earlier_changes",),
    ),
    Mutant(
        "contact-overwritten",
        "A contact point changed behind the seller's back stays; hers becomes a proposal.",
        _CUSTOMER,
        "        return _propose(held, target, value, old.value, old, stamp)\n"
        "    new = replace(old, value=value, by=stamp.by, verified=False, version=stamp.version)\n",
        "        pass\n    new = replace(old, value=value, by=stamp.by, verified=False, version=stamp.version)\n",
        (f"{_OF_CUSTOMER}test_a_contact_changed_meanwhile_becomes_a_proposal",),
    ),
    Mutant(
        "contact-removed-unseen",
        "A contact point changed behind the seller's back is not taken away.",
        _CUSTOMER,
        '        return Outcome(held, "conflict", (), Conflict(target, "", old.value, old.by, "theirs"))\n',
        "        pass\n",
        (f"{_OF_CUSTOMER}test_a_contact_changed_meanwhile_is_not_removed",),
    ),
    Mutant(
        "loser-forgotten",
        "Preferences and dates take the last arrival; the loser stays in the history with who said it.",
        _CUSTOMER,
        '    return Outcome(held, "conflict", lost, Conflict(target, value, _shown(newest), newest.by, "yours"))\n',
        '    return Outcome(held, "conflict", (), Conflict(target, value, _shown(newest), newest.by, "yours"))\n',
        (
            f"{_OF_CUSTOMER}test_a_preference_changed_meanwhile_goes_to_the_last_arrival_and_the_loser_stays_known",
            f"{_OF_CUSTOMER}test_a_field_of_taste_takes_the_last_arrival_and_keeps_the_loser",
        ),
    ),
    Mutant(
        "two-birthdays",
        "Two tablets that add a birthday speak of the same one.",
        _CUSTOMER,
        'if d.id == new.id or d.kind == "birthday" == new.kind]',
        "if d.id == new.id]",
        (f"{_OF_CUSTOMER}test_two_tablets_that_add_a_birthday_speak_of_the_same_one",),
    ),
    Mutant(
        "tag-removal-greedy",
        "Removing a tag cancels only the addings it had seen.",
        _CUSTOMER,
        "[t.id for t in held.tags if t.id in args.saw and t.tag == args.tag]",
        "[t.id for t in held.tags if t.tag == args.tag]",
        (f"{_OF_SETS}test_a_removal_cancels_only_the_addings_it_saw",),
    ),
    Mutant(
        "book-removal-greedy",
        "Leaving a client book cancels only the addings it had seen.",
        _CUSTOMER,
        "[b.id for b in held.book if b.id in args.saw and b.seller == args.seller]",
        "[b.id for b in held.book if b.seller == args.seller]",
        (f"{_OF_SETS}test_a_book_removal_cancels_only_what_it_saw",),
    ),
    Mutant(
        "two-primaries",
        "There is one primary seller; the former one stays in the book.",
        _CUSTOMER,
        '        book = tuple(replace(b, role="secondary") for b in book)\n',
        "        book = tuple(book)\n",
        (f"{_OF_SETS}test_there_is_one_primary_seller_and_the_former_one_stays_in_the_book",),
    ),
    Mutant(
        "consent-overwritten",
        "Consent is append-only: nothing a customer said is taken out.",
        _CUSTOMER,
        "replace(held, consents=(*held.consents, record))",
        "replace(held, consents=(record,))",
        (f"{_OF_SETS}test_consent_is_only_added_to_and_a_repetition_adds_nothing",),
    ),
    Mutant(
        "withdrawal-loses",
        "A withdrawal beats every grant that had not seen it, in every order of arrival.",
        "clienteling/domain/consent.py",
        '    if any(r.state == "withdrawn" and r.id not in known for r in cell):\n        return "withdrawn"\n'
        '    withdrawn = {r.id for r in cell if r.state == "withdrawn"}\n',
        "    withdrawn = known & {r.id for r in cell}\n",
        (
            f"{_OF_CONSENT}test_a_no_wins_over_every_yes_that_did_not_know_of_it",
            "tests/headoffice/test_push.py::"
            "test_a_withdrawal_beats_a_grant_that_did_not_know_of_it_in_both_orders[sqlite-True]",
        ),
    ),
    Mutant(
        "old-grant-revives",
        "A grant counts only when it knew of every withdrawal.",
        "clienteling/domain/consent.py",
        'if r.state != "withdrawn" and withdrawn <= set(r.knew)]',
        'if r.state != "withdrawn"]',
        (f"{_OF_CONSENT}test_it_is_granted_only_by_a_valid_yes_that_knew_of_every_no",),
    ),
    Mutant(
        "expiry-ignored",
        "A grant ends on its day.",
        "clienteling/domain/consent.py",
        "not ((end := ends(r, months)) and end < today)",
        "not (ends(r, months) and not today)",
        (f"{_OF_CONSENT}test_a_grant_ends_on_its_day",),
    ),
    Mutant(
        "note-overwritten",
        "Concurrent edits of a note keep every text.",
        _HISTORY,
        '        return Outcome(replace(changed, others=(*held.others, held.text)), "merged")\n',
        '        return Outcome(changed, "merged")\n',
        (
            f"{_OF_HISTORY}test_concurrent_edits_of_a_note_keep_every_text",
            "tests/headoffice/test_push.py::test_concurrent_edits_of_a_note_keep_both_texts[sqlite]",
        ),
    ),
    Mutant(
        "note-removed-unseen",
        "Taking a note back does not take back an edit it had not seen.",
        _HISTORY,
        "        if held.removed or stale:\n",
        "        if held.removed:\n",
        (f"{_OF_HISTORY}test_an_edit_and_a_removal_at_the_same_time_keep_the_words",),
    ),
    Mutant(
        "done-undone-by-edit",
        "The completion of a follow-up beats edits and cancelling, and is idempotent.",
        _HISTORY,
        '    if held.state == "done" or held.state == state:\n',
        "    if held.state == state:\n",
        (f"{_OF_HISTORY}test_completion_beats_edits_and_cancelling_in_every_order",),
    ),
    Mutant(
        "done-edited",
        "A follow-up that is done or cancelled is no longer edited.",
        _HISTORY,
        '    if held.state != "open":\n        late = ',
        "    if False:\n        late = ",
        (f"{_OF_HISTORY}test_what_is_over_is_no_longer_edited",),
    ),
)
