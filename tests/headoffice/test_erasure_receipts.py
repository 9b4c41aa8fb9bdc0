"""Which tablets have carried out an erasure: each by a receipt that its key signed, none before it has applied it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, select

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.epoch import mark_restored
from headoffice.db.rights_tables import erasure_receipts
from headoffice.rights import erasing, receipts, requests
from headoffice.rights.ledger import ErasureLedger
from headoffice.sync.devices import revoke
from tests.headoffice.tablet import NORTH, Tablet, customer
from tests.signed import holds

HERE = f"store:{NORTH}"


@pytest.fixture
def north(client: httpx.Client, company: Engine) -> list[Tablet]:
    return [Tablet(client, company) for _ in range(3)]


def _erased(engine: Engine, who: str, tmp_path: Any) -> str:
    with writing(engine) as conn:
        request = requests.ask(conn, "erasure", who, "ana", now_ms()).id
        requests.agree(conn, request, "ben", now_ms())
    erasing.carry_out(engine, request, "ana", ErasureLedger(tmp_path / "erasures"))
    return request


def _standing(engine: Engine, request: str) -> tuple[int, int]:
    with reading(engine) as conn:
        held = receipts.standing(conn, request)
    return held.confirmed, held.tablets


def _tell(tablet: Tablet, epoch: str = "", *, asked: bool = True, **ahead: int) -> int:
    positions = {scope: at + ahead.get("by", 0) for scope, at in tablet.cursors.items()}
    answer = tablet.send(
        "/v1/device/applied", json={"epoch": epoch or tablet.me.epoch, "positions": positions, "asked": asked}
    )
    assert answer.status_code == 200, answer.text
    return int(answer.json()["confirmed"])


def test_each_tablet_confirms_once_it_has_nothing_of_them_left(
    north: list[Tablet], client: httpx.Client, company: Engine, tmp_path: Any
) -> None:
    southern, who = Tablet(client, company, "S1"), customer(company)
    first, second, third = north
    first.push(*(first.op(o.NoteAdd(who.id, f"note {n}"), new_id()) for n in range(3)))
    for tablet in north:
        for scope in ("company", "shared", HERE):
            tablet.tail(scope)
    request = _erased(company, who.id, tmp_path)
    assert _standing(company, request) == (0, 3), "the southern store never held them"
    assert [_tell(tablet) for tablet in (first, southern)] == [0, 0], "nobody has applied it yet"
    first.tail(HERE)
    assert not {key for key in first.rows[HERE] if key[0] in {"customer", "note"}}
    assert (_tell(first), _tell(first)) == (1, 0)
    assert _standing(company, request) == (1, 3)
    with writing(company) as conn:
        revoke(conn, second.me.device_id, now_ms())
    with reading(company) as conn:
        held = receipts.standing(conn, request)
    assert (held.waiting, held.locked) == ((third.me.device_id,), (second.me.device_id,))


def test_the_receipt_is_kept_with_the_signature_of_who_gave_it(
    north: list[Tablet], company: Engine, tmp_path: Any
) -> None:
    tablet, who = north[0], customer(company)
    _erased(company, who.id, tmp_path)
    tablet.tail(HERE)
    assert _tell(tablet) == 1
    with reading(company) as conn:
        (row,) = conn.execute(select(erasure_receipts).where(erasure_receipts.c.confirmed_at > 0)).mappings()
    assert row["device_id"] == tablet.me.device_id
    assert holds(tablet.key.public(), row["asked"].encode(), row["signature"])
    assert not holds(north[1].key.public(), row["asked"].encode(), row["signature"])
    assert str(tablet.cursors[HERE]) in row["said"]


def test_rows_of_another_life_of_the_database_confirm_nothing_until_they_were_downloaded_anew(
    north: list[Tablet], company: Engine, tmp_path: Any
) -> None:
    tablet, who = north[0], customer(company)
    request = _erased(company, who.id, tmp_path)
    tablet.tail(HERE)
    with writing(company) as conn:
        mark_restored(conn)
    assert (_tell(tablet), _standing(company, request)[0]) == (0, 0)
    assert (_tell(tablet, epoch=tablet.device().epoch), _standing(company, request)[0]) == (1, 1)


def test_a_tablet_that_does_not_ask_who_was_erased_confirms_nothing(
    north: list[Tablet], company: Engine, tmp_path: Any
) -> None:
    tablet, who = north[0], customer(company)
    request = _erased(company, who.id, tmp_path)
    assert tablet.report().headers["x-receipt-wanted"] == "asked"
    tablet.tail(HERE)
    assert (_tell(tablet, asked=False), _standing(company, request)[0]) == (0, 0)
    with writing(company) as conn:
        mark_restored(conn)
    epoch = tablet.device().epoch
    assert (_tell(tablet, epoch, asked=False), _standing(company, request)[0]) == (0, 0)
    assert (_tell(tablet, epoch), _standing(company, request)[0]) == (1, 1)


def test_a_tablet_is_told_of_the_erased_among_those_it_names_and_of_no_others(
    north: list[Tablet], company: Engine, tmp_path: Any
) -> None:
    tablet, (who, other, stays) = north[0], (customer(company) for _ in range(3))
    note = new_id()
    tablet.push(tablet.op(o.NoteAdd(who.id, "a note"), note))

    def erased(*ids: str) -> httpx.Response:
        return tablet.send("/v1/device/erased", json={"ids": ids})

    assert erased(who.id, note).json() == {"ids": []}
    for each in (who, other):
        _erased(company, each.id, tmp_path)
    assert erased(who.id, stays.id, note, new_id()).json() == {"ids": sorted([who.id, note])}
    assert erased("email:a@b.c").status_code == 422
    assert erased(*[who.id] * 501).status_code == 413
    assert len(erased(*[new_id() for _ in range(500)]).json()["ids"]) == 0
    assert tablet.client.post("/v1/device/erased", json={"ids": []}).status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"epoch": "e", "positions": {"shared": -1}},
        {"epoch": "e", "positions": {"sha\nred": 1}},
        {"epoch": "é", "positions": {}},
        {"epoch": "e", "positions": {f"s{n}": 1 for n in range(101)}},
        {"epoch": "e", "positions": {}, "more": 1},
        {"epoch": "e"},
    ],
)
@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_what_no_tablet_tells_is_refused(tablet: Tablet, wrong: dict[str, Any]) -> None:
    assert tablet.send("/v1/device/applied", json=wrong).status_code in (413, 422)


def test_who_it_is_has_to_be_shown(client: httpx.Client) -> None:
    assert client.post("/v1/device/applied", json={"epoch": "e", "positions": {}}).status_code == 401
