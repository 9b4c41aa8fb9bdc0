"""A company to talk to, and a tablet that speaks to head office over HTTP, one message at a time."""

from __future__ import annotations

import hashlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import msgspec
import uvicorn
import zstandard
from sqlalchemy import Engine

from clienteling.domain import catalogue as c
from clienteling.domain.customer import Customer, FieldValue
from clienteling.domain.ids import new_id
from clienteling.domain.operations import ARGS, Operation, encode_args, kind_of
from clienteling.domain.policy import TabletKind
from clienteling.domain.provenance import from_source
from clienteling.wire.codes import normal_code
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.messages import (
    SNAPSHOT_SCHEMA,
    Change,
    ChangesAnswer,
    DeviceAnswer,
    DeviceReport,
    EnrolAnswer,
    Manifest,
    OperationResult,
    PushAnswer,
    PushRequest,
)
from clienteling.wire.proof import enrol_text, operation_text, pair_text
from headoffice.app import create_app
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.profile.documents import load_customers, save_customer
from headoffice.profile.history import load, save
from headoffice.protocol import Protocol
from headoffice.sync.devices import new_code
from headoffice.sync.feed import publish
from tests.showing import Showing

NORTH, SOUTH = "a" * 32, "b" * 32
MARTA, LUIS, PAULA = "1" * 32, "2" * 32, "3" * 32
BY = from_source("crm", 1_700_000_000_000)


def furnish(engine: Engine) -> None:
    """Two stores: Marta and Luis work in the north, Paula in the south."""
    with writing(engine) as conn:
        touched = save(conn, "store", [c.Store(NORTH, "N1", "North"), c.Store(SOUTH, "S1", "South")])
        people = [(MARTA, "Marta", NORTH), (LUIS, "Luis", NORTH), (PAULA, "Paula", SOUTH)]
        touched += save(conn, "seller", [c.Seller(eid, name, store) for eid, name, store in people])
        publish(conn, touched)


def customer(engine: Engine, store: str = NORTH, **parts: Any) -> Customer:
    """A customer at home in ``store`` (empty: nowhere), known to head office."""
    fields = {"name": FieldValue("Ana", BY, 1)}
    if store:
        fields["home_store"] = FieldValue(store, BY, 1)
    made = Customer(new_id(), 1, fields, **parts)
    with writing(engine) as conn:
        save_customer(conn, None, made)
        publish(conn, [("customer", made.id, "put", 1)])
    return made


def change(engine: Engine, old: Customer, **parts: Any) -> Customer:
    """Head office changes a customer."""
    new = msgspec.structs.replace(old, version=old.version + 1, **parts)
    with writing(engine) as conn:
        save_customer(conn, old, new)
        publish(conn, [("customer", new.id, "put", new.version)])
    return new


def at_head_office(engine: Engine, customer_id: str) -> Customer:
    """The profile as head office has it."""
    with reading(engine) as conn:
        return load_customers(conn, [customer_id])[customer_id]


def entity(engine: Engine, etype: str, eid: str) -> Any:
    """An entity of history as head office has it, None when it does not exist."""
    with reading(engine) as conn:
        return load(conn, etype, [eid]).get(eid)


@contextmanager
def serving(engine: Engine, **options: Any) -> Iterator[httpx.Client]:
    """The service on a socket of its own, and somebody who asks it."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(engine, **options), http=Protocol, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="head-office")
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.005)
        # No TLS here: reading the authorities of the world would take longer than many a test.
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with httpx.Client(base_url=url, timeout=30, verify=False) as client:  # noqa: S501
            yield client
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def code_for(engine: Engine, store: str = "N1", kind: TabletKind = "shared") -> str:
    """An enrolment code."""
    with writing(engine) as conn:
        return new_code(conn, store, now_ms(), kind=kind)[0]


def enrolment(code: str, key: DeviceKey, standing: DeviceKey | None = None, **changed: Any) -> dict[str, Any]:
    """What a tablet says to be enrolled; without ``standing`` it has one key for everything."""
    signature = key.sign(enrol_text(normal_code(code), key.public()))
    if standing is not None:
        word = standing.sign(pair_text(key.public(), standing.public()))
        changed = {"standing_key": standing.public(), "standing_signature": word, **changed}
    said = {"device_name": "Counter", "app_version": "1", "op_schema": 1, "snapshot_schema": SNAPSHOT_SCHEMA}
    return {**said, "code": code, "key": key.public(), "signature": signature, **changed}


class Tablet:
    """Enrolled at a store. ``rows`` is what it holds: (etype, eid) -> (version, body); ``cursors`` per scope."""

    def __init__(
        self,
        client: httpx.Client,
        engine: Engine,
        store: str = "N1",
        kind: TabletKind = "shared",
        standing: DeviceKey | None = None,
    ) -> None:
        self.client = client
        code = code_for(engine, store, kind)
        response = client.post("/v1/enrol", json=enrolment(code, key := DeviceKey.new(), standing))
        assert response.status_code == 200, response.text
        self.me = msgspec.json.decode(response.content, type=EnrolAnswer)
        self.auth = Showing(self.me.device_id, key)
        self.seller = {"N1": MARTA, "S1": PAULA}[store]
        self.fence = self.me.fence
        self.lseq = 0
        self.rows: dict[str, dict[tuple[str, str], tuple[int, bytes]]] = {}
        self.cursors: dict[str, int] = {}

    @property
    def key(self) -> DeviceKey:
        """What it signs with."""
        return self.auth.key

    def get(self, path: str, **extra: Any) -> httpx.Response:
        """A question."""
        return self.client.get(path, auth=self.auth, **extra)

    def send(self, path: str, **content: Any) -> httpx.Response:
        """A message, as httpx takes its content."""
        return self.client.post(path, auth=self.auth, **content)

    def report(self, **told: Any) -> httpx.Response:
        """Tell how this tablet stands."""
        report = msgspec.structs.replace(DeviceReport("1", 1, SNAPSHOT_SCHEMA), **told)
        return self.send("/v1/device", content=msgspec.json.encode(report))

    def device(self) -> DeviceAnswer:
        """What this tablet may see."""
        return msgspec.json.decode(self.report().content, type=DeviceAnswer)

    # Out

    def op(self, what: Any, entity_id: str, *, base: int = 0, group: str = "", **changed: Any) -> Operation:
        """The next operation, in a group of its own unless ``group`` is given."""
        self.lseq += 1
        kind = kind_of(what)
        made = Operation(
            new_id(),
            self.me.replica_id,
            self.lseq,
            group or new_id(),
            kind,
            ARGS[kind][0],
            entity_id,
            base,
            encode_args(what),
            self.seller,
            self.me.store,
            1_700_000_000_000 + self.lseq,
        )
        return self.signed(msgspec.structs.replace(made, **changed))

    def signed(self, op: Operation) -> Operation:
        """``op`` as this tablet signs it."""
        return msgspec.structs.replace(op, signature=self.key.sign(operation_text(op.digest())))

    def request(self, *operations: Operation, request_id: str = "", **changed: Any) -> PushRequest:
        """A push that was not sent yet."""
        made = PushRequest(request_id or new_id(), self.me.replica_id, self.fence, operations)
        return msgspec.structs.replace(made, **changed)

    def post(self, request: PushRequest | dict[str, Any] | bytes, **headers: str) -> httpx.Response:
        """Send a push as it is."""
        body = request if isinstance(request, bytes) else msgspec.json.encode(request)
        return self.send("/v1/push", content=body, headers=headers)

    def push(self, *operations: Operation) -> tuple[OperationResult, ...]:
        """Send operations, keep the new fence, return the results."""
        response = self.post(self.request(*operations))
        assert response.status_code == 200, response.text
        answer = msgspec.json.decode(response.content, type=PushAnswer)
        self.fence = answer.fence
        return answer.results

    # In

    def changes(self, scope: str, after: int, limit: int = 5_000, epoch: str = "") -> ChangesAnswer:
        """One page."""
        query = {"epoch": epoch or self.me.epoch, "after": after, "limit": limit}
        response = self.get(f"/v1/scopes/{scope}/changes", params=query)
        assert response.status_code == 200, response.text
        return msgspec.json.decode(response.content, type=ChangesAnswer)

    def tail(self, scope: str, limit: int = 5_000) -> ChangesAnswer:
        """Apply pages until the end of the feed; the last page."""
        while True:
            page = self.changes(scope, self.cursors.get(scope, 0), limit)
            held = self.rows.setdefault(scope, {})
            for row in page.rows:
                self.apply(held, row)
            self.cursors[scope] = page.next
            if page.next == page.head:
                return page

    @staticmethod
    def apply(held: dict[tuple[str, str], tuple[int, bytes]], row: Change) -> None:
        """One row of the feed or of a chunk."""
        if row.op == "put":
            held[row.etype, row.eid] = (row.version, bytes(row.body))
        else:
            held.pop((row.etype, row.eid), None)

    def manifest(self, scope: str) -> Manifest:
        """The prepared download of a scope, ready."""
        give_up = time.monotonic() + 30
        while time.monotonic() < give_up:
            response = self.get(f"/v1/scopes/{scope}/snapshot")
            assert response.status_code == 200, response.text
            found = msgspec.json.decode(response.content, type=Manifest)
            if found.state == "ready":
                return found
            time.sleep(0.01)
        raise AssertionError("never ready")

    def download(self, scope: str) -> Manifest:
        """Replace what is held of a scope by its prepared download."""
        found = self.manifest(scope)
        self.rows[scope] = {}
        for info in found.chunks:
            response = self.get(f"/v1/scopes/{scope}/snapshot/{found.snapshot_id}/chunks/{info.n}")
            assert response.status_code == 200
            assert len(response.content) == info.bytes
            assert hashlib.sha256(response.content).hexdigest() == info.sha256
            lines = zstandard.ZstdDecompressor().decompressobj().decompress(response.content)
            rows = msgspec.json.Decoder(Change).decode_lines(lines)
            assert len(rows) == info.rows
            for row in rows:
                self.apply(self.rows[scope], row)
        self.cursors[scope] = found.s0
        return found
