"""The pages of head office's console: who comes in, what their role lets them do, and what a page says back.

Whatever a role is not there for does not exist for whoever has it: 404, like a page that never was.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qs

import msgspec
from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from headoffice.clock import now_ms
from headoffice.company import pages, sessions
from headoffice.company.sign_ins import hash_of
from headoffice.console import page
from headoffice.console.duties import DUTIES, Duty
from headoffice.console.people import Person
from headoffice.console.words import Language, say
from headoffice.db.engine import reading, writing
from headoffice.routes import console
from headoffice.routes.http import read_body
from headoffice.routes.office import Office, office_of

FORM_BYTES, MOST_FIELDS = 1 << 16, 200
"""Of what a page may send."""
router = APIRouter(include_in_schema=False)


class Turned(Exception):
    """Whoever asks is answered with this, and nothing else happens."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


class Desk(msgspec.Struct, frozen=True):
    """What a page works with: who is there, now (ms), in which language; ``mark`` goes into every form."""

    office: Office
    person: Person
    language: Language
    mark: str
    now: int

    def say(self, key: str, *values: str) -> str:
        """Words in the language of the browser."""
        return say(self.language, key, *values)

    def show(self, title: str, *body: str, status: int = 200) -> Response:
        """A page. ``title`` is a key of the words."""
        return html(page.whole(self.language, self.say(title), *body), status)

    def form(self, where: str, button: str, *fields: str) -> page.Markup:
        """Something to send; ``button`` is a key of the words."""
        return page.form(where, self.mark, self.say(button), *fields)


def html(text: str, status: int = 200) -> Response:
    """A page that nobody keeps."""
    return HTMLResponse(text, status, {"Cache-Control": "no-store"})


def to(where: str) -> Response:
    """After something was done: on to a page that shows it."""
    return RedirectResponse(where, 303, headers={"Cache-Control": "no-store"})


def nothing(language: Language) -> Turned:
    """What is not there, or not there for this role: the same, word for word."""
    title = say(language, "title")
    return Turned(html(page.whole(language, title, page.paragraph(say(language, "nothing_here"))), 404))


def at(request: Request, duty: Duty) -> Desk:
    """The desk of whoever is signed in, for what they are there for. Raises ``Turned``."""
    desk = _came(request)
    if desk is None or duty not in DUTIES[desk.person.role]:
        raise nothing(_language(request))
    desk.office.limits.device(desk.person.id, request.method, request.scope["path"])
    return desk


def sent(request: Request, duty: Duty, said: Mapping[str, list[str]]) -> Desk:
    """``at`` for what a page sends: only one of this session. Raises ``Turned``."""
    desk = at(request, duty)
    _check_mark(desk.language, desk.mark, said)
    return desk


def _check_mark(language: Language, mark: str, said: Mapping[str, list[str]]) -> None:
    if not secrets.compare_digest(one(said, "mark").encode(), mark.encode()):
        raise Turned(html(page.whole(language, say(language, "title"), page.paragraph(say(language, "again"))), 403))


def _came(request: Request) -> Desk | None:
    """The desk of whoever is signed in; None for sellers, who have none. Raises ``Turned`` for nobody."""
    office, token, now, language = office_of(request), console.token_of(request), now_ms(), _language(request)
    if office.company is None:
        raise nothing(language)
    with reading(office.engine) as conn:
        found = sessions.who(conn, token, now)
    if found is None:
        way = page.paragraph_link("/in/console", say(language, "sign_in"))
        words = page.paragraph(say(language, "nobody"))
        raise Turned(html(page.whole(language, say(language, "title"), words, way, home=False), 401))
    if now - found.seen_at > sessions.HEARD_MS:
        with writing(office.engine) as conn:
            sessions.heard(conn, token, now)
    return Desk(office, found.person, language, _mark(token), now) if found.person else None


def _mark(token: str) -> str:
    """What shows that something was sent from a page of this session. No other site can know it."""
    return hash_of(f"desk {token}")


def _language(request: Request) -> Language:
    return pages.language_of(request.headers.get("accept-language", ""))


async def fields(request: Request) -> dict[str, list[str]]:
    """What a page sends, by name; nothing when it has no such shape. Raises ``Refusal``."""
    body = await read_body(request, FORM_BYTES)
    try:
        return parse_qs(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        return {}


Fields = Annotated[dict[str, list[str]], Depends(fields)]


def one(said: Mapping[str, list[str]], name: str) -> str:
    """The one value of this name, without spaces around; empty for none."""
    return said.get(name, [""])[0].strip()


@router.get(console.PATH)
def home(request: Request) -> Response:
    """Who is signed in, and what there is for them: by their role, or nothing."""
    desk = _came(request)
    language, mark = _language(request), _mark(console.token_of(request))
    leave = page.form(page.place("leave"), mark, say(language, "sign_out"))
    if desk is None:
        body = [page.paragraph(say(language, "no_role"))]
    else:
        who = say(language, "signed_in", desk.person.name, say(language, desk.person.role))
        ways = [page.link(page.place(duty), say(language, f"duty_{duty}")) for duty in DUTIES[desk.person.role]]
        body = [page.paragraph(who), page.items(ways) if ways else page.paragraph(say(language, "by_command"))]
    return html(page.whole(language, say(language, "title"), *body, leave, home=False))


@router.post(page.place("leave"))
def leave(request: Request, said: Fields) -> Response:
    """Sign out, of this browser alone."""
    _came(request)
    language, token = _language(request), console.token_of(request)
    _check_mark(language, _mark(token), said)
    with writing(office_of(request).engine) as conn:
        sessions.end(conn, token)
    way = page.paragraph_link("/in/console", say(language, "sign_in"))
    body = page.paragraph(say(language, "signed_out"))
    response = html(page.whole(language, say(language, "title"), body, way, home=False))
    response.delete_cookie(console.COOKIE, path=console.PATH)
    return response


async def turned(_request: Request, error: Exception) -> Response:
    """The answer that ``Turned`` brings."""
    if not isinstance(error, Turned):
        raise error
    return error.response
