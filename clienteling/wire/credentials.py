"""What enrolment leaves on the tablet: how it reaches head office, and as whom."""

from __future__ import annotations

import msgspec


class Credentials(msgspec.Struct, frozen=True):
    """How this tablet reaches head office. ``address`` is the base URL without a trailing slash."""

    address: str
    device_id: str
    replica_id: str
    token: str
    store: str
    company: str
