"""The key that lies on a tablet without a PIN opens nothing; a tablet with one key gets another one to work with."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from clienteling.domain.operations import Operation
from clienteling.services.errors import EnrolmentFailed
from clienteling.store import belonging
from clienteling.sync import enrolment, errors
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.sync.link import unwatched
from clienteling.sync.pairing import split_request
from clienteling.wire.codes import normal_code
from clienteling.wire.credentials import Credentials, packed, unpacked
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.errors import WireError
from clienteling.wire.messages import DeviceReport, EnrolRequest, LookupRequest, PushRequest, SplitRequest, VouchRequest
from clienteling.wire.proof import enrol_text, operation_text
from headoffice.__main__ import main
from headoffice.db.engine import reading, writing
from headoffice.db.epoch import mark_restored
from headoffice.db.sync_tables import device_keys, devices, op_ledger
from headoffice.db.tables import notes
from headoffice.sync.devices import revoke
from tests.contracts.test_enrolled_again import enrol_again, exchange, put_back
from tests.contracts.test_lock import ONE_DATABASE, Till, till
from tests.headoffice.tablet import MARTA, NORTH, code_for, serving
from tests.headoffice.test_pins import PIN
from tests.signed import holds

__all__ = ["till"]
pytestmark = ONE_DATABASE
EVERYTHING_WITH_DATA: tuple[Callable[[HttpHeadOffice], Any], ...] = (
    lambda office: office.device(DeviceReport("1", 1, 1), unwatched),
    lambda office: office.push(PushRequest("1" * 32, "2" * 32, "", ()), unwatched),
    lambda office: office.changes(f"store:{NORTH}", "", 0, "", unwatched),
    lambda office: office.shards(f"store:{NORTH}", "", unwatched),
    lambda office: office.shard(f"store:{NORTH}", 0, "", ("", ""), unwatched),
    lambda office: office.manifest(f"store:{NORTH}", unwatched),
    lambda office: office.chunk(f"store:{NORTH}", "x", 0, 1 << 16, unwatched),
    lambda office: office.look_up(LookupRequest(MARTA, "a@example.com", "visit"), unwatched),
    lambda office: office.split(SplitRequest(), unwatched),
    lambda office: office.vouch(VouchRequest(()), unwatched),
)


def held(till: Till) -> Credentials:
    """As they lie in the journal."""
    found = till.tablet.journal.load()
    assert found is not None
    return found


def without_a_pin(till: Till) -> Credentials:
    """What whoever has the disk and the device secret finds."""
    return unpacked(till.opening.vault.contact())


def told(till: Till) -> tuple[str, str]:
    """The keys that head office knows of the tablet that was enrolled last."""
    with reading(till.engine) as conn:
        row = conn.execute(select(devices).order_by(devices.c.enrolled_at.desc())).first()
    assert row is not None
    return row.key, row.standing_key


def one_key(till: Till) -> DeviceKey:
    """The tablet, somebody signed in, as an app left it that knew of one key."""
    with writing(till.engine) as conn:
        conn.execute(update(devices).values(standing_key=""))
    journal = till.tablet.journal
    with journal.database.writing() as connection:
        belonging._keep(connection, replace(journal.belongs(), standing=""))
    journal.opened()
    till.opening.vault.keep_contact(packed(held(till)))
    return held(till).key


def put_back_to_one_key(till: Till, old: DeviceKey, work: DeviceKey) -> None:
    """Head office's database is one from before it heard of ``work``."""
    with writing(till.engine) as conn:
        conn.execute(update(devices).values(key=old.public(), standing_key=""))
        conn.execute(device_keys.delete().where(device_keys.c.key == work.public()))
        mark_restored(conn)


def open_again(till: Till) -> None:
    """The app is started again, and Marta signs in."""
    till.restart()
    till.services.sessions.sign_in(MARTA, PIN)


def said_to_be_unknown(till: Till) -> bool:
    """Whether the screen says so, and offers to enrol the tablet again."""
    return till.opening.unknown


def waiting(till: Till) -> list[Operation]:
    return list(till.tablet.journal.next_batch(100, 1 << 20))


def assert_opens_nothing(till: Till, credentials: Credentials) -> None:
    office = HttpHeadOffice(credentials, "1")
    try:
        assert office.standing(unwatched).server_time
        for ask in EVERYTHING_WITH_DATA:
            with pytest.raises(errors.Revoked) as refused:
                ask(office)
            assert refused.value.number == WireError.BAD_TOKEN
        assert till.opening.ask_standing() == "welcome"
    finally:
        office.close()


def test_what_lies_on_a_tablet_without_a_pin_opens_nothing_with_data_in_it(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        exchange(till)
        mine = held(till)
        till.services.sessions.lock()
        found = without_a_pin(till)
        assert mine.standing is not None
        assert (found.key, found.standing) == (mine.standing, None)
        assert told(till) == (mine.key.public(), mine.standing.public())
        assert mine.key.kept().encode() not in till.opening.vault.contact()
        assert_opens_nothing(till, found)


def test_a_tablet_with_one_key_gets_another_one_to_work_with_and_loses_nothing(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        old = one_key(till)
        till.note("signed by the one key")
        stolen = without_a_pin(till)
        assert stolen.key == old
        open_again(till)
        assert exchange(till).results == {"applied": 1}
        mine = held(till)
        assert (mine.standing, mine.key == old) == (old, False)
        assert told(till) == (mine.key.public(), old.public())
        # What was stolen before is worth no more than what lies there now.
        till.note("signed by the new one")
        (op,) = waiting(till)
        assert holds(mine.key.public(), operation_text(op.digest()), op.signature)
        assert exchange(till).results == {"applied": 1}
        till.services.sessions.lock()
        for credentials in (stolen, without_a_pin(till)):
            assert credentials.key == old
            assert_opens_nothing(till, credentials)
        open_again(till)
        exchange(till)
        assert held(till) == mine  # once


@pytest.mark.parametrize("moment", ["asked", "answered"])
def test_killed_while_it_gets_its_key_it_goes_on(till: Till, moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    where = {
        "asked": "clienteling.sync.head_office.HttpHeadOffice.work_key",
        "answered": "clienteling.store.belonging.Belonging.work_with",
    }
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        old = one_key(till)
        till.note("before")
        with monkeypatch.context() as patched:
            patched.setattr(where[moment], power_cut)
            with pytest.raises(KeyboardInterrupt):
                exchange(till)
        made = told(till)
        assert (made[1] == "") == (moment == "asked")
        open_again(till)
        till.note("after")
        assert exchange(till).results == {"applied": 2}
        assert told(till) == (held(till).key.public(), old.public())
        assert moment == "asked" or told(till) == made


def test_a_head_office_put_back_to_before_the_second_key_hears_of_it_again(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        old = one_key(till)
        till.note("one")
        exchange(till)
        till.note("two")
        exchange(till)
        work = held(till).key
        put_back_to_one_key(till, old, work)
        till.services.sessions.lock()
        assert till.opening.ask_standing() == "welcome"
        open_again(till)
        till.note("three")
        results: dict[str, int] = {}
        with contextlib.suppress(errors.SyncError):
            results = exchange(till).results
        assert results == {"applied": 1, "duplicate": 2}
        assert told(till) == (work.public(), old.public())


def test_enrolled_again_after_its_second_key_it_brings_what_either_has_signed(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        one_key(till)
        till.note("by the one key")
        exchange(till)
        till.note("by the new one")
        exchange(till)
        put_back(till)
        with writing(till.engine) as conn:
            conn.execute(op_ledger.delete())
            conn.execute(notes.delete())
        enrol_again(till, str(client.base_url))
        assert exchange(till).results == {"applied": 2}
        assert not till.tablet.journal.rejected()


def test_put_back_from_a_backup_of_before_it_is_enrolled_again_and_loses_nothing(till: Till, tmp_path: Path) -> None:
    with serving(till.engine) as client:
        address = str(client.base_url)
        till.enrol(address)
        one_key(till)
        till.note("in the backup")
        till.tablet.close()
        shutil.copytree(till.folder, tmp_path / "backup")
        till.start()
        till.services.sessions.sign_in(MARTA, PIN)
        exchange(till)
        till.tablet.close()
        shutil.rmtree(till.folder)
        shutil.copytree(tmp_path / "backup", till.folder)
        till.start()
        till.services.sessions.sign_in(MARTA, PIN)
        till.note("since then")
        with pytest.raises(errors.Revoked) as refused:
            exchange(till)
        assert refused.value.number == WireError.BAD_TOKEN
        assert till.opening.why_refused() == "unknown"
        assert said_to_be_unknown(till)
        enrol_again(till, address)
        assert not said_to_be_unknown(till)
        assert exchange(till).results == {"applied": 1, "duplicate": 1}
        assert not till.tablet.journal.rejected()
        assert held(till).standing is not None


@pytest.mark.parametrize("office", ["knows both keys", "knows the one key", "does not know it"])
def test_what_a_wiped_tablet_signed_with_either_key_is_recovered(
    till: Till, office: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        old = one_key(till)
        till.note("by the one key")
        exchange(till)
        till.note("by the new one")
        work = held(till).key
        with writing(till.engine) as conn:
            revoke(conn, conn.execute(select(devices.c.id)).scalar_one(), 1)
        till.services.sessions.lock()
        assert not till.opening.check_in()
    assert till.wiped() == "revoked"
    if office == "does not know it":
        put_back(till)
    elif office == "knows the one key":
        put_back_to_one_key(till, old, work)
    with writing(till.engine) as conn:
        conn.execute(op_ledger.delete())
        conn.execute(notes.delete())
    (kept,) = till.folder.glob("unsent-*")
    assert main(["recover", "--json", "--database", till.url, "--store", "N1", str(kept)]) == 0
    assert json.loads(capsys.readouterr().out)["results"] == {"applied": 2}


def split_with_one_key(till: Till) -> None:
    """As an app with one key it was told that it is a copy, and the answer to its split was lost."""
    me = held(till)
    office = HttpHeadOffice(me, "1")
    try:
        office.split(split_request(me.device_id, till.tablet.journal.key_for("split"), None), unwatched)
    finally:
        office.close()
    with writing(till.engine) as conn:
        conn.execute(update(devices).where(devices.c.id == me.device_id).values(fence="f" * 32))


def test_a_split_that_was_begun_with_one_key_ends_with_two_that_head_office_knows(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        exchange(till)
        one_key(till)
        split_with_one_key(till)
        till.note("kept")
        assert exchange(till).split
        now = held(till)
        assert now.standing is not None
        with reading(till.engine) as conn:
            row = conn.execute(select(devices).where(devices.c.id == now.device_id)).one()
        assert (row.key, row.standing_key) == (now.key.public(), now.standing.public())
        till.opening.vault.keep_contact(packed(now))
        till.services.sessions.lock()
        assert till.opening.ask_standing() == "welcome"


def test_put_back_to_before_a_split_of_one_key_a_tablet_goes_on(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "backup"
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        exchange(till)
        one_key(till)
        with monkeypatch.context() as older:
            older.setattr("clienteling.sync.engine.pair", lambda link: None)
            till.tablet.journal.key_for("split")  # asked for, and nobody heard
            with writing(till.engine) as conn:
                conn.execute(update(devices).values(fence="f" * 32))
            till.note("before")
            till.tablet.close()
            shutil.copytree(till.folder, backup)
            till.start()
            till.services.sessions.sign_in(MARTA, PIN)
            assert exchange(till).split
        exchange(till)
        assert held(till).standing is not None
        till.tablet.close()
        shutil.rmtree(till.folder)
        shutil.copytree(backup, till.folder)
        till.start()
        till.services.sessions.sign_in(MARTA, PIN)
        till.note("after")
        assert dict(exchange(till).results) == {"duplicate": 1, "applied": 1}


def test_a_code_that_an_app_with_one_key_has_used_is_used_up(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    def older(*words: Any, **given: Any) -> EnrolRequest:
        key = till.tablet.journal.key_for(f"enrol:{hashlib.sha256(normal_code(words[0]).encode()).hexdigest()}")
        given |= {"key": key.public(), "signature": key.sign(enrol_text(normal_code(words[0]), key.public()))}
        return EnrolRequest(*words, **(given | {"standing_key": "", "standing_signature": ""}))

    def lost(*_: Any) -> Any:
        raise errors.Offline

    with serving(till.engine) as client:
        address, code = str(client.base_url), code_for(till.engine)
        with monkeypatch.context() as then:
            then.setattr(enrolment, "EnrolRequest", older)
            then.setattr(enrolment, "decode", lost)
            with pytest.raises(EnrolmentFailed):
                till.services.enrolment.enrol(address, code, "Till", lambda _: None, lambda: False)
        with pytest.raises(EnrolmentFailed):
            till.services.enrolment.enrol(address, code, "Till", lambda _: None, lambda: False)
        till.enrol(address)  # with another code
        now = held(till)
        assert now.standing is not None
        assert told(till) == (now.key.public(), now.standing.public())
        till.services.sessions.lock()
        assert till.opening.ask_standing() == "welcome"
