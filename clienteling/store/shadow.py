"""A replica being downloaded beside the one in use."""

from __future__ import annotations

from collections.abc import Iterable

from clienteling.wire.messages import Change


class Shadow:
    """Implements ``sync.ports.Shadow``. Survives a crash: loading goes on at the first missing chunk."""

    def loaded(self, scope: str) -> frozenset[int]:
        """Numbers of the chunks of ``scope`` that are in."""
        raise NotImplementedError

    def load_chunk(self, scope: str, n: int, rows: Iterable[Change]) -> None:
        """Put one chunk in, in one transaction, which rolls back when ``rows`` raises."""
        raise NotImplementedError

    def swap(self) -> None:
        """Build indexes, compare with the manifests, and take the place of the replica atomically.

        Raises ``wire.integrity.Mismatch`` (and throws the shadow away) when counts or sums differ.
        """
        raise NotImplementedError

    def discard(self) -> None:
        """Throw the shadow away."""
        raise NotImplementedError
