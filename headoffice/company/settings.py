"""Which provider of accounts the company uses. From the environment alone; the secret from there or from a file."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ISSUER = "CLIENTELING_OIDC_ISSUER"
CLIENT_ID = "CLIENTELING_OIDC_CLIENT_ID"
SECRET, SECRET_FILE = "CLIENTELING_OIDC_SECRET", "CLIENTELING_OIDC_SECRET_FILE"
CLAIM = "CLIENTELING_OIDC_CLAIM"
PUBLIC = "CLIENTELING_PUBLIC_ADDRESS"
EMAIL = "email"


class BadSettings(Exception):
    """The settings cannot be used. The message says which and why, without the secret."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``claim``: which claim of the provider names a seller. ``public``: head office's address for browsers."""

    issuer: str
    client_id: str
    public: str
    claim: str = EMAIL
    secret: str = field(default="", repr=False)

    @property
    def entry(self) -> str:
        """What sellers type into their browser."""
        return f"{self.public}/in"

    @property
    def back(self) -> str:
        """Where the provider sends browsers back to."""
        return f"{self.public}/in/back"


def from_environment(given: Mapping[str, str] | None = None) -> Settings | None:
    """The settings; None when no issuer is named. Raises ``BadSettings``."""
    environment = os.environ if given is None else given
    issuer = environment.get(ISSUER, "").strip().rstrip("/")
    if not issuer:
        return None
    client, public = environment.get(CLIENT_ID, "").strip(), environment.get(PUBLIC, "").strip().rstrip("/")
    if not client:
        raise BadSettings(f"{CLIENT_ID} is missing: the name by which the provider of accounts knows head office.")
    for name, address in ((ISSUER, issuer), (PUBLIC, public)):
        if not safe(address):
            raise BadSettings(f"{name} must be an address that begins with https://.")
    return Settings(issuer, client, public, environment.get(CLAIM, "").strip() or EMAIL, _secret(environment))


def _secret(environment: Mapping[str, str]) -> str:
    file = environment.get(SECRET_FILE, "")
    if not file:
        return environment.get(SECRET, "")
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(f"The file that {SECRET_FILE} names cannot be read.") from error


def safe(address: object) -> bool:
    """Whether nobody between can listen: https, or this machine itself."""
    if not isinstance(address, str):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.username or parts.password or not host:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_here(host))


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
