"""The process that makes one image. What to make it reads from standard input: an address may hold a password.

It takes a processor for some seconds, so it stands back behind whatever else wants one, and is the first to go where
memory ends.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import zstandard
from sqlalchemy import Engine, select

from clienteling.store.press import press
from clienteling.wire.image_messages import PAGE_BYTES, PIECE_PAGES
from clienteling.wire.messages import Change, Manifest
from headoffice.clock import now_ms
from headoffice.db.engine import open_engine, reading, writing
from headoffice.db.sync_tables import snapshot_chunks
from headoffice.logs import hold_back, set_up
from headoffice.sync import images
from headoffice.sync.presses import FAILED, GIVEN_UP, MADE, Task
from headoffice.sync.snapshot import Lost

_log = logging.getLogger(__name__)
LEVEL = 9
"""Of compression: packed once, downloaded by every tablet of a store."""
_BACK = 10
_FIRST_TO_GO = "1000"
_OOM = Path("/proc/self/oom_score_adj")
_ROWS = msgspec.json.Decoder(Change)


def make(engine: Engine, image_id: str, folder: Path, piece_pages: int = PIECE_PAGES) -> int:
    """Make the claimed image; its number of pages. Raises ``Lost``, ``wire.integrity.Mismatch``, or what a full disk
    raises.

    What lies in ``folder`` meanwhile is its owner's to clear away.
    """
    with reading(engine) as conn:
        manifests = images.sources(conn, image_id)

    def rows(scope: str, n: int) -> Iterator[Change]:
        with writing(engine) as conn:
            images.touch(conn, image_id, now_ms())
        return _rows(engine, manifests[scope], n)

    pages = 0
    packer = zstandard.ZstdCompressor(level=LEVEL)
    for n, plain in enumerate(press(folder, manifests, rows, piece_pages)):
        body = packer.compress(plain)
        with writing(engine) as conn:
            images.keep(conn, image_id, n, body, now_ms())
        pages += len(plain) // PAGE_BYTES
    with writing(engine) as conn:
        now = now_ms()
        images.touch(conn, image_id, now, state="ready", ready_at=now, pages=pages, piece_pages=piece_pages)
    return pages


def _rows(engine: Engine, manifest: Manifest, n: int) -> Iterator[Change]:
    c = snapshot_chunks.c
    with reading(engine) as conn:
        query = select(c.body).where(c.snapshot_id == manifest.snapshot_id, c.n == n)
        body = conn.execute(query).scalar_one_or_none()
    if body is None:
        raise Lost
    return iter(_ROWS.decode_lines(zstandard.ZstdDecompressor().decompressobj().decompress(body)))


def main() -> int:
    """Make what standard input says; how it ended."""
    hold_back()
    set_up()
    _stand_back()
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    engine = open_engine(task.database, pool_size=2)
    began = time.monotonic()
    try:
        pages = make(engine, task.image, Path(task.folder))
    except Lost:
        _log.info("image.given_up")
        return GIVEN_UP
    except Exception:  # noqa: BLE001 - whatever it is, it is logged without its words, and tablets have their chunks
        _log.exception("image.failed")
        return FAILED
    finally:
        engine.dispose()
    _log.info("image.ready", extra={"facts": {"count": pages, "seconds": round(time.monotonic() - began, 1)}})
    return MADE


def _stand_back() -> None:
    """Behind whoever answers tablets, for processors and for memory, where the system knows of such a thing."""
    if sys.platform != "win32":  # there whoever begins the process says so
        os.nice(_BACK)
    try:
        if _OOM.exists():
            _OOM.write_text(_FIRST_TO_GO)
    except OSError:  # a service may be kept from saying so
        _log.info("image.not_first_to_go")


if __name__ == "__main__":
    sys.exit(main())
