"""The real tablet's lock and the real head office: first sign-in, leases, lost tablets, and what they had not sent."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, update

from clienteling.domain.pin import mark_of
from clienteling.services.context import Services
from clienteling.services.errors import LeaseOver, NeedsOffice
from clienteling.services.opening import GRACE_SECONDS, Opening
from clienteling.store.errors import Locked
from clienteling.store.tablet import Tablet
from clienteling.wire.device_key import DeviceKey
from headoffice.__main__ import main
from headoffice.clock import now_ms
from headoffice.db.engine import open_engine, reading, writing
from headoffice.db.migrate import migrate
from headoffice.db.sync_tables import devices, op_ledger
from headoffice.db.tables import notes
from headoffice.sync.devices import revoke
from tests import keys
from tests.databases import Databases
from tests.headoffice.tablet import MARTA, code_for, customer, furnish, serving
from tests.headoffice.test_pins import PIN, set_pin

HOUR = 3_600_000
CANARY = "Zacarías Quintanilla comes on Friday"
ONE_DATABASE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
pytestmark = ONE_DATABASE


def _migrated(url: str) -> None:
    engine = open_engine(url)
    try:
        migrate(engine)
    finally:
        engine.dispose()


class Till:
    """A tablet that was enrolled, with one customer on it, and the clocks it lives by."""

    def __init__(self, folder: Path, engine: Engine, url: str) -> None:
        self.folder, self.engine, self.url = folder, engine, url
        self.ahead = 0
        self.ran = 0.0
        furnish(engine)
        self.verifier = set_pin(engine, PIN)
        self.ana = customer(engine).id
        self.start()

    def start(self) -> None:
        """Start the app."""
        self.tablet = Tablet(self.folder, clock=self.now)
        opening = Opening(self.tablet, self.now, key_store="demo", effort=keys.CHEAP, running=lambda: self.ran)
        opening.wake()
        self.opening = opening
        self.services = Services(self.tablet, self.now, opening=opening)

    def restart(self) -> None:
        """End the app and start it again."""
        self.tablet.close()
        self.start()

    def now(self) -> int:
        """The tablet's clock."""
        return now_ms() + self.ahead

    def enrol(self, address: str) -> None:
        """Become one of the company's; then Marta signs in and out."""
        self.services.enrolment.enrol(address, code_for(self.engine), "Till", lambda _: None, lambda: False)
        self.services.sessions.sign_in(MARTA, PIN)

    def note(self, text: str = CANARY) -> None:
        """Marta writes one; nobody sends it."""
        self.services.enrichments.add_note(self.ana, text)

    def wiped(self) -> str:
        """Why it was wiped, empty when it was not."""
        return self.opening.wiped or ""

    def files(self) -> set[str]:
        """What lies in the folder."""
        return {path.name for path in self.folder.iterdir()}


@pytest.fixture
def till(tmp_path: Path, database_kind: str, databases: Databases) -> Iterator[Till]:
    with databases.prepared(database_kind, "migrated", _migrated) as url:
        engine = open_engine(url)
        made = Till(tmp_path / "till", engine, url)
        try:
            yield made
        finally:
            made.tablet.close()
            engine.dispose()


def test_the_first_sign_in_asks_head_office_and_the_next_ones_work_without(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        person = till.opening.vault.person(MARTA)
        assert person is not None
        assert person.mark == mark_of(till.verifier)
        with reading(till.engine) as conn:
            told = conn.execute(select(devices)).one()
        assert (told.key_store, bool(told.recovery), bool(told.signed_in_at)) == ("demo", True, True)
    till.note()
    till.restart()
    with pytest.raises(Locked):
        till.tablet.journal.waiting()
    till.services.sessions.sign_in(MARTA, PIN)
    assert till.tablet.journal.waiting().count == 1


def test_a_pin_changed_at_head_office_ends_the_old_one_here(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        set_pin(till.engine, "271828")
        till.services.enrolment.resume(lambda _: None, lambda: False)  # an exchange
        with pytest.raises(Exception, match="not right"):
            till.services.sessions.sign_in(MARTA, PIN)
        till.services.sessions.sign_in(MARTA, "271828")
    till.services.sessions.lock()
    till.services.sessions.sign_in(MARTA, "271828")


def test_after_three_days_without_head_office_nobody_signs_in_until_it_answers(till: Till) -> None:
    with serving(till.engine) as client:
        address = str(client.base_url)
        till.enrol(address)
        till.note()
        till.services.sessions.lock()
        till.ahead = 71 * HOUR
        till.services.sessions.sign_in(MARTA, PIN)
        till.services.sessions.lock()
        till.ahead = 73 * HOUR
        till.services.sessions.sign_in(MARTA, PIN)  # it answers: the lease begins anew, by its clock
        till.services.sessions.lock()
    till.ahead += 73 * HOUR
    with pytest.raises(LeaseOver):
        till.services.sessions.sign_in(MARTA, PIN)
    # Setting the clock back a year, or starting again, does not bring the time back.
    till.ahead -= 365 * 24 * HOUR
    with pytest.raises(LeaseOver):
        till.services.sessions.sign_in(MARTA, PIN)
    till.restart()
    with pytest.raises(LeaseOver):
        till.services.sessions.sign_in(MARTA, PIN)
    assert till.opening.keep_watch() is False
    assert till.wiped() == ""


def test_with_the_clock_set_back_the_time_that_the_app_runs_still_counts(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        till.services.sessions.lock()
    till.ahead = -365 * 24 * HOUR
    assert till.opening.vault.standing() == "good"
    till.ran += 73 * 3_600
    assert till.opening.vault.standing() == "locked"
    till.restart()
    assert till.opening.vault.standing() == "locked"


def test_a_wrong_clock_that_was_always_wrong_is_none(till: Till) -> None:
    till.ahead = 10 * 365 * 24 * HOUR
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        till.services.sessions.lock()
    till.ahead += 71 * HOUR
    till.services.sessions.sign_in(MARTA, PIN)


def test_after_a_week_it_is_worthless_and_head_office_recovers_what_was_not_sent(
    till: Till, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        till.note()
        till.services.sessions.lock()
    before = {path.name: path.read_bytes() for path in till.folder.iterdir() if path.is_file()}
    till.ahead = 8 * 24 * HOUR
    assert till.opening.keep_watch() is False
    assert till.wiped() == ""  # its clock may be wrong: it looks for head office first
    till.ran += GRACE_SECONDS
    assert till.opening.keep_watch() is False
    assert till.wiped() == "away"
    (kept,) = (name for name in till.files() if name.startswith("unsent-"))
    assert not till.files() & {"keys.json", "replica.db", "journal.db", "DEMO-KEY-not-for-real-customers.txt"}
    assert before.keys() >= {"keys.json", "replica.db"}
    till.restart()
    assert (till.services.enrolment.state(), till.wiped()) == ("none", "away")
    assert not any(CANARY.encode() in path.read_bytes() for path in till.folder.rglob("*") if path.is_file())

    shutil.copytree(till.folder / kept, tmp_path / "brought")
    for expected in ({"applied": 1}, {"duplicate": 1}):
        assert main(["recover", "--json", "--database", till.url, str(tmp_path / "brought")]) == 0
        assert json.loads(capsys.readouterr().out)["results"] == expected
    with reading(till.engine) as conn:
        assert conn.execute(select(notes.c.text, notes.c.by_actor)).all() == [(CANARY, MARTA)]
        assert conn.execute(select(func.count()).select_from(op_ledger)).scalar_one() == 1


def test_what_is_no_wiped_tablet_cannot_be_recovered(
    till: Till, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for content in (None, b"{}", b'{"tablet": "x", "key": "AAAA"}'):
        if content is not None:
            (tmp_path / "recovery.json").write_bytes(content)
        assert main(["recover", "--json", "--database", till.url, str(tmp_path)]) == 2
        assert json.loads(capsys.readouterr().out)["ok"] is False


def test_a_tablet_that_was_locked_out_is_wiped_at_the_next_contact(till: Till) -> None:
    with serving(till.engine) as client:
        address = str(client.base_url)
        till.enrol(address)
        till.note()
        till.services.sessions.lock()
        assert till.opening.check_in()
        with writing(till.engine) as conn:
            revoke(conn, conn.execute(select(devices.c.id)).scalar_one(), now_ms())
        till.opening.vault.know(till.opening.vault.store(), (keys.person(MARTA, "Marta"),))
        with pytest.raises(NeedsOffice):  # a PIN that head office has to look at is refused as well
            till.services.sessions.sign_in(MARTA, PIN)
        assert not till.opening.check_in()
        assert till.wiped() == "revoked"
        # It can be set up again, and begins with nothing of what was.
        till.restart()
        till.enrol(address)
        assert till.wiped() == ""
        assert till.tablet.journal.waiting().count == 0


def test_a_key_that_head_office_does_not_know_wipes_nothing(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        till.services.sessions.lock()
        with writing(till.engine) as conn:
            conn.execute(update(devices).values(key=DeviceKey.new().public(), standing_key=DeviceKey.new().public()))
        assert till.opening.ask_standing() == "unknown"
        assert not till.opening.check_in()
    assert till.wiped() == ""
    till.services.sessions.sign_in(MARTA, PIN)


@pytest.mark.parametrize("boundary", ["secret", "rows", "journal"])
def test_a_wipe_that_was_interrupted_is_ended_at_the_next_start(
    till: Till, boundary: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        till.note()

    def power_cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        where = {
            "secret": "clienteling.platform.secrets.demo.Demo.destroy",
            "rows": "clienteling.services.wiping._keep_journal",
            "journal": "clienteling.services.wiping.shutil.move",
        }
        patched.setattr(where[boundary], power_cut)
        with pytest.raises(KeyboardInterrupt):
            till.opening.wipe("revoked")
    till.restart()
    assert till.services.enrolment.state() == "none"
    assert not till.files() & {"keys.json", "replica.db", "journal.db"}
    (kept,) = (name for name in till.files() if name.startswith("unsent-"))
    assert {path.name for path in (till.folder / kept).iterdir()} == {"journal.db", "recovery.json"}
