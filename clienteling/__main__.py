"""Command line of the tablet app."""

from __future__ import annotations

import argparse
import sys
from importlib import metadata
from pathlib import Path


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="clienteling", description="The client book on the shop's tablet.")
    parser.add_argument("--data", type=Path, help="folder of this tablet's files (default: the user's data folder)")
    parser.add_argument("--language", choices=("en", "es", "pt_BR"), default="en", help="language of the first start")
    parser.add_argument("--version", action="version", version=metadata.version("clienteling"))
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the app; the exit code. 2: the files cannot be opened (the sentence on stderr says what to do)."""
    arguments = _arguments(argv)
    # Imported here: --help and --version need no Qt.
    from clienteling import app
    from clienteling.platform.paths import data_dir
    from clienteling.store.errors import StoreError

    try:
        return app.run(arguments.data or data_dir(), arguments.language)
    except StoreError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a person started this
        return 2
    except OSError as error:
        why = error.strerror or type(error).__name__
        sentence = f"The folder for this tablet's files cannot be used ({why}). Give another one with --data."
        print(sentence, file=sys.stderr)  # noqa: T201 - a person started this
        return 2


if __name__ == "__main__":
    sys.exit(main())
