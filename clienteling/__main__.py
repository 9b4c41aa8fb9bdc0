"""Command line of the tablet app."""

from __future__ import annotations

import argparse
import logging
import sys
from importlib import metadata
from pathlib import Path

_LEVELS = {"info": logging.INFO, "debug": logging.DEBUG}
_NO_FOLDER = "The folder for this tablet's files cannot be used. Call support."
"""For a window; standard error says more. A text that is translated where it is shown."""


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    from clienteling.commands import Parser, add_support

    parser = Parser(prog="clienteling", description="The client book on the shop's tablet.")
    parser.add_argument("--data", type=Path, help="folder of this tablet's files (default: the user's data folder)")
    parser.add_argument("--language", choices=("en", "es", "pt_BR"), default="en", help="language of the first start")
    parser.add_argument("--log", choices=tuple(_LEVELS), default="info", help="how much goes into the log")
    parser.add_argument("--log-console", action="store_true", help="the log, in readable lines, on standard error too")
    parser.add_argument(
        "--self-test",
        action="store_true",
        help="try in a folder of its own whether the app works here; with --data as a tablet for trying that stays",
    )
    parser.add_argument("--version", action="version", version=metadata.version("clienteling"))
    add_support(parser.add_subparsers(dest="command", metavar="support"))
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the app; the exit code. 2: the files cannot be opened (the sentence on stderr says what to do)."""
    arguments = _arguments(argv)
    from clienteling.platform import log
    from clienteling.platform.lock import InUse
    from clienteling.platform.paths import data_dir
    from clienteling.platform.secrets.errors import SecretError
    from clienteling.platform.vault import VaultError
    from clienteling.store.errors import StoreError

    log.hold_back()
    folder = arguments.data or data_dir()
    if arguments.command == "support":
        from clienteling import commands

        return commands.run(arguments, folder)
    # Imported here: everything else needs no Qt.
    if arguments.self_test:
        from clienteling import self_test

        return self_test.run(arguments.data)
    from clienteling import app

    console = sys.stderr if arguments.log_console else None
    try:
        return app.run(folder, arguments.language, level=_LEVELS[arguments.log], console=console)
    except (StoreError, SecretError, VaultError, InUse) as error:
        return _tell(folder, str(error), error.sentence, arguments.language)
    except OSError as error:
        why = error.strerror or type(error).__name__
        sentence = f"The folder for this tablet's files cannot be used ({why}). Give another one with --data."
        return _tell(folder, sentence, _NO_FOLDER, arguments.language)


def _tell(folder: Path, words: str, sentence: str, language: str) -> int:
    """Say why the app does not start: on standard error, and in a window where nobody reads that."""
    print(words, file=sys.stderr)  # noqa: T201 - a person started this
    from clienteling.ui import trouble

    if trouble.somebody_looks():
        trouble.tell(folder, sentence, language)
    return 2


if __name__ == "__main__":
    sys.exit(main())
