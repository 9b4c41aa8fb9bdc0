"""Tables of what customers have asked for, and of how long what is kept."""

from __future__ import annotations

from sqlalchemy import Table

from headoffice.db.columns import key, metadata, number, owner, ref, word, words

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
    number(
        "begun_at"
    ),  # of an erasure: from here on it stands in the list of erasures, or may; it is not refused any more
)

erasure_receipts = Table(
    "erasure_receipts",
    metadata,
    owner("request_id", "rights_requests.id", primary_key=True),
    owner("device_id", "devices.id", primary_key=True, index=True),
    word("scope", primary_key=True),
    words("epoch"),  # in which this position counts
    number("seq"),  # of the scope's feed: a tablet that stands there has nothing of them left
    number("confirmed_at"),
    words("said"),  # JSON of what the tablet told, word for word
    words("asked"),  # the request it told it with, as it was signed (wire.proof.request_text)
    words("signature"),
    sqlite_with_rowid=False,
)

retention_rules = Table(
    "retention_rules",
    metadata,
    word("kind", primary_key=True),
    number("days"),  # 0: for ever
)
