"""Folders of tablets as older apps left them, with work that was not sent: every later app opens them and has it all.

Each lies in ``tests/fixtures/tablets``, was made by ``clienteling --self-test --data FOLDER`` of that time, and is
never written again. Without the replica, which is head office's: an app that lacks it downloads it.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from clienteling.self_test.kept import TEXT
from clienteling.services.opening import Opening
from clienteling.store.tablet import Tablet
from tests.frozen import FIXTURES

SELLER, PIN, PASSPHRASE = "Elena Robles", "937641", "a passphrase for trying"
KINDS = {
    "customer.create",
    "contact.add",
    "book.add",
    "note.add",
    "tag.add",
    "date.set",
    "field.set",
    "consent.set",
    "followup.create",
    "interaction.log",
    "preference.set",
}
FOLDERS = sorted(path.name for path in (FIXTURES / "tablets").iterdir())


@pytest.mark.parametrize("name", FOLDERS)
def test_what_an_older_app_left_waiting_is_all_there(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "tablet"
    shutil.copytree(FIXTURES / "tablets" / name, folder)
    left = json.loads((folder / "self-test.json").read_text())
    # An hour later: identifiers begin with the time they were made at.
    now = int(left["customer"][:12], 16) + 3_600_000
    with Tablet(folder, clock=lambda: now) as tablet:
        opening = Opening(tablet, lambda: now, running=lambda: 0.0)
        opening.use_passphrase(PASSPHRASE)
        opening.wake()
        # By name: identifiers of the sample begin with the day it was made on.
        opening.unlock(next(person.id for person in opening.vault.people() if person.name == SELLER), PIN)
        waiting = tablet.journal.outbox()
        customer = tablet.projection.customer(left["customer"])
    assert [operation.op_id for operation in waiting] == left["waiting"]
    assert {operation.kind for operation in waiting} == KINDS
    assert customer.entity is not None
    assert customer.entity.name == TEXT
    assert not customer.refused
