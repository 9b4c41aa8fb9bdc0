"""For a console in a browser: who is signed in there with the company's account, and signing out."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request
from starlette.responses import Response

from clienteling.wire.errors import WireError
from headoffice.clock import now_ms
from headoffice.company import sessions
from headoffice.company.sessions import ConsolePerson
from headoffice.db.engine import reading, writing
from headoffice.routes.documentation import described
from headoffice.routes.http import answer
from headoffice.routes.office import office_of
from headoffice.sync.refusal import Refusal

COOKIE = "clienteling-console"
PATH = "/v1/console"
ME = f"{PATH}/me"
_LONGEST = 100
router = APIRouter()


class ConsoleEnd(msgspec.Struct, frozen=True):
    """``POST /v1/console/sign-out``: whether somebody was signed in."""

    ended: bool


@router.get(ME, **described("Who is signed in at the console", ConsolePerson, refusals=(401,)))
def me(request: Request) -> Response:
    """By the cookie of the session."""
    office, token, now = office_of(request), token_of(request), now_ms()
    with reading(office.engine) as conn:
        found = sessions.who(conn, token, now)
    if found is None or office.company is None:
        raise Refusal(WireError.BAD_TOKEN, "Nobody is signed in. Sign in at /in/console.")
    if now - found.seen_at > sessions.HEARD_MS:
        with writing(office.engine) as conn:
            sessions.heard(conn, token, now)
    return answer(request, found.told, headers={"Cache-Control": "no-store"})


@router.post("/v1/console/sign-out", **described("Sign out of the console", ConsoleEnd))
def sign_out(request: Request) -> Response:
    """Of this browser alone."""
    ended, token = False, token_of(request)
    if token:
        with writing(office_of(request).engine) as conn:
            ended = sessions.end(conn, token)
    response = answer(request, ConsoleEnd(ended))
    response.delete_cookie(COOKIE, path=PATH)
    return response


def token_of(request: Request) -> str:
    """What the browser shows to be signed in; empty: nothing."""
    return request.cookies.get(COOKIE, "")[:_LONGEST]
