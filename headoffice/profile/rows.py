"""Small translations between rows and values, shared by documents, history and catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, Table

from clienteling.domain.provenance import Provenance

PROVENANCE = ("by_kind", "by_actor", "by_channel", "by_at", "by_store", "by_device", "by_op")
"""The columns of a provenance, in the order of the fields of ``Provenance``."""
NOBODY = Provenance("source", "", "head_office", 0)


def columns(table: Table, *names: str) -> list[Column[Any]]:
    """The columns called ``names``; ``by`` stands for the seven of a provenance."""
    return [table.c[c] for name in names for c in (PROVENANCE if name == "by" else (name,))]


def by_of(row: Sequence[Any], start: int) -> Provenance:
    """The provenance in the seven places of ``row`` from ``start`` on."""
    return Provenance(*row[start : start + 7])


def by_columns(by: Provenance) -> dict[str, Any]:
    """What goes into the provenance columns."""
    return dict(zip(PROVENANCE, msgspec.structs.astuple(by), strict=True))


def by_values(by: Provenance) -> tuple[Any, ...]:
    """What goes into the provenance columns, in their order."""
    return msgspec.structs.astuple(by)


def to_json(value: Any) -> str:
    """``value`` as stored in a text column."""
    return msgspec.json.encode(value).decode()
