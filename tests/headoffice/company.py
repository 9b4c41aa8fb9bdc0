"""A real provider of accounts in a process of its own, a head office that uses it, and a seller's browser."""

from __future__ import annotations

import html
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import msgspec
from sqlalchemy import Engine, insert

from clienteling.wire.pin_messages import CompanyPoll, CompanyPollAnswer, CompanySignIn, CompanySignInAnswer
from headoffice.company.settings import Settings
from headoffice.db.engine import writing
from headoffice.db.sync_tables import seller_accounts
from tests.headoffice.tablet import LUIS, MARTA, Tablet

CLIENT_ID, SECRET = "clienteling", "a secret between the two of them"
PUBLIC = "http://localhost"
ACCOUNTS = {"marta": "Marta@example.com", "luis": "luis@example.com", "nobody": "nobody@example.com"}
PROVEN = {"sub": "unproven", "email": "marta@example.com", "email_verified": False}


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        port: int = held.getsockname()[1]
    return port


@contextmanager
def provider(*, seconds: int = 3_600) -> Iterator[str]:
    """The provider; its address. ``seconds``: how long what it signs is good."""
    port = free_port()
    people = [{"sub": sub, "email": email, "email_verified": True} for sub, email in ACCOUNTS.items()]
    told = [word for person in (*people, PROVEN) for word in ("--user-claims", json.dumps(person))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), "-e", str(seconds)]
    process = subprocess.Popen([*command, *told], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        give_up = time.monotonic() + 60
        while True:
            assert process.poll() is None, "the provider did not start"
            try:
                httpx.get(f"{address}/.well-known/openid-configuration").raise_for_status()
                break
            except httpx.TransportError:
                assert time.monotonic() < give_up, "the provider did not answer"
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait()


def settings(issuer: str, **changed: str) -> Settings:
    """Head office's settings for this provider."""
    return Settings(**{"issuer": issuer, "client_id": CLIENT_ID, "public": PUBLIC, "secret": SECRET, **changed})


def give_accounts(engine: Engine) -> None:
    """Head office knows whose account is whose."""
    with writing(engine) as conn:
        for seller, account in ((MARTA, "marta@example.com"), (LUIS, "luis@example.com")):
            conn.execute(insert(seller_accounts).values(seller_id=seller, account=account))


def begin(tablet: Tablet, seller: str = MARTA) -> CompanySignInAnswer:
    """The tablet asks for a sign-in."""
    response = tablet.send("/v1/sellers/company-sign-in", content=msgspec.json.encode(CompanySignIn(seller)))
    assert response.status_code == 200, response.text
    return msgspec.json.decode(response.content, type=CompanySignInAnswer)


def poll(tablet: Tablet, begun: CompanySignInAnswer) -> CompanyPollAnswer:
    """The tablet asks how it stands."""
    response = tablet.send("/v1/sellers/company-sign-in/poll", content=msgspec.json.encode(CompanyPoll(begun.poll)))
    assert response.status_code == 200, response.text
    return msgspec.json.decode(response.content, type=CompanyPollAnswer)


class Browser:
    """A seller's browser. It does not run scripts and follows nothing by itself."""

    def __init__(self, office: httpx.Client) -> None:
        # Both speak without TLS on this machine.
        self.office = httpx.Client(base_url=office.base_url, timeout=30, verify=False)  # noqa: S501
        self.outside = httpx.Client(timeout=30, verify=False)  # noqa: S501

    def close(self) -> None:
        """Closed."""
        self.office.close()
        self.outside.close()

    def go(self, code: str) -> str:
        """Type the code, say yes; where the provider is to be found."""
        shown = self.office.get("/in", params={"code": code})
        assert shown.status_code == 200, shown.text
        leaving = self.leave(shown)
        assert leaving.status_code == 303, leaving.text
        return leaving.headers["location"]

    def leave(self, shown: httpx.Response) -> httpx.Response:
        """Say yes on the page that asks whether it is this tablet."""
        found = re.search(r'<form action="([^"]+)" method="post">', shown.text)
        assert found, shown.text
        return self.office.post(html.unescape(found[1]))

    def sign_in(self, where: str, account: str = "marta", **changed: str) -> str:
        """Sign in there; where the provider sends the browser. ``changed``: what is asked of it differently."""
        parts = urlsplit(where)
        query = {**dict(parse_qsl(parts.query)), **changed}
        address = parts._replace(query=urlencode(query)).geturl()
        said = self.outside.post(address, data={"sub": account} if account else {"action": "deny"})
        assert said.status_code in (302, 303), said.text
        return said.headers["location"]

    def back(self, where: str, **changed: str) -> httpx.Response:
        """Come back to head office."""
        query = {**dict(parse_qsl(urlsplit(where).query)), **changed}
        return self.office.get("/in/back", params=query)
