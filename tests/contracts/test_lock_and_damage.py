"""Damaged rows and the lock: whoever works here can go on signing in, whatever became of the download."""

from __future__ import annotations

from typing import Any, Never

import pytest

from clienteling.platform.clock import SystemClock
from clienteling.sync import bootstrap, errors
from clienteling.sync.engine import Engine
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.sync.report import Report
from tests.contracts.test_lock import ONE_DATABASE, Till, till
from tests.headoffice.tablet import MARTA, serving
from tests.headoffice.test_pins import PIN

__all__ = ["till"]
pytestmark = ONE_DATABASE


def _unreached(*_: Any, **__: Any) -> Never:
    raise errors.Offline


def _exchange(till: Till, **instead: Any) -> Report:
    """One exchange, told to the lock as the app tells it; ``instead``: what head office's methods do."""
    credentials = till.tablet.journal.load()
    assert credentials is not None
    office = HttpHeadOffice(credentials, "1")
    for name, method in instead.items():
        setattr(office, name, method)
    engine = Engine(office, till.tablet.replica, till.tablet.journal, SystemClock(), credentials.replica_id)
    try:
        report = engine.exchange()
    except errors.SyncError as error:
        report = error.report
    finally:
        office.close()
    if report.changed:
        till.opening.learn(report.office_at)
    return report


def test_damage_and_a_download_that_breaks_off_lock_nobody_out(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "TRIES", 1)
    with serving(till.engine) as client:
        till.enrol(str(client.base_url))
        till.note()
        till.tablet.set_replica_aside()
        report = _exchange(till, manifest=_unreached)  # the network goes after the push
        assert (report.results, report.rebuilt) == ({"applied": 1}, False)
        till.restart()
        assert till.opening.vault.has_slot(MARTA)
        till.services.sessions.sign_in(MARTA, PIN)  # by this tablet alone
        assert _exchange(till).rebuilt
    assert [person.id for person in till.opening.vault.people()].count(MARTA) == 1
    assert till.opening.vault.has_slot(MARTA)
