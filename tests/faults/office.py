"""Head office as a process of its own, which can be killed and started again on the same port."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from headoffice.__main__ import main as headoffice
from headoffice.rights.ledger import ELSEWHERE
from tests.faults.ground import Ground, Shop
from tests.faults.proxy import until
from tools.processes import free_port

START_SECONDS = 60.0


def serve(url: str, port: str) -> None:
    """``clienteling-headoffice serve``."""
    raise SystemExit(headoffice(["serve", "--port", port, "--database", url, "--erasures", ELSEWHERE]))


class Process:
    """The service over a database."""

    def __init__(self, ground: Ground, url: str) -> None:
        self._ground = ground
        self._url = url
        self._pid = 0
        self._log = ground.new_folder()
        self.port = free_port()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, target: str = f"{__name__}:serve", *args: str) -> None:
        """Start it and wait until it answers. ``target`` is called with the URL, the port and ``args``."""
        self._pid = self._ground.nursery.start(target, self._url, self.port, *args, out=self._log)
        until(self._answers, START_SECONDS)

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    def stop(self, number: int = signal.SIGTERM) -> None:
        """End it, tidily unless told otherwise, and wait. Idempotent."""
        if self._pid:
            pid, self._pid = self._pid, 0
            self._ground.nursery.kill(pid, number)

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.stop(signal.SIGKILL)

    def pause(self) -> None:
        """Let it hang: connections stay, nothing is answered."""
        os.kill(self._pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        os.kill(self._pid, signal.SIGCONT)

    def ended(self) -> int:
        """Wait until it has ended by itself; its exit code."""
        pid, self._pid = self._pid, 0
        return self._ground.nursery.wait(pid)

    def said(self) -> str:
        """What it has printed."""
        return self._log.read_text() if self._log.exists() else ""


@contextmanager
def killable(ground: Ground) -> Iterator[tuple[Shop, Process]]:
    """A shop whose head office is such a process; ``shop.service`` only looks into its database."""
    with ground.database() as url, ground.looking_at(url) as service:
        process = Process(ground, url)
        process.start()
        try:
            with ground.before(service, process.address) as shop:
                yield shop, process
        finally:
            process.stop(signal.SIGKILL)
