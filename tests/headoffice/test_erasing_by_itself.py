"""Erasures that two people agreed to are carried out within a day, by nobody's command, once, whoever is killed."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.exc import OperationalError

from clienteling.domain.customer import FieldValue
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.cli import serve
from headoffice.clock import now_ms
from headoffice.db.engine import open_engine, reading, writing
from headoffice.db.rights_tables import rights_requests
from headoffice.db.tables import customers
from headoffice.monitor.status import HOUR_MS, MINUTE_MS
from headoffice.monitor.words import in_words
from headoffice.rights import erasing, receipts, requests
from headoffice.rights.ledger import BadLedger, ErasureLedger
from headoffice.rights.requests import GRACE_MS, SERVICE, Refused, Request
from headoffice.sync import upkeep
from headoffice.sync.erasure import erase
from tests.headoffice.tablet import BY, Tablet, change, customer, serving
from tests.headoffice.test_erasure import SECRET, everywhere
from tests.headoffice.test_metrics import ask as figures
from tests.headoffice.test_metrics import value
from tests.headoffice.test_status import at, fresh, tell

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def ledger(tmp_path: Path) -> ErasureLedger:
    return ErasureLedger(tmp_path / "erasures")


def agreed(engine: Engine, who: str, ago: int = GRACE_MS + 1) -> str:
    """An erasure that was agreed to so long ago (ms)."""
    with writing(engine) as conn:
        request = requests.ask(conn, "erasure", who, "ana", now_ms() - ago)
        requests.agree(conn, request.id, "ben", now_ms() - ago)
    return request.id


def _held(engine: Engine, request: str) -> Request:
    with reading(engine) as conn:
        return requests.load(conn, request)


def _ids(engine: Engine) -> set[str]:
    with reading(engine) as conn:
        return set(conn.execute(select(customers.c.id)).scalars())


def _lines(tmp_path: Path) -> list[Any]:
    return [json.loads(line) for line in (tmp_path / "erasures").read_bytes().splitlines()]


def test_what_was_agreed_to_is_carried_out_after_an_hour_and_nothing_else(
    company: Engine, ledger: ErasureLedger, tmp_path: Path
) -> None:
    gone, young, asked, refused = (customer(company) for _ in range(4))
    change(company, gone, fields={**gone.fields, "name": FieldValue(SECRET, BY, 2)})
    request, later = agreed(company, gone.id), agreed(company, young.id, GRACE_MS - 60_000)
    with writing(company) as conn:
        requests.ask(conn, "erasure", asked.id, "ana", 1)
        requests.agree(conn, requests.ask(conn, "access", asked.id, "ana", 1).id, "ben", 1)
    no = agreed(company, refused.id)
    with writing(company) as conn:
        requests.refuse(conn, no, "eva", now_ms())
    assert [erasing.carry_out_due(company, ledger) for _ in range(2)] == [1, 0]
    assert _ids(company) == {young.id, asked.id, refused.id}
    assert (len(_lines(tmp_path)), everywhere(company, SECRET)) == (1, [])
    done = _held(company, request)
    assert (done.state, done.done_by, done.customer) == ("done", SERVICE, "")
    with reading(company) as conn:
        (act,) = entries(conn, subject=gone.id)
    assert (act["action"], act["actor"], act["role"], act["details"]) == (
        "customer.erase",
        SERVICE,
        "service",
        {"customer": 1},
    )
    with writing(company) as conn:
        requests.refuse(conn, later, "ben", now_ms())  # there is an hour to think again
    assert erasing.carry_out_due(company, ledger) == 0


def test_the_running_service_does_it(company: Engine, ledger: ErasureLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "_FIRST_SECONDS", 0.01)
    monkeypatch.setattr(upkeep, "_EVERY_SECONDS", 0.01)
    who = customer(company).id
    with serving(company, erasures=ledger) as client:
        tablet = Tablet(client, company)
        tablet.tail(f"store:{tablet.me.store}")
        request = agreed(company, who)
        until = time.monotonic() + 20
        while _held(company, request).state != "done":
            assert time.monotonic() < until
            time.sleep(0.01)
        tablet.tail(f"store:{tablet.me.store}")
        assert ("customer", who) not in tablet.rows[f"store:{tablet.me.store}"]
    with reading(company) as conn:
        assert receipts.standing(conn, request).waiting == (tablet.me.device_id,)


def test_several_workers_carry_out_each_once(company: Engine, ledger: ErasureLedger, tmp_path: Path) -> None:
    for _ in range(4):
        agreed(company, customer(company).id)
    together = threading.Barrier(3)
    engines = [open_engine(company.url.render_as_string(hide_password=False)) for _ in range(3)]

    def work(engine: Engine) -> int:
        together.wait(20)
        return erasing.carry_out_due(engine, ledger)

    try:
        with ThreadPoolExecutor(3) as pool:
            assert sum(pool.map(work, engines)) == 4
    finally:
        for engine in engines:
            engine.dispose()
    assert (_ids(company), len(_lines(tmp_path))) == (set(), 4)
    with reading(company) as conn:
        assert [act["action"] for act in entries(conn)] == ["customer.erase"] * 4


def _killed(company: Engine, tmp_path: Path, request: str) -> None:
    url = company.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.headoffice.doomed_eraser", url, str(tmp_path / "erasures"), request]
    died = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=50)
    assert died.returncode == -9, died.stderr


@pytest.mark.parametrize(
    ("database_kind", "goes_on"),
    [("sqlite", erasing.resume), ("postgresql", erasing.carry_out_due)],
    indirect=["database_kind"],
)
def test_killed_once_it_is_written_down_it_is_gone_on_with(
    company: Engine, ledger: ErasureLedger, tmp_path: Path, goes_on: Callable[..., int]
) -> None:
    who, other = customer(company), customer(company)
    request, _ = agreed(company, who.id, 0), agreed(company, other.id, 0)
    _killed(company, tmp_path, request)
    assert (_ids(company), ledger.lacking(company)) == ({who.id, other.id}, True)
    with pytest.raises(Refused, match="has begun"), writing(company) as conn:
        requests.refuse(conn, request, "eva", now_ms())
    assert [goes_on(company, ledger) for _ in range(2)] == [1, 0]
    assert (_ids(company), ledger.lacking(company), len(_lines(tmp_path))) == ({other.id}, False, 1)
    assert _held(company, request).state == "done"


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_who_was_killed_is_gone_on_with_before_anybody_is_served(
    company: Engine,
    office_url: str,
    ledger: ErasureLedger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    who, request = customer(company), ""
    request = agreed(company, who.id, 0)

    class _Struck(BaseException):
        pass

    def struck(remembered: Any) -> None:
        ErasureLedger.append(ledger, remembered)
        raise _Struck

    with monkeypatch.context() as patched:
        patched.setattr(ledger, "append", struck)
        with pytest.raises(_Struck):
            erasing.carry_out(company, request, "ben", ledger)
    asked: list[set[str]] = []
    monkeypatch.setattr(serve, "_set_up_log", lambda _args: None)
    monkeypatch.setattr(serve._Server, "run", lambda *_args, **_options: asked.append(_ids(company)))
    to = ("--database", office_url, "--erasures", str(tmp_path / "erasures"), "--json")
    assert main(["serve", "--port", "0", *to]) == 0
    assert (asked, capsys.readouterr().out) == ([set()], "")


@pytest.mark.parametrize("database_kind", ["sqlite"])
@pytest.mark.logs_errors
def test_without_the_list_nobody_is_erased_and_it_can_still_be_refused(
    company: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    who = customer(company)
    request = agreed(company, who.id, 25 * HOUR_MS)
    for nowhere in (None, tmp_path / "no" / "such" / "folder"):
        caplog.clear()
        assert erasing.carry_out_due(company, ErasureLedger(nowhere)) == 0
        assert [record.message for record in caplog.records] == ["erasure.no_list", "erasure.overdue"]
        with pytest.raises((BadLedger, OSError)):
            erasing.carry_out(company, request, "ana", ErasureLedger(nowhere))
    assert (_ids(company), _held(company, request).begun_at) == ({who.id}, 0)
    with writing(company) as conn:
        assert requests.refuse(conn, request, "ana", now_ms()).state == "refused"


class _Broken(Exception):
    sqlstate = "XX000"


@pytest.mark.parametrize("trouble", [OperationalError("", {}, _Broken()), msgspec.DecodeError("a profile")])
@pytest.mark.parametrize("database_kind", ["sqlite"])
@pytest.mark.logs_errors
def test_one_that_fails_does_not_hold_up_the_others(
    company: Engine,
    ledger: ErasureLedger,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    trouble: Exception,
) -> None:
    first, second = customer(company), customer(company)
    request, _ = agreed(company, first.id, GRACE_MS + 60_000), agreed(company, second.id)

    def fails(conn: Any, customer_id: str, *more: Any) -> bool:
        if customer_id == first.id:
            raise trouble
        return erase(conn, customer_id, *more)

    with monkeypatch.context() as patched:
        patched.setattr(erasing, "erase", fails)
        assert erasing.carry_out_due(company, ledger) == 1
    assert (_ids(company), [r.message for r in caplog.records if r.levelno == logging.ERROR]) == (
        {first.id},
        ["erasure.failed"],
    )
    assert erasing.carry_out_due(company, ledger) == 1
    assert _held(company, request).state == "done"


@pytest.mark.parametrize("database_kind", ["sqlite"])
@pytest.mark.logs_errors
def test_who_was_merged_meanwhile_takes_nobody_along(company: Engine, ledger: ErasureLedger) -> None:
    alias, survivor = customer(company), customer(company)
    request = agreed(company, alias.id)
    change(company, alias, merged_into=survivor.id)
    assert erasing.carry_out_due(company, ledger) == 0
    with pytest.raises(Refused, match=survivor.id):
        erasing.carry_out(company, request, "ana", ledger)
    assert (_ids(company), _held(company, request).begun_at) == ({alias.id, survivor.id}, 0)


@pytest.mark.parametrize("database_kind", ["sqlite"])
@pytest.mark.logs_errors
def test_who_was_deleted_past_the_program_can_still_be_refused(company: Engine, ledger: ErasureLedger) -> None:
    request = agreed(company, customer(company).id)
    with writing(company) as conn:
        conn.execute(delete(customers))
    assert erasing.carry_out_due(company, ledger) == 0
    with writing(company) as conn:
        assert requests.refuse(conn, request, "ana", now_ms()).state == "refused"


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_who_went_with_somebody_else_is_closed(company: Engine, ledger: ErasureLedger) -> None:
    alias, survivor = customer(company), customer(company)
    request, other = agreed(company, alias.id), agreed(company, survivor.id, GRACE_MS + 60_000)
    change(company, alias, merged_into=survivor.id)
    assert erasing.carry_out_due(company, ledger) == 1
    assert {_held(company, each).state for each in (request, other)} == {"done"}
    with reading(company) as conn:
        assert requests.agreed_erasures(conn) == []


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_what_a_backup_knows_as_agreed_only_is_closed_by_restoring(company: Engine, ledger: ErasureLedger) -> None:
    who = customer(company)
    request = agreed(company, who.id)

    class PutBackError(Exception):
        pass

    def erased_since() -> None:
        with writing(company) as conn:
            erase(conn, who.id, now_ms(), ledger.append)
            raise PutBackError

    with pytest.raises(PutBackError):
        erased_since()
    assert ledger.replay(company) == 1
    assert who.id not in _ids(company)
    erasing.carry_out_due(company, ledger)
    assert _held(company, request).state == "done"


def test_what_is_overdue_is_told_by_status_and_figures(company: Engine, client: httpx.Client) -> None:
    now = now_ms()
    request = agreed(company, customer(company).id, 3 * HOUR_MS)
    agreed(company, customer(company).id, HOUR_MS)

    def told(when: int, **options: Any) -> tuple[int, int]:
        totals = at(company, when, **options).totals
        assert totals.erasures_agreed_at == _held(company, request).agreed_at
        return totals.erasures, totals.erasures_overdue

    assert [told(now + hours * HOUR_MS) for hours in (0, 22, 24)] == [(2, 0), (2, 1), (2, 2)]
    assert told(now, erasure_hours=2) == (2, 1)
    (line,) = (line for line in in_words(at(company, now, erasure_hours=2)) if "Erasures" in line)
    assert "2, 1 of them for more than 2 h" in line
    samples = figures(client)
    assert (value(samples, "erasures_agreed"), value(samples, "erasures_overdue")) == (2, 0)
    assert value(samples, "erasures_agreed_timestamp_seconds") == _held(company, request).agreed_at / 1000


def test_a_tablet_that_does_not_confirm_in_time_asks_for_attention(
    tablet: Tablet, company: Engine, ledger: ErasureLedger
) -> None:
    tablet.tail(f"store:{tablet.me.store}")
    request = agreed(company, customer(company).id)
    assert erasing.carry_out_due(company, ledger) == 1
    done = now_ms()
    with writing(company) as conn:
        conn.execute(update(rights_requests).values(done_at=done))

    def states(now: int, seen: int) -> tuple[str, ...]:
        fresh(company, tablet, seen)
        tell(company, tablet.me.device_id, last_pull_at=0, last_push_at=0)
        return at(company, now, silent_hours=9_999).devices[0].states

    later = done + 5 * 24 * HOUR_MS
    assert states(later, done + 15 * MINUTE_MS) == (), "it was away since: it is told with the next contact"
    assert states(done + 7 * 24 * HOUR_MS + 1, done) == ("unconfirmed",)
    assert states(later, done + 15 * MINUTE_MS + 1) == ("unconfirmed",)
    said = at(company, later, silent_hours=9_999)
    assert said.totals.states["unconfirmed"] == 1
    assert any("should have confirmed an erasure" in line for line in in_words(said))
    tablet.tail(f"store:{tablet.me.store}")
    report = {"epoch": tablet.me.epoch, "positions": tablet.cursors, "asked": True}
    assert tablet.send("/v1/device/applied", json=report).json()["confirmed"] == 1
    assert states(later, later) == ()
    with reading(company) as conn:
        assert msgspec.structs.asdict(receipts.standing(conn, request))["confirmed"] == 1
