"""The service: routes joined to a database."""

from __future__ import annotations

import argparse
import asyncio
import functools
import logging
import os
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI, Request
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from clienteling.wire.errors import WireError
from clienteling.wire.messages import REQUEST_HEADER
from headoffice.company.provider import Provider
from headoffice.company.settings import Settings
from headoffice.company.settings import from_environment as company_settings
from headoffice.db.engine import open_engine
from headoffice.db.migrate import migrate
from headoffice.front import HEADERS, SECURE, Front, hosts_from_environment
from headoffice.garbage import settle
from headoffice.limits import Limits
from headoffice.logs import set_up
from headoffice.monitor.access import Access
from headoffice.monitor.metrics import Metrics
from headoffice.request_log import RequestLog
from headoffice.rights.erasing import carry_out_due
from headoffice.rights.ledger import ErasureLedger, ledger_to_serve
from headoffice.routes import (
    browser,
    console,
    desk,
    desk_figures,
    desk_region,
    devices,
    documentation,
    health,
    images,
    monitor,
    push,
    receipts,
    scopes,
    sellers,
    shards,
)
from headoffice.routes import company as company_routes
from headoffice.routes.http import refusal
from headoffice.routes.office import Office
from headoffice.routes.unchanged import Unchanged
from headoffice.sync.ahead import Ahead
from headoffice.sync.builders import Builders
from headoffice.sync.polls import Polls
from headoffice.sync.presses import Presses
from headoffice.sync.refusal import Refusal
from headoffice.sync.shards import Shards
from headoffice.sync.tokens import TokenKeys
from headoffice.sync.upkeep import Upkeep

_log = logging.getLogger(__name__)
BEAT_SECONDS = 5.0
"""How often a process looks at itself for the figures."""


def create_app(
    engine: Engine,
    access: Access | None = None,
    hosts: Collection[str] = (),
    company: Settings | None = None,
    erasures: ErasureLedger | None = None,
) -> FastAPI:
    """The service over a migrated database. Its owner disposes of ``engine`` afterwards.

    ``access``: who may look at status and metrics, this machine only when it is not given. ``hosts``: the names by
    which it may be asked, all when there are none. ``company``: the provider of the company's accounts, if it has one.
    ``erasures``: the list of erasures, with which it carries out those that were agreed to; without one it does none.
    """
    metrics = Metrics(engine)
    erasing = functools.partial(carry_out_due, engine, erasures) if erasures else None

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        builders, presses = Builders(engine, metrics.built), Presses(engine, metrics.laid_out)
        office = Office(
            engine,
            builders,
            presses,
            Shards(engine),
            access or Access(),
            metrics,
            Polls(engine),
            TokenKeys(engine),
            Limits(),
            Provider(company) if company else None,
        )
        upkeep, beating = Upkeep(engine, erasing), asyncio.create_task(_beat(metrics))
        ahead = Ahead(engine, builders, presses)
        app.state.office = office
        try:
            yield
        finally:
            beating.cancel()
            await run_in_threadpool(builders.close)
            await run_in_threadpool(presses.close)
            await run_in_threadpool(ahead.close)
            await run_in_threadpool(upkeep.close)

    app = FastAPI(
        title="Clienteling head office",
        version=version("clienteling"),
        description="How tablets and head office exchange what they know. Bodies are strict: an unknown field is 422.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    for part in (
        devices,
        sellers,
        company_routes,
        browser,
        console,
        desk,
        desk_figures,
        desk_region,
        receipts,
        push,
        scopes,
        shards,
        images,
        health,
        monitor,
    ):
        app.include_router(part.router)
    app.openapi = lambda: documentation.document(app)  # type: ignore[method-assign]  # the documented way to replace it
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(desk.Turned, desk.turned)
    app.add_exception_handler(HTTPException, _no_route)
    app.add_exception_handler(DBAPIError, _database_trouble)
    app.add_exception_handler(PoolTimeout, _database_trouble)
    app.add_exception_handler(Exception, _trouble)
    # The last one added is the first one asked.
    app.add_middleware(Unchanged)
    app.add_middleware(RequestLog, metrics=metrics)
    app.add_middleware(Front, hosts=hosts)
    return app


def from_environment() -> FastAPI:
    """The service over CLIENTELING_DATABASE_URL, for several worker processes. Raises ``BadLedger``."""
    set_up()
    access = Access.from_environment()
    url = os.environ["CLIENTELING_DATABASE_URL"]
    erasures = ledger_to_serve(argparse.Namespace(erasures=None, database=url))
    engine = open_engine(url)
    migrate(engine)
    return create_app(engine, access, hosts_from_environment(), company_settings(), erasures)


def worker() -> FastAPI:
    """``from_environment`` for a process that serves and does nothing else."""
    app = from_environment()
    settle()
    return app


async def _beat(metrics: Metrics) -> None:
    while True:
        metrics.beat()
        await asyncio.sleep(BEAT_SECONDS)


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


async def _trouble(request: Request, _error: Exception) -> Response:
    # The server logs the exception itself, by the same rules.
    message = "Something went wrong at head office. Everything is kept; try again later."
    response = refusal(WireError.UNAVAILABLE, message, retry_after=30, status=500)
    # This answer is made outside of what gives every other one its name.
    response.headers[REQUEST_HEADER] = getattr(request.state, "request", "")
    response.headers.update(HEADERS)
    if request.url.scheme == "https":
        response.headers["strict-transport-security"] = SECURE
    return response
