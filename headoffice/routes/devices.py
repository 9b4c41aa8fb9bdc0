"""Enrolling, and what a tablet may see."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from clienteling.wire.messages import DeviceAnswer, EnrolAnswer, EnrolRequest
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.epoch import epoch
from headoffice.db.tables import company
from headoffice.routes.documentation import described
from headoffice.routes.http import answer, decode, read_body
from headoffice.routes.office import Office, device_of, office_of
from headoffice.sync import devices

ENROL_BYTES = 1 << 14
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


@router.get("/v1/device", **described("What this tablet may see now", DeviceAnswer, refusals=(401, 403)))
def device(request: Request) -> Response:
    """Scopes, epoch and region."""
    with reading(office_of(request).engine) as conn:
        found = device_of(conn, request)
        region = conn.execute(select(company.c.region)).scalar_one()
        made = DeviceAnswer(found.id, found.store, found.scopes, epoch(conn), now_ms(), region)
    return answer(request, made)
