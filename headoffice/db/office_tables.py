"""Tables of the people of head office who use its console: who they are, what their role is, and for which stores."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from headoffice.db.columns import key, metadata, number, owner, word, words

office_people = Table(
    "office_people",
    metadata,
    key(),
    Column("account", Text, nullable=False, unique=True),  # the company's claim that names it, in small letters
    words("name"),
    words("login"),  # their account on the machines of head office, if they have one: see console.people
    word("role"),  # domain.policy.Role; empty: taken away
    number("changed_at"),
)

office_regions = Table(
    "office_regions",  # the stores of whoever has the role regional
    metadata,
    owner("person_id", "office_people.id", primary_key=True),
    owner("store_id", "stores.id", primary_key=True),
    sqlite_with_rowid=False,
)
