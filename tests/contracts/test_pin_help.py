"""The real tablet and the real head office: a manager helps with a PIN, and the seller hears of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clienteling.services.errors import HelpOver, NeedsOffice, NotFound, PinClosed, WeakPin, WrongPin
from clienteling.services.pin_help import Leave
from clienteling.sync import errors as sync_errors
from clienteling.sync.head_office import HttpHeadOffice
from headoffice.db.engine import open_engine, writing
from headoffice.db.sync_tables import pin_grants, pin_tries
from tests.contracts.test_lock import HOUR, ONE_DATABASE, Till, _migrated
from tests.databases import Databases
from tests.headoffice.tablet import LUIS, MARTA, serving
from tests.headoffice.test_pin_grants import promote
from tests.headoffice.test_pins import PIN

NEW = "602214"
MANAGER_PIN = PIN
pytestmark = ONE_DATABASE


@pytest.fixture
def till(tmp_path: Path, database_kind: str, databases: Databases) -> Iterator[Till]:
    with databases.prepared(database_kind, "migrated", _migrated) as url:
        engine = open_engine(url)
        made = Till(tmp_path / "till", engine, url)
        promote(engine)
        try:
            yield made
        finally:
            made.tablet.close()
            engine.dispose()


def _exchange(till: Till) -> None:
    till.services.enrolment.resume(lambda _: None, lambda: False)


def _leave(till: Till) -> Leave:
    (luis,) = till.services.pin_help.helpers(MARTA)
    return till.services.pin_help.ask(MARTA, luis.id, MANAGER_PIN)


def test_whose_slot_was_destroyed_gets_a_new_pin_and_hears_who_helped(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        till.note()
        till.services.sessions.lock()
        for n in range(10):
            with pytest.raises((WrongPin, PinClosed)):
                till.services.sessions.sign_in(MARTA, f"{n:06}")
            till.ahead += HOUR
            till.ran += HOUR / 1000
        assert not till.opening.vault.has_slot(MARTA)
        leave = _leave(till)
        assert leave.grant not in repr(leave)
        with pytest.raises(WeakPin):
            till.services.pin_help.choose(leave, "123456")
        till.services.pin_help.choose(leave, NEW)
        assert till.tablet.locked
        assert till.services.sessions.current is None
    # From here on without head office, on this tablet.
    till.services.sessions.sign_in(MARTA, NEW)
    assert [reset.by for reset in till.services.sessions.pin_resets()] == ["Luis"]
    assert till.tablet.journal.waiting().count == 1
    till.restart()
    with pytest.raises(WrongPin):
        till.services.sessions.sign_in(MARTA, PIN)
    till.services.sessions.sign_in(MARTA, NEW)
    till.services.sessions.pin_resets_told()
    till.restart()
    till.services.sessions.sign_in(MARTA, NEW)
    assert till.services.sessions.pin_resets() == ()


def test_the_new_pin_stays_after_the_next_exchange_and_holds_on_other_tablets(till: Till, tmp_path: Path) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        other = _second(till, tmp_path)
        other.enrol(str(client.base_url))
        other.services.sessions.lock()
        till.services.sessions.lock()
        till.services.pin_help.choose(_leave(till), NEW)
        till.services.sessions.sign_in(MARTA, NEW)
        _exchange(till)
        assert till.opening.vault.has_slot(MARTA)
        # On the other one the old PIN opens until it hears of it, then the new one, and she is told there too.
        other.services.sessions.sign_in(MARTA, PIN)
        _exchange(other)
        assert not other.opening.vault.has_slot(MARTA)
        other.services.sessions.sign_in(MARTA, NEW)
        assert [reset.by for reset in other.services.sessions.pin_resets()] == ["Luis"]
        other.tablet.close()


def _second(till: Till, tmp_path: Path) -> Till:
    other: Till = Till.__new__(Till)
    other.folder, other.engine, other.url = tmp_path / "other", till.engine, till.url
    other.ahead, other.ran = 0, 0.0
    other.start()
    return other


def test_without_head_office_nothing_changes(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        till.services.sessions.lock()
        leave = _leave(till)
    with pytest.raises(NeedsOffice, match="A new PIN needs head office"):
        _leave(till)
    till.services.sessions.sign_in(MARTA, PIN)
    till.services.sessions.lock()
    with pytest.raises(NeedsOffice, match="A new PIN needs head office"):
        till.services.pin_help.choose(leave, NEW)
    # It may have arrived: head office is asked from now on.
    assert not till.opening.vault.has_slot(MARTA)


def test_an_answer_that_was_lost_locks_nobody_out(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        till.services.sessions.lock()
        leave, whole = _leave(till), HttpHeadOffice.set_pin

        def lost(office: HttpHeadOffice, *asked: object) -> None:
            whole(office, *asked)  # type: ignore[arg-type]
            raise sync_errors.Offline

        monkeypatch.setattr(HttpHeadOffice, "set_pin", lost)
        with pytest.raises(NeedsOffice):
            till.services.pin_help.choose(leave, NEW)
        monkeypatch.undo()
        assert not till.opening.vault.has_slot(MARTA)  # else the old PIN would open, and the new one not
        till.services.sessions.sign_in(MARTA, NEW)
        assert [reset.by for reset in till.services.sessions.pin_resets()] == ["Luis"]
        till.services.sessions.lock()
        till.services.pin_help.choose(leave, NEW)  # and the same again does no harm
        with pytest.raises(HelpOver):
            till.services.pin_help.choose(leave, "271823")


def test_what_a_manager_is_told_and_who_is_none(till: Till) -> None:
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        till.services.sessions.lock()
        desk = till.services.pin_help
        assert [helper.name for helper in desk.helpers(MARTA)] == ["Luis"]
        assert desk.helpers(LUIS) == desk.helpers("nobody") == ()
        with pytest.raises(NotFound):
            desk.ask(LUIS, MARTA, PIN)
        with pytest.raises(WrongPin) as wrong:
            desk.ask(MARTA, LUIS, "000000")
        assert wrong.value.tries_left == 3
        with writing(till.engine) as conn:
            conn.execute(pin_tries.update().values(failed=10))
        with pytest.raises(PinClosed):
            desk.ask(MARTA, LUIS, MANAGER_PIN)


def test_a_head_office_that_knows_nothing_of_it_still_lets_sellers_in(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = HttpHeadOffice._post

    def older(office: HttpHeadOffice, path: str, *rest: object) -> object:
        if path.startswith("/v1/sellers/pin"):
            raise sync_errors.NotFound
        return whole(office, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(HttpHeadOffice, "_post", older)
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        assert till.services.sessions.pin_resets() == ()
    with writing(till.engine) as conn:
        assert conn.execute(pin_grants.select()).all() == []
