"""The service: routes joined to a database."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI, Request
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clienteling.wire.errors import WireError
from headoffice.db.engine import open_engine
from headoffice.db.migrate import migrate
from headoffice.logs import set_up
from headoffice.routes import devices, documentation, health, push, scopes, shards
from headoffice.routes.http import refusal
from headoffice.routes.office import Office
from headoffice.sync.builders import Builders
from headoffice.sync.refusal import Refusal
from headoffice.sync.shards import Shards
from headoffice.sync.upkeep import Upkeep

_log = logging.getLogger(__name__)


def create_app(engine: Engine) -> FastAPI:
    """The service over a migrated database. Its owner disposes of ``engine`` afterwards."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        office, upkeep = Office(engine, Builders(engine), Shards(engine)), Upkeep(engine)
        app.state.office = office
        try:
            yield
        finally:
            await run_in_threadpool(office.builders.close)
            await run_in_threadpool(upkeep.close)

    app = FastAPI(
        title="Clienteling head office",
        version=version("clienteling"),
        description="How tablets and head office exchange what they know. Bodies are strict: an unknown field is 422.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    for part in (devices, push, scopes, shards, health):
        app.include_router(part.router)
    app.openapi = lambda: documentation.document(app)  # type: ignore[method-assign]  # the documented way to replace it
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(HTTPException, _no_route)
    app.add_exception_handler(DBAPIError, _database_trouble)
    app.add_exception_handler(PoolTimeout, _database_trouble)
    app.add_exception_handler(Exception, _trouble)
    app.add_middleware(RequestLog)
    return app


def from_environment() -> FastAPI:
    """The service over CLIENTELING_DATABASE_URL, for several worker processes."""
    set_up()
    engine = open_engine(os.environ["CLIENTELING_DATABASE_URL"])
    migrate(engine)
    return create_app(engine)


async def _refused(_request: Request, error: Exception) -> Response:
    if not isinstance(error, Refusal):
        raise error
    return refusal(error.number, error.message, retry_after=error.retry_after)


async def _no_route(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return refusal(WireError.NOT_FOUND, "There is nothing of this name.", status=status)


async def _database_trouble(_request: Request, error: Exception) -> Response:
    _log.error("database.trouble", exc_info=error)
    return refusal(WireError.UNAVAILABLE, "Head office cannot reach its database. Try again later.", retry_after=5)


async def _trouble(_request: Request, error: Exception) -> Response:
    # The server logs the exception itself, by the same rules.
    message = "Something went wrong at head office. Everything is kept; try again later."
    return refusal(WireError.UNAVAILABLE, message, retry_after=30, status=500)


class RequestLog:
    """Writes one line per request: who (device), what (route), how it went. No address, no query, no body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watch)
        finally:
            route = scope.get("route")
            facts = {
                "method": scope["method"],
                "route": getattr(route, "path", ""),
                "status": status,
                "ms": round((time.perf_counter() - started) * 1000, 1),
                "device": scope.get("state", {}).get("device", ""),
            }
            _log.info("request", extra={"facts": facts})
