"""The thread that has images made, one after the other, each by a process of its own."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from clienteling.wire.image_messages import Image
from headoffice.clock import now_ms
from headoffice.db.engine import reading
from headoffice.sync import images
from headoffice.sync.images import Wanted

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[2]
_MOST_WAITING = 200
_AGAIN_SECONDS = 5.0
"""When to look again after another worker was at one."""
_LOOK_SECONDS = 0.1
_PROGRAM = "from headoffice.sync.pressing import main; raise SystemExit(main())"

Make = Callable[[str, Callable[[], bool]], None]
"""Makes the claimed image of this id, and leaves off when it is told to."""


class Presses:
    """What is wanted and not there yet. Close it when the program ends."""

    def __init__(self, engine: Engine, make: Make | None = None) -> None:
        """``make``: in the place of a process of its own."""
        self._engine = engine
        self._make = make or self._in_a_process
        self._waiting: dict[Wanted, None] = {}
        self._changed = threading.Condition()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def find(self, what: Wanted) -> Image:
        """The image, or ``preparing``: then it is made in its turn."""
        with reading(self._engine) as conn:
            found = images.find(conn, what)
        if found.state != "ready":
            self._want(what)
        return found

    def _want(self, what: Wanted) -> None:
        with self._changed:
            if self._stopped.is_set() or len(self._waiting) >= _MOST_WAITING:
                return
            self._waiting[what] = None
            self._changed.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="images")
                self._thread.start()

    def _work(self) -> None:
        while (what := self._next()) is not None:
            try:
                done = self._one(what)
            except SQLAlchemyError:
                _log.exception("image.failed")
                done = True  # the next tablet asks again
            with self._changed:
                self._waiting.pop(what, None)
                if not done and not self._stopped.is_set():
                    self._waiting[what] = None  # behind the others
            if not done:
                self._stopped.wait(_AGAIN_SECONDS)

    def _next(self) -> Wanted | None:
        with self._changed:
            while not self._waiting and not self._stopped.is_set():
                self._changed.wait()
            return None if self._stopped.is_set() else next(iter(self._waiting))

    def _one(self, what: Wanted) -> bool:
        """Make one; False when somebody else is at one, and it is to be tried again."""
        claimed = images.claim(self._engine, what, now_ms())
        if claimed is None:
            with reading(self._engine) as conn:
                return images.find(conn, what).state == "ready" or not images.can_be_made(conn, what)
        try:
            self._make(claimed, self._stopped.is_set)
        finally:
            images.give_up(self._engine, claimed)  # nothing happens when it is ready
        return True

    def _in_a_process(self, image_id: str, stopped: Callable[[], bool]) -> None:
        said = {"database": self._engine.url.render_as_string(hide_password=False), "image": image_id}
        # Its standard output is nobody's: whoever started the service reads ours.
        with subprocess.Popen(  # noqa: S603 - ourselves, with arguments of ours
            [sys.executable, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
        ) as process:
            try:
                if process.stdin is not None:
                    process.stdin.write(msgspec.json.encode(said))
                    process.stdin.close()
                while process.poll() is None:
                    if stopped():
                        process.terminate()
                    threading.Event().wait(_LOOK_SECONDS)
            except BrokenPipeError:
                _log.error("image.failed")  # it ended before it was told anything: what it wrote is in the log
            finally:
                process.terminate()

    def close(self) -> None:
        """Stop, also what is under way, and wait."""
        self._stopped.set()
        with self._changed:
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
