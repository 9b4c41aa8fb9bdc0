"""The rules of versions, quarantine and erasure, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_JOURNAL = "tests/store/test_journal.py::"
_FROZEN = "tests/domain/test_frozen.py::"
_CONFLICTS = "tests/domain/test_conflicts.py::"
_LIVES = "tests/headoffice/test_lives.py::"
_CONTACTS = "tests/headoffice/test_contacts_taken_back.py::"
_ERASURE = "tests/headoffice/test_erasure.py::"
_VERSIONS = "tests/contracts/test_versions.py::"
_CUSTOMER = "clienteling/domain/apply/customer.py"

MUTANTS = (
    Mutant(
        "life-before-seen",
        "What a tablet saw before a backup was put back is not taken for what is there since.",
        "headoffice/db/epoch.py",
        "    _begin_life(conn)\n",
        "",
        (
            f"{_LIVES}test_an_earlier_word_that_arrives_later_replaces_nothing_silently[sqlite-put_back]",
            f"{_LIVES}test_no_words_of_a_note_go_and_a_removal_takes_back_only_what_it_saw[sqlite]",
        ),
    ),
    Mutant(
        "promoted-unnoticed",
        "A promoted standby gives versions above those of the server before.",
        "headoffice/db/epoch.py",
        "    if held.life == held.now:\n",
        "    if held.now:\n",
        (f"{_LIVES}test_an_earlier_word_that_arrives_later_replaces_nothing_silently[postgresql-promoted]",),
    ),
    Mutant(
        "import-in-life-before",
        "What an import changes after a backup was put back was not seen before it.",
        "headoffice/sources/load.py",
        "        version = version_after(stored.version if stored else 0, self._least)\n        merged",
        "        version = stored.version + 1 if stored else 1\n        merged",
        (f"{_LIVES}test_what_an_import_says_after_it_was_not_seen_before_it[sqlite]",),
    ),
    Mutant(
        "older-deletion",
        "A deletion takes no row that another scope has brought back since.",
        "clienteling/store/pages.py",
        "return [key for key in said if key not in stays]",
        "return list(said)",
        ("tests/store/test_replica.py::test_a_row_that_another_scope_brought_back_since_stays",),
    ),
    Mutant(
        "vouched-once",
        "Another head office is told again of the names a tablet had before.",
        "clienteling/store/journal.py",
        "            identity.vouch_again(connection)\n",
        "",
        (
            "tests/store/test_belonging.py::"
            "test_head_office_is_told_of_former_names_until_it_knows_and_again_when_it_is_another_one",
        ),
    ),
    Mutant(
        "staged-for-others",
        "What was read goes on only where the rows stand.",
        "clienteling/sync/stage.py",
        " and all(replica.cursor(scope) == at for scope, at in self._began.items())",
        "",
        ("tests/sync/test_stage.py::test_what_was_read_goes_on_only_where_the_rows_stand",),
    ),
    Mutant(
        "two-names",
        "What is saved bears the name and the signature of whom the tablet is in that transaction.",
        "clienteling/store/belonging.py",
        " if held is not None and held[0] == enrolment else ",
        " if held is not None else ",
        (
            "tests/store/test_belonging.py::"
            "test_what_is_saved_the_moment_a_tablet_becomes_another_bears_one_name_and_its_signature",
        ),
    ),
    Mutant(
        "not-lifted",
        "Operations of an older schema are lifted before they are read.",
        "clienteling/domain/upcast.py",
        '        return {**args, "at": occurred_at}\n',
        '        return {**args, "at": 0}\n',
        (
            f"{_FROZEN}test_an_operation_means_what_it_meant",
            f"{_CONTACTS}test_what_schema_1_logged_took_place_when_it_was_saved[sqlite]",
        ),
    ),
    Mutant(
        "digest-of-today",
        "What schema 1 hashed is hashed alike today.",
        "clienteling/domain/operations.py",
        "hashlib.sha256(body if self.corrects else _without_correction(body))",
        "hashlib.sha256(body)",
        (f"{_FROZEN}test_an_operation_means_what_it_meant",),
    ),
    Mutant(
        "rows-nobody-reads",
        "An app that cannot read today's rows is told to update, and gets none.",
        "headoffice/routes/office.py",
        "    if device.too_old:\n",
        "    if not scope:\n",
        (f"{_VERSIONS}test_an_app_that_cannot_read_todays_rows_is_told_to_update_and_still_sends[sqlite]",),
    ),
    Mutant(
        "told-and-gone-silent",
        "An app that is too old for today's rows goes on sending what is saved.",
        "clienteling/sync/engine.py",
        "            raise errors.RowsNewer(number=error.number) from error\n",
        "            raise\n",
        (f"{_VERSIONS}test_an_app_that_cannot_read_todays_rows_is_told_to_update_and_still_sends[sqlite]",),
    ),
    Mutant(
        "newer-holds-all",
        "What is too new for head office waits, with what hangs on it; the rest is sent.",
        "clienteling/sync/push.py",
        "            waits, newest, before = error, max(op.op_schema for op in batch) - 1, []\n",
        "            raise\n",
        (f"{_VERSIONS}test_an_older_head_office_gets_what_it_knows_and_the_rest_waits[sqlite]",),
    ),
    Mutant(
        "newer-left-behind",
        "What hangs on an operation that waits, waits too.",
        "clienteling/store/journal_results.py",
        "        if hangs or any(op.op_schema > newest for _, op in held):\n",
        "        if any(op.op_schema > newest for _, op in held):\n",
        (f"{_JOURNAL}test_what_is_too_new_waits_with_all_that_hangs_on_it_and_nothing_else",),
    ),
    Mutant(
        "taken-back-by-anybody",
        "A contact is taken back by whoever logged it, and by nobody else.",
        "clienteling/domain/apply/history.py",
        '    if held.by.actor_kind != "seller" or held.by.actor != stamp.by.actor:\n',
        '    if held.by.actor_kind != "seller":\n',
        (
            "tests/domain/test_apply_history.py::test_nobody_takes_back_what_another_one_logged",
            f"{_CONTACTS}test_a_colleague_cannot_take_it_back[sqlite]",
        ),
    ),
    Mutant(
        "taken-back-stays",
        "A contact that was taken back goes from every tablet.",
        "headoffice/profile/history.py",
        "    return isinstance(entity, RemovedInteraction)\n",
        "    return False\n",
        (f"{_CONTACTS}test_it_goes_from_the_tablets_stays_at_head_office_and_comes_back[sqlite]",),
    ),
    Mutant(
        "decided-unseen",
        "A proposal decided against a value that nobody saw is not decided.",
        _CUSTOMER,
        "        return _undecided(held, proposal, old)\n",
        "        pass\n",
        (f"{_CONFLICTS}test_a_field_is_never_changed_behind_anybodys_back_and_no_value_is_lost[name]",),
    ),
    Mutant(
        "corrected-forgotten",
        "What was refused is kept beside what replaces it.",
        "clienteling/store/quarantine.py",
        "    connection.execute(corrected.insert(), rows)\n",
        '    connection.execute(operation.delete().where(operation.c.pos.in_([row["pos"] for row in rows])))\n',
        (f"{_JOURNAL}test_sending_again_takes_the_correction_the_group_and_what_hung_on_it",),
    ),
    Mutant(
        "travels-in-another-shape",
        "An operation travels in the shape of its own schema: a head office of that schema reads it.",
        "clienteling/sync/head_office.py",
        'sent["operations"] = [op.encoded() for op in request.operations]',
        'sent["operations"] = request.operations',
        ("tests/contracts/test_versions.py::test_operations_travel_in_the_shape_of_their_own_schema[sqlite]",),
    ),
    Mutant(
        "cause-unknown",
        "What head office refused together with its cause goes along when the cause is corrected.",
        "clienteling/store/journal_results.py",
        "    link_causes(connection, [(pos, op, owners[pos]) for pos, op, r in refused if r.number == number])\n",
        "",
        (f"{_JOURNAL}test_what_head_office_refused_in_the_same_answer_goes_along_too",),
    ),
    Mutant(
        "erased-made-anew",
        "Who was erased is not made anew under the same identifier.",
        "headoffice/sync/groups.py",
        "            if op.entity_id in self._workspace.erased:\n                raise self._missing(op.entity_id)\n",
        "",
        (f"{_ERASURE}test_an_operation_a_year_late_brings_nobody_back[sqlite]",),
    ),
    Mutant(
        "erased-comes-back",
        "An operation on somebody who was erased is refused by a keyed hash of who it is about, however late it comes.",
        "headoffice/sync/workspace.py",
        "self.erased = set(erased_among(conn, mentioned - {eid for _, eid in self.base}))",
        "self.erased: set[str] = set()",
        (
            f"{_ERASURE}test_an_operation_a_year_late_brings_nobody_back[sqlite]",
            f"{_ERASURE}test_changes_of_what_was_refused_because_of_them_keep_no_words[sqlite]",
            f"{_ERASURE}test_changes_of_what_was_refused_before_lose_their_words_with_them[sqlite]",
            f"{_ERASURE}test_those_merged_into_them_go_too[sqlite]",
            f"{_ERASURE}test_a_customer_who_was_refused_can_be_erased[sqlite]",
        ),
    ),
    Mutant(
        "erased-kept-in-quarantine",
        "Head office keeps no word of what arrives about somebody who was erased.",
        "headoffice/sync/aside.py",
        "wordless(op) if about[op.op_id] & gone else op",
        "op",
        (f"{_ERASURE}test_an_operation_a_year_late_brings_nobody_back[sqlite]",),
    ),
)
