"""Rules of what customers allowed, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_OFFICE = "tests/headoffice/test_consents.py::"

_CONFIRMING = "tests/headoffice/test_confirming.py::"

MUTANTS = (
    Mutant(
        "wording-unchecked",
        "A yes to a wording that head office does not know is refused and kept for people.",
        "headoffice/sync/groups.py",
        "            check_claim(self._workspace.notices, args)\n",
        "",
        (f"{_OFFICE}test_a_yes_to_another_wording_than_head_offices_is_refused_and_kept_for_people[sqlite]",),
    ),
    Mutant(
        "no-refused-for-its-notice",
        "A no is taken whatever came with it.",
        "headoffice/sync/groups.py",
        '        if args.state != "withdrawn":\n            check_claim',
        "        if True:\n            check_claim",
        (f"{_OFFICE}test_a_no_is_taken_whatever_was_shown[sqlite]",),
    ),
    Mutant(
        "signature-of-another",
        "A yes that names a signature is taken only with that signature of the same customer.",
        "headoffice/sync/groups.py",
        "            if args.evidence and not draft.proves(owner, args.evidence):\n",
        "            if False:\n",
        (f"{_OFFICE}test_a_signature_that_did_not_come_along_is_missed[sqlite]",),
    ),
    Mutant(
        "receipt-unwritten",
        "For everything a customer said there is a receipt, written in the same transaction.",
        "headoffice/profile/changes.py",
        "        receipts.add(conn, self._said, claims, self._now)\n",
        "        receipts.add(conn, [], claims, self._now)\n",
        (f"{_OFFICE}test_the_same_answer_again_makes_no_second_receipt[sqlite]",),
    ),
    Mutant(
        "receipt-content-unchecked",
        "A receipt whose content was changed is found.",
        "headoffice/consents/chain.py",
        " or hash_of(values) != held:",
        ":",
        (f"{_OFFICE}test_who_changes_it_past_the_triggers_is_found[sqlite]",),
    ),
    Mutant(
        "receipt-chain-unchecked",
        "A receipt that does not follow the one before is found.",
        "headoffice/consents/chain.py",
        "        if values[-1] != last:\n",
        "        if False:\n",
        (f"{_OFFICE}test_a_receipt_made_anew_does_not_follow_the_one_before",),
    ),
    Mutant(
        "old-yes-trusted",
        "A yes that is older than grants of its purpose are trusted is expired.",
        "clienteling/domain/consent.py",
        "    trusted = months.get(record.purpose, 0)\n",
        "    trusted = 0\n",
        ("tests/domain/test_consent_ends.py::test_the_earlier_of_its_own_day_and_the_companys_counts",),
    ),
    Mutant(
        "unconfirmed-granted",
        "A yes that must be confirmed is pending at head office, whatever a tablet says.",
        "headoffice/sync/groups.py",
        "        if not to_confirm(held.consents, record, self._workspace.contact_rules, self._workspace.now):\n",
        "        if True:\n",
        (f"{_CONFIRMING}test_offers_by_e_mail_are_pending_until_the_customer_confirms_once[sqlite]",),
    ),
    Mutant(
        "token-of-another",
        "A token stands for one answer of one customer.",
        "headoffice/consents/confirming.py",
        "            if hmac.compare_digest(_token(key, row.customer_id, row.id), token):\n",
        "            if True:\n",
        (f"{_CONFIRMING}test_a_token_stands_for_one_answer_and_not_for_ever[sqlite]",),
    ),
    Mutant(
        "gate-without-consent",
        "Nobody is contacted who has not allowed it.",
        "clienteling/domain/gate.py",
        '    if state != "granted":\n',
        '    if state == "withdrawn":\n',
        ("tests/domain/test_gate.py::test_nothing_said_is_a_no_and_each_state_says_why",),
    ),
    Mutant(
        "gate-by-own-clock",
        "Quiet hours are those of the clock on the customer's wall.",
        "clienteling/domain/gate.py",
        "    wall = datetime.datetime.fromtimestamp(now / 1000, zone)\n",
        "    wall = datetime.datetime.fromtimestamp(now / 1000, datetime.UTC)\n",
        ("tests/domain/test_gate.py::test_it_is_quiet_by_wall_and_calendar_whatever_clocks_do",),
    ),
    Mutant(
        "gate-often",
        "Contacts are counted over all sellers and channels.",
        "clienteling/domain/gate.py",
        '        return "often"\n',
        '        return ""\n',
        ("tests/domain/test_gate.py::test_contacts_are_counted_over_all_sellers_and_channels_but_not_for_an_order_of_theirs",),
    ),
    Mutant(
        "gate-by-another-channel",
        "A yes to one channel is none to another.",
        "clienteling/services/contacting.py",
        "        return gate.why_not(self.facts, self.rules, purpose, channel, now)\n",
        "        return gate.why_not(self.facts, self.rules, purpose, \"whatsapp\", now)\n",
        ("tests/ui/test_profile_sections.py::test_each_channel_is_a_way_of_its_own_by_its_own_consent",),
    ),
    Mutant(
        "erased-unmarked",
        "A profile reached as somebody was who was erased is marked for tablets.",
        "headoffice/sync/suppression.py",
        "    return [(old, _with_mark(new, new.id in closed) if new.id in ids else new) for old, new in held]\n",
        "    return held\n",
        (
            "tests/headoffice/test_suppression.py::"
            "test_the_mark_comes_and_goes_with_the_address_and_stays_with_other_changes[sqlite]",
        ),
    ),
    Mutant(
        "mark-hidden",
        "Whom nobody may contact is told to every tablet, whatever it may see.",
        "clienteling/domain/sight.py",
        "        return tuple(each for each in found if each.kind == SUPPRESSED)",
        "        return ()",
        ("tests/headoffice/test_suppression.py::test_it_reaches_tablets_whatever_they_may_see[sqlite]",),
    ),
    Mutant(
        "mark-ignored",
        "A tablet contacts nobody whom head office has closed.",
        "clienteling/services/contacting.py",
        "where, contacts, customer.suppressed), rules)",
        "where, contacts), rules)",
        (
            "tests/services/test_consents.py::"
            "test_nobody_is_contacted_whom_head_office_has_closed_whatever_was_allowed",
        ),
    ),
    Mutant(
        "proof-gone-early",
        "What proves a consent stays as long as it counts, and then as long as somebody may have to prove it.",
        "headoffice/consents/forgetting.py",
        "        if over is not None and max(over, row.received_at) < before:\n",
        "        if row.received_at < before:\n",
        ("tests/headoffice/test_forgetting.py::test_what_counts_or_ended_not_long_ago_stays[sqlite]",),
    ),
    Mutant(
        "gate-erased",
        "Who was erased is not contacted under another profile.",
        "headoffice/consents/gate.py",
        "        suppressed=bool(points) and not left,\n",
        "        suppressed=False,\n",
        (f"{_CONFIRMING}test_who_was_erased_is_not_contacted_under_another_name_either[sqlite]",),
    ),
    Mutant(
        "handed-back-open",
        "A tablet that was in a customer's hands comes back locked.",
        "clienteling/ui/viewmodels/hand_over_model.py",
        "        self._context.services.sessions.sign_out()\n",
        "        pass\n",
        ("tests/ui/test_hand_over.py::test_nobody_gets_out_but_by_the_lock",),
    ),
    Mutant(
        "yes-unsigned",
        "A customer's yes on the tablet is saved with their signature only.",
        "clienteling/services/saving.py",
        "                    kept.append(draft)  # it changes nothing, and proves what follows\n",
        "                    pass\n",
        ("tests/ui/test_hand_over.py::test_what_the_customer_allows_is_saved_with_their_signature_and_the_tablet_locks",),
    ),
)  # fmt: skip
