"""Messages about images: finished replicas that head office has laid out. Part of the sync contract (see
``wire.messages``).
"""

from __future__ import annotations

from typing import Literal

import msgspec

PAGE_BYTES = 4_096
"""Bytes of one page of a replica's file."""
PIECE_PAGES = 4_096
"""Most pages in one piece: 16 MiB unpacked."""


class PieceInfo(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One piece of an image: ``GET /v1/images/{id}/pieces/{n}``, zstd over pages, its bytes and their SHA-256."""

    bytes: int
    sha256: str


class Image(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``GET /v1/images?form=&snapshots=``: the replica that a tablet would make of these snapshots, as a file in pages.

    ``snapshots`` are the ids of all of the tablet's scopes, with commas between; ``form`` says how its app would make
    the file. ``none``: not of this form, or not worth it. ``preparing``: not yet; nobody waits for it, the chunks hold
    the same. ``pages`` of ``PAGE_BYTES`` each, ``piece_pages`` to a piece, fewer in the last one.
    """

    state: Literal["none", "preparing", "ready"]
    id: str = ""
    pages: int = 0
    piece_pages: int = 0
    pieces: tuple[PieceInfo, ...] = ()

    def pages_of(self, n: int) -> int:
        """Pages in piece ``n``."""
        return min(self.piece_pages, self.pages - n * self.piece_pages)
