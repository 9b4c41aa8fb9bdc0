"""Figures that the database knows: worked out when they are asked for, and kept for some seconds."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import version

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from headoffice.clock import now_ms
from headoffice.db.engine import reading
from headoffice.monitor.replicas import Replicas
from headoffice.monitor.status import OfficeStatus, status

KEEP_SECONDS = 15.0
"""However often somebody asks, the database is asked once in this time."""


class Standing(Collector):
    """A collector of ``prometheus_client`` over the status."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._held: OfficeStatus | None = None
        self._until = 0.0

    def describe(self) -> Iterable[Metric]:
        """Nothing: registering must not ask the database."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """The figures; without the database only that it does not answer."""
        found = self._look()
        up = GaugeMetricFamily("clienteling_database_up", "Whether the database answers.", value=float(bool(found)))
        return [up, *_families(found)] if found else [up]

    def _look(self) -> OfficeStatus | None:
        with self._lock:
            if time.monotonic() < self._until:
                return self._held
            try:
                with reading(self._engine) as conn:
                    self._held = status(conn, now_ms(), version("clienteling"))
            except SQLAlchemyError:
                self._held = None  # said by database_up
            self._until = time.monotonic() + KEEP_SECONDS
            return self._held


def _families(held: OfficeStatus) -> list[Metric]:
    totals = held.totals
    info = GaugeMetricFamily("clienteling_build_info", "The version that runs.", labels=("version",))
    info.add_metric((held.version,), 1)
    devices = GaugeMetricFamily(
        "clienteling_devices", "Tablets enrolled, and how many ask for attention why.", labels=("state",)
    )
    devices.add_metric(("all",), totals.devices)
    for state, count in totals.states.items():
        devices.add_metric((state,), count)
    plain = (
        ("waiting_operations", "Operations that wait on tablets, as they told.", totals.waiting),
        ("device_quarantine_operations", "Refused operations that wait on tablets for a person.", totals.quarantined),
        ("quarantine_operations", "Refused operations kept at head office.", totals.quarantine),
        ("operations_failed", "Those head office failed on and nobody has sent again.", totals.failed),
        ("operation_failed_last_timestamp_seconds", "When the last one was, 0 = never.", totals.last_failed_at / 1000),
        ("conflicts_open", "Conflicts that wait on tablets for a decision.", totals.conflicts_open),
        ("conflicts_recorded", "Conflicts recorded at head office.", totals.conflicts),
        ("integrity_alarms", "Integrity alarms of tablets that are kept.", totals.alarms),
        ("integrity_alarm_last_timestamp_seconds", "When the last one was, 0 = never.", totals.last_alarm_at / 1000),
        ("erasures_agreed", "Erasures agreed to and not carried out yet.", totals.erasures),
        ("erasures_overdue", "Those for longer than a day.", totals.erasures_overdue),
        ("erasures_agreed_timestamp_seconds", "Since when the oldest, 0 = none.", totals.erasures_agreed_at / 1000),
        ("feed_rows_healed", "Rows of feeds without an entity, put right.", totals.healed),
        ("feed_healed_last_timestamp_seconds", "When the last one was, 0 = never.", totals.last_healed_at / 1000),
    )
    simple = [GaugeMetricFamily(f"clienteling_{name}", said, value=value) for name, said, value in plain]
    return [info, devices, *simple, *_replicas(held.replicas), *_feeds(held)]


def _replicas(held: Replicas) -> list[Metric]:
    plain = (
        ("replicas", "Finished replicas laid out.", held.ready),
        ("replica_bytes", "Their bytes in the database.", held.bytes),
        ("replicas_preparing", "Those being laid out.", held.preparing),
        ("replica_oldest_timestamp_seconds", "When the oldest was finished, 0 = none.", held.oldest_at / 1000),
        ("replica_latest_timestamp_seconds", "When the latest was finished, 0 = none.", held.latest_at / 1000),
    )
    ways = GaugeMetricFamily(
        "clienteling_replica_tablets",
        "Tablets by how they got their rows last: image, offered (not through), fell_back, chunks (there was none).",
        labels=("way",),
    )
    for way, count in held.ways.items():
        ways.add_metric((way,), count)
    return [*(GaugeMetricFamily(f"clienteling_{name}", said, value=value) for name, said, value in plain), ways]


def _feeds(held: OfficeStatus) -> list[Metric]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for feed in held.feeds:
        # One series per store would be thousands: the status names the stores.
        numbers = sums[feed.scope.partition(":")[0]]
        for place, value in enumerate((1, feed.head, feed.rows)):
            numbers[place] += value
    families = [
        GaugeMetricFamily("clienteling_scopes", "Scopes, by class.", labels=("scope_class",)),
        GaugeMetricFamily("clienteling_feed_head", "Sum of the positions of feeds.", labels=("scope_class",)),
        GaugeMetricFamily("clienteling_feed_rows", "Live rows in feeds.", labels=("scope_class",)),
    ]
    for name, values in sums.items():
        for family, value in zip(families, values, strict=True):
            family.add_metric((name,), value)
    return list(families)
