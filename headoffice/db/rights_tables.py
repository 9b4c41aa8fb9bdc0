"""Tables of what customers have asked for."""

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
