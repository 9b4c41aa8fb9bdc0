"""The rules of backups, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_AGE, _STILL = "headoffice/backups/age.py", "headoffice/backups/stillness.py"
_BACK = "headoffice/backups/putting_back.py"
_FORMAT, _ALL = "tests/headoffice/test_backup_format.py::", "tests/headoffice/test_backups.py::"

MUTANTS = (
    Mutant(
        "backup-any-end",
        "A backup that is cut off between two of its parts is refused.",
        _AGE,
        '        return (self._number - 1).to_bytes(11, "big") + bytes([last])\n',
        '        return (self._number - 1).to_bytes(11, "big") + bytes([last and False])\n',
        (f"{_FORMAT}test_chunks_in_another_order_left_out_doubled_or_of_another_file_are_refused",),
    ),
    Mutant(
        "backup-any-order",
        "A backup whose parts stand in another order is refused.",
        _AGE,
        '(self._number - 1).to_bytes(11, "big")',
        '(0).to_bytes(11, "big")',
        (f"{_FORMAT}test_chunks_in_another_order_left_out_doubled_or_of_another_file_are_refused",),
    ),
    Mutant(
        "backup-any-beginning",
        "A backup whose beginning was changed is refused.",
        _AGE,
        "    if not hmac.compare_digest(_mac(file_key, header), mac):\n",
        "    if not mac:\n",
        (f"{_FORMAT}test_a_changed_byte_of_the_beginning_is_refused_each",),
    ),
    Mutant(
        "backup-of-a-moving-file",
        "A backup of a file into which somebody wrote meanwhile is given up.",
        _STILL,
        "        if _state(file) != before:\n",
        "        if before is None:\n",
        (f"{_ALL}test_a_file_is_read_as_of_one_moment_while_others_write[sqlite]",),
    ),
    Mutant(
        "backup-with-a-log",
        "A backup begins when all that is in the database's log is in its file.",
        _STILL,
        "    return not busy and log == done\n",
        "    return not busy\n",
        (f"{_ALL}test_a_file_is_read_as_of_one_moment_while_others_write[sqlite]",),
    ),
    Mutant(
        "backup-served-too-early",
        "A database that a backup was put into is served by nobody before who was erased since is erased again.",
        "headoffice/db/migrate.py",
        "            if not put_back and being_put_back.marked(conn):\n",
        "            if put_back is None and being_put_back.marked(conn):\n",
        (f"{_ALL}test_who_was_erased_since_is_erased_before_anybody_is_served[postgresql]",),
    ),
    Mutant(
        "backup-into-something",
        "A backup is put into an empty database only.",
        _BACK,
        "    if (target.exists() and target.stat().st_size) or any(each.exists() for each in beside):\n",
        "    if target.is_dir():\n",
        (f"{_ALL}test_what_lies_beside_a_lost_file_is_not_taken_for_its_log[sqlite]",),
    ),
    Mutant(
        "backup-newest-forgotten",
        "The backup that was just made is kept, whatever the clock said for others.",
        "headoffice/backups/files.py",
        "path for path in held(folder) if path.name != newest]\n    going = others[: max(0, len(others) + 1 - keep)]\n",
        "*held(folder)]\n    going = others[: max(0, len(others) - keep)]\n",
        (f"{_ALL}test_so_many_are_kept_and_nothing_else_is_touched[sqlite]",),
    ),
)
