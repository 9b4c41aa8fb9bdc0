"""Signatures as head office looks at them: the same answers as another library gives, alone and many at once."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import Engine

from clienteling.domain import operations as o
from clienteling.domain.errors import RejectNumber
from clienteling.domain.ids import new_id
from clienteling.wire.device_key import DeviceKey
from headoffice.sync import signatures, verify
from headoffice.sync.verify import Claim, Looked, holds
from tests import signed
from tests.headoffice.tablet import Tablet, at_head_office, customer
from tests.headoffice.test_push import statuses

ORDER = 2**252 + 27742317777372353535851937790883648493
MANY = 4 * verify._TOGETHER


def packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def key_of(seed: bytes) -> DeviceKey:
    return DeviceKey.of(packed(seed))


def flipped(text: str, bit: int) -> str:
    raw = bytearray(raw_of(text))
    raw[bit // 8 % len(raw)] ^= 1 << bit % 8
    return packed(bytes(raw))


def once_more_round(signature: str) -> str:
    """The number in it plus the order of the group: the same for whoever does not look closely."""
    raw = raw_of(signature)
    return packed(raw[:32] + (int.from_bytes(raw[32:], "little") + ORDER).to_bytes(32, "little"))


SPOILT: dict[str, Callable[[Claim, int], Claim]] = {
    "as it is": lambda c, _: c,
    "a bit of the signature": lambda c, n: (c[0], c[1], flipped(c[2], n)),
    "a bit of the key": lambda c, n: (flipped(c[0], n), c[1], c[2]),
    "more text": lambda c, n: (c[0], c[1] + bytes([n % 256]), c[2]),
    "less text": lambda c, _: (c[0], c[1][:-1], c[2]),
    "cut off": lambda c, n: (c[0], c[1], c[2][: n % 86]),
    "too long": lambda c, n: (c[0], c[1], c[2] + "A" * (1 + n % 5)),
    "padded": lambda c, _: (c[0], c[1], c[2] + "=="),
    "written otherwise": lambda c, n: (c[0], c[1], c[2][:-1] + "BCDEFHIJKLMNOP"[n % 14]),
    "not a letter": lambda c, n: (c[0], c[1], c[2][: n % 86] + "+" + c[2][n % 86 + 1 :]),
    "not of ASCII": lambda c, n: (c[0], c[1], c[2][: n % 86] + "ä" + c[2][n % 86 + 1 :]),
    "once more round": lambda c, _: (c[0], c[1], once_more_round(c[2])),
    "of another key": lambda c, n: (key_of(bytes([n % 256]) * 32).public(), c[1], c[2]),
    "no key": lambda c, _: ("", c[1], c[2]),
    "a key cut off": lambda c, n: (c[0][: n % 43], c[1], c[2]),
    "a signature for a key": lambda c, _: (c[2], c[1], c[2]),
}


@settings(max_examples=150, deadline=None)
@given(
    seed=st.binary(min_size=32, max_size=32),
    text=st.binary(min_size=1, max_size=200),
    how=st.sampled_from(sorted(SPOILT)),
    number=st.integers(0, 511),
)
def test_two_libraries_say_the_same(seed: bytes, text: bytes, how: str, number: int) -> None:
    key = key_of(seed)
    claim = SPOILT[how]((key.public(), text, key.sign(text)), number)
    assert holds(*claim) is signed.holds(*claim)
    assert holds(*claim) is (claim == (key.public(), text, key.sign(text)))


@pytest.mark.parametrize("how", SPOILT)
def test_nothing_but_what_was_signed_holds(how: str) -> None:
    key = DeviceKey.new()
    claim = (key.public(), b"text", key.sign(b"text"))
    assert holds(*SPOILT[how](claim, 7)) is signed.holds(*SPOILT[how](claim, 7)) is (how == "as it is")


@pytest.mark.parametrize("point", [bytes(32), b"\1" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"])
def test_a_key_under_which_one_signature_fits_many_texts_is_none(point: bytes) -> None:
    public, signature = packed(point), packed(b"\1" + bytes(63))
    assert not any(holds(public, bytes([n]), signature) for n in range(20))


def test_many_at_once_are_looked_at_each_for_itself() -> None:
    keys = [DeviceKey.new(), DeviceKey.new()]
    claims: list[Claim] = []
    for n in range(MANY):
        text = n.to_bytes(4)
        good = (keys[n % 2].public(), text, keys[n % 2].sign(text))
        claims.append(SPOILT["of another key"](good, n) if n % 3 == 0 else good)
    looked = Looked()
    looked.look(claims)
    assert [looked.holds(*claim) for claim in claims] == [n % 3 != 0 for n in range(MANY)]


def test_what_was_not_looked_at_before_is_looked_at_when_it_is_asked_for() -> None:
    key, looked = DeviceKey.new(), Looked()
    signature = key.sign(b"text")
    looked.look([(key.public(), b"text", signature)])
    assert looked.holds(key.public(), b"text", signature)
    assert not looked.holds(key.public(), b"other", signature)
    assert looked.holds(key.public(), b"other", key.sign(b"other"))


def test_of_a_large_push_exactly_what_was_forged_is_refused(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signatures, "_MANY", 6)
    ana, other = customer(company), Tablet(tablet.client, company)
    theirs = other.op(o.TagAdd(new_id(), "theirs"), ana.id)
    mine = [tablet.op(o.TagAdd(new_id(), f"tag {n}"), ana.id) for n in range(8)]
    sent = [*mine[:4], theirs, replace(mine[4], actor=new_id()), *mine[5:]]
    altered, elsewhere = (f"rejected:{int(n)}" for n in (RejectNumber.BAD_SIGNATURE, RejectNumber.FOREIGN_DEVICE))
    assert statuses(tablet.push(*sent)) == [*["applied"] * 4, elsewhere, altered, *["applied"] * 3]
    # What was taken is a repetition to the byte, and not looked at again; what was forged is, and refused again.
    again = [*["duplicate"] * 4, elsewhere, altered, *["duplicate"] * 3]
    assert statuses(tablet.push(*sent)) == again
    assert statuses(tablet.push(*mine)) == [*["duplicate"] * 4, "applied", *["duplicate"] * 3]
    assert {t.tag for t in at_head_office(company, ana.id).tags} == {f"tag {n}" for n in range(8)}
