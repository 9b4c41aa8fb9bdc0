"""Moments no shop has seen: some systems write the year 1 or 9999 where there is no date."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from clienteling.domain.customer import Customer, FieldValue, Summary
from clienteling.domain.history import Interaction, Note, Order, OrderLine
from clienteling.domain.provenance import Provenance, from_source
from clienteling.ui.runner import Runner
from tests.ui.boutique import CENTRO, ELENA
from tests.ui.shots import settle

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator

    from tests.ui.stage import Stage

NOBODY_KNOWS_WHEN = "ee" * 16
MOMENTS = {"year 1": -62_135_596_800_000, "year 9999": 253_402_300_799_000}


@pytest.fixture(params=["Europe/Madrid", "America/Sao_Paulo"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A clock east and one west of Greenwich."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("at", MOMENTS.values(), ids=list(MOMENTS))
def test_a_customer_with_impossible_dates_is_listed_and_opened_like_any_other(stage: Stage, at: int) -> None:
    failures: list[Exception] = []
    stage.runner.failed.connect(failures.append)
    imported = from_source("webshop", at, "web")
    told = Provenance("seller", ELENA, "store", at, CENTRO)
    stage.boutique.publish(
        f"store:{CENTRO}",
        Customer(
            NOBODY_KNOWS_WHEN,
            2,
            {"name": FieldValue("Impossible Dates", imported, 1)},
            summary=Summary(at, at, at, at, 1, 1, CENTRO, 0),
        ),
        Order("e1" * 16, NOBODY_KNOWS_WHEN, "X-1", "store", at, "EUR", 100, (OrderLine("Coat", 1, 100),), store=CENTRO),
        Note("e2" * 16, NOBODY_KNOWS_WHEN, "When?", told, "company", 1),
        Interaction("e3" * 16, NOBODY_KNOWS_WHEN, at, "call", told, "", 1),
    )
    customers, profile = stage.app.customers, stage.app.profile
    stage.app.show("customers")
    customers.searchEveryone()
    customers.search("impossible")
    stage.rest()
    assert [row.key for row in customers._rows.rows] == [NOBODY_KNOWS_WHEN]
    stage.context.customerOpened.emit(NOBODY_KNOWS_WHEN)
    stage.rest()
    for tab in range(7):
        profile.choose(tab)
        stage.rest()
    assert profile.customerId == NOBODY_KNOWS_WHEN
    assert failures == []


@pytest.mark.logs_errors
def test_an_answer_that_cannot_be_shown_is_a_failure_like_any_other(loop: asyncio.AbstractEventLoop) -> None:
    runner = Runner(loop)
    nobody_took: list[Exception] = []
    runner.failed.connect(nobody_took.append)
    taken: list[Exception] = []

    def cannot(_result: object) -> None:
        raise ValueError("year 0 is out of range")

    runner.read(lambda: 1, cannot, taken.append)
    runner.read(lambda: 2, cannot)
    settle(200)
    assert [type(error) for error in (*taken, *nobody_took)] == [ValueError, ValueError]
    assert runner.idle()
    runner.close()
