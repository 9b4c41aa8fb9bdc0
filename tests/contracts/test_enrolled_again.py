"""A tablet that head office no longer knows: it is enrolled again as it is, and until then nothing of it is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, update

from clienteling.domain.policy import TabletKind
from clienteling.platform.clock import SystemClock
from clienteling.services.errors import LeaseOver, NotSignedIn
from clienteling.services.opening import GRACE_SECONDS
from clienteling.sync import errors
from clienteling.sync.engine import Engine
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.sync.report import Report
from clienteling.wire.errors import WireError
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.epoch import mark_restored
from headoffice.db.sync_tables import device_keys, devices, hub
from headoffice.sync.recovery import to_resume
from headoffice.sync.refusal import Refusal
from tests.contracts.test_lock import HOUR, ONE_DATABASE, Till, till
from tests.headoffice.tablet import MARTA, code_for, serving
from tests.headoffice.test_pins import PIN, set_pin

__all__ = ["till"]
pytestmark = ONE_DATABASE


def put_back(till: Till) -> None:
    """Head office's database is one from before this tablet was enrolled."""
    with writing(till.engine) as conn:
        conn.execute(delete(device_keys))
        conn.execute(delete(devices))
        mark_restored(conn)


def enrol_again(till: Till, address: str, kind: TabletKind = "shared") -> None:
    """Somebody has a new code."""
    code = code_for(till.engine, kind=kind)
    till.services.enrolment.enrol(address, code, "Till", lambda _: None, lambda: False)


def exchange(till: Till) -> Report:
    """One exchange, told to the lock as the app tells it. Raises ``SyncError``."""
    credentials = till.tablet.journal.load()
    assert credentials is not None
    office = HttpHeadOffice(credentials, "1")
    engine = Engine(office, till.tablet.replica, till.tablet.journal, SystemClock(), credentials.replica_id)
    try:
        report = engine.exchange()
    finally:
        office.close()
    till.opening.learn(report.office_at)
    return report


@pytest.mark.parametrize("start", ["open", "restarted"])
def test_it_is_enrolled_again_as_it_is_and_all_that_was_saved_arrives(till: Till, start: str) -> None:
    with serving(till.engine) as client:
        address = str(client.base_url)
        till.enrol(address)
        till.note("before")
        assert exchange(till).results == {"applied": 1}
        till.note()
        put_back(till)
        with pytest.raises(errors.Revoked) as stopped:
            exchange(till)
        assert stopped.value.number == WireError.BAD_TOKEN
        if start == "restarted":
            till.restart()
            assert not till.opening.check_in()
            with pytest.raises(NotSignedIn):
                enrol_again(till, address)
            till.services.sessions.sign_in(MARTA, PIN)
        assert till.opening.ask_standing() == "unknown"
        enrol_again(till, address)
        assert not till.opening.unknown
        assert till.opening.vault.standing() == "good"
        # The same journal, the same PIN, no download before anybody can work.
        assert till.services.enrolment.state() == "ready"
        assert till.services.sessions.require().seller.id == MARTA
        report = exchange(till)
        assert (report.results, report.rebuilt) == ({"applied": 1, "duplicate": 1}, True)
        assert not till.tablet.journal.rejected()
        till.restart()
        till.services.sessions.sign_in(MARTA, PIN)
        assert till.tablet.journal.waiting().count == 0


def test_enrolled_again_as_another_kind_its_rows_come_anew(till: Till) -> None:
    with serving(till.engine) as client:
        address = str(client.base_url)
        till.enrol(address)
        exchange(till)
        rebuilt = []
        kinds: tuple[TabletKind, ...] = ("shared", "manager", "shared")
        for kind in kinds:
            enrol_again(till, address, kind)
            rebuilt.append(exchange(till).rebuilt)
            assert not exchange(till).rebuilt
    assert rebuilt == [False, True, True]


def test_head_office_hands_out_nothing_of_it_without_a_pin(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        put_back(till)
        enrol_again(till, str(client.base_url))
        _assert_nothing_to_resume(till)  # enrolled a moment ago, and nobody has signed in since
        exchange(till)
        _assert_nothing_to_resume(till)
        with reading(till.engine) as conn:
            assert conn.execute(select(devices.c.recovery)).scalar_one()
        set_pin(till.engine, "271828")
        exchange(till)
        till.services.sessions.lock()
        till.services.sessions.sign_in(MARTA, "271828")  # with a PIN it helps as ever


def _assert_nothing_to_resume(till: Till) -> None:
    with reading(till.engine) as conn, pytest.raises(Refusal):
        to_resume(conn, conn.execute(select(devices.c.id)).scalar_one(), now_ms())


def test_whoever_has_a_pin_gets_in_to_enrol_it_again_when_the_lease_is_over(till: Till) -> None:
    with serving(till.engine) as client:
        address = str(client.base_url)
        till.enrol(address)
        till.note()
        put_back(till)
        till.services.sessions.lock()
        till.ahead = 8 * 24 * HOUR
        till.services.sessions.sign_in(MARTA, PIN)
        assert till.opening.unknown
        assert till.opening.keep_watch() is False  # for nothing else
        enrol_again(till, address)
        assert till.opening.keep_watch() is True
        assert exchange(till).results == {"applied": 1}
    till.services.sessions.lock()
    till.ahead += 73 * HOUR
    with pytest.raises(LeaseOver):  # head office cannot be asked
        till.services.sessions.sign_in(MARTA, PIN)


def test_it_is_not_wiped_when_head_office_could_not_read_what_waits(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        till.note()
        put_back(till)
        with writing(till.engine) as conn:
            before = conn.execute(select(hub.c.recovery_key)).scalar_one()
            conn.execute(update(hub).values(recovery_key=""))  # so old a backup that there was none
        till.services.sessions.lock()
        till.ahead = 8 * 24 * HOUR
        for _ in range(2):
            assert till.opening.keep_watch() is False
            till.ran += GRACE_SECONDS
        assert till.opening.keep_watch() is False
        assert till.wiped() == ""
        with writing(till.engine) as conn:
            conn.execute(update(hub).values(recovery_key=before))
        assert till.opening.keep_watch() is False
        assert till.wiped() == "away"


def test_the_power_goes_between_the_enrolment_and_its_last_step(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    def power_cut(_credentials: object) -> None:
        raise KeyboardInterrupt

    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        put_back(till)
        with monkeypatch.context() as patched:
            patched.setattr(till.opening, "enrolled", power_cut)
            with pytest.raises(KeyboardInterrupt):
                enrol_again(till, str(client.base_url))
        till.restart()
        assert till.opening.ask_standing() == "unknown"
        till.services.sessions.sign_in(MARTA, PIN)
        assert till.opening.ask_standing() == "welcome"
