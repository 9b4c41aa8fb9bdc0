"""Making the image of a replica: what a tablet would make of its snapshots, made once for all tablets that hold them.

Of the store head office uses this alone, and ``form`` (ADR 21): it loads chunks by the very code of the tablet, so that
there is nothing that could differ. Meanwhile the rows lie in a file that is encrypted under a key of this moment.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clienteling.store.cipher_pages import SALT_BYTES, PageCipher
from clienteling.store.database import Database, open_database
from clienteling.store.shadow import Shadow
from clienteling.wire.image_messages import PAGE_BYTES, PIECE_PAGES
from clienteling.wire.messages import Change, Manifest

if TYPE_CHECKING:
    from clienteling.store.replica import Replica


def press(
    folder: Path,
    manifests: Mapping[str, Manifest],
    chunk: Callable[[str, int], Iterable[Change]],
    piece_pages: int = PIECE_PAGES,
) -> Iterator[bytes]:
    """The plain pages of the finished file, ``piece_pages`` at a time. ``manifests`` in the order in which a tablet
    takes its scopes; ``chunk`` gives the rows of a scope's chunk. ``folder``: an empty one of its own.

    Raises ``wire.integrity.Mismatch`` when rows and sums are not those of ``manifests``, or what loading raises.
    """
    key, path = secrets.token_bytes(32), folder / "pressed.db"
    shadow = Shadow(path, key, dict(manifests), 0, _left_there, _never_read)
    try:
        for scope, manifest in manifests.items():
            for info in manifest.chunks:
                shadow.load_chunk(scope, info.n, chunk(scope, info.n))
        shadow.swap()
    finally:
        shadow.close()
    compact = folder / "compact.db"
    _compact(path, key, compact)
    with compact.open("rb") as file:
        cipher = PageCipher(key, file.read(SALT_BYTES))
        file.seek(0)
        number = 1
        while pages := file.read(piece_pages * PAGE_BYTES):
            yield b"".join(cipher.unseal(pages, number))
            number += piece_pages


def _compact(path: Path, key: bytes, target: Path) -> None:
    """Fewer pages to send: what the staging tables left empty goes. Written to a file, not to memory."""
    engine = open_database(path, key, durable=False, journal_mode="TRUNCATE")
    try:
        connection: Any = engine.raw_connection()
        try:
            connection.driver_connection.execute("VACUUM INTO ?", (str(target),))
        finally:
            connection.close()
    finally:
        engine.dispose()


def _left_there(_path: Path) -> None:
    """The finished file stays where it is."""


def _never_read(_database: Database) -> Replica:
    raise AssertionError("what is pressed is read by nobody")  # pragma: no cover
