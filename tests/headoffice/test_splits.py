"""Identities for copies of tablets, as head office gives them."""

from __future__ import annotations

import hashlib
import threading
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import Engine, select, update

from clienteling.domain import operations as o
from clienteling.domain.errors import RejectNumber
from clienteling.domain.ids import new_id
from clienteling.wire.errors import WireError
from clienteling.wire.messages import SplitAnswer, SplitRequest
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import devices
from headoffice.sync import splits
from headoffice.sync.devices import authenticate, revoke
from headoffice.sync.refusal import Refusal
from tests.headoffice.tablet import SOUTH, Tablet, at_head_office, customer
from tests.headoffice.test_fence import number
from tests.headoffice.test_push import rows, statuses

TOKEN = "a token the tablet has made"


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def ask(tablet: Tablet, token: str = TOKEN) -> httpx.Response:
    return tablet.client.post("/v1/device/split", json={"token_sha256": digest(token)}, headers=tablet.headers)


def split(tablet: Tablet, company: Engine, token: str = TOKEN) -> Tablet:
    """The copy, under its new identity."""
    response = ask(tablet, token)
    assert response.status_code == 200, response.text
    answer = msgspec.json.decode(response.content, type=SplitAnswer)
    made = Tablet(tablet.client, company)
    made.me = msgspec.structs.replace(
        tablet.me, device_id=answer.device_id, replica_id=answer.replica_id, token=token, fence=answer.fence
    )
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
    assert ask(tablet, "another one").content not in answers
    with reading(company) as conn:
        assert len(conn.execute(select(devices.c.id).where(devices.c.split_from == tablet.me.device_id)).all()) == 2


def test_the_token_of_another_tablet_cannot_be_taken(tablet: Tablet, client: httpx.Client, company: Engine) -> None:
    other = Tablet(client, company)
    assert ask(other).status_code == 200
    for token in (TOKEN, other.me.token):
        response = ask(tablet, token)
        assert (response.status_code, number(response)) == (422, 1001)


def test_requests_are_strict(tablet: Tablet, company: Engine) -> None:
    digests: tuple[Any, ...] = ("", "A" * 64, "a" * 63, 5, None)
    bodies = [{}, {"token_sha256": "a" * 64, "more": 1}, *({"token_sha256": value} for value in digests)]
    for body in bodies:
        response = tablet.client.post("/v1/device/split", json=body, headers=tablet.headers)
        assert (response.status_code, number(response)) == (422, 1001), body
    assert len(rows(company, devices)) == 1


def test_a_tablet_locked_out_gets_no_new_identity_and_neither_do_its_copies(tablet: Tablet, company: Engine) -> None:
    copy = split(tablet, company)
    grandchild = split(copy, company, "another token")
    with writing(company) as conn:
        assert revoke(conn, copy.me.device_id, 5)
    assert ask(tablet, "a third token").status_code == 200
    for locked in (copy, grandchild):
        response = ask(locked, "a fourth token")
        assert (response.status_code, number(response)) == (403, 1004)
    assert tablet.client.post("/v1/device/split", json={"token_sha256": digest("x")}).status_code == 401


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_locking_out_waits_for_a_split_under_way(tablet: Tablet, company: Engine) -> None:
    done: list[bool] = []

    def lock_out() -> None:
        with writing(company) as conn:
            done.append(revoke(conn, tablet.me.device_id, 5))

    thread = threading.Thread(target=lock_out)
    with writing(company) as conn:
        made = splits.split(conn, tablet.me.device_id, SplitRequest(digest(TOKEN)), now_ms())
        thread.start()
        thread.join(0.3)
        assert not done
    thread.join()
    assert done == [True]
    assert {row["id"]: row["revoked_at"] for row in rows(company, devices)}[made.device_id] == 5


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_who_was_locked_out_after_showing_who_it_is_gets_no_identity(tablet: Tablet, company: Engine) -> None:
    with writing(company) as conn:
        found = authenticate(conn, tablet.headers["Authorization"])
        with writing(company) as other:
            assert revoke(other, found.id, 5)
        with pytest.raises(Refusal) as refused:
            splits.split(conn, found.id, SplitRequest(digest(TOKEN)), now_ms())
    assert refused.value.number is WireError.REVOKED
    assert len(rows(company, devices)) == 1


def test_too_many_copies_in_a_day_are_told_to_wait(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splits, "SPLITS_PER_DAY", 2)
    assert [ask(tablet, f"token {n}").status_code for n in range(2)] == [200, 200]
    refused = ask(tablet, "token 2")
    assert (refused.status_code, number(refused), refused.headers["retry-after"]) == (429, 1030, "3600")
    assert ask(tablet, "token 1").status_code == 200
    with writing(company) as conn:
        conn.execute(update(devices).values(enrolled_at=devices.c.enrolled_at - 86_400_001))
    assert ask(tablet, "token 2").status_code == 200


def test_a_copy_still_reaches_whom_the_tablet_made_for_another_store(tablet: Tablet, company: Engine) -> None:
    new = new_id()
    made = o.CustomerCreate({"name": "Rosa", "home_store": SOUTH})
    assert statuses(tablet.push(tablet.op(made, new))) == ["applied"]
    copy = split(split(tablet, company), company, "another token")
    assert statuses(copy.push(copy.op(o.NoteAdd(new, "Likes linen"), new_id()))) == ["applied"]
    stranger = Tablet(tablet.client, company)
    (result,) = stranger.push(stranger.op(o.NoteAdd(new, "Likes linen"), new_id()))
    assert result.number == RejectNumber.OUT_OF_SCOPE


def test_operations_of_a_sibling_are_taken_and_those_of_another_store_are_not(
    tablet: Tablet, client: httpx.Client, company: Engine
) -> None:
    ana = customer(company)
    copy, southern = split(tablet, company), Tablet(client, company, "S1")
    own = copy.op(o.TagAdd(new_id(), "x"), ana.id, replica_id=tablet.me.replica_id)
    foreign = copy.op(o.TagAdd(new_id(), "y"), ana.id, replica_id=southern.me.replica_id)
    elsewhere = copy.op(o.TagAdd(new_id(), "z"), ana.id, store=SOUTH)
    results = copy.push(own, foreign, elsewhere)
    foreigner = f"rejected:{int(RejectNumber.FOREIGN_ACTOR)}"
    assert statuses(results) == ["applied", foreigner, foreigner]
