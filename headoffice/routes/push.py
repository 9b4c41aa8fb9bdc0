"""Operations in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from clienteling.wire.messages import PUSH_BYTES, PushAnswer, PushRequest
from headoffice.db.engine import reading
from headoffice.routes.documentation import described
from headoffice.routes.http import answer, decode, read_body
from headoffice.routes.office import Office, device_of, office_of
from headoffice.sync.push import accept
from headoffice.sync.refusal import Refusal

router = APIRouter()


@router.post("/v1/push", **described("Send operations", PushAnswer, PushRequest, refusals=(401, 403, 409, 413, 422)))
async def push(request: Request) -> Response:
    """At most 500 operations in order; one result per operation."""
    office = office_of(request)
    try:
        # Who nobody knows does not get to send a body.
        device_id = await run_in_threadpool(_device, office, request)
        message = decode(await read_body(request, PUSH_BYTES), PushRequest)
        done = await run_in_threadpool(accept, office.engine, device_id, message)
    except Refusal as why:
        office.metrics.push_refused(why.number.name)
        raise
    office.metrics.push(message.operations, done.results)
    return answer(request, done)


def _device(office: Office, request: Request) -> str:
    with reading(office.engine) as conn:
        return device_of(conn, request).id
