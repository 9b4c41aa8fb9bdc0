"""Status and figures for those who look after head office."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from starlette.responses import Response

from clienteling.wire.errors import WireError
from headoffice.clock import now_ms
from headoffice.db.engine import reading
from headoffice.monitor.status import SILENT_HOURS, OfficeStatus, status
from headoffice.routes.documentation import described, in_query
from headoffice.routes.http import answer, whole
from headoffice.routes.office import office_of
from headoffice.sync.refusal import Refusal

router = APIRouter()
_VERSION = version("clienteling")
_LONGEST = 10_000


@router.get(
    "/v1/office/status",
    **described(
        "How the tablets and head office stand",
        OfficeStatus,
        refusals=(401, 422, 503),
        parameters=(in_query("silent_hours", "integer"), in_query("attention", "integer")),
    ),
)
def office_status(request: Request) -> Response:
    """Counts and times of every tablet (``attention=1``: of those that ask for it); nothing about customers."""
    office = office_of(request)
    office.access.check(request)
    hours = whole(request.query_params.get("silent_hours", str(SILENT_HOURS)), 1, _LONGEST)
    attention = whole(request.query_params.get("attention", "0"), 0, 1)
    if hours is None or attention is None:
        raise Refusal(WireError.BAD_MESSAGE, "A parameter of the address has the wrong shape.")
    with reading(office.engine) as conn:
        made = status(conn, now_ms(), _VERSION, silent_hours=hours, attention=bool(attention))
    return answer(request, made)


@router.get("/metrics", include_in_schema=False)
def metrics(request: Request) -> Response:
    """Figures for Prometheus."""
    office = office_of(request)
    office.access.check(request)
    return Response(office.metrics.exposition(), 200, {"cache-control": "no-store"}, CONTENT_TYPE_PLAIN_0_0_4)
