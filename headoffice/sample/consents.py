"""What customers allowed, refused, left open, let expire, and took back."""

from __future__ import annotations

import datetime
from typing import Final, Literal

from clienteling.domain.customer import ConsentChannel, ConsentPurpose, ConsentRecord
from clienteling.domain.provenance import Provenance
from headoffice.sample.dice import Weighted
from headoffice.sample.sheet import Sheet

Story = Literal["unknown", "granted", "pending", "withdrawn", "refused", "expired", "regranted"]


def _stories(unknown: int, granted: int, pending: int, no: int, expired: int, regranted: int) -> Weighted[Story]:
    return Weighted(
        (unknown, "unknown"),
        (granted, "granted"),
        (pending, "pending"),
        (no * 0.6, "withdrawn"),
        (no * 0.4, "refused"),
        (expired, "expired"),
        (regranted, "regranted"),
    )


_MARKETING: Final[tuple[tuple[ConsentChannel, Weighted[Story]], ...]] = (
    ("email", _stories(18, 55, 5, 12, 5, 5)),
    ("sms", _stories(55, 22, 2, 16, 3, 2)),
    ("whatsapp", _stories(55, 30, 2, 10, 1, 2)),
    ("call", _stories(62, 13, 0, 23, 1, 1)),
    ("post", _stories(92, 4, 0, 3, 1, 0)),
)
_OTHERS: Final[tuple[tuple[ConsentPurpose, ConsentChannel, Weighted[Story]], ...]] = (
    ("service", "email", _stories(75, 24, 0, 1, 0, 0)),
    ("profiling", "email", _stories(80, 12, 1, 6, 1, 0)),
    ("events", "email", _stories(85, 11, 1, 2, 1, 0)),
)
_ONE_RECORD: Final[dict[Story, Literal["pending", "granted", "withdrawn"]]] = {
    "granted": "granted",
    "expired": "granted",  # known for too short a time to have let it expire
    "pending": "pending",
    "refused": "withdrawn",
}
_VALID_DAYS: Final = 730
"""A yes is asked for again after two years."""


def add_consents(sheet: Sheet) -> None:
    """A story for each purpose and channel; most have none."""
    for channel, stories in _MARKETING:
        tell(sheet, "marketing", channel, stories.draw(sheet.dice))
    for purpose, channel, stories in _OTHERS:
        tell(sheet, purpose, channel, stories.draw(sheet.dice))


def tell(sheet: Sheet, purpose: ConsentPurpose, channel: ConsentChannel, story: Story) -> None:
    """The records of one story, oldest first."""
    if story == "unknown":
        return
    known = sheet.known_days()
    if story == "expired" and known > _VALID_DAYS + 1:
        _record(sheet, purpose, channel, "granted", sheet.dice.between(_VALID_DAYS + 2, known))
        return
    started = sheet.dice.between(1, min(known, _VALID_DAYS - 30))
    if story in _ONE_RECORD:
        _record(sheet, purpose, channel, _ONE_RECORD[story], started)
        return
    if started < 3:
        # Too short an acquaintance for a change of mind.
        _record(sheet, purpose, channel, "granted", started)
        return
    _record(sheet, purpose, channel, "granted", started)
    no = _record(sheet, purpose, channel, "withdrawn", max(1, started * 2 // 3))
    if story == "regranted":
        _record(sheet, purpose, channel, "granted", max(1, started // 3), (no,))


def _record(
    sheet: Sheet,
    purpose: ConsentPurpose,
    channel: ConsentChannel,
    state: Literal["pending", "granted", "withdrawn"],
    days_ago: int,
    knew: tuple[str, ...] = (),
) -> str:
    at = sheet.moment(days_ago, sheet.person.shop)
    method, by = _how(sheet, state, at)
    given = datetime.datetime.fromtimestamp(at / 1000, datetime.UTC).date()
    expires = (given + datetime.timedelta(days=_VALID_DAYS)).isoformat() if state == "granted" else ""
    version = f"{given.year}-{'01' if given.month < 7 else '07'}"
    record = ConsentRecord(
        sheet.ids.new(),
        purpose,
        channel,
        state,
        by,
        knew,
        f"{purpose}-notice",
        version,
        sheet.person.country.language,
        method,
        expires,
    )
    sheet.consents.append(record)
    return record.id


def _how(sheet: Sheet, state: str, at: int) -> tuple[str, Provenance]:
    """The method by which it was said, and who wrote it down."""
    if state == "pending":
        return "double_opt_in", sheet.by_source("newsletter", at, "newsletter")
    if sheet.primary and sheet.dice.chance(0.6):
        return ("signed_tablet" if state == "granted" else "spoken"), sheet.by_seller(sheet.primary, at)
    if sheet.person.rhythm.web and sheet.dice.chance(0.7):
        return ("web_form" if state == "granted" else "unsubscribe_link"), sheet.by_customer(at)
    if sheet.dice.chance(0.2):
        return "service_call", sheet.by_source("service_desk", at, "service")
    return ("paper_form" if state == "granted" else "spoken"), sheet.from_store(at)
