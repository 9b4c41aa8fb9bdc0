"""Two keys of a tablet: the one a locked tablet shows opens nothing, the other one all that has data in it."""

from __future__ import annotations

from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import Engine, text

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.key_messages import WorkKeyRequest
from clienteling.wire.messages import FormerKey
from clienteling.wire.proof import key_text, operation_text, pair_text, vouch_text
from headoffice.db.engine import open_engine, writing
from headoffice.db.migrate import migrate, upgrade
from headoffice.db.sync_tables import device_keys, devices
from headoffice.sync.devices import revoke
from tests.headoffice.tablet import NORTH, Tablet, code_for, customer, enrolment
from tests.headoffice.test_pull import refusal
from tests.headoffice.test_push import rows, statuses
from tests.showing import Showing

UNKNOWN = (401, 1003)
LOCKED = {
    ("get", "/v1/device/standing"),
    ("post", "/v1/device/recovery"),
    ("post", "/v1/device/work-key"),
    ("get", "/v1/sellers/company-account"),
    ("post", "/v1/sellers/company-sign-in"),
    ("post", "/v1/sellers/company-sign-in/poll"),
    ("post", "/v1/sellers/pin"),
    ("post", "/v1/sellers/pin-help"),
    ("post", "/v1/sellers/pin-resets"),
    ("post", "/v1/sellers/sign-in"),
}
"""What a tablet asks while it is locked: nothing of a customer is in the answers, and a PIN is asked for all else."""
WORK = {
    ("post", "/v1/device"),
    ("post", "/v1/device/applied"),
    ("post", "/v1/device/erased"),
    ("post", "/v1/device/key"),
    ("post", "/v1/device/keys"),
    ("post", "/v1/device/quarantine"),
    ("post", "/v1/device/quarantine/values"),
    ("post", "/v1/device/split"),
    ("get", "/v1/images"),
    ("get", "/v1/images/{image_id}/pieces/{n}"),
    ("post", "/v1/lookup"),
    ("post", "/v1/push"),
    ("get", "/v1/scopes/{scope}/changes"),
    ("get", "/v1/scopes/{scope}/shards"),
    ("get", "/v1/scopes/{scope}/shards/{n}"),
    ("get", "/v1/scopes/{scope}/snapshot"),
    ("get", "/v1/scopes/{scope}/snapshot/{snapshot_id}/chunks/{n}"),
}
OTHERS = {
    ("post", "/v1/enrol"),
    ("get", "/v1/token/nonce"),
    ("post", "/v1/token"),
    ("get", "/v1/recovery-key"),
    ("get", "/v1/health"),
    ("get", "/v1/console/me"),
    ("post", "/v1/console/sign-out"),
    ("get", "/v1/office/status"),
}
"""No tablet shows who it is there."""


@pytest.fixture
def standing() -> DeviceKey:
    return DeviceKey.new()


@pytest.fixture
def pair(client: httpx.Client, company: Engine, standing: DeviceKey) -> Tablet:
    """Return a tablet with two keys; its ``standing`` one is the fixture's."""
    return Tablet(client, company, standing=standing)


def locked(tablet: Tablet, standing: DeviceKey) -> Showing:
    """The tablet while nobody is signed in."""
    return Showing(tablet.me.device_id, standing)


def asked(client: httpx.Client, method: str, path: str, auth: Showing) -> httpx.Response:
    filled = path.format(scope=f"store:{NORTH}", n=0, snapshot_id="x", image_id="x")
    body: dict[str, Any] = {"json": {}} if method == "post" else {}
    return client.request(method, filled, auth=auth, **body)


def test_every_route_says_which_key_it_needs(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()["paths"]
    there = {(method, path) for path, methods in described.items() for method in methods}
    assert there == LOCKED | WORK | OTHERS


def test_the_key_of_a_locked_tablet_opens_nothing_with_data_in_it(
    client: httpx.Client, pair: Tablet, standing: DeviceKey
) -> None:
    alone = locked(pair, standing)
    for method, path in sorted(WORK):
        assert refusal(asked(client, method, path, alone)) == UNKNOWN, path
        assert asked(client, method, path, pair.auth).status_code != 401, path
    for method, path in sorted(LOCKED):
        assert asked(client, method, path, alone).status_code != 401, path
    assert asked(client, "get", "/v1/device/standing", pair.auth).status_code == 200


def test_a_locked_tablet_is_told_of_no_news_either(pair: Tablet, standing: DeviceKey) -> None:
    path = f"/v1/scopes/store:{NORTH}/changes"
    query: dict[str, str | int] = {"epoch": pair.me.epoch, "after": 0}
    query["after"] = pair.get(path, params=query).json()["head"]
    tag = {"If-None-Match": pair.get(path, params=query).headers["etag"]}
    assert pair.get(path, params=query, headers=tag).status_code == 304
    alone = locked(pair, standing)
    said = pair.client.get(path, params=query, headers=tag, auth=alone)
    assert said.status_code == 401
    assert refusal(said) == UNKNOWN


def test_both_keys_are_locked_out_together(pair: Tablet, standing: DeviceKey, company: Engine) -> None:
    alone = locked(pair, standing)
    assert pair.client.get("/v1/device/standing", auth=alone).status_code == 200
    with writing(company) as conn:
        revoke(conn, pair.me.device_id, 1)
    for auth in (alone, locked(pair, standing), pair.auth):
        assert refusal(pair.client.get("/v1/device/standing", auth=auth)) == (403, 1004)


def test_two_keys_are_one_tablets_only_by_the_word_of_the_one_for_the_other(
    client: httpx.Client, company: Engine, pair: Tablet, standing: DeviceKey
) -> None:
    code, key, mine = code_for(company), DeviceKey.new(), DeviceKey.new()
    spoilt = (
        {"standing_signature": ""},
        {"standing_signature": mine.sign(pair_text(pair.key.public(), mine.public()))},
        {"standing_signature": key.sign(pair_text(key.public(), mine.public()))},
        {"standing_key": "short"},
    )
    for spoil in spoilt:
        assert refusal(client.post("/v1/enrol", json=enrolment(code, key, mine, **spoil))) == (422, 1001), spoil
    assert refusal(client.post("/v1/enrol", json=enrolment(code, key, key))) == (422, 1001)
    for taken in (standing, pair.key):
        assert refusal(client.post("/v1/enrol", json=enrolment(code, key, taken))) == (422, 1001)
    first, again = (client.post("/v1/enrol", json=enrolment(code, key, mine)) for _ in range(2))
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()


def test_the_key_of_a_locked_tablet_signs_no_operation(
    client: httpx.Client, company: Engine, pair: Tablet, standing: DeviceKey
) -> None:
    ana, other = customer(company), Tablet(client, company)
    op = pair.op(o.TagAdd(new_id(), "x"), ana.id)
    forged = msgspec.structs.replace(op, signature=standing.sign(operation_text(op.digest())))
    assert statuses(pair.push(forged)) == ["rejected:126"]
    # Nor does whoever has a tablet of their own bring it.
    assert vouch(other, pair.me.replica_id, standing).json() == {"taken": 0}
    assert statuses(other.push(forged)) == ["rejected:127"]
    assert statuses(pair.push(op)) == ["applied"]


def vouch(tablet: Tablet, replica: str, key: DeviceKey) -> httpx.Response:
    former = FormerKey(replica, key.public(), key.sign(vouch_text(replica, tablet.key.public())))
    return tablet.send("/v1/device/keys", json={"keys": [msgspec.to_builtins(former)]})


# A tablet that has one key


def tell(tablet: Tablet, work: DeviceKey, auth: Showing | None = None, **changed: Any) -> httpx.Response:
    """It tells the key it works with from now on."""
    one = tablet.key
    signature = work.sign(key_text(tablet.me.device_id, work.public()))
    said = WorkKeyRequest(work.public(), signature, one.sign(pair_text(work.public(), one.public())))
    body = msgspec.json.encode(msgspec.structs.replace(said, **changed))
    return tablet.client.post("/v1/device/work-key", content=body, auth=auth or tablet.auth)


def test_one_key_is_good_for_everything_until_another_one_is_told(tablet: Tablet, company: Engine) -> None:
    ana, work = customer(company), DeviceKey.new()
    spoilt: tuple[dict[str, Any], ...] = (
        {"key": "short"},
        {"signature": "A" * 86},
        {"standing_signature": work.sign(b"x")},
    )
    for spoil in spoilt:
        assert refusal(tell(tablet, work, **spoil)) == (422, 1001)
    assert refusal(tell(tablet, tablet.key)) == (422, 1001)
    assert tablet.device().store == NORTH
    before = tablet.op(o.TagAdd(new_id(), "before"), ana.id)
    late = [tablet.op(o.TagAdd(new_id(), f"not sent yet {n}"), ana.id) for n in range(20)]
    assert statuses(tablet.push(before)) == ["applied"]
    assert tell(tablet, work).status_code == 200
    # From this moment on, also with the token that it had.
    assert refusal(tablet.report()) == UNKNOWN
    one, tablet.auth = tablet.auth, Showing(tablet.me.device_id, work)
    assert tablet.client.get("/v1/device/standing", auth=one).status_code == 200
    assert tablet.device().store == NORTH
    # Nothing unsent is lost: what the one key signed until now is taken, also once more.
    after = [tablet.op(o.TagAdd(new_id(), f"after {n}"), ana.id) for n in range(20)]
    assert statuses(tablet.push(before, *late, *after)) == ["duplicate", *["applied"] * 40]


def test_the_answer_may_be_lost_and_a_second_key_is_another_tablets(tablet: Tablet, company: Engine) -> None:
    work, other = DeviceKey.new(), DeviceKey.new()
    assert [tell(tablet, work).status_code for _ in range(2)] == [200, 200]
    assert refusal(tell(tablet, other)) == UNKNOWN
    assert refusal(tell(tablet, other, Showing(tablet.me.device_id, work))) == (422, 1001)
    (held,) = rows(company, devices)
    assert (held["key"], held["standing_key"]) == (work.public(), tablet.key.public())
    assert len(rows(company, device_keys)) == 2


def test_a_key_of_another_tablet_is_not_worked_with(tablet: Tablet, company: Engine) -> None:
    other = Tablet(tablet.client, company, standing=(standing := DeviceKey.new()))
    for taken in (other.key, standing):
        assert refusal(tell(tablet, taken)) == (422, 1001)
    assert tablet.device().store == NORTH


def test_enrolled_anew_it_brings_what_its_one_key_signed(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    mine = tablet.op(o.TagAdd(new_id(), "by the one key"), ana.id)
    assert tell(tablet, DeviceKey.new()).status_code == 200
    anew = Tablet(tablet.client, company, standing=DeviceKey.new())
    assert statuses(anew.push(mine)) == ["rejected:127"]
    assert vouch(anew, tablet.me.replica_id, tablet.key).json() == {"taken": 1}
    assert statuses(anew.push(mine)) == ["applied"]


def test_a_copy_gets_two_keys_as_well(pair: Tablet, standing: DeviceKey, company: Engine) -> None:
    key, own = DeviceKey.new(), DeviceKey.new()
    said = {
        "key": key.public(),
        "signature": key.sign(key_text(pair.me.device_id, key.public())),
        "standing_key": own.public(),
        "standing_signature": own.sign(pair_text(key.public(), own.public())),
    }
    bad = [{"standing_signature": "A" * 86}, {"standing_key": key.public()}]
    taken = standing.sign(pair_text(key.public(), standing.public()))
    bad.append({"standing_key": standing.public(), "standing_signature": taken})
    for spoil in bad:
        assert refusal(pair.send("/v1/device/split", json={**said, **spoil})) == (422, 1001)
    made, again = (pair.send("/v1/device/split", json=said).json() for _ in range(2))
    assert made == again
    copy = made["device_id"]
    there = pair.client
    assert there.get("/v1/device/standing", auth=Showing(copy, own)).status_code == 200
    assert refusal(asked(there, "post", "/v1/push", Showing(copy, own))) == UNKNOWN
    assert refusal(there.get("/v1/device/standing", auth=Showing(copy, standing))) == (401, 1007)


def test_a_database_in_the_field_keeps_the_keys_that_tablets_told(database_url: str) -> None:
    engine = open_engine(database_url)
    try:
        with writing(engine) as conn:
            upgrade(conn, "0027")
            conn.execute(text("INSERT INTO stores(id, code, name) VALUES ('s', 'N1', 'North')"))
            a_device = (
                "INSERT INTO devices(id, replica_id, store_id, token_sha256, key) VALUES ('d', 'r', 's', 't', 'k')"
            )
            conn.execute(text(a_device))
            its_keys = "INSERT INTO device_keys(device_id, replica_id, key) VALUES ('d', 'r', 'k'), ('d', 'q', '')"
            conn.execute(text(its_keys))
        migrate(engine)
        (device,) = rows(engine, devices)
        assert (device["key"], device["standing_key"]) == ("k", "")
        held = sorted((row["replica_id"], row["key"]) for row in rows(engine, device_keys))
        assert held == [("q", ""), ("r", "k")]
    finally:
        engine.dispose()
