"""One tablet: the real files in a directory, the real engine, and a process that can die."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from clienteling.store.errors import StoreError
from clienteling.store.tables import customer, operation
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft
from clienteling.sync.engine import Engine
from clienteling.sync.errors import SyncError
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.sync.report import Report
from clienteling.wire.credentials import Credentials
from headoffice.db.engine import writing
from tests.encrypted import KEY
from tests.simulation import boundaries
from tests.simulation.boundaries import Doom, Killed
from tests.simulation.company import enrol_tablet
from tests.simulation.network import Network
from tests.simulation.office import Enrolled, HeadOffice
from tests.simulation.steps import Step
from tests.sync.clocks import FakeClock


class _Simulated(HttpHeadOffice):
    """Speaks as ever, over another network."""

    def __init__(self, credentials: Credentials, network: Callable[[Mapping[str, str]], Network]) -> None:
        self._network = network
        super().__init__(credentials, "1.0")

    def _connected(self, address: str, app: str) -> Any:
        return self._network({"User-Agent": app})


class Device:
    """A tablet of one store, in a directory of its own. ``happened`` tells what became of the last step."""

    def __init__(self, directory: Path, office: HeadOffice, clock: FakeClock, enrolled: Enrolled) -> None:
        self.directory = directory
        self.enrolled = enrolled
        self.store = enrolled.me.store
        self.copies: list[Path] = []
        self.damaged = False
        self.happened = ""
        self._office = office
        self._clock = clock
        self._generation = 0
        self._network: Network | None = None
        if not directory.exists():
            with Tablet(directory, KEY, clock=clock.now) as tablet:
                tablet.journal.save(enrolled.credentials, enrolled.me.fence)
        self._open()

    def _open(self) -> None:
        self.doom = Doom(self.directory)
        boundaries.watch(self.doom)
        self.tablet = Tablet(self.directory, KEY, clock=self._clock.now)
        self._connect()

    def _connect(self) -> None:
        """Make an engine for the credentials on disk."""
        credentials: Credentials | None = self.tablet.journal.load()
        assert credentials is not None
        office = _Simulated(credentials, self._network_of)
        tablet = self.tablet
        self._engine = Engine(
            office, tablet.replica, tablet.journal, self._clock, credentials.replica_id, draw=lambda: 0.0
        )

    def _network_of(self, headers: Mapping[str, str]) -> Network:
        network = Network(self._office, headers, self._passing)
        if self._network is not None:
            # The same network: what is on its way stays so, and so does the weather.
            network.late, network.faults = self._network.late, self._network.faults
            network.meanwhile = self._network.meanwhile
        self._network = network
        return network

    def _passing(self, name: str) -> None:
        self.doom.passing(name)

    @property
    def network(self) -> Network:
        """The network before head office."""
        assert self._network is not None
        return self._network

    def close(self) -> None:
        """Close the files."""
        boundaries.forget(self.doom)
        self.tablet.close()

    def restart(self) -> None:
        """The app is closed and opened again."""
        self.close()
        self._open()

    def cloned(self) -> Device:
        """Another machine with a copy of these files as they lie, both running from now on."""
        name = f"{self.directory.name}-copy{len(self.copies)}"
        other = Device(self._copy(name), self._office, self._clock, self.enrolled)
        other.damaged = self.damaged  # what is missing here is missing there
        return other

    def keep_files(self) -> None:
        """Copy the files as they lie, while the app runs."""
        self._copy(f"{self.directory.name}-kept{len(self.copies)}")

    def _copy(self, name: str) -> Path:
        copy = self.directory.with_name(name)
        shutil.copytree(self.directory, copy, ignore=shutil.ignore_patterns("*-shm"))
        self.copies.append(copy)
        return copy

    def put_back(self, which: int) -> set[str]:
        """A copy made earlier takes the place of the files; the operations that only the files of today held."""
        kept = [copy for copy in self.copies if "-kept" in copy.name]
        if not kept:
            return set()
        before = self.held()
        self.close()
        shutil.rmtree(self.directory)
        shutil.copytree(kept[which % len(kept)], self.directory)
        self._open()
        return before - self.held()

    def lose_row(self, which: int) -> bool:
        """A bad disk, or a bug, takes the row of a customer; whether there was one."""
        with self.tablet.replica.database.writing() as connection:
            ids = connection.execute(select(customer.c.id).order_by(customer.c.id)).scalars().all()
            if ids:
                connection.execute(customer.delete().where(customer.c.id == ids[which % len(ids)]))
        self.damaged |= bool(ids)
        return bool(ids)

    def held(self) -> set[str]:
        """The operations in the journal."""
        with self.tablet.journal.database.reading() as connection:
            return set(connection.execute(select(operation.c.op_id)).scalars())

    def enrol(self) -> None:
        """Head office no longer knows this tablet: a person enrols it again."""
        with writing(self._office.engine) as conn:
            e = enrol_tablet(conn, self.store)
        self.tablet.journal.save(e.credentials, e.me.fence)
        self._connect()

    @contextmanager
    def _mortal(self, step: Step) -> Iterator[None]:
        """What is done in the block may end in a kill or with a full disk."""
        self.happened = ""
        self.doom.await_boundary(step.kill, full=step.full)
        try:
            yield
        except Killed:
            self.happened = f"killed at {self.doom.at}"
            self._rise()
        except (SyncError, StoreError) as error:
            self.happened = type(error).__name__
            if self.doom.at:
                self.happened += f" at {self.doom.at}"
        finally:
            self.doom.await_boundary(-1)

    def _rise(self) -> None:
        """Go on from what lay on the disk at the moment of death."""
        remains = self.doom.remains
        assert remains is not None
        self.close()
        shutil.rmtree(self.directory)
        remains.rename(self.directory)
        self._open()

    def exchange(self, step: Step) -> None:
        """One exchange through the network as the step has it."""
        self.network.faults.clear()
        self.network.faults.extend(step.faults)
        with self._mortal(step):
            report = self._engine.exchange()
            self._sums_agreed(report)
            self.happened = f"{dict(report.results)}, {report.rows} rows{', rebuilt' if report.rebuilt else ''}"
        self.network.faults.clear()

    def settle(self) -> None:
        """One exchange without faults. Raises ``SyncError``."""
        self._sums_agreed(self._engine.exchange())

    def _sums_agreed(self, report: Report) -> None:
        # They are the net below everything else: while nobody damages rows it must never be needed.
        assert self.damaged or not report.alarms, f"rows of {report.alarms} differed from head office's"
        assert not report.diverged, f"rows of {report.diverged} stay different"

    def owners(self, op_ids: list[str]) -> dict[str, str]:
        """Operation -> the customer it is about, as the journal has it."""
        o = operation.c
        with self.tablet.journal.database.reading() as connection:
            return dict(connection.execute(select(o.op_id, o.customer_id).where(o.op_id.in_(op_ids))).all())

    def save(self, step: Step, groups: list[list[Draft]], actor: str, told: Callable[[list[str]], None]) -> None:
        """A seller saves groups; ``told`` hears of each for which the screen said "saved"."""
        with self._mortal(step):
            for drafts in groups:
                saved = self.tablet.journal.append(drafts, actor, self.store, self._clock.now())
                told([op.op_id for op in saved])
                self.happened += " ".join(f"{op.kind} {op.op_id[-6:]}" for op in saved) + " "

    def shown(self, customer_id: str) -> Any:
        """The profile as the screen has it, None when it is not here."""
        return self.tablet.projection.customer(customer_id).entity
