"""Profiles of what is measured: where processor time goes, by function, of all threads and child processes.

Written as text and as a page to open in a browser. They say nothing of the machine or of who uses it: functions, lines
and times; paths begin at the project's folder or with the library's name.
"""

from __future__ import annotations

import functools
import os
import runpy
import sys
import sysconfig
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyinstrument.session import Session

FOLDER = "BENCH_PROFILES"
"""The environment variable that says where profiles are written; none are where it is empty."""
_PART = "BENCH_PART"
_INTERVAL = 0.001
_SEPARATOR = "\x00"
_THREAD = "<thread>"
_LIBRARIES = "libraries/"
_ROOT = f"{Path(__file__).resolve().parent.parent}{os.sep}"


def python(module: str, *arguments: str) -> list[str]:
    """The command for a module in a process of its own, which writes a profile too where profiles are wanted."""
    if not os.environ.get(FOLDER):
        return [sys.executable, "-m", module, *arguments]
    name = f"{os.environ.get(_PART, 'bench')}.{module.replace('.', '-')}"
    return [sys.executable, "-m", "bench.profiles", name, module, *arguments]


@contextmanager
def profiled(name: str) -> Iterator[None]:
    """Write a profile of what happens meanwhile, if profiles are wanted; threads that begin meanwhile are in it."""
    folder = os.environ.get(FOLDER, "")
    if not folder:
        yield
        return
    before = os.environ.get(_PART, "")
    os.environ[_PART] = name
    samples = _Samples()
    end = samples.begin()
    try:
        yield
    finally:
        end()
        os.environ[_PART] = before
        samples.write(Path(folder), name)


class _Samples:
    """Stacks that were seen, and the processor time of their thread that had passed since it was looked at before."""

    def __init__(self) -> None:
        self._by_thread: list[dict[tuple[str, ...], float]] = []
        self._begun, self._used = time.time(), time.process_time()

    def begin(self) -> Callable[[], None]:
        """Look at this thread and at every one that starts from now on; what is returned ends it."""
        # Called once, at the first step of a new thread: the sampler takes its place there.
        threading.setprofile(lambda *_: self._look(threading.current_thread().name))
        stop = self._look("the main thread")

        def end() -> None:
            threading.setprofile(None)
            stop()

        return end

    def _look(self, thread: str) -> Callable[[], None]:
        from pyinstrument.stack_sampler import get_stack_sampler

        sampler = get_stack_sampler()
        sampler.timer_func = time.thread_time  # waiting is nobody's work
        seen: dict[tuple[str, ...], float] = defaultdict(float)
        self._by_thread.append(seen)
        root = _SEPARATOR.join((thread.rstrip("0123456789_-() "), _THREAD, "0"))

        def take(stack: list[str], seconds: float, _state: object) -> None:
            seen[root, *stack[1:]] += seconds

        sampler.subscribe(take, desired_interval=_INTERVAL, use_async_context=False)
        return lambda: sampler.unsubscribe(take)

    def write(self, folder: Path, name: str) -> None:
        """``NAME.txt`` and ``NAME.html``; with a number when there are such already."""
        from pyinstrument.renderers import ConsoleRenderer, HTMLRenderer

        folder.mkdir(parents=True, exist_ok=True)
        path = _free(folder, name)
        session = self._session(name)
        path.with_name(f"{path.name}.txt").write_text(ConsoleRenderer(unicode=True).render(session), encoding="utf-8")
        page = HTMLRenderer(resample_interval=0).render(session)  # stacks are gathered already
        path.with_name(f"{path.name}.html").write_text(page, encoding="utf-8")

    def _session(self, name: str) -> Session:
        from pyinstrument.session import Session

        gathered: dict[tuple[str, ...], float] = defaultdict(float)
        for seen in self._by_thread:
            for stack, seconds in seen.copy().items():
                gathered[tuple(map(_plain, stack))] += seconds
        records = [(list(stack), seconds) for stack, seconds in sorted(gathered.items())]
        used = time.process_time() - self._used
        duration = time.time() - self._begun
        begin = [""]  # nothing is cut off
        many = len(records)
        return Session(records, self._begun, duration, _INTERVAL, _INTERVAL, many, begin, name, used, [], [_LIBRARIES])


def _free(folder: Path, name: str) -> Path:
    number = 1
    while (folder / f"{name}{f'.{number}' if number > 1 else ''}.txt").exists():
        number += 1
    return folder / f"{name}{f'.{number}' if number > 1 else ''}"


@functools.cache
def _plain(frame: str) -> str:
    """A frame as pyinstrument writes it (function, path, line), with a path that says nothing of the machine."""
    function, path, rest = frame.split(_SEPARATOR, 2)
    return _SEPARATOR.join((function, _short(path), rest))


_INSTALLED = [sysconfig.get_path(place) + os.sep for place in ("purelib", "platlib", "stdlib", "platstdlib")]


def _short(path: str) -> str:
    for held in _INSTALLED:
        if path.startswith(held):
            return _LIBRARIES + path.removeprefix(held)
    if path.startswith(_ROOT):
        return path.removeprefix(_ROOT)
    return path if path.startswith("<") else _LIBRARIES + Path(path).name


def main() -> None:
    """Run a module as if it had been started, under the profiler: the profile's name, the module, its arguments."""
    name, module, *arguments = sys.argv[1:]
    sys.argv = [module, *arguments]
    with profiled(name):
        runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
