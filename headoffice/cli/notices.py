"""``clienteling-headoffice notices``: the wordings by which customers are asked what they allow."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import get_args

import msgspec

from clienteling.domain import notices as rules
from clienteling.domain.catalogue import Notice
from clienteling.domain.customer import ConsentPurpose
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.consents import notices
from headoffice.db.engine import reading, writing

MOST_BYTES = 1 << 16
_PURPOSES: tuple[ConsentPurpose, ...] = get_args(ConsentPurpose)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``notices`` takes."""
    parser.description = (
        "list: every edition of every wording, the one in force last. add PURPOSE FILE: the next edition for "
        f"{', '.join(_PURPOSES)}, in force from now on, here and with their next exchange on all tablets. FILE is "
        f"JSON: a text for each of {', '.join(rules.LANGUAGES)}. An edition never changes: answers name the one that "
        "was shown."
    )
    parser.add_argument("what", choices=["list", "add"])
    parser.add_argument("purpose", nargs="?", choices=_PURPOSES, metavar="PURPOSE")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help='{"en": "...", "es": "...", "pt": "..."}')


def run(args: argparse.Namespace) -> int:
    """List or add. Raises ``DatabaseProblem``."""
    if (args.what == "add") != bool(args.file):
        return complain(args, "add needs a PURPOSE and a FILE, list takes none.")
    try:
        if args.what == "list":
            with opened(args) as engine, reading(engine) as conn:
                held = rules.known(notices.published(conn))
            told = [msgspec.structs.replace(n, id="", version=0) for n in sorted(held, key=_place)]
            return say(args, {"ok": True, "notices": told}, "\n\n".join(map(_in_words, told)))
        wordings = _read(args.file)
        now = now_ms()
        with opened(args) as engine, writing(engine) as conn:
            made = notices.add(conn, args.purpose, wordings, now)
            details = {"purpose": made.purpose, "edition": made.edition}
            append(conn, [by_command("notice.add", "office", details=details)], now)
    except rules.BadNotice as problem:
        return complain(args, str(problem))
    return say(args, {"ok": True, "purpose": made.purpose, "edition": made.edition}, f"{_name(made)} is in force now.")


def _place(notice: Notice) -> tuple[int, int]:
    return _PURPOSES.index(notice.purpose), notice.edition


def _name(notice: Notice) -> str:
    return f"{notice.purpose}, edition {notice.edition}"


def _in_words(notice: Notice) -> str:
    lines = [f"  {code}  {rules.fingerprint(text)}\n      {text}" for code, text in sorted(notice.wordings.items())]
    return "\n".join([_name(notice), *lines])


def _read(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise rules.BadNotice(f"The file cannot be read: {error.strerror}.") from error
    if len(body) > MOST_BYTES:
        raise rules.BadNotice("The file is larger than 64 KiB.")
    try:
        return msgspec.json.decode(body, type=dict[str, str])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise rules.BadNotice("The file is not a JSON object of texts by language.") from error
