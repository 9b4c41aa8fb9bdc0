"""Folding: waiting operations over a row. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clienteling.domain.apply import apply_operation
from clienteling.domain.errors import Rejected
from clienteling.store.journal_rows import Pending
from clienteling.store.values import Folded


def fold(held: Any | None, version: int, pending: Iterable[Pending], region: str) -> Folded:
    """``held`` (at ``version``; None, 0 when there is no row) with ``pending``, oldest first, folded in.

    An operation that head office has answered is left out once the row is at least the version it led to: the row
    contains it. Until then it stays in, so that a value never flickers back. One that the rules refuse on this row is
    left out and named in ``refused``.
    """
    entity = held
    waits: set[str] = set()
    refused: set[str] = set()
    for item in pending:
        if not item.waits and item.version <= version:
            continue
        op_id = item.operation.op_id
        if item.waits:
            waits.add(op_id)
        try:
            entity = apply_operation(entity, item.operation, entity.version if entity else 0, region).entity
        except Rejected:
            if item.waits:
                refused.add(op_id)
    return Folded(entity, frozenset(waits), frozenset(refused))
