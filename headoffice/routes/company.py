"""Signing in with the company's account: what a tablet asks, and the pages for a seller's browser."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from clienteling.wire.codes import normal_code
from clienteling.wire.errors import WireError
from clienteling.wire.pin_messages import (
    CompanyOffer,
    CompanyPoll,
    CompanyPollAnswer,
    CompanySignIn,
    CompanySignInAnswer,
)
from headoffice.clock import now_ms
from headoffice.company import pages, sign_ins
from headoffice.company.provider import Away, NotProven, Provider
from headoffice.db.engine import reading, writing
from headoffice.routes.documentation import described
from headoffice.routes.http import answer, decode, read_body
from headoffice.routes.office import address_of, device_of, office_of
from headoffice.sync import pins
from headoffice.sync.refusal import Refusal

BYTES = 1 << 10
POLL_SECONDS = 3
COOKIE = "clienteling-in"
_ODD, _LONGEST = 200, 4_000
"""Characters of what a browser shows, and of a code of the provider's."""
_REFUSALS = (401, 403, 404, 413, 422)
router = APIRouter()


@router.get(
    "/v1/sellers/company-account",
    **described("Are there company accounts?", CompanyOffer, refusals=(401, 403)),
)
async def offer(request: Request) -> Response:
    """Whether sellers may sign in with the company's account, to set a PIN."""
    return answer(request, await run_in_threadpool(_offer, request))


def _offer(request: Request) -> CompanyOffer:
    with reading(office_of(request).engine) as conn:
        device_of(conn, request)
    return CompanyOffer(office_of(request).company is not None)


@router.post(
    "/v1/sellers/company-sign-in",
    **described("Begin a sign-in with a company account", CompanySignInAnswer, CompanySignIn, refusals=_REFUSALS),
)
async def begin(request: Request) -> Response:
    """An address and a code for a seller's browser."""
    body = await read_body(request, BYTES)
    return answer(request, await run_in_threadpool(_begin, request, body))


def _begin(request: Request, body: bytes) -> CompanySignInAnswer:
    office = office_of(request)
    with reading(office.engine) as conn:
        device = device_of(conn, request)
        seller = decode(body, CompanySignIn).seller
        pins.check_shape(seller)
        known = sign_ins.has_account(conn, device, seller)
    provider = office.company
    if provider is None:
        return CompanySignInAnswer("off")
    if not known:
        return CompanySignInAnswer("none")
    if not provider.ready():
        return CompanySignInAnswer("away")
    with writing(office.engine) as conn:
        made = sign_ins.begin(conn, device, seller, now_ms())
    settings = provider.settings
    return CompanySignInAnswer("begun", settings.entry, made.code, made.poll, sign_ins.SIGN_IN_SECONDS, POLL_SECONDS)


@router.post(
    "/v1/sellers/company-sign-in/poll",
    **described("Has the seller signed in?", CompanyPollAnswer, CompanyPoll, refusals=_REFUSALS),
)
async def poll(request: Request) -> Response:
    """Leave to set a PIN, once, for the tablet that began it."""
    body = await read_body(request, BYTES)
    return answer(request, await run_in_threadpool(_poll, request, body))


def _poll(request: Request, body: bytes) -> CompanyPollAnswer:
    with writing(office_of(request).engine) as conn:
        device = device_of(conn, request)
        return sign_ins.polled(conn, device, decode(body, CompanyPoll).poll[:_ODD], now_ms())


# Browsers ---------------------------------------------------------------------------------------------------------


@router.get("/in", include_in_schema=False)
def enter(request: Request) -> Response:
    """The code that stands on the tablet, then: is it this tablet?"""
    _provider(request)
    language, code = _language(request), _asked(request, "code")
    if not code:
        return _html(pages.ask(language))
    office, address = office_of(request), address_of(request)
    office.limits.before("code", address)
    with reading(office.engine) as conn:
        found = sign_ins.opened(conn, code, now_ms())
    if found is None:
        office.limits.wrong("code", address)
        return _html(pages.ask(language, wrong=True), 404)
    shown = pages.check(language, normal_code(code), seller=found.seller, store=found.store, device=found.device)
    return _html(shown)


@router.get("/in/go", include_in_schema=False)
def go(request: Request) -> Response:
    """Off to the provider, with a mark in this browser."""
    provider, office, address = _provider(request), office_of(request), address_of(request)
    office.limits.before("code", address)
    with writing(office.engine) as conn:
        made = sign_ins.start(conn, _asked(request, "code"), now_ms())
    if made is None:
        office.limits.wrong("code", address)
        return _html(pages.ask(_language(request), wrong=True), 404)
    try:
        where = provider.address(made.state, made.nonce, made.verifier)
    except Away:
        return _html(pages.said(_language(request), "away"), 503)
    leaving = RedirectResponse(where, 303, headers={"Cache-Control": "no-store"})
    leaving.set_cookie(
        COOKIE,
        made.browser,
        max_age=sign_ins.SIGN_IN_SECONDS,
        path="/in",
        secure=provider.settings.public.startswith("https:"),
        httponly=True,
        samesite="lax",
    )
    return leaving


@router.get("/in/back", include_in_schema=False)
def back(request: Request) -> Response:
    """The provider sends the browser back, with a code that only head office can use."""
    provider, office, address, language = (
        _provider(request),
        office_of(request),
        address_of(request),
        _language(request),
    )
    office.limits.before("code", address)
    with writing(office.engine) as conn:
        row = sign_ins.take(conn, _asked(request, "state"), request.cookies.get(COOKIE, "")[:_ODD], now_ms())
    if row is None:
        office.limits.wrong("code", address)
        return _html(pages.said(language, "again"), 403)
    code = _asked(request, "code", _LONGEST)
    try:  # outside of a transaction: the provider is asked
        account = provider.account(code, row.nonce, row.verifier) if code else ""
    except NotProven:
        account = ""
    except Away:  # the sign-in waits on: the browser may begin again
        return _html(pages.said(language, "away"), 503)
    with writing(office.engine) as conn:
        settled = sign_ins.settle(conn, row, account, now_ms())
    return _html(pages.said(language, "done" if settled else "refused"), 200 if settled else 403)


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
