"""Rules of a company that are shown, checked and set as TOML: what ``policy`` and ``contact-rules`` share."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Connection

from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing

MOST_BYTES = 1 << 16
Held = TypeVar("Held")
Written = TypeVar("Written", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class RuleFile(Generic[Held]):
    """One kind of rules. ``name`` is what they are called in the answer, ``checked`` what is said of some that make
    sense. ``read`` and ``put_in_force`` raise ``unfit``, whose message says what to do; the latter writes down who did
    it, too.
    """

    name: str
    read: Callable[[Path], Held]
    in_words: Callable[[Held], str]
    in_force: Callable[[Connection], Held]
    put_in_force: Callable[[Connection, Held, int], Any]
    checked: str
    unfit: type[Exception]


def add_arguments(parser: argparse.ArgumentParser, description: str) -> None:
    """Declare what such a command takes."""
    parser.description = f"{description} What FILE leaves out is as it was to begin with."
    parser.add_argument("what", choices=["show", "check", "set"])
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="TOML, as printed by show, then changed")


def run(args: argparse.Namespace, rules: RuleFile[Held]) -> int:
    """Show, check or set. Raises ``DatabaseProblem``."""
    if (args.what == "show") == bool(args.file):
        return complain(args, "check and set need a FILE, show takes none.")
    try:
        if args.what == "show":
            with opened(args) as engine, reading(engine) as conn:
                held = rules.in_force(conn)
            return say(args, {"ok": True, rules.name: held}, rules.in_words(held))
        wanted = rules.read(args.file)
        if args.what == "check":
            return say(args, {"ok": True, rules.name: wanted}, rules.checked)
        with opened(args) as engine, writing(engine) as conn:
            version = rules.put_in_force(conn, wanted, now_ms()).version
    except rules.unfit as problem:
        return complain(args, str(problem))
    return say(args, {"ok": True, "version": version}, f"Version {version} is in force.")


def decoded(path: Path, shape: type[Written], what: str, unfit: type[Exception]) -> Written:
    """The file as ``shape``. Raises ``unfit``; ``what`` begins the sentence when it is something else."""
    try:
        with path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise unfit(f"The file cannot be read: {error.strerror}.") from error
    if len(body) > MOST_BYTES:
        raise unfit("The file is larger than 64 KiB.")
    try:
        return msgspec.convert(tomllib.loads(body.decode()), shape)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise unfit(f"{what}: {error}. See what show prints.") from error
