"""Who may ask: tokens that are of use with one key alone, for a while, and requests that are signed."""

from __future__ import annotations

import hashlib
import time
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import Engine, select, update

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.messages import DIGEST_HEADER, FormerKey, KeyRequest, NonceAnswer, TokenAnswer, TokenRequest
from clienteling.wire.proof import PROOF_HEADER, key_text, operation_text, proof, request_text, token_text, vouch_text
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import device_keys, devices, hub, token_keys
from headoffice.sync import tokens
from headoffice.sync.devices import revoke
from headoffice.sync.keys import KEYS_LIMIT
from headoffice.sync.tokens import TokenKeys
from tests.headoffice.tablet import NORTH, SOUTH, Tablet, customer, serving
from tests.headoffice.test_pull import refusal
from tests.headoffice.test_push import rows, statuses

HERE = f"/v1/scopes/store:{NORTH}/changes"
STALE = (401, 1007)


def query(tablet: Tablet) -> str:
    return f"epoch={tablet.me.epoch}&after=0&limit=5000"


def signed(tablet: Tablet, **changed: Any) -> dict[str, str]:
    """The headers of a good request, or of one that differs from what is asked."""
    elapsed = changed.pop("elapsed", int((time.monotonic() - tablet.auth.asked) * 1000))
    token = changed.pop("token", tablet.auth.token)
    key: DeviceKey = changed.pop("key", tablet.key)
    said = {"method": "GET", "path": HERE, "query": query(tablet), "digest": "", **changed}
    shown = proof(key, request_text(**said, token=token, elapsed=elapsed), elapsed)
    return {"Authorization": f"Device {token}", PROOF_HEADER: shown}


def ask(tablet: Tablet, headers: dict[str, str]) -> httpx.Response:
    return tablet.client.get(f"{HERE}?{query(tablet)}", headers=headers)


@pytest.fixture
def asking(tablet: Tablet) -> Tablet:
    """Return a tablet with a token."""
    assert tablet.device().store == NORTH
    return tablet


def test_a_token_without_the_key_is_worth_nothing(asking: Tablet) -> None:
    assert ask(asking, signed(asking)).status_code == 200
    stolen = {"Authorization": f"Device {asking.auth.token}"}
    for headers in (stolen, {**stolen, PROOF_HEADER: "0."}, signed(asking, key=DeviceKey.new())):
        assert refusal(ask(asking, headers)) == STALE
    as_bearer = {"Authorization": f"Bearer {asking.auth.token}"}
    assert refusal(ask(asking, as_bearer)) == (401, 1003)


def test_the_token_of_another_tablet_is_of_no_use_with_ones_own_key(asking: Tablet, company: Engine) -> None:
    other = Tablet(asking.client, company)
    assert other.device().store == NORTH
    assert refusal(ask(asking, signed(asking, token=other.auth.token))) == STALE
    assert refusal(ask(asking, signed(asking, key=other.key))) == STALE


def test_a_signature_is_good_for_one_request_alone(asking: Tablet) -> None:
    for changed in (
        {"method": "POST"},
        {"path": "/v1/scopes/company/changes"},
        {"query": query(asking) + "&more=1"},
        {"digest": "0" * 64},
    ):
        assert refusal(ask(asking, signed(asking, **changed))) == STALE, changed


def test_a_body_is_what_was_signed(asking: Tablet, company: Engine) -> None:
    ana = customer(company)
    good, other = (msgspec.json.encode(asking.request(asking.op(o.TagAdd(new_id(), t), ana.id))) for t in "ab")
    digest = asking.auth.digest(good)
    headers = {DIGEST_HEADER: digest, **asking.auth.headers("POST", "/v1/push", digest=digest)}
    changed = asking.client.post("/v1/push", content=other, headers=headers)
    assert refusal(changed) == (503, 1031)
    silent = asking.client.post("/v1/push", content=other, headers=asking.auth.headers("POST", "/v1/push"))
    assert refusal(silent) == (422, 1001)
    assert asking.client.post("/v1/push", content=good, headers=headers).status_code == 200


@pytest.mark.parametrize("seconds", [-1, 1])
def test_a_request_is_good_for_a_minute_around_its_signing(asking: Tablet, seconds: int) -> None:
    window = tokens.PROOF_SECONDS * 1000
    now = int((time.monotonic() - asking.auth.asked) * 1000)
    for elapsed in (now + seconds * (window + 2_000), 10**12):
        if elapsed >= 0:
            assert refusal(ask(asking, signed(asking, elapsed=elapsed))) == STALE
    assert ask(asking, signed(asking, elapsed=now + (window - 2_000 if seconds > 0 else 0))).status_code == 200


def test_what_was_overheard_cannot_be_sent_again_later(asking: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    overheard = signed(asking)
    assert ask(asking, overheard).status_code == 200
    later = now_ms() + (tokens.PROOF_SECONDS + 5) * 1000
    monkeypatch.setattr("headoffice.routes.office.now_ms", lambda: later)
    monkeypatch.setattr("headoffice.routes.unchanged.now_ms", lambda: later)
    assert refusal(ask(asking, overheard)) == STALE


def test_a_push_sent_again_within_the_minute_has_no_second_effect(asking: Tablet, company: Engine) -> None:
    ana = customer(company)
    body = msgspec.json.encode(asking.request(asking.op(o.TagAdd(new_id(), "once"), ana.id)))
    digest = asking.auth.digest(body)
    headers = {DIGEST_HEADER: digest, **asking.auth.headers("POST", "/v1/push", digest=digest)}
    said = [asking.client.post("/v1/push", content=body, headers=headers).json() for _ in range(2)]
    assert [answer["results"][0]["status"] for answer in said] == ["applied", "duplicate"]
    assert said[0]["fence"] == said[1]["fence"]


def test_a_token_ends_after_a_quarter_of_an_hour(company: Engine) -> None:
    keys, key, now = TokenKeys(company), DeviceKey.new(), now_ms()
    given = keys.give("d" * 32, key.public(), NORTH, now)
    assert given.seconds <= 900
    last = now + given.seconds * 1000
    assert keys.read(given.token, last - 1, ask=False) is not None
    assert keys.read(given.token, last, ask=False) is None
    assert keys.read(given.token, now - 1, ask=False) is None


def test_a_token_says_what_it_is_for_and_cannot_be_changed(company: Engine) -> None:
    keys, now = TokenKeys(company), now_ms()
    one, two = (keys.give("d" * 32, "k", NORTH, now).token for _ in range(2))
    claims = keys.read(one, now, ask=False)
    assert claims is not None
    with reading(company) as conn:
        assert claims.audience == conn.execute(select(hub.c.hub_id)).scalar_one()
    assert (claims.device, claims.key, claims.store, claims.until - claims.given) == ("d" * 32, "k", NORTH, 900_000)
    other = keys.read(two, now, ask=False)
    assert other is not None
    assert other.name != claims.name
    name, body, mac = one.split(".")
    spoilt = [
        f"{name}.{body}.{two.split('.')[2]}",
        f"{name}.{body}x.{mac}",
        f"{new_id()}.{body}.{mac}",
        f"{body}.{mac}",
    ]
    for token in (*spoilt, "", "..", "é.é.é", one[:-1], one + "=", "a" * 5_000):
        assert keys.read(token, now, ask=True) is None, token


def test_a_token_of_another_head_office_is_not_taken(company: Engine) -> None:
    keys, now = TokenKeys(company), now_ms()
    token = keys.give("d" * 32, "k", NORTH, now).token
    with writing(company) as conn:
        conn.execute(update(hub).values(hub_id="another"))
    assert TokenKeys(company).read(token, now, ask=True) is None


def test_processes_share_their_keys_and_change_them_every_day(company: Engine) -> None:
    one, two, now = TokenKeys(company), TokenKeys(company), now_ms()
    token = one.give("d" * 32, "k", NORTH, now).token
    assert two.read(token, now, ask=True) is not None
    assert two.give("d" * 32, "k", NORTH, now).token.split(".")[0] == token.split(".")[0]
    tomorrow = now + tokens.KEY_SECONDS * 1000
    later = two.give("d" * 32, "k", NORTH, tomorrow).token
    assert later.split(".")[0] != token.split(".")[0]
    assert one.read(later, tomorrow, ask=False) is None
    assert one.read(later, tomorrow, ask=True) is not None
    assert one.give("d" * 32, "k", NORTH, tomorrow + 5 * tokens.KEY_SECONDS * 1000).token
    assert len(rows(company, token_keys)) == 1


def wish(client: httpx.Client, device: str, key: DeviceKey, nonce: str) -> httpx.Response:
    signature = key.sign(token_text(device, nonce))
    return client.post("/v1/token", content=msgspec.json.encode(TokenRequest(device, nonce, signature)))


def nonce_of(client: httpx.Client) -> str:
    return msgspec.json.decode(client.get("/v1/token/nonce").content, type=NonceAnswer).nonce


def test_a_token_is_given_to_the_holder_of_the_key_for_a_fresh_nonce(
    tablet: Tablet, client: httpx.Client, company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    me, nonce = tablet.me.device_id, nonce_of(client)
    answer = msgspec.json.decode(wish(client, me, tablet.key, nonce).content, type=TokenAnswer)
    assert answer.seconds == tokens.TOKEN_SECONDS
    assert refusal(wish(client, me, DeviceKey.new(), nonce)) == STALE
    assert refusal(wish(client, new_id(), tablet.key, nonce)) == (401, 1003)
    for wrong in ("", nonce[:-2], answer.token, nonce.replace(".", "x"), "a" * 3_000):
        assert refusal(wish(client, me, tablet.key, wrong)) == STALE
    late = now_ms() + (tokens.NONCE_SECONDS + 1) * 1000
    monkeypatch.setattr("headoffice.routes.devices.now_ms", lambda: late)
    assert refusal(wish(client, me, tablet.key, nonce)) == STALE
    with writing(company) as conn:
        assert revoke(conn, me, 1)
    assert refusal(wish(client, me, tablet.key, nonce_of(client))) == (403, 1004)


def test_who_is_locked_out_is_out_at_once_whatever_its_token_says(asking: Tablet, company: Engine) -> None:
    good = ask(asking, signed(asking))
    after = good.json()["head"]
    poll = {"params": {"epoch": asking.me.epoch, "after": after}}
    tag = asking.get(HERE, **poll).headers["etag"]
    assert asking.get(HERE, **poll, headers={"If-None-Match": tag}).status_code == 304
    with writing(company) as conn:
        assert revoke(conn, asking.me.device_id, 1)
    assert refusal(asking.get(HERE, **poll, headers={"If-None-Match": tag})) == (403, 1004)
    assert refusal(ask(asking, signed(asking))) == (403, 1004)


def test_a_tablet_that_moved_gets_another_token_first(asking: Tablet, company: Engine) -> None:
    with writing(company) as conn:
        conn.execute(update(devices).values(key="changed"))
    assert refusal(ask(asking, signed(asking))) == STALE


# The time before keys

BEARER = "a-token-of-the-time-before-keys"


@pytest.fixture
def old(tablet: Tablet, company: Engine) -> Tablet:
    """Return a tablet as head office kept it before there were keys."""
    with writing(company) as conn:
        conn.execute(device_keys.delete())
        conn.execute(update(devices).values(key="", key_at=0, token_sha256=_sha256(BEARER)))
    return tablet


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def tell_key(tablet: Tablet, mine: DeviceKey, until: int = 0, **changed: Any) -> httpx.Response:
    signature = mine.sign(key_text(tablet.me.device_id, mine.public()))
    said = msgspec.structs.replace(KeyRequest(mine.public(), signature, until), **changed)
    headers = {"Authorization": f"Bearer {BEARER}"}
    return tablet.client.post("/v1/device/key", content=msgspec.json.encode(said), headers=headers)


def test_an_app_that_was_not_updated_goes_on_with_its_token(old: Tablet) -> None:
    headers = {"Authorization": f"Bearer {BEARER}"}
    assert ask(old, headers).status_code == 200
    assert refusal(ask(old, {"Authorization": "Bearer another"})) == (401, 1003)


def test_a_key_is_told_once_and_the_token_dies(old: Tablet, company: Engine) -> None:
    for spoil in ({"key": "short"}, {"signature": "A" * 86}, {"unsigned_until": -1}, {"key": DeviceKey.new().public()}):
        assert refusal(tell_key(old, old.key, **spoil)) == (422, 1001)
    assert tell_key(old, old.key, 5).status_code == 200
    assert old.device().store == NORTH
    assert refusal(ask(old, {"Authorization": f"Bearer {BEARER}"})) == (401, 1003)
    assert refusal(tell_key(old, DeviceKey.new())) == (401, 1003)
    (held,) = rows(company, devices)
    assert (held["key"], held["unsigned_until"]) == (old.key.public(), 5)
    assert held["token_sha256"] != _sha256(BEARER)  # not even known any more


def test_what_was_saved_before_the_key_is_taken_unsigned_and_nothing_after_it(old: Tablet, company: Engine) -> None:
    ana = customer(company)
    saved = [old.op(o.TagAdd(new_id(), f"{n}"), ana.id) for n in range(4)]
    before, last, after, signed_after = saved
    assert tell_key(old, old.key, last.lseq).status_code == 200
    unsigned = [msgspec.structs.replace(op, signature="") for op in (before, last, after)]
    assert statuses(old.push(*unsigned)) == ["applied", "applied", "rejected:126"]
    assert statuses(old.push(signed_after)) == ["applied"]


def test_a_copy_of_the_time_before_keys_still_reaches_whom_it_made_before_it_was_split_off(
    tablet: Tablet, company: Engine
) -> None:
    who = new_id()
    made = tablet.op(o.CustomerCreate({"name": "Elsewhere", "home_store": SOUTH}), who)
    assert statuses(tablet.push(made)) == ["applied"]
    copy = Tablet(tablet.client, company)
    d, k, this = devices.c, device_keys.c, copy.me.device_id
    with writing(company) as conn:
        conn.execute(device_keys.delete().where(k.device_id == this))
        kept = {"key": "", "key_at": 0, "token_sha256": _sha256(BEARER), "split_from": tablet.me.device_id}
        conn.execute(update(devices).where(d.id == this).values(kept))
    assert tell_key(copy, copy.key).status_code == 200
    assert statuses(copy.push(copy.op(o.NoteAdd(who, "Likes linen"), new_id()))) == ["applied"]


def test_an_unsigned_operation_of_a_tablet_with_a_key_from_the_start_is_refused(
    tablet: Tablet, company: Engine
) -> None:
    ana = customer(company)
    bare = msgspec.structs.replace(tablet.op(o.TagAdd(new_id(), "x"), ana.id), signature="")
    assert statuses(tablet.push(bare)) == ["rejected:126"]


# Keys of before


def vouch(tablet: Tablet, replica: str, key: DeviceKey, signature: str = "") -> httpx.Response:
    said = signature or key.sign(vouch_text(replica, tablet.key.public()))
    former = msgspec.to_builtins(FormerKey(replica, key.public(), said))
    return tablet.send("/v1/device/keys", json={"keys": [former]})


def test_whoever_holds_both_keys_brings_what_either_has_signed(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    former, replica = DeviceKey.new(), new_id()
    op = tablet.op(o.TagAdd(new_id(), "of an earlier life"), ana.id, replica_id=replica)
    signature = former.sign(signed_text(op))
    op = msgspec.structs.replace(op, signature=signature)
    assert statuses(tablet.push(op)) == ["rejected:127"]
    assert refusal(vouch(tablet, replica, former, DeviceKey.new().sign(b""))) == (422, 1001)
    assert vouch(tablet, replica, former).json() == {"taken": 1}
    assert vouch(tablet, replica, former).json() == {"taken": 0}
    # Nothing of a forged operation is remembered: the real one is still taken.
    assert statuses(tablet.push(op)) == ["applied"]


def test_whom_a_tablet_made_for_another_store_stays_its_own_after_it_was_enrolled_anew(
    tablet: Tablet, company: Engine
) -> None:
    who = new_id()
    made = tablet.op(o.CustomerCreate({"name": "Elsewhere", "home_store": SOUTH}), who)
    assert statuses(tablet.push(made)) == ["applied"]
    late = [tablet.op(o.NoteAdd(who, "Waits on the tablet"), new_id()), tablet.op(o.TagAdd(new_id(), "x"), who)]
    again = Tablet(tablet.client, company)
    assert vouch(again, tablet.me.replica_id, tablet.key).json() == {"taken": 1}
    assert statuses(again.push(*late)) == ["applied"] * 2
    other = Tablet(tablet.client, company)  # which has not told that key
    assert statuses(other.push(other.op(o.TagAdd(new_id(), "y"), who))) == ["rejected:124"]


def test_a_name_that_another_stores_tablet_works_under_reaches_nobody(tablet: Tablet, company: Engine) -> None:
    who, name, key = new_id(), new_id(), DeviceKey.new()  # a name that head office's database does not know (any more)
    southern = Tablet(tablet.client, company, "S1")
    assert vouch(southern, name, key).json() == {"taken": 1}
    made = southern.op(o.CustomerCreate({"name": "Southern", "home_store": SOUTH}), who, replica_id=name)
    made = msgspec.structs.replace(made, signature=key.sign(signed_text(made)))
    assert statuses(southern.push(made)) == ["applied"]
    assert vouch(tablet, name, DeviceKey.new()).json() == {"taken": 1}
    assert statuses(tablet.push(tablet.op(o.TagAdd(new_id(), "x"), who))) == ["rejected:124"]


def test_one_name_has_a_few_keys_and_no_more(tablet: Tablet, company: Engine) -> None:
    replica = new_id()
    taken = [vouch(tablet, replica, DeviceKey.new()).json()["taken"] for _ in range(KEYS_LIMIT + 2)]
    assert taken == [1] * KEYS_LIMIT + [0, 0]
    assert vouch(tablet, new_id(), DeviceKey.new()).json() == {"taken": 1}


def test_the_name_of_another_tablet_cannot_be_vouched_for(tablet: Tablet, company: Engine) -> None:
    ana, other = customer(company), Tablet(tablet.client, company)
    mine = DeviceKey.new()
    assert vouch(tablet, other.me.replica_id, mine).json() == {"taken": 0}
    op = msgspec.structs.replace(tablet.op(o.TagAdd(new_id(), "x"), ana.id), replica_id=other.me.replica_id)
    op = msgspec.structs.replace(op, signature=mine.sign(signed_text(op)))
    assert statuses(tablet.push(op)) == ["rejected:127"]


def signed_text(op: o.Operation) -> bytes:
    return operation_text(op.digest())


def test_two_processes_over_one_database_know_each_others_tokens(asking: Tablet, company: Engine) -> None:
    headers = signed(asking)
    with serving(company) as another:
        assert another.get(f"{HERE}?{query(asking)}", headers=headers).status_code == 200
