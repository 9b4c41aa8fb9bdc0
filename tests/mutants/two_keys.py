"""Rules of a tablet's two keys, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_KEYS = "tests/headoffice/test_two_keys.py::"
_TABLET = "tests/contracts/test_two_keys.py::"

MUTANTS = (
    Mutant(
        "locked-opens-all",
        "The key that a locked tablet shows opens nothing with data in it.",
        "headoffice/routes/office.py",
        "        if not device.works and not locked:\n",
        "        if not device.works and not device.shown:\n",
        (
            f"{_KEYS}test_the_key_of_a_locked_tablet_opens_nothing_with_data_in_it[sqlite]",
            f"{_KEYS}test_one_key_is_good_for_everything_until_another_one_is_told[sqlite]",
        ),
    ),
    Mutant(
        "locked-polls",
        "The short way for polls asks for the key that the tablet works with, too.",
        "headoffice/sync/polls.py",
        " AND d.key = k.key",
        "",
        (f"{_KEYS}test_a_locked_tablet_is_told_of_no_news_either[sqlite]",),
    ),
    Mutant(
        "second-work-key",
        "Without a PIN nobody gets a second key to work with.",
        "headoffice/sync/keys.py",
        "    if held.standing_key or held.key != shown:\n",
        "    if held.standing_key and held.key == shown:\n",
        (f"{_KEYS}test_the_answer_may_be_lost_and_a_second_key_is_another_tablets[sqlite]",),
    ),
    Mutant(
        "pair-unproven",
        "Two keys are one tablet's only by the word of the one for the other.",
        "headoffice/sync/keys.py",
        "        check_key(standing, pair_text(key, standing), signature)\n",
        "",
        (f"{_KEYS}test_two_keys_are_one_tablets_only_by_the_word_of_the_one_for_the_other[sqlite]",),
    ),
    Mutant(
        "standing-signs",
        "The key that a locked tablet shows signs no operation, whoever brings it.",
        "headoffice/sync/keys.py",
        "            if known.store_id != store or signs is None:\n",
        "            if known.store_id != store:\n",
        (f"{_KEYS}test_the_key_of_a_locked_tablet_signs_no_operation[sqlite]",),
    ),
    Mutant(
        "one-key-forgotten",
        "What a tablet signed while it had one key is taken for ever.",
        "headoffice/sync/signatures.py",
        "op.signature) for key in keys):\n",
        "op.signature) for key in keys[:1]):\n",
        (f"{_KEYS}test_one_key_is_good_for_everything_until_another_one_is_told[sqlite]",),
    ),
    Mutant(
        "work-key-without-pin",
        "The key that a tablet works with does not lie on it without a PIN.",
        "clienteling/wire/credentials.py",
        "replace(credentials, key=credentials.standing, standing=None, ",
        "replace(credentials, ",
        (f"{_TABLET}test_what_lies_on_a_tablet_without_a_pin_opens_nothing_with_data_in_it[sqlite]",),
    ),
    Mutant(
        "one-key-for-ever",
        "A tablet in the field that has one key gets another one to work with.",
        "clienteling/sync/engine.py",
        "        pair(link)\n",
        "",
        (f"{_TABLET}test_a_tablet_with_one_key_gets_another_one_to_work_with_and_loses_nothing[sqlite]",),
    ),
    Mutant(
        "work-key-untold",
        "A head office put back to before a tablet's second key hears of it again.",
        "clienteling/sync/showing.py",
        "            self._pair(standing, watch)\n",
        "            pass\n",
        (f"{_TABLET}test_a_head_office_put_back_to_before_the_second_key_hears_of_it_again[sqlite]",),
    ),
    Mutant(
        "one-key-not-kept",
        "What was signed with the one key arrives also after the tablet was enrolled again.",
        "clienteling/store/belonging.py",
        "            identity.keep_one_key(connection, held)\n",
        "",
        (f"{_TABLET}test_enrolled_again_after_its_second_key_it_brings_what_either_has_signed[sqlite]",),
    ),
    Mutant(
        "last-key-unvouched",
        "What a wiped tablet signed with its second key is recovered also where head office never heard of that.",
        "headoffice/sync/recovering.py",
        "(*journal.former, Former(me.replica_id, me.key)):",
        "journal.former:",
        (f"{_TABLET}test_what_a_wiped_tablet_signed_with_either_key_is_recovered[knows the one key-sqlite]",),
    ),
)
