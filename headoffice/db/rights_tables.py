"""Tables of what customers have asked for, and of how long what is kept."""

from __future__ import annotations

from sqlalchemy import Table

from headoffice.db.columns import key, metadata, number, ref, word, words

rights_requests = Table(
    "rights_requests",
    metadata,
    key(),
    word("kind"),  # access, portability or erasure
    ref("customer_id", index=True),  # empty once they were erased
    words("asked_by"),  # accounts of the operating system, see audit.who
    number("asked_at"),
    words("agreed_by"),
    number("agreed_at"),
    words("refused_by"),
    number("refused_at"),
    words("done_by"),
    number("done_at"),
)

retention_rules = Table(
    "retention_rules",
    metadata,
    word("kind", primary_key=True),
    number("days"),  # 0: for ever
)
