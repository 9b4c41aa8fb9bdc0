"""What tablets tell of themselves: kept strictly, and without writing at every poll."""

from __future__ import annotations

from typing import Any

import httpx
from sqlalchemy import Engine, event, update

from clienteling.wire.messages import ALARMS_LIMIT, Alarm
from headoffice.db.engine import writing
from headoffice.db.sync_tables import device_alarms, devices
from headoffice.sync.devices import SEEN_EVERY_MS
from tests.headoffice.tablet import NORTH, Tablet
from tests.headoffice.test_push import rows

HOME = f"store:{NORTH}"
TOLD: dict[str, Any] = {
    "epoch": "e.1.1",
    "waiting": 3,
    "oldest_waiting_at": 1_700_000_000_000,
    "quarantined": 2,
    "conflicts": 4,
    "alarms": (Alarm(HOME, "sum", 9, 1_700_000_000_001), Alarm("", "damage", 0, 1_700_000_000_001)),
}


def test_what_a_tablet_tells_is_kept(tablet: Tablet, company: Engine) -> None:
    assert tablet.report(**TOLD, app_version="2.5", snapshot_schema=1).status_code == 200
    (held,) = rows(company, devices)
    assert (held["app_version"], held["op_schema"], held["snapshot_schema"]) == ("2.5", 1, 1)
    assert (held["replica_epoch"], held["waiting"], held["oldest_waiting_at"]) == ("e.1.1", 3, 1_700_000_000_000)
    assert (held["quarantined"], held["conflicts"]) == (2, 4)
    assert held["last_seen_at"] > 0
    tablet.report()
    (held,) = rows(company, devices)
    assert (held["replica_epoch"], held["waiting"], held["quarantined"], held["conflicts"]) == ("", 0, 0, 0)


def test_an_alarm_told_twice_is_kept_once_and_as_it_was_told_first(tablet: Tablet, company: Engine) -> None:
    first, second = Alarm(HOME, "sum", 9, 5), Alarm(HOME, "sum", 1, 6)
    for told in ((first,), (first, first), (Alarm(HOME, "sum", 7, 5), second), ()):
        assert tablet.report(alarms=told).status_code == 200
    kept = sorted((row["at"], row["scope"], row["kind"], row["rows"]) for row in rows(company, device_alarms))
    assert kept == [(5, HOME, "sum", 9), (6, HOME, "sum", 1)]
    assert {row["device_id"] for row in rows(company, device_alarms)} == {tablet.me.device_id}


def _begun(engine: Engine, told: dict[str, Any], tablet: Tablet) -> int:
    """How many statements that write a report brings about."""
    writes: list[str] = []

    def look(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().upper().startswith(("UPDATE", "INSERT")):
            writes.append(statement)

    event.listen(engine, "before_cursor_execute", look)
    try:
        assert tablet.report(**told).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", look)
    return len(writes)


def test_a_report_without_news_writes_nothing(tablet: Tablet, company: Engine) -> None:
    tablet.get("/v1/scopes/company/snapshot")  # the first token brings the first key
    assert _begun(company, TOLD, tablet) == 2
    assert _begun(company, TOLD, tablet) == 0
    assert _begun(company, {**TOLD, "waiting": 4}, tablet) == 1
    assert _begun(company, {**TOLD, "waiting": 4, "alarms": (Alarm("company", "sum", 1, 1),)}, tablet) == 2
    (held,) = rows(company, devices)
    with writing(company) as conn:
        conn.execute(update(devices).values(last_seen_at=held["last_seen_at"] - SEEN_EVERY_MS - 1))
    assert _begun(company, {"waiting": 4, **{k: v for k, v in TOLD.items() if k != "waiting"}}, tablet) == 1
    (again,) = rows(company, devices)
    assert again["last_seen_at"] >= held["last_seen_at"]


SPOILT: tuple[dict[str, Any], ...] = (
    {"waiting": -1},
    {"waiting": 1 << 70},
    {"waiting": "3"},
    {"quarantined": -1},
    {"conflicts": 1 << 53},
    {"oldest_waiting_at": -5},
    {"epoch": "e" * 101},
    {"epoch": "line\nbreak"},
    {"app_version": 5},
    {"op_schema": -1},
    {"surprise": 1},
    {"alarms": [{"scope": "s" * 41, "kind": "sum", "rows": 1, "at": 1}]},
    {"alarms": [{"scope": "\x00", "kind": "sum", "rows": 1, "at": 1}]},
    {"alarms": [{"scope": "company", "kind": "other", "rows": 1, "at": 1}]},
    {"alarms": [{"scope": "company", "kind": "sum", "rows": -1, "at": 1}]},
    {"alarms": [{"scope": "company", "kind": "sum", "rows": 1}]},
)


def test_reports_are_strict_and_bounded(tablet: Tablet, company: Engine) -> None:
    before = rows(company, devices)
    for spoilt in SPOILT:
        body = {"app_version": "1", "op_schema": 1, "snapshot_schema": 1, **spoilt}
        response = tablet.send("/v1/device", json=body)
        assert (response.status_code, response.json()["number"]) == (422, 1001), spoilt
    assert rows(company, devices) == before
    assert rows(company, device_alarms) == []


def test_too_much_at_once_is_told(tablet: Tablet, company: Engine) -> None:
    alarms = tuple(Alarm("company", "sum", 1, at) for at in range(ALARMS_LIMIT + 1))
    response = tablet.report(alarms=alarms)
    assert (response.status_code, response.json()["number"]) == (413, 1002)
    assert tablet.report(alarms=alarms[:-1]).status_code == 200
    assert len(rows(company, device_alarms)) == ALARMS_LIMIT
    response = tablet.send("/v1/device", content=b" " * (1 << 16))
    assert response.status_code == 413


def test_a_report_of_a_newer_app_tells_head_office_to_follow(tablet: Tablet) -> None:
    body = {"app_version": "9", "op_schema": 99, "snapshot_schema": 1, "of_the_future": True}
    response = tablet.send("/v1/device", json=body)
    assert (response.status_code, response.json()["number"]) == (409, 1021)
    assert tablet.report(op_schema=99).status_code == 200


def test_one_tablets_report_changes_no_other(tablet: Tablet, client: httpx.Client, company: Engine) -> None:
    other = Tablet(client, company)
    tablet.report(**TOLD)
    held = {row["id"]: row for row in rows(company, devices)}
    assert held[other.me.device_id]["waiting"] == held[other.me.device_id]["last_seen_at"] == 0
