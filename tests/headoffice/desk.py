"""People of head office for tests: their roles, and what each sees in a browser."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

import httpx
from sqlalchemy import Engine

from clienteling.domain.ids import new_id
from headoffice.clock import now_ms
from headoffice.company import sessions
from headoffice.console import people
from headoffice.console.duties import OfficeRole
from headoffice.console.people import Person, Told
from headoffice.db.engine import writing

COOKIE = "clienteling-console"
CONSOLE = "/v1/console"


def somebody(engine: Engine, role: OfficeRole, *codes: str, account: str = "", login: str = "") -> Person:
    """Somebody with this role; whoever is regional for the stores of ``codes``."""
    told = Told(role.capitalize(), account or f"{new_id()}@example.com", login, role, codes)
    with writing(engine) as conn:
        return people.give(conn, told, now_ms())


class Desk:
    """A browser in which ``account`` is signed in, as the way back from the provider does it."""

    def __init__(self, client: httpx.Client, engine: Engine, account: str, language: str = "en") -> None:
        with writing(engine) as conn:
            self.token = sessions.begin(conn, account, now_ms())
        headers = {"Cookie": f"{COOKIE}={self.token}", "Accept-Language": language}
        # Without TLS on this machine.
        self._mark = ""
        self.browser = httpx.Client(base_url=client.base_url, headers=headers, timeout=30, verify=False)  # noqa: S501

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.browser.close()

    def get(self, path: str = "") -> httpx.Response:
        """A page; ``path`` below the first one."""
        return self.browser.get(f"{CONSOLE}{path}")

    def mark(self) -> str:
        """What shows that something is sent from a page of this session."""
        if not self._mark:
            found = re.search(r'name="mark" value="(\w+)"', self.get().text)
            assert found
            self._mark = found[1]
        return self._mark

    def post(self, path: str, **said: Any) -> httpx.Response:
        """What is typed into a page."""
        return self.browser.post(f"{CONSOLE}{path}", data={"mark": self.mark(), **said})


def as_role(client: httpx.Client, engine: Engine, role: OfficeRole, *codes: str, language: str = "en") -> Desk:
    """The browser of somebody new with this role."""
    account = f"{new_id()}@example.com"
    somebody(engine, role, *codes, account=account)
    return Desk(client, engine, account, language)


def words(said: httpx.Response) -> str:
    """What a page says, without its markup."""
    return " ".join(html.unescape(re.sub(r"<style>[^<]*</style>|<[^>]*>", " ", said.text)).split())


def described(said: httpx.Response) -> Mapping[str, list[str]]:
    """Label -> values, of what a page lists."""
    found: dict[str, list[str]] = {}
    for label, value in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", said.text, re.DOTALL):
        found.setdefault(html.unescape(label), []).append(html.unescape(re.sub(r"<[^>]*>", " ", value)).strip())
    return found
