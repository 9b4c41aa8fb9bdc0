"""Figures for Prometheus: what this service did since it started, and how it stands now.

No label ever holds an id or a word somebody typed. With several worker processes each writes its figures to files in
the folder of PROMETHEUS_MULTIPROC_DIR, and whichever is asked adds all of them up.
"""

from __future__ import annotations

import os
import re
import threading
from collections import Counter as Tally
from collections.abc import Iterable
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from sqlalchemy import Engine
from sqlalchemy.pool import QueuePool

from clienteling.domain.operations import ARGS, Operation
from clienteling.wire.messages import OperationResult
from headoffice.monitor.standing import Standing

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_BUILD_SECONDS = (0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_LIVE = re.compile(r"gauge_live\w*_(\d+)\.db")


def scope_class(scope: str) -> str:
    """What is said of a scope: which store it belongs to is not."""
    return scope.partition(":")[0]


class Metrics:
    """The figures of one service in one process. Safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._many = bool(os.environ.get(FOLDER))
        # Several processes: only what is in the files counts.
        self._registry = None if self._many else CollectorRegistry()
        self._standing = Standing(engine)
        self._request_children: dict[tuple[str, str, int], tuple[Histogram, Counter]] = {}
        self._beat_lock = threading.Lock()
        self._cpu = 0.0
        self._exchange()
        self._process()

    def _exchange(self) -> None:
        registry = self._registry
        self._requests = Histogram(
            "clienteling_request_seconds",
            "Requests by route template, method and status: how many and how long they took.",
            ("route", "method", "status"),
            buckets=_SECONDS,
            registry=registry,
        )
        self._sent = Counter("clienteling_sent_bytes", "Bytes of bodies sent.", ("route",), registry=registry)
        self._pushes = Counter(
            "clienteling_pushes",
            "Pushes: answered, probe (no operations), or why they were refused as a whole.",
            ("result",),
            registry=registry,
        )
        self._operations = Counter(
            "clienteling_operations", "Operations answered, by kind and result.", ("kind", "result"), registry=registry
        )
        self._rejections = Counter(
            "clienteling_rejections", "Operations refused, by number.", ("number",), registry=registry
        )
        self._pulled = Counter(
            "clienteling_pull_rows", "Rows of the feed sent, by class of scope.", ("scope_class",), registry=registry
        )
        self._built = Histogram(
            "clienteling_snapshot_build_seconds",
            "Downloads prepared: ready, given_up (another worker has it, or the program ends) or failed.",
            ("scope_class", "result"),
            buckets=_BUILD_SECONDS,
            registry=registry,
        )
        self._built_rows = Counter(
            "clienteling_snapshot_rows", "Rows put into prepared downloads.", ("scope_class",), registry=registry
        )
        self._laid_out = Histogram(
            "clienteling_replica_make_seconds",
            "Finished replicas laid out: ready, given_up (what it was made of went, or the program ends) or failed.",
            ("result",),
            buckets=_BUILD_SECONDS,
            registry=registry,
        )

    def _process(self) -> None:
        registry = self._registry
        self._spent = Counter(
            "clienteling_process_cpu_seconds", "CPU seconds used by all worker processes.", registry=registry
        )
        self._workers = Gauge(
            "clienteling_processes", "Worker processes.", registry=registry, multiprocess_mode="livesum"
        )
        self._memory = Gauge(
            "clienteling_process_resident_memory_bytes",
            "Memory of all worker processes.",
            registry=registry,
            multiprocess_mode="livesum",
        )
        self._files = Gauge(
            "clienteling_process_open_files", "Files open.", registry=registry, multiprocess_mode="livesum"
        )
        self._threads = Gauge("clienteling_process_threads", "Threads.", registry=registry, multiprocess_mode="livesum")
        self._connections = Gauge(
            "clienteling_database_connections",
            "Connections to the database: used now, and the most there may be.",
            ("state",),
            registry=registry,
            multiprocess_mode="livesum",
        )

    # --- what happened ---

    def request(self, route: str, method: str, status: int, seconds: float, sent: int) -> None:
        """A request was answered. ``route`` is its template, empty when there is none of this name."""
        key = (route or "none", method if method in _METHODS else "other", status)
        children = self._request_children.get(key)
        if children is None:
            labels = (key[0], key[1], str(status))
            children = self._requests.labels(*labels), self._sent.labels(key[0])
            self._request_children[key] = children
        children[0].observe(seconds)
        if sent:
            children[1].inc(sent)

    def push(self, operations: Iterable[Operation], results: Iterable[OperationResult]) -> None:
        """A push was answered."""
        kinds = [op.kind if op.kind in ARGS else "unknown" for op in operations]
        answered = list(results)
        self._pushes.labels("answered" if answered else "probe").inc()
        for (kind, status), count in Tally(zip(kinds, (r.status for r in answered), strict=True)).items():
            self._operations.labels(kind, status).inc(count)
        for number, count in Tally(r.number for r in answered if r.status == "rejected").items():
            self._rejections.labels(str(number)).inc(count)

    def push_refused(self, why: str) -> None:
        """A push was refused as a whole; ``why`` is the name of a ``WireError``."""
        self._pushes.labels(why.lower()).inc()

    def pulled(self, scope: str, rows: int) -> None:
        """A page was sent."""
        self._pulled.labels(scope_class(scope)).inc(rows)

    def built(self, scope: str, result: str, seconds: float, rows: int) -> None:
        """A download was prepared: ``ready``, ``given_up`` or ``failed``."""
        self._built.labels(scope_class(scope), result).observe(seconds)
        self._built_rows.labels(scope_class(scope)).inc(rows)

    def laid_out(self, result: str, seconds: float) -> None:
        """A finished replica was made: ``ready``, ``given_up`` or ``failed``."""
        self._laid_out.labels(result).observe(seconds)

    # --- how it stands ---

    def beat(self) -> None:
        """Look at this process. To be done every few seconds: others may be asked for the figures."""
        with self._beat_lock:
            times = os.times()
            spent = times.user + times.system
            self._spent.inc(spent - self._cpu)
            self._cpu = spent
            self._workers.set(1)
            self._threads.set(threading.active_count())
            self._memory.set(_resident())
            self._files.set(_open_files())
            pool = self._engine.pool
            if isinstance(pool, QueuePool):
                self._connections.labels("used").set(pool.checkedout())
                self._connections.labels("limit").set(pool.size())

    def exposition(self) -> bytes:
        """All figures in Prometheus' text format."""
        self.beat()
        asked = CollectorRegistry()
        asked.register(self._standing)
        if self._registry is None:
            _forget_dead(Path(os.environ[FOLDER]))
            MultiProcessCollector(asked)  # type: ignore[no-untyped-call]
            return generate_latest(asked)
        return generate_latest(self._registry) + generate_latest(asked)


def _resident() -> float:
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0.0  # not told outside of Linux
    return float(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0


def _forget_dead(folder: Path) -> None:
    """What a process that ended held is not held any more; what it counted stays."""
    pids = {int(found[1]) for file in folder.iterdir() if (found := _LIVE.fullmatch(file.name))}
    for pid in pids:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            mark_process_dead(pid, str(folder))  # type: ignore[no-untyped-call]
        except PermissionError:
            continue  # it lives, as somebody else
