"""Rules of who may see what and what is written down about it, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_POLICY = "tests/headoffice/test_policy.py::"
_SEARCHING = "tests/store/test_search_keys.py::test_whoever_may_not_read_a_value_learns_nothing_of_it_by_searching"
_SIGHT = "tests/services/test_sight.py::"
_LOOKUP = "tests/headoffice/test_lookup.py::"
_AUDIT = "tests/headoffice/test_audit.py::"

MUTANTS = (
    Mutant(
        "page-unguarded",
        "What a tablet may not hold leaves head office in no page, download or shard.",
        "headoffice/guard/payload.py",
        "            found.update(((etype, eid), view.body(body)) for eid, body in ready)\n",
        "            found.update(((etype, eid), body) for eid, body in ready)\n",
        (f"{_POLICY}test_what_is_hidden_comes_no_way_at_all_and_the_rest_does[sqlite]",),
    ),
    Mutant(
        "amounts-leave",
        "Amounts do not leave to a tablet that sellers share.",
        "clienteling/domain/sight.py",
        '        self._money = levels["spend"] == "full"\n',
        "        self._money = True\n",
        (f"{_POLICY}test_a_shared_tablet_gets_no_amounts_and_a_managers_gets_them[sqlite]",),
    ),
    Mutant(
        "answer-unguarded",
        "The conflict in an answer tells no more than a page would.",
        "headoffice/sync/push.py",
        "return answers_for(self._conn, results, view_of(self._conn, self._device.kind))",
        "return results",
        (f"{_POLICY}test_the_answer_to_a_push_tells_no_more_than_a_page[sqlite]",),
    ),
    Mutant(
        "download-of-another-kind",
        "A download prepared for a manager's tablet is nothing to a shared one.",
        "headoffice/sync/snapshot.py",
        "    query = query.where(snapshots.c.kind == place.kind)\n",
        "",
        (f"{_POLICY}test_both_kinds_agree_about_versions_positions_and_sums[sqlite]",),
    ),
    Mutant(
        "stricter-too-late",
        "When tablets may hold less than before, they download anew what they hold of customers.",
        "headoffice/guard/policies.py",
        "        give_up_positions(conn)\n",
        "",
        (f"{_POLICY}test_a_change_makes_tablets_download_anew_what_it_concerns_and_nothing_is_offered_again[sqlite]",),
    ),
    Mutant(
        "copy-without-floor",
        "What a tablet holds from when it was of another kind, no copy of it may go on from either.",
        "headoffice/sync/splits.py",
        '        "floors": origin.floors,  # what the copy holds was rendered for the same kind\n',
        "",
        ("tests/headoffice/test_kinds.py::test_a_copy_of_a_tablet_may_hold_no_more_than_the_tablet[sqlite]",),
    ),
    Mutant(
        "enrolled-as-another-kind",
        "A tablet that is enrolled again as one of another kind downloads anew what it holds of customers.",
        "headoffice/sync/kinds.py",
        "    if any(row.kind != held.kind for row in before):\n",
        "    if any(row.kind is None for row in before):\n",
        ("tests/contracts/test_kinds.py::test_enrolled_again_as_another_kind_it_holds_what_it_may_hold_now[sqlite]",),
    ),
    Mutant(
        "masks-forgotten",
        "Ways to reach a customer are masked for those who may not simply read them, on every screen.",
        "clienteling/domain/sight.py",
        '"masked" if level == "reveal" else level',
        '"full" if level == "reveal" else level',
        (f"{_SIGHT}test_nothing_that_reaches_a_screen_holds_a_masked_value",),
    ),
    Mutant(
        "search-tells",
        "Whoever may not read notes does not find out by searching whom a word of them is about.",
        "clienteling/store/search/query.py",
        '        if "notes" in self._viewer.never:\n',
        '        if "words of notes" in self._viewer.never:\n',
        (_SEARCHING,),
    ),
    Mutant(
        "search-digit-by-digit",
        "A masked number that no tap reveals is found only when all of it is typed.",
        "clienteling/store/search/keys.py",
        '    shortest = WHOLE if "phone" in asked.viewer.whole else SHORTEST\n',
        "    shortest = SHORTEST\n",
        (_SEARCHING,),
    ),
    Mutant(
        "reveal-unsaved",
        "A masked contact is shown only when that is saved.",
        "clienteling/services/sight.py",
        "            operations = self._tablet.journal.append([draft], session.seller.id, session.store.id, now)\n"
        "            self._open[contact_id] = now + policy.reveal_seconds * 1000\n",
        "            self._open[contact_id] = now + policy.reveal_seconds * 1000\n"
        "            operations = self._tablet.journal.append([draft], session.seller.id, session.store.id, now)\n",
        (f"{_SIGHT}test_what_cannot_be_written_down_is_not_shown",),
    ),
    Mutant(
        "reveal-without-end",
        "What was revealed is masked again after a minute.",
        "clienteling/services/sight.py",
        "if now < until <= now + longest}",
        "if until <= now + longest}",
        (f"{_SIGHT}test_revealing_is_saved_before_it_shows_and_holds_for_a_minute",),
    ),
    Mutant(
        "reveals-uncounted",
        "After many within an hour the PIN is asked for again.",
        "clienteling/services/sight.py",
        "        if len(recent) >= policy.reveals_per_hour:\n",
        "        if not policy:\n",
        (f"{_SIGHT}test_after_many_within_an_hour_the_pin_is_asked_for",),
    ),
    Mutant(
        "reveal-untold",
        "What a seller had shown stands in head office's audit log.",
        "headoffice/sync/push.py",
        "for of in (reveals, merges)]",
        "for of in (merges,)]",
        (f"{_AUDIT}test_what_sellers_had_shown_is_written_down_once_and_without_its_value[sqlite]",),
    ),
    Mutant(
        "kind-changed-in-name-only",
        "A tablet that may hold something else than before downloads anew.",
        "headoffice/routes/scopes.py",
        "device.floors.get(place.scope_id, 0)",
        "0",
        ("tests/headoffice/test_kinds.py::test_that_tablet_downloads_anew_and_holds_what_it_may_hold_now[sqlite]",),
    ),
    Mutant(
        "lookups-uncounted",
        "A seller asks for so many customers of other stores within an hour, and no more.",
        "headoffice/sync/lookup.py",
        "    if wait:\n",
        "    if wait < 0:\n",
        (f"{_LOOKUP}test_so_many_an_hour_and_no_more_at_whatever_tablet[sqlite]",),
    ),
    Mutant(
        "lookup-untold",
        "Who looked for a customer of another store stands in the audit log.",
        "headoffice/sync/lookup.py",
        "    _write_down(conn, device, asked, role, by, people, now)\n",
        "",
        (f"{_LOOKUP}test_an_exact_contact_finds_them_and_is_written_down_without_it[sqlite]",),
    ),
    Mutant(
        "taken-over-unseen",
        "Nobody takes a customer of another store over but the seller who has looked them up.",
        "headoffice/sync/groups.py",
        "        return isinstance(args, BookAdd) and args.seller == op.actor and bool(found)\n",
        "        return isinstance(args, BookAdd) and args.seller == op.actor\n",
        (f"{_LOOKUP}test_who_looked_them_up_adds_them_to_their_own_book_and_nobody_else_does[sqlite]",),
    ),
    Mutant(
        "mask-off",
        "A mask shows of a number at most the country code, the first digit and the last two.",
        "clienteling/domain/masks.py",
        "    hidden = DOT * (len(national) - len(first) - len(last))\n",
        "    hidden = national[len(first) : len(national) - len(last)]\n",
        ("tests/domain/test_policy.py::test_of_a_number_at_most_the_code_the_first_digit_and_the_last_two_are_shown",),
    ),
    Mutant(
        "audit-unwritten",
        "What was done is written into the audit log in the transaction of what it tells.",
        "headoffice/audit/log.py",
        "    conn.execute(insert(audit_log), rows)\n",
        "",
        (f"{_AUDIT}test_tablets_that_are_enrolled_and_split_are_written_down[sqlite]",),
    ),
    Mutant(
        "audit-head-unlocked",
        "Writers of the audit log take turns to their commit, so it is one chain.",
        "headoffice/audit/log.py",
        "    head = conn.execute(take.returning(audit_head.c.seq, audit_head.c.hash)).one()\n",
        "    with conn.engine.begin() as other:\n"
        "        head = other.execute(take.returning(audit_head.c.seq, audit_head.c.hash)).one()\n",
        (f"{_AUDIT}test_writers_at_once_make_one_chain[postgresql]",),
    ),
    Mutant(
        "audit-content-unchecked",
        "An entry of the audit log whose content was changed is found.",
        "headoffice/audit/chain.py",
        "    if hash_of(values) != digest:\n",
        "    if not digest:\n",
        (f"{_AUDIT}test_any_byte_changed_is_found_in_its_entry",),
    ),
    Mutant(
        "audit-chain-unchecked",
        "An entry of the audit log that does not follow the one before is found.",
        "headoffice/audit/chain.py",
        "    if values[-1] != last:\n",
        "    if not last:\n",
        (f"{_AUDIT}test_an_entry_that_follows_another_one_than_stands_before_it_is_found",),
    ),
    Mutant(
        "audit-tail-unchecked",
        "Entries cut off at the end of the audit log are missed.",
        "headoffice/audit/chain.py",
        "    if head.seq > count or (noted and noted.seq > count):\n",
        "    if noted and noted.seq > count:\n",
        (f"{_AUDIT}test_who_changes_it_past_the_triggers_is_found[sqlite-statements3-broken3]",),
    ),
)
