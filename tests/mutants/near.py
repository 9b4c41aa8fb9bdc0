"""The index of the store's own customers, the logs of the tablet's files, and who waits for whom."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_NEAR = "tests/store/test_search_near.py::"

MUTANTS = (
    Mutant(
        "near-keeps-who-left",
        "Whoever is none of the store's customers any more is not in the store's own index.",
        "clienteling/store/migrations/replica/m0005.py",
        '        " DELETE FROM near_text WHERE rowid = old.rank;"\n',
        "",
        (f"{_NEAR}test_who_moves_away_or_is_erased_is_in_it_no_more",),
    ),
    Mutant(
        "near-half-filled",
        "The store's own index is asked only when it is complete.",
        "clienteling/store/search/near.py",
        "    if any(reached != _ALL for _, reached in found):\n",
        "    if not found:\n",
        (f"{_NEAR}test_questions_are_answered_alike_before_while_and_after_it_is_filled",),
    ),
    Mutant(
        "near-of-others",
        "The store's own index is not asked for customers of a colleague from elsewhere.",
        "clienteling/store/search/question.py",
        "and match.facets_of(group) <= match.facets_of(held.ours))",
        ")",
        (f"{_NEAR}test_a_colleague_from_elsewhere_finds_his_own_book_and_our_store",),
    ),
    Mutant(
        "near-seller-leaves",
        "When a seller leaves the store, her customers leave the store's own index.",
        "clienteling/store/search/near.py",
        "            limit -= _drop(cursor, number, wanted, limit)\n",
        "            continue\n",
        (f"{_NEAR}test_who_comes_to_the_store_and_who_leaves_it_changes_whose_customers_come_first",),
    ),
    Mutant(
        "erased-words-stay",
        "Words of whoever was deleted do not stay in the text indexes of a tablet.",
        "clienteling/store/search/forget.py",
        '_TABLES = ("near_text", "note_text", "search_text")\n',
        '_TABLES = ("near_text", "note_text")\n',
        ("tests/store/test_search_forget.py::test_the_words_go_out_of_the_file_and_everybody_else_stays",),
    ),
    Mutant(
        "save-carries-over",
        "A save does not wait for the log to be carried over to the file.",
        "clienteling/store/database.py",
        "_LOG_PAGES = 8_000\n",
        "_LOG_PAGES = 1_000\n",
        ("tests/store/test_database.py::test_a_commit_leaves_the_log_to_whoever_carries_it_over",),
    ),
    Mutant(
        "exchange-holds-up-saves",
        "An exchange does not stop in the middle of what a save waits for.",
        "clienteling/store/database.py",
        "gives_way=self._layout.rebuildable and courteous())",
        "gives_way=courteous())",
        ("tests/store/test_courtesy.py::test_whoever_saves_does_not_wait_for_what_is_being_shown",),
    ),
    Mutant(
        "aside-at-once",
        "What is read for a screen out of view waits until what is in view has been read.",
        "clienteling/ui/runner.py",
        "if self._aside and self._read_aside is None and not self._read_for:",
        "if self._aside and self._read_aside is None:",
        ("tests/ui/test_runner.py::test_what_nobody_waits_for_begins_when_what_somebody_waits_for_is_done",),
    ),
    Mutant(
        "counted-without-looking",
        "As many customers are said to be found as have the word that was typed.",
        "clienteling/store/search/match.py",
        "AND term < ? AND df > ? LIMIT 1",
        "AND term < ? AND df + 50 > ? LIMIT 1",
        ("tests/store/test_search.py::test_the_number_of_matches_is_exact_up_to_the_cap_and_honest_above",),
    ),
)
