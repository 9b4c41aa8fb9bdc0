"""``clienteling-headoffice policy``: who may see what of a customer, shown, checked and set."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec
from msgspec.structs import replace

from clienteling.domain.policy import LEVELS, MESSAGES, ROLES, Policy, Role, Unfit, check
from headoffice.cli import rule_files
from headoffice.guard.policies import in_force, put_in_force

_NUMBERS = ("reveals_per_hour", "reveal_seconds", "lookups_per_hour")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``policy`` takes."""
    rule_files.add_arguments(
        parser,
        "show: the policy in force, in the form in which it is set. check FILE: whether one makes sense. set FILE: "
        "put it in force, here and with their next exchange on all tablets; when they may hold something else than "
        "before, they download anew what they hold of customers.",
    )


def run(args: argparse.Namespace) -> int:
    """Show, check or set. Raises ``DatabaseProblem``."""
    return rule_files.run(args, _POLICY)


def in_words(policy: Policy) -> str:
    """The policy as TOML, with the levels that each group knows."""
    lines = [f"# version {policy.version}"]
    lines += [f"{name} = {getattr(policy, name)}" for name in _NUMBERS]
    words = ", ".join(f'"{reason}"' for reason in policy.reasons)
    lines += [f"reasons = [{words}]  # for which sellers look for customers of other stores"]
    for role in ROLES:
        lines += ["", f"[levels.{role}]"]
        lines += [f'{group} = "{policy.levels[role][group]}"  # {", ".join(known)}' for group, known in LEVELS.items()]
    lines += ["", "[messages]  # to how many customers a role may write at a time; 1 or less: one to one"]
    lines += [f"{role} = {policy.most_messages(role)}" for role in ROLES]
    return "\n".join(lines)


class _Written(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    levels: dict[str, dict[str, str]] = {}
    reveals_per_hour: int = Policy().reveals_per_hour
    reveal_seconds: int = Policy().reveal_seconds
    lookups_per_hour: int = Policy().lookups_per_hour
    reasons: tuple[str, ...] = Policy().reasons
    messages: dict[str, int] = {}


def read(path: Path) -> Policy:
    """The policy in a file, checked. Raises ``Unfit``."""
    written = rule_files.decoded(path, _Written, "The file is not a policy", Unfit)
    begun = Policy()
    groups = {group for said in written.levels.values() for group in said}
    if unknown := (set(written.levels) - set(ROLES)) | (groups - set(LEVELS)) | (set(written.messages) - set(ROLES)):
        raise Unfit(f"There is no role or group called {', '.join(sorted(unknown))}.")
    levels = {role: {**begun.levels[role], **written.levels.get(role, {})} for role in ROLES}
    numbers = {name: getattr(written, name) for name in _NUMBERS}
    most: dict[Role, int] = {
        role: n for role in ROLES if (n := written.messages.get(role, MESSAGES[role])) != MESSAGES[role]
    }
    policy = replace(begun, levels=levels, reasons=written.reasons, messages=most or msgspec.UNSET, **numbers)
    check(policy)
    return policy


_POLICY = rule_files.RuleFile(
    "policy", read, in_words, in_force, put_in_force, "This policy makes sense. It is not in force.", Unfit
)
