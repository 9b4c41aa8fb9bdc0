"""Enrolling: every wrong way says what to do, an interrupted download goes on, then sellers can sign in."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from clienteling.domain.operations import NoteAdd
from clienteling.platform.vault import KeyFileDamaged
from clienteling.services.context import Services
from clienteling.services.enrolment import DownloadProgress
from clienteling.services.errors import EnrolmentFailed, WrongPin
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, Enrolment
from clienteling.wire.errors import STATUS, ErrorBody, WireError
from clienteling.wire.messages import (
    DeviceReport,
    EnrolAnswer,
    EnrolRequest,
    RecoveryAnswer,
    SellerSignIn,
    SellerSignInAnswer,
)
from tests import keys
from tests.encrypted import KEY, put_in_the_clear
from tests.services.shop import ELENA, MARGARITA, PIN, company, people
from tests.services.shop import Clock as ShopClock
from tests.sync.model import ModelHeadOffice
from tests.sync.server import Asked, Reply, Script, json, serving

CENTRO = "5c" * 16
CODE = "4711-ABCD"


def _quiet(silence: float, received: int) -> None:
    del silence, received


class Office:
    """The model head office behind HTTP. ``cut`` chunks arrive incomplete, so many times."""

    def __init__(self) -> None:
        self.model = ModelHeadOffice(("company", f"store:{CENTRO}"))
        for entity in company():
            self.model.write("company", _etype(entity), entity)
        for entity in people():
            self.model.write(f"store:{CENTRO}", _etype(entity), entity)
        self.cut = 0
        self.chunks = 0
        self.kept = ""
        self.given = 0
        self.told = DeviceReport("", 0, 0)

    def __call__(self, asked: Asked) -> Reply:
        address = urlsplit(asked.path)
        found = re.fullmatch(r"/v1/scopes/([^/]+)/(changes|snapshot)(?:/(\w+)/chunks/(\d+))?", address.path)
        if address.path == "/v1/enrol":
            return self._enrol(asked)
        if address.path == "/v1/sellers/sign-in":
            return self._sign_in(asked)
        if address.path == "/v1/device/recovery":
            self.given += 1
            return json(RecoveryAnswer(self.kept))
        if address.path == "/v1/device":
            self.told = msgspec.json.decode(asked.body, type=DeviceReport)
            return json(self.model.device(self.told, _quiet))
        if found is None:
            return json(ErrorBody(WireError.NOT_FOUND, "No."), 404)
        scope = found[1].replace("%3A", ":")
        if found[3]:
            self.chunks += 1
            body = self.model.chunk(scope, found[3], int(found[4]), 1 << 26, _quiet)
            self.cut -= 1
            return Reply(200, body, {"Content-Type": "application/octet-stream"}, cut=9 if self.cut >= 0 else 0)
        if found[2] == "snapshot":
            return json(self.model.manifest(scope, _quiet))
        asked_for = parse_qs(address.query)
        page = self.model.changes(scope, asked_for["epoch"][0], int(asked_for["after"][0]), "", _quiet)
        return json(page.changes)

    def _enrol(self, asked: Asked) -> Reply:
        if CODE.encode() not in asked.body:
            return json(ErrorBody(WireError.BAD_CODE, "No."), STATUS[WireError.BAD_CODE])
        self.kept = msgspec.json.decode(asked.body, type=EnrolRequest).recovery
        return json(EnrolAnswer("de" * 16, "1d" * 16, "fence", "Maison", CENTRO, self.model.db.epoch))

    def _sign_in(self, asked: Asked) -> Reply:
        self.given += 1
        if msgspec.json.decode(asked.body, type=SellerSignIn).pin != PIN:
            return json(SellerSignInAnswer("wrong", 3))
        return json(SellerSignInAnswer("right", recovery=self.kept, mark=keys.MARK))


def _etype(entity: object) -> str:
    name = type(entity).__name__
    return {"PreferenceDef": "preference_def"}.get(name, name.lower())


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with Tablet(tmp_path) as tablet:
        yield _started(tablet)


def _started(tablet: Tablet) -> Services:
    clock = ShopClock()
    return Services(tablet, clock, opening=keys.opening_of(tablet, clock))


def _never() -> bool:
    return False


def test_enrol_download_and_sign_in(services: Services) -> None:
    assert services.enrolment.state() == "none"
    assert services.sessions.sellers() == ()
    seen: list[DownloadProgress] = []
    office = Office()
    with serving(office) as server:
        services.enrolment.enrol(server.address, f" {CODE} ", "Till 2", seen.append, _never)
        assert services.enrolment.state() == "ready"
        assert services.tablet.locked
        tile = services.sessions.sellers()[0]
        with pytest.raises(WrongPin):
            services.sessions.sign_in(tile.id, "000000")
        assert services.tablet.locked
        services.sessions.sign_in(tile.id, PIN)
    assert seen[-1].rows == seen[-1].total_rows > 0
    assert [p.rows for p in seen] == sorted(p.rows for p in seen)
    assert seen[-1].bytes == seen[-1].total_bytes
    # From now on head office is not needed, and not asked.
    services.sessions.lock()
    services.sessions.sign_in(tile.id, PIN)
    assert office.given == 2
    assert services.profiles.open(MARGARITA).customer.name == "Margarita Garcés Ibarra"


def _refusing(number: WireError) -> Script:
    return lambda _: json(ErrorBody(number, "No."), STATUS[number])


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (_refusing(WireError.BAD_CODE), "code"),
        (_refusing(WireError.UPGRADE_TABLET), "upgrade"),
        (lambda _: Reply(200, b"<html>welcome</html>", {"Content-Type": "text/html"}), "not_head_office"),
        (lambda _: Reply(404, b"nothing here"), "not_head_office"),
        (lambda _: Reply(503, b""), "busy"),
        (lambda _: Reply(0), "unreachable"),
    ],
)
def test_each_wrong_way_says_what_to_do_and_keeps_nothing(services: Services, script: Script, reason: str) -> None:
    with serving(script) as server, pytest.raises(EnrolmentFailed) as failed:
        services.enrolment.enrol(server.address, CODE, "Till 2", lambda _: None, _never)
    assert failed.value.reason == reason
    assert failed.value.sentence.endswith(".")
    assert CODE not in failed.value.sentence
    assert services.enrolment.state() == "none"


@pytest.mark.parametrize("address", ["", "head office", "http://", "ftp://x.example", "<img src=x>", "http://x:99999"])
def test_a_wrong_address_says_so(services: Services, address: str) -> None:
    with pytest.raises(EnrolmentFailed) as failed:
        services.enrolment.enrol(address, CODE, "Till 2", lambda _: None, _never)
    assert failed.value.reason == "address"


def test_nobody_at_the_address(services: Services) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(EnrolmentFailed) as failed:
            services.enrolment.enrol(f"127.0.0.1:{held.getsockname()[1]}", CODE, "Till", lambda _: None, _never)
    assert failed.value.reason == "unreachable"


def test_a_cancelled_download_goes_on_where_it_stopped(services: Services) -> None:
    office = Office()
    stop: list[bool] = []

    def watch(progress: DownloadProgress) -> None:
        if 0 < progress.rows < progress.total_rows:
            stop.append(True)

    with serving(office) as server:
        with pytest.raises(EnrolmentFailed) as failed:
            services.enrolment.enrol(server.address, CODE, "Till", watch, lambda: bool(stop))
        assert failed.value.reason == "cancelled"
        assert services.enrolment.state() == "downloading"
        before = office.chunks
        rows: list[int] = []
        services.enrolment.resume(lambda p: rows.append(p.rows), _never)
    assert services.enrolment.state() == "ready"
    assert rows[0] > 0
    assert office.chunks > before


def test_an_interrupted_download_goes_on_after_a_restart_with_what_head_office_keeps(services: Services) -> None:
    office = Office()
    stop: list[bool] = []
    with serving(office) as server:
        with pytest.raises(EnrolmentFailed):
            services.enrolment.enrol(
                server.address, CODE, "Till", lambda p: stop.append(True) if p.rows else None, lambda: bool(stop)
            )
        services.tablet.close()
        with Tablet(services.tablet.directory) as tablet:
            again = _started(tablet)
            assert (again.enrolment.state(), tablet.locked) == ("downloading", True)
            again.enrolment.resume(lambda _: None, _never)
            assert again.enrolment.state() == "ready"
    assert office.given == 1


def test_before_head_office_has_taken_it_a_tablet_starts_again_with_the_same_keys(services: Services) -> None:
    with serving(_refusing(WireError.BAD_CODE)) as server, pytest.raises(EnrolmentFailed):
        services.enrolment.enrol(server.address, CODE, "Till", lambda _: None, _never)
    purpose = services.tablet.journal.key_for("the same request")
    services.tablet.close()
    with Tablet(services.tablet.directory) as tablet:
        again = _started(tablet)
        assert (again.enrolment.state(), tablet.locked) == ("none", False)
        # A code whose answer was lost works again because the tablet shows the same key.
        assert tablet.journal.key_for("the same request") == purpose


def test_a_damaged_chunk_is_asked_for_again(services: Services) -> None:
    office = Office()
    office.cut = 1
    with serving(office) as server:
        services.enrolment.enrol(server.address, CODE, "Till", lambda _: None, _never)
    assert services.enrolment.state() == "ready"


def test_going_on_without_being_enrolled_says_so(services: Services) -> None:
    with pytest.raises(EnrolmentFailed) as failed:
        services.enrolment.resume(lambda _: None, _never)
    assert failed.value.reason == "code"


def test_a_tablet_of_an_app_that_did_not_encrypt_keeps_its_work_and_downloads_again(tmp_path: Path) -> None:
    office = Office()
    with serving(office) as server:
        with Tablet(tmp_path, KEY) as old:
            old.journal.enrol(Enrolment(server.address, "de" * 16, "1d" * 16, "token", CENTRO, "Maison"), "fence")
            old.journal.append([Draft(NoteAdd(MARGARITA, "Zacarías"), "ab" * 16)], ELENA, CENTRO, 1)
        put_in_the_clear(tmp_path)
        with Tablet(tmp_path) as tablet:
            services = _started(tablet)
            assert services.enrolment.state() == "downloading"
            assert tablet.journal.waiting().count == 1
        assert not any(b"Zacar" in path.read_bytes() for path in tmp_path.iterdir())
        with Tablet(tmp_path) as tablet:  # the app was closed before head office could be asked
            services = _started(tablet)
            with pytest.raises(EnrolmentFailed):  # this one takes no work: what matters here is what it was told
                services.enrolment.resume(lambda _: None, _never)
            assert office.told.key_store == "demo"
            assert services.opening.vault.recovered(office.told.recovery).data


def test_without_its_key_file_a_tablet_is_not_begun_anew(tmp_path: Path) -> None:
    with Tablet(tmp_path) as tablet:
        keys.begin(tablet)
    (tmp_path / "keys.json").unlink()
    with Tablet(tmp_path) as tablet, pytest.raises(KeyFileDamaged):
        _started(tablet)
