"""Figures for Prometheus: each counts what it says, none names anybody, several processes add up."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from clienteling.domain.operations import ARGS
from headoffice.db.engine import writing
from headoffice.monitor.access import Access
from headoffice.monitor.metrics import FOLDER, Metrics, _forget_dead
from headoffice.monitor.status import OfficeStatus, status
from headoffice.sync.devices import revoke
from tests.headoffice.tablet import Tablet, customer, serving
from tests.headoffice.test_cli import served
from tests.headoffice.test_status import SECRET, alarm, tell

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def read(text: str) -> Samples:
    """(name, labels) -> value."""
    found: Samples = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            key = (sample.name, tuple(sorted(sample.labels.items())))
            assert key not in found
            found[key] = sample.value
    return found


def ask(client: httpx.Client) -> Samples:
    answered = client.get("/metrics")
    assert answered.status_code == 200
    assert answered.headers["content-type"].startswith("text/plain; version=0.0.4")
    return read(answered.text)


def value(samples: Samples, name: str, **labels: str) -> float:
    return samples.get((f"clienteling_{name}", tuple(sorted(labels.items()))), 0.0)


def test_requests_are_counted_by_template_and_status(tablet: Tablet) -> None:
    path = f"/v1/scopes/store:{tablet.me.store}/changes"
    page = tablet.changes(f"store:{tablet.me.store}", 0)
    query = {"epoch": tablet.me.epoch, "after": page.head}
    tag = tablet.get(path, params=query).headers["etag"]
    for _ in range(3):
        assert tablet.get(path, params=query, headers={"If-None-Match": tag}).status_code == 304
    tablet.client.get("/v1/nothing-of-this-name")
    tablet.client.get("/another")
    tablet.client.request("PROPFIND", "/another")
    route = {"route": "/v1/scopes/{scope}/changes", "method": "GET"}
    give_up = time.monotonic() + 10
    # A request is counted when all that belongs to it is done.
    while value(samples := ask(tablet.client), "request_seconds_count", **route, status="200") < 2:
        assert time.monotonic() < give_up
    assert value(samples, "request_seconds_count", **route, status="304") == 3
    assert value(samples, "request_seconds_count", **route, status="200") == 2
    assert 0 < value(samples, "request_seconds_sum", **route, status="304") < 10
    assert value(samples, "request_seconds_count", route="none", method="GET", status="404") == 2
    assert value(samples, "request_seconds_count", route="none", method="other", status="404") == 1
    assert value(samples, "sent_bytes_total", route=route["route"]) > 100
    assert value(samples, "pull_rows_total", scope_class="store") == len(page.rows)


def test_pushes_and_operations_are_counted_by_kind_and_result(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    note = tablet.op(o.NoteAdd(ana.id, "hello"), new_id())
    tablet.push(note, tablet.op(o.TagAdd(new_id(), "x" * 99), ana.id))
    tablet.push(note)
    tablet.push()
    tablet.post(tablet.request(fence="0" * 32))
    tablet.post(b"{")
    tablet.client.post("/v1/push", content=b"{}")
    samples = ask(tablet.client)
    assert value(samples, "pushes_total", result="answered") == 2
    assert value(samples, "pushes_total", result="probe") == 1
    assert value(samples, "pushes_total", result="stale_fence") == 1
    assert value(samples, "pushes_total", result="bad_message") == 1
    assert value(samples, "pushes_total", result="bad_token") == 1
    assert value(samples, "operations_total", kind="note.add", result="applied") == 1
    assert value(samples, "operations_total", kind="note.add", result="duplicate") == 1
    assert value(samples, "operations_total", kind="tag.add", result="rejected") == 1
    rejected = {labels: count for (name, labels), count in samples.items() if name == "clienteling_rejections_total"}
    assert list(rejected.values()) == [1]


def test_a_kind_nobody_knows_makes_no_series_of_its_own(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    made = [tablet.op(o.TagAdd(new_id(), "x"), ana.id, kind=f"Zacarias.{n}") for n in range(5)]
    tablet.push(*made)
    samples = ask(tablet.client)
    assert value(samples, "operations_total", kind="unknown", result="rejected") == 5
    kinds = {dict(labels).get("kind") for name, labels in samples if name == "clienteling_operations_total"}
    assert kinds <= {*ARGS, "unknown"}


def test_prepared_downloads_are_timed(tablet: Tablet, company: Engine) -> None:
    customer(company)
    found = tablet.manifest(f"store:{tablet.me.store}")
    give_up = time.monotonic() + 10
    labels = {"scope_class": "store", "result": "ready"}
    # A builder tells of it after the download can be had.
    while not value(ask(tablet.client), "snapshot_build_seconds_count", **labels):
        assert time.monotonic() < give_up
        time.sleep(0.02)
    samples = ask(tablet.client)
    assert value(samples, "snapshot_rows_total", scope_class="store") == found.rows
    assert value(samples, "snapshot_build_seconds_sum", **labels) > 0


def test_how_the_tablets_stand(tablet: Tablet, company: Engine) -> None:
    other = Tablet(tablet.client, company, "S1")
    now = time.time_ns() // 1_000_000
    tell(company, tablet.me.device_id, waiting=3, waiting_heard_at=now - 90_000_000, quarantined=2, conflicts=1)
    tell(company, tablet.me.device_id, last_seen_at=now)
    alarm(company, tablet.me.device_id, now - 5_000)
    with writing(company) as conn:
        revoke(conn, other.me.device_id, now)
    ana = customer(company)
    tablet.push(tablet.op(o.TagAdd(new_id(), "x" * 99), ana.id))
    tell(company, tablet.me.device_id, waiting=3, waiting_heard_at=now - 90_000_000)
    metrics = Metrics(company)
    samples = read(metrics.exposition().decode())
    states = {dict(labels)["state"]: v for (name, labels), v in samples.items() if name == "clienteling_devices"}
    wanted = {"all": 2, "locked": 1, "old_work": 1, "refused": 1, "conflicts": 1, "alarm": 1, "silent": 0, "never": 0}
    assert {key: states[key] for key in wanted} == wanted
    assert value(samples, "waiting_operations") == 3
    assert (value(samples, "quarantine_operations"), value(samples, "device_quarantine_operations")) == (1, 2)
    assert (value(samples, "conflicts_open"), value(samples, "integrity_alarms")) == (1, 1)
    assert value(samples, "integrity_alarm_last_timestamp_seconds") == pytest.approx((now - 5_000) / 1000)
    assert (value(samples, "scopes", scope_class="store"), value(samples, "scopes", scope_class="company")) == (2, 1)
    assert value(samples, "feed_head", scope_class="company") == 5
    assert value(samples, "feed_rows", scope_class="store") == 1
    assert value(samples, "database_up") == 1
    assert value(samples, "processes") == 1
    assert value(samples, "process_threads") >= 1
    assert value(samples, "process_cpu_seconds_total") > 0
    assert value(samples, "process_resident_memory_bytes") > 1e6
    assert value(samples, "database_connections", state="limit") == 20


def test_nobody_is_named_and_no_id_is_a_label(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    tablet.push(tablet.op(o.NoteAdd(ana.id, "Zacarias"), new_id()), tablet.op(o.TagAdd(new_id(), "Z" * 99), ana.id))
    tablet.tail(f"store:{tablet.me.store}")
    tablet.get("/v1/scopes/Zacarias/changes")
    tablet.manifest("company")
    text = tablet.client.get("/metrics").text
    assert not re.search(r"[0-9a-f]{32}", text)
    for word in ("Zacarias", "ZZZ", "Ana", "North", "Counter", "N1"):
        assert word not in text


def test_the_database_is_asked_once_in_a_while(company: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def count(*args: Any) -> OfficeStatus:
        asked.append(1)
        return status(*args)

    monkeypatch.setattr("headoffice.monitor.standing.status", count)
    metrics = Metrics(company)
    for _ in range(5):
        metrics.exposition()
    assert len(asked) == 1


def test_without_the_database_the_rest_is_still_told(company: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr("headoffice.monitor.standing.status", away)
    samples = read(Metrics(company).exposition().decode())
    assert value(samples, "database_up") == 0
    assert value(samples, "processes") == 1
    assert not [name for name, _ in samples if name == "clienteling_devices"]


def test_only_who_may_look_is_told(company: Engine) -> None:
    with serving(company, access=Access(SECRET)) as client:
        assert client.get("/metrics").status_code == 401
        assert client.get("/metrics", headers={"Authorization": f"Bearer {SECRET}"}).status_code == 200


def test_what_a_process_held_goes_with_it_and_what_it_counted_stays(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for pid in (gone.pid, os.getpid(), 1):
        for kind in ("gauge_livesum", "counter", "histogram"):
            (tmp_path / f"{kind}_{pid}.db").touch()
    _forget_dead(tmp_path)
    left = {file.name for file in tmp_path.iterdir()}
    assert f"gauge_livesum_{gone.pid}.db" not in left
    assert {f"counter_{gone.pid}.db", f"histogram_{gone.pid}.db", f"gauge_livesum_{os.getpid()}.db"} <= left
    assert len(left) == 8


def test_several_processes_serve_one_database_and_add_up(office_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER, raising=False)
    with served(office_url, "--workers", "2") as (process, address):
        give_up = time.monotonic() + 40
        asked = 0
        samples: Samples = {}
        while value(samples, "processes") < 2:
            assert time.monotonic() < give_up
            # A connection of its own each time: whichever process is free takes it.
            asked += 1
            assert httpx.get(f"{address}/v1/health", timeout=40).status_code == 200
            samples = read(httpx.get(f"{address}/metrics", timeout=40).text)
            time.sleep(0.05)
        assert value(samples, "request_seconds_count", route="/v1/health", method="GET", status="200") == asked
        assert value(samples, "database_connections", state="limit") == 40
        process.terminate()
        process.wait(30)
