"""The way to another machine, told without asking the network."""

from __future__ import annotations

import socket
from typing import NoReturn

import pytest

from clienteling.platform.network import local_addresses


def test_the_way_to_this_machine_leads_from_this_machine() -> None:
    assert local_addresses("127.0.0.1") == ("127.0.0.1",)


@pytest.mark.parametrize("host", ["headoffice.example.com", "localhost", "", "no such host", "x" * 300])
def test_no_name_is_ever_looked_up(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    def looked_up(*_: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    found = local_addresses(host)
    assert len(found) <= 2
    assert all(found)


def test_without_a_way_there_is_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoRoute(socket.socket):
        def connect(self, _address: object) -> NoReturn:
            raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket, "socket", NoRoute)
    assert local_addresses("headoffice.example.com") == local_addresses("192.0.2.7") == ()
