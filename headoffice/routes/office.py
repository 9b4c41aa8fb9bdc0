"""What every route needs, and how it finds out who asks."""

from __future__ import annotations

import msgspec
from fastapi import Request
from sqlalchemy import Connection, Engine

from clienteling.wire.errors import WireError
from headoffice.monitor.access import Access
from headoffice.monitor.metrics import Metrics
from headoffice.sync.builders import Builders
from headoffice.sync.devices import Device, authenticate
from headoffice.sync.polls import Polls
from headoffice.sync.refusal import Refusal
from headoffice.sync.shards import Shards


class Office(msgspec.Struct, frozen=True):
    """The parts of a running head office."""

    engine: Engine
    builders: Builders
    shards: Shards
    access: Access
    metrics: Metrics
    polls: Polls


def office_of(request: Request) -> Office:
    """The office that serves this request."""
    office: Office = request.app.state.office
    return office


def device_of(conn: Connection, request: Request) -> Device:
    """The tablet that asks. Raises ``Refusal``."""
    device = authenticate(conn, request.headers.get("authorization", ""))
    request.state.device = device.id
    return device


def scope_of(request: Request, device: Device) -> str:
    """The scope in the path. Raises ``Refusal`` unless the device holds it: what else exists is nobody's business."""
    scope: str = request.path_params["scope"]
    if scope not in device.scopes:
        raise Refusal(WireError.NOT_FOUND, "There is nothing of this name.")
    return scope
