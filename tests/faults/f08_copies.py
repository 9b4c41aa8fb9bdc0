"""Fault 8: copies and backups: of a tablet, of head office's database, and a standby that was behind when promoted."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.contracts.service import Service
from tests.contracts.worlds import ServiceWorld
from tests.databases import Databases
from tests.faults.ground import CannotInject, Fault, Figures, Ground, Shop, a_note, assert_each_once, furnish
from tests.faults.standby import Primary, Standby
from tests.postgres import server_programs
from tools.processes import head_office


def clones(ground: Ground) -> Figures:
    """The files of a tablet are copied, and all copies are used, taking turns."""
    copies = ground.pick(2, 5)
    saved: list[str] = []
    with ground.shop() as shop, contextlib.ExitStack() as stack:
        saved.append(a_note(shop.till, "Before the copy"))
        shop.till.close()
        tills = [shop.till, *(stack.enter_context(_copy(ground, shop)) for _ in range(copies - 1))]
        shop.till.restart()
        splits = 0
        for turn in range(ground.pick(2, 10)):
            for n, till in enumerate(tills):
                saved.append(a_note(till, f"Turn {turn} on copy {n}"))
                splits += till.engine.exchange().split
        _assert_well(shop.service, tills, saved)
        names = {till.tablet.device() for till in tills}
        assert len(names) == copies, "two copies go on under one name"
    return {"copies": copies, "operations": len(saved), "splits": splits}


@contextlib.contextmanager
def _copy(ground: Ground, shop: Shop) -> Iterator[ServiceWorld]:
    directory = ground.new_folder()
    shutil.copytree(shop.till.directory, directory)
    till = ServiceWorld(directory, shop.service, shop.proxy)
    till.connect()
    try:
        yield till
    finally:
        till.close()


def _assert_well(service: Service, tills: list[ServiceWorld], saved: list[str]) -> None:
    """After everybody has been in touch twice: everything once, everybody equal to head office."""
    for till in [*tills, *tills]:
        till.settle()
    for till in tills:
        till.assert_converged()
        assert not till.tablet.journal.rejected()
    assert_each_once(service, saved)


def tablet_backup(ground: Ground) -> Figures:
    """A tablet's files are put back to an older state; what it had sent since is at head office, and stays."""
    times = ground.pick(2, 10)
    splits = 0
    with ground.shop() as shop:
        till, saved = shop.till, []
        for number in range(times):
            saved.append(a_note(till, f"Waits while the backup is made {number}"))
            till.close()
            backup = ground.new_folder()
            shutil.copytree(till.directory, backup)
            till.restart()
            saved.append(a_note(till, f"After the backup {number}"))
            till.settle()
            till.close()
            shutil.rmtree(till.directory)
            backup.rename(till.directory)
            till.restart()
            saved.append(a_note(till, f"After it was put back {number}"))
            splits += till.engine.exchange().split
            _assert_well(shop.service, [till], saved)
    return {"put back": times, "operations": len(saved), "splits": splits}


def told(ground: Ground) -> Figures:
    """Head office's database is put back, and the tablets are told (``clienteling-headoffice restored``)."""
    return _put_back(ground, tell=True)


def untold(ground: Ground) -> Figures:
    """The same, but nobody told them, and head office has gone on beyond where they were."""
    return _put_back(ground, tell=False)


def _put_back(ground: Ground, *, tell: bool) -> Figures:
    with ground.database() as url, contextlib.ExitStack() as stack:
        service = Service(url)
        stack.callback(service.close)
        shop = stack.enter_context(ground.before(service))
        other = stack.enter_context(ground.another(shop))
        saved = [a_note(shop.till, "Before the backup")]
        shop.till.settle()
        _quiet(service)
        backup = stack.enter_context(ground.databases.copy(ground.kind, url))
        service.start()
        shop.proxy.there = _place(service)
        saved += [a_note(shop.till, "After the backup"), a_note(other, "After the backup, elsewhere")]
        for till in (shop.till, other):
            till.settle()
            till.assert_converged()
        saved.append(a_note(shop.till, "While head office was away"))
        service.stop()
        if tell:
            erasures = ground.folder / "erasures"
            erasures.touch()  # nobody was erased
            head_office(backup, "restored", "--erasures", str(erasures))
        restored = stack.enter_context(_serving(backup))
        for number in range(0 if tell else 20):
            restored.rename(restored.customer_ids(shop.till.scope)[0], f"Renamed after the restore {number}")
        shop.proxy.there = _place(restored)
        tills = [shop.till, other]
        for till in tills:
            till.service = restored
        if not tell:
            # Whoever saves something is told that head office has gone back; the words themselves say it.
            saved.append(a_note(other, "After the restore"))
        _assert_well(restored, tills, saved)
    return {"tablets": len(tills), "operations": len(saved), "lost": 0, "doubled": 0}


def _quiet(service: Service) -> None:
    """Nobody uses the database any more."""
    service.stop()
    service.engine.dispose()


@contextlib.contextmanager
def _serving(url: str) -> Iterator[Service]:
    service = Service(url)
    try:
        yield service
    finally:
        service.close()


def _place(service: Service) -> tuple[str, int]:
    host, _, port = service.address.removeprefix("http://").partition(":")
    return host, int(port)


def promoted(ground: Ground) -> Figures:
    """A standby that lags behind is promoted when the primary is gone; what it never heard of comes from tablets."""
    programs = _programs()
    with contextlib.ExitStack() as stack:
        primary = stack.enter_context(Primary(programs))
        url, files = primary.new_database(), ground.new_folder()
        furnish(url, files)
        standby = stack.enter_context(Standby(programs, primary))
        service = Service(url)
        stack.callback(service.close)
        shop = stack.enter_context(ground.before(service, files=files))
        saved = [a_note(shop.till, "Heard by both")]
        shop.till.settle()
        standby.caught_up()
        standby.stop_following()
        saved += [a_note(shop.till, f"Heard by the primary alone {n}") for n in range(ground.pick(5, 200))]
        service.rename(service.customer_ids(shop.till.scope)[0], "Heard by the primary alone")
        shop.till.settle()
        shop.till.assert_converged()
        missing = len(saved) - 1
        saved.append(a_note(shop.till, "While nobody answered"))
        _quiet(service)
        primary.close()
        seconds = standby.promote()
        after = stack.enter_context(_serving(standby.url_of(url)))
        shop.proxy.there, shop.till.service = _place(after), after
        report = shop.till.engine.exchange()
        assert report.rebuilt, "the rows of the lost primary were kept"
        _assert_well(after, [shop.till], saved)
    return {"operations the standby missed": missing, "brought back": missing, "s to promote": round(seconds, 1)}


def _programs() -> Path:
    """The folder of all of PostgreSQL's programs: what is on the path may be links to some of them."""
    found = server_programs()
    if found is None:
        raise CannotInject(Databases.why_not("postgresql") or "")
    folder = (found / "initdb").resolve().parent
    if not (folder / "pg_basebackup").exists():
        raise CannotInject("pg_basebackup is not installed (Debian: apt-get install postgresql-client)")
    return folder


FAULTS = (
    Fault(
        8, "cloned tablets", "cp of a tablet's files; the copies save and exchange in turn", clones, short=("sqlite",)
    ),
    Fault(
        8,
        "tablet's backup put back",
        "cp of a tablet's files, put back after it went on",
        tablet_backup,
        short=("sqlite",),
    ),
    Fault(8, "head office's backup put back", "an older copy of the database, `restored` run as told", told),
    Fault(
        8, "the same, untold", "an older copy of the database which has gone on by itself", untold, short=("sqlite",)
    ),
    Fault(
        8,
        "lagging standby promoted",
        "pg_basebackup, streaming cut, primary gone, pg_promote",
        promoted,
        kinds=("postgresql",),
        short=("postgresql",),
    ),
)
