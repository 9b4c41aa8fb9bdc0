"""The first download, and every one after which the replica is replaced: into a shadow, then the swap.

Where head office has the finished replica ready, its pages are taken over (``sync.images``); else chunks are loaded.

Interrupted at any moment it goes on at the first missing chunk, from the same snapshots as long as head office
keeps them. A chunk is held in memory while it is put in, never on disk outside the database.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import TypeVar

from clienteling.sync import errors, images
from clienteling.sync.codec import check_chunk, chunk_rows
from clienteling.sync.link import Link, never, refusing_bad_rows
from clienteling.sync.meter import Meter, OnProgress
from clienteling.sync.ports import Shadow
from clienteling.sync.pull import Puller, check_row
from clienteling.sync.report import Report
from clienteling.sync.retry import Backoff
from clienteling.wire.integrity import Mismatch
from clienteling.wire.messages import SNAPSHOT_SCHEMA, Change, ChunkInfo, DeviceAnswer, Manifest

_log = logging.getLogger(__name__)

TRIES = 5
"""Failures in a row of one step after which the download stops (and can be gone on with)."""
PREPARE_SECONDS = 900.0
"""How long head office may take to prepare a snapshot."""
POLL_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Waits between questions whether a snapshot is ready; the last one repeats."""
CHUNK_BYTES_CAP = 1 << 26
"""Largest chunk taken, packed."""
_LOOK_EVERY = 1_000

_Answer = TypeVar("_Answer")


class Download:
    """One download of all scopes of the device."""

    def __init__(self, link: Link, device: DeviceAnswer, on_progress: OnProgress, backoff: Backoff) -> None:
        self._link = link
        self._device = device
        self._on_progress = on_progress
        self._backoff = backoff

    def run(self) -> None:
        """Download, verify, swap. Raises ``SyncError``; what is complete by then is kept and gone on with next time."""
        try:
            self._load(self._begun() or self._manifests())
        except errors.NotFound:
            # Head office no longer keeps these snapshots; whole new ones, once.
            self._load(self._manifests())

    def _begun(self) -> dict[str, Manifest]:
        """The manifests of an interrupted download when they still suit, else nothing."""
        begun = self._link.replica.begun()
        if not begun:
            return {}
        suits = set(begun) == set(self._device.scopes) and all(
            m.epoch == self._device.epoch and m.schema == SNAPSHOT_SCHEMA for m in begun.values()
        )
        if suits:
            return begun
        shadow = self._link.replica.shadow(begun)
        shadow.discard()
        shadow.close()
        return {}

    def _manifests(self) -> dict[str, Manifest]:
        return {scope: self._manifest(scope) for scope in self._device.scopes}

    def _manifest(self, scope: str) -> Manifest:
        waits = iter(POLL_SECONDS)
        give_up = self._link.clock.monotonic() + PREPARE_SECONDS
        while True:
            manifest = self._try(lambda: self._link.head_office.manifest(scope, self._link.watch))
            if manifest.state == "ready":
                check_manifest(manifest, self._device.epoch)
                return manifest
            if self._link.clock.monotonic() > give_up:
                raise errors.Busy
            self._link.pause(next(waits, POLL_SECONDS[-1]))

    def _try(self, ask: Callable[[], _Answer], given_up: Callable[[], bool] = never) -> _Answer:
        """What ``ask`` returns, tried again a bounded number of times when the network or head office fails. Raises
        ``Cancelled`` when the wait in between is of no use any more (``given_up``).
        """
        self._backoff.succeeded()
        while True:
            self._link.check()
            try:
                return ask()
            except (errors.Offline, errors.Busy, errors.Corrupt) as error:
                wait = self._backoff.failed(error.retry_after)
                if self._backoff.failures >= TRIES:
                    raise
                _log.info("sync.download_retry", extra={"facts": {"attempt": self._backoff.failures}})
            self._link.pause(wait, given_up)

    def _load(self, manifests: dict[str, Manifest]) -> None:
        shadow = self._link.replica.shadow(manifests)
        try:
            if not images.take_over(self._link, shadow, manifests, self._on_progress, self._try):
                self._fill(shadow, manifests)
            self._link.check()
            self._catch_up(shadow, tuple(manifests))
            shadow.swap()
        except Mismatch as error:
            _log.warning("sync.download_mismatch", extra={"facts": {"scope": error.scope}})
            shadow.discard()
            raise errors.Corrupt from error
        except (errors.NotFound, errors.Rebuild):
            shadow.discard()
            raise
        finally:
            shadow.close()

    def _catch_up(self, shadow: Shadow, scopes: tuple[str, ...]) -> None:
        """Bring the rows to where the feeds end before anybody sees them: the snapshots are of different moments, and
        whoever moved in between from one scope to another may be in none of them.
        """
        link, puller, report = self._link.over(shadow.replica()), Puller(), Report()
        self._try(lambda: puller.pull(link, scopes, self._device.epoch, report))
        self._link.slow |= link.slow

    def _fill(self, shadow: Shadow, manifests: dict[str, Manifest]) -> None:
        missing = [
            (scope, info)
            for scope, manifest in manifests.items()
            for loaded in (shadow.loaded(scope),)
            for info in manifest.chunks
            if info.n not in loaded
        ]
        parts = [info for manifest in manifests.values() for info in manifest.chunks]
        meter = Meter(parts, [info for _, info in missing], self._link.clock.monotonic, self._on_progress)
        meter.show()
        for scope, info in missing:
            self._try(lambda scope=scope, info=info: self._chunk(shadow, scope, manifests[scope], info, meter))  # type: ignore[misc]
        _log.info("sync.downloaded", extra={"facts": {"count": meter.rows, "chunks": len(missing)}})

    def _chunk(self, shadow: Shadow, scope: str, manifest: Manifest, info: ChunkInfo, meter: Meter) -> None:
        def watch(silence: float, received: int) -> None:
            self._link.watch(silence, received)
            meter.receiving(info, received)

        body = self._link.head_office.chunk(scope, manifest.snapshot_id, info.n, info.bytes, watch)
        check_chunk(body, info)
        meter.arrived(info)
        with refusing_bad_rows():
            shadow.load_chunk(scope, info.n, self._looking_on(chunk_rows(body, info), meter))
        meter.loaded(info)

    def _looking_on(self, rows: Iterator[Change], meter: Meter) -> Iterator[Change]:
        for count, row in enumerate(rows):
            if count % _LOOK_EVERY == 0:
                self._link.check()
                meter.show(count)
            check_row(row)
            yield row


def check_manifest(manifest: Manifest, epoch: str) -> None:
    """Raises ``Rebuild`` when head office's database changed meanwhile, ``UpgradeNeeded`` or ``HeadOfficeOlder`` when
    the rows are of another version than this app's, ``Corrupt`` when the manifest contradicts itself.
    """
    if manifest.epoch != epoch:
        raise errors.Rebuild
    if manifest.schema > SNAPSHOT_SCHEMA:
        raise errors.UpgradeNeeded
    if manifest.schema < SNAPSHOT_SCHEMA:
        raise errors.HeadOfficeOlder
    numbers = [info.n for info in manifest.chunks]
    if len(set(numbers)) != len(numbers) or sum(info.rows for info in manifest.chunks) != manifest.rows:
        raise errors.Corrupt
    if any(info.bytes > CHUNK_BYTES_CAP for info in manifest.chunks):
        raise errors.Corrupt
