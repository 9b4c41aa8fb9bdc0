"""The rules of what is worked out about customers, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_SCORING = "headoffice/insight/scoring.py"
_OF_ALL = "tests/headoffice/test_insights.py::"
_OF_NOES = "tests/domain/test_profiling.py::"

MUTANTS = (
    Mutant(
        "insights-all-written",
        "Of all who are ranked only those are written who stand elsewhere than before.",
        _SCORING,
        "for eid, held in run.held.items() if scores.get(eid, NOTHING) != held]",
        "for eid in run.held]",
        (f"{_OF_ALL}test_who_changed_is_written_and_travels_and_nobody_else[sqlite]",),
    ),
    Mutant(
        "insights-written-twice",
        "Whom another run has ranked meanwhile is not written again.",
        _SCORING,
        "            if new.summary != old.summary:\n",
        "            if new:\n",
        (f"{_OF_ALL}test_of_two_runs_at_once_each_writes_what_the_other_left[sqlite]",),
    ),
    Mutant(
        "insights-not-told",
        "Figures that changed are told to the tablets that hold the customer.",
        _SCORING,
        '[("customer", new.id, "put", new.version) for _, new in pairs]',
        "[]",
        (f"{_OF_ALL}test_who_changed_is_written_and_travels_and_nobody_else[sqlite]",),
    ),
    Mutant(
        "insights-objected-meanwhile",
        "Who objects to profiling while all are ranked has no figures.",
        _SCORING,
        "    return respected(replace(who, ",
        "    return (replace(who, ",
        (f"{_OF_ALL}test_what_is_said_while_it_runs_stays_and_is_heeded[sqlite]",),
    ),
    Mutant(
        "insights-of-who-objects",
        "Who objects to profiling is neither ranked nor compared with.",
        "headoffice/insight/reading.py",
        "eid not in merged | objecting}",
        "eid not in merged}",
        (f"{_OF_ALL}test_who_objects_has_no_figures_at_once_and_counts_for_nobody[sqlite]",),
    ),
    Mutant(
        "insights-until-tomorrow",
        "What was worked out goes with the answer that objects to it, on a tablet that is offline too.",
        "clienteling/domain/apply/customer.py",
        "    return Outcome(respected(replace(held, consents=(*held.consents, record))))\n",
        "    return Outcome(replace(held, consents=(*held.consents, record)))\n",
        (f"{_OF_NOES}test_it_goes_with_the_answer_also_on_a_tablet_that_is_offline",),
    ),
    Mutant(
        "campaign-of-who-objects",
        "Who objects to profiling is meant by no campaign that is cut by rank.",
        "headoffice/campaigns/segments.py",
        "        if objects(who.consents) or not is_cell(rank):\n",
        "        if not is_cell(rank):\n",
        (
            "tests/headoffice/test_campaigns.py::"
            "test_who_wants_no_profile_is_in_no_segment_by_rank_and_in_no_number_of_it[sqlite]",
        ),
    ),
)
