"""Command line of the tablet app. Each way it can go loads what it needs alone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from clienteling import arguments
from clienteling.platform import log
from clienteling.platform.paths import data_dir

if TYPE_CHECKING:
    from pathlib import Path

    from clienteling.platform.lock import InUse
    from clienteling.platform.secrets.errors import SecretError
    from clienteling.platform.vault import VaultError
    from clienteling.store.errors import StoreError

_NO_FOLDER = "The folder for this tablet's files cannot be used. Call support."
"""For a window; standard error says more. A text that is translated where it is shown."""


def main(argv: list[str] | None = None) -> int:
    """Run the app; the exit code. 2: the files cannot be opened (the sentence on stderr says what to do)."""
    given = arguments.read(argv)
    log.hold_back()
    folder = given.data or data_dir()
    if given.command == "support":
        from clienteling import commands

        return commands.run(given, folder)
    if given.self_test:
        from clienteling import self_test

        return self_test.run(given.data)
    from clienteling import start

    console = sys.stderr if given.log_console else None
    try:
        return start.run(folder, given.language, level=arguments.LEVELS[given.log], console=console)
    except _told_in_a_sentence() as error:
        return _tell(folder, str(error), error.sentence, given.language)
    except OSError as error:
        why = error.strerror or type(error).__name__
        sentence = f"The folder for this tablet's files cannot be used ({why}). Give another one with --data."
        return _tell(folder, sentence, _NO_FOLDER, given.language)


def _told_in_a_sentence() -> tuple[type[StoreError | SecretError | VaultError | InUse], ...]:
    """Errors that say what to do. Looked up when something was raised: most starts need none of them."""
    from clienteling.platform.lock import InUse
    from clienteling.platform.secrets.errors import SecretError
    from clienteling.platform.vault import VaultError
    from clienteling.store.errors import StoreError

    return StoreError, SecretError, VaultError, InUse


def _tell(folder: Path, words: str, sentence: str, language: str) -> int:
    """Say why the app does not start: on standard error, and in a window where nobody reads that."""
    print(words, file=sys.stderr)  # noqa: T201 - a person started this
    from clienteling.ui import trouble

    if trouble.somebody_looks():
        trouble.tell(folder, sentence, language)
    return 2


if __name__ == "__main__":
    sys.exit(main())
