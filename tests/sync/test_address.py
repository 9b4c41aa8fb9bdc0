"""What people type as the address of head office."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from clienteling.sync.address import normal_address
from clienteling.sync.errors import BadAddress


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("headoffice.example.com", "https://headoffice.example.com"),
        ("  HeadOffice.Example.com/ ", "https://headoffice.example.com"),
        ("https://headoffice.example.com:8443/clients/", "https://headoffice.example.com:8443/clients"),
        ("HTTPS://headoffice.example.com", "https://headoffice.example.com"),
        ("http://till-server", "http://till-server"),
        ("till-server:8000", "https://till-server:8000"),
        ("localhost", "http://localhost"),
        ("localhost:8000", "http://localhost:8000"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://127.0.0.1:8000", "https://127.0.0.1:8000"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("192.168.1.20", "https://192.168.1.20"),
        ("tienda-ñandú.example", "https://tienda-ñandú.example"),
        ("example.com.", "https://example.com."),
    ],
)
def test_what_can_be_meant_is_understood(typed: str, address: str) -> None:
    assert normal_address(typed) == address
    assert normal_address(address) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "https://",
        "head office",
        "ftp://example.com",
        "file:///etc/passwd",
        "https://user:secret@example.com",
        "user@example.com",
        "https://example.com?next=1",
        "https://example.com#top",
        "example.com:99999",
        "example.com:0",
        "example.com:port",
        "300.1.1.1",
        "1.2.3",
        "-example.com",
        "example..com",
        "[::1",
        "https:/example.com",
        "example.com\\..\\x",
        "exa\x00mple.com",
        "a" * 64 + ".com",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_address_is_refused_with_a_hint(typed: str) -> None:
    with pytest.raises(BadAddress) as refused:
        normal_address(typed)
    assert "headoffice.example.com" in refused.value.sentence


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(typed: str) -> None:
    try:
        address = normal_address(typed)
    except BadAddress:
        return
    assert address.startswith(("http://", "https://"))
    assert normal_address(address) == address
