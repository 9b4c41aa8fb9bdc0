"""``clienteling-headoffice policy``: who may see what of a customer, shown, checked and set."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

import msgspec
from msgspec.structs import replace

from clienteling.domain.policy import LEVELS, ROLES, Policy, Unfit, check
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.guard.policies import in_force, put_in_force

MOST_BYTES = 1 << 16
_NUMBERS = ("reveals_per_hour", "reveal_seconds")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``policy`` takes."""
    parser.description = (
        "show: the policy in force, in the form in which it is set. check FILE: whether one makes sense. set FILE: "
        "put it in force, here and with their next exchange on all tablets; when they may hold something else than "
        "before, they download anew what they hold of customers. What FILE leaves out is as it was to begin with."
    )
    parser.add_argument("what", choices=["show", "check", "set"])
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="TOML, as printed by show, then changed")


def run(args: argparse.Namespace) -> int:
    """Show, check or set. Raises ``DatabaseProblem``."""
    if (args.what == "show") == bool(args.file):
        return complain(args, "check and set need a FILE, show takes none.")
    try:
        if args.what == "show":
            with opened(args) as engine, reading(engine) as conn:
                policy = in_force(conn)
            return say(args, {"ok": True, "policy": policy}, in_words(policy))
        wanted = read(args.file)
        if args.what == "check":
            return say(args, {"ok": True, "policy": wanted}, "This policy makes sense. It is not in force.")
        with opened(args) as engine, writing(engine) as conn:
            policy = put_in_force(conn, wanted, now_ms())
    except Unfit as problem:
        return complain(args, str(problem))
    return say(args, {"ok": True, "version": policy.version}, f"Version {policy.version} is in force.")


def in_words(policy: Policy) -> str:
    """The policy as TOML, with the levels that each group knows."""
    lines = [f"# version {policy.version}"]
    lines += [f"{name} = {getattr(policy, name)}" for name in _NUMBERS]
    for role in ROLES:
        lines += ["", f"[levels.{role}]"]
        lines += [f'{group} = "{policy.levels[role][group]}"  # {", ".join(known)}' for group, known in LEVELS.items()]
    return "\n".join(lines)


class _Written(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    levels: dict[str, dict[str, str]] = {}
    reveals_per_hour: int = Policy().reveals_per_hour
    reveal_seconds: int = Policy().reveal_seconds


def read(path: Path) -> Policy:
    """The policy in a file, checked. Raises ``Unfit``."""
    try:
        with path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unfit(f"The file cannot be read: {error.strerror}.") from error
    if len(body) > MOST_BYTES:
        raise Unfit("The file is larger than 64 KiB.")
    try:
        written = msgspec.convert(tomllib.loads(body.decode()), _Written)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise Unfit(f"The file is not a policy: {error}. See what show prints.") from error
    begun = Policy()
    groups = {group for said in written.levels.values() for group in said}
    if unknown := (set(written.levels) - set(ROLES)) | (groups - set(LEVELS)):
        raise Unfit(f"There is no role or group called {', '.join(sorted(unknown))}.")
    levels = {role: {**begun.levels[role], **written.levels.get(role, {})} for role in ROLES}
    numbers = {name: getattr(written, name) for name in _Written.__struct_fields__ if name != "levels"}
    policy = replace(begun, levels=levels, **numbers)
    check(policy)
    return policy
