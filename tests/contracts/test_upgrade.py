"""What one app saved and did not send is found and sent by the next one started on the same files."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from clienteling.self_test import kept
from clienteling.self_test.steps import Report, SelfTestError
from headoffice.db.engine import reading
from headoffice.db.sync_tables import op_ledger
from headoffice.db.tables import company, sellers, stores
from headoffice.rights.access import everything
from tests.contracts.service import Service
from tools.processes import ROOT
from tools.tried import App
from tools.upgrade import MARK, Tablet, counted, freeze

HERE = App("this checkout", [sys.executable, "-m", "clienteling"])


def _tablet(service: Service, folder: Path) -> Tablet:
    with reading(service.engine) as conn:
        pins: dict[str, str] = json.loads(conn.execute(select(company.c.demo_pins)).scalar_one())
        first = select(stores.c.id).order_by(stores.c.code).limit(1)
        query = select(sellers.c.id).where(sellers.c.store_id.in_(first)).limit(1)
        seller: str = conn.execute(query).scalar_one()
    return Tablet(folder, seller, pins[seller], {"PYTHONPATH": str(ROOT)})


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_next_app_finds_what_waits_and_sends_it_once(service: Service, tmp_path: Path) -> None:
    tablet = _tablet(service, tmp_path / "tablet")
    left = tablet.run(HERE, service.address, service.code())
    freeze(tablet.folder, tmp_path / "frozen")
    frozen = {path.name.partition("-")[0] for path in (tmp_path / "frozen").iterdir()}
    assert frozen == {"journal.db", "keys.json", "passphrase", "self"}
    mark = tablet.folder / MARK
    told = mark.read_text()
    waiting = json.loads(told)["waiting"]
    assert left["waiting"] == len(waiting) > 9
    with reading(service.engine) as conn:
        assert everything(conn, left["customer"]) is None
    mark.write_text(json.dumps({"customer": left["customer"], "waiting": [*waiting, "0b" * 16]}))
    with pytest.raises(SelfTestError, match=f"{len(waiting) + 1} operations were left waiting, {len(waiting)} are"):
        kept.run(tablet.folder, Report(), tablet.told())
    mark.write_text(told)
    assert tablet.run(HERE)["sent"] == len(waiting)
    with reading(service.engine) as conn:
        arrived = conn.execute(select(op_ledger.c.op_id).where(op_ledger.c.op_id.in_(waiting))).scalars().all()
        shown = everything(conn, left["customer"])
    assert sorted(arrived) == sorted(waiting)
    assert shown is not None
    assert set(counted(msgspec.to_builtins(shown)).values()) == {1}


def test_a_folder_that_no_self_test_has_left_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(b"somebody's")
    told = json.dumps({"seller": "", "pin": "", "passphrase": ""})
    with pytest.raises(SelfTestError, match="neither empty nor of a self-test"):
        kept.run(tmp_path, Report(), told)
    with pytest.raises(SelfTestError, match="as JSON"):
        kept.run(tmp_path, Report(), "")
    assert [path.name for path in tmp_path.iterdir()] == ["journal.db"]
