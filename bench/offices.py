"""Head offices to measure against: a database with sample people, and the real service over it in its own process."""

from __future__ import annotations

import datetime
import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import msgspec
from sqlalchemy import Engine, select

from bench.figures import cpu_of
from bench.people import customers
from bench.profiles import python
from clienteling.domain.customer import FieldValue
from clienteling.domain.operations import OP_SCHEMA
from clienteling.domain.provenance import from_source
from clienteling.wire.codes import normal_code
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.messages import SNAPSHOT_SCHEMA, EnrolAnswer, EnrolRequest
from clienteling.wire.proof import enrol_text, pair_text
from headoffice.clock import now_ms
from headoffice.db.engine import open_engine, writing
from headoffice.db.migrate import migrate
from headoffice.db.tables import sellers, stores
from headoffice.profile.documents import save_customers
from headoffice.profile.history import save
from headoffice.sample.company import Company, make_company
from headoffice.sync.devices import enrol, new_code
from headoffice.sync.feed import publish
from tests.postgres import Postgres, server_programs

KINDS = ("sqlite", "postgresql")
SEED = 7
_TODAY = datetime.date(2026, 11, 20)
_TOGETHER = 5_000
_NO_ERASURES = ("--erasures", "elsewhere")
_BY = from_source("crm", 1_700_000_000_000)


class Office(msgspec.Struct, frozen=True):
    """A filled database. ``server`` is the process of the database server, 0 when there is none."""

    kind: str
    url: str
    engine: Engine
    server: int

    def cpu(self) -> float:
        """Seconds of processors of the database server so far."""
        return cpu_of(self.server) if self.server else 0.0

    def store(self, number: int = 0) -> str:
        """The id of a store."""
        with self.engine.connect() as conn:
            query = select(stores.c.id).order_by(stores.c.code).offset(number).limit(1)
            return str(conn.execute(query).scalar_one())

    def seller(self, store: str) -> str:
        """A seller of a store."""
        with self.engine.connect() as conn:
            query = select(sellers.c.id).where(sellers.c.store_id == store).limit(1)
            return str(conn.execute(query).scalar_one())

    def enrol(self, store: str) -> tuple[EnrolAnswer, DeviceKey, DeviceKey]:
        """A new tablet of a store, the key it works with, and the one it shows while locked."""
        with writing(self.engine) as conn:
            code = conn.execute(select(stores.c.code).where(stores.c.id == store)).scalar_one()
            typed, _ = new_code(conn, code, now_ms())
            key, standing = DeviceKey.new(), DeviceKey.new()
            request = EnrolRequest(
                typed,
                "Bench",
                "1.0",
                OP_SCHEMA,
                SNAPSHOT_SCHEMA,
                key=key.public(),
                signature=key.sign(enrol_text(normal_code(typed), key.public())),
                standing_key=standing.public(),
                standing_signature=standing.sign(pair_text(key.public(), standing.public())),
            )
            return enrol(conn, request, now_ms()), key, standing


@contextmanager
def office(kind: str, people: int, *, stores_wanted: int = 1) -> Iterator[Office]:
    """A database of ``kind`` on disk, as durable as in use, with ``people`` customers of one store (``stores_wanted``:
    of so many, in turn).
    """
    with tempfile.TemporaryDirectory(prefix="clienteling-bench-") as folder:
        if kind == "sqlite":
            with _filled(kind, f"sqlite:///{folder}/office.db", 0, people, stores_wanted) as made:
                yield made
            return
        programs = server_programs()
        if programs is None:
            raise SystemExit("PostgreSQL's server is not installed (Debian: apt-get install postgresql).")
        with (
            Postgres(programs, durable=True) as server,
            _filled(kind, server.new_database(), server.pid, people, stores_wanted) as made,
        ):
            yield made


def kinds() -> tuple[str, ...]:
    """The databases that can be measured here."""
    return KINDS if server_programs() else KINDS[:1]


@contextmanager
def _filled(kind: str, url: str, server: int, people: int, stores_wanted: int) -> Iterator[Office]:
    engine = open_engine(url)
    try:
        migrate(engine)
        company = make_company(SEED, people, _TODAY, max(stores_wanted, 1))
        _fill(engine, company, people)
        if kind == "postgresql":
            # What autovacuum would have done by the time anybody asks.
            with engine.connect() as conn:
                conn.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM ANALYZE")
        yield Office(kind, url, engine, server)
    finally:
        engine.dispose()


def _fill(engine: Engine, company: Company, people: int) -> None:
    places = [shop.store.id for shop in company.shops]
    with writing(engine) as conn:
        touched = []
        for etype in ("store", "seller"):
            touched += save(conn, etype, [entity for kind, entity in company.entities() if kind == etype])
        publish(conn, touched)
    made = customers(people, SEED)
    for start in range(0, people, _TOGETHER):
        run = []
        for number, customer in enumerate(islice(made, _TOGETHER), start):
            # Everybody at home in one known store: what a tablet of it downloads is then exactly so many.
            home = FieldValue(places[number % len(places)], _BY, 1)
            fields = {**customer.fields, "home_store": home}
            run.append(msgspec.structs.replace(customer, version=max(customer.version, 1), fields=fields, book=()))
        with writing(engine) as conn:
            save_customers(conn, [(None, customer) for customer in run])
            publish(conn, [("customer", c.id, "put", c.version) for c in run])


class Service(msgspec.Struct, frozen=True):
    """A running service: where it listens, and its process."""

    address: str
    pid: int

    def cpu(self) -> float:
        """Seconds of processors of the service so far."""
        return cpu_of(self.pid)


@contextmanager
def serving(url: str) -> Iterator[Service]:
    """The service over a database, one worker, started as in use."""
    with (
        tempfile.TemporaryFile() as log,
        _process(
            python("headoffice", "serve", "--json", "--database", url, "--port", "0", *_NO_ERASURES), log.fileno()
        ) as process,
    ):
        line = process.stdout.readline() if process.stdout else b""
        if not line:
            log.seek(0)
            raise SystemExit(log.read().decode(errors="replace")[-2_000:])
        said = json.loads(line)
        yield Service(said["listening"], said["pid"])


@contextmanager
def _process(command: list[str], log: int) -> Iterator[subprocess.Popen[bytes]]:
    root = Path(__file__).parent.parent
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=log) as process:
        try:
            yield process
        finally:
            process.terminate()
