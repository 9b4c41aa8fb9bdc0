"""What a tablet may hold is changed at head office: that tablet downloads anew, and no other one does."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Engine

from clienteling.domain.policy import TabletKind
from clienteling.wire.messages import ChangesAnswer
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.db.engine import reading, writing
from headoffice.sync.kinds import change_kind
from tests.headoffice.tablet import NORTH, Tablet, customer
from tests.headoffice.test_feed import check_sums
from tests.headoffice.test_policy import _ALL, _MONEY, _carmen, _words
from tests.headoffice.test_pull import refusal
from tests.headoffice.test_splits import split
from tests.headoffice.test_tokens import vouch

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


def _enrolled_again(tablet: Tablet, company: Engine, kind: TabletKind) -> Tablet:
    """The same tablet under a new name, with the rows it had."""
    again = Tablet(tablet.client, company, kind=kind)
    again.cursors = dict(tablet.cursors)
    assert vouch(again, tablet.me.replica_id, tablet.key).status_code == 200
    return again


@pytest.mark.parametrize("kinds", [("manager", "shared"), ("shared", "manager")])
def test_enrolled_again_as_another_kind_it_downloads_anew(
    tablet: Tablet, company: Engine, kinds: tuple[TabletKind, TabletKind]
) -> None:
    _carmen(company)
    first, bystander = Tablet(tablet.client, company, kind=kinds[0]), Tablet(tablet.client, company, kind=kinds[1])
    for one in (first, bystander):
        for scope in ("company", "shared", HERE):
            one.download(scope)
    again = _enrolled_again(first, company, kinds[1])
    assert refused(again) == refused(again, "shared") == (410, 1011)
    assert page(again, "company").rows == page(bystander).rows == page(bystander, "shared").rows == ()
    assert _words(company, again)["chunks"] == (_ALL if kinds[1] == "manager" else _ALL - _MONEY)
    again.download(HERE)
    assert page(again).rows == ()
    assert vouch(_enrolled_again(again, company, kinds[1]), again.me.replica_id, again.key).status_code == 200
    assert page(again).rows == ()


def test_enrolled_again_after_its_kind_was_changed_it_downloads_anew_too(tablet: Tablet, company: Engine) -> None:
    _carmen(company)
    first = Tablet(tablet.client, company, kind="manager")
    for scope in ("company", "shared", HERE):
        first.download(scope)
    same = _enrolled_again(first, company, "manager")
    assert page(same).rows == ()
    with writing(company) as conn:
        assert change_kind(conn, first.me.device_id, "shared")
    again = _enrolled_again(first, company, "shared")
    assert refused(again) == refused(again, "shared") == (410, 1011)


def test_a_copy_of_a_tablet_may_hold_no_more_than_the_tablet(tablet: Tablet, company: Engine) -> None:
    _carmen(company)
    first = Tablet(tablet.client, company, kind="manager")
    for scope in ("company", "shared", HERE):
        first.download(scope)
    with writing(company) as conn:
        assert change_kind(conn, first.me.device_id, "shared")
    copy = split(first, company)
    copy.cursors = dict(first.cursors)
    assert refused(first) == refused(copy) == refused(copy, "shared") == (410, 1011)
    copy.download(HERE)
    assert page(copy).rows == ()


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
