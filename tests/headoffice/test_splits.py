"""Identities for copies of tablets, as head office gives them."""

from __future__ import annotations

import threading
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import Engine, select, update

from clienteling.domain import operations as o
from clienteling.domain.errors import RejectNumber
from clienteling.domain.ids import new_id
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.errors import WireError
from clienteling.wire.messages import SplitAnswer, SplitRequest
from clienteling.wire.proof import key_text
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import devices
from headoffice.sync import splits
from headoffice.sync.devices import holder, revoke
from headoffice.sync.refusal import Refusal
from headoffice.sync.tokens import Claims
from tests.headoffice.tablet import SOUTH, Tablet, at_head_office, customer
from tests.headoffice.test_fence import number
from tests.headoffice.test_push import rows, statuses
from tests.showing import Showing

KEY = DeviceKey.of("A" * 43)


def wish(tablet: Tablet, key: DeviceKey = KEY) -> SplitRequest:
    signature = key.sign(key_text(tablet.me.device_id, key.public()))
    return SplitRequest(key=key.public(), signature=signature)


def ask(tablet: Tablet, key: DeviceKey = KEY) -> httpx.Response:
    return tablet.send("/v1/device/split", content=msgspec.json.encode(wish(tablet, key)))


def split(tablet: Tablet, company: Engine, key: DeviceKey = KEY) -> Tablet:
    """The copy, under its new identity."""
    response = ask(tablet, key)
    assert response.status_code == 200, response.text
    answer = msgspec.json.decode(response.content, type=SplitAnswer)
    made = Tablet(tablet.client, company)
    made.me = msgspec.structs.replace(
        tablet.me, device_id=answer.device_id, replica_id=answer.replica_id, fence=answer.fence
    )
    made.auth = Showing(answer.device_id, key)
    made.fence, made.lseq = answer.fence, tablet.lseq
    return made


def test_a_copy_gets_an_identity_and_both_go_on(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    pending = tablet.op(o.TagAdd(new_id(), "pending in both"), ana.id)
    assert statuses(tablet.push(pending)) == ["applied"]
    copy = split(tablet, company)
    assert copy.device().scopes == tablet.device().scopes
    results = copy.push(pending, copy.op(o.TagAdd(new_id(), "of the copy"), ana.id))
    assert statuses(results) == ["duplicate", "applied"]
    assert statuses(tablet.push(tablet.op(o.TagAdd(new_id(), "of the first"), ana.id))) == ["applied"]
    assert sorted(t.tag for t in at_head_office(company, ana.id).tags) == [
        "of the copy",
        "of the first",
        "pending in both",
    ]
    held = {row["id"]: row for row in rows(company, devices)}
    made, origin = held[copy.me.device_id], held[tablet.me.device_id]
    assert (made["split_from"], origin["split_from"]) == (tablet.me.device_id, "")
    assert (made["store_id"], made["name"]) == (origin["store_id"], origin["name"])
    assert made["enrolled_at"] >= origin["enrolled_at"]


def test_the_same_request_again_is_the_same_device(tablet: Tablet, company: Engine) -> None:
    answers: list[bytes] = []
    threads = [threading.Thread(target=lambda: answers.append(ask(tablet).content)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    assert len(set(answers)) == 1
    assert ask(tablet, DeviceKey.new()).content not in answers
    with reading(company) as conn:
        assert len(conn.execute(select(devices.c.id).where(devices.c.split_from == tablet.me.device_id)).all()) == 2


def test_the_key_of_another_tablet_cannot_be_taken(tablet: Tablet, client: httpx.Client, company: Engine) -> None:
    other = Tablet(client, company)
    assert ask(other).status_code == 200
    for key in (KEY, other.key):
        response = ask(tablet, key)
        assert (response.status_code, number(response)) == (422, 1001)


def test_requests_are_strict(tablet: Tablet, company: Engine) -> None:
    good = msgspec.to_builtins(wish(tablet))
    keys: tuple[Any, ...] = ("A" * 44, "a" * 42 + " ", 5, None, DeviceKey.new().public())
    signatures = ("", "A" * 86, KEY.sign(b"something else"))
    spoilt = [{"more": 1}, *({"key": key} for key in keys), *({"signature": told} for told in signatures)]
    for body in ({**good, **spoil} for spoil in spoilt):
        response = tablet.send("/v1/device/split", json=body)
        assert (response.status_code, number(response)) == (422, 1001), body
    old = tablet.send("/v1/device/split", json={"token_sha256": "a" * 64})
    assert (old.status_code, number(old)) == (426, 1020)
    assert len(rows(company, devices)) == 1


def test_a_tablet_locked_out_gets_no_new_identity_and_neither_do_its_copies(tablet: Tablet, company: Engine) -> None:
    copy = split(tablet, company)
    grandchild = split(copy, company, DeviceKey.new())
    with writing(company) as conn:
        assert revoke(conn, copy.me.device_id, 5)
    assert ask(tablet, DeviceKey.new()).status_code == 200
    for locked in (copy, grandchild):
        response = ask(locked, DeviceKey.new())
        assert (response.status_code, number(response)) == (403, 1004)
    assert tablet.client.post("/v1/device/split", content=msgspec.json.encode(wish(tablet))).status_code == 401


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_locking_out_waits_for_a_split_under_way(tablet: Tablet, company: Engine) -> None:
    done: list[bool] = []

    def lock_out() -> None:
        with writing(company) as conn:
            done.append(revoke(conn, tablet.me.device_id, 5))

    thread = threading.Thread(target=lock_out)
    with writing(company) as conn:
        made = splits.split(conn, tablet.me.device_id, wish(tablet), now_ms())
        thread.start()
        thread.join(0.3)
        assert not done
    thread.join()
    assert done == [True]
    assert {row["id"]: row["revoked_at"] for row in rows(company, devices)}[made.device_id] == 5


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_who_was_locked_out_after_showing_who_it_is_gets_no_identity(tablet: Tablet, company: Engine) -> None:
    with writing(company) as conn:
        found = holder(conn, Claims(tablet.me.device_id, tablet.key.public(), tablet.me.store, "", "", 0, 0))
        with writing(company) as other:
            assert revoke(other, found.id, 5)
        with pytest.raises(Refusal) as refused:
            splits.split(conn, found.id, wish(tablet), now_ms())
    assert refused.value.number is WireError.REVOKED
    assert len(rows(company, devices)) == 1


def test_too_many_copies_in_a_day_are_told_to_wait(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splits, "SPLITS_PER_DAY", 2)
    keys = [DeviceKey.new() for _ in range(3)]
    assert [ask(tablet, key).status_code for key in keys[:2]] == [200, 200]
    refused = ask(tablet, keys[2])
    assert (refused.status_code, number(refused), refused.headers["retry-after"]) == (429, 1030, "3600")
    assert ask(tablet, keys[1]).status_code == 200
    with writing(company) as conn:
        conn.execute(update(devices).values(enrolled_at=devices.c.enrolled_at - 86_400_001))
    assert ask(tablet, keys[2]).status_code == 200


def test_a_copy_still_reaches_whom_the_tablet_made_for_another_store(tablet: Tablet, company: Engine) -> None:
    new = new_id()
    made = o.CustomerCreate({"name": "Rosa", "home_store": SOUTH})
    assert statuses(tablet.push(tablet.op(made, new))) == ["applied"]
    copy = split(split(tablet, company), company, DeviceKey.new())
    assert statuses(copy.push(copy.op(o.NoteAdd(new, "Likes linen"), new_id()))) == ["applied"]
    stranger = Tablet(tablet.client, company)
    (result,) = stranger.push(stranger.op(o.NoteAdd(new, "Likes linen"), new_id()))
    assert result.number == RejectNumber.OUT_OF_SCOPE


def test_operations_of_a_sibling_are_taken_and_those_of_another_store_are_not(
    tablet: Tablet, client: httpx.Client, company: Engine
) -> None:
    ana = customer(company)
    copy, southern = split(tablet, company), Tablet(client, company, "S1")
    own = tablet.op(o.TagAdd(new_id(), "x"), ana.id)
    foreign = copy.op(o.TagAdd(new_id(), "y"), ana.id, replica_id=southern.me.replica_id)
    elsewhere = copy.op(o.TagAdd(new_id(), "z"), ana.id, store=SOUTH)
    results = copy.push(own, foreign, elsewhere)
    refused = [f"rejected:{int(n)}" for n in (RejectNumber.FOREIGN_DEVICE, RejectNumber.FOREIGN_ACTOR)]
    assert statuses(results) == ["applied", *refused]
