"""Downloading a finished replica where head office has one ready; where it has none, or it is not right, chunks do.

Nothing depends on it: whatever is wrong with an image, or with asking for it, the download goes on by its chunks.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import zip_longest
from typing import Protocol, TypeVar

from clienteling.sync import errors
from clienteling.sync.codec import check_chunk, zstd_exactly
from clienteling.sync.link import Link, never
from clienteling.sync.meter import Meter, OnProgress
from clienteling.sync.ports import Shadow
from clienteling.wire.image_messages import PAGE_BYTES, PIECE_PAGES, Image
from clienteling.wire.integrity import Unfit
from clienteling.wire.messages import ChunkInfo, Manifest

_log = logging.getLogger(__name__)

_Answer = TypeVar("_Answer")
STALLED = 3
"""Downloads in a row in which no piece came though head office answered, after which chunks are tried."""
PIECE_BYTES_CAP = PIECE_PAGES * PAGE_BYTES + (1 << 16)
"""Largest piece taken, packed: what cannot be packed grows by a little."""


class Try(Protocol):
    """Asks, and asks again a bounded number of times when the network or head office fails."""

    def __call__(self, ask: Callable[[], _Answer], given_up: Callable[[], bool] = never) -> _Answer:
        """What ``ask`` returns. Raises ``Cancelled`` when a wait in between is of no use any more (``given_up``)."""


def take_over(
    link: Link, shadow: Shadow, manifests: Mapping[str, Manifest], on_progress: OnProgress, try_: Try
) -> bool:
    """Fill ``shadow`` with the image of ``manifests``; False when that was not possible, and nothing is in.

    Raises ``SyncError`` when the network or head office fails; what came is kept and gone on with next time.
    """
    if any(shadow.loaded(scope) for scope in manifests):
        return False  # begun by chunks, or taken over already
    held = shadow.image.pieces()
    try:
        image = shadow.image.begun() or _asked(link, shadow, manifests, try_)
        if image is None:
            return False
        _fill(link, shadow, image, sum(manifest.rows for manifest in manifests.values()), on_progress, try_)
        shadow.take_image()
    except (errors.Corrupt, errors.NotFound, Unfit) as error:
        return _refused(shadow, error)
    except _ANYWHERE:
        raise
    except errors.SyncError as error:
        # It passes, or it is what lies between here and head office that lets no piece through.
        if shadow.image.pieces() - held or shadow.image.stall() < STALLED:
            raise
        return _refused(shadow, error)
    return True


_ANYWHERE = (
    errors.Cancelled,
    errors.Cloned,
    errors.Rebuild,
    errors.Revoked,
    errors.StaleToken,
    errors.Untrusted,
    errors.UpgradeNeeded,
)
"""What would be said of chunks as well."""


def _refused(shadow: Shadow, error: Exception) -> bool:
    _log.warning("sync.image_refused", extra={"facts": {"error": type(error)}})
    shadow.image.drop()
    return False


def _asked(link: Link, shadow: Shadow, manifests: Mapping[str, Manifest], try_: Try) -> Image | None:
    """The image that head office has ready, noted down as begun; None when it has none, is too old to know, or answers
    this question in no way that helps.
    """
    form = link.replica.image_form()
    if not form:
        return None
    ids = tuple(manifest.snapshot_id for manifest in manifests.values())
    try:
        image = try_(lambda: link.head_office.image(form, ids, link.watch))
    except (*_ANYWHERE, errors.Offline, errors.Corrupt):
        raise
    except errors.SyncError as error:
        _log.info("sync.image_unknown", extra={"facts": {"error": type(error)}})
        return None
    if image.state != "ready":
        return None
    check_image(image)
    shadow.image.begin(image)
    return image


def check_image(image: Image) -> None:
    """Raises ``Corrupt`` when an image contradicts itself or its pieces are too large."""
    if not image.id or image.pages <= 0 or not 0 < image.piece_pages <= PIECE_PAGES:
        raise errors.Corrupt
    if len(image.pieces) != -(-image.pages // image.piece_pages):
        raise errors.Corrupt
    if any(not 0 < piece.bytes <= PIECE_BYTES_CAP for piece in image.pieces):
        raise errors.Corrupt


def _fill(link: Link, shadow: Shadow, image: Image, rows: int, on_progress: OnProgress, try_: Try) -> None:
    # Rows are counted as if they lay in the pages evenly: somebody waits before a bar.
    parts = [
        ChunkInfo(
            n,
            rows * min((n + 1) * image.piece_pages, image.pages) // image.pages
            - rows * n * image.piece_pages // image.pages,
            piece.bytes,
            piece.sha256,
        )
        for n, piece in enumerate(image.pieces)
    ]
    held = shadow.image.pieces()
    missing = [info for info in parts if info.n not in held]
    meter = Meter(parts, missing, link.clock.monotonic, on_progress)
    meter.show()
    given_up = threading.Event()

    def fetch(info: ChunkInfo) -> bytes:
        return try_(lambda: _piece(link, image, info, meter, given_up), given_up.is_set)

    with closing(_one_ahead(fetch, missing, given_up)) as pieces:
        for info, pages in pieces:
            link.check()
            shadow.image.load(info.n, pages)
            meter.loaded(info)
    _log.info("sync.downloaded", extra={"facts": {"count": meter.rows, "chunks": len(missing)}})


def _one_ahead(
    fetch: Callable[[ChunkInfo], bytes], parts: Sequence[ChunkInfo], given_up: threading.Event
) -> Generator[tuple[ChunkInfo, bytes]]:
    """Each part and what ``fetch`` gives for it, which gets the next one while this one is put in: one waits for the
    network, the other for the processor and the disk. Sets ``given_up`` when the rest is wanted no more.
    """
    with ThreadPoolExecutor(1, "clienteling-piece") as beside:
        coming = [beside.submit(fetch, info) for info in parts[:1]]
        try:
            for info, following in zip_longest(parts, parts[1:]):
                pages = coming.pop().result()
                if following is not None:
                    coming.append(beside.submit(fetch, following))
                yield info, pages
        finally:
            given_up.set()


def _piece(link: Link, image: Image, info: ChunkInfo, meter: Meter, given_up: threading.Event) -> bytes:
    def watch(silence: float, received: int) -> None:
        if given_up.is_set():
            raise errors.Cancelled
        link.watch(silence, received)
        meter.receiving(info, received)

    body = link.head_office.piece(image.id, info.n, info.bytes, watch)
    check_chunk(body, info)
    pages = zstd_exactly(body, image.pages_of(info.n) * PAGE_BYTES)
    meter.arrived(info)
    return pages
