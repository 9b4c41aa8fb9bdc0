"""The real head office in this process: its routes, its database, and the model of what it must hold."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import anyio.to_thread
import msgspec
from fastapi import FastAPI
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

from clienteling.domain.policy import TabletKind
from clienteling.sync.transport import Answer
from clienteling.wire.credentials import Credentials
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.errors import WireError
from clienteling.wire.messages import EnrolAnswer, Manifest, PushAnswer, PushRequest
from headoffice.app import create_app
from headoffice.clock import now_ms
from headoffice.db.engine import open_engine, reading, writing
from headoffice.db.epoch import least_version, mark_restored
from headoffice.limits import Limits
from headoffice.monitor.access import Access
from headoffice.monitor.metrics import Metrics
from headoffice.routes import push as push_route
from headoffice.routes.office import Office
from headoffice.sync import snapshot
from headoffice.sync.polls import Polls
from headoffice.sync.presses import Presses
from headoffice.sync.pull import place_of
from headoffice.sync.refusal import Refusal
from headoffice.sync.shards import Shards
from headoffice.sync.tokens import TokenKeys
from tests.simulation.model import Model
from tests.simulation.storage import Storage

CHUNK_ROWS = 5
ADDRESS = "http://127.0.0.1"


class Enrolled(msgspec.Struct, frozen=True):
    """What a tablet has when it was enrolled."""

    me: EnrolAnswer
    key: DeviceKey
    standing: DeviceKey

    @property
    def credentials(self) -> Credentials:
        """As the tablet keeps them."""
        e = self.me
        return Credentials(ADDRESS, e.device_id, e.replica_id, self.key, e.store, e.company, standing=self.standing)


class Company(msgspec.Struct, frozen=True):
    """What every schedule begins with: the tablets enrolled, and the customers known."""

    tablets: tuple[Enrolled, ...]
    model: Model
    customers: tuple[str, ...]


class _AtOnce:
    """Builds snapshots in the thread that asks for them, in chunks of a few rows."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def manifest(self, scope: str, kind: TabletKind) -> Manifest:
        with reading(self._engine) as conn:
            place = place_of(conn, scope, kind)
            found = snapshot.ready(conn, place, now_ms())
        if found is not None:
            return found
        with writing(self._engine) as conn:
            claimed = snapshot.claim(conn, place, now_ms())
        if claimed:
            snapshot.build(self._engine, scope, claimed, kind=kind, chunk_rows=CHUNK_ROWS)
        return snapshot.preparing(place)


class HeadOffice:
    """Asked like over HTTP, byte for byte, but for the sockets."""

    def __init__(self, storage: Storage, company: Company) -> None:
        self.storage = storage
        self.model = company.model.copy()
        self.unreadable: set[str] = set()
        self.erased: set[str] = set()
        self.commit_fails = False
        self._backups: list[tuple[str, Model]] = []
        self._loop = asyncio.new_event_loop()
        self._app: FastAPI | None = None
        self._open()

    def _open(self) -> None:
        self.engine = open_engine(self.storage.url, pool_size=3)
        event.listen(self.engine, "commit", self._committing)
        self._app = self._app or create_app(self.engine)
        self._app.state.office = Office(
            self.engine,
            _AtOnce(self.engine),  # type: ignore[arg-type]  # the same face
            Presses(self.engine),
            Shards(self.engine),
            Access(),
            Metrics(self.engine),
            Polls(self.engine),
            TokenKeys(self.engine),
            Limits(),
        )

    def _committing(self, _connection: Connection) -> None:
        if self.commit_fails:
            self.commit_fails = False
            raise OperationalError("COMMIT", None, Exception("the database is gone"))

    def close(self) -> None:
        self.engine.dispose()
        self._loop.close()
        self.storage.close()

    def ask(self, method: str, path: str, query: Mapping[str, Any], headers: Mapping[str, str], body: bytes) -> Answer:
        """One request, as the service answers it."""
        heard: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            heard.append(message)

        assert self._app is not None
        self._loop.run_until_complete(self._app(_scope(method, path, query, headers), receive, send))
        self.commit_fails = False
        pairs = {name.decode(): value.decode() for name, value in heard[0]["headers"]}
        return Answer(heard[0]["status"], pairs, b"".join(m.get("body", b"") for m in heard[1:]))

    def backup(self) -> None:
        """Make a backup of the database."""
        self.engine.dispose()
        self._backups.append((self.storage.backup(), self.model.copy()))
        self._open()

    def restore(self, which: int) -> bool:
        """Put a backup back, and say so, as the manual demands; False when there is none."""
        if not self._backups:
            return False
        self.engine.dispose()
        name, model = self._backups[which % len(self._backups)]
        self.storage.put_back(name)
        self.model = model.copy()
        self._open()
        with writing(self.engine) as conn:
            mark_restored(conn)
            self.model.least_version = least_version(conn)
        return True

    @contextmanager
    def open_for_business(self) -> Iterator[None]:
        """While this holds, pushes are recorded in the model, and one thread does everything."""
        real_accept: Callable[..., PushAnswer] = vars(push_route)["accept"]
        real_decode: Callable[..., Any] = vars(push_route)["decode"]

        def accept(engine: Engine, device_id: str, request: PushRequest) -> PushAnswer:
            answer = real_accept(engine, device_id, request)
            for op, result in zip(request.operations, answer.results, strict=True):
                self.model.took(op, result)
            return answer

        def decode(body: bytes, shape: type[Any]) -> Any:
            message = real_decode(body, shape)
            if shape is PushRequest and self.unreadable & {op.op_id for op in message.operations}:
                raise Refusal(WireError.BAD_MESSAGE, "The message does not have the agreed shape.")
            return message

        async def here(work: Callable[..., Any], *args: Any, **_options: Any) -> Any:
            return work(*args)

        with (
            patch.object(push_route, "accept", accept),
            patch.object(push_route, "decode", decode),
            patch.object(anyio.to_thread, "run_sync", here),
        ):
            yield


def _scope(method: str, path: str, query: Mapping[str, Any], headers: Mapping[str, str]) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": urlencode(query).encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": {},
    }
