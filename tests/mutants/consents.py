"""Rules of what customers allowed, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_OFFICE = "tests/headoffice/test_consents.py::"

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
        (f"{_OFFICE}test_a_receipt_holds_who_asked_what_where_and_when_and_follows_the_one_before[sqlite]",),
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
)  # fmt: skip
