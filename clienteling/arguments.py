"""What the command line understands. Nothing is imported here that reading it does not need: the app starts with it."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path
from typing import Any, NoReturn

LEVELS = {"info": logging.INFO, "debug": logging.DEBUG}
SUPPORT: tuple[tuple[str, str, bool], ...] = (
    ("status", "how this tablet stands, in versions, counts and times", False),
    ("resend", "send everything again that is still kept; head office doubles nothing", False),
    ("rebuild", "download the customers anew; nothing that was saved here is touched", False),
    ("export-quarantine", "write which work was refused, and why, to a file", True),
    ("diagnostics", "write a file for support, without personal data", True),
)
"""What ``support`` offers: name, what it does, whether to a file. ``clienteling.commands`` does it."""


class Parser(argparse.ArgumentParser):
    """Tells usage errors as JSON too when ``--json`` is among the words given."""

    _as_json = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """See ``argparse``. What a command is given comes through here too."""
        self._as_json = "--json" in (sys.argv[1:] if args is None else args)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong; ends the program with exit code 2."""
        if self._as_json:
            import json

            print(json.dumps({"ok": False, "error": f"{message}. See {self.prog} --help."}))  # noqa: T201
        super().error(message)


class _Version(argparse.Action):
    """Prints the version, which is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_given: Any) -> NoReturn:
        from importlib import metadata

        print(metadata.version("clienteling"))  # noqa: T201 - a person asked
        parser.exit()


def read(argv: list[str] | None = None) -> argparse.Namespace:
    """The words given, understood. Ends the program with exit code 2 when they are not."""
    parser = Parser(prog="clienteling", description="The client book on the shop's tablet.")
    parser.add_argument("--data", type=Path, help="folder of this tablet's files (default: the user's data folder)")
    parser.add_argument("--language", choices=("en", "es", "pt_BR"), default="en", help="language of the first start")
    parser.add_argument("--log", choices=tuple(LEVELS), default="info", help="how much goes into the log")
    parser.add_argument("--log-console", action="store_true", help="the log, in readable lines, on standard error too")
    parser.add_argument(
        "--self-test",
        action="store_true",
        help="try in a folder of its own whether the app works here; with --data as a tablet for trying that stays",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show program's version number and exit")
    _add_support(parser.add_subparsers(dest="command", metavar="support"))
    return parser.parse_args(argv)


def _add_support(commands: Any) -> None:
    said = "help for a tablet in trouble, while its app is closed; asks for the name and PIN of one of its sellers"
    support = commands.add_parser("support", help=said, description=said.capitalize() + ".")
    actions = support.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, does, to_file in SUPPORT:
        action = actions.add_parser(name, help=does, description=does.capitalize() + ".")
        action.add_argument("--json", action="store_true", help="answer with one line of JSON")
        action.add_argument("--data", type=Path, default=argparse.SUPPRESS, help="folder of this tablet's files")
        if to_file:
            action.add_argument("file", type=Path, metavar="FILE", help="a new file; nothing is written over")
        if name == "export-quarantine":
            values = "also what it says, names and words of customers; head office is told why: a word of a-z and _"
            action.add_argument("--with-values", default="", metavar="REASON", help=values)
