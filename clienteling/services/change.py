"""What a use case changed, so that screens refresh only that, and how to take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Change:
    """One saved action of a seller: already on disk when you hold this.

    ``what`` is the kind of its first operation (``note.add``, ``preference.set`` ...), ``undo`` when it took something
    back; the screen makes the sentence of the toast from it and from ``values`` (for instance ``key`` and ``value``
    of a preference). ``entities`` are the (type, id) pairs that look different now. ``op_ids`` is empty when it was
    already so and nothing had to be saved. ``undo`` saves the inverse operations; None when there is no way
    back, and for an undo.
    """

    what: str
    customer_id: str
    entities: frozenset[tuple[str, str]]
    op_ids: tuple[str, ...]
    undo: Callable[[], Change] | None = None
    values: dict[str, str] = field(default_factory=dict)
