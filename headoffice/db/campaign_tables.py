"""Table of messages to many that somebody proposes and somebody else approves."""

from __future__ import annotations

from sqlalchemy import Table

from headoffice.db.columns import key, metadata, number, word, words

campaigns = Table(
    "campaigns",
    metadata,
    key(),
    words("name"),
    word("channel"),
    word("purpose"),
    words("stores", "[]"),  # JSON: ids of the home stores meant; empty: all
    words("tier"),  # empty: any
    words("text"),
    words("proposed_by"),  # accounts of the operating system, see audit.who
    number("proposed_at"),
    words("approved_by"),
    number("approved_at"),
    number("good_until"),  # before which the approval can be used
    words("refused_by"),
    number("refused_at"),
    words("exported_by"),
    number("exported_at"),
    words("segment", "{}"),  # JSON: what else must be so of whoever is meant (campaigns.segments)
)
