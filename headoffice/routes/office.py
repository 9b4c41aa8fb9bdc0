"""What every route needs, and how it finds out who asks."""

from __future__ import annotations

import msgspec
from fastapi import Request
from sqlalchemy import Connection, Engine

from clienteling.wire.errors import WireError
from clienteling.wire.messages import DIGEST_HEADER
from clienteling.wire.proof import PROOF_HEADER, SCHEME
from headoffice.clock import now_ms
from headoffice.company.provider import Provider
from headoffice.limits import Limits
from headoffice.monitor.access import Access
from headoffice.monitor.metrics import Metrics
from headoffice.sync.builders import Builders
from headoffice.sync.devices import Device, bearer, holder
from headoffice.sync.polls import Polls
from headoffice.sync.presses import Presses
from headoffice.sync.refusal import TOO_OLD, Refusal
from headoffice.sync.shards import Shards
from headoffice.sync.tokens import Asked, Claims, TokenKeys, shown, stale


class Office(msgspec.Struct, frozen=True):
    """The parts of a running head office."""

    engine: Engine
    builders: Builders
    presses: Presses
    shards: Shards
    access: Access
    metrics: Metrics
    polls: Polls
    tokens: TokenKeys
    limits: Limits
    company: Provider | None = None


def office_of(request: Request) -> Office:
    """The office that serves this request."""
    office: Office = request.app.state.office
    return office


def device_of(conn: Connection, request: Request, *, locked: bool = False) -> Device:
    """The tablet that asks. Raises ``Refusal``.

    ``locked``: also by the key that it shows while nobody is signed in, which lies on it without a PIN.
    """
    limits, address = office_of(request).limits, address_of(request)
    limits.before("proof", address)
    try:
        device = _shown(conn, request)
        if not device.works and not locked:
            raise Refusal(WireError.BAD_TOKEN, "This key of the tablet is not the one it works with. Enrol it again.")
    except Refusal as why:
        if why.number in (WireError.BAD_TOKEN, WireError.STALE_TOKEN):
            limits.wrong("proof", address)
        raise
    request.state.device = device.id
    limits.device(device.id, request.method, request.scope["path"])
    return device


def address_of(request: Request) -> str:
    """Where a request comes from: what a proxy on this machine says, or whoever is connected."""
    return request.client.host if request.client else ""


def _shown(conn: Connection, request: Request) -> Device:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == SCHEME.lower():
        return holder(conn, _claims(request, token.strip()))
    if scheme.lower() == "bearer" and token.strip():
        return bearer(conn, token)
    raise Refusal(WireError.BAD_TOKEN, "Head office does not know this tablet. Enrol it.")


def _claims(request: Request, token: str) -> Claims:
    """What the token says; the signature of the request is looked at once."""
    known: Claims | None = getattr(request.state, "claims", None)
    if known is None:
        headers = request.headers
        asked = Asked(
            request.method,
            request.scope["path"],
            request.scope["query_string"].decode("latin-1"),
            headers.get(DIGEST_HEADER, ""),
            token,
            headers.get(PROOF_HEADER, ""),
        )
        known = shown(office_of(request).tokens, asked, now_ms())
        if known is None:
            raise stale()
        request.state.claims = known
    return known


def scope_of(request: Request, device: Device) -> str:
    """The scope in the path. Raises ``Refusal`` unless the device holds it: what else exists is nobody's business; and
    when its app, by what it told of itself last, cannot read the rows.
    """
    scope: str = request.path_params["scope"]
    if scope not in device.scopes:
        raise Refusal(WireError.NOT_FOUND, "There is nothing of this name.")
    if device.too_old:
        raise Refusal(WireError.UPGRADE_TABLET, TOO_OLD)
    return scope
