"""Whether head office can work."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request
from sqlalchemy import select
from starlette.responses import Response

from headoffice.db.engine import reading
from headoffice.db.sync_tables import hub
from headoffice.routes.documentation import described
from headoffice.routes.http import answer
from headoffice.routes.office import office_of

router = APIRouter()


class Health(msgspec.Struct, frozen=True):
    """The answer of a head office that can work."""

    status: str = "ok"


@router.get("/v1/health", **described("Whether head office can work", Health, refusals=(503,)))
def health(request: Request) -> Response:
    """Asks the database."""
    with reading(office_of(request).engine) as conn:
        conn.execute(select(hub.c.id)).one()
    return answer(request, Health())
