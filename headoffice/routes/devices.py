"""Enrolling, and what a tablet may see."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from clienteling.wire.messages import DeviceAnswer, DeviceReport, EnrolAnswer, EnrolRequest, SplitAnswer, SplitRequest
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.epoch import epoch
from headoffice.db.tables import company
from headoffice.routes.documentation import described
from headoffice.routes.http import answer, decode, read_body
from headoffice.routes.office import Office, device_of, office_of
from headoffice.sync import devices, reports, splits
from headoffice.sync.names import names_of

ENROL_BYTES = 1 << 14
SPLIT_BYTES = 1 << 12
REPORT_BYTES = 1 << 15
router = APIRouter()


@router.post("/v1/enrol", **described("Enrol a tablet", EnrolAnswer, EnrolRequest, refusals=(403, 413, 422, 426)))
async def enrol(request: Request) -> Response:
    """A one-time code against a device's credentials."""
    message = decode(await read_body(request, ENROL_BYTES), EnrolRequest)
    made = await run_in_threadpool(_enrol, office_of(request), message)
    return answer(request, made)


def _enrol(office: Office, message: EnrolRequest) -> EnrolAnswer:
    with writing(office.engine) as conn:
        return devices.enrol(conn, message, now_ms())


@router.post(
    "/v1/device/split",
    **described("An identity for a copy of a tablet", SplitAnswer, SplitRequest, refusals=(401, 403, 413, 422, 429)),
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
    "/v1/device",
    **described("What this tablet may see now", DeviceAnswer, DeviceReport, refusals=(401, 403, 409, 413, 422)),
)
async def device(request: Request) -> Response:
    """How a tablet stands, against scopes, epoch and region."""
    body = await read_body(request, REPORT_BYTES)
    return answer(request, await run_in_threadpool(_report, request, body))


def _report(request: Request, body: bytes) -> DeviceAnswer:
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
    if is_news:
        with writing(office.engine) as conn:
            reports.keep(conn, found.id, report, now)
    return made
