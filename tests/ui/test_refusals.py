"""Every sentence by which the rules, the files or head office say no can be shown in the seller's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from pytestqt.qtbot import QtBot

from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.fields import FIELDS
from clienteling.ui.refusals import FAILURES, REJECTIONS, failure, refusal
from clienteling.ui.words import FIELD_LABELS

ROOT = Path(__file__).resolve().parents[2]


def _texts(tree: ast.AST) -> Iterator[str]:
    """The string constants in a node that are sentences (joined when written in several pieces)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield node.value


def _calls(folder: str, name: str) -> Iterator[ast.Call]:
    for file in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name:
                yield node


def rejections() -> set[str]:
    """First sentences handed to Rejected, wherever operations are refused."""
    found: set[str] = set()
    for folder in ("clienteling/domain", "headoffice/sync"):
        for call in _calls(folder, "Rejected"):
            if len(call.args) > 1:
                found.update(_texts(call.args[1]))
    return found


def failures() -> set[str]:
    """Sentences of the error families of files, exchange and use cases."""
    found: set[str] = set()
    families = ("store", "sync", "platform/secrets", "platform/vault")
    for file in (f"clienteling/{family}/errors.py" for family in families):
        for node in ast.walk(ast.parse((ROOT / file).read_text())):
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id in ("sentence", "default") for target in node.targets
            ):
                found.update(_texts(node.value))
    for name in ("NotFound", "NotWritten", "NotAsked", "EnrolmentFailed"):
        for call in _calls("clienteling/services", name):
            found.update(text for argument in call.args for text in _texts(argument))
    return found


def test_every_rejection_is_in_the_list() -> None:
    assert rejections() - set(REJECTIONS) == set()


def test_every_failure_is_in_the_list() -> None:
    assert failures() - set(FAILURES) == set()


def test_every_label_of_a_profile_field_is_in_the_list() -> None:
    assert {field.label for field in FIELDS.values()} == set(FIELD_LABELS)


def test_what_is_named_is_filled_in(qtbot: QtBot) -> None:
    error = Rejected(
        RejectNumber.TOO_LONG, "{0} has {1} characters; at most {2} fit. Shorten it or split it.", "A", "2", "1"
    )
    assert refusal(error) == "A has 2 characters; at most 1 fit. Shorten it or split it."
    assert failure("Something nobody has translated.") == "Something nobody has translated."
