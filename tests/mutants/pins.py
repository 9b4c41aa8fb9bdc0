"""Rules of setting a PIN anew, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_GRANTS = "tests/headoffice/test_pin_grants.py::"
_COMPANY = "tests/headoffice/test_company.py::"
_HELP = "tests/contracts/test_pin_help.py::"

MUTANTS = (
    Mutant(
        "anybody-helps",
        "Only a manager of the store lets a seller of it choose a new PIN.",
        "headoffice/sync/pin_grants.py",
        '!= ("seller", "manager"):',
        "== (None, None):",
        (f"{_GRANTS}test_only_a_manager_of_the_store_helps_and_only_a_seller_of_it[{'2' * 32}-{'1' * 32}-sqlite]",),
    ),
    Mutant(
        "leave-anywhere",
        "Leave to set a PIN is of use on the tablet it was given to, and for minutes.",
        "headoffice/sync/pin_grants.py",
        "held.device_id != device.id or now - held.made_at > GRANT_SECONDS * 1000",
        "False",
        (f"{_GRANTS}test_leave_is_one_tablets_and_one_sellers_and_for_minutes[sqlite]",),
    ),
    Mutant(
        "leave-tries-on",
        "Nobody tries PINs with a leave that was used: the first other one ends it.",
        "headoffice/sync/pin_grants.py",
        "made_at=held.made_at - GRANT_SECONDS * 1000 - 1",
        "made_at=held.made_at",
        (f"{_GRANTS}test_an_answer_that_was_lost_is_given_again_to_the_same_pin_only[sqlite]",),
    ),
    Mutant(
        "old-pin-stays",
        "The old slot is gone before the new PIN is sent: an answer that is lost locks nobody out.",
        "clienteling/services/pin_help.py",
        "            vault.drop(person.id)\n",
        "",
        (f"{_HELP}test_an_answer_that_was_lost_locks_nobody_out[sqlite]",),
    ),
    Mutant(
        "resets-untold",
        "A seller hears at the next sign-in, on every tablet, who helped with their PIN.",
        "clienteling/services/opening.py",
        "        self.vault.know_resets(person.id, resets)\n",
        "",
        (f"{_HELP}test_the_new_pin_stays_after_the_next_exchange_and_holds_on_other_tablets[sqlite]",),
    ),
    Mutant(
        "any-account",
        "A company account opens for the seller whose it is, and for no other.",
        "headoffice/company/sign_ins.py",
        ".where(a.account == account, s.id == row.seller_id, ",
        ".where(s.id == row.seller_id, ",
        (f"{_COMPANY}test_what_does_not_prove_that_it_is_this_seller[another seller-sqlite]",),
    ),
    Mutant(
        "any-browser",
        "A sign-in ends in the browser in which it began.",
        "headoffice/company/sign_ins.py",
        "not secrets.compare_digest(row.browser_sha256, hash_of(browser))",
        "False",
        (f"{_COMPANY}test_the_way_back_works_once_in_the_browser_it_began_in[sqlite]",),
    ),
    Mutant(
        "any-tablet-told",
        "Only the tablet that began a sign-in is told of it.",
        "headoffice/company/sign_ins.py",
        "row is None or row.device_id != device.id:",
        "row is None:",
        (f"{_COMPANY}test_only_the_tablet_that_began_it_is_told[sqlite]",),
    ),
)
