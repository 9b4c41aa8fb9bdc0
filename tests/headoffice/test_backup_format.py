"""Files of backups: another program's are read, and nothing but what was written is."""

from __future__ import annotations

import base64
import io
import random
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from headoffice.backups import keys
from headoffice.backups.age import CHUNK, Damaged, Sealer, WrongKey, opened
from headoffice.backups.keys import BadKey

KEY = X25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = X25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
# By rage 0.11 (pyrage 1.4.0), with a stanza of a kind nobody knows, as it adds them.
THEIR_KEY = "AGE-SECRET-KEY-1EW9UH8JSUMV8UR54Y7MDQXDRHGLNC4TUFVUWEH4XPXVMNV9FGKESXSXVK5"
THEIRS = (
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBnTm1mVm5TNERlM0JJbDY0SzdKcS96ZjJ1V09Wd0tlWmtkMnpSUDJKOTNZCjVFczlU"
    "MHFyVkZ6T091NzF1V0hzWDcyYTlyaml1UEIyc0c1Q3hhY2tyTEkKLT4gZWt9Xi1ncmVhc2UKN3BJbEt4dmFYRUIzSFdqT0pTZHNXajU0QXBu"
    "cXc1YTUxdlNDWTZOU2xVVW5KYlJ3MHUrVmpZdXBPTHlNMlNJNgp3RitlZGoyVmNSalFtU0NoY3RpQmZQc1ZHaVVxT2pBCi0tLSBTaDNNSWo2"
    "Njl5ZUpaRERKOHEzVFpkOWt0Q21vb2hMTG5ZNlJCWnFHQWZjClVnbeIA6slQZnnjmuIquo5R8O/jXGfO8IRBurGSEpY2K9qGpnKOdVy4cAdO"
    "dPzKxPOlcVg="
)


def _sealed(data: bytes, *to: X25519PrivateKey) -> bytes:
    out = io.BytesIO()
    sealer = Sealer(out, [each.public_key() for each in to or (KEY,)])
    for start in range(0, len(data), 50_000):
        sealer.write(data[start : start + 50_000])
    sealer.finish()
    return out.getvalue()


def _read(sealed: bytes, key: X25519PrivateKey = KEY) -> bytes:
    return b"".join(opened(io.BytesIO(sealed), key))


DATA = random.Random(1).randbytes(2 * CHUNK + 1234)
WHOLE = _sealed(DATA, OTHER, KEY)
BEGIN = WHOLE.index(b"\n--- ") + 1
BEGIN = WHOLE.index(b"\n", BEGIN) + 1 + 16
"""Of the first chunk."""


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_what_was_written_is_read_by_each_it_is_for_and_by_nobody_else(size: int) -> None:
    sealed = _sealed(DATA[:size], KEY, OTHER)
    assert _read(sealed) == _read(sealed, OTHER) == DATA[:size]
    with pytest.raises(WrongKey):
        _read(sealed, X25519PrivateKey.generate())


def test_what_another_program_has_sealed_is_read(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"# a comment\n\n{THEIR_KEY}\n")
    assert _read(base64.b64decode(THEIRS), keys.private_key(tmp_path / "key")) == b"what is written here"


@settings(max_examples=150)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_changed_byte_is_refused_wherever_it_is(place: int, change: int) -> None:
    changed = bytearray(WHOLE)
    changed[place] ^= change
    with pytest.raises((Damaged, WrongKey)):
        _read(bytes(changed))


def test_a_changed_byte_of_the_beginning_is_refused_each() -> None:
    small = _sealed(b"x", OTHER, KEY)
    for place in range(len(small)):
        changed = small[:place] + bytes([small[place] ^ 1]) + small[place + 1 :]
        with pytest.raises((Damaged, WrongKey)):
            _read(changed)


@settings(max_examples=60)
@given(st.integers(0, len(WHOLE) - 1))
def test_what_is_cut_off_is_refused_wherever(length: int) -> None:
    with pytest.raises(Damaged):
        _read(WHOLE[:length])


def test_chunks_in_another_order_left_out_doubled_or_of_another_file_are_refused() -> None:
    head, size = WHOLE[:BEGIN], CHUNK + 16
    one, two, last = WHOLE[BEGIN : BEGIN + size], WHOLE[BEGIN + size : BEGIN + 2 * size], WHOLE[BEGIN + 2 * size :]
    assert _read(head + one + two + last) == DATA
    foreign = _sealed(DATA, OTHER, KEY)[-len(one + two + last) :]
    bad = (two + one + last, one + last, one + one + two + last, one + two, one + two + last + last, foreign)
    for chunks in (*bad, last, b"", one + two + last + b"x"):
        with pytest.raises(Damaged):
            _read(head + chunks)


def test_a_file_that_is_something_else_is_told_to_be_that() -> None:
    for other in (b"", b"SQLite format 3\0", b"age-encryption.org/v1\n-> X25519", b"\n" * 5000):
        with pytest.raises(Damaged):
            _read(other)


def test_a_private_key_is_for_its_owner_alone_and_no_file_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "key"
    public = keys.make(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    held = keys.private_key(path)
    assert public.startswith("age1")
    assert keys.public_text(held.public_key()) == public
    assert [keys.public_text(each) for each in keys.public_keys(f"{public}, {public}")] == [public, public]
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        keys.make(path)
    assert path.read_bytes() == before


@settings(max_examples=60)
@given(st.data())
def test_a_slip_of_the_pen_in_a_key_is_found(data: st.DataObject) -> None:
    public = keys.public_text(KEY.public_key())
    place = data.draw(st.integers(4, len(public) - 1))
    letter = data.draw(st.sampled_from(sorted(set(LETTERS) - {public[place]})))
    with pytest.raises(BadKey, match="slip"):
        keys.public_keys(public[:place] + letter + public[place + 1 :])


@pytest.mark.parametrize("text", ["", "age1", "1", "agé1qq", THEIR_KEY, "Age1" + "q" * 58, "age1" + "q" * 20])
def test_what_is_no_public_key_is_refused_and_not_quoted(text: str) -> None:
    with pytest.raises(BadKey) as refused:
        keys.public_keys(text)
    assert THEIR_KEY not in str(refused.value)


@pytest.mark.parametrize("text", ["", "# only words\n", f"{THEIR_KEY}\n{THEIR_KEY}\n", THEIR_KEY[:-1], "\xff\xfe"])
def test_what_is_no_private_key_is_refused_and_not_quoted(tmp_path: Path, text: str) -> None:
    (tmp_path / "key").write_bytes(text.encode("latin-1"))
    with pytest.raises(BadKey) as refused:
        keys.private_key(tmp_path / "key")
    assert THEIR_KEY[-20:-2] not in str(refused.value)
