"""Enrolling, and what a tablet may see."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from clienteling.wire.errors import WireError
from clienteling.wire.key_messages import WorkKeyAnswer, WorkKeyRequest
from clienteling.wire.messages import (
    RECEIPT_ASKED,
    RECEIPT_HEADER,
    DeviceAnswer,
    DeviceReport,
    EnrolAnswer,
    EnrolRequest,
    KeyAnswer,
    KeyRequest,
    NonceAnswer,
    QuarantineAnswer,
    QuarantineReport,
    RecoveryKeyAnswer,
    SplitAnswer,
    SplitRequest,
    TokenAnswer,
    TokenRequest,
    VouchAnswer,
    VouchRequest,
)
from clienteling.wire.support_messages import ValuesTaken, ValuesTakenAnswer
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.epoch import epoch
from headoffice.db.tables import company
from headoffice.rights import receipts
from headoffice.routes.documentation import described
from headoffice.routes.http import answer, decode, read_body
from headoffice.routes.office import Office, address_of, device_of, office_of
from headoffice.sync import devices, keys, recovery, reports, set_aside, splits
from headoffice.sync.names import names_of
from headoffice.sync.refusal import Refusal

ENROL_BYTES = 1 << 14
SPLIT_BYTES = 1 << 12
KEY_BYTES = 1 << 12
REPORT_BYTES = 1 << 15
QUARANTINE_BYTES = 1 << 16
_OF_KEYS = (401, 403, 413, 422, 429, 503)
router = APIRouter()


@router.post(
    "/v1/enrol",
    **described("Enrol a tablet", EnrolAnswer, EnrolRequest, refusals=(403, 409, 413, 422, 426, 429, 503)),
)
async def enrol(request: Request) -> Response:
    """A one-time code against a device's credentials."""
    message = decode(await read_body(request, ENROL_BYTES), EnrolRequest)
    limits, address = office_of(request).limits, address_of(request)
    limits.before("code", address)
    try:
        made = await run_in_threadpool(_enrol, office_of(request), message)
    except Refusal as why:
        if why.number is WireError.BAD_CODE:
            limits.wrong("code", address)
        raise
    return answer(request, made)


def _enrol(office: Office, message: EnrolRequest) -> EnrolAnswer:
    with writing(office.engine) as conn:
        return devices.enrol(conn, message, now_ms())


@router.get("/v1/token/nonce", **described("Something to sign for a token", NonceAnswer, refusals=(429, 503)))
def nonce(request: Request) -> Response:
    """Good for a minute. Tablets sign it, so that no clock but head office's own decides how old a wish is."""
    office_of(request).limits.wish(address_of(request))
    return answer(request, NonceAnswer(office_of(request).tokens.nonce(now_ms())))


@router.post(
    "/v1/token",
    **described("A token for a tablet", TokenAnswer, TokenRequest, refusals=(401, 403, 413, 422, 429, 503)),
)
async def token(request: Request) -> Response:
    """A tablet shows that it holds its key; the token is of use with that key alone."""
    office_of(request).limits.wish(address_of(request))
    message = decode(await read_body(request, KEY_BYTES), TokenRequest)
    return answer(request, await run_in_threadpool(_token, request, message))


def _token(request: Request, message: TokenRequest) -> TokenAnswer:
    office, now = office_of(request), now_ms()
    office.tokens.check_nonce(message.nonce, now)
    with reading(office.engine) as conn:
        found = devices.token_for(conn, message)
    request.state.device = found.id
    return office.tokens.give(found.id, found.shown, found.store, now)


@router.get(
    "/v1/recovery-key", **described("To what a tablet seals its journal", RecoveryKeyAnswer, refusals=(429, 503))
)
def recovery_key(request: Request) -> Response:
    """Public; also for a tablet that was locked out, which seals with it before it destroys its keys."""
    office = office_of(request)
    office.limits.wish(address_of(request))
    with reading(office.engine) as conn:
        if recovery.is_made(conn):
            return answer(request, RecoveryKeyAnswer(recovery.office_key(conn)))
    with writing(office.engine) as conn:
        return answer(request, RecoveryKeyAnswer(recovery.office_key(conn)))


@router.post(
    "/v1/device/key",
    **described("The key of a tablet enrolled before there were keys", KeyAnswer, KeyRequest, refusals=_OF_KEYS),
)
async def key(request: Request) -> Response:
    """Under the token of the time before keys, which is good for nothing any more afterwards."""
    body = await read_body(request, KEY_BYTES)
    return answer(request, await run_in_threadpool(_key, request, body))


def _key(request: Request, body: bytes) -> KeyAnswer:
    with writing(office_of(request).engine) as conn:
        found = device_of(conn, request)
        keys.register(conn, found.id, decode(body, KeyRequest), now_ms())
    return KeyAnswer(found.id)


@router.post(
    "/v1/device/work-key",
    **described(
        "The key a tablet works with, apart from the one it shows locked",
        WorkKeyAnswer,
        WorkKeyRequest,
        refusals=_OF_KEYS,
    ),
)
async def work_key(request: Request) -> Response:
    """From a tablet with one key, which is good for what a locked tablet asks alone from then on."""
    body = await read_body(request, KEY_BYTES)
    return answer(request, await run_in_threadpool(_work_key, request, body))


def _work_key(request: Request, body: bytes) -> WorkKeyAnswer:
    with writing(office_of(request).engine) as conn:
        found = device_of(conn, request, locked=True)
        keys.work_with(conn, found.id, found.shown, decode(body, WorkKeyRequest), now_ms())
    return WorkKeyAnswer(found.id)


@router.post(
    "/v1/device/keys",
    **described("Keys a tablet had before", VouchAnswer, VouchRequest, refusals=_OF_KEYS),
)
async def former_keys(request: Request) -> Response:
    """What was signed with them is the tablet's own."""
    body = await read_body(request, REPORT_BYTES)
    return answer(request, await run_in_threadpool(_vouch, request, body))


def _vouch(request: Request, body: bytes) -> VouchAnswer:
    with writing(office_of(request).engine) as conn:
        found = device_of(conn, request)
        return VouchAnswer(keys.vouch(conn, found.id, found.key, decode(body, VouchRequest)))


@router.post(
    "/v1/device/split",
    **described("An identity for a copy of a tablet", SplitAnswer, SplitRequest, refusals=(401, 403, 426)),
)
async def split(request: Request) -> Response:
    """A tablet that was copied, or put back from a backup, becomes one of its own."""
    body = await read_body(request, SPLIT_BYTES)
    return answer(request, await run_in_threadpool(_split, request, body))


def _split(request: Request, body: bytes) -> SplitAnswer:
    with writing(office_of(request).engine) as conn:
        found = device_of(conn, request)
        return splits.split(conn, found.id, decode(body, SplitRequest), now_ms())


@router.post(
    "/v1/device/quarantine",
    **described(
        "What lies in a tablet's quarantine", QuarantineAnswer, QuarantineReport, refusals=(401, 403, 413, 422)
    ),
)
async def quarantine(request: Request) -> Response:
    """Which operations, of what kind and why; nothing of what they say."""
    body = await read_body(request, QUARANTINE_BYTES)
    return answer(request, await run_in_threadpool(_quarantine, request, body))


def _quarantine(request: Request, body: bytes) -> QuarantineAnswer:
    with writing(office_of(request).engine) as conn:
        found = device_of(conn, request)
        report = decode(body, QuarantineReport)
        set_aside.check(report)
        return QuarantineAnswer(set_aside.keep(conn, found.id, report, now_ms()))


@router.post(
    "/v1/device/quarantine/values",
    **described("Refused work is taken off a tablet", ValuesTakenAnswer, ValuesTaken, refusals=(401, 403, 404)),
)
async def values_taken(request: Request) -> Response:
    """With what it says; the tablet does it once this is answered."""
    body = await read_body(request, KEY_BYTES)
    return answer(request, await run_in_threadpool(_values_taken, request, body))


def _values_taken(request: Request, body: bytes) -> ValuesTakenAnswer:
    now = now_ms()
    with writing(office_of(request).engine) as conn:
        set_aside.values_taken(conn, device_of(conn, request), decode(body, ValuesTaken), now)
    return ValuesTakenAnswer(now)


@router.post(
    "/v1/device",
    **described("What this tablet may see now", DeviceAnswer, DeviceReport, refusals=(401, 403, 409, 413, 422)),
)
async def device(request: Request) -> Response:
    """How a tablet stands, against scopes, epoch and region."""
    body = await read_body(request, REPORT_BYTES)
    made, receipt_wanted = await run_in_threadpool(_report, request, body)
    return answer(request, made, headers={RECEIPT_HEADER: RECEIPT_ASKED} if receipt_wanted else None)


def _report(request: Request, body: bytes) -> tuple[DeviceAnswer, bool]:
    office, now = office_of(request), now_ms()
    with reading(office.engine) as conn:
        found = device_of(conn, request)
        report = decode(body, DeviceReport)
        reports.check(report)
        region = conn.execute(select(company.c.region)).scalar_one()
        names, called = names_of(conn, found.store)
        news = None if names == report.names else called
        made = DeviceAnswer(found.id, found.store, found.scopes, epoch(conn), now, region, names, news)
        is_news = reports.is_news(conn, found.id, report, now)
        receipt_wanted = receipts.waits(conn, found.id)
    if is_news:
        with writing(office.engine) as conn:
            reports.keep(conn, found.id, report, now)
    return made, receipt_wanted
