"""A schedule lived through: tablets, network and head office, then healing, then the oracle."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine

from clienteling.domain import ids
from clienteling.domain.errors import Rejected
from clienteling.store import database as store_database
from clienteling.sync import head_office, push, stage
from clienteling.sync.errors import Revoked, SyncError
from headoffice.db import engine as office_engine
from tests.headoffice.tablet import MARTA, PAULA, SOUTH
from tests.simulation import boundaries
from tests.simulation.changes import Changes
from tests.simulation.device import Device
from tests.simulation.office import Company, HeadOffice
from tests.simulation.oracle import at_rest, judge
from tests.simulation.seller import Seller
from tests.simulation.steady import Steady
from tests.simulation.steps import OFFICE, SAVES, Step
from tests.simulation.storage import Storage
from tests.sync.clocks import FakeClock

PAGE_ROWS = 5
PUSH_OPERATIONS = 6
STAGED_ROWS = (1, 8, 1_000)
"""From how many rows on a tablet is catching up; which of these, the seed decides."""
MOST_TABLETS = 5
HEALING = 12
"""Rounds of exchanges without faults within which everything must have come to rest."""


class Saved:
    """What sellers were told is saved, about whom (operation -> customer), and what became known to be hopeless."""

    def __init__(self) -> None:
        self.told: set[str] = set()
        self.about: dict[str, str] = {}
        self.hopeless: set[str] = set()
        self.safe: set[str] = set()
        self.sent_again: set[str] = set()
        self.lost_with_disk: set[str] = set()


class World:
    """Two or three tablets of two stores, and head office. ``story`` says what happened, step by step."""

    def __init__(self, folder: Path, storage: Storage, company: Company, tablets: int) -> None:
        self.office = HeadOffice(storage, company)
        self.clock = FakeClock()
        self.customers = list(company.customers)
        self.founders = frozenset(company.customers)
        self.saved = Saved()
        self.story: list[str] = []
        self._changes = Changes(self.office, self.customers)
        self._steady = Steady(self.office)
        self._words = itertools.count()
        places = [company.tablets[0], company.tablets[2], company.tablets[1]][:tablets]
        self.devices = [Device(folder / f"tablet{n}", self.office, self.clock, place) for n, place in enumerate(places)]

    def close(self) -> None:
        for device in self.devices:
            device.close()
        self.office.close()

    def live(self, schedule: Iterable[Step]) -> None:
        """Take the steps, heal, judge. Raises ``AssertionError``, or whatever the programs raise."""
        for device in self.devices:
            self._look(device)
        for step in schedule:
            self.story.append(str(step))
            outcome = self._take(step)
            self._steady.head_office_changed()
            if step.kind == "exchange":
                self._look(self._of(step))
            self.story[-1] += f" -> {outcome or 'nothing'}"
        self.story.append("healing")
        self._heal()
        judge(self.office, self.devices, self.saved)

    def _take(self, step: Step) -> str:
        device = self._of(step)
        self.clock.time += 1.0
        if step.kind == "exchange":
            moves = itertools.count(step.b)
            device.network.meanwhile = lambda: self._move(Step("home", a=step.a, b=next(moves)))
            device.exchange(step)
            return device.happened
        if step.kind in SAVES:
            return self._save(device, step)
        if step.kind == "backup":
            self.office.backup()
            return "done"
        if step.kind == "restore":
            done = self.office.restore(step.a)
            return "done" if done else ""
        if step.kind in OFFICE:
            self._changes.make(step, self._word())
            return "done"
        if step.kind == "deliver late":
            return f"{device.network.deliver_late(step.a)} requests"
        if step.kind == "days":
            self.clock.time += 86_400.0 * (step.a % 3)
            return "done"
        return self._machine(device, step)

    def _of(self, step: Step) -> Device:
        return self.devices[step.who % len(self.devices)]

    def _move(self, step: Step) -> None:
        """Head office gives a customer another home while a tablet asks."""
        self._changes.make(step, self._word())
        self._steady.head_office_changed()

    def _look(self, device: Device) -> None:
        if device.damaged:
            self._steady.forget(device)
        else:
            self._steady.look(device)

    def _machine(self, device: Device, step: Step) -> str:
        if step.kind == "keep files":
            device.keep_files()
        elif step.kind == "copy":
            if len(self.devices) >= MOST_TABLETS:
                return ""
            self.devices.append(device.cloned())
        elif step.kind == "lose a row":
            return "done" if device.lose_row(step.a) else ""
        elif step.kind == "put files back":
            self.saved.lost_with_disk |= (lost := device.put_back(step.a))
            self._steady.forget(device)
            return f"{len(lost)} operations gone"
        else:
            device.restart()
        return "done"

    def _word(self) -> str:
        return f"word{next(self._words)}"

    def _save(self, device: Device, step: Step) -> str:
        if step.kind == "send again":
            return self._send_again(device, step)
        seller = Seller(device, step, self.customers, self._word())
        groups = seller.changes(step.kind)
        actor = seller.actor
        if step.kind == "foreign":
            actor = MARTA if device.store == SOUTH else PAULA

        def told(op_ids: list[str]) -> None:
            self.saved.told.update(op_ids)
            self.saved.about.update(device.owners(op_ids))
            if step.kind in {"poison", "poison creation", "unreadable", "foreign"}:
                self.saved.hopeless.update(op_ids)
            if step.kind == "unreadable":
                self.office.unreadable.update(op_ids)

        device.save(step, groups, actor, told)
        if step.kind == "create":
            self.customers += [draft.entity_id for draft in groups[0][:1]]
        return device.happened

    def _send_again(self, device: Device, step: Step) -> str:
        refused = device.tablet.journal.rejected()
        if not refused:
            return ""
        journal = device.tablet.journal
        before = {item.operation.op_id for item in refused}
        try:
            new = journal.send_again(refused[step.a % len(refused)].operation.op_id, None, self.clock.now())
        except Rejected:  # it is about somebody who was erased: no word of it is left
            return "no words left"
        self.saved.sent_again |= before - {item.operation.op_id for item in journal.rejected()}
        self.saved.told.update(op.op_id for op in new)
        self.saved.about.update(device.owners([op.op_id for op in new]))
        return f"{len(new)} operations"

    def _heal(self) -> None:
        for device in self.devices:
            device.network.faults.clear()
            device.network.deliver_late(0)
            if device.damaged:
                # Rows are counted once a day, and compared at the first exchange of a run.
                self.clock.time += 2 * 86_400.0
                device.restart()
        for _ in range(HEALING):
            for number, device in enumerate(self.devices):
                self._settle(number, device)
            if all(at_rest(self.office, device) for device in self.devices):
                return
        raise AssertionError(f"not at rest after {HEALING} rounds of exchanges")

    def _settle(self, number: int, device: Device) -> None:
        self.clock.time += 31.0
        try:
            try:
                device.settle()
            except Revoked:
                device.enrol()
                device.settle()
            self._steady.head_office_changed()
            self._look(device)
        except SyncError as error:
            raise AssertionError(f"tablet {number} cannot exchange: {type(error).__name__}") from error


_first: dict[str, Engine] = {}


def _compiled_once(module: ModuleType) -> Callable[..., Engine]:
    """The ``create_engine`` of a module, whose engines share the statements compiled: a schedule opens dozens of files,
    and compiling everything anew for each took a third of its time.
    """
    plain: Callable[..., Engine] = vars(module)["create_engine"]

    def create_engine(*args: Any, **options: Any) -> Engine:
        engine = plain(*args, **options)
        first = _first.setdefault(f"{module.__name__} {engine.dialect.name}", engine)
        engine.dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
        return engine

    return create_engine


@contextmanager
def small_and_repeatable(seed: int) -> Iterator[None]:
    """Pages and batches of a few rows, identifiers from the seed, and boundaries that can be struck."""
    luck, moments = random.Random(seed), itertools.count(1_700_000_000_000)
    with ExitStack() as stack:
        stack.enter_context(patch.object(head_office, "CHANGES_LIMIT", PAGE_ROWS))
        stack.enter_context(patch.object(push, "PUSH_LIMIT", PUSH_OPERATIONS))
        stack.enter_context(patch.object(stage, "STAGED_ROWS", STAGED_ROWS[seed // 6 % len(STAGED_ROWS)]))
        stack.enter_context(patch.object(ids, "os", SimpleNamespace(urandom=luck.randbytes)))
        stack.enter_context(patch.object(ids, "time", SimpleNamespace(time=lambda: next(moments) / 1000)))
        for module in (store_database, office_engine):
            stack.enter_context(patch.object(module, "create_engine", _compiled_once(module)))
        stack.enter_context(boundaries.everywhere())
        yield


def live(schedule: Iterable[Step], seed: int, folder: Path, storage: Storage, company: Company) -> World:
    """Live through a schedule from the beginning; the world afterwards, closed. Raises what ``World.live`` raises,
    with the story as a note.
    """
    with small_and_repeatable(seed):
        world = World(folder, storage, company, 2 + seed % 2)
        try:
            with world.office.open_for_business():
                world.live(schedule)
        except BaseException as error:
            error.add_note("\n".join(world.story))
            raise
        finally:
            world.close()
    return world
