"""Error numbers of the sync contract. Stable: a number is never reused. Each goes with an HTTP status."""

from __future__ import annotations

import enum

import msgspec


class WireError(enum.IntEnum):
    """Why head office refused a request."""

    BAD_MESSAGE = 1001  # 422: unknown field, wrong type, not JSON
    TOO_LARGE = 1002  # 413
    BAD_TOKEN = 1003  # 401
    REVOKED = 1004  # 403
    BAD_CODE = 1005  # 403: enrolment code, or leave to set a PIN, unknown, used or expired
    NOT_FOUND = 1006  # 404: also another store's scope
    STALE_TOKEN = 1007  # 401: token or proof not good (any more); ask for a token and send it again
    EPOCH_CHANGED = 1010  # 410: rebuild the replica
    BELOW_FLOOR = 1011  # 410: offline past tombstones; rebuild the replica
    BEYOND_HEAD = 1012  # 410: head office was restored; rebuild the replica
    STALE_FENCE = 1013  # 409: cloned device or restored backup
    UPGRADE_TABLET = 1020  # 426
    UPGRADE_HEAD_OFFICE = 1021  # 409: operations newer than head office wait
    SLOW_DOWN = 1030  # 429, with Retry-After
    UNAVAILABLE = 1031  # 503, with Retry-After
    PUSH_FAILS = 1032  # 503, with Retry-After: head office fails on all of a push, and may do everything else


STATUS: dict[WireError, int] = {
    WireError.BAD_MESSAGE: 422,
    WireError.TOO_LARGE: 413,
    WireError.BAD_TOKEN: 401,
    WireError.REVOKED: 403,
    WireError.BAD_CODE: 403,
    WireError.NOT_FOUND: 404,
    WireError.STALE_TOKEN: 401,
    WireError.EPOCH_CHANGED: 410,
    WireError.BELOW_FLOOR: 410,
    WireError.BEYOND_HEAD: 410,
    WireError.STALE_FENCE: 409,
    WireError.UPGRADE_TABLET: 426,
    WireError.UPGRADE_HEAD_OFFICE: 409,
    WireError.SLOW_DOWN: 429,
    WireError.UNAVAILABLE: 503,
    WireError.PUSH_FAILS: 503,
}
"""HTTP status of each number."""


class ErrorBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Body of every refusal. ``message`` says what to do and holds no personal data."""

    number: int
    message: str
