"""Rules of a head office that fails, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_FAILS = "tests/headoffice/test_poison.py::"

MUTANTS = (
    Mutant(
        "poison-blocks",
        "What head office itself fails on costs its group alone, and holds up nothing.",
        "headoffice/sync/push.py",
        "    return _Way.APART\n",
        "    raise error\n",
        (f"{_FAILS}test_one_operation_that_head_office_fails_on_holds_up_nothing[sqlite]",),
    ),
    Mutant(
        "poison-in-the-transaction",
        "What failed within a transaction of PostgreSQL is rolled back alone: a savepoint for each try.",
        "headoffice/sync/poison.py",
        "            with self._conn.begin_nested():\n",
        "            if self._conn:\n",
        (
            f"{_FAILS}test_what_the_database_refuses_after_the_groups_were_written_costs_its_group[postgresql]",
            f"{_FAILS}test_many_among_many_are_found[sqlite]",
        ),
    ),
    Mutant(
        "outage-refuses",
        "An outage of the database refuses nothing: all of the request waits.",
        "headoffice/sync/poison.py",
        "            if isinstance(error, Refusal | StaleDocument) or outage(error):\n",
        "            if isinstance(error, Refusal | StaleDocument):\n",
        (f"{_FAILS}test_an_outage_sets_nothing_aside_neither_at_once_nor_by_halves[sqlite-gone]",),
    ),
    Mutant(
        "blamed-at-once",
        "When nothing goes through, nothing is set aside: it may be head office.",
        "headoffice/sync/poison.py",
        "        self._see_whether_it_is_to_blame(1)\n",
        "",
        (f"{_FAILS}test_when_nothing_goes_through_nothing_is_set_aside[sqlite]",),
    ),
    Mutant(
        "held-for-ever",
        "What fails alone is set aside once anybody's work goes through.",
        "headoffice/sync/poison.py",
        "    if ledger.taken_since(conn, device.failing_since):\n        return ANY\n",
        "",
        (f"{_FAILS}test_when_nothing_goes_through_nothing_is_set_aside[sqlite]",),
    ),
    Mutant(
        "forged-in-the-ledger",
        "What was not written by this tablet takes no place in the ledger, also when head office fails on it.",
        "headoffice/sync/poison.py",
        "        if own and self._settle:\n",
        "        if self._settle:\n",
        (f"{_FAILS}test_what_nobody_of_this_tablet_wrote_takes_no_place_in_the_ledger[sqlite]",),
    ),
    Mutant(
        "hour-for-ever",
        "One operation that head office fails on waits for an hour where nobody else sends any, whatever hangs on it.",
        "headoffice/sync/poison.py",
        "    return FEW if now - device.failing_since > PATIENCE_MS else 0\n",
        "    return 0\n",
        (f"{_FAILS}test_what_hangs_on_one_that_fails_or_was_answered_before_makes_it_no_more_of_them[sqlite]",),
    ),
    Mutant(
        "rows-wait-for-words",
        "While head office fails on all that a tablet sends, the tablet still gets what others said.",
        "clienteling/sync/engine.py",
        "        except (errors.HeadOfficeOlder, errors.TooMuchUnread, errors.PushFails) as error:\n",
        "        except (errors.HeadOfficeOlder, errors.TooMuchUnread) as error:\n",
        ("tests/contracts/test_office_fails.py::test_while_all_that_is_sent_waits_what_others_said_comes[sqlite]",),
    ),
)
