"""Changes and downloads out.

Parameters are read here and not by the framework. Most polls that find nothing new do not come this far: see
``unchanged``.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.background import BackgroundTask
from starlette.responses import Response

from clienteling.wire.errors import WireError
from clienteling.wire.messages import CHANGES_LIMIT, ChangesAnswer, Manifest
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.routes.documentation import described, in_path, in_query
from headoffice.routes.http import answer, whole
from headoffice.routes.office import Office, device_of, office_of, scope_of
from headoffice.routes.unchanged import CHANGES, LATEST, holds, tag_of
from headoffice.sync import pull, snapshot
from headoffice.sync.devices import SEEN_EVERY_MS, Device, seen
from headoffice.sync.downloads import by_chunks
from headoffice.sync.heal import read_whole
from headoffice.sync.refusal import Refusal

router = APIRouter()
_SCOPE = in_path("scope", "string")


@router.get(
    CHANGES,
    **described(
        "One page of a scope's changes",
        ChangesAnswer,
        refusals=(401, 403, 404, 410, 422, 426),
        unchanged=True,
        parameters=(
            _SCOPE,
            in_query("epoch", "string", required=True),
            in_query("after", "integer", required=True),
            in_query("limit", "integer"),
        ),
    ),
)
def changes(request: Request) -> Response:
    """The page after position ``after``; 304 when the tag of ``If-None-Match`` still holds."""
    office = office_of(request)
    epoch = request.query_params.get("epoch")
    after = whole(request.query_params.get("after"), 0, LATEST)
    limit = whole(request.query_params.get("limit", str(CHANGES_LIMIT)), 1, CHANGES_LIMIT)

    def read(conn: Connection, missing: list[pull.Key]) -> tuple[Device, str, str, ChangesAnswer | None]:
        device = device_of(conn, request)
        scope = scope_of(request, device)
        if epoch is None or after is None or limit is None:
            raise Refusal(WireError.BAD_MESSAGE, "A parameter of the address is missing or has the wrong shape.")
        place = pull.place_of(conn, scope, device.kind)
        pull.check(place, epoch, after, device.floors.get(place.scope_id, 0))
        tag = tag_of(place.epoch, place.scope_id, place.head, place.floor, after, limit)
        unchanged = holds(tag, request.headers.get("if-none-match", ""))
        return device, scope, tag, None if unchanged else pull.changes(conn, place, after, limit, missing)

    device, scope, tag, page = read_whole(office.engine, read)
    if page is None:
        response = Response(None, 304, {"etag": tag})
    else:
        response = answer(request, page, headers={"etag": tag, "cache-control": "private, no-cache"})
        office.metrics.pulled(scope, len(page.rows))
    response.background = _remember(office, device)
    return response


def _remember(office: Office, device: Device) -> BackgroundTask | None:
    now = now_ms()
    return BackgroundTask(_seen, office, device.id, now) if now - device.seen_at > SEEN_EVERY_MS else None


def _seen(office: Office, device_id: str, now: int) -> None:
    with writing(office.engine) as conn:
        seen(conn, device_id, now)


@router.get(
    "/v1/scopes/{scope}/snapshot",
    **described("The prepared download of a scope", Manifest, refusals=(401, 403, 404, 426), parameters=(_SCOPE,)),
)
def manifest(request: Request) -> Response:
    """The manifest; ``preparing`` while it is being built: ask again."""
    office = office_of(request)
    with reading(office.engine) as conn:
        device = device_of(conn, request)
        scope = scope_of(request, device)
    return answer(request, office.builders.manifest(scope, device.kind))


@router.get(
    "/v1/scopes/{scope}/snapshot/{snapshot_id}/chunks/{n}",
    **described(
        "One chunk of a prepared download",
        None,
        refusals=(401, 403, 404, 426),
        parameters=(_SCOPE, in_path("snapshot_id", "string"), in_path("n", "integer")),
    ),
)
def chunk(request: Request) -> Response:
    """Zstandard over JSON lines of ``Change``; its SHA-256 is in the manifest. Never changes."""
    n = whole(request.path_params["n"], 0, 1 << 31)
    with reading(office_of(request).engine) as conn:
        device = device_of(conn, request)
        scope = scope_of(request, device)
        place = pull.place_of(conn, scope, device.kind)
        found = snapshot.chunk(conn, place, request.path_params["snapshot_id"], n) if n is not None else None
    if found is None:
        raise Refusal(WireError.NOT_FOUND, "This download is no longer kept. Begin it anew.")
    body, digest = found
    headers = {"etag": f'"{digest}"', "cache-control": "private, immutable, max-age=86400"}
    return Response(body, 200, headers, "application/zstd", by_chunks(office_of(request).engine, device))
