"""The thread that has images made, one after the other, each by a process of its own."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from clienteling.wire.image_messages import Image
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.sync import images
from headoffice.sync.images import Wanted
from headoffice.sync.snapshot import Lost

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[2]
_MOST_WAITING = 200
_AGAIN_SECONDS = 5.0
"""When to look again after another worker was at one."""
FAILED_SECONDS = 600.0
"""For how long what could not be made is not tried again: whatever was wrong, it may be wrong with these rows."""
LONGEST_SECONDS = 3_600.0
"""A million customers take a few minutes. What takes longer stands still, and is ended."""
_LOOK_SECONDS = 0.1
_FOLDER = "clienteling-image-"
_LEFT_SECONDS = 24 * LONGEST_SECONDS
"""A folder as old as this was left there by somebody who was killed."""
_PROGRAM = "from headoffice.sync.pressing import main; raise SystemExit(main())"
_BEHIND = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)

MADE, FAILED, GIVEN_UP = 0, 1, 3
"""How the process ends. Python by itself ends with 1 and 2."""
_ENDED = {MADE: "ready", GIVEN_UP: "given_up"}
Make = Callable[[str, Callable[[], bool]], int]
"""Makes the claimed image of this id, and leaves off when it is told to. How it ended."""
OnMade = Callable[[str, float], None]
"""Told of each: ``ready``, ``given_up`` (what it was made of went, or the program ends) or ``failed``; seconds."""


def _ignore(_result: str, _seconds: float) -> None:
    pass


class Task(msgspec.Struct, frozen=True):
    """What the process (``pressing``) is told: the database, the image that was claimed, an empty folder to work in."""

    database: str
    image: str
    folder: str


class Presses:
    """What is wanted and not there yet. Close it when the program ends."""

    def __init__(self, engine: Engine, on_made: OnMade = _ignore, make: Make | None = None) -> None:
        """``make``: in the place of a process of its own."""
        self._engine = engine
        self._on_made = on_made
        self._make = make or self._in_a_process
        self._waiting: dict[Wanted, None] = {}
        self._failed: dict[Wanted, float] = {}
        self._changed = threading.Condition()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def find(self, what: Wanted) -> Image:
        """The image, or ``preparing``: then it is made in its turn; ``none`` when it is not going to be."""
        with reading(self._engine) as conn:
            found = images.find(conn, what)
            wanted = found.state == "ready" or images.can_be_made(conn, what)
        if not wanted:
            return images.NONE
        if found.state != "ready":
            self._want(what)
        return found

    def _want(self, what: Wanted) -> None:
        with self._changed:
            if self._stopped.is_set() or len(self._waiting) >= _MOST_WAITING:
                return
            self._failed = {old: until for old, until in self._failed.items() if until > time.monotonic()}
            if what in self._failed:
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
            except Exception:  # noqa: BLE001 - whatever it is, it is not to end the making of all others
                _log.exception("image.failed")
                self._forget(what)
                done = True
            with self._changed:
                self._waiting.pop(what, None)
                if not done and not self._stopped.is_set():
                    self._waiting[what] = None  # behind the others
            if not done:
                self._stopped.wait(_AGAIN_SECONDS)

    def _forget(self, what: Wanted) -> None:
        with self._changed:
            self._failed[what] = time.monotonic() + FAILED_SECONDS

    def _next(self) -> Wanted | None:
        with self._changed:
            while not self._waiting and not self._stopped.is_set():
                self._changed.wait()
            return None if self._stopped.is_set() else next(iter(self._waiting))

    def _one(self, what: Wanted) -> bool:
        """Make one; False when somebody else is at one, and it is to be tried again."""
        with reading(self._engine) as conn:
            if images.find(conn, what).state == "ready" or not images.can_be_made(conn, what):
                return True
        claimed = images.claim(self._engine, what, now_ms())
        if claimed is None:
            return False
        began, ended = time.monotonic(), "failed"
        try:
            ended = _ENDED.get(self._make(claimed, self._stopped.is_set), "failed")
        finally:
            images.give_up(self._engine, claimed)  # nothing happens when it is ready
            self._on_made(ended, time.monotonic() - began)
        if ended == "failed":
            self._forget(what)
        return True

    def _in_a_process(self, image_id: str, stopped: Callable[[], bool]) -> int:
        _sweep()
        # Not the process's own: it is ended at any moment, and would leave behind what it works in.
        with tempfile.TemporaryDirectory(prefix=_FOLDER, ignore_cleanup_errors=True) as folder:
            database = self._engine.url.render_as_string(hide_password=False)
            said = msgspec.json.encode(Task(database, image_id, folder))
            # Its standard output is nobody's: whoever started the service reads ours.
            with subprocess.Popen(  # noqa: S603 - ourselves, with arguments of ours
                [sys.executable, "-P", "-c", _PROGRAM],  # nothing is loaded from where the service happens to stand
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": str(_ROOT)},
                creationflags=_BEHIND,
            ) as process:
                try:
                    if process.stdin is not None:
                        process.stdin.write(said)
                        process.stdin.close()
                    return self._watch(process, image_id, stopped)
                except BrokenPipeError:
                    _log.error("image.failed")  # it ended before it was told anything: what it wrote is in the log
                    return FAILED
                finally:
                    process.kill()  # nothing happens when it has ended

    def _watch(self, process: subprocess.Popen[bytes], image_id: str, stopped: Callable[[], bool]) -> int:
        """How it ended; or why it is to be ended. Says meanwhile that it lives: it is too busy to do so by itself."""
        until = time.monotonic() + LONGEST_SECONDS
        signs = time.monotonic() + images.ALIVE_SECONDS
        while (code := process.poll()) is None:
            now = time.monotonic()
            if now > until:
                _log.error("image.too_long")
                return FAILED
            if now > signs:
                signs = now + images.ALIVE_SECONDS
                if not self._sign(image_id):
                    return GIVEN_UP if process.poll() is None else process.returncode
            if stopped():
                return GIVEN_UP
            self._stopped.wait(_LOOK_SECONDS)
        return code

    def _sign(self, image_id: str) -> bool:
        """Show that it is being made; whether it still is wanted."""
        try:
            with writing(self._engine) as conn:
                images.touch(conn, image_id, now_ms())
        except Lost:
            return False
        except SQLAlchemyError:  # the database is away: whether the work is lost with that the process finds out
            _log.exception("image.no_sign")
        return True

    def close(self) -> None:
        """Stop, also what is under way, and wait."""
        self._stopped.set()
        with self._changed:
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()


def _sweep() -> None:
    """Clear away what was left by somebody who was killed: nobody else would."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        try:
            left = time.time() - folder.lstat().st_mtime > _LEFT_SECONDS
            mine = sys.platform == "win32" or folder.lstat().st_uid == os.getuid()
        except OSError:  # gone meanwhile
            continue
        if left and mine and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)
