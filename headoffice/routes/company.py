"""Signing in with the company's account: what a tablet asks."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from clienteling.wire.pin_messages import (
    CompanyOffer,
    CompanyPoll,
    CompanyPollAnswer,
    CompanySignIn,
    CompanySignInAnswer,
)
from headoffice.clock import now_ms
from headoffice.company import sign_ins
from headoffice.db.engine import reading, writing
from headoffice.routes.documentation import described
from headoffice.routes.http import answer, decode, read_body
from headoffice.routes.office import device_of, office_of
from headoffice.sync import pins

BYTES = 1 << 10
POLL_SECONDS = 3
_LONGEST = 200
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
        device_of(conn, request, locked=True)
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
        device = device_of(conn, request, locked=True)
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
        device = device_of(conn, request, locked=True)
        return sign_ins.polled(conn, device, decode(body, CompanyPoll).poll[:_LONGEST], now_ms())
