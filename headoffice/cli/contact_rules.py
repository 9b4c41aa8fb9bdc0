"""``clienteling-headoffice contact-rules``: how customers may be contacted beyond what they allowed."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from clienteling.domain.contact_rules import CHANNELS, PURPOSES, ContactRules, Unfit, check
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli import rule_files
from headoffice.consents.rules import in_force, put_in_force

_TIMES = ("quiet_from", "quiet_until")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``contact-rules`` takes."""
    rule_files.add_arguments(
        parser,
        "show: the rules in force, in the form in which they are set. check FILE: whether some make sense. set FILE: "
        "put them in force, here and with their next exchange on all tablets.",
    )


def run(args: argparse.Namespace) -> int:
    """Show, check or set. Raises ``DatabaseProblem``."""
    return rule_files.run(args, _RULES)


def _put(conn: Connection, wanted: ContactRules, now: int) -> ContactRules:
    rules = put_in_force(conn, wanted, now)
    append(conn, [by_command("contact_rules.set", "office", details={"version": rules.version})], now)
    return rules


def in_words(rules: ContactRules) -> str:
    """The rules as TOML."""
    quoted = ", ".join(f'"{cell}"' for cell in rules.confirmed)
    days = ", ".join(f'"{_DAYS[day]}"' for day in rules.quiet_days)
    lines = [
        f"# version {rules.version}",
        f"confirmed = [{quoted}]  # a yes is pending until confirmed: {' '.join(PURPOSES)} / {' '.join(CHANNELS)}",
        *(f'{name} = "{getattr(rules, name) // 60:02d}:{getattr(rules, name) % 60:02d}"' for name in _TIMES),
        f"quiet_days = [{days}]",
        f"most = {rules.most}  # contacts in so many days, over all sellers and channels; 0: any number",
        f"days = {rules.days}",
        "",
        "[months]  # how long a yes holds",
        *(f"{purpose} = {rules.months[purpose]}" for purpose in PURPOSES),
    ]
    return "\n".join(lines)


class _Written(msgspec.Struct, forbid_unknown_fields=True):
    months: dict[str, int] = {}
    confirmed: tuple[str, ...] = ContactRules().confirmed
    quiet_from: str = "21:00"
    quiet_until: str = "09:00"
    quiet_days: tuple[str, ...] = ()
    most: int = ContactRules().most
    days: int = ContactRules().days


def read(path: Path) -> ContactRules:
    """The rules in a file, checked. Raises ``Unfit``."""
    said = rule_files.decoded(path, _Written, "The file holds no contact rules", Unfit)
    if unknown := sorted(set(said.months) - set(PURPOSES)):
        raise Unfit(f"There is no purpose called {unknown[0]}.")
    if unknown := sorted(set(said.quiet_days) - set(_DAYS)):
        raise Unfit(f"There is no day called {unknown[0]}. Days are: {', '.join(_DAYS)}.")
    rules = ContactRules(
        months={purpose: said.months.get(purpose, ContactRules().months[purpose]) for purpose in PURPOSES},
        confirmed=said.confirmed,
        quiet_from=_minutes(said.quiet_from),
        quiet_until=_minutes(said.quiet_until),
        quiet_days=tuple(sorted({_DAYS.index(day) for day in said.quiet_days})),
        most=said.most,
        days=said.days,
    )
    check(rules)
    return rules


def _minutes(said: str) -> int:
    found = _TIME.fullmatch(said)
    if not found:
        raise Unfit("quiet_from and quiet_until are times of day, such as 21:00.")
    return int(found[1]) * 60 + int(found[2])


_RULES = rule_files.RuleFile(
    "rules", read, in_words, in_force, _put, "These rules make sense. They are not in force.", Unfit
)
