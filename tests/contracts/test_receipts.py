"""A tablet gives its receipt for an erasure once nothing of the customer is left on it, whatever the network does."""

from __future__ import annotations

from pathlib import Path

import pytest

from clienteling.sync import errors
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.rights import erasing, receipts, requests
from headoffice.rights.ledger import ErasureLedger
from tests.contracts.service import Trouble
from tests.contracts.test_exchange import first_customer
from tests.contracts.worlds import ServiceWorld


def erase_on_request(world: ServiceWorld, who: str, tmp_path: Path) -> str:
    """Two people agree, and it is carried out; the id of the request."""
    engine = world.service.engine
    with writing(engine) as conn:
        request = requests.ask(conn, "erasure", who, "ana", now_ms()).id
        requests.agree(conn, request, "ben", now_ms())
    erasing.carry_out(engine, request, "ana", ErasureLedger(tmp_path / "erasures"))
    return request


def confirmed(world: ServiceWorld, request: str) -> tuple[int, int]:
    """How many tablets have confirmed it, of how many."""
    with reading(world.service.engine) as conn:
        held = receipts.standing(conn, request)
    return held.confirmed, held.tablets


def test_the_exchange_that_takes_them_away_says_so(downloaded: ServiceWorld, tmp_path: Path) -> None:
    world, known = downloaded, first_customer(downloaded)
    world.exchange()
    assert "/v1/device/applied" not in world.network.passed, "nobody waits for anything"
    request = erase_on_request(world, known, tmp_path)
    before = confirmed(world, request)
    world.exchange()
    assert world.tablet.projection.customer(known).entity is None
    assert confirmed(world, request) == (before[0] + 1, before[1])
    world.exchange()
    assert world.network.passed.count("/v1/device/applied") == 1
    world.assert_converged()


@pytest.mark.parametrize("trouble", ["unsent", "unanswered"])
def test_a_receipt_that_is_lost_is_given_again(downloaded: ServiceWorld, tmp_path: Path, trouble: Trouble) -> None:
    world = downloaded
    request = erase_on_request(world, first_customer(world), tmp_path)
    before = confirmed(world, request)[0]
    with pytest.raises(errors.SyncError):
        world.exchange([trouble], only="/v1/device/applied")
    assert confirmed(world, request)[0] == before + (trouble == "unanswered")
    world.exchange()
    assert confirmed(world, request)[0] == before + 1
