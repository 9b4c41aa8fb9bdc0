"""Messages about who was erased. Part of the sync contract (see ``wire.messages``)."""

from __future__ import annotations

import msgspec

ERASED_LIMIT = 500
"""Most ids in one question about who was erased."""


class ErasedQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``POST /v1/device/erased``: which of these were erased? ``ids``: customers, and what was written about them, that
    the tablet's journal still speaks of, at most ``ERASED_LIMIT``.
    """

    ids: tuple[str, ...]


class ErasedAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Those of the ids asked for that were erased for good."""

    ids: tuple[str, ...]
