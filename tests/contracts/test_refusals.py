"""What the real service refuses, as the tablet tells it."""

from __future__ import annotations

import threading
from collections import deque
from pathlib import Path
from typing import Any

import msgspec
import pytest

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.platform.clock import SystemClock
from clienteling.store.tablet import Tablet
from clienteling.sync import errors
from clienteling.sync.enrolment import enrol
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.sync.plan import Plan
from clienteling.sync.ports import Watch
from clienteling.sync.scheduler import Scheduler, State
from clienteling.sync.showing import Showing
from clienteling.sync.transport import Answer, Http, json_headers
from clienteling.wire.messages import DIGEST_HEADER, PushRequest
from tests.contracts.service import Network, Service, Trouble
from tests.contracts.worlds import ServiceWorld
from tests.encrypted import KEY
from tests.sync.memory import MemoryCredentials
from tests.sync.world import Saved


def quiet(silence: float, received: int) -> None:
    del silence, received


def test_a_code_is_good_once_and_only_as_it_was_given(service: Service) -> None:
    code = service.code()
    first, second = MemoryCredentials(), MemoryCredentials()
    with pytest.raises(errors.WrongCode):
        enrol(service.address, "00000-00000", "Till 2", first, "1.0")
    enrol(service.address, f" {code.lower()} ", "Till 2", first, "1.0")
    with pytest.raises(errors.WrongCode) as refused:
        enrol(service.address, code, "Till 3", second, "1.0")
    assert "Ask head office for a new one" in refused.value.sentence
    assert first.saved is not None
    assert second.saved is None


@pytest.mark.parametrize("trouble", ["unanswered", "garbled", "twice"])
def test_a_code_whose_answer_was_lost_works_again_on_this_tablet(
    service: Service, network: Network, tmp_path: Path, trouble: Trouble
) -> None:
    world, code = ServiceWorld(tmp_path / "new", service, network), service.code()
    before = len(service.devices())
    network.troubles, network.only = deque([trouble]), "/v1/enrol"
    try:
        if trouble == "twice":
            world.enrol(code)
        else:
            with pytest.raises((errors.Offline, errors.NotHeadOffice)):
                world.enrol(code)
            world.tablet.close()
            world.tablet = Tablet(world.directory, KEY)
            with pytest.raises(errors.WrongCode):
                enrol(network.address, code, "Another", MemoryCredentials(), "1.0")
            world.enrol(code)
        assert len(service.devices()) == before + 1
        world.exchange()
        world.assert_converged()
    finally:
        world.close()


def test_a_place_at_the_right_machine_that_is_not_head_office_is_told(service: Service) -> None:
    with pytest.raises(errors.NotHeadOffice):
        enrol(f"{service.address}/elsewhere", service.code(), "Till 2", MemoryCredentials(), "1.0")


def test_a_head_office_that_is_switched_off_is_unreachable(service: Service) -> None:
    code = service.code()
    service.stop()
    with pytest.raises(errors.Offline):
        enrol(service.address, code, "Till 2", MemoryCredentials(), "1.0")
    service.start()
    enrol(service.address, code, "Till 2", MemoryCredentials(), "1.0")


class _Changed(Http):
    """A network that changes what is sent."""

    arrives = b""

    def send(self, method: str, path: str, watch: Watch, **rest: Any) -> Answer:
        if self.arrives and path == "/v1/push":
            rest["body"] = self.arrives
        return super().send(method, path, watch, **rest)


def _push(world: ServiceWorld, body: bytes, arrives: bytes = b"", digest: str = "") -> None:
    http = Showing(line := _Changed(world.network.address, {}), world.credentials)
    line.arrives = arrives
    try:
        http.send(
            "POST",
            "/v1/push",
            quiet,
            body=body,
            headers={**json_headers(body), **({DIGEST_HEADER: digest} if digest else {})},
        )
    finally:
        http.close()


def test_an_unknown_field_is_refused_and_nothing_is_taken(downloaded: ServiceWorld) -> None:
    world = downloaded
    known = world.service.customer_ids(world.scope)[0]
    world.save(Saved(op.NoteAdd(known, "Hello"), new_id()))
    journal = world.tablet.journal
    batch = tuple(journal.next_batch(10, 1 << 20))
    request = PushRequest(new_id(), world.credentials.replica_id, journal.fence(), batch)
    body = {**msgspec.to_builtins(request, enc_hook=None, builtin_types=(msgspec.Raw,)), "shoe": 1}
    with pytest.raises(errors.BadMessage):
        _push(world, msgspec.json.encode(body))
    assert not world.service.ledger()
    world.exchange()
    world.assert_converged()


def test_a_push_that_arrives_damaged_is_asked_for_again(downloaded: ServiceWorld) -> None:
    world = downloaded
    request = PushRequest(new_id(), world.credentials.replica_id, world.tablet.journal.fence(), ())
    body = msgspec.json.encode(request)
    with pytest.raises(errors.Busy):
        _push(world, body, arrives=body.replace(b'"waiting":0', b'"waiting":1'))
    # A digest that was changed with it does not help: the signature goes over it.
    with pytest.raises(errors.StaleToken):
        _push(world, body, digest="0" * 64)


def test_a_push_without_operations_asks_only_and_changes_nothing(downloaded: ServiceWorld) -> None:
    world = downloaded
    known = world.service.customer_ids(world.scope)[0]
    _push(
        world,
        msgspec.json.encode(PushRequest(new_id(), world.credentials.replica_id, world.tablet.journal.fence(), ())),
    )
    world.save(Saved(op.NoteAdd(known, "Hello"), new_id()))
    assert world.exchange().results == {"applied": 1}


def test_a_copy_of_a_tablet_is_found_out(downloaded: ServiceWorld) -> None:
    world = downloaded
    known = world.service.customer_ids(world.scope)[0]
    stale = world.tablet.journal.fence()
    world.save(Saved(op.NoteAdd(known, "Hello"), new_id()))
    batch = tuple(world.tablet.journal.next_batch(10, 1 << 20))
    world.exchange()
    request = PushRequest(new_id(), world.credentials.replica_id, stale, batch)
    with pytest.raises(errors.Cloned):
        _push(world, msgspec.json.encode(request))


@pytest.mark.parametrize("scope", ["store:" + "0" * 32, "everything", "company/../shared"])
def test_another_stores_rows_are_not_there(downloaded: ServiceWorld, scope: str) -> None:
    office = HttpHeadOffice(downloaded.credentials, "1.0")
    with pytest.raises((errors.NotFound, errors.Refused)):
        office.changes(scope, downloaded.tablet.replica.epoch(), 0, "", quiet)
    office.close()


def test_work_done_offline_arrives_by_itself_when_head_office_is_back(downloaded: ServiceWorld, tmp_path: Path) -> None:
    """The whole machine: scheduler, engine, files, sockets; no new writing after the network is back."""
    del tmp_path
    world = downloaded
    known = world.service.customer_ids(world.scope)[0]
    news = threading.Condition()
    states: list[State] = []

    def told(state: State) -> None:
        with news:
            states.append(state)
            news.notify_all()

    def wait(connection: str, waiting: int) -> None:
        journal = world.tablet.journal
        with news:
            assert news.wait_for(
                lambda: states[-1:] and states[-1].connection == connection and journal.waiting().count == waiting, 20
            ), states

    plan = Plan(period=0.2, debounce=0.01, gap=0.05, draw=lambda: 0.0)
    scheduler = Scheduler(world.engine, world.tablet.journal, SystemClock(), plan=plan, on_state=told)
    scheduler.start()
    try:
        wait("online", 0)
        world.service.stop()
        wait("offline", 0)
        world.save(Saved(op.NoteAdd(known, "Written offline"), new_id()))
        scheduler.written()
        wait("offline", 1)
        world.service.start()
        wait("online", 0)
    finally:
        assert scheduler.stop()
    world.exchange()
    world.assert_converged()
