"""Rules of writing to several, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_RUN = "tests/domain/test_message_run.py::"
_TABLET = "tests/services/test_messaging.py::"
_OFFICE = "tests/headoffice/test_message_runs.py::"
_CAMPAIGN = "tests/headoffice/test_campaigns.py::"

MUTANTS = (
    Mutant(
        "run-too-long",
        "A list of customers to write to is no longer than the policy allows.",
        "clienteling/domain/message_run.py",
        "    if not may_several(most) or len(people) > most:\n",
        "    if not may_several(most):\n",
        (f"{_RUN}test_what_roles_may_write_to_at_a_time",),
    ),
    Mutant(
        "run-for-anybody",
        "A seller who may write one to one alone begins no list.",
        "clienteling/domain/message_run.py",
        "    return most > 1\n",
        "    return most > 0\n",
        (f"{_TABLET}test_a_seller_may_not_and_a_policy_may_say_otherwise",),
    ),
    Mutant(
        "asked-once",
        "Of a list each customer is asked about when the number is given, not when the list is made.",
        "clienteling/services/messaging.py",
        "            became = self._became(run, customer_id)\n",
        "            became = self._became(run, customer_id) if not run.sent else WAITING\n",
        (f"{_TABLET}test_a_no_that_comes_meanwhile_stops_the_next_one",),
    ),
    Mutant(
        "noted-unsent",
        "Only what was given for a customer, after they were asked about, is noted as sent.",
        "clienteling/services/messaging.py",
        "        if self._given[:2] != (run.id, customer_id) or run.people.get(customer_id) != WAITING:\n",
        "        if run.people.get(customer_id) != WAITING:\n",
        (f"{_TABLET}test_only_whose_turn_it_is_and_only_what_was_given_is_noted",),
    ),
    Mutant(
        "written-twice",
        "What was noted before the app died is not written again.",
        "clienteling/services/messaging.py",
        "        if noted is not None and not isinstance(noted, RemovedInteraction):\n",
        "        if False:\n",
        (f"{_TABLET}test_what_was_noted_before_the_app_died_is_not_written_again",),
    ),
    Mutant(
        "slot-looks-inside",
        "A text for several fills in the words of its list, and nothing else.",
        "clienteling/domain/templates.py",
        "    return _Slots(template).safe_substitute({word: values[word] for word in WORDS if word in values})\n",
        "    return _Slots(template).safe_substitute(values)\n",
        (f"{_RUN}test_only_the_words_of_the_list_are_filled_in",),
    ),
    Mutant(
        "run-uncounted",
        "Head office takes no more messages of a list than the role of its seller may write to.",
        "headoffice/sync/message_runs.py",
        "        if not may_several(most) or written >= most:\n",
        "        if not may_several(most):\n",
        (f"{_OFFICE}test_no_more_of_a_run_than_allowed_however_they_come[sqlite]",),
    ),
    Mutant(
        "run-forgotten",
        "Messages of a list are counted over all exchanges.",
        "headoffice/sync/message_runs.py",
        "            self._conn.execute(added, rows)\n",
        "            pass\n",
        (f"{_OFFICE}test_no_more_of_a_run_than_allowed_however_they_come[sqlite]",),
    ),
    Mutant(
        "campaign-by-one",
        "Nobody approves a campaign that they proposed themselves.",
        "headoffice/campaigns/requests.py",
        "    if person_of(held.proposed_by) == person_of(who):\n",
        "    if False:\n",
        (f"{_CAMPAIGN}test_whoever_proposes_does_not_approve_and_nothing_leaves_before_somebody_has[sqlite]",),
    ),
    Mutant(
        "approval-for-ever",
        "The approval of a campaign ends.",
        "headoffice/campaigns/requests.py",
        '        return "approved" if self.approved_at <= now < self.good_until else "expired"\n',
        '        return "approved"\n',
        (f"{_CAMPAIGN}test_an_approval_ends_and_what_was_refused_stays_so[sqlite]",),
    ),
    Mutant(
        "campaign-unasked",
        "Of a campaign each is asked about when it is exported, for its own purpose.",
        "headoffice/campaigns/addressees.py",
        "Gate(conn, campaign.purpose, campaign.channel, now)",
        'Gate(conn, "service", campaign.channel, now)',
        (f"{_CAMPAIGN}test_each_is_asked_about_and_those_left_out_are_counted_and_not_named[sqlite]",),
    ),
    Mutant(
        "campaign-asked-before",
        "Whoever says no between the question and the export of a campaign is not in it.",
        "headoffice/cli/campaign.py",
        "    found = addressees.find_again(conn, held, before, now)\n",
        "    found = before\n",
        (f"{_CAMPAIGN}test_a_no_between_the_question_and_the_export_wins[sqlite]",),
    ),
    Mutant(
        "campaign-unlocked",
        "Nobody says no behind the back of a campaign that is being exported.",
        "headoffice/campaigns/addressees.py",
        "lock_customers(conn, ids[start : start + _RUN])",
        "load_customers(conn, ids[start : start + _RUN])",
        (f"{_CAMPAIGN}test_a_no_during_the_export_comes_after_it[postgresql]",),
    ),
)
