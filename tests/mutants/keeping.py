"""The rules by which head office keeps its own house in order, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_HEAL = "tests/headoffice/test_heal.py::"
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
        "due.values(upkeep_by=name, upkeep_until=now + LEASE_MS)",
        "due.values(upkeep_by=name, upkeep_until=now + LEASE_MS, upkeep_at=now)",
        (f"{_UPKEEP}test_work_that_failed_half_way_is_done_soon_and_by_one_at_a_time[sqlite-_places]",),
    ),
    Mutant(
        "upkeep-by-two",
        "Daily work is done by one worker at a time.",
        "headoffice/sync/upkeep.py",
        "hub.c.upkeep_at <= now - DAY_MS, hub.c.upkeep_until <= now)",
        "hub.c.upkeep_at <= now - DAY_MS)",
        (f"{_UPKEEP}test_work_that_failed_half_way_is_done_soon_and_by_one_at_a_time[sqlite-_places]",),
    ),
)
