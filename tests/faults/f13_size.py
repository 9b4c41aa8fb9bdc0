"""Fault 13: a huge transaction of head office, a huge download, and a transaction that stays open in another scope."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

from clienteling.domain.history import Note
from clienteling.domain.ids import new_id
from clienteling.domain.provenance import from_source
from headoffice.clock import now_ms
from headoffice.db.engine import open_engine, writing
from headoffice.db.migrate import migrate
from headoffice.profile.history import save
from headoffice.sample.fill import Parameters, fill
from headoffice.sync.feed import publish
from tests.contracts.service import Service
from tests.contracts.worlds import ServiceWorld
from tests.faults.ground import Fault, Figures, Ground, Shop
from tests.faults.nursery import ROOT
from tests.faults.proxy import Proxy

_MOST_MIB = 300
_SLOWEST_MS = 100.0
_ROWS_PER_CUSTOMER = 7.3
"""Of the sample with one store."""


class _Tablet:
    """See ``f13_tablet``."""

    def __init__(self, till: ServiceWorld) -> None:
        till.close()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.f13_tablet", str(till.directory), till.network.address],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def exchange(self) -> dict[str, Any]:
        """Let it exchange once; what it told."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the tablet's process has ended"
        told: dict[str, Any] = json.loads(line)
        return told

    def close(self) -> None:
        self._process.communicate()


@contextlib.contextmanager
def _elsewhere(till: ServiceWorld) -> Iterator[_Tablet]:
    tablet = _Tablet(till)
    try:
        yield tablet
    finally:
        tablet.close()
        till.restart()


def _judge(ground: Ground, told: dict[str, Any]) -> None:
    # The tests of every day run beside each other on small machines: there only the order of magnitude counts.
    slowest = 10 * _SLOWEST_MS if ground.suite else _SLOWEST_MS
    assert told["peak_mib"] < _MOST_MIB, f"the tablet took {told['peak_mib']} MiB"
    assert told["p95_ms"] < slowest, f"search took {told['p95_ms']} ms meanwhile"


def transaction(ground: Ground) -> Figures:
    """One transaction of head office writes tens of thousands of rows of one scope."""
    count = ground.pick(50_000, 50_000, suite=6_000)
    with ground.shop() as shop:
        with _elsewhere(shop.till) as tablet:
            tablet.exchange()
            wrote = _write(shop, count)
            told = tablet.exchange()
            _judge(ground, told)
            assert told["taken"] >= count
        _assert_sums(shop.till)
    return {"rows": count, "s to write": wrote, "s to take": told["seconds"], **_common(told)}


def _assert_sums(till: ServiceWorld) -> None:
    """Every row counted anew on the tablet: as many, of the same versions, as head office has."""
    for scope in till.tablet.replica.scopes():
        head, count, total = till.service.sums(scope)
        assert till.tablet.replica.cursor(scope) == head
        assert till.tablet.replica.recount(scope) == (count, total), "the rows are not head office's"


def _common(told: dict[str, Any]) -> Figures:
    return {"search p95 ms": told["p95_ms"], "searches": told["searches"], "tablet MiB": told["peak_mib"]}


def _write(shop: Shop, count: int) -> float:
    known = shop.service.customer_ids(shop.till.scope)
    by, began = from_source("crm", now_ms()), time.perf_counter()
    notes = [Note(new_id(), known[n % len(known)], f"Imported {n}", by, audience="company") for n in range(count)]
    with writing(shop.service.engine) as conn:
        publish(conn, save(conn, "note", notes))
    return round(time.perf_counter() - began, 1)


def download(ground: Ground) -> Figures:
    """A tablet downloads everything while it is searched: a first time, and again over the rows it has."""
    customers = ground.pick(5_000, int(1_000_000 / _ROWS_PER_CUSTOMER), suite=700)
    with ground.databases.empty(ground.kind) as url:
        engine = open_engine(url)
        try:
            migrate(engine)
            fill(engine, Parameters(customers, 7, "2026-11-21", 1))
        finally:
            engine.dispose()
        service = Service(url)
        try:
            with Proxy(service.address) as proxy:
                return _downloaded(ground, service, proxy)
        finally:
            service.close()


def _downloaded(ground: Ground, service: Service, proxy: Proxy) -> Figures:
    till = ServiceWorld(ground.new_folder(), service, proxy)
    try:
        till.enrol(service.code())
        with _elsewhere(till) as tablet:
            first = tablet.exchange()
            service.restore()
            again = tablet.exchange()
            assert again["rebuilt"]
            _judge(ground, again)
        _assert_sums(till)
    finally:
        till.close()
    return {"rows": again["rows"], "s": first["seconds"], "s again": again["seconds"], **_common(again)}


def elsewhere(ground: Ground) -> Figures:
    """A transaction writes in the other store's scope and stays open."""
    seconds = ground.pick(3, 180, suite=2)
    slowest, rounds = 0.0, 0
    with ground.shop() as shop:
        service, _, till = shop
        there = next(store for store in service.stores() if store != till.credentials.store)
        ours, theirs = service.customer_ids(till.scope), service.customer_ids(f"store:{there}")
        mine = next(who for who in ours if who not in theirs)
        other = next(who for who in theirs if who not in ours)
        open_now, over = threading.Event(), threading.Event()

        def hold() -> None:
            with writing(service.engine) as conn:
                note = Note(new_id(), other, "Written slowly", from_source("crm", now_ms()))
                publish(conn, save(conn, "note", [note]))
                open_now.set()
                over.wait(seconds + 60)

        holding = threading.Thread(target=hold)
        holding.start()
        try:
            assert open_now.wait(30)
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                rounds += 1
                began = time.monotonic()
                service.rename(mine, f"Renamed {rounds}")
                till.exchange()
                slowest = max(slowest, time.monotonic() - began)
                assert till.customer(mine).name == f"Renamed {rounds}", "another scope's feed stands still"
            assert holding.is_alive()
        finally:
            over.set()
            holding.join()
        till.settle()
        till.assert_converged()
    return {"s open": seconds, "changes taken meanwhile": rounds, "slowest s": round(slowest, 2)}


FAULTS = (
    Fault(
        13, "huge transaction", "one transaction of head office over one scope, searched while it is taken", transaction
    ),
    Fault(13, "huge download", "the sample retailer, twice, searched meanwhile", download, short=("sqlite",)),
    # SQLite has one writer at a time, whatever the scope.
    Fault(
        13,
        "transaction open elsewhere",
        "a writing transaction of another scope left open",
        elsewhere,
        kinds=("postgresql",),
        short=("postgresql",),
    ),
)
