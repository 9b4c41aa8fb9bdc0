"""Who may be contacted, when: consent, the hour where they live, how often, on both sides of a change of clocks."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clienteling.domain.contact_rules import CHANNELS, ContactRules
from clienteling.domain.customer import ConsentChannel, ConsentRecord, ContactPoint, Customer
from clienteling.domain.gate import Facts, contacts_of, is_quiet, why_not
from clienteling.domain.history import Interaction
from clienteling.domain.provenance import from_source
from clienteling.domain.zones import likely, zone_called

DAY = 86_400_000
BY = from_source("shop", 1_790_000_000_000)
MADRID, NEW_YORK, LORD_HOWE = ZoneInfo("Europe/Madrid"), ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")
ZONES = [MADRID, NEW_YORK, LORD_HOWE, ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Africa/Casablanca"), datetime.UTC]
RULES = ContactRules()
YES = (ConsentRecord("y", "marketing", "email", "granted", BY), ConsentRecord("s", "service", "email", "granted", BY))


def _at(iso: str) -> int:
    return int(datetime.datetime.fromisoformat(iso).timestamp() * 1000)


NOON = _at("2026-11-20T12:00:00+01:00")


def test_nothing_said_is_a_no_and_each_state_says_why() -> None:
    facts = Facts((), (MADRID,))
    assert why_not(facts, RULES, "marketing", "email", NOON) == "unknown"
    for state, why in (("granted", ""), ("pending", "pending"), ("withdrawn", "withdrawn")):
        said = replace(facts, consents=(ConsentRecord("r", "marketing", "email", state, BY),))  # type: ignore[arg-type]
        assert why_not(said, RULES, "marketing", "email", NOON) == why
        assert why_not(said, RULES, "events", "email", NOON) == "unknown"
        assert why_not(said, RULES, "marketing", "sms", NOON) == "unknown"
        assert why_not(replace(said, suppressed=True), RULES, "marketing", "email", NOON) == "suppressed"
    assert why_not(replace(facts, consents=YES), RULES, "marketing", "email", NOON + 2_000 * DAY) == "expired"


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        ("2026-11-20T08:59:59+01:00", True),
        ("2026-11-20T09:00:00+01:00", False),
        ("2026-11-20T20:59:59+01:00", False),
        ("2026-11-20T21:00:00+01:00", True),
        # The night in which clocks go forward, and the one in which they go back.
        ("2026-03-29T06:59:00+00:00", True),
        ("2026-03-29T07:00:00+00:00", False),
        ("2026-10-25T07:59:00+00:00", True),
        ("2026-10-25T08:00:00+00:00", False),
    ],
)
def test_the_clock_on_the_customers_wall_counts(moment: str, quiet: bool) -> None:
    assert is_quiet(RULES, _at(moment), MADRID) == quiet
    assert (why_not(Facts(YES, (MADRID,)), RULES, "marketing", "email", _at(moment)) == "quiet") == quiet


_MOMENTS = st.integers(_at("2024-01-01T00:00:00+00:00"), _at("2028-01-01T00:00:00+00:00"))
_MINUTES = st.integers(0, 1439)


@given(_MOMENTS, st.sampled_from(ZONES), _MINUTES, _MINUTES, st.sets(st.integers(0, 6), max_size=2))
def test_it_is_quiet_by_wall_and_calendar_whatever_clocks_do(
    now: int, zone: datetime.tzinfo, begins: int, ends: int, days: set[int]
) -> None:
    rules = replace(RULES, quiet_from=begins, quiet_until=ends, quiet_days=tuple(days))
    offset = datetime.datetime.fromtimestamp(now / 1000, zone).utcoffset()
    assert offset is not None
    wall = now // 1000 + int(offset.total_seconds())
    minute, weekday = wall % 86_400 // 60, (wall // 86_400 + 3) % 7
    hushed = range(begins, ends) if begins <= ends else [*range(begins, 1440), *range(ends)]
    assert is_quiet(rules, now, zone) == (weekday in days or minute in hushed)


@given(st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 12, 30)), st.sampled_from([MADRID, NEW_YORK, LORD_HOWE]))
def test_on_every_day_the_same_hours_are_open_also_when_it_has_23_or_25(day: datetime.date, zone: ZoneInfo) -> None:
    begin = int(datetime.datetime.combine(day, datetime.time.min, zone).timestamp())
    end = int(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min, zone).timestamp())
    free = [at for at in range(begin, end, 900) if not is_quiet(RULES, at * 1000, zone)]
    assert len(free) == 12 * 4
    assert free[-1] - free[0] == 12 * 3600 - 900


@given(_MOMENTS, st.lists(st.sampled_from(ZONES), min_size=2, max_size=4))
def test_where_it_is_not_known_where_they_live_it_must_be_fine_everywhere(now: int, zones: list[ZoneInfo]) -> None:
    rules = replace(RULES, most=0, months={})
    found = why_not(Facts(YES, tuple(zones)), rules, "marketing", "email", now)
    assert (found == "") == (not any(is_quiet(rules, now, zone) for zone in zones))


def test_contacts_are_counted_over_all_sellers_and_channels_but_not_for_an_order_of_theirs() -> None:
    week = tuple(NOON - n * DAY for n in (1, 3, 6))
    facts = Facts(YES, (MADRID,), week)
    assert why_not(facts, RULES, "marketing", "email", NOON) == "often"
    assert why_not(facts, RULES, "service", "email", NOON) == ""
    assert why_not(facts, replace(RULES, most=0), "marketing", "email", NOON) == ""
    assert why_not(replace(facts, contacts=week[1:]), RULES, "marketing", "email", NOON) == ""
    assert why_not(facts, RULES, "marketing", "email", NOON + 2 * DAY) == ""
    ahead = replace(facts, contacts=(*week[1:], NOON + 400 * DAY))
    assert why_not(ahead, RULES, "marketing", "email", NOON) == "often", "noted by a clock that is ahead"
    kinds = ("call", "message_out", "campaign_sent", "store_visit", "message_in", "web_view", "survey")
    told = [Interaction(str(n), "c", n, kind, BY) for n, kind in enumerate(kinds)]
    assert contacts_of(told) == (0, 1, 2)


@pytest.mark.parametrize("allowed", CHANNELS)
def test_a_yes_to_one_channel_is_none_to_another(allowed: ConsentChannel) -> None:
    facts = Facts((ConsentRecord("y", "marketing", allowed, "granted", BY),), (MADRID,))
    found = {channel: why_not(facts, RULES, "marketing", channel, NOON) for channel in CHANNELS}
    assert found == {channel: "" if channel == allowed else "unknown" for channel in CHANNELS}


def _with(*numbers: str) -> Customer:
    points = tuple(ContactPoint(str(n), "phone", number, BY) for n, number in enumerate(numbers))
    return Customer("c", contacts=points)


@pytest.mark.parametrize(
    ("numbers", "home", "zones"),
    [
        (["+5511912345678"], "Europe/Madrid", ["America/Sao_Paulo"]),
        (["+34612345678"], "Europe/Madrid", ["Europe/Madrid"]),
        (["+34612345678"], "Europe/Lisbon", ["Atlantic/Canary", "Europe/Madrid"]),
        ([], "Europe/Lisbon", ["Europe/Lisbon"]),
        (["600 11 22 33", "", "+999123456789"], "Europe/Lisbon", ["Europe/Lisbon"]),
        ([], "", ["Asia/Tokyo", "Europe/Madrid"]),
        ([], "No/Where", ["Asia/Tokyo", "Europe/Madrid"]),
    ],
)
def test_where_a_customer_lives(numbers: list[str], home: str, zones: list[str]) -> None:
    found = likely(_with(*numbers), home, ["Europe/Madrid", "Asia/Tokyo", "Asia/Tokyo", "", "../etc"])
    assert [str(zone) for zone in found] == zones


def test_without_any_zone_the_clock_of_the_world_counts() -> None:
    assert likely(_with(), "", []) == ()
    assert why_not(Facts(YES, ()), RULES, "marketing", "email", _at("2026-11-20T22:00:00+00:00")) == "quiet"
    assert zone_called("Europe/Madrid") == MADRID
