"""The description of the interface that is served at /openapi.json."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from clienteling.wire.erasure_messages import ErasedAnswer, ErasedQuery
from clienteling.wire.errors import ErrorBody
from clienteling.wire.image_messages import Image
from clienteling.wire.key_messages import WorkKeyAnswer, WorkKeyRequest
from clienteling.wire.messages import (
    AppliedAnswer,
    AppliedReport,
    Change,
    ChangesAnswer,
    DeviceAnswer,
    DeviceReport,
    EnrolAnswer,
    EnrolRequest,
    KeyAnswer,
    KeyRequest,
    LookupAnswer,
    LookupRequest,
    Manifest,
    NonceAnswer,
    PushAnswer,
    PushRequest,
    QuarantineAnswer,
    QuarantineReport,
    RecoveryAnswer,
    RecoveryKeyAnswer,
    SellerSignIn,
    SellerSignInAnswer,
    ShardPage,
    ShardsAnswer,
    SplitAnswer,
    SplitRequest,
    StandingAnswer,
    TokenAnswer,
    TokenRequest,
    VouchAnswer,
    VouchRequest,
)
from clienteling.wire.pin_messages import (
    CompanyOffer,
    CompanyPoll,
    CompanyPollAnswer,
    CompanySignIn,
    CompanySignInAnswer,
    NewPin,
    PinHelp,
    PinHelpAnswer,
    PinResetsAnswer,
    PinResetsRequest,
)
from clienteling.wire.proof import SCHEME
from clienteling.wire.support_messages import ValuesTaken, ValuesTakenAnswer

_MESSAGES = (
    EnrolRequest,
    EnrolAnswer,
    DeviceReport,
    DeviceAnswer,
    SplitRequest,
    SplitAnswer,
    NonceAnswer,
    TokenRequest,
    TokenAnswer,
    KeyRequest,
    KeyAnswer,
    WorkKeyRequest,
    WorkKeyAnswer,
    VouchRequest,
    VouchAnswer,
    QuarantineReport,
    QuarantineAnswer,
    ValuesTaken,
    ValuesTakenAnswer,
    AppliedReport,
    AppliedAnswer,
    ErasedQuery,
    ErasedAnswer,
    SellerSignIn,
    SellerSignInAnswer,
    PinHelp,
    PinHelpAnswer,
    NewPin,
    PinResetsRequest,
    PinResetsAnswer,
    CompanyOffer,
    CompanySignIn,
    CompanySignInAnswer,
    CompanyPoll,
    CompanyPollAnswer,
    RecoveryAnswer,
    RecoveryKeyAnswer,
    LookupRequest,
    LookupAnswer,
    StandingAnswer,
    PushRequest,
    PushAnswer,
    ChangesAnswer,
    Change,
    Manifest,
    Image,
    ShardsAnswer,
    ShardPage,
    ErrorBody,
)
_OPEN = frozenset({"/v1/enrol", "/v1/health", "/v1/recovery-key", "/v1/token", "/v1/token/nonce"})
"""What is asked without a token: by whoever has none yet."""
_REASONS = {
    401: "The tablet is not known, or its token or proof is not good (any more)",
    403: "Locked out, or the code or leave that was shown is not good",
    404: "Nothing of this name for this tablet",
    409: "Another tablet of this name, or operations newer than head office",
    410: "The position has lost its meaning: download anew",
    413: "Too large",
    422: "Not of the agreed shape",
    426: "The app is too old",
    429: "Too many at once: try again later",
    503: "Head office cannot work now: try again later",
}


def _content(shape: type) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape.__name__}"}}}


def in_path(name: str, kind: str) -> dict[str, Any]:
    """A parameter in the path."""
    return {"name": name, "in": "path", "required": True, "schema": {"type": kind}}


def in_query(name: str, kind: str, *, required: bool = False) -> dict[str, Any]:
    """A parameter behind the question mark."""
    return {"name": name, "in": "query", "required": required, "schema": {"type": kind}}


def described(
    summary: str,
    answer: type[msgspec.Struct] | None,
    body: type[msgspec.Struct] | None = None,
    *,
    refusals: tuple[int, ...] = (),
    unchanged: bool = False,
    parameters: tuple[dict[str, Any], ...] = (),
) -> dict[str, Any]:
    """Arguments of a route that describe its messages, which the framework cannot see."""
    ok: dict[str, Any] = {"description": "Done"}
    ok["content"] = (
        _content(answer) if answer else {"application/zstd": {"schema": {"type": "string", "format": "binary"}}}
    )
    responses: dict[int | str, Any] = {200: ok}
    if unchanged:
        responses[304] = {"description": "Nothing has changed"}
    # Anything with a body may be newer than head office, and anything may be too much or come at a bad moment.
    always = {429, 503} | ({409, 413, 422} if body else set())
    told = sorted({*refusals, *always})
    responses |= {status: {"description": _REASONS[status], "content": _content(ErrorBody)} for status in told}
    extra: dict[str, Any] = {"requestBody": {"required": True, "content": _content(body)}} if body else {}
    if parameters:
        extra["parameters"] = list(parameters)
    return {"summary": summary, "responses": responses, "openapi_extra": extra, "response_model": None}


def document(app: FastAPI) -> dict[str, Any]:
    """The whole description."""
    if not app.openapi_schema:
        made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        from headoffice.company.sessions import ConsolePerson
        from headoffice.monitor.status import OfficeStatus
        from headoffice.routes.console import COOKIE, ConsoleEnd
        from headoffice.routes.health import Health

        named = (*_MESSAGES, Health, OfficeStatus, ConsolePerson, ConsoleEnd)
        _, shapes = msgspec.json.schema_components(named, ref_template="#/components/schemas/{name}")
        components = made.setdefault("components", {})
        components["schemas"] = {**shapes}
        components["securitySchemes"] = {
            "device": {"type": "http", "scheme": SCHEME, "description": "With each request goes a proof; see docs"},
            "status": {"type": "http", "scheme": "bearer"},
            "console": {"type": "apiKey", "in": "cookie", "name": COOKIE},
        }
        for path, methods in made["paths"].items():
            if path not in _OPEN:
                who = {"office": "status", "console": "console"}.get(path.split("/")[2], "device")
                for method in methods.values():
                    method["security"] = [{who: []}]
        app.openapi_schema = made
    return app.openapi_schema
