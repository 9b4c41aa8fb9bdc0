"""The pages for a browser: the code that stands on a tablet, to the provider of accounts, and back from there."""

from __future__ import annotations

import secrets
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from clienteling.wire.codes import normal_code
from clienteling.wire.errors import WireError
from headoffice.clock import now_ms
from headoffice.company import pages, sessions, sign_ins
from headoffice.company.provider import Away, NotProven, Provider
from headoffice.db.engine import reading, writing
from headoffice.routes import console
from headoffice.routes.office import Office, address_of, office_of
from headoffice.sync.refusal import Refusal

COOKIE, ASKED = "clienteling-in", "clienteling-asked"
_ODD, _LONGEST = 200, 4_000
"""Characters of what a browser shows, and of a code of the provider's."""
router = APIRouter()


@router.get("/in", include_in_schema=False)
def enter(request: Request) -> Response:
    """The code that stands on the tablet, then: is it this tablet?"""
    provider, language, code = _provider(request), _language(request), _asked(request, "code")
    if not code:
        return _html(pages.ask(language))
    office, address = office_of(request), address_of(request)
    office.limits.before("code", address)
    with reading(office.engine) as conn:
        found = sign_ins.opened(conn, code, now_ms())
    if found is None:
        office.limits.wrong("code", address)
        return _html(pages.ask(language, wrong=True), 404)
    code, asked = normal_code(code), secrets.token_urlsafe(32)
    page = pages.check(language, code, _mark(asked, code), seller=found.seller, store=found.store, device=found.device)
    shown = _html(page)
    # Some browsers hold where a form is sent on to against this as well, and providers send on to each other.
    scheme = provider.settings.issuer.partition(":")[0]
    shown.headers["Content-Security-Policy"] = f"form-action 'self' {scheme}:"
    _keep(shown, provider, ASKED, asked, path="/in", seconds=sign_ins.SIGN_IN_SECONDS, samesite="strict")
    return shown


def _mark(asked: str, code: str) -> str:
    """What shows that the browser which has ``asked`` was asked about this code. No other site can know it."""
    return sign_ins.hash_of(f"{asked} {code}")


@router.post("/in/go", include_in_schema=False)
def go(request: Request) -> Response:
    """Off to the provider, with a mark in this browser. Only from the page that asks whether it is this tablet."""
    provider, office, address = _provider(request), office_of(request), address_of(request)
    office.limits.before("code", address)
    asked, mark = request.cookies.get(ASKED, "")[:_ODD], _asked(request, "mark")
    expected = _mark(asked, normal_code(_asked(request, "code")))
    if not asked or not secrets.compare_digest(mark.encode(), expected.encode()):
        return _html(pages.said(_language(request), "again"), 403)
    with writing(office.engine) as conn:
        made = sign_ins.start(conn, _asked(request, "code"), now_ms())
    if made is None:
        office.limits.wrong("code", address)
        return _html(pages.ask(_language(request), wrong=True), 404)
    return _leave(request, provider, made)


@router.get("/in/console", include_in_schema=False)
def enter_console(request: Request) -> Response:
    """Off to the provider; whoever comes back and is known here is signed in."""
    provider, office = _provider(request), office_of(request)
    office.limits.wish(address_of(request))
    with writing(office.engine) as conn:
        made = sessions.start(conn, now_ms())
    return _leave(request, provider, made)


def _leave(request: Request, provider: Provider, made: sign_ins.Started) -> Response:
    try:
        where = provider.address(made.state, made.nonce, made.verifier)
    except Away:
        return _html(pages.said(_language(request), "away"), 503)
    leaving = RedirectResponse(where, 303, headers={"Cache-Control": "no-store"})
    _keep(leaving, provider, COOKIE, made.browser, path="/in", seconds=sign_ins.SIGN_IN_SECONDS)
    return leaving


@router.get("/in/back", include_in_schema=False)
def back(request: Request) -> Response:
    """The provider sends the browser back, with a code that only head office can use."""
    provider, office, address = _provider(request), office_of(request), address_of(request)
    office.limits.before("code", address)
    state, browser, now = _asked(request, "state"), request.cookies.get(COOKIE, "")[:_ODD], now_ms()
    with writing(office.engine) as conn:
        tablet = sign_ins.take(conn, state, browser, now)
        began = tablet or sessions.take(conn, state, browser, now)
    if began is None:
        office.limits.wrong("code", address)
        return _html(pages.said(_language(request), "again"), 403)
    code = _asked(request, "code", _LONGEST)
    try:  # outside of a transaction: the provider is asked
        account = provider.account(code, began.nonce, began.verifier, began.made_at) if code else ""
    except NotProven:
        account = ""
    except Away:  # the sign-in of a tablet waits on: the browser may begin again
        return _html(pages.said(_language(request), "away"), 503)
    if tablet is None:
        return _at_console(request, office, provider, account)
    with writing(office.engine) as conn:
        settled = sign_ins.settle(conn, tablet, account, now_ms())
    return _html(pages.said(_language(request), "done" if settled else "refused"), 200 if settled else 403)


def _at_console(request: Request, office: Office, provider: Provider, account: str) -> Response:
    with writing(office.engine) as conn:
        token = sessions.begin(conn, account, now_ms())
    if not token:
        return _html(pages.said(_language(request), "stranger"), 403)
    leaving = RedirectResponse(console.PATH, 303, headers={"Cache-Control": "no-store"})
    _keep(leaving, provider, console.COOKIE, token, path=console.PATH, seconds=sessions.SESSION_HOURS * 3_600)
    return leaving


def _keep(
    response: Response,
    provider: Provider,
    name: str,
    value: str,
    *,
    path: str,
    seconds: int,
    samesite: Literal["lax", "strict"] = "lax",
) -> None:
    secure = provider.settings.public.startswith("https:")
    response.set_cookie(name, value, max_age=seconds, path=path, secure=secure, httponly=True, samesite=samesite)


def _provider(request: Request) -> Provider:
    provider = office_of(request).company
    if provider is None:
        raise Refusal(WireError.NOT_FOUND, "There is nothing of this name.")
    return provider


def _asked(request: Request, name: str, longest: int = _ODD) -> str:
    value = request.query_params.get(name, "")
    return value if len(value) <= longest else ""


def _language(request: Request) -> pages.Language:
    return pages.language_of(request.headers.get("accept-language", ""))


def _html(page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status, {"Cache-Control": "no-store"})
