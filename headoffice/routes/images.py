"""Images out: finished replicas, for tablets whose app makes the same file of the same snapshots."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from clienteling.wire.errors import WireError
from clienteling.wire.image_messages import Image
from headoffice.db.engine import reading
from headoffice.routes.documentation import described, in_path, in_query
from headoffice.routes.http import answer, whole
from headoffice.routes.office import device_of, office_of
from headoffice.sync import images
from headoffice.sync.devices import Device
from headoffice.sync.downloads import went
from headoffice.sync.pull import place_of
from headoffice.sync.refusal import TOO_OLD, Refusal

router = APIRouter()
_LONGEST = 200


@router.get(
    "/v1/images",
    **described(
        "The finished replica of a tablet's snapshots",
        Image,
        refusals=(401, 403, 422, 426),
        parameters=(in_query("form", "string", required=True), in_query("snapshots", "string", required=True)),
    ),
)
def image(request: Request) -> Response:
    """The image of these snapshots; when it is not there yet it is made, and nobody need wait for it."""
    office = office_of(request)
    form, ids = (request.query_params.get(name, "") for name in ("form", "snapshots"))
    with reading(office.engine) as conn:
        device = _reader(conn, request)
        if not form or not ids or len(form) > _LONGEST or len(ids) > _LONGEST or "\0" in form + ids:
            raise Refusal(WireError.BAD_MESSAGE, "A parameter of the address is missing or has the wrong shape.")
        epoch = place_of(conn, device.scopes[0], device.kind).epoch
        what = images.wanted(conn, device.scopes, device.kind, epoch, ids.split(","), form)
    found = office.presses.find(what) if what else images.NONE
    response = answer(request, found)
    response.background = went(office.engine, device, "offered" if found.state == "ready" else "chunks")
    return response


def _reader(conn: Connection, request: Request) -> Device:
    """The tablet that asks. Raises ``Refusal``, also when its app cannot read the rows."""
    device = device_of(conn, request)
    if device.too_old:
        raise Refusal(WireError.UPGRADE_TABLET, TOO_OLD)
    return device


@router.get(
    "/v1/images/{image_id}/pieces/{n}",
    **described(
        "One piece of a finished replica",
        None,
        refusals=(401, 403, 404, 426),
        parameters=(in_path("image_id", "string"), in_path("n", "integer")),
    ),
)
def piece(request: Request) -> Response:
    """Zstandard over pages of the file; its SHA-256 is in the image's answer. Never changes."""
    n = whole(request.path_params["n"], 0, 1 << 31)
    image_id = request.path_params["image_id"]
    office = office_of(request)
    with reading(office.engine) as conn:
        device = _reader(conn, request)
        epoch = place_of(conn, device.scopes[0], device.kind).epoch
        known = n is not None and "\0" not in image_id
        found = images.piece(conn, device.scopes, device.kind, epoch, image_id, n or 0) if known else None
    if found is None:
        raise Refusal(WireError.NOT_FOUND, "There is no such piece any more. Download by chunks.")
    headers = {"etag": f'"{found.sha256}"', "cache-control": "private, immutable, max-age=86400"}
    taken = went(office.engine, device, "image") if found.last else None
    return Response(found.body, 200, headers, "application/zstd", taken)
