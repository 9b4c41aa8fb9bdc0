"""Kinds of columns and the words for them, the same on SQLite and PostgreSQL.

Times are ms since 1970 UTC (BIGINT), money whole minor units (BIGINT), dates ISO text, identifiers 32 hex digits.
Text is never NULL: "not told" is the empty string, as in the documents that travel.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, MetaData, String, Text, false, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Identifiers sort byte by byte: faster than a language's rules, and the same on both databases.
ID = String(32).with_variant(String(32, collation="C"), "postgresql")
NAME = String(40).with_variant(String(40, collation="C"), "postgresql")
BIG_KEY = BigInteger().with_variant(Integer(), "sqlite")
"""A key that counts up by itself; SQLite only does that for INTEGER."""


def key(name: str = "id") -> Column[str]:
    """An identifier that is (part of) the primary key."""
    return Column(name, ID, primary_key=True)


def owner(name: str, target: str, *, primary_key: bool = False, index: bool = False) -> Column[str]:
    """An identifier of the row this one belongs to and goes away with."""
    return Column(
        name, ID, ForeignKey(target, ondelete="CASCADE"), primary_key=primary_key, nullable=False, index=index
    )


def ref(name: str, *, index: bool = False) -> Column[str]:
    """An identifier of something else, or the empty string."""
    return Column(name, ID, nullable=False, server_default="", index=index)


def word(name: str, *, primary_key: bool = False, default: str = "", index: bool = False) -> Column[str]:
    """A short machine word: a kind, a state, a currency."""
    if primary_key:
        return Column(name, NAME, primary_key=True)
    return Column(name, NAME, nullable=False, server_default=default, index=index)


def words(name: str, default: str = "") -> Column[str]:
    """Text people or sources wrote, of any length."""
    return Column(name, Text, nullable=False, server_default=default)


def number(name: str, default: int = 0) -> Column[int]:
    """A whole number: a time in ms, an amount in minor units, a version, a count."""
    return Column(name, BigInteger, nullable=False, server_default=text(str(default)))


def flag(name: str) -> Column[bool]:
    """Yes or no; no by default."""
    return Column(name, Boolean, nullable=False, server_default=false())


def provenance(prefix: str = "by") -> list[Column[str] | Column[int]]:
    """The columns of a ``domain.provenance.Provenance``, in the order of its fields."""
    return [
        word(f"{prefix}_kind"),
        words(f"{prefix}_actor"),
        word(f"{prefix}_channel"),
        number(f"{prefix}_at"),
        ref(f"{prefix}_store"),
        ref(f"{prefix}_device"),
        ref(f"{prefix}_op"),
    ]
