"""What a tablet may hold is changed at head office: that tablet downloads anew, and no other one does."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Engine

from clienteling.wire.messages import ChangesAnswer
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.db.engine import reading, writing
from headoffice.sync.kinds import change_kind
from tests.headoffice.tablet import NORTH, Tablet, customer
from tests.headoffice.test_feed import check_sums
from tests.headoffice.test_policy import _ALL, _MONEY, _carmen, _words
from tests.headoffice.test_pull import refusal

HERE = f"store:{NORTH}"


def page(tablet: Tablet, scope: str = HERE) -> ChangesAnswer:
    """What is new where the tablet stands."""
    return tablet.changes(scope, tablet.cursors[scope])


def refused(tablet: Tablet, scope: str = HERE) -> tuple[int, int]:
    query = {"epoch": tablet.me.epoch, "after": tablet.cursors[scope]}
    return refusal(tablet.get(f"/v1/scopes/{scope}/changes", params=query))


def test_that_tablet_downloads_anew_and_holds_what_it_may_hold_now(tablet: Tablet, company: Engine) -> None:
    _carmen(company)
    other, managers = Tablet(tablet.client, company), Tablet(tablet.client, company, kind="manager")
    for one in (tablet, other, managers):
        for scope in ("company", "shared", HERE):
            one.download(scope)
    assert _words(company, tablet)["chunks"] == _ALL - _MONEY
    with writing(company) as conn:
        assert change_kind(conn, tablet.me.device_id, "manager")
        assert not change_kind(conn, tablet.me.device_id, "manager")
    assert refused(tablet) == refused(tablet, "shared") == (410, 1011)
    assert page(tablet, "company").rows == ()
    for one in (other, managers):
        assert page(one).rows == page(one, "shared").rows == ()
        assert page(one).next == page(one).head
    tablet.download(HERE)
    assert page(tablet).rows == ()
    # And back: what it holds from then on, it may hold.
    assert _words(company, tablet)["chunks"] == _ALL
    with writing(company) as conn:
        assert change_kind(conn, tablet.me.device_id, "shared")
    assert refused(tablet) == (410, 1011)
    assert _words(company, tablet)["chunks"] == _ALL - _MONEY
    customer(company)
    assert len(page(tablet).rows) == 1
    with reading(company) as conn:
        check_sums(conn)


def test_the_command_says_what_it_did_and_writes_it_down(
    tablet: Tablet, company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = tablet.me.device_id[:16]
    words = ["device-kind", "--json", "--database", office_url, shown, "--for", "manager"]
    told = []
    for _ in range(2):
        assert main(words) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert [(said["device"], said["for"], said["changed"]) for said in told] == [
        (tablet.me.device_id, "manager", True),
        (tablet.me.device_id, "manager", False),
    ]
    assert main(["device-kind", "--database", office_url, "f" * 16, "--for", "shared"]) == 2
    assert "no such tablet" in capsys.readouterr().err
    with reading(company) as conn:
        (act,) = [row for row in entries(conn) if row["action"] == "device.kind"]
    assert (act["subject"], act["details"]) == (tablet.me.device_id, {"for": "manager"})
