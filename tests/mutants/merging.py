"""Rules of merging two profiles of one person, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_RULES = "tests/domain/test_merging.py::"
_OFFICE = "tests/headoffice/test_merging.py::"
_ASKED = "tests/headoffice/test_merge_operations.py::"

MUTANTS = (
    Mutant(
        "merge-yes-knows",
        "A yes of one profile knows of no withdrawal of the other one: in a merge a no of either side stays.",
        "clienteling/domain/merging.py",
        "if k in brought or k not in foreign)",
        ")",
        (f"{_RULES}test_a_yes_that_names_a_no_of_the_other_profile_did_not_know_of_it",),
    ),
    Mutant(
        "merge-no-that-waits",
        "A no that waits on a tablet holds there for whom its customer became as well.",
        "clienteling/store/projection.py",
        "        if survivor != item.customer_id and survivor in ids:\n",
        "        if survivor == item.customer_id and survivor in ids:\n",
        ("tests/services/test_merges.py::test_a_no_that_waits_holds_for_whom_they_became_as_well[]",),
    ),
    Mutant(
        "merge-no-namesake",
        "In a merge a no under a name that is in use is kept under another one.",
        "clienteling/domain/merging.py",
        "brought = {r.id: self._own(r.id, in_use) for r in self.goes.consents}",
        "brought = {r.id: r.id for r in self.goes.consents}",
        (f"{_RULES}test_a_no_under_a_name_that_is_in_use_is_kept_under_another_one",),
    ),
    Mutant(
        "merge-history-left",
        "What happened with who was merged goes along to the profile that stays.",
        "headoffice/merges/carrying.py",
        "values(customer_id=stays, version=version)",
        "values(version=version)",
        (f"{_OFFICE}test_all_of_both_is_in_the_one_that_stays_and_the_other_leads_there[sqlite]",),
    ),
    Mutant(
        "merge-history-stays-there",
        "What is another customer's now leaves the scopes where that one is not.",
        "headoffice/sync/feed.py",
        "    _given_away(conn, given, puts, by_scope)\n",
        "",
        (f"{_OFFICE}test_all_of_both_is_in_the_one_that_stays_and_the_other_leads_there[sqlite]",),
    ),
    Mutant(
        "alias-moves",
        "Whoever was merged into another one stays where they were, as an alias.",
        "headoffice/sync/scopes.py",
        "if row.merged_into and held[row.id])",
        "if False)",
        (f"{_OFFICE}test_an_alias_stays_where_it_was[sqlite]",),
    ),
    Mutant(
        "merge-alone",
        "Nobody at head office merges two customers alone.",
        "headoffice/merges/carrying.py",
        "person_of(request.by.actor) == person_of(who)",
        "False",
        (f"{_OFFICE}test_it_takes_two_people_and_what_is_closed_is_closed[sqlite]",),
    ),
    Mutant(
        "merge-past-a-right",
        "Whoever waits for an answer, or to be erased, is not merged meanwhile.",
        "headoffice/merges/carrying.py",
        "    if requests.wanted_by_law(conn, [one.id, two.id]):\n",
        "    if False:\n",
        (f"{_OFFICE}test_who_waits_for_an_answer_is_not_merged[sqlite]",),
    ),
    Mutant(
        "merge-by-anybody",
        "Only whom head office lets decides that two profiles become one, whatever their tablet says.",
        "headoffice/merges/deciding.py",
        "if role not in self._workspace.deciders or not",
        "if not",
        (f"{_ASKED}test_a_seller_who_approves_or_refuses_is_refused_at_head_office[sqlite]",),
    ),
    Mutant(
        "merge-own-request",
        "Nobody agrees to what they asked themselves, whatever their role.",
        "clienteling/domain/apply/same_person.py",
        "    if found.by == stamp.by.actor:\n        raise Rejected(\n            RejectNumber.NOT_YOURS",
        "    if False:\n        raise Rejected(\n            RejectNumber.NOT_YOURS",
        (
            f"{_ASKED}test_nobody_agrees_to_what_they_asked_themselves[sqlite]",
            "tests/services/test_merges.py::test_a_manager_who_asked_waits_for_somebody_else",
        ),
    ),
    Mutant(
        "merge-of-others",
        "A manager decides about customers whom their store has now, and no others.",
        "headoffice/merges/deciding.py",
        "if role not in self._workspace.deciders or not self._workspace.here.issuperset(customer_ids):",
        "if role not in self._workspace.deciders:",
        (f"{_ASKED}test_a_manager_decides_about_customers_of_their_store_alone[sqlite]",),
    ),
    Mutant(
        "merge-other-unreached",
        "Nobody asks to merge a customer with one of another store.",
        "headoffice/sync/groups.py",
        "        if not draft.reaches(args.other, other):\n",
        "        if False:\n",
        (f"{_ASKED}test_a_manager_decides_about_customers_of_their_store_alone[sqlite]",),
    ),
    Mutant(
        "merge-decided-twice",
        "What was decided about two profiles stays decided.",
        "clienteling/domain/apply/same_person.py",
        "    if found is None:\n        raise _closed()\n",
        "    if found is None:\n        return Outcome(held)\n",
        (f"{_ASKED}test_a_manager_refuses_and_what_is_decided_stays_so[sqlite]",),
    ),
    Mutant(
        "merge-loaded-left",
        "What a push has loaded of the history of who is merged in it goes along.",
        "headoffice/sync/workspace.py",
        "        moved = self._move()\n",
        "        moved: set[Key] = set()\n",
        (f"{_ASKED}test_several_merges_in_one_push_lead_to_the_last[sqlite-True]",),
    ),
    Mutant(
        "merge-repeated-late",
        "A merge that the ledger has forgotten is recognised by what it did.",
        "headoffice/sync/past.py",
        "            self._known |= by_operations(conn, ids)\n",
        "            pass\n",
        (f"{_ASKED}test_an_approval_that_comes_a_second_time_changes_nothing[sqlite]",),
    ),
)
