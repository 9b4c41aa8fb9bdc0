"""Rules of who may see what and what is written down about it, broken one at a time."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_AUDIT = "tests/headoffice/test_audit.py::"

MUTANTS = (
    Mutant(
        "audit-unwritten",
        "What was done is written into the audit log in the transaction of what it tells.",
        "headoffice/audit/log.py",
        "    conn.execute(insert(audit_log), rows)\n",
        "",
        (f"{_AUDIT}test_tablets_that_are_enrolled_and_split_are_written_down[sqlite]",),
    ),
    Mutant(
        "audit-head-unlocked",
        "Writers of the audit log take turns to their commit, so it is one chain.",
        "headoffice/audit/log.py",
        "    head = conn.execute(take.returning(audit_head.c.seq, audit_head.c.hash)).one()\n",
        "    with conn.engine.begin() as other:\n"
        "        head = other.execute(take.returning(audit_head.c.seq, audit_head.c.hash)).one()\n",
        (f"{_AUDIT}test_writers_at_once_make_one_chain[postgresql]",),
    ),
    Mutant(
        "audit-content-unchecked",
        "An entry of the audit log whose content was changed is found.",
        "headoffice/audit/chain.py",
        "    if hash_of(values) != digest:\n",
        "    if not digest:\n",
        (f"{_AUDIT}test_any_byte_changed_is_found_in_its_entry",),
    ),
    Mutant(
        "audit-chain-unchecked",
        "An entry of the audit log that does not follow the one before is found.",
        "headoffice/audit/chain.py",
        "    if values[-1] != last:\n",
        "    if not last:\n",
        (f"{_AUDIT}test_an_entry_that_follows_another_one_than_stands_before_it_is_found",),
    ),
    Mutant(
        "audit-tail-unchecked",
        "Entries cut off at the end of the audit log are missed.",
        "headoffice/audit/chain.py",
        "    if head.seq > count or (noted and noted.seq > count):\n",
        "    if noted and noted.seq > count:\n",
        (f"{_AUDIT}test_who_changes_it_past_the_triggers_is_found[sqlite-statements3-broken3]",),
    ),
)
