"""What sellers ask head office for while they stand at a tablet: to be let in, and for customers of other stores."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from clienteling.wire.messages import (
    LookupAnswer,
    LookupRequest,
    RecoveryAnswer,
    SellerSignIn,
    SellerSignInAnswer,
    StandingAnswer,
)
from clienteling.wire.pin_messages import NewPin, PinHelp, PinHelpAnswer, PinResetsAnswer, PinResetsRequest
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.routes.documentation import described
from headoffice.routes.http import answer, decode, read_body
from headoffice.routes.office import device_of, office_of
from headoffice.sync import lookup, pin_grants, pins
from headoffice.sync.devices import Device
from headoffice.sync.recovery import to_resume

SIGN_IN_BYTES = 1 << 10
LOOKUP_BYTES = 1 << 12
router = APIRouter()


@router.post(
    "/v1/sellers/sign-in",
    **described("Look at a seller's PIN", SellerSignInAnswer, SellerSignIn, refusals=(401, 403, 404, 413, 422)),
)
async def sign_in(request: Request) -> Response:
    """The first sign-in of a seller on a tablet, and each one after the tablet has lost its slot."""
    body = await read_body(request, SIGN_IN_BYTES)
    return answer(request, await run_in_threadpool(_sign_in, request, body))


def _sign_in(request: Request, body: bytes) -> SellerSignInAnswer:
    return pins.sign_in(office_of(request).engine, _device(request), decode(body, SellerSignIn), now_ms())


@router.post(
    "/v1/sellers/pin-help",
    **described("A manager lets a seller choose a PIN", PinHelpAnswer, PinHelp, refusals=(401, 403, 404, 413, 422)),
)
async def pin_help(request: Request) -> Response:
    """By the manager's PIN; leave for one seller, on this tablet, for minutes."""
    body = await read_body(request, SIGN_IN_BYTES)
    return answer(request, await run_in_threadpool(_pin_help, request, body))


def _pin_help(request: Request, body: bytes) -> PinHelpAnswer:
    return pin_grants.help_with_pin(office_of(request).engine, _device(request), decode(body, PinHelp), now_ms())


@router.post(
    "/v1/sellers/pin",
    **described("Set the PIN a seller chose", SellerSignInAnswer, NewPin, refusals=(401, 403, 404, 413, 422)),
)
async def new_pin(request: Request) -> Response:
    """With the leave that was given for it."""
    body = await read_body(request, SIGN_IN_BYTES)
    return answer(request, await run_in_threadpool(_new_pin, request, body))


def _new_pin(request: Request, body: bytes) -> SellerSignInAnswer:
    return pin_grants.set_pin(office_of(request).engine, _device(request), decode(body, NewPin), now_ms())


@router.post(
    "/v1/sellers/pin-resets",
    **described(
        "Who helped with a seller's PIN lately", PinResetsAnswer, PinResetsRequest, refusals=(401, 403, 404, 413, 422)
    ),
)
async def pin_resets(request: Request) -> Response:
    """What the seller is told at the next sign-in."""
    body = await read_body(request, SIGN_IN_BYTES)
    return answer(request, await run_in_threadpool(_pin_resets, request, body))


def _pin_resets(request: Request, body: bytes) -> PinResetsAnswer:
    with reading(office_of(request).engine) as conn:
        found = device_of(conn, request, locked=True)
        asked = decode(body, PinResetsRequest)
        return PinResetsAnswer(pin_grants.resets_of(conn, found, asked.seller, now_ms()))


def _device(request: Request) -> Device:
    with reading(office_of(request).engine) as conn:
        return device_of(conn, request, locked=True)


@router.post(
    "/v1/lookup",
    **described("Look for a customer of another store", LookupAnswer, LookupRequest, refusals=(401, 403, 404)),
)
async def look_up(request: Request) -> Response:
    """By an exact contact and for a reason, both of which a seller gives; it stands in the audit log."""
    body = await read_body(request, LOOKUP_BYTES)
    return answer(request, await run_in_threadpool(_look_up, request, body))


def _look_up(request: Request, body: bytes) -> LookupAnswer:
    with writing(office_of(request).engine) as conn:
        device = device_of(conn, request)
        return lookup.look_up(conn, device, decode(body, LookupRequest), now_ms())


@router.post(
    "/v1/device/recovery",
    **described("Go on with an interrupted first download", RecoveryAnswer, refusals=(401, 403, 404)),
)
async def recovery(request: Request) -> Response:
    """For a day after enrolment, as long as nobody has signed in."""
    return answer(request, await run_in_threadpool(_recovery, request))


def _recovery(request: Request) -> RecoveryAnswer:
    with reading(office_of(request).engine) as conn:
        return RecoveryAnswer(to_resume(conn, device_of(conn, request, locked=True).id, now_ms()))


@router.get("/v1/device/standing", **described("Is this tablet still welcome?", StandingAnswer, refusals=(401, 403)))
async def standing(request: Request) -> Response:
    """What a locked tablet asks: it is revoked, or its lease goes on."""
    return answer(request, await run_in_threadpool(_standing, request))


def _standing(request: Request) -> StandingAnswer:
    with reading(office_of(request).engine) as conn:
        device_of(conn, request, locked=True)
    return StandingAnswer(now_ms())
