"""Changes and downloads out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi import Path as FromPath
from starlette.background import BackgroundTask
from starlette.responses import Response

from clienteling.wire.errors import WireError
from clienteling.wire.messages import CHANGES_LIMIT, ChangesAnswer, Manifest
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.routes.documentation import described
from headoffice.routes.http import answer
from headoffice.routes.office import Office, check_scope, device_of, office_of
from headoffice.sync import pull, snapshot
from headoffice.sync.devices import SEEN_EVERY_MS, Device, seen
from headoffice.sync.refusal import Refusal

router = APIRouter()
_Scope = Annotated[str, FromPath(max_length=40)]
_Position = Annotated[int, Query(ge=0, lt=1 << 62)]


@router.get(
    "/v1/scopes/{scope}/changes",
    **described("One page of a scope's changes", ChangesAnswer, refusals=(401, 403, 404, 410, 422), unchanged=True),
)
def changes(
    request: Request,
    scope: _Scope,
    epoch: Annotated[str, Query(max_length=100)],
    after: _Position,
    limit: Annotated[int, Query(ge=1, le=CHANGES_LIMIT)] = CHANGES_LIMIT,
) -> Response:
    """The page after position ``after``; 304 when the tag of ``If-None-Match`` still holds."""
    office = office_of(request)
    with reading(office.engine) as conn:
        device = device_of(conn, request)
        check_scope(device, scope)
        place = pull.place_of(conn, scope)
        pull.check(place, epoch, after)
        tag = f'W/"{place.epoch}.{place.scope_id}.{place.head}.{place.floor}.{after}.{limit}"'
        unchanged = tag in (t.strip() for t in request.headers.get("if-none-match", "").split(","))
        page = None if unchanged else pull.changes(conn, place, after, limit)
    if page is None:
        response = Response(None, 304, {"etag": tag})
    else:
        response = answer(request, page, headers={"etag": tag, "cache-control": "private, no-cache"})
    response.background = _remember(office, device)
    return response


def _remember(office: Office, device: Device) -> BackgroundTask | None:
    now = now_ms()
    return BackgroundTask(_seen, office, device.id, now) if now - device.seen_at > SEEN_EVERY_MS else None


def _seen(office: Office, device_id: str, now: int) -> None:
    with writing(office.engine) as conn:
        seen(conn, device_id, now)


@router.get(
    "/v1/scopes/{scope}/snapshot", **described("The prepared download of a scope", Manifest, refusals=(401, 404))
)
def manifest(request: Request, scope: _Scope) -> Response:
    """The manifest; ``preparing`` while it is being built: ask again."""
    office = office_of(request)
    with reading(office.engine) as conn:
        check_scope(device_of(conn, request), scope)
    return answer(request, office.builders.manifest(scope))


@router.get("/v1/scopes/{scope}/snapshot/{snapshot_id}/chunks/{n}", **described("One chunk", None, refusals=(401, 404)))
def chunk(
    request: Request,
    scope: _Scope,
    snapshot_id: Annotated[str, FromPath(max_length=32)],
    n: Annotated[int, FromPath(ge=0, lt=1 << 31)],
) -> Response:
    """Zstandard over JSON lines of ``Change``; its SHA-256 is in the manifest. Never changes."""
    with reading(office_of(request).engine) as conn:
        check_scope(device_of(conn, request), scope)
        found = snapshot.chunk(conn, pull.place_of(conn, scope), snapshot_id, n)
    if found is None:
        raise Refusal(WireError.NOT_FOUND, "This download is no longer kept. Begin it anew.")
    body, digest = found
    headers = {"etag": f'"{digest}"', "cache-control": "private, immutable, max-age=86400"}
    return Response(body, 200, headers, "application/zstd")
