"""The tablet's rules, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_JOURNAL = "tests/store/test_journal.py::"
_COMMITS = "tests/store/test_one_commit.py::test_a_kill_leaves_all_of_it_or_nothing"
_ENGINE = "tests/sync/test_engine.py::"
_PLAN = "tests/sync/test_plan.py::"
_REPLICA = "tests/store/test_replica.py::"
_BOOTSTRAP = "tests/sync/test_bootstrap.py::"

MUTANTS = (
    Mutant(
        "journal-not-synced",
        "What a seller saved is on the disk before the screen says so (synchronous=FULL).",
        "clienteling/store/journal.py",
        'LAYOUT = Layout("journal", STEPS, durable=True,',
        'LAYOUT = Layout("journal", STEPS, durable=False,',
        ("tests/store/test_durability.py::test_a_commit_of_the_journal_waits_for_the_disk",),
    ),
    Mutant(
        "saved-in-two-steps",
        "A group of operations is saved in one transaction.",
        "clienteling/store/journal.py",
        '    cursor.executemany("INSERT INTO outbox(pos) VALUES (?)", [(pos,) for pos in positions])',
        '    connection.exec_driver_sql("COMMIT")\n    connection.exec_driver_sql("BEGIN IMMEDIATE")\n'
        '    cursor.executemany("INSERT INTO outbox(pos) VALUES (?)", [(pos,) for pos in positions])',
        (f"{_COMMITS}[append]",),
    ),
    Mutant(
        "answers-in-two-steps",
        "Answers move operations to their place, and the new token is kept, in one transaction.",
        "clienteling/store/journal.py",
        '            put_meta(connection, "fence", fence)\n            put_meta(connection, "batch", "")\n'
        "        self._changed(changed)\n",
        "        with self.database.writing() as connection:\n"
        '            put_meta(connection, "fence", fence)\n            put_meta(connection, "batch", "")\n'
        "        self._changed(changed)\n",
        (f"{_COMMITS}[record]",),
    ),
    Mutant(
        "offered-in-two-steps",
        "Offering everything again to another database happens once, in one transaction.",
        "clienteling/store/journal.py",
        '                put_meta(connection, "offered", occasion)\n',
        '                put_meta(connection, "offered", occasion)\n'
        '                connection.exec_driver_sql("COMMIT")\n'
        '                connection.exec_driver_sql("BEGIN IMMEDIATE")\n',
        (f"{_COMMITS}[offer again]",),
    ),
    Mutant(
        "cursor-apart",
        "A page and its position are one transaction: the position is never ahead of the rows, nor behind.",
        "clienteling/store/replica.py",
        "        with self.database.writing() as connection:\n            for scope, page, after in staged:\n",
        "        with self.database.writing() as connection:\n"
        "            for scope, page, _ in staged:\n"
        "                at = update(scope_table).where(scope_table.c.name == scope).values(cursor=page.next)\n"
        "                connection.execute(at)\n"
        "        with self.database.writing() as connection:\n"
        "            for scope, page, after in [(scope, page, None) for scope, page, _ in staged]:\n",
        (f"{_COMMITS}[page]",),
    ),
    Mutant(
        "scopes-apart",
        "Pages of several scopes, and their positions, are one transaction: nobody sees one scope ahead of another.",
        "clienteling/store/replica.py",
        "        with self.database.writing() as connection:\n            for scope, page, after in staged:\n",
        "        for one in staged[:-1]:\n"
        "            self.apply_pages([one], None)\n"
        "        staged = staged[-1:]\n"
        "        with self.database.writing() as connection:\n            for scope, page, after in staged:\n",
        (f"{_COMMITS}[scopes]",),
    ),
    Mutant(
        "scopes-put-in-as-they-come",
        "Below 20,000 rows all scopes are put in at once: a pull that breaks off between two of them changes nothing.",
        "clienteling/sync/pull.py",
        "            if stage.full:\n",
        "            if page.next > after:\n",
        (
            "tests/sync/test_stage.py::test_a_network_that_fails_between_scopes_leaves_all_of_them_where_they_were[shared]",
        ),
    ),
    Mutant(
        "gone-before-looked",
        "Whoever leaves a scope stays until every other scope was looked at after that: they may only have moved.",
        "clienteling/store/replica.py",
        "        pages.linger(cursor, pages.unheld(cursor, left))\n",
        "        pages.delete(cursor, pages.unheld(cursor, left))\n",
        (
            f"{_REPLICA}test_a_row_that_left_lingers_until_every_scope_was_looked_at",
            "tests/simulation/test_simulation.py::test_schedules_with_a_name[the network fails while somebody moves]",
        ),
    ),
    Mutant(
        "looked-once",
        "When something left a scope, those that were looked at before that are looked at again.",
        "clienteling/sync/stage.py",
        "            if any(self._looked[scope] < at for other, at in self._left_at.items() if other != scope)\n",
        "            if not self._looked\n",
        (
            "tests/sync/test_stage.py::test_who_moves_while_the_scopes_are_read_is_looked_for",
            "tests/simulation/test_simulation.py::test_schedules_with_a_name[somebody moves while the scopes are read]",
        ),
    ),
    Mutant(
        "request-id-forgotten",
        "The name of a request is on the disk before it is sent, and the same until it is answered.",
        "clienteling/store/journal.py",
        '                put_meta(connection, "batch", json.dumps(batch))\n',
        "",
        (f"{_JOURNAL}test_a_batch_that_was_never_answered_is_sent_again_under_its_id",),
    ),
    Mutant(
        "batch-changed",
        "A batch that was sent and never answered is sent again exactly as it was.",
        "clienteling/store/journal.py",
        "                if len(again) == len(sent) and",
        "                if len(again) != len(sent) and",
        (f"{_JOURNAL}test_a_batch_that_was_never_answered_is_sent_again_under_its_id",),
    ),
    Mutant(
        "group-torn",
        "A batch holds whole groups, oldest first.",
        "clienteling/store/journal_results.py",
        "        group = rows[start:end]\n",
        "        group = rows[start : min(end, start + limit)]\n",
        (f"{_JOURNAL}test_a_batch_holds_whole_groups_oldest_first_and_at_least_one",),
    ),
    Mutant(
        "offered-each-time",
        "Acknowledged work is offered again once to each new database, not at every exchange.",
        "clienteling/store/journal.py",
        '                if get_meta(connection, "offered") == occasion:\n',
        '                if get_meta(connection, "offered") == "":\n',
        (f"{_JOURNAL}test_acknowledged_operations_can_be_offered_again_unchanged_and_in_order",),
    ),
    Mutant(
        "never-offered-again",
        "After head office was restored every tablet offers again what was acknowledged.",
        "clienteling/sync/engine.py",
        "        count = self._link.journal.offer_again(0, occasion)\n",
        "        count = 0 * len(occasion)\n",
        (f"{_ENGINE}test_a_restored_head_office_gets_everything_again_and_the_replica_is_replaced",),
    ),
    Mutant(
        "forgotten-early",
        "Acknowledged operations are kept for 30 days.",
        "clienteling/store/journal.py",
        "KEEP_DAYS = 30",
        "KEEP_DAYS = 3",
        (f"{_JOURNAL}test_acknowledged_operations_are_kept_thirty_days_and_undecided_conflicts_longer",),
    ),
    Mutant(
        "dependents-stay",
        "What depends on a refused creation follows it into quarantine; the rest goes on.",
        "clienteling/store/journal_results.py",
        "    dependents = _dependents(connection, refused)\n",
        "    dependents: dict[int, str] = {}\n",
        (f"{_JOURNAL}test_what_depends_on_a_refused_creation_follows_it_and_nothing_else",),
    ),
    Mutant(
        "dependents-without-their-group",
        "What follows a refused creation takes its whole group along: no group takes effect in part.",
        "clienteling/store/journal_results.py",
        "    whole = waits.where(operation.c.group_id.in_(groups))\n",
        "    whole = hit\n",
        (
            "tests/store/test_whole_groups.py"
            "::test_what_depends_on_a_refused_creation_takes_its_group_along_and_what_hangs_on_that",
        ),
    ),
    Mutant(
        "thread-ends",
        "Nothing unexpected ends the thread that exchanges: it is said, and tried again later.",
        "clienteling/sync/scheduler.py",
        "                self._stumbled(error)\n",
        "                self._stumbled(error)\n                return\n",
        ("tests/sync/test_scheduler.py::test_nothing_unexpected_ends_the_thread",),
    ),
    Mutant(
        "poison-takes-all",
        "A batch that head office cannot read is halved until the group at fault stands alone.",
        "clienteling/sync/push.py",
        "        if len(groups) == 1:\n            _set_aside(link, groups[0], error, report.results)\n",
        "        if groups:\n            for group in groups:\n"
        "                _set_aside(link, group, error, report.results)\n            return\n",
        (f"{_ENGINE}test_a_group_that_head_office_cannot_read_is_found_among_the_others",),
    ),
    Mutant(
        "unread-for-ever",
        "A head office that reads nothing is asked a bounded number of times in one exchange.",
        "clienteling/sync/push.py",
        "        if report.unread >= UNREAD_LIMIT:\n",
        "        if not report:\n",
        (f"{_ENGINE}test_a_head_office_that_reads_nothing_is_asked_a_bounded_number_of_times",),
    ),
    Mutant(
        "set-aside-untold",
        "What a tablet sets aside without sending it is told to head office: which operations, of what kind and why.",
        "clienteling/sync/engine.py",
        "        tell_set_aside(link, device.epoch)\n",
        "",
        (
            "tests/contracts/test_set_aside.py"
            "::test_what_hangs_on_a_refused_creation_is_seen_though_it_never_arrived[sqlite]",
        ),
    ),
    Mutant(
        "set-aside-and-sent",
        "What left the outbox while a batch was halved is not sent with the rest of it.",
        "clienteling/sync/push.py",
        "        rest = _next(link, newest, len(batch) - len(half))\n",
        "        rest = batch[len(half) :]\n",
        ("tests/contracts/test_needless_splits.py::test_an_answer_lost_while_a_batch_is_halved_makes_no_copy",),
    ),
    Mutant(
        "in-flight-forgotten",
        "What is offered again because a feed went back stays in flight until it is answered.",
        "clienteling/sync/engine.py",
        '            self._offer_again("" if error.number == WireError.BEYOND_HEAD else device.epoch)\n',
        '            self._offer_again(device.epoch + ":beyond" * (error.number == WireError.BEYOND_HEAD))\n',
        ("tests/contracts/test_needless_splits.py::test_an_answer_lost_after_a_feed_went_back_makes_no_copy",),
    ),
    Mutant(
        "blamed-for-head-office",
        "Nothing is quarantined when head office understands nothing at all.",
        "clienteling/sync/push.py",
        "    link.head_office.push(empty, link.watch)\n",
        "",
        (f"{_ENGINE}test_nothing_is_quarantined_when_head_office_understands_nothing",),
    ),
    Mutant(
        "answers-believed",
        "Answers count only for exactly the operations that were sent, in their order.",
        "clienteling/sync/push.py",
        "    if [result.op_id for result in answer.results] != ids:\n",
        "    if len(answer.results) != len(ids):\n",
        (f"{_ENGINE}test_results_in_another_order_are_not_believed",),
    ),
    Mutant(
        "push-endless",
        "An exchange never asks the same thing for ever.",
        "clienteling/sync/push.py",
        "            raise SyncError  # answered",
        "            return  # answered",
        (f"{_ENGINE}test_a_journal_that_keeps_what_was_answered_cannot_cause_an_endless_loop",),
    ),
    Mutant(
        "no-jitter",
        "Waits after failures grow, and are drawn by chance so that tablets do not come back all at once.",
        "clienteling/sync/retry.py",
        "LEAST_SECONDS + self._draw() * ceiling",
        "LEAST_SECONDS + FIRST_SECONDS",
        ("tests/sync/test_retry.py::test_waits_are_drawn_by_chance_below_a_ceiling_that_doubles",),
    ),
    Mutant(
        "retry-after-ignored",
        "The wait that head office asked for is kept.",
        "clienteling/sync/retry.py",
        "return max(retry_after, LEAST_SECONDS",
        "return max(0.0, LEAST_SECONDS",
        (f"{_PLAN}test_a_wait_is_never_shorter_than_asked_nor_nothing",),
    ),
    Mutant(
        "hot-loop",
        "Never more than one exchange a second, whatever is asked.",
        "clienteling/sync/plan.py",
        "        self._not_before = now + self._gap\n",
        "        self._not_before = now\n",
        (f"{_PLAN}test_never_more_than_one_exchange_a_second",),
    ),
    Mutant(
        "refused-for-ever",
        "After a permanent refusal nothing is asked until a person wants it.",
        "clienteling/sync/plan.py",
        "        if error.permanent:\n            self.stopped",
        "        if error.permanent and not error.sentence:\n            self.stopped",
        (f"{_PLAN}test_after_a_permanent_refusal_only_a_person_starts_an_exchange",),
    ),
    Mutant(
        "download-tries-unbounded",
        "A step of a download is tried a few times, then it stops and can be gone on with.",
        "clienteling/sync/bootstrap.py",
        "TRIES = 5\n",
        "TRIES = 500\n",
        (f"{_BOOTSTRAP}test_a_network_that_keeps_failing_ends_the_download_with_bounded_requests",),
    ),
    Mutant(
        "body-digest-unchecked",
        "A message damaged on its way is thrown away whole, even when it still reads as one.",
        "clienteling/sync/transport.py",
        "    if answer.headers.get(DIGEST_HEADER.lower()) != _digest(body):\n",
        "    if not answer.headers:\n",
        ("tests/sync/test_damage.py::test_a_message_that_reads_but_is_not_what_was_sent_is_refused",),
    ),
    Mutant(
        "page-unchecked",
        "A page that contradicts itself or the question is refused, with the position unmoved.",
        "clienteling/sync/pull.py",
        "        if not last < row.seq <= page.next:\n",
        "        if not row.seq:\n",
        ("tests/sync/test_pull.py::test_a_corrupt_page_is_refused_whole_and_the_next_exchange_mends_it",),
    ),
    Mutant(
        "chunk-hash-unchecked",
        "A chunk of a download counts only with the hash that the manifest promised.",
        "clienteling/sync/codec.py",
        "    if len(body) != info.bytes or hashlib.sha256(body).hexdigest() != info.sha256:\n",
        "    if len(body) != info.bytes:\n",
        (f"{_BOOTSTRAP}test_a_damaged_chunk_is_never_put_in",),
    ),
    Mutant(
        "swap-unchecked",
        "A download takes the place of the rows only when their count and sum are head office's.",
        "clienteling/store/shadow.py",
        "                if (sorted(n for n, _, _ in chunks), count, total) != expected:\n",
        "                if not expected:\n",
        ("tests/store/test_shadow.py::test_what_is_not_what_head_office_holds_never_gets_in",),
    ),
    Mutant(
        "swap-in-two-steps",
        "The new rows take the place of the old ones in one step: a kill leaves one or the other.",
        "clienteling/store/tablet.py",
        "            shadow.replace(replica)\n",
        "            replica.unlink()\n            shadow.replace(replica)\n",
        ("tests/store/test_durability.py::test_a_kill_at_the_swap_leaves_the_old_or_the_new_replica[before]",),
    ),
    Mutant(
        "chunk-forgotten",
        "A download that was interrupted goes on at the first missing chunk.",
        "clienteling/store/shadow.py",
        "            if _held_manifests(database) == wanted:\n",
        "            if _held_manifests(database) == wanted + wanted:\n",
        ("tests/store/test_shadow.py::test_a_download_goes_on_where_it_stopped_even_after_a_new_start",),
    ),
    Mutant(
        "sums-not-compared",
        "Who is caught up compares count and sum of the rows with head office's.",
        "clienteling/sync/pull.py",
        "        return link.replica.integrity(scope) == (stand.row_count, stand.row_sum)\n",
        "        return link.replica.integrity(scope) is not None\n",
        (f"{_ENGINE}test_a_row_that_differs_is_found_told_and_mended",),
    ),
    Mutant(
        "shards-not-compared",
        "Where the sums differ, the shards that differ are fetched again, and only those.",
        "clienteling/sync/repair.py",
        "        bad &= {n for n in range(SHARDS) if mine[n] != theirs[n]}\n",
        "        bad &= {n for n in range(SHARDS) if mine[n][0] > theirs[n][0]}\n",
        ("tests/sync/test_repair.py::test_only_the_bad_shards_are_fetched",),
    ),
    Mutant(
        "shard-unchecked",
        "A page of a shard that contradicts itself is refused.",
        "clienteling/sync/repair.py",
        '            if row.op != "put" or shard_of(*key) != n or key in rows:\n',
        "            if not key:\n",
        ("tests/sync/test_repair.py::test_a_page_that_contradicts_itself_is_refused",),
    ),
    Mutant(
        "swapped-behind",
        "A download is brought up to date before it replaces the rows: its snapshots are of different moments.",
        "clienteling/sync/bootstrap.py",
        "            self._catch_up(shadow, tuple(manifests))\n",
        "",
        (
            "tests/sync/test_bootstrap.py::test_who_moved_between_two_snapshots_is_there_when_the_download_is",
            "tests/simulation/test_simulation.py::test_schedules_with_a_name[somebody moves during a download]",
        ),
    ),
    Mutant(
        "left-is-gone",
        "A row that left one scope stays while another one that is held contains it.",
        "clienteling/store/replica.py",
        "        pages.linger(cursor, pages.unheld(cursor, left))\n",
        "        pages.delete(cursor, left)\n",
        (f"{_REPLICA}test_a_row_that_left_stays_while_another_scope_holds_it",),
    ),
    Mutant(
        "deleted-lingers",
        "A deleted row goes at once, whichever scope still holds it.",
        "clienteling/store/replica.py",
        '        deleted = pages.ended(cursor, [c for c in changes if c.op == "del"])\n',
        '        deleted = pages.unheld(cursor, [(c.etype, c.eid) for c in changes if c.op == "del"])\n',
        (f"{_REPLICA}test_a_deleted_row_goes_at_once_whoever_holds_it",),
    ),
    Mutant(
        "older-replaces-newer",
        "An older version of a row, brought by another scope, does not replace a newer one.",
        "clienteling/store/pages.py",
        "    return [c for c in changes if (c.etype, c.eid) not in late]\n",
        "    return [c for c in changes if c.version or late]\n",
        (f"{_REPLICA}test_a_newer_row_of_another_scope_is_not_replaced_by_an_older_one",),
    ),
    Mutant(
        "value-flickers",
        "What was answered stays shown until the row that contains it is here.",
        "clienteling/store/fold.py",
        "        if not item.waits and item.version <= version:\n",
        "        if not item.waits:\n",
        ("tests/store/test_folding.py::test_an_answered_operation_counts_until_the_row_has_its_version",),
    ),
    Mutant(
        "scope-kept",
        "A scope that is no longer the tablet's is dropped with the rows that only it held.",
        "clienteling/sync/engine.py",
        "            link.replica.drop_scope(scope)\n",
        "",
        (f"{_ENGINE}test_a_new_scope_is_downloaded_and_a_lost_one_dropped",),
    ),
    Mutant(
        "copy-stays-one",
        "A copied tablet, or one put back from a backup, becomes one of its own and goes on by itself.",
        "clienteling/sync/engine.py",
        "            split(self._link)\n",
        "            raise\n",
        ("tests/simulation/test_simulation.py::test_schedules_with_a_name[both copies of a tablet go on]",),
    ),
    Mutant(
        "split-key-forgotten",
        "An answer to a split that is lost makes no second tablet: its key is on the disk before it is told.",
        "clienteling/store/identity.py",
        "    put_meta(connection, _KEY + purpose, made.kept())\n",
        "",
        ("tests/contracts/test_split.py::test_an_answer_that_is_lost_makes_no_second_tablet[sqlite-unanswered]",),
    ),
)
