"""Masks never show more than agreed, whatever they are given; a policy that makes no sense is refused in words."""

from __future__ import annotations

import msgspec
import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clienteling.domain.masks import DOT, masked
from clienteling.domain.policy import DEFAULTS, LEVELS, ROLES, Policy, Unfit, check


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("phone", "+34612345623", f"+34 6{DOT}{DOT} {DOT}{DOT}{DOT} {DOT}23"),
        ("phone", "612345623", f"6{DOT}{DOT} {DOT}{DOT}{DOT} {DOT}23"),
        ("phone", "+35312345678", f"+353 {DOT}{DOT}{DOT} {DOT}{DOT}{DOT} 78"),
        ("phone", "12345", f"{DOT}{DOT}{DOT} {DOT}{DOT}"),
        ("phone", "+\u0663\u0664\u0666", DOT * 5),
        ("email", "carmen@gmail.com", f"c{DOT * 5}@g{DOT * 3}.com"),
        ("email", "jo@x.museum", f"{DOT * 5}@{DOT * 3}.museum"),
        ("email", "ana@localhost", f"a{DOT * 5}@{DOT * 3}"),
        ("email", "ana@\u0434\u043e\u043c.\u0440\u0444", f"a{DOT * 5}@\u0434{DOT * 3}"),
        ("email", "\u5f20\u4e09\u4e30@shop.cn", f"\u5f20{DOT * 5}@s{DOT * 3}.cn"),
        ("email", "no address", DOT * 5),
        ("address", "Calle Mayor 1\n28013 Madrid", DOT * 5),
        ("social", "@carmen", DOT * 5),
        ("social", "carmen", f"c{DOT * 5}"),
        ("social", "ab", DOT * 5),
        ("fax", "12345678", DOT * 5),
        ("phone", "", ""),
    ],
)
def test_masks(kind: str, value: str, shown: str) -> None:
    assert masked(kind, value) == shown
    assert masked(kind, shown) == shown


@given(st.from_regex(r"\+?[0-9]{5,15}", fullmatch=True) | st.text(max_size=30))
def test_of_a_number_at_most_the_code_the_first_digit_and_the_last_two_are_shown(value: str) -> None:
    shown = masked("phone", value)
    digits = "".join(c for c in value if c.isdecimal())
    visible = "".join(c for c in shown if c.isdecimal())
    try:
        code = str(phonenumbers.parse(value, None).country_code)
    except phonenumbers.NumberParseException:
        code = ""
    national = digits.removeprefix(code)
    allowed = code + (national[:1] if len(national) >= 9 else "") + (national[-2:] if len(national) >= 7 else "")
    assert visible == allowed or set(shown) <= {DOT}
    assert len(national) < 6 or len(national) - len(visible.removeprefix(code)) >= 5
    assert set(shown) <= set("0123456789+ ") | {DOT} | set(visible)


@given(st.emails() | st.text(max_size=40))
def test_of_an_address_at_most_two_letters_and_the_end_are_shown(value: str) -> None:
    shown = masked("email", value)
    local, _, domain = value.rpartition("@")
    name, _, end = domain.rpartition(".")
    rest = shown.replace(DOT, "").replace("@", "", 1)
    if rest.endswith(f".{end}"):
        rest = rest.removesuffix(f".{end}")
    assert rest in {"", local[:1], name[:1], local[:1] + name[:1]}
    assert masked("email", shown) == shown


@given(st.sampled_from(["phone", "email", "social", "address"]), st.text(alphabet=f"{DOT}a1 @.+", max_size=20))
def test_what_somebody_typed_with_bullets_is_no_way_around_a_mask(kind: str, value: str) -> None:
    shown = masked(kind, value)
    assert sum(c.isalnum() for c in shown) <= 3 + 3 + 6
    assert masked(kind, shown) == shown


def test_the_defaults_hold_for_every_role_and_group() -> None:
    check(Policy())
    assert set(DEFAULTS) == set(ROLES)
    assert all(set(levels) == set(LEVELS) for levels in DEFAULTS.values())
    assert Policy().level("seller", "phone") == "reveal"
    assert Policy().level("seller", "spend") == "band"
    assert Policy().level("manager", "phone") == "full"
    assert Policy().level("somebody", "notes") == "hidden"
    assert msgspec.json.decode(msgspec.json.encode(Policy()), type=Policy) == Policy()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"levels": {}}, "seller.phone"),
        ({"levels": {**DEFAULTS, "seller": {**DEFAULTS["seller"], "phone": "band"}}}, "seller.phone must be one of"),
        ({"reveals_per_hour": 0}, "reveals_per_hour"),
        ({"reveal_seconds": 1_001}, "reveal_seconds"),
        ({"reasons": ()}, "At least one"),
        ({"reasons": ("a", "a")}, "none twice"),
        ({"reasons": ("Because Ana said so",)}, "letters"),
    ],
)
def test_what_makes_no_sense_is_refused(changed: dict[str, object], said: str) -> None:
    with pytest.raises(Unfit, match=said):
        check(replace(Policy(), **changed))
