"""Table of what sellers said about two profiles being one person's, and of what came of it."""

from __future__ import annotations

from sqlalchemy import Table

from headoffice.db.columns import key, metadata, number, owner, provenance, ref, word, words

merge_requests = Table(
    "merge_requests",
    metadata,
    key(),
    owner("customer_id", "customers.id", index=True),  # in whose profile it lies while it is open
    owner("other_id", "customers.id", index=True),
    word("reason"),
    *provenance(),  # who asked
    word("state", default="open"),  # open, taken_back, refused or done
    ref("stayed_id"),  # done: whose profile stayed
    word("why"),  # refused: why
    words("decided_by"),  # a seller's id, or an account of the operating system (audit.who)
    ref("decided_op", index=True),  # the operation it was decided by
    number("decided_at"),
    words("text"),  # why, in the words of who asked
    number("kept_at"),  # when somebody at head office found these words to be all right; 0: not yet
)
