"""What to do now: follow-ups by day, appointments, and whom the advisor suggests and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clienteling.services.change import Change

if TYPE_CHECKING:
    from clienteling.services.context import Clock
    from clienteling.services.enrichments import Enrichments
    from clienteling.services.sessions import Sessions
    from clienteling.store.tablet import Tablet


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many rows have this reason. Reasons: see ``domain.advisor.REASONS``."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One thing to do. ``follow_up_id`` is empty for a suggestion of the advisor.

    ``text`` is what a seller wrote; when it is empty the screen makes the sentence of ``reason`` and ``values`` (see
    ``domain.advisor``). Days are -1 when it never happened; ``days_since_contact`` counts contact by this seller.
    ``due`` is an ISO date. ``consents``: email, message, phone -> allowed, refused, unknown.
    """

    follow_up_id: str
    customer_id: str
    name: str
    reason: str
    text: str
    days_since_purchase: int
    days_since_contact: int
    consents: dict[str, str]
    due: str
    values: dict[str, str] = field(default_factory=dict)
    pending: bool = False


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """A visit agreed for today. ``at`` in ms."""

    id: str
    customer_id: str
    name: str
    at: int
    text: str


@dataclass(frozen=True, slots=True)
class TodayView:
    """The Today screen of the signed-in seller. ``reasons`` counts overdue and today; ``upcoming`` is the next 7 days."""

    day: str
    reasons: tuple[ReasonCount, ...]
    overdue: tuple[TodayRow, ...]
    today: tuple[TodayRow, ...]
    upcoming: tuple[TodayRow, ...]
    appointments: tuple[AppointmentRow, ...]


class Today:
    """What to do now, and doing it."""

    def __init__(self, tablet: Tablet, sessions: Sessions, enrichments: Enrichments, clock: Clock) -> None:
        """``clock`` gives ms since 1970 (UTC)."""
        raise NotImplementedError

    def view(self) -> TodayView:
        """The whole screen. Raises ``NotSignedIn``."""
        raise NotImplementedError

    def done(self, row: TodayRow, outcome: str = "") -> Change:
        """It was done. A suggestion becomes a follow-up with its reason, already completed. Undo brings it back."""
        raise NotImplementedError

    def snooze(self, row: TodayRow, until: str) -> Change:
        """Ask again on ``until`` (ISO date). A suggestion becomes a follow-up due that day."""
        raise NotImplementedError

    def dismiss(self, row: TodayRow, why: str) -> Change:
        """Not to be done, and why. A suggestion becomes a cancelled follow-up, so that it is not suggested again soon."""
        raise NotImplementedError
