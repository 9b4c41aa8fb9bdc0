"""What lies in a tablet's quarantine is seen at head office: which operations, of what kind, when and why."""

from __future__ import annotations

from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import Engine

from clienteling.domain import operations as op
from clienteling.domain.errors import RejectNumber
from clienteling.domain.ids import new_id
from clienteling.domain.operations import ARGS
from clienteling.wire.messages import SET_ASIDE_LIMIT, QuarantineReport, SetAside
from clienteling.wire.support_messages import ValuesTaken
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import device_set_aside
from headoffice.sync.devices import revoke
from tests.headoffice.tablet import MARTA, NORTH, PAULA, Tablet
from tests.headoffice.test_cli import ask
from tests.headoffice.test_push import rows


def _item(**changed: Any) -> SetAside:
    return SetAside(
        **{"op_id": new_id(), "kind": "note.add", "number": 123, "because_of": "", "saved_at": 5, "at": 9, **changed}
    )


def _tell(tablet: Tablet, *items: SetAside) -> httpx.Response:
    body = msgspec.json.encode(QuarantineReport(items))
    return tablet.send("/v1/device/quarantine", content=body)


def _kept(engine: Engine) -> set[str]:
    return {row["op_id"] for row in rows(engine, device_set_aside)}


def test_what_is_told_takes_the_place_of_what_was_told_before(tablet: Tablet, company: Engine) -> None:
    first, second = _item(), _item(because_of=new_id())
    for told in ((first,), (first, second), (first, second), (second,)):
        assert _tell(tablet, *told).json() == {"kept": len(told)}
    (held,) = rows(company, device_set_aside)
    assert held["received_at"] > 0
    assert SetAside(**{name: held[name] for name in SetAside.__struct_fields__}) == second
    assert _tell(tablet).json() == {"kept": 0}
    assert _kept(company) == set()


def test_every_kind_and_reason_there_is_can_be_told(tablet: Tablet, company: Engine) -> None:
    told = [_item(kind=kind) for kind in ARGS] + [_item(number=int(number)) for number in RejectNumber]
    assert _tell(tablet, *told).status_code == 200
    assert len(_kept(company)) == len(told)


@pytest.mark.parametrize(
    "bad",
    [
        {"op_id": "x"},
        {"because_of": "x"},
        {"kind": ""},
        {"kind": "Note of Ana"},
        {"kind": "n" * 41},
        {"number": -1},
        {"saved_at": -1},
        {"at": 1 << 53},
    ],
)
def test_nothing_else_can_be_told(tablet: Tablet, company: Engine, bad: dict[str, Any]) -> None:
    assert _tell(tablet, _item(), _item(**bad)).json()["number"] == 1001
    assert _kept(company) == set()


def test_more_than_fits_or_twice_the_same_is_refused(tablet: Tablet, company: Engine) -> None:
    item = _item()
    assert _tell(tablet, item, item).json()["number"] == 1001
    assert _tell(tablet, *(_item() for _ in range(SET_ASIDE_LIMIT + 1))).json()["number"] == 1002
    assert _tell(tablet, *(_item(because_of=new_id(), at=1 << 52) for _ in range(SET_ASIDE_LIMIT))).json() == {
        "kept": SET_ASIDE_LIMIT
    }
    with writing(company) as conn:
        revoke(conn, tablet.me.device_id, 1)
    assert _tell(tablet).status_code == 403
    assert len(_kept(company)) == SET_ASIDE_LIMIT


def test_show_device_says_what_was_refused_here_and_what_never_arrived(
    tablet: Tablet, company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = tablet.op(op.CustomerCreate({"name": "Nadia"}), new_id(), actor=PAULA)
    (result,) = tablet.push(foreign)
    assert result.status == "rejected"
    refused = _item(op_id=foreign.op_id, kind="customer.create", number=result.number, at=8)
    hanging, newer = _item(because_of=foreign.op_id), _item(number=999, at=7)
    assert tablet.report(quarantined=4).status_code == 200
    assert _tell(tablet, refused, hanging, newer).status_code == 200
    asked = ["show", "device", tablet.me.device_id[:12], "--database", office_url]
    code, answer = ask(capsys, *asked)
    assert code == 0
    assert (answer["told"], answer["status"]["quarantined"]) == (3, 4)
    assert [(item["op_id"], item["why"], item["because_of"]) for item in answer["refused"]] == [
        (hanging.op_id, "depends on rejected", foreign.op_id),
        (refused.op_id, "foreign actor", ""),
        (newer.op_id, "of a newer app", ""),
    ]
    assert [bool(item["received_at"]) for item in answer["refused"]] == [False, True, False]
    assert main(asked) == 0
    said = capsys.readouterr().out
    assert "told of 3 refused operations" in said
    assert f"set aside on the tablet: 123 (depends on rejected), because of {foreign.op_id}" in said
    assert "Nadia" not in said
    assert main(["show", "device", "0" * 12, "--database", office_url]) == 2
    assert "identifier that begins so" in capsys.readouterr().err


def take(tablet: Tablet, reason: str = "retype", seller: str = MARTA, operations: int = 3) -> httpx.Response:
    body = msgspec.json.encode(ValuesTaken(seller, reason, operations))
    return tablet.send("/v1/device/quarantine/values", content=body)


def test_who_takes_refused_work_off_a_tablet_with_its_values_stands_in_the_audit_log(
    tablet: Tablet, company: Engine
) -> None:
    assert take(tablet).status_code == 200
    for reason in ("", "Because", "a b", "x" * 41, "1"):
        assert take(tablet, reason).status_code == 422
    assert take(tablet, operations=-1).status_code == 422
    assert take(tablet, seller=PAULA).status_code == 404
    with reading(company) as conn:
        (told,) = [row for row in entries(conn) if row["action"] == "quarantine.export"]
    assert (told["actor"], told["role"], told["device"], told["store"]) == (MARTA, "seller", tablet.me.device_id, NORTH)
    assert (told["subject"], told["reason"], told["details"]) == (tablet.me.device_id, "retype", {"operations": 3})
