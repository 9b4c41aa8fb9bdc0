"""What a wiped tablet left behind comes to one visible end at head office, whatever is among it."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select, text

from clienteling.domain.apply import apply_operation
from clienteling.domain.errors import RejectNumber
from clienteling.domain.operations import OP_SCHEMA, Operation
from clienteling.wire.errors import WireError
from headoffice.__main__ import main
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import devices, op_ledger
from headoffice.db.tables import notes, stores
from headoffice.sync import groups
from headoffice.sync.devices import revoke
from headoffice.sync.recovering import DAMAGED
from tests.contracts.test_enrolled_again import enrol_again, exchange, put_back
from tests.contracts.test_lock import ONE_DATABASE, Till, till
from tests.headoffice.tablet import NORTH, serving

__all__ = ["till"]
pytestmark = ONE_DATABASE
WORDS = tuple(f"note {n}" for n in range(5))


def _wiped(till: Till, spoil: Callable[[Any], None] = lambda _connection: None) -> Path:
    """A tablet with five notes that were never sent, locked out. What it left."""
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        for words in WORDS:
            till.note(words)
        with till.tablet.journal.database.writing() as connection:
            spoil(connection)
        with writing(till.engine) as conn:
            revoke(conn, conn.execute(select(devices.c.id)).scalar_one(), now_ms())
        till.services.sessions.lock()
        assert not till.opening.check_in()
    (kept,) = till.folder.glob("unsent-*")
    return kept


def _change(connection: Any, nth: int, old: str, new: str) -> None:
    """The nth operation as another program, or a bad disk, would leave it."""
    query = text("SELECT pos, body FROM operation ORDER BY pos LIMIT 1 OFFSET :nth")
    pos, body = connection.execute(query, {"nth": nth}).one()
    assert old.encode() in body
    changed = body.replace(old.encode(), new.encode())
    connection.execute(text("UPDATE operation SET body = :body WHERE pos = :pos"), {"body": changed, "pos": pos})


def _recover(till: Till, capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, Any]:
    main(["recover", "--database", till.url, "--json", *args])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def _notes(till: Till) -> set[str]:
    with reading(till.engine) as conn:
        return set(conn.execute(select(notes.c.text)).scalars())


def test_what_head_office_cannot_take_holds_up_nothing(
    till: Till, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def spoil(connection: Any) -> None:
        _change(connection, 1, f'"op_schema":{OP_SCHEMA}', f'"op_schema":{OP_SCHEMA + 1}')
        _change(connection, 2, '"op_id":"', '"op_id":"?')
        _change(connection, 3, '{"op_id"', '["op_id"')

    folder, rejects = _wiped(till, spoil), tmp_path / "rejects.json"
    said = _recover(till, capsys, str(folder), "--rejects", str(rejects))
    assert said["ok"]
    assert said["results"] == {"applied": 2, "refused": 3}
    numbers = {0: "note 3", WireError.BAD_MESSAGE: "note 2", WireError.UPGRADE_HEAD_OFFICE: "note 1"}
    assert [each["number"] for each in said["causes"]] == list(numbers)
    assert not any(words in json.dumps(said) for words in WORDS)
    assert _notes(till) == {"note 0", "note 4"}
    assert stat.S_IMODE(rejects.stat().st_mode) == 0o600
    kept = json.loads(rejects.read_text())["operations"]
    assert {each["number"] for each in kept} == set(numbers)
    assert all(numbers[each["number"]] in json.dumps(each["operation"]) for each in kept)


@pytest.mark.logs_errors
def test_what_head_office_fails_on_is_told_and_may_be_recovered_when_that_is_mended(
    till: Till, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def failing(held: Any, op: Operation, *rest: Any) -> Any:
        if b"note 2" in bytes(op.args):
            raise KeyError
        return apply_operation(held, op, *rest)

    folder, rejects = _wiped(till), tmp_path / "rejects.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(groups, "apply_operation", failing)
        said = _recover(till, capsys, str(folder), "--rejects", str(rejects))
    assert said["results"] == {"applied": 4, "refused": 1}
    assert said["causes"][0]["number"] == RejectNumber.OFFICE_FAILED
    (kept,) = json.loads(rejects.read_text())["operations"]
    assert kept["operation"]["args"]["text"] == "note 2"
    assert _recover(till, capsys, str(folder))["results"] == {"applied": 1, "duplicate": 4}
    assert _notes(till) == set(WORDS)


def test_a_group_with_a_part_that_cannot_be_read_is_refused_whole(
    till: Till, capsys: pytest.CaptureFixture[str]
) -> None:
    def spoil(connection: Any) -> None:
        connection.execute(
            text("UPDATE operation SET group_id = (SELECT group_id FROM operation ORDER BY pos LIMIT 1)")
        )
        connection.execute(text("UPDATE operation SET body = 'x' WHERE pos = (SELECT max(pos) FROM operation)"))

    said = _recover(till, capsys, str(_wiped(till, spoil)))
    assert said["results"] == {"refused": 5}
    assert {each["sentence"] for each in said["causes"]} == {DAMAGED}
    assert _notes(till) == set()


def test_what_lay_in_quarantine_comes_out_too(till: Till, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    def spoil(connection: Any) -> None:
        pos = connection.execute(text("SELECT min(pos) FROM outbox")).scalar_one()
        connection.execute(text("DELETE FROM outbox WHERE pos = :pos"), {"pos": pos})
        into = "INSERT INTO quarantine(pos, number, sentence, because_of, at) VALUES (:pos, :number, 'Why.', '', 1)"
        connection.execute(text(into), {"pos": pos, "number": RejectNumber.BAD_ARGS})

    folder, rejects = _wiped(till, spoil), tmp_path / "rejects.json"
    assert main(["recover", "--database", till.url, str(folder)]) == 0
    told = capsys.readouterr().out
    assert "4 applied, 1 set_aside" in told
    assert f"1 set_aside, {RejectNumber.BAD_ARGS.value}: Why." in told
    assert "--rejects" in told
    assert "note 0" not in told
    said = _recover(till, capsys, str(folder), "--rejects", str(rejects))
    assert said["results"] == {"duplicate": 4, "set_aside": 1}
    (kept,) = json.loads(rejects.read_text())["operations"]
    assert (kept["cause"], kept["operation"]["args"]["text"]) == ("set_aside", "note 0")
    # Never over a file that is there.
    before = rejects.read_bytes()
    assert _recover(till, capsys, str(folder), "--rejects", str(rejects))["ok"] is False
    assert rejects.read_bytes() == before
    assert _recover(till, capsys, str(folder), "--rejects", str(tmp_path / "no" / "folder"))["ok"] is False


def test_a_tablet_that_head_office_does_not_know_is_recovered_by_its_store(
    till: Till, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        till.note("confirmed before the backup was put back")
        exchange(till)
        put_back(till)
        enrol_again(till, str(client.base_url))
        till.note("under the second name")
    with writing(till.engine) as conn:
        for table in (op_ledger, notes):
            conn.execute(delete(table))
        store = conn.execute(select(stores.c.code).where(stores.c.id == NORTH)).scalar_one()
        other = conn.execute(select(stores.c.code).where(stores.c.id != NORTH)).scalars().first()
    put_back(till)
    till.opening.wipe("away")
    (folder,) = till.folder.glob("unsent-*")
    for wrong in ([], ["--store", str(other)], ["--store", "?"]):
        assert _recover(till, capsys, str(folder), *wrong)["ok"] is False
    assert _recover(till, capsys, str(folder), "--store", store)["results"] == {"applied": 2}
    assert _notes(till) == {"confirmed before the backup was put back", "under the second name"}
    assert _recover(till, capsys, str(folder))["results"] == {"duplicate": 2}
    with reading(till.engine) as conn:
        (known,) = conn.execute(select(devices)).all()
        assert known.revoked_at  # it cannot come back under that name
        assert conn.execute(select(func.count()).select_from(op_ledger)).scalar_one() == 2
