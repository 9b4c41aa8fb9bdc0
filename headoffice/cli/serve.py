"""``clienteling-headoffice serve``: the service, until it is told to end."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import ssl
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from sqlalchemy import make_url
from uvicorn.supervisors import Multiprocess

from headoffice import logs
from headoffice.cli.common import complain, say
from headoffice.company.settings import BadSettings
from headoffice.company.settings import from_environment as company_settings
from headoffice.db.engine import open_engine
from headoffice.db.migrate import migrate
from headoffice.front import HOSTS, hosts_from_environment
from headoffice.garbage import settle
from headoffice.monitor.access import Access, BadToken
from headoffice.protocol import Protocol
from headoffice.rights.erasing import resume
from headoffice.rights.ledger import HELP, VARIABLE, BadLedger, ledger_to_serve

PORT = 8765
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_RESTORED = (
    "This database knows nothing of erasures that were carried out: a backup was put back. Run this once, then serve: "
    "clienteling-headoffice restored"
)
GRACE_SECONDS = 10
"""How long requests under way may take once the service is told to end."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``serve`` takes."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=PORT, help=f"default {PORT}; 0 takes a free one")
    parser.add_argument("--log", choices=logs.FORMATS, help="the log as JSON lines (default) or as text for people")
    parser.add_argument("--log-level", choices=tuple(logs.LEVELS), help="how much is logged (default: info)")
    parser.add_argument("--erasures", type=Path, metavar="FILE", help=HELP)
    parser.add_argument("--tls-cert", type=Path, metavar="FILE", help="speak TLS with this certificate (PEM)")
    parser.add_argument("--tls-key", type=Path, metavar="FILE", help="its private key (PEM)")
    parser.add_argument("--hosts", metavar="NAMES", help="answer only to these names (commas between; default: any)")
    parser.add_argument("--workers", type=int, default=1, choices=range(1, 65), metavar="1..64", help="processes")


def run(args: argparse.Namespace) -> int:
    """Migrate, listen, serve until SIGTERM or SIGINT. Raises ``DatabaseProblem``."""
    try:
        access, company = Access.from_environment(), company_settings()
    except (BadToken, BadSettings) as problem:
        return complain(args, str(problem))
    if wrong := _not_loadable(args):
        return complain(args, wrong)
    if args.hosts is not None:
        os.environ[HOSTS] = args.hosts
    engine = open_engine(args.database)
    try:
        migrate(engine)
        erasures = ledger_to_serve(args)
        if erasures is not None:
            resume(engine, erasures)
            if erasures.lacking(engine):
                return complain(args, _RESTORED)
        _set_up_log(args)
        try:
            listening = socket.create_server((args.host, args.port), backlog=2048)
        except (OSError, OverflowError) as problem:
            why = getattr(problem, "strerror", None) or "no such port"
            return complain(args, f"Cannot listen on {args.host}:{args.port} ({why}). Choose another host or port.")
        with listening:
            if args.workers == 1:
                from headoffice.app import create_app

                config = _config(create_app(engine, access, hosts_from_environment(), company, erasures), **_tls(args))
                settle()
                _Server(config, args, listening).run(sockets=[listening])
            else:
                _serve_with_many(args, listening)
    except BadLedger as problem:
        return complain(args, str(problem))
    finally:
        engine.dispose()
    return 0


def _tls(args: argparse.Namespace) -> dict[str, object]:
    """How to speak TLS: nothing without a certificate."""
    if not args.tls_cert:
        return {}
    return {"ssl_certfile": args.tls_cert, "ssl_keyfile": args.tls_key, "ssl_context_factory": tls_context}


def tls_context(_config: uvicorn.Config, usual: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    """TLS 1.2 or newer, whatever the system would allow."""
    context = usual()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _not_loadable(args: argparse.Namespace) -> str:
    """Why the certificate cannot be used, empty when it can (or there is none)."""
    if bool(args.tls_cert) != bool(args.tls_key):
        return "A certificate needs its key: give both --tls-cert and --tls-key."
    if not args.tls_cert:
        return ""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(args.tls_cert, args.tls_key)
    except (OSError, ssl.SSLError) as problem:
        why = problem.strerror or getattr(problem, "reason", None) or "it cannot be read"
        return f"The certificate or its key cannot be used ({why})."
    return ""


def _set_up_log(args: argparse.Namespace) -> None:
    # Worker processes read it there.
    for variable, given in ((logs.FORMAT, args.log), (logs.LEVEL, args.log_level)):
        if given:
            os.environ[variable] = given
    logs.set_up()


def _config(app: object, **more: object) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]  # an application, or where to find one
        log_config=None,
        access_log=False,
        server_header=False,
        http=Protocol,
        ws="none",
        timeout_graceful_shutdown=GRACE_SECONDS,
        **more,  # type: ignore[arg-type]
    )


def _serve_with_many(args: argparse.Namespace, listening: socket.socket) -> None:
    # The processes open the database each for itself.
    os.environ["CLIENTELING_DATABASE_URL"] = args.database
    if args.erasures is not None:
        os.environ[VARIABLE] = str(args.erasures)
    config = _config("headoffice.app:worker", factory=True, workers=args.workers, **_tls(args))
    with tempfile.TemporaryDirectory(prefix="clienteling-metrics-") as folder:
        # Through its files the processes tell each other their figures.
        os.environ.setdefault(METRICS_FOLDER, folder)
        _announce(args, listening)
        Multiprocess(config, sockets=[listening]).run()


def _announce(args: argparse.Namespace, listening: socket.socket) -> None:
    host, port = listening.getsockname()[:2]
    scheme = "https" if args.tls_cert else "http"
    address = f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"
    database = make_url(args.database).render_as_string(hide_password=True)
    answer = {"ok": True, "listening": address, "port": port, "database": database, "pid": os.getpid()}
    say(args, answer, f"listening on {address}")
    # Whoever started us reads this line to go on.
    sys.stdout.flush()


class _Server(uvicorn.Server):
    """Says where it listens once it does, and ends tidily when told to."""

    def __init__(self, config: uvicorn.Config, args: argparse.Namespace, listening: socket.socket) -> None:
        super().__init__(config)
        self._args = args
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then announce."""
        await super().startup(sockets=sockets)
        if self.started:
            _announce(self._args, self._listening)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take SIGTERM and SIGINT as the wish to end.

        The original raises them again afterwards: the process would be killed before it closes the database.
        """
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
