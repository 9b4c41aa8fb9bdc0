"""Mutants of finished replicas: what a tablet takes over, and whom head office hands it out to."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_STORE = "tests/store/test_image.py::"
_OFFICE = "tests/headoffice/test_images.py::"

MUTANTS = (
    Mutant(
        "image-of-other-tables",
        "A finished replica with other tables, a trigger or a view is not taken.",
        "clienteling/store/image.py",
        "    if _schema(connection) != _expected():\n",
        "    if not _schema(connection):\n",
        (f"{_STORE}test_an_image_that_is_not_what_this_app_makes_is_refused[a trigger]",),
    ),
    Mutant(
        "image-uncounted",
        "A finished replica is taken only when its rows are counted and summed as head office says.",
        "clienteling/store/image.py",
        "        if _sum(connection, n) != (count, total):\n",
        "        if not _sum(connection, n):\n",
        (f"{_STORE}test_an_image_that_is_not_what_this_app_makes_is_refused[a row of another version]",),
    ),
    Mutant(
        "piece-unwritten",
        "A finished replica of which pieces came is gone on with at the first one missing.",
        "clienteling/sync/images.py",
        "    missing = [info for info in parts if info.n not in held]\n",
        "    missing = [info for info in parts if info.n not in held or held]\n",
        ("tests/sync/test_images.py::test_pieces_are_gone_on_with[1]",),
    ),
    Mutant(
        "image-or-nothing",
        "Where a finished replica cannot be taken, the download goes on by chunks.",
        "clienteling/sync/images.py",
        "    except (errors.Corrupt, errors.NotFound, Unfit) as error:\n",
        "    except Unfit as error:\n",
        ("tests/sync/test_images.py::test_an_image_that_is_gone_leaves_the_way_by_chunks",),
    ),
    Mutant(
        "image-of-another-store",
        "A finished replica is handed out to tablets of its store and kind alone.",
        "headoffice/sync/images.py",
        "    if set(names) != set(held):\n",
        "    if not held:\n",
        (f"{_OFFICE}test_it_is_for_tablets_of_this_store_and_kind_alone[sqlite]",),
    ),
    Mutant(
        "image-outlives-its-rows",
        "Nothing is kept of a finished replica of which somebody was erased while it was made.",
        "headoffice/sync/images.py",
        "    if not conn.execute(mine.values(alive_at=now, **values)).rowcount:\n",
        "    if not conn.execute(mine.values(alive_at=now, **values)).rowcount and values:\n",
        (f"{_OFFICE}test_what_vanishes_while_it_is_made_leaves_nothing[sqlite]",),
    ),
)
