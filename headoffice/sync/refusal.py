"""Refusing a whole request."""

from __future__ import annotations

from clienteling.wire.errors import WireError


class Refusal(Exception):
    """Head office refuses the request. ``message`` says what to do and holds no personal data."""

    def __init__(self, number: WireError, message: str, *, retry_after: int = 0) -> None:
        super().__init__(message)
        self.number = number
        self.message = message
        self.retry_after = retry_after


TOO_OLD = "This version of the app is too old for head office. Update the app."
REVOKED = "Head office has locked this tablet out. Ask head office."
