"""Rules of who a tablet is to head office: enrolling, copies, numbers, what it tells of itself."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

MUTANTS = (
    Mutant(
        "enrolment-burnt",
        "Enrolment whose answer was lost works again with the same code and key, and makes no second tablet.",
        "headoffice/sync/devices.py",
        "    if made is None:\n        return None\n    c = enrol_codes.c\n",
        "    return None\n    c = enrol_codes.c\n",
        (
            "tests/headoffice/test_http.py::"
            "test_a_tablet_whose_answer_was_lost_asks_again_and_is_the_same_tablet[sqlite]",
        ),
    ),
    Mutant(
        "numbers-used-again",
        "Files put back from a backup use no number of an operation again.",
        "clienteling/store/identity.py",
        "    return max(last, min(max(now, 0) << _TICKS, _LATEST)) + 1 + secrets.randbelow(_JUMP)\n",
        "    return last\n",
        ("tests/store/test_journal.py::test_files_put_back_use_no_number_again",),
    ),
    Mutant(
        "poll-writes",
        "What a tablet tells of itself is written down only when it is new, or the last contact is a while ago.",
        "headoffice/sync/reports.py",
        "        now - held.last_seen_at > SEEN_EVERY_MS\n",
        "        True\n",
        ("tests/headoffice/test_reports.py::test_a_report_without_news_writes_nothing[sqlite]",),
    ),
    Mutant(
        "no-step-back",
        "When head office is put back to before a split, the tablet goes on under the identity before, by itself.",
        "clienteling/sync/split.py",
        "    earlier = link.journal.step_back()\n",
        "    earlier = None\n",
        ("tests/contracts/test_split.py::test_a_head_office_restored_to_before_the_split_needs_nobody[sqlite]",),
    ),
    Mutant(
        "split-of-one-key-answered",
        "A split that was begun with one key is begun anew with two: head office never heard of the other one.",
        "clienteling/sync/split.py",
        'key_for("split work" if origin.standing else "split")',
        'key_for("split")',
        (
            "tests/contracts/test_two_keys.py"
            "::test_a_split_that_was_begun_with_one_key_ends_with_two_that_head_office_knows[sqlite]",
        ),
    ),
    Mutant(
        "enrolled-with-one-key",
        "A code that was used with one key is not gone on with by an app that has two.",
        "clienteling/sync/enrolment.py",
        'store.key_for(f"work:{occasion}")',
        'store.key_for(f"enrol:{occasion}")',
        ("tests/contracts/test_two_keys.py::test_a_code_that_an_app_with_one_key_has_used_is_used_up[sqlite]",),
    ),
    Mutant(
        "keys-without-end",
        "One name of a tablet has a few keys, and no more.",
        "headoffice/sync/keys.py",
        "if conn.execute(under).scalar_one() < KEYS_LIMIT:",
        "if conn.execute(under).scalar_one() >= 0:",
        ("tests/headoffice/test_tokens.py::test_one_name_has_a_few_keys_and_no_more[sqlite]",),
    ),
)
