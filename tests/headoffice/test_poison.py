"""What happens to everything else when head office itself fails on something a tablet sends."""

from __future__ import annotations

import json
import threading
from typing import Any

import httpx
import psycopg
import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, update
from sqlalchemy.exc import DBAPIError, OperationalError

from clienteling.domain import operations as o
from clienteling.domain.apply import apply_operation
from clienteling.domain.errors import RejectNumber
from clienteling.domain.ids import new_id
from headoffice.clock import now_ms
from headoffice.db import tables
from headoffice.db.engine import outage, reading, writing
from headoffice.db.sync_tables import devices, op_ledger, quarantine
from headoffice.logs import JsonLines
from headoffice.monitor.words import in_words
from headoffice.profile.documents import lock_customers
from headoffice.sync import groups, poison
from headoffice.sync.feed import hold
from headoffice.sync.push import accept
from headoffice.sync.workspace import mentioned
from tests.headoffice.tablet import NORTH, Tablet, at_head_office, customer, entity
from tests.headoffice.test_feed import check_sums
from tests.headoffice.test_metrics import ask, value
from tests.headoffice.test_push import rows, statuses
from tests.headoffice.test_status import at

pytestmark = pytest.mark.logs_errors
FAILED = f"rejected:{RejectNumber.OFFICE_FAILED:d}"
HANGS = f"rejected:{RejectNumber.DEPENDS_ON_REJECTED:d}"
HOUR = poison.PATIENCE_MS
Patch = pytest.MonkeyPatch
ONE_DATABASE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
"""For what does not depend on which."""


class Mistake(Exception):
    """A mistake of head office's, which quotes what it was made with."""


def fail_on(patch: Patch, word: str, error: Exception | None = None) -> None:
    """Let head office fail on every operation that says ``word``, which must not be in an id by chance, as "bad" is."""

    def failing(held: Any, op: o.Operation, *rest: Any) -> Any:
        if word in bytes(op.args).decode():
            raise error or Mistake(bytes(op.args))
        return apply_operation(held, op, *rest)

    patch.setattr(groups, "apply_operation", failing)


def tags(engine: Engine, who: str) -> list[str]:
    return [tag.tag for tag in at_head_office(engine, who).tags]


def test_one_operation_that_head_office_fails_on_holds_up_nothing(
    tablet: Tablet, company: Engine, monkeypatch: Patch, caplog: pytest.LogCaptureFixture
) -> None:
    ana, new, group = customer(company), new_id(), new_id()
    no = o.ConsentSet(new_id(), "marketing", "email", "withdrawn")
    sent = [
        tablet.op(o.TagAdd(new_id(), "before"), ana.id),
        tablet.op(o.CustomerCreate({"name": "Zacarias"}), new, group=group),
        tablet.op(no, ana.id, base=1, group=group),
        tablet.op(o.NoteAdd(new, "Hangs on it"), note := new_id()),
        tablet.op(o.TagAdd(new_id(), "after"), ana.id),
    ]
    with monkeypatch.context() as patch:
        fail_on(patch, "Zacarias")
        assert statuses(tablet.push(*sent)) == ["applied", FAILED, "applied", HANGS, "applied"]
    assert tags(company, ana.id) == ["before", "after"]
    assert [record.state for record in at_head_office(company, ana.id).consents] == ["withdrawn"]
    kept = {row["op_id"]: row for row in rows(company, quarantine)}
    assert kept.keys() == {sent[1].op_id, sent[3].op_id}
    assert json.loads(kept[sent[1].op_id]["operation"])["args"] == {"fields": {"name": "Zacarias"}}
    told = [JsonLines().format(record) for record in caplog.records]
    assert not [line for line in told if "Zacarias" in line]
    (line,) = [json.loads(line) for line in told if "push.group_failed" in line]
    assert (line["error"].rpartition(".")[2], line["device"], line["count"]) == ("Mistake", tablet.me.device_id, 2)
    assert line["where"][-1].startswith("test_poison.py:")
    with reading(company) as conn:
        check_sums(conn)
    # It has had its answer, also when head office is mended; sent anew, with what hung on it, it is taken.
    assert statuses(tablet.push(*sent)) == ["duplicate", FAILED, "duplicate", HANGS, "duplicate"]
    assert tags(company, ana.id) == ["before", "after"]
    again = [
        tablet.op(o.CustomerCreate({"name": "Zacarias"}), new, corrects=sent[1].op_id),
        tablet.op(o.NoteAdd(new, "Hangs on it"), note, corrects=sent[3].op_id),
    ]
    assert statuses(tablet.push(*again)) == ["applied", "applied"]
    assert entity(company, "note", note).text == "Hangs on it"


@ONE_DATABASE
def test_many_among_many_are_found(tablet: Tablet, company: Engine, monkeypatch: Patch) -> None:
    ana = customer(company)
    words = [f"wrong {n}" if n in {0, 3, 4, 8} else f"good {n}" for n in range(9)]
    sent = [tablet.op(o.TagAdd(new_id(), word), ana.id) for word in words]
    fail_on(monkeypatch, "wrong")
    assert statuses(tablet.push(*sent)) == [FAILED if word.startswith("wrong") else "applied" for word in words]
    assert tags(company, ana.id) == [word for word in words if word.startswith("good")]


_SQLITE = "CREATE TRIGGER refuse BEFORE INSERT ON scope_feed WHEN NEW.eid = '{}' BEGIN SELECT RAISE(ABORT, 'no'); END"
_POSTGRESQL = (
    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.eid = '{}' THEN"
    " RAISE EXCEPTION 'no' USING ERRCODE = '23514'; END IF; RETURN NEW; END $$;"
    "CREATE TRIGGER refuse BEFORE INSERT ON scope_feed FOR EACH ROW EXECUTE FUNCTION refuse()"
)


def test_what_the_database_refuses_after_the_groups_were_written_costs_its_group(
    tablet: Tablet, company: Engine
) -> None:
    """In PostgreSQL nothing more can be asked within a transaction that failed."""
    ana, bea = customer(company), customer(company)
    with company.begin() as conn:
        statement = _SQLITE if company.dialect.name == "sqlite" else _POSTGRESQL
        conn.exec_driver_sql(statement.format(bea.id))
    sent = [tablet.op(o.TagAdd(new_id(), f"{n}"), who.id) for n, who in enumerate((ana, bea, ana))]
    assert statuses(tablet.push(*sent)) == ["applied", FAILED, "applied"]
    assert (tags(company, ana.id), tags(company, bea.id)) == (["0", "2"], [])
    with reading(company) as conn:
        check_sums(conn)


@ONE_DATABASE
def test_what_fails_once_only_is_taken(tablet: Tablet, company: Engine, monkeypatch: Patch) -> None:
    ana, left = customer(company), 2

    def failing(held: Any, op: o.Operation, *rest: Any) -> Any:
        nonlocal left
        if left:
            left -= 1
            raise Mistake
        return apply_operation(held, op, *rest)

    monkeypatch.setattr(groups, "apply_operation", failing)
    assert statuses(tablet.push(tablet.op(o.TagAdd(new_id(), "x"), ana.id))) == ["applied"]
    assert (left, tags(company, ana.id)) == (0, ["x"])


@ONE_DATABASE
def test_what_nobody_of_this_tablet_wrote_takes_no_place_in_the_ledger(
    tablet: Tablet, company: Engine, monkeypatch: Patch
) -> None:
    """Else whoever knows its id could keep the real one out."""
    ana = customer(company)
    good, real = (tablet.op(o.TagAdd(new_id(), word), ana.id) for word in ("good", "real"))
    forged = replace(real, args=tablet.op(o.TagAdd(new_id(), "forged"), ana.id).args)

    def failing(op: o.Operation) -> frozenset[str]:
        if b"forged" in bytes(op.args):
            raise Mistake
        return mentioned(op)

    monkeypatch.setattr("headoffice.sync.aside.mentioned", failing)
    assert statuses(tablet.push(good, forged)) == ["applied", FAILED]
    assert [row["op_id"] for row in rows(company, op_ledger)] == [good.op_id]
    # Its words are what head office fails on here: they stay on the tablet.
    (kept,) = rows(company, quarantine)
    assert (kept["op_id"], json.loads(kept["operation"])["args"]) == (real.op_id, {})
    assert statuses(tablet.push(real)) == ["applied"]


def test_when_nothing_goes_through_nothing_is_set_aside(
    tablet: Tablet, company: Engine, client: httpx.Client, monkeypatch: Patch
) -> None:
    """It may be head office that is broken, not what it was sent."""
    ana, other = customer(company), Tablet(client, company)
    request = tablet.request(tablet.op(o.TagAdd(new_id(), "wrong"), ana.id))
    fail_on(monkeypatch, "wrong")
    for _ in range(2):
        answer = tablet.post(request)
        assert (answer.status_code, answer.headers.get("retry-after")) == (503, "30")
    assert rows(company, quarantine) == rows(company, op_ledger) == []
    (device, _) = at(company, since := rows_of(company, tablet)["failing_since"]).devices
    assert (device.failing_since, "failing" in device.states) == (since, True)
    # What is refused for another reason proves nothing.
    assert other.push(other.op(o.TagAdd(new_id(), "x" * 99), ana.id))[0].status == "rejected"
    assert tablet.post(request).status_code == 503
    assert statuses(other.push(other.op(o.TagAdd(new_id(), "good"), ana.id))) == ["applied"]
    answer = tablet.post(request)
    assert answer.status_code == 200
    assert answer.json()["results"][0]["number"] == RejectNumber.OFFICE_FAILED
    assert rows_of(company, tablet)["failing_since"] == 0
    assert tags(company, ana.id) == ["good"]


def rows_of(engine: Engine, tablet: Tablet) -> dict[str, Any]:
    (row,) = [row for row in rows(engine, devices) if row["id"] == tablet.me.device_id]
    return row


@pytest.mark.parametrize(("groups_sent", "answered"), [(poison.FEW, 200), (poison.FEW + 1, 503)])
@ONE_DATABASE
def test_where_nobody_else_sends_anything_a_few_wait_for_an_hour(
    tablet: Tablet, company: Engine, monkeypatch: Patch, groups_sent: int, answered: int
) -> None:
    ana = customer(company)
    request = tablet.request(*(tablet.op(o.TagAdd(new_id(), "wrong"), ana.id) for _ in range(groups_sent)))
    fail_on(monkeypatch, "wrong")
    for since, status in ((0, 503), (HOUR - 60_000, 503), (HOUR + 1, answered)):
        with writing(company) as conn:
            conn.execute(update(devices).values(failing_since=devices.c.failing_since - since))
        assert tablet.post(request).status_code == status
        with writing(company) as conn:
            conn.execute(update(devices).values(failing_since=devices.c.failing_since + since))
    assert len(rows(company, quarantine)) == (groups_sent if answered == 200 else 0)


@ONE_DATABASE
def test_a_clock_that_was_put_back_keeps_nothing_waiting_until_then(
    tablet: Tablet, company: Engine, monkeypatch: Patch
) -> None:
    request = tablet.request(tablet.op(o.TagAdd(new_id(), "wrong"), customer(company).id))
    fail_on(monkeypatch, "wrong")
    assert tablet.post(request).status_code == 503
    with writing(company) as conn:
        conn.execute(update(devices).values(failing_since=devices.c.failing_since + 24 * HOUR))
    assert tablet.post(request).status_code == 503
    assert rows_of(company, tablet)["failing_since"] <= now_ms()


def test_what_hangs_on_one_that_fails_or_was_answered_before_makes_it_no_more_of_them(
    tablet: Tablet, company: Engine, monkeypatch: Patch
) -> None:
    """Else the only tablet in use would wait with all its work for ever, for one operation."""
    ana, new = customer(company), new_id()
    known = [tablet.op(o.TagAdd(new_id(), word), ana.id) for word in ("one", "two", "three")]
    tablet.push(*known)
    hanging = [tablet.op(o.CustomerCreate({"name": "wrong"}), new)]
    hanging += [tablet.op(o.NoteAdd(new, "Hangs on it"), new_id()) for _ in range(poison.FEW + 1)]
    request = tablet.request(*known, *hanging)
    fail_on(monkeypatch, "wrong")
    assert tablet.post(request).status_code == 503
    with writing(company) as conn:
        conn.execute(update(op_ledger).values(received_at=0))  # of long before
        conn.execute(update(devices).values(failing_since=devices.c.failing_since - HOUR - 1))
    answer = tablet.post(request)
    assert answer.status_code == 200
    numbers = [result["number"] for result in answer.json()["results"]]
    assert numbers == [0] * len(known) + [RejectNumber.OFFICE_FAILED] + [RejectNumber.DEPENDS_ON_REJECTED] * (
        len(hanging) - 1
    )


@ONE_DATABASE
def test_a_head_office_that_fails_on_everything_tries_a_bounded_number(
    tablet: Tablet, company: Engine, monkeypatch: Patch
) -> None:
    ana, tried = customer(company), 0

    def failing(*_: Any) -> Any:
        nonlocal tried
        tried += 1
        raise Mistake

    monkeypatch.setattr(groups, "apply_operation", failing)
    sent = [tablet.op(o.TagAdd(new_id(), "x"), ana.id) for _ in range(64)]
    assert tablet.post(tablet.request(*sent)).status_code == 503
    assert tried < 4 * poison.HOPELESS
    assert rows(company, quarantine) == rows(company, op_ledger) == []


def gone(code: str = "") -> DBAPIError:
    """As the driver says it."""
    return OperationalError("", {}, psycopg.errors.lookup(code)() if code else psycopg.OperationalError())


@pytest.mark.parametrize(
    "trouble", [gone(), gone("53100"), MemoryError(), OSError()], ids=["gone", "full", "memory", "disk"]
)
@ONE_DATABASE
def test_an_outage_sets_nothing_aside_neither_at_once_nor_by_halves(
    tablet: Tablet, company: Engine, monkeypatch: Patch, trouble: Exception
) -> None:
    ana = customer(company)
    sent = [tablet.op(o.TagAdd(new_id(), word), ana.id) for word in ("good", "wrong", "later")]

    def failing(held: Any, op: o.Operation, *rest: Any) -> Any:
        if b"wrong" in bytes(op.args):
            raise Mistake  # so that it goes by halves ...
        if b"later" in bytes(op.args):
            raise trouble  # ... of which the last meets the outage
        return apply_operation(held, op, *rest)

    for failed in (failing, lambda *_: throw(trouble)):
        with monkeypatch.context() as patch:
            patch.setattr(groups, "apply_operation", failed)
            with pytest.raises(type(trouble)):
                accept(company, tablet.me.device_id, tablet.request(*sent))
    assert rows(company, quarantine) == rows(company, op_ledger) == rows(company, tables.tags) == []
    assert rows_of(company, tablet)["failing_since"] == 0
    assert statuses(tablet.push(*sent)) == ["applied"] * 3


def throw(error: Exception) -> None:
    raise error


@ONE_DATABASE
def test_two_writers_that_meet_by_halves_are_told_apart_from_what_fails(
    tablet: Tablet, company: Engine, monkeypatch: Patch
) -> None:
    ana = customer(company)
    met: list[bool] = []

    def failing(held: Any, op: o.Operation, *rest: Any) -> Any:
        if b"wrong" in bytes(op.args):
            if len(met) == 1:
                met.append(True)
                raise gone("40P01")
            met.append(True)
            raise Mistake
        return apply_operation(held, op, *rest)

    monkeypatch.setattr(groups, "apply_operation", failing)
    sent = [tablet.op(o.TagAdd(new_id(), word), ana.id) for word in ("good", "wrong")]
    assert statuses(tablet.push(*sent)) == ["applied", FAILED]
    assert tags(company, ana.id) == ["good"]


@pytest.mark.parametrize("database_kind", ["postgresql"])
def test_what_goes_by_halves_meets_no_other_writer_crosswise(
    tablet: Tablet, company: Engine, monkeypatch: Patch
) -> None:
    """Whoever writes about somebody of the same push waits for all of it, or comes before."""
    ana, bea = customer(company), customer(company)
    has_her, ended, tried = threading.Event(), [], 0

    def writes() -> None:
        with writing(company) as conn:
            lock_customers(conn, [bea.id])
            has_her.set()
            hold(conn, [f"store:{NORTH}"])
        ended.append(True)

    other = threading.Thread(target=writes)

    def failing(held: Any, op: o.Operation, *rest: Any) -> Any:
        nonlocal tried
        if b"wrong" in bytes(op.args):
            tried += 1
            if tried == 5:  # alone, for the second time: next is the last group
                other.start()
                has_her.wait(0.5)
            raise Mistake
        return apply_operation(held, op, *rest)

    monkeypatch.setattr(groups, "apply_operation", failing)
    said = (("good", ana), ("wrong", ana), ("good", bea))
    sent = [tablet.op(o.TagAdd(new_id(), word), who.id) for word, who in said]
    assert statuses(tablet.push(*sent)) == ["applied", FAILED, "applied"]
    other.join()
    assert (tried, ended) == (5, [True])


def test_what_is_the_databases_own() -> None:
    """By PostgreSQL's codes: shut down, full, read-only, not set up, serialisation, damaged; values, our own rules."""
    for own, codes in ((True, "57P01 53200 25006 42P01 40001 XX002"), (False, "22003 23505 21000 P0001 54000")):
        for code in codes.split():
            error = psycopg.errors.lookup(code)()
            assert outage(DBAPIError.instance("", {}, error, psycopg.Error)) is own, code


@ONE_DATABASE
def test_it_is_seen_until_it_was_sent_again(tablet: Tablet, company: Engine, monkeypatch: Patch) -> None:
    ana = customer(company)
    sent = [tablet.op(o.TagAdd(new_id(), word), ana.id) for word in ("good", "wrong")]
    with monkeypatch.context() as patch:
        fail_on(patch, "wrong")
        tablet.push(*sent)
    (row,) = rows(company, quarantine)
    said = at(company, row["received_at"])
    assert (said.totals.failed, said.totals.last_failed_at) == (1, row["received_at"])
    line = "Operations that head office failed on, not sent again yet: 1, last "
    assert any(each.startswith(line) for each in in_words(said))
    samples = ask(tablet.client)
    assert value(samples, "operations_failed") == 1
    assert value(samples, "operation_failed_last_timestamp_seconds") == row["received_at"] / 1000
    assert value(samples, "rejections_total", number=f"{RejectNumber.OFFICE_FAILED:d}") == 1
    tablet.push(tablet.op(o.TagAdd(new_id(), "wrong"), ana.id, corrects=sent[1].op_id))
    assert at(company, row["received_at"]).totals.failed == 0
