"""Unpacking what head office sends, with limits: a small body must not become a mountain."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator

import msgspec
import zstandard

from clienteling.sync.errors import UNREADABLE, Corrupt
from clienteling.wire.messages import Change, ChunkInfo

CHUNK_CAP = 1 << 30
"""Most bytes one bootstrap chunk may unpack to; it is never held whole."""
LINE_CAP = 1 << 26
"""Most bytes of one row of a chunk."""
_WINDOW = 1 << 25
# A kilobyte of zstd can say at most some 32 MiB, so feeding it piece by piece bounds memory.
_PIECE = 1 << 10
_ROWS = msgspec.json.Decoder(Change)


def unpack(body: bytes, encoding: str, cap: int) -> bytes:
    """``body`` without its content encoding (gzip, zstd or none). Raises ``Corrupt``, also beyond ``cap`` bytes."""
    if encoding in ("", "identity"):
        if len(body) > cap:
            raise Corrupt
        return body
    if encoding == "zstd":
        return b"".join(zstd_blocks(body, cap))
    if encoding == "gzip":
        return _gunzip(body, cap)
    raise Corrupt


def _gunzip(body: bytes, cap: int) -> bytes:
    machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        whole = machine.decompress(body, cap)
    except zlib.error as error:
        raise Corrupt from error
    if not machine.eof or machine.unused_data:
        raise Corrupt
    return whole


def zstd_blocks(body: bytes, cap: int) -> Iterator[bytes]:
    """The content of the one zstd frame that ``body`` is. Raises ``Corrupt`` when it is damaged, cut short, followed by
    anything, or larger than ``cap`` bytes.
    """
    machine = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
    view = memoryview(body)
    total = 0
    for start in range(0, len(view), _PIECE):
        if machine.eof:
            raise Corrupt
        try:
            block = machine.decompress(view[start : start + _PIECE])
        except zstandard.ZstdError as error:
            raise Corrupt from error
        total += len(block)
        if total > cap:
            raise Corrupt
        if block:
            yield block
    if not machine.eof or machine.unused_data:
        raise Corrupt


def zstd_exactly(body: bytes, size: int) -> bytes:
    """The content of the one zstd frame that ``body`` is, which says itself that it is ``size`` bytes long, at once.

    Raises ``Corrupt`` when it says something else, is damaged, cut short or followed by anything.
    """
    try:
        if zstandard.frame_content_size(body) != size:
            raise Corrupt
        machine = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        content = machine.decompress(body, max_output_size=size, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise Corrupt from error
    if len(content) != size:
        raise Corrupt
    return content


def check_chunk(body: bytes, info: ChunkInfo) -> None:
    """Raises ``Corrupt`` unless ``body`` is the chunk the manifest promised."""
    if len(body) != info.bytes or hashlib.sha256(body).hexdigest() != info.sha256:
        raise Corrupt


def chunk_rows(body: bytes, info: ChunkInfo) -> Iterator[Change]:
    """The rows of a chunk, unpacked as they are taken.

    Raises ``Corrupt`` when it is taken: at the first row that does not decode, or at the end when there are not as many
    rows as promised. Whoever takes them must do so in one transaction.
    """
    count = 0
    for lines in _whole_lines(zstd_blocks(body, CHUNK_CAP)):
        try:
            rows = _ROWS.decode_lines(lines)
        except UNREADABLE as error:
            raise Corrupt from error
        for row in rows:
            if row.op != "put":
                raise Corrupt
        count += len(rows)
        yield from rows
    if count != info.rows:
        raise Corrupt


def _whole_lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    rest: list[bytes] = []
    held = 0
    for block in blocks:
        end = block.rfind(b"\n") + 1
        if end:
            yield b"".join((*rest, block[:end]))
            rest, held = [], 0
        rest.append(block[end:])
        held += len(block) - end
        if held > LINE_CAP:
            raise Corrupt
    if held:
        yield b"".join(rest)
