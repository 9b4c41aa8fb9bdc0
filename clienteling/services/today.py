"""What to do now: follow-ups by day, appointments, and whom the advisor suggests and why."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clienteling.domain.advisor import REASONS, Moment, Suggestion
from clienteling.domain.consent import shown_of
from clienteling.domain.customer import Customer
from clienteling.domain.days import days_since
from clienteling.domain.history import FollowUp
from clienteling.services.advice import Advice
from clienteling.services.change import Change
from clienteling.services.drafts import FollowUpDraft
from clienteling.services.moment import begin_of
from clienteling.services.reading import people

if TYPE_CHECKING:
    from clienteling.services.enrichments import Enrichments
    from clienteling.services.merges import Merges
    from clienteling.services.sessions import Session, Sessions
    from clienteling.store.tablet import Tablet
    from clienteling.store.values import HistoryItem

UPCOMING_DAYS = 7
"""How far ahead follow-ups are listed."""


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
    """The Today screen of the signed-in seller.

    ``day`` is today as an ISO date. ``reasons`` counts overdue and today; ``upcoming`` are the next seven days.
    """

    day: str
    reasons: tuple[ReasonCount, ...]
    overdue: tuple[TodayRow, ...]
    today: tuple[TodayRow, ...]
    upcoming: tuple[TodayRow, ...]
    appointments: tuple[AppointmentRow, ...]


class Today:
    """What to do now, and doing it. Every method raises ``NotSignedIn``."""

    def __init__(self, tablet: Tablet, sessions: Sessions, enrichments: Enrichments, merges: Merges) -> None:
        self._tablet = tablet
        self._sessions = sessions
        self._enrichments = enrichments
        self._merges = merges

    def view(self) -> TodayView:
        """The whole screen."""
        session = self._sessions.require()
        moment = self._sessions.moment()
        day = moment.today.isoformat()
        until = (moment.today + datetime.timedelta(days=UPCOMING_DAYS)).isoformat()
        held = self._tablet.agenda.follow_ups(seller=session.seller.id, until=until)
        asked = self._merges.to_decide()
        advice = Advice(self._tablet, session, moment, {a.customer_id: a.other for a in asked})
        busy = {item.customer_id for item in held if item.entity.due <= day}
        suggested = advice.suggestions(busy)
        rows = _Rows(self._tablet, session, moment, [i.customer_id for i in held] + [c for c, _ in suggested])
        listed = [rows.follow_up(item, advice) for item in held]
        overdue = [row for row in listed if row.due < day]
        today = [row for row in listed if row.due == day]
        today += [rows.suggestion(customer_id, found) for customer_id, found in suggested]
        counted = Counter(row.reason for row in (*overdue, *today))
        counts = [ReasonCount(reason, counted.pop(reason, 0)) for reason in REASONS]
        counts += [ReasonCount(reason, count) for reason, count in sorted(counted.items())]
        return TodayView(
            day,
            tuple(counts),
            tuple(overdue),
            tuple(today),
            tuple(row for row in listed if row.due > day),
            self._appointments(moment),
        )

    def done(self, row: TodayRow, outcome: str = "") -> Change:
        """It was done. A suggestion becomes a follow-up with its reason, already completed. Undo brings it back."""
        if row.follow_up_id:
            return self._enrichments.complete_follow_up(row.follow_up_id, outcome)
        return self._enrichments.record_follow_up(row.customer_id, self._draft(row), done=True, outcome=outcome)

    def snooze(self, row: TodayRow, until: str) -> Change:
        """Ask again on ``until`` (ISO date). A suggestion becomes a follow-up due that day."""
        if row.follow_up_id:
            return self._enrichments.edit_follow_up(row.follow_up_id, due=until)
        return self._enrichments.create_follow_up(row.customer_id, self._draft(row, until))

    def dismiss(self, row: TodayRow, why: str) -> Change:
        """Not to be done, and why. A suggestion becomes a cancelled follow-up: it stays silent for a while."""
        if row.follow_up_id:
            return self._enrichments.cancel_follow_up(row.follow_up_id, why)
        return self._enrichments.record_follow_up(row.customer_id, self._draft(row), done=False, outcome=why)

    def _draft(self, row: TodayRow, due: str = "") -> FollowUpDraft:
        """A follow-up for a suggestion. Its text is what it is about; the screen says the rest in its language."""
        about = row.values.get("title") or row.values.get("subject") or ""
        return FollowUpDraft(due or self._sessions.moment().today.isoformat(), about, reason=row.reason)

    def _appointments(self, moment: Moment) -> tuple[AppointmentRow, ...]:
        """Today's visits of this seller, and those that nobody in particular expects."""
        session = self._sessions.require()
        begin = begin_of(moment.today, moment.zone)
        end = begin_of(moment.today + datetime.timedelta(days=1), moment.zone)
        held = [
            item.entity
            for item in self._tablet.agenda.appointments(session.store.id, begin, end)
            if item.entity.seller in ("", session.seller.id)
        ]
        names = {key: person.name for key, person in people(self._tablet, (v.customer for v in held)).items()}
        return tuple(AppointmentRow(v.id, v.customer, names.get(v.customer, ""), v.at, v.text) for v in held)


class _Rows:
    """Makes rows; reads what they need of all their customers at once."""

    def __init__(self, tablet: Tablet, session: Session, moment: Moment, customer_ids: Sequence[str]) -> None:
        self._moment = moment
        ids = list(dict.fromkeys(customer_ids))
        self._people = people(tablet, ids)
        self._months = tablet.replica.contact_rules().months
        self._contacts = tablet.agenda.last_contacts(ids, session.seller.id)

    def follow_up(self, item: HistoryItem, advice: Advice) -> TodayRow:
        """The row of a follow-up; one that began as a suggestion gets that reason's values."""
        held: FollowUp = item.entity
        customer = self._people.get(held.customer)
        values = {} if held.text or customer is None else advice.values_of(held.reason, customer)
        return self._row(held.id, held.customer, held.reason, held.text, held.due, values, item.pending)

    def suggestion(self, customer_id: str, found: Suggestion) -> TodayRow:
        """The row of a suggestion, for today."""
        due = self._moment.today.isoformat()
        return self._row("", customer_id, found.reason, "", due, found.values, pending=False)

    def _row(
        self,
        follow_up_id: str,
        customer_id: str,
        reason: str,
        text: str,
        due: str,
        values: dict[str, str],
        pending: bool,
    ) -> TodayRow:
        customer = self._people.get(customer_id) or Customer(customer_id)
        now, zone = self._moment.now, self._moment.zone
        return TodayRow(
            follow_up_id,
            customer_id,
            customer.name,
            reason,
            text,
            days_since(customer.summary.last_purchase_at, now, zone),
            days_since(self._contacts.get(customer_id, 0), now, zone),
            dict(shown_of(customer, self._moment.today.isoformat(), self._months)),
            due,
            values,
            pending,
        )
