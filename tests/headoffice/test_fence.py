"""The fence, retries and requests that cannot be taken as a whole; many tablets at once."""

from __future__ import annotations

import random
import threading
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from clienteling.wire.messages import OperationResult, PushAnswer, PushRequest
from headoffice.db import tables
from headoffice.db.engine import reading, writing
from headoffice.db.epoch import mark_restored
from headoffice.db.sync_tables import devices, op_ledger
from headoffice.sync import push as push_module
from headoffice.sync.feed import publish
from headoffice.sync.push import accept
from headoffice.sync.refusal import Refusal
from tests.headoffice.tablet import Tablet, at_head_office, customer
from tests.headoffice.test_feed import check_sums
from tests.headoffice.test_push import rows, statuses


def number(response: Any) -> int:
    """The number of a refusal."""
    body: dict[str, int] = response.json()
    assert "number" in body, f"not refused: {response.status_code}"
    return body["number"]


def test_a_stale_fence_with_another_request_is_a_clone_the_same_request_a_retry(
    tablet: Tablet, company: Engine
) -> None:
    ana = customer(company)
    start = tablet.fence
    request = tablet.request(tablet.op(o.TagAdd(new_id(), "x"), ana.id))
    assert tablet.post(request).status_code == 200
    retry = tablet.post(request)
    assert retry.status_code == 200
    clone = tablet.post(tablet.request(tablet.op(o.TagAdd(new_id(), "y"), ana.id)))
    assert (clone.status_code, number(clone)) == (409, 1013)
    tablet.fence = msgspec.json.decode(retry.content, type=PushAnswer).fence
    assert tablet.fence != start
    assert statuses(tablet.push(tablet.op(o.TagAdd(new_id(), "z"), ana.id))) == ["applied"]
    long_ago = tablet.post(request)
    assert (long_ago.status_code, number(long_ago)) == (409, 1013)
    other = tablet.post(tablet.request(replica_id=new_id()))
    assert (other.status_code, number(other)) == (409, 1013)
    assert [t.tag for t in at_head_office(company, ana.id).tags] == ["x", "z"]


def test_an_empty_push_changes_nothing_but_what_waits(tablet: Tablet, company: Engine) -> None:
    before = tablet.fence
    answer = msgspec.json.decode(tablet.post(tablet.request(waiting=7, oldest_waiting_at=5)).content, type=PushAnswer)
    assert answer == PushAnswer((), before)
    (device,) = rows(company, devices)
    assert (device["waiting"], device["oldest_waiting_at"], device["fence"]) == (7, 5, before)
    assert device["last_push_at"] > 0


def test_after_a_backup_was_put_back_every_fence_is_taken_once(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    tablet.push(tablet.op(o.TagAdd(new_id(), "x"), ana.id))
    with writing(company) as conn:
        conn.execute(devices.update().values(fence=new_id()))
        mark_restored(conn)
    assert statuses(tablet.push(tablet.op(o.TagAdd(new_id(), "y"), ana.id))) == ["applied"]
    assert tablet.device().epoch != tablet.me.epoch


# Whole requests that cannot be taken --------------------------------------------------------------------------------


def test_operations_newer_than_head_office_wait(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    newer = tablet.op(o.TagAdd(new_id(), "x"), ana.id, op_schema=o.OP_SCHEMA + 1)
    response = tablet.post(tablet.request(newer))
    assert (response.status_code, number(response)) == (409, 1021)
    body = _spoil(tablet.request(newer))
    body["operations"][0]["args"] = {}
    body["operations"][0]["of_the_future"] = True
    response = tablet.post(body)
    assert (response.status_code, number(response)) == (409, 1021)
    assert rows(company, op_ledger) == []


def _spoil(request: PushRequest, **changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(request))
    body.update(changes)
    return body


def test_messages_are_strict(tablet: Tablet) -> None:
    spoilt: list[dict[str, Any]] = [
        {"surprise": 1},
        {"request_id": "short"},
        {"request_id": "A" * 32},
        {"fence": "f" * 33},
        {"waiting": -1},
        {"waiting": "7"},
        {"waiting": 1 << 70},
        {"operations": None},
        {"operations": [{}]},
        {"replica_id": "\x00" * 32},
    ]
    for spoil in spoilt:
        response = tablet.post(_spoil(tablet.request(), **spoil))
        assert (response.status_code, number(response)) == (422, 1001), spoil


def test_what_is_not_json_is_told(tablet: Tablet) -> None:
    for body in (b"", b"{", b"\xff\xfe", b'{"request_id": "\\ud800"}', b"[" * 100_000):
        response = tablet.post(body)
        assert (response.status_code, number(response)) == (422, 1001), body[:20]


def test_a_refusal_quotes_nothing_of_the_message(tablet: Tablet, company: Engine) -> None:
    op = tablet.op(o.TagAdd(new_id(), "x"), customer(company).id)
    body = _spoil(tablet.request(op))
    body["operations"][0]["channel"] = "the customer's secret"
    response = tablet.post(body)
    assert "secret" not in response.text
    assert "$.operations" in response.json()["message"]


def test_more_than_500_operations_are_too_many(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    response = tablet.post(tablet.request(*[tablet.op(o.TagAdd(new_id(), "x"), ana.id) for _ in range(501)]))
    assert (response.status_code, number(response)) == (413, 1002)


def test_no_such_tablet_at_all(company: Engine) -> None:
    with pytest.raises(Refusal):
        accept(company, new_id(), PushRequest("bad", "bad", "", ()))


# Trouble in the middle, and many at once ----------------------------------------------------------------------------


@pytest.mark.logs_errors
def test_a_push_that_fails_at_its_last_statement_leaves_nothing_and_can_be_repeated(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = customer(company)
    request = tablet.request(tablet.op(o.NoteAdd(ana.id, "once"), new_id()))
    real = publish

    def fails(*args: Any, **more: Any) -> None:
        real(*args, **more)
        raise OperationalError("COMMIT", None, Exception("the connection is gone"))

    monkeypatch.setattr(push_module, "publish", fails)
    response = tablet.post(request)
    assert (response.status_code, number(response)) == (503, 1031)
    assert "retry-after" in response.headers
    assert rows(company, tables.notes) == rows(company, op_ledger) == []
    monkeypatch.setattr(push_module, "publish", real)
    answer = msgspec.json.decode(tablet.post(request).content, type=PushAnswer)
    assert statuses(answer.results) == ["applied"]
    assert len(rows(company, tables.notes)) == 1
    with reading(company) as conn:
        check_sums(conn)


def test_when_writers_keep_meeting_the_tablet_is_told_to_wait(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Deadlock(Exception):
        sqlstate = "40P01"

    def meets(*_: Any, **__: Any) -> None:
        raise OperationalError("UPDATE", None, Deadlock())

    monkeypatch.setattr(push_module, "publish", meets)
    response = tablet.post(tablet.request(tablet.op(o.TagAdd(new_id(), "x"), customer(company).id)))
    assert (response.status_code, number(response)) == (503, 1031)


def test_many_tablets_at_once_over_the_same_customers(client: httpx.Client, company: Engine) -> None:
    people = [customer(company) for _ in range(5)]
    tablets = [Tablet(client, company) for _ in range(5)]
    results: list[OperationResult] = []
    failures: list[BaseException] = []

    def work(tablet: Tablet, seed: int) -> None:
        dice = random.Random(seed)
        try:
            for _ in range(6):
                chosen = dice.sample(people, 4)
                ops = [tablet.op(o.TagAdd(new_id(), "x"), person.id) for person in chosen]
                ops += [tablet.op(o.NoteAdd(person.id, "hello"), new_id()) for person in chosen[:2]]
                answer = accept(company, tablet.me.device_id, tablet.request(*ops))
                tablet.fence = answer.fence
                results.extend(answer.results)
        except BaseException as error:  # noqa: BLE001 - handed to the test below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(tablet, n)) for n, tablet in enumerate(tablets)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert statuses(results) == ["applied"] * (5 * 6 * 6)
    found = [at_head_office(company, person.id) for person in people]
    assert sum(len(person.tags) for person in found) == 5 * 6 * 4
    assert all(person.version == 1 + len(person.tags) for person in found)
    assert len(rows(company, tables.notes)) == 5 * 6 * 2
    with reading(company) as conn:
        check_sums(conn)
        assert len(conn.execute(select(op_ledger.c.op_id)).all()) == 5 * 6 * 6
