"""Tablets ask who was erased, and tell how far they have applied what head office deleted."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from clienteling.wire.erasure_messages import ErasedAnswer, ErasedQuery
from clienteling.wire.messages import DIGEST_HEADER, AppliedAnswer, AppliedReport
from clienteling.wire.proof import PROOF_HEADER, request_text
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.rights import receipts
from headoffice.routes.documentation import described
from headoffice.routes.http import answer, decode, read_body
from headoffice.routes.office import device_of, office_of
from headoffice.sync.erasure import erased_among

APPLIED_BYTES = 1 << 14
ERASED_BYTES = 1 << 15
router = APIRouter()


@router.post(
    "/v1/device/applied",
    **described("How far this tablet has come", AppliedAnswer, AppliedReport, refusals=(401, 403, 413, 422)),
)
async def applied(request: Request) -> Response:
    """The receipt of a tablet for what was erased; with the signature of the request it is kept word for word."""
    body = await read_body(request, APPLIED_BYTES)
    return answer(request, await run_in_threadpool(_applied, request, body))


def _applied(request: Request, body: bytes) -> AppliedAnswer:
    engine = office_of(request).engine
    with reading(engine) as conn:
        device = device_of(conn, request)
        report = decode(body, AppliedReport)
        receipts.check(report)
        waits = receipts.waits(conn, device.id)
    if not waits:  # as nearly always: nothing is written
        return AppliedAnswer(0)
    with writing(engine) as conn:
        return AppliedAnswer(receipts.confirm(conn, device.id, report, _proof(request, body), now_ms()))


@router.post(
    "/v1/device/erased",
    **described("Which of these were erased", ErasedAnswer, ErasedQuery, refusals=(401, 403, 413, 422)),
)
async def erased(request: Request) -> Response:
    """By keyed hashes, about those that the tablet names and no others."""
    body = await read_body(request, ERASED_BYTES)
    return answer(request, await run_in_threadpool(_erased, request, body))


def _erased(request: Request, body: bytes) -> ErasedAnswer:
    with reading(office_of(request).engine) as conn:
        device_of(conn, request)
        query = decode(body, ErasedQuery)
        receipts.check_query(query)
        return ErasedAnswer(tuple(sorted(erased_among(conn, query.ids))))


def _proof(request: Request, body: bytes) -> receipts.Proof:
    headers = request.headers
    elapsed, _, signature = headers.get(PROOF_HEADER, "").partition(".")
    if not signature:
        return receipts.Proof(body.decode(), "", "")
    _, _, token = headers.get("authorization", "").partition(" ")
    query = request.scope["query_string"].decode("latin-1")
    digest = headers.get(DIGEST_HEADER, "")
    asked = request_text(request.method, request.scope["path"], query, digest, token.strip(), int(elapsed))
    return receipts.Proof(body.decode(), asked.decode(), signature)
