"""Polls that find nothing new take a short way, and get the answer they would get on the usual one."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from sqlalchemy import Engine, event, update
from sqlalchemy.exc import OperationalError

from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.db.epoch import mark_restored
from headoffice.db.sync_tables import devices
from headoffice.routes import scopes
from headoffice.sync.devices import revoke
from headoffice.sync.polls import Polls, look_up
from headoffice.sync.scopes import store_scope
from tests.headoffice.tablet import NORTH, SOUTH, Tablet, customer

PATIENCE_S = 20.0
HERE, ELSEWHERE = store_scope(NORTH), store_scope(SOUTH)


@pytest.fixture
def usual(company: Engine) -> list[str]:
    """Return what the usual way asks the database about devices, as it comes."""
    asked: list[str] = []

    def listen(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "FROM devices" in statement:
            asked.append(statement)

    event.listen(company, "before_cursor_execute", listen)
    return asked


def caught_up(tablet: Tablet, scope: str = HERE) -> dict[str, Any]:
    """A question that has been answered in full once: what to ask for, and the tag of the answer."""
    tablet.tail(scope)
    query = {"epoch": tablet.me.epoch, "after": tablet.cursors.get(scope, 0), "limit": 5_000}
    first = tablet.get(f"/v1/scopes/{scope}/changes", params=query)
    assert first.status_code == 200
    return {"params": query, "headers": {"If-None-Match": first.headers["etag"]}}


def test_nothing_new_does_not_take_the_usual_way(tablet: Tablet, company: Engine, usual: list[str]) -> None:
    customer(company)
    asked = caught_up(tablet)
    usual.clear()
    answer = tablet.get(f"/v1/scopes/{HERE}/changes", **asked)
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == asked["headers"]["If-None-Match"]
    assert usual == []
    customer(company)
    assert tablet.get(f"/v1/scopes/{HERE}/changes", **asked).status_code == 200


def test_the_short_way_is_for_the_own_store_alone(tablet: Tablet, company: Engine) -> None:
    customer(company, SOUTH)
    asked = caught_up(Tablet(tablet.client, company, "S1"), ELSEWHERE)
    assert tablet.get(f"/v1/scopes/{HERE}/changes", **caught_up(tablet)).status_code == 304
    answer = tablet.get(f"/v1/scopes/{ELSEWHERE}/changes", **asked)
    assert (answer.status_code, "etag" in answer.headers) == (404, False)


def test_who_is_locked_out_is_told_at_once(tablet: Tablet, company: Engine) -> None:
    asked = caught_up(tablet)
    assert tablet.get(f"/v1/scopes/{HERE}/changes", **asked).status_code == 304
    with writing(company) as conn:
        revoke(conn, tablet.me.device_id, now_ms())
    assert tablet.get(f"/v1/scopes/{HERE}/changes", **asked).status_code == 403


def test_a_tag_that_fits_opens_no_other_scope_and_no_other_time(tablet: Tablet, company: Engine) -> None:
    asked = caught_up(tablet)
    assert tablet.get(f"/v1/scopes/{ELSEWHERE}/changes", **asked).status_code == 404
    stranger = {**asked["headers"], "Authorization": "Bearer somebody"}
    query = asked["params"]
    assert tablet.client.get(f"/v1/scopes/{HERE}/changes", params=query, headers=stranger).status_code == 401
    for change in ({"after": asked["params"]["after"] + 1}, {"epoch": "another"}):
        other = tablet.get(f"/v1/scopes/{HERE}/changes", params={**asked["params"], **change}, headers=asked["headers"])
        assert other.status_code == 410
    with writing(company) as conn:
        mark_restored(conn)
    assert tablet.get(f"/v1/scopes/{HERE}/changes", **asked).status_code == 410


def test_the_last_contact_is_written_down_on_the_usual_way(
    tablet: Tablet, company: Engine, usual: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # It is written after the answer has gone out: what the first answers have to write must not come in between.
    written: list[str] = []
    monkeypatch.setattr(scopes, "_seen", lambda _office, device, _at: written.append(device))
    asked = caught_up(tablet)
    with writing(company) as conn:
        conn.execute(update(devices).values(last_pull_at=now_ms()))
    assert tablet.get(f"/v1/scopes/{HERE}/changes", **asked).status_code == 304
    with writing(company) as conn:
        conn.execute(update(devices).values(last_pull_at=now_ms() - 120_000))
    usual.clear()
    before = len(written)
    assert tablet.get(f"/v1/scopes/{HERE}/changes", **asked).status_code == 304
    assert usual
    end = time.monotonic() + PATIENCE_S
    while len(written) == before and time.monotonic() < end:
        time.sleep(0.01)
    assert tablet.me.device_id in written[before:]


def test_those_who_wait_are_looked_up_together(tablet: Tablet, company: Engine) -> None:
    customer(company)
    known = tablet.me.device_id, tablet.key.public()
    statements: list[str] = []
    event.listen(company, "before_cursor_execute", lambda *args: statements.append(str(args[2])))

    async def ask() -> list[Any]:
        polls = Polls(company)
        scopes = (HERE, "company", "nowhere", 'odd"\\,{}')
        asked = [*((*known, scope) for scope in scopes), ("nobody", known[1], HERE), (known[0], "another key", HERE)]
        return await asyncio.gather(*(polls.standing(*poll) for poll in asked))

    here, everywhere, *others = asyncio.run(ask())
    assert (here.store, here.head, here.floor) == (NORTH, 1, 0)
    assert everywhere.scope_id != here.scope_id
    assert others == [None] * 4
    assert len([s for s in statements if "scope_head" in s]) == 1
    assert look_up(company, [(*known, HERE)]) == {0: here}


def test_trouble_with_the_database_takes_the_usual_way(
    tablet: Tablet, usual: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: Any) -> None:
        raise OperationalError("SELECT", None, Exception("gone"))

    asked = caught_up(tablet)
    monkeypatch.setattr("headoffice.sync.polls.look_up", gone)
    usual.clear()
    assert tablet.get(f"/v1/scopes/{HERE}/changes", **asked).status_code == 304
    assert usual


def test_trouble_with_the_database_reaches_everybody_who_waits(company: Engine, monkeypatch: Any) -> None:
    def gone(*_args: Any) -> None:
        raise OperationalError("SELECT", None, Exception("gone"))

    monkeypatch.setattr("headoffice.sync.polls.look_up", gone)

    async def ask() -> list[Any]:
        polls = Polls(company)
        return await asyncio.gather(*(polls.standing("d", "k", HERE) for _ in range(3)), return_exceptions=True)

    assert [type(answer) for answer in asyncio.run(ask())] == [OperationalError] * 3
