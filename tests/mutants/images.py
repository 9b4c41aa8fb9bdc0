"""Mutants of finished replicas: what a tablet takes over, and whom head office hands it out to."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_STORE = "tests/store/test_image.py::"
_PRESSES = "tests/headoffice/test_presses.py::"
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
        "    if any(_sum(connection, n) != (count, total) for n, _, _, count, total in scopes):\n",
        "    if not all(_sum(connection, n) for n, _, _, _, _ in scopes):\n",
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
    Mutant(
        "image-of-another-version",
        "A finished replica is made by a process of the version that was asked for it, or not at all.",
        "headoffice/sync/images.py",
        '    mine = (images.c.id == image_id, images.c.state == "preparing", images.c.form == FORM)\n',
        '    mine = (images.c.id == image_id, images.c.state == "preparing")\n',
        (f"{_OFFICE}test_no_other_version_makes_it[sqlite]",),
    ),
    Mutant(
        "image-of-the-overtaken",
        "A finished replica is made of the latest snapshots alone, whatever mixture of older ones is asked for.",
        "headoffice/sync/images.py",
        '.where(s.id.in_(ids), s.state == "ready", ~overtaken))\n',
        '.where(s.id.in_(ids), s.state == "ready"))\n',
        (f"{_OFFICE}test_of_snapshots_that_were_overtaken_none_is_made[sqlite]",),
    ),
    Mutant(
        "image-for-the-outdated",
        "An app that is too old for head office's rows gets no finished replica of them either.",
        "headoffice/routes/images.py",
        "    if device.too_old:\n",
        "    if device.too_old and not device.works:\n",
        (f"{_OFFICE}test_an_app_that_is_too_old_gets_none[sqlite]",),
    ),
    Mutant(
        "image-without-a-sign",
        "A finished replica that takes long to make is not taken for given up.",
        "headoffice/sync/presses.py",
        "                if not self._sign(image_id):\n",
        "                if not image_id:\n",
        (f"{_PRESSES}test_a_process_that_is_busy_for_long_is_not_taken_for_dead[sqlite]",),
    ),
    Mutant(
        "image-over-and-over",
        "A finished replica that could not be made is not tried again with every question.",
        "headoffice/sync/presses.py",
        "            if what in self._failed:\n",
        "            if what in self._waiting:\n",
        (f"{_PRESSES}test_what_fails_is_given_up_and_not_tried_again_for_a_while[1-sqlite]",),
    ),
    Mutant(
        "image-held-up",
        "A store whose snapshot is never ready, or fails, does not hold up the replicas of others for ever.",
        "headoffice/sync/ahead.py",
        " and now - since < AGAIN_SECONDS:\n",
        ":\n",
        (f"{_PRESSES}test_a_store_that_is_never_ready_holds_up_the_others_for_a_while_only[False-sqlite]",),
    ),
    Mutant(
        "image-for-nobody",
        "Finished replicas are laid out ahead where a tablet is about to come, and for nobody else.",
        "headoffice/sync/ahead.py",
        ".where(c.used_at == 0, c.expires_at > now)",
        ".where(c.used_at == 0)",
        (f"{_PRESSES}test_a_store_with_a_code_finds_its_replica_laid_out[sqlite]",),
    ),
    Mutant(
        "image-of-two-forms",
        "What an app of another form began to take over is begun anew.",
        "clienteling/store/image.py",
        "        if held is None or held.form != FORM:\n",
        "        if held is None:\n",
        (f"{_STORE}test_what_an_app_of_another_form_began_is_begun_anew",),
    ),
    Mutant(
        "pieces-for-ever",
        "A tablet to which no piece of a finished replica comes through loads chunks in the end.",
        "clienteling/sync/images.py",
        "        if shadow.image.pieces() - held or shadow.image.stall() < STALLED:\n",
        "        if shadow.image.pieces() - held or shadow.image.stall() < STALLED * 100:\n",
        ("tests/sync/test_images.py::test_pieces_that_never_come_through_leave_the_way_by_chunks[error0]",),
    ),
)
