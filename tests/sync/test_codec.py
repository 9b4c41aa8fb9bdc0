"""Unpacking chunks: exactly what was promised, or nothing."""

from __future__ import annotations

import gzip
import hashlib

import hypothesis.strategies as st
import msgspec
import pytest
import zstandard
from hypothesis import given

from clienteling.sync import codec
from clienteling.sync.errors import Corrupt
from clienteling.wire.messages import Change, ChunkInfo


def rows(count: int, size: int = 10) -> list[Change]:
    body = msgspec.Raw(msgspec.json.encode({"id": "x" * size}))
    return [Change(n, "note", f"{n:032x}", "put", 1, body) for n in range(count)]


def packed(changes: list[Change]) -> bytes:
    return zstandard.compress(b"\n".join(map(msgspec.json.encode, changes)))


def info(body: bytes, count: int) -> ChunkInfo:
    return ChunkInfo(0, count, len(body), hashlib.sha256(body).hexdigest())


@pytest.mark.parametrize("count", [0, 1, 2, 20_000])
def test_rows_come_out_as_they_went_in(count: int) -> None:
    body = packed(rows(count))
    codec.check_chunk(body, info(body, count))
    assert list(codec.chunk_rows(body, info(body, count))) == rows(count)


def test_rows_larger_than_a_block_come_out_whole() -> None:
    changes = rows(3, size=1 << 20)
    body = packed(changes)
    assert list(codec.chunk_rows(body, info(body, 3))) == changes


def test_a_line_feed_at_the_end_is_no_row() -> None:
    body = zstandard.compress(b"".join(msgspec.json.encode(row) + b"\n" for row in rows(3)))
    assert len(list(codec.chunk_rows(body, info(body, 3)))) == 3


@given(st.data())
def test_any_damage_to_a_chunk_is_noticed(data: st.DataObject) -> None:
    body = packed(rows(20))
    place = data.draw(st.integers(0, len(body) - 1))
    damaged = data.draw(
        st.sampled_from([body[:place], body + b"\x00", body[:place] + bytes([body[place] ^ 0x40]) + body[place + 1 :]])
    )
    with pytest.raises(Corrupt):
        codec.check_chunk(damaged, info(body, 20))


@given(st.binary(max_size=300))
def test_any_bytes_unpack_or_are_refused(body: bytes) -> None:
    for encoding in ("gzip", "zstd"):
        with pytest.raises(Corrupt):
            codec.unpack(body, encoding, 1_000)


@pytest.mark.parametrize("count", [1, 3])
def test_more_or_fewer_rows_than_promised_are_refused(count: int) -> None:
    body = packed(rows(2))
    with pytest.raises(Corrupt):
        list(codec.chunk_rows(body, info(body, count)))


def test_a_tombstone_has_no_place_in_a_chunk() -> None:
    body = packed([Change(1, "note", "e" * 32, "del", 1)])
    with pytest.raises(Corrupt):
        list(codec.chunk_rows(body, info(body, 1)))


def test_a_mountain_is_refused_while_it_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    body = packed(rows(3, size=1 << 20))
    assert len(list(codec.chunk_rows(body, info(body, 3)))) == 3
    monkeypatch.setattr(codec, "CHUNK_CAP", 1 << 21)
    with pytest.raises(Corrupt):
        list(codec.chunk_rows(body, info(body, 3)))
    monkeypatch.undo()
    monkeypatch.setattr(codec, "LINE_CAP", 1 << 19)
    with pytest.raises(Corrupt):
        list(codec.chunk_rows(body, info(body, 3)))


@pytest.mark.parametrize("encoding", ["gzip", "zstd", ""])
def test_a_body_that_unpacks_to_more_than_allowed_is_refused(encoding: str) -> None:
    content = bytes(1 << 22)
    body = {"gzip": gzip.compress(content), "zstd": zstandard.compress(content), "": content}[encoding]
    assert codec.unpack(body, encoding, len(content)) == content
    for cap in (len(content) - 1, 1 << 10):
        with pytest.raises(Corrupt):
            codec.unpack(body, encoding, cap)


def test_two_frames_are_not_one() -> None:
    body = packed(rows(1)) + packed(rows(1))
    with pytest.raises(Corrupt):
        list(codec.chunk_rows(body, info(body, 2)))
