"""The real service in this process, and a network before it that does what a test tells it to."""

from __future__ import annotations

import hashlib
import http.client
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal
from urllib.parse import urlsplit

import uvicorn
from msgspec.structs import replace
from sqlalchemy import Connection, Engine, delete, select, update
from sqlalchemy.exc import DBAPIError

from clienteling.domain.customer import Customer, FieldValue
from clienteling.domain.history import FollowUp, Note
from clienteling.domain.provenance import from_source
from clienteling.wire.entities import decode_body
from clienteling.wire.messages import DIGEST_HEADER, RECEIPT_HEADER
from headoffice.app import create_app
from headoffice.clock import now_ms
from headoffice.db.engine import open_engine, reading, worth_retrying, writing
from headoffice.db.epoch import least_version, mark_restored, version_after
from headoffice.db.sync_tables import device_alarms, device_keys, devices, op_ledger, scope_feed, scope_head, scopes
from headoffice.db.tables import customers, orders, stores
from headoffice.guard.payload import bodies_for
from headoffice.guard.policies import view_of
from headoffice.profile.documents import StaleDocument, load_customers, save_customer
from headoffice.profile.history import of_customer
from headoffice.protocol import Protocol
from headoffice.sync.devices import new_code, revoke
from headoffice.sync.feed import publish
from tests.sync.server import Asked, Reply, Server

START_SECONDS = 10.0
_ATTEMPTS = 6


class Service:
    """Uvicorn in a thread, on loopback. ``stop`` and ``start`` keep the port."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = open_engine(url)
        self._port = 0
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        listening = socket.create_server(("127.0.0.1", self._port))
        self._port = listening.getsockname()[1]
        settings = uvicorn.Config(
            create_app(self.engine), http=Protocol, log_config=None, ws="none", timeout_graceful_shutdown=2
        )
        self._server = uvicorn.Server(settings)
        self._thread = threading.Thread(target=self._server.run, args=([listening],), name="service")
        self._thread.start()
        give_up = time.monotonic() + START_SECONDS
        while not self._server.started:
            assert time.monotonic() < give_up
            assert self._thread.is_alive()
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()

    def close(self) -> None:
        self.stop()
        self.engine.dispose()

    # What head office's people do

    def code(self) -> str:
        """A code for a tablet of the first store."""
        with writing(self.engine) as conn:
            store = conn.execute(select(stores.c.code).order_by(stores.c.code).limit(1)).scalar_one()
            return new_code(conn, store, now_ms())[0]

    def stores(self) -> list[str]:
        """The stores there are."""
        with reading(self.engine) as conn:
            return list(conn.execute(select(stores.c.id).order_by(stores.c.code)).scalars())

    def rename(self, customer_id: str, name: str) -> None:
        """Somebody else changes a customer's name at head office."""
        self._set_field(customer_id, "name", name)

    def move(self, customer_id: str, store_id: str) -> None:
        """Head office gives a customer to another store: home, client book and purchases."""
        self._set_field(customer_id, "home_store", store_id, book=())

    def _set_field(self, customer_id: str, key: str, value: str, **parts: Any) -> None:
        """Done again when a tablet's push came first, as an import does it."""
        for attempt in range(_ATTEMPTS):
            try:
                self._set_once(customer_id, key, value, parts)
            except (StaleDocument, DBAPIError) as error:
                passing = isinstance(error, StaleDocument) or worth_retrying(error)
                if not passing or attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(0.01 * 2**attempt)
            else:
                return

    def _set_once(self, customer_id: str, key: str, value: str, parts: dict[str, Any]) -> None:
        with writing(self.engine) as conn:
            old = load_customers(conn, [customer_id])[customer_id]
            version = version_after(old.version, least_version(conn))
            field = FieldValue(value, from_source("crm", now_ms()), version)
            new = replace(old, version=version, fields={**old.fields, key: field}, **parts)
            save_customer(conn, old, new)
            touched = [("customer", customer_id, "put", new.version)]
            if key == "home_store":
                theirs = update(orders).where(orders.c.customer_id == customer_id)
                moved = theirs.values(store_id=value, version=orders.c.version + 1)
                touched += [("order", o.id, "put", o.version) for o in conn.execute(moved.returning(orders)).all()]
            publish(conn, touched)

    # What is there

    def customer_ids(self, scope: str) -> list[str]:
        with reading(self.engine) as conn:
            return sorted(eid for etype, eid in self._keys(conn, scope) if etype == "customer")

    def everything(self, held: tuple[str, ...]) -> dict[tuple[str, str], Any]:
        """All entities of these scopes, decoded."""
        with reading(self.engine) as conn:
            keys = sorted({key for scope in held for key in self._keys(conn, scope)})
            return {
                key: decode_body(key[0], body) for key, body in bodies_for(conn, keys, view_of(conn, "shared")).items()
            }

    @staticmethod
    def _keys(conn: Connection, scope: str) -> list[tuple[str, str]]:
        f = scope_feed.c
        query = select(f.etype, f.eid).join(scopes, scopes.c.id == f.scope_id)
        return [(row.etype, row.eid) for row in conn.execute(query.where(scopes.c.name == scope, f.op == "put"))]

    def sums(self, scope: str) -> tuple[int, int, int]:
        """Head, row count and row sum of a scope."""
        h = scope_head.c
        query = select(h.head, h.row_count, h.row_sum).join(scopes, scopes.c.id == h.scope_id)
        with reading(self.engine) as conn:
            head, count, total = conn.execute(query.where(scopes.c.name == scope)).one()
            return head, count, total

    def alarms(self) -> list[Any]:
        """What tablets told of rows that were not what they should be."""
        with reading(self.engine) as conn:
            return list(conn.execute(select(device_alarms)))

    def ledger(self) -> set[str]:
        """Operations answered."""
        with reading(self.engine) as conn:
            return set(conn.execute(select(op_ledger.c.op_id)).scalars())

    def count(self) -> int:
        """How many customers there are."""
        with reading(self.engine) as conn:
            return len(conn.execute(select(customers.c.id)).all())

    def all_customers(self) -> list[str]:
        with reading(self.engine) as conn:
            return list(conn.execute(select(customers.c.id)).scalars())

    def customer(self, customer_id: str) -> Customer:
        with reading(self.engine) as conn:
            return load_customers(conn, [customer_id])[customer_id]

    def notes(self, customer_id: str) -> list[Note]:
        with reading(self.engine) as conn:
            return of_customer(conn, "note", customer_id)

    def follow_ups(self, customer_id: str) -> list[FollowUp]:
        with reading(self.engine) as conn:
            return of_customer(conn, "followup", customer_id)

    def devices(self) -> list[tuple[str, str, str]]:
        """Id, replica id and origin of each device, oldest first."""
        d = devices.c
        with reading(self.engine) as conn:
            rows = conn.execute(select(d.id, d.replica_id, d.split_from).order_by(d.enrolled_at, d.id))
            return [(row.id, row.replica_id, row.split_from) for row in rows]

    def forget(self, device_id: str) -> None:
        """As after a backup was put back that is older than this device."""
        with writing(self.engine) as conn:
            assert conn.execute(devices.delete().where(devices.c.id == device_id)).rowcount == 1
            mark_restored(conn)

    def before_keys(self, device_id: str, token: str) -> None:
        """As head office kept a tablet before there were keys."""
        with writing(self.engine) as conn:
            conn.execute(delete(device_keys).where(device_keys.c.device_id == device_id))
            old = {
                "key": "",
                "standing_key": "",
                "key_at": 0,
                "token_sha256": hashlib.sha256(token.encode()).hexdigest(),
            }
            assert conn.execute(update(devices).where(devices.c.id == device_id).values(old)).rowcount == 1

    def restore(self) -> None:
        """As after a backup was put back."""
        with writing(self.engine) as conn:
            mark_restored(conn)

    def revoke(self, device_id: str) -> None:
        with writing(self.engine) as conn:
            assert revoke(conn, device_id, now_ms())


Trouble = Literal["ok", "unsent", "unanswered", "cut", "garbled", "bad gateway", "twice"]


class Network:
    """Stands between a tablet and the service. Requests meet ``troubles`` in turn; then everything goes through.

    ``only`` limits the troubles to requests whose path contains it.
    """

    def __init__(self, there: str) -> None:
        self._there = urlsplit(there)
        self.troubles: deque[Trouble] = deque()
        self.only = ""
        self.passed: list[str] = []
        self._server = Server(self._carry, tokens=False)

    @property
    def address(self) -> str:
        return self._server.address

    def _carry(self, asked: Asked) -> Reply:
        trouble: Trouble = self.troubles.popleft() if self.troubles and self.only in asked.path else "ok"
        if trouble == "unsent":
            return Reply(0)
        if trouble == "bad gateway":
            return Reply(502, b"<html>Bad gateway</html>", {"Content-Type": "text/html"})
        reply = self._forward(asked)
        if trouble == "twice":
            reply = self._forward(asked)
        if trouble == "unanswered":
            return Reply(0)
        if trouble == "cut":
            reply.cut = len(reply.body) // 2 + 1
        if trouble == "garbled":
            middle = len(reply.body) // 2
            reply.body = reply.body[:middle] + bytes([reply.body[middle] ^ 0x55]) + reply.body[middle + 1 :]
        return reply

    def _forward(self, asked: Asked) -> Reply:
        self.passed.append(asked.path.partition("?")[0])
        onward = http.client.HTTPConnection(self._there.netloc, timeout=10)
        try:
            unwanted = {"host", "connection", "content-length"}
            headers = {name: value for name, value in asked.headers.items() if name not in unwanted}
            onward.request(asked.method, asked.path, asked.body or None, headers)
            answer = onward.getresponse()
            kept = {
                "content-type",
                "content-encoding",
                "etag",
                "retry-after",
                DIGEST_HEADER.lower(),
                RECEIPT_HEADER.lower(),
            }
            return Reply(
                answer.status,
                answer.read(),
                {name: value for name, value in answer.getheaders() if name.lower() in kept},
            )
        except OSError:
            return Reply(0)
        finally:
            onward.close()

    def close(self) -> None:
        self._server.close()


@contextmanager
def network_before(service: Service) -> Iterator[Network]:
    made = Network(service.address)
    try:
        yield made
    finally:
        made.close()
