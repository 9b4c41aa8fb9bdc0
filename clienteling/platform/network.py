"""How this machine would reach another one, without asking the network."""

from __future__ import annotations

import ipaddress
import socket

# Addresses that belong to nobody (RFC 5737, RFC 3849): whatever leads to them leads out of here.
_ANYWHERE = (ipaddress.ip_address("192.0.2.1"), ipaddress.ip_address("2001:db8::1"))


def local_addresses(host: str) -> tuple[str, ...]:
    """The addresses of this machine that it would speak to ``host`` from; empty when no way leads there.

    Another answer than before means another network. Only the route table is asked: nothing is sent and no name looked
    up (for a name, the ways out of here count), so that it takes microseconds on the worst of networks.
    """
    return tuple(found for target in _targets(host) if (found := _local_address(target)))


def _targets(host: str) -> tuple[ipaddress.IPv4Address | ipaddress.IPv6Address, ...]:
    try:
        return (ipaddress.ip_address(host),)
    except ValueError:
        return _ANYWHERE


def _local_address(target: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    family = socket.AF_INET if target.version == 4 else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((str(target), 9))  # of a datagram socket: sends nothing
            address: str = asking.getsockname()[0]
            return address
    except OSError:
        return ""  # no way there
