"""One exchange: pushing, pulling, and when the replica is downloaded anew."""

from __future__ import annotations

import contextlib

import msgspec
import pytest

from clienteling.domain.ids import new_id
from clienteling.domain.operations import OP_SCHEMA
from clienteling.sync import errors
from clienteling.sync.push import UNREAD_LIMIT
from clienteling.sync.receipts import ASK_MS
from clienteling.sync.report import Report
from clienteling.wire.errors import WireError
from clienteling.wire.messages import PUSH_LIMIT, SNAPSHOT_SCHEMA
from tests.sync.model import HOME, ModelHeadOffice
from tests.sync.operations import a_customer, a_store
from tests.sync.world import Killed, World


@pytest.fixture
def world() -> World:
    """Ten customers and a store at head office, all downloaded."""
    made = World()
    made.head_office.write("company", "store", a_store())
    for number in range(10):
        made.head_office.write(HOME, "customer", a_customer(f"Customer {number}"))
    made.exchange()
    made.assert_converged()
    return made


def test_first_exchange_downloads_everything_and_remembers_when(world: World) -> None:
    assert world.replica.swaps == 1
    assert world.journal.last_sync() == world.clock.now()
    assert world.journal.region == "PT"


def test_head_office_is_told_how_the_tablet_stands(world: World) -> None:
    first = world.head_office.reports[0]
    assert (first.op_schema, first.snapshot_schema, first.epoch, first.waiting) == (OP_SCHEMA, SNAPSHOT_SCHEMA, "", 0)
    assert first.app_version
    created = world.make.customer()
    unread = world.make.customer()
    world.journal.save([created, world.make.note(created.entity_id), unread])
    world.head_office.unreadable = {unread.op_id}
    world.exchange()
    world.exchange()
    second, third = world.head_office.reports[1:]
    assert (second.epoch, second.waiting, second.oldest_waiting_at) == (
        world.head_office.db.epoch,
        3,
        created.occurred_at,
    )
    assert (third.waiting, third.oldest_waiting_at, third.quarantined, third.conflicts) == (0, 0, 1, 0)


def test_changes_at_head_office_arrive_page_by_page(world: World) -> None:
    world.head_office.page = 3
    for number in range(10):
        world.head_office.write(HOME, "customer", a_customer(f"New {number}"))
    before = world.head_office.calls["changes"]
    report = world.exchange()
    assert report.rows == 10
    assert world.head_office.calls["changes"] - before == 1 + 4
    world.assert_converged()


def test_every_operation_has_its_effect_and_is_answered(world: World) -> None:
    created = world.make.customer()
    noted = world.make.note(created.entity_id)
    world.journal.save([created, noted])
    report = world.exchange()
    assert report.results == {"applied": 2}
    assert world.head_office.db.effects == {created.op_id: 1, noted.op_id: 1}
    assert set(world.journal.acknowledged) == {created.op_id, noted.op_id}
    assert world.journal.fence() == world.head_office.db.fence
    world.assert_converged()


def test_many_operations_go_in_batches_of_whole_groups(world: World) -> None:
    customer = a_customer()
    world.head_office.write(HOME, "customer", customer)
    for _ in range(8):
        group = new_id()
        world.journal.save(world.make.note(customer.id, group=group) for _ in range(150))
    world.exchange()
    assert world.head_office.sizes == [450, 450, 300]
    world.assert_converged()


def test_large_operations_go_in_batches_below_the_byte_limit(world: World) -> None:
    customer = a_customer()
    world.head_office.write(HOME, "customer", customer)
    world.journal.save(world.make.note(customer.id, "x" * 9_000) for _ in range(200))
    world.exchange()
    assert sum(world.head_office.sizes) == 200
    assert max(world.head_office.sizes) < 120
    world.assert_converged()


def test_a_batch_whose_answer_was_lost_is_sent_again_unchanged_even_when_more_was_saved(world: World) -> None:
    first, second = world.make.customer("First"), world.make.customer("Second")
    world.journal.save([first])
    with pytest.raises(errors.Offline):
        world.exchange(["ok", "lost_after"])
    world.journal.save([second])
    world.exchange()
    assert world.head_office.db.effects == {first.op_id: 1, second.op_id: 1}
    assert world.head_office.sizes == [1, 1]
    world.assert_converged()


def test_a_tablet_killed_between_push_and_answer_sends_again_under_the_same_name(world: World) -> None:
    saved = world.make.customer()
    world.journal.save([saved])
    with pytest.raises(Killed):
        world.exchange(["ok", "killed_after"])
    world.restart()
    world.exchange()
    assert world.head_office.db.effects == {saved.op_id: 1}
    assert world.head_office.sizes == [1]
    world.assert_converged()


def test_a_refused_operation_goes_to_quarantine_and_the_rest_goes_on(world: World) -> None:
    bad = world.make.note("not-an-id")
    good = world.make.customer()
    world.journal.save([bad, good])
    report = world.exchange()
    assert report.results == {"rejected": 1, "applied": 1}
    assert set(world.journal.quarantine) == {bad.op_id}
    world.assert_converged()


def test_a_group_that_head_office_cannot_read_is_found_among_the_others(world: World) -> None:
    saved = [world.make.customer(f"Customer {n}") for n in range(9)]
    world.journal.save(saved)
    world.head_office.unreadable = {saved[5].op_id}
    report = world.exchange()
    assert report.results == {"applied": 8, "rejected": 1}
    assert set(world.journal.quarantine) == {saved[5].op_id}
    assert "Update" in world.journal.quarantine[saved[5].op_id][1].sentence
    assert set(world.head_office.db.effects.values()) == {1}
    world.assert_converged()


def test_a_head_office_that_reads_nothing_is_asked_a_bounded_number_of_times(world: World) -> None:
    saved = [world.make.customer(f"Customer {n}") for n in range(120)]
    world.journal.save(saved)
    world.head_office.unreadable = {op.op_id for op in saved}
    world.head_office.write(HOME, "customer", a_customer())
    asked = []
    for _ in range(20):
        world.head_office.calls.clear()
        with contextlib.suppress(errors.TooMuchUnread):
            world.exchange()
        asked.append(world.head_office.calls["push"])
        assert world.replica.everything() == world.head_office.everything()  # what others saved has come all the same
        if not world.journal.outbox:
            break
    assert len(asked) > 2
    assert max(asked) <= 2 * UNREAD_LIMIT
    assert set(world.journal.quarantine) == {op.op_id for op in saved}


def test_a_group_is_quarantined_whole(world: World) -> None:
    customer = a_customer()
    world.head_office.write(HOME, "customer", customer)
    group = new_id()
    bound = [world.make.note(customer.id, group=group) for _ in range(3)]
    free = [world.make.note(customer.id), world.make.note(customer.id)]
    world.journal.save([free[0], *bound, free[1]])
    world.head_office.unreadable = {bound[1].op_id}
    world.exchange()
    assert set(world.journal.quarantine) == {op.op_id for op in bound}
    assert world.head_office.db.effects == {op.op_id: 1 for op in free}


def test_head_office_is_told_what_still_waits(world: World) -> None:
    customer = a_customer()
    world.head_office.write(HOME, "customer", customer)
    world.journal.save(world.make.note(customer.id) for _ in range(PUSH_LIMIT + 7))
    world.exchange()
    assert world.head_office.told == [(7, 1_700_000_000_000), (0, 0)]


def test_nothing_is_quarantined_when_head_office_understands_nothing(world: World) -> None:
    world.journal.save(world.make.customer(f"Customer {n}") for n in range(300))
    world.head_office.understands_nothing = True
    before = world.head_office.calls["push"]
    with pytest.raises(errors.BadMessage):
        world.exchange()
    assert world.head_office.calls["push"] - before < 12
    assert len(world.journal.outbox) == 300
    assert world.journal.quarantine == {}
    world.head_office.understands_nothing = False
    world.exchange()
    world.assert_converged()


def test_a_head_office_too_old_for_what_was_saved_is_still_pulled_from(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def older(*_: object) -> None:
        raise errors.HeadOfficeOlder(number=WireError.UPGRADE_HEAD_OFFICE)

    world.journal.save([world.make.customer()])
    world.head_office.write(HOME, "customer", a_customer())
    monkeypatch.setattr(world.head_office, "push", older)
    with pytest.raises(errors.HeadOfficeOlder) as refused:
        world.exchange()
    assert refused.value.report.rows == 1
    assert len(world.journal.outbox) == 1


def test_a_restored_head_office_gets_everything_again_and_the_replica_is_replaced(world: World) -> None:
    backup = world.head_office.backup()
    saved = [world.make.customer(f"Customer {n}") for n in range(3)]
    world.journal.save(saved)
    ghost = a_customer("Written after the backup")
    world.head_office.write(HOME, "customer", ghost)
    world.exchange()
    world.head_office.restore(backup)
    report = world.exchange()
    assert report.rebuilt
    assert report.results == {"applied": 3}
    assert world.head_office.db.effects == {op.op_id: 1 for op in saved}
    assert ("customer", ghost.id) not in world.replica.everything()
    world.assert_converged()


def test_a_tablet_offline_past_the_floor_replaces_everything_but_offers_nothing_again(world: World) -> None:
    saved = world.make.customer()
    world.journal.save([saved])
    world.exchange()
    gone = next(iter(world.head_office.everything()))
    feed = world.head_office.db.feed("company" if gone[0] == "store" else HOME)
    del feed.places[gone]
    feed.head += 5
    feed.floor = feed.head
    report = world.exchange()
    assert report.rebuilt
    assert not report.results
    assert gone not in world.replica.everything()
    world.assert_converged()


def test_a_feed_that_went_back_is_noticed(world: World) -> None:
    saved = world.make.customer()
    backup = world.head_office.backup()
    world.journal.save([saved])
    world.exchange()
    epoch = world.head_office.db.epoch
    world.head_office.restore(backup)
    world.head_office.db.epoch = epoch
    report = world.exchange()
    assert report.rebuilt
    assert world.head_office.db.effects == {saved.op_id: 1}
    world.assert_converged()


def test_a_new_scope_is_downloaded_and_a_lost_one_dropped(world: World) -> None:
    world.head_office.write("shared", "customer", a_customer("Web only"))
    world.head_office.scopes = ("company", "shared", HOME)
    assert world.exchange().rebuilt
    world.assert_converged()
    world.head_office.scopes = ("company", HOME)
    assert world.exchange().rebuilt
    assert set(world.replica.scopes()) == {"company", HOME}
    world.assert_converged()


@pytest.mark.logs_errors
def test_a_row_that_differs_is_found_told_and_mended(world: World) -> None:
    key = next(iter(world.replica.rows[HOME]))
    del world.replica.rows[HOME][key]
    world.head_office.write(HOME, "customer", a_customer())
    report = world.exchange()
    assert report.alarms == (HOME,)
    assert report.diverged == ()
    world.assert_converged()


@pytest.mark.logs_errors
def test_rows_that_stay_different_are_told_but_not_downloaded_for_ever(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world.replica, "integrity", lambda _: (0, 0))
    swaps = world.replica.swaps
    for _ in range(4):
        world.head_office.write(HOME, "customer", a_customer())
        report = world.exchange()
        assert HOME in report.diverged
    assert world.replica.swaps == swaps + 1
    monkeypatch.undo()
    world.head_office.write(HOME, "customer", a_customer())
    world.head_office.write("company", "store", a_store())
    assert world.exchange().diverged == ()


def test_nothing_is_counted_or_applied_when_nothing_changed(world: World) -> None:
    world.settle()
    compared = world.replica.compared
    report = world.exchange()
    assert not report.changed
    assert world.replica.compared == compared


def test_a_slow_network_is_told_and_holds_nothing_up(world: World) -> None:
    told: list[str] = []
    report = world.exchange(["slow"], on_slow=lambda: told.append("slow"))
    assert report.slow
    assert told == ["slow"]
    assert not world.exchange().slow


def test_an_exchange_given_up_stops_at_the_next_request(world: World) -> None:
    world.journal.save([world.make.customer()])
    with pytest.raises(errors.Cancelled):
        world.exchange(cancelled=lambda: True)
    assert len(world.journal.outbox) == 1
    world.exchange()
    world.assert_converged()


def test_a_failure_tells_what_was_done_before_it(world: World) -> None:
    world.journal.save([world.make.customer()])
    with pytest.raises(errors.Offline) as failed:
        world.exchange(["ok", "ok", "lost_before"])
    assert failed.value.report.results == {"applied": 1}


@pytest.mark.parametrize("error", [errors.Revoked(), errors.UpgradeNeeded(), errors.Cloned()])
def test_a_permanent_refusal_leaves_everything_in_place(
    world: World, monkeypatch: pytest.MonkeyPatch, error: errors.Refused
) -> None:
    def refuse(*_: object) -> None:
        raise error

    saved = world.make.customer()
    world.journal.save([saved])
    held = world.replica.everything()
    monkeypatch.setattr(world.head_office, "push", refuse)
    with pytest.raises(type(error)):
        world.exchange()
    assert world.journal.outbox == [saved]
    assert world.replica.everything() == held


def test_a_journal_that_keeps_what_was_answered_cannot_cause_an_endless_loop(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world.journal, "record", lambda *_: None)
    world.journal.save([world.make.customer()])
    with pytest.raises(errors.SyncError):
        world.exchange()
    assert world.head_office.calls["push"] == 1


def test_results_in_another_order_are_not_believed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real = world.head_office.push

    def shuffled(*args: object) -> object:
        answer = real(*args)  # type: ignore[arg-type]
        return msgspec.structs.replace(answer, results=answer.results[::-1])

    world.journal.save([world.make.customer("A"), world.make.customer("B")])
    monkeypatch.setattr(world.head_office, "push", shuffled)
    with pytest.raises(errors.Corrupt):
        world.exchange()
    assert len(world.journal.outbox) == 2


def test_an_empty_head_office_is_downloaded_too() -> None:
    world = World(ModelHeadOffice())
    report = world.exchange()
    assert report == Report(rebuilt=True)
    assert world.replica.epoch() == world.head_office.db.epoch


def test_a_tablet_with_one_key_gets_another_one_as_soon_as_head_office_knows_of_two(world: World) -> None:
    held = world.journal.load()
    assert held is not None
    one = msgspec.structs.replace(held, standing=None)
    world.journal.credentials = one
    world.head_office.knows_one_key = True
    for _ in range(2):
        world.journal.save([world.make.customer()])
        world.exchange()
    assert (world.journal.load(), world.journal.waiting().count) == (one, 0)
    world.head_office.knows_one_key = False  # updated, while the app stays open
    asked = world.head_office.calls["work_key"]
    for _ in range(2):
        world.exchange()
    assert world.head_office.calls["work_key"] == asked + 1
    two = world.journal.load()
    assert two is not None
    assert (two.standing, two.key == one.key) == (one.key, False)
    assert world.head_office.used[-1] == two


@pytest.mark.parametrize(
    ("wants", "knows", "told"), [("1", False, [False]), ("asked", True, [True]), ("asked", False, []), ("", True, [])]
)
def test_a_receipt_is_as_head_office_understands_it_and_never_given_unasked(
    world: World, wants: str, knows: bool, told: list[bool]
) -> None:
    gone, stays = world.make.customer(), world.make.customer()
    world.journal.save([gone, stays])
    world.exchange()
    world.head_office.erased_ids = {gone.entity_id, "somebody else"}
    world.head_office.wants_receipt, world.head_office.knows_erased = wants, knows
    world.exchange()
    assert [report.asked for report in world.head_office.receipts] == told
    assert world.journal.struck == ({gone.entity_id} if wants and knows else set())
    assert bool(world.head_office.wants_receipt) is (told == [] and bool(wants)), "who had none goes on waiting"


def test_it_is_asked_once_a_day_who_was_erased_and_in_parts(world: World) -> None:
    for _ in range(3):
        world.journal.save([world.make.customer() for _ in range(200)])
        world.exchange()
    assert world.head_office.calls["erased"] == 0, "the first exchange had nobody to ask about, and asked today"
    world.clock.time += ASK_MS / 1000
    for _ in range(2):
        world.exchange()
    assert world.head_office.calls["erased"] == 2
