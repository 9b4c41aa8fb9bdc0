"""The rules of keeping and forgetting, of erasure and of order among writers, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_BY_ITSELF = "tests/headoffice/test_erasing_by_itself.py::"
_ERASURE = "tests/headoffice/test_erasure.py::"
_FEED = "tests/headoffice/test_feed.py::"
_HEAL = "tests/headoffice/test_heal.py::"
_IMPORTS = "tests/headoffice/sources/test_erased.py::"
_LATE = "tests/headoffice/test_late_answers.py::"
_STRUCK = "tests/contracts/test_struck_out.py::"
_UPKEEP = "tests/headoffice/test_upkeep.py::"

MUTANTS = (
    Mutant(
        "lost-row-stays",
        "A row whose entity is gone is told as deleted before a page or a shard is sent.",
        "headoffice/sync/heal.py",
        "    heal(engine, missing)\n    with reading",
        "    with reading",
        (
            f"{_HEAL}test_a_page_is_read_again_and_tells_that_it_is_gone[sqlite]",
            f"{_HEAL}test_a_shard_is_read_again[sqlite]",
        ),
    ),
    Mutant(
        "download-of-fewer",
        "No download is handed out that holds fewer rows than it promises.",
        "headoffice/sync/snapshot.py",
        "        if missing:  #",
        "        if not pages:  #",
        (f"{_HEAL}test_a_download_is_built_anew_without_what_is_not_there[sqlite]",),
    ),
    Mutant(
        "healed-over",
        "What is made anew while its row is put right is not told as deleted.",
        "headoffice/sync/heal.py",
        "if key not in there]",
        "if key]",
        (f"{_HEAL}test_what_is_made_anew_at_the_same_moment_stays[postgresql]",),
    ),
    Mutant(
        "upkeep-over-when-begun",
        "Daily work that fails half-way is gone on with soon.",
        "headoffice/sync/upkeep.py",
        "where(due, free).values(upkeep_by=name, upkeep_until=now + LEASE_MS)",
        "where(due, free).values(upkeep_by=name, upkeep_until=now + LEASE_MS, upkeep_at=now)",
        (f"{_UPKEEP}test_work_that_failed_half_way_is_done_soon_and_by_one_at_a_time[sqlite-_places]",),
    ),
    Mutant(
        "upkeep-by-two",
        "Daily work is done by one worker at a time.",
        "headoffice/sync/upkeep.py",
        "update(hub).where(due, free)",
        "update(hub).where(due)",
        (f"{_UPKEEP}test_work_that_failed_half_way_is_done_soon_and_by_one_at_a_time[sqlite-_places]",),
    ),
    Mutant(
        "told-of-who-left",
        "No answer tells a value of somebody whom the tablet does not hold any more.",
        "headoffice/sync/telling.py",
        'if row.op == "put"}',
        "if row.op}",
        (f"{_LATE}test_a_conflict_tells_no_value_of_somebody_who_left[sqlite]",),
    ),
    Mutant(
        "forgotten-overwrites",
        "What had its effect and was forgotten by the ledger has no second one: it is history.",
        "headoffice/sync/answers.py",
        "        elif self._past.holds(operations):\n",
        "        elif not operations:\n",
        (f"{_LATE}test_what_was_forgotten_and_comes_again_is_history[sqlite]",),
    ),
    Mutant(
        "loser-comes-back",
        "A value that lost is known as such for as long as the history is kept.",
        "headoffice/sync/past.py",
        "*(_lost_or_won(conn, ids, people) if people else ())",
        "",
        (f"{_LATE}test_what_was_forgotten_and_comes_again_is_history[sqlite]",),
    ),
    Mutant(
        "imported-back",
        "No import brings back who was erased, under the key by which the source knew them.",
        "headoffice/sources/erased.py",
        "return bool(self._gone) and not self._gone.isdisjoint(_keys(record))",
        "return False",
        (
            f"{_IMPORTS}test_the_same_customers_and_orders_again_bring_nobody_back[sqlite]",
            f"{_IMPORTS}test_accounts_without_a_name_stay_away_too[sqlite]",
        ),
    ),
    Mutant(
        "imported-under-another-key",
        "No import brings back who was erased, under another key but reached in the same way.",
        "headoffice/sources/erased.py",
        "return bool(self._gone) and person is not None and not self._gone.isdisjoint(_contacts(person))",
        "return False",
        (f"{_IMPORTS}test_another_key_or_another_source_does_not_bring_them_back_either[sqlite-Email]",),
    ),
    Mutant(
        "imported-meanwhile",
        "Whether somebody was erased is asked when their profile is locked.",
        "headoffice/sources/load.py",
        "        self._fetch_profiles(people, events)\n        self._erased = Erased(self._conn, people, events)\n",
        "        self._erased = Erased(self._conn, people, events)\n        self._fetch_profiles(people, events)\n",
        (f"{_IMPORTS}test_an_import_beside_an_erasure_brings_nobody_back[postgresql]",),
    ),
    Mutant(
        "words-slip-in",
        "What is refused while somebody is being erased keeps no word about them.",
        "headoffice/sync/aside.py",
        "    wait_for_erasures(conn)\n",
        "",
        (f"{_ERASURE}test_a_change_of_what_was_refused_keeps_no_words_when_it_arrives_during_the_erasure[postgresql]",),
    ),
    Mutant(
        "erasure-left-lying",
        "An erasure that two people agreed to is carried out by the service.",
        "headoffice/rights/erasing.py",
        "if each.begun_at or each.agreed_at <= now - requests.GRACE_MS]",
        "if each.begun_at]",
        (f"{_BY_ITSELF}test_what_was_agreed_to_is_carried_out_after_an_hour_and_nothing_else[sqlite]",),
    ),
    Mutant(
        "erasure-not-begun",
        "That an erasure has begun is on disk before it stands in the list of erasures.",
        "headoffice/rights/erasing.py",
        "        requests.mark_begun(conn, request_id, now_ms())\n",
        "",
        (f"{_BY_ITSELF}test_killed_once_it_is_written_down_it_is_gone_on_with[sqlite-resume]",),
    ),
    Mutant(
        "refused-not-erased",
        "Who was refused and never came to be can be erased.",
        "headoffice/sync/erasure.py",
        "    if not people and not _refused_about(conn, customer_id):\n",
        "    if not people:\n",
        (f"{_ERASURE}test_a_customer_who_was_refused_can_be_erased[sqlite]",),
    ),
    Mutant(
        "quarantine-pruned",
        "What was refused is never forgotten by itself.",
        "clienteling/store/journal_lists.py",
        "    quarantine_file.prune(connection)",
        "    connection.execute(delete(quarantine).where(quarantine.c.at < before))\n"
        "    quarantine_file.prune(connection)",
        ("tests/store/test_journal.py::test_what_was_refused_is_never_forgotten_by_itself",),
    ),
    Mutant(
        "cap-gone",
        "A small answer must not unpack to a mountain.",
        "clienteling/sync/codec.py",
        "        whole = machine.decompress(body, cap)",
        "        whole = machine.decompress(body)",
        ("tests/sync/test_codec.py::test_a_body_that_unpacks_to_more_than_allowed_is_refused[gzip]",),
    ),
    Mutant(
        "tombstone-short",
        "A tablet may be away for 180 days and still catch up.",
        "headoffice/sync/upkeep.py",
        "TOMBSTONE_DAYS = 180",
        "TOMBSTONE_DAYS = 30",
        (f"{_UPKEEP}test_a_tablet_may_be_away_for_180_days[sqlite-179-0]",),
    ),
    Mutant(
        "fast-foreign",
        "The short way for polls tells nothing of another store either.",
        "headoffice/routes/unchanged.py",
        "asked.scope in names_for(now.store)\n        and ",
        "",
        ("tests/headoffice/test_polls.py::test_the_short_way_is_for_the_own_store_alone[sqlite]",),
    ),
    Mutant(
        "snapshot-floor",
        "A download that began below the floor is not handed out: it could not be tailed.",
        "headoffice/sync/snapshot.py",
        ".where(s.s0 >= place.floor, ",
        ".where(",
        ("tests/headoffice/test_snapshot.py::test_one_that_began_below_the_floor_is_not_handed_out[sqlite]",),
    ),
    Mutant(
        "place-unlocked",
        "Two writers who place one customer see each other's reasons.",
        "headoffice/sync/scopes.py",
        "locked.order_by(customers.c.id).with_for_update()",
        "locked.order_by(customers.c.id)",
        (f"{_FEED}test_two_who_place_one_customer_at_once_see_each_others_reasons[postgresql]",),
    ),
    Mutant(
        "scopes-unsorted",
        "Counters of scopes are taken in ascending order, so that writers never wait for each other for ever.",
        "headoffice/sync/feed.py",
        "    for scope in sorted(by_scope):\n",
        "    for scope in by_scope:\n",
        (f"{_FEED}test_counters_are_taken_in_ascending_order_of_scope[sqlite]",),
    ),
    Mutant(
        "words-of-the-erased-stay",
        "A tablet keeps no word about who was erased.",
        "clienteling/sync/pull.py",
        '        if gone["customer"]:\n',
        '        if not gone["customer"]:\n',
        (f"{_STRUCK}test_words_about_who_was_erased_go_with_the_next_exchange[sqlite]",),
    ),
    Mutant(
        "words-of-the-moved-go",
        "Words about who merely moved to another store are kept.",
        "clienteling/sync/pull.py",
        '            if row.op == "del":\n',
        '            if row.op != "put":\n',
        (f"{_STRUCK}test_words_about_who_only_moved_stay_for_thirty_days[sqlite]",),
    ),
    Mutant(
        "late-words-stay",
        "What had not been sent about who was erased goes once it is answered.",
        "clienteling/store/journal.py",
        "            if struck := striking.remembered(connection) | striking.told_by(connection, results):\n",
        "            if struck := striking.Struck():\n",
        ("tests/store/test_striking.py::test_what_waits_is_kept_until_it_is_answered_also_over_a_restart[applied]",),
    ),
    Mutant(
        "erased-before-a-download",
        "Words about who was erased before the rows were downloaded anew go too.",
        "clienteling/sync/engine.py",
        "        self._link.journal.erased_asked(0)\n",
        "",
        (f"{_STRUCK}test_words_about_who_was_erased_before_a_download_go_too[sqlite-policy]",),
    ),
    Mutant(
        "confirmed-unasked",
        "An erasure is confirmed only by a tablet that has asked who was erased.",
        "headoffice/rights/receipts.py",
        "    if report.epoch != here or not report.asked:\n",
        "    if report.epoch != here:\n",
        (
            "tests/headoffice/test_erasure_receipts.py::"
            "test_a_tablet_that_does_not_ask_who_was_erased_confirms_nothing[sqlite]",
        ),
    ),
    Mutant(
        "refused-not-waited-for",
        "The tablets of a store that sent what was refused about who is erased confirm it too.",
        "headoffice/rights/erasing.py",
        "        receipts.expect(conn, request_id, everyone, stores)\n",
        "        receipts.expect(conn, request_id, everyone)\n",
        (f"{_STRUCK}test_words_about_who_was_refused_and_then_erased_go_and_that_is_confirmed[sqlite]",),
    ),
)
