"""Shards out: what a tablet asks when its rows are not head office's."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from clienteling.wire.errors import WireError
from clienteling.wire.integrity import SHARDS
from clienteling.wire.messages import ShardPage, ShardsAnswer
from headoffice.db.engine import reading
from headoffice.routes.documentation import described, in_path, in_query
from headoffice.routes.http import answer, whole
from headoffice.routes.office import device_of, office_of, scope_of
from headoffice.sync import pull
from headoffice.sync.heal import read_whole
from headoffice.sync.refusal import Refusal
from headoffice.sync.shards import rows_of

router = APIRouter()
_SCOPE = in_path("scope", "string")
_EPOCH = in_query("epoch", "string", required=True)
_LONGEST = 200


@router.get(
    "/v1/scopes/{scope}/shards",
    **described(
        "Row counts and sums of a scope's 256 shards",
        ShardsAnswer,
        refusals=(401, 403, 404, 410, 422, 426, 503),
        parameters=(_SCOPE, _EPOCH),
    ),
)
def shards(request: Request) -> Response:
    """The sums of all shards, from one snapshot."""
    office = office_of(request)
    with reading(office.engine) as conn:
        scope = scope_of(request, device_of(conn, request))
    return answer(request, office.shards.sums(scope, _epoch(request)))


@router.get(
    "/v1/scopes/{scope}/shards/{n}",
    **described(
        "One page of a shard's rows",
        ShardPage,
        refusals=(401, 403, 404, 410, 422, 426),
        parameters=(
            _SCOPE,
            in_path("n", "integer"),
            _EPOCH,
            in_query("after_type", "string"),
            in_query("after_id", "string"),
        ),
    ),
)
def shard(request: Request) -> Response:
    """The live rows of a shard after a key, with bodies."""
    n = whole(request.path_params["n"], 0, SHARDS - 1)
    after = (request.query_params.get("after_type", ""), request.query_params.get("after_id", ""))

    def read(conn: Connection, missing: list[pull.Key]) -> ShardPage:
        device = device_of(conn, request)
        scope = scope_of(request, device)
        if n is None or not all(len(part) <= _LONGEST and "\0" not in part for part in after):
            raise _bad()
        place = pull.place_of(conn, scope, device.kind)
        pull.check(place, _epoch(request), place.head)
        return rows_of(conn, place, n, after, missing)

    return answer(request, read_whole(office_of(request).engine, read))


def _epoch(request: Request) -> str:
    epoch = request.query_params.get("epoch")
    if epoch is None:
        raise _bad()
    return epoch


def _bad() -> Refusal:
    return Refusal(WireError.BAD_MESSAGE, "A parameter of the address is missing or has the wrong shape.")
