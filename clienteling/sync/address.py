"""The address of a head office as a person types it, made into the base URL everything else uses."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from clienteling.sync.errors import BadAddress

_LABEL = re.compile(r"^(?!-)[\w-]{1,63}(?<!-)$")
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://")


def normal_address(typed: str) -> str:
    """The base URL (scheme, host, port, perhaps a path; no trailing slash) for what was typed.

    Without a scheme it is https, or http when the host is this machine. Plain http to another machine is taken only
    when it was typed. Raises ``BadAddress``.
    """
    text = typed.strip()
    if not text or re.search(r"[\s\x00-\x1f\x7f\\]", text):
        raise BadAddress
    if not _SCHEME.match(text):
        text = f"//{text}"
    parts = _split(text)
    host = parts.hostname or ""
    _check_host(host)
    scheme = parts.scheme or ("http" if is_loopback(host) else "https")
    if scheme not in ("http", "https") or parts.username is not None or parts.query or parts.fragment:
        raise BadAddress
    shown = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port is not None else ""
    return f"{scheme}://{shown}{port}{parts.path.rstrip('/')}"


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port  # parsed on access
    except ValueError as error:
        raise BadAddress from error
    if parts.port == 0:
        raise BadAddress
    return parts


def _check_host(host: str) -> None:
    if _ip(host) is not None:
        return
    labels = host.removesuffix(".").split(".")
    if host in ("http", "https"):  # https:/example.com: a slash is missing
        raise BadAddress
    if len(host) > 253 or not all(_LABEL.match(label) for label in labels):
        raise BadAddress
    if labels[-1].isdigit():  # 300.1.1.1: meant as an IP address, but is none
        raise BadAddress


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this machine."""
    address = _ip(host)
    return address.is_loopback if address is not None else host.lower().removesuffix(".") == "localhost"
