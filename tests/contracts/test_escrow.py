"""The key of the journal is sealed to head office before anything that could open it is given up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select, update

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from clienteling.services import escrow
from clienteling.services.opening import Opening
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft
from clienteling.sync import errors
from clienteling.sync.enrolment import enrol, office_key
from headoffice.__main__ import main
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.db.sync_tables import devices, hub
from headoffice.sync.devices import revoke
from tests import keys
from tests.contracts.test_lock import ONE_DATABASE, Till, till
from tests.encrypted import KEY, put_in_the_clear
from tests.headoffice.tablet import MARTA, NORTH, code_for, serving
from tests.headoffice.test_pins import PIN

__all__ = ["till"]
pytestmark = ONE_DATABASE


@dataclass(frozen=True)
class Updated:
    """A tablet whose app was updated."""

    folder: Path
    tablet: Tablet
    opening: Opening

    def wiped(self) -> str:
        """Why it was wiped, empty when it was not."""
        return self.opening.wiped or ""


@pytest.fixture
def updated(till: Till, tmp_path: Path) -> Iterator[Updated]:
    """A tablet whose app did not encrypt until this start, with a note that was never sent."""
    folder = tmp_path / "old"
    with serving(till.engine) as client:
        address = str(client.base_url)
        with Tablet(folder, KEY, clock=now_ms) as old:
            enrol(address, code_for(till.engine), "Old", old.journal, "1.0")
            old.journal.append([Draft(o.NoteAdd(till.ana, "unsent"), new_id())], MARTA, NORTH, now_ms())
        put_in_the_clear(folder)
        with Tablet(folder, clock=now_ms) as tablet:
            opening = Opening(tablet, now_ms, key_store="demo", effort=keys.CHEAP)
            opening.wake()
            yield Updated(folder, tablet, opening)


def _unreached(*_: object) -> bytes:
    raise errors.Offline


def _lock_out(till: Till) -> None:
    with writing(till.engine) as conn:
        for device in conn.execute(select(devices.c.id)).scalars().all():
            revoke(conn, device, now_ms())


def _recovered(till: Till, folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    (kept,) = folder.glob("unsent-*")
    assert main(["recover", str(kept), "--database", till.url, "--json"]) == 0
    found: dict[str, int] = json.loads(capsys.readouterr().out)["results"]
    return found


def test_locked_out_before_anybody_signed_in_it_seals_what_waits_first(
    till: Till, updated: Updated, capsys: pytest.CaptureFixture[str]
) -> None:
    assert updated.opening.vault.escrow == ""
    _lock_out(till)
    assert not updated.opening.check_in()
    assert updated.wiped() == "revoked"
    assert _recovered(till, updated.folder, capsys) == {"applied": 1}


def test_no_key_is_destroyed_while_what_waits_is_sealed_to_nobody(
    till: Till, updated: Updated, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _lock_out(till)
    with monkeypatch.context() as patched:
        patched.setattr(escrow, "office_key", _unreached)
        updated.tablet.lock()
        assert not updated.opening.check_in()
    assert updated.wiped() == ""
    assert updated.tablet.journal.waiting().count == 1
    assert not updated.opening.check_in()  # a quarter of an hour later
    assert updated.wiped() == "revoked"
    assert _recovered(till, updated.folder, capsys) == {"applied": 1}


def test_it_opens_by_itself_until_what_waits_is_sealed(updated: Updated, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = updated.opening.vault
    with monkeypatch.context() as patched:
        patched.setattr(escrow, "office_key", _unreached)
        updated.opening.learn(now_ms())
    assert (vault.begun, vault.escrow) == (True, "")
    updated.opening.learn(now_ms())
    assert (vault.begun, bool(vault.escrow)) == (False, True)


def test_another_key_of_head_offices_is_sealed_to_at_the_next_start(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        before = till.opening.vault.escrow
        till.opening.learn(now_ms())
        assert till.opening.vault.escrow == before  # the same key: nothing is written
        with writing(till.engine) as conn:
            conn.execute(update(hub).values(recovery_key=""))
        till.restart()
        till.services.sessions.sign_in(MARTA, PIN)
        till.opening.learn(now_ms())
        key = office_key(str(client.base_url), "1")
    assert till.opening.vault.sealed_for(key)
    assert till.opening.vault.escrow != before


def test_what_is_no_key_is_not_sealed_to(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(till.engine) as client:
        for said in ("", "%%%", "AAAA", "é"):
            monkeypatch.setattr("headoffice.sync.recovery.office_key", lambda _conn, said=said: said)
            with pytest.raises(errors.Corrupt):
                office_key(str(client.base_url), "1")
