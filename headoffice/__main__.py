"""``clienteling-headoffice``: the commands of head office, each a module of ``headoffice.cli``, loaded when asked."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, NoReturn

COMMANDS = {
    "serve": ("serve", "run the service"),
    "import": ("import_", "import customers, orders and products from files"),
    "sample": ("sample", "fill an empty database with an invented retailer"),
    "enrol-code": ("enrol_code", "make a one-time code to enrol a tablet"),
    "add-store": ("add_store", "add a store, or change one"),
    "seller-account": ("seller_account", "say which company account is a seller's"),
    "office-role": ("office_role", "what people of head office may do at its console: give and take roles away"),
    "add-seller": ("add_seller", "add somebody who works in a store"),
    "device-kind": ("device_kind", "change what a tablet may hold: a shared one's, or a store manager's"),
    "lock-out": ("lock_out", "refuse a tablet that was lost or stolen"),
    "recover": ("recover", "apply what a wiped tablet had not sent yet"),
    "sensitive-words": ("sensitive_words", "what notes should not speak of: show, or replace the lists"),
    "flagged-notes": ("flagged_notes", "notes that touch a sensitive topic: look through them, keep or remove"),
    "retention": ("retention", "what is older than it is kept: count it, or delete it"),
    "insights": ("insights", "how customers stand by what they bought: work it out anew, or count who would change"),
    "status": ("status", "what the database holds, how the tablets stand"),
    "show": ("show", "all that is known of one customer, or of one tablet and its refused work"),
    "find": ("find", "customers by name, e-mail, phone or identifier"),
    "merge": ("merge", "two profiles of one person: what sellers asked, to agree or to refuse"),
    "rights": ("rights", "what customers ask for: everything held about them, to take it along, to be erased"),
    "notices": ("notices", "the wordings by which customers are asked what they allow"),
    "contact-rules": ("contact_rules", "how customers may be contacted: how long a yes holds, when, how often"),
    "consents": ("consents", "what customers allowed: whether the receipts are whole, and what stands in them"),
    "campaign": ("campaign", "messages to many: propose one, approve somebody else's, hand it to what sends"),
    "counts": ("counts", "how many customers there are of what kind, for those who may see none of them"),
    "policy": ("policy", "who may see what of a customer"),
    "audit": ("audit", "whether the audit log is whole, and what stands in it"),
    "backup": ("backup", "encrypted backups of the database: make one, look one through, put one back"),
    "restored": ("restored", "to be run once after a backup of the database was put back"),
}
CANNOT, INTERRUPTED, UNHEARD = 2, 130, 141


class _Parser(argparse.ArgumentParser):
    """Tells usage errors as JSON too when ``--json`` is among the words."""

    _as_json = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """See ``argparse``. What a command is given comes through here too."""
        self._as_json = "--json" in (sys.argv[1:] if args is None else args)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong; ends the program with exit code 2."""
        if self._as_json:
            print(json.dumps({"ok": False, "error": f"{message}. See {self.prog} --help."}))
        super().error(message)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit code 0: done; 2: it could not be done, a sentence on standard error says why."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    chosen = next((word for word in arguments if not word.startswith("-")), "")
    parser = _Parser(prog="clienteling-headoffice", description="The head office of Clienteling.")
    parser.add_argument("--version", action="version", version=version("clienteling"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    module = None
    for name, (module_name, said) in COMMANDS.items():
        command = commands.add_parser(name, help=said, description=said.capitalize() + ".")
        if name == chosen:
            module = importlib.import_module(f"headoffice.cli.{module_name}")
            module.add_arguments(command)
            _add_common(command)
    args = parser.parse_args(arguments)
    if module is None:
        parser.error("the command comes first, then its options")
    return _run(module.run, args)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--database",
        metavar="URL",
        default=os.environ.get("CLIENTELING_DATABASE_URL", ""),
        help="sqlite:///file.db or postgresql+psycopg://user@host/name "
        "(default: CLIENTELING_DATABASE_URL, else a file in your data folder)",
    )
    parser.add_argument("--json", action="store_true", help="answer with one line of JSON")


def _run(run: object, args: argparse.Namespace) -> int:
    from sqlalchemy.exc import DBAPIError

    from headoffice import logs
    from headoffice.cli.common import complain, default_database
    from headoffice.db.engine import DatabaseProblem

    logs.hold_back()
    try:
        args.database = args.database or default_database()
        code = int(run(args))  # type: ignore[operator]  # every command module has it
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever reads had enough (``| head``). What is left must not complain at the end of the program.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNHEARD
    except DatabaseProblem as problem:
        return complain(args, str(problem))
    except DBAPIError as problem:
        # Its own words may quote what is in the database.
        kind = type(problem.orig).__name__
        return complain(args, f"The database stopped answering, is full or is damaged ({kind}). Look at its server.")
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
