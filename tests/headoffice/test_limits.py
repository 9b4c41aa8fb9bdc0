"""How much is taken of one tablet and of one address, and what goes with every answer."""

from __future__ import annotations

import logging

import httpx
import pytest
from sqlalchemy import Engine

from clienteling.wire.device_key import DeviceKey
from headoffice import limits
from headoffice.front import HEADERS
from headoffice.limits import Limits, neighbourhood
from headoffice.sync.refusal import Refusal
from tests.headoffice.tablet import Tablet, code_for, enrolment, serving
from tests.headoffice.test_pull import refusal


def told_to_wait(answered: httpx.Response) -> None:
    assert refusal(answered) == (429, 1030)
    assert 1 <= int(answered.headers["retry-after"]) <= 60


def test_codes_cannot_be_guessed(client: httpx.Client, company: Engine) -> None:
    code, key = code_for(company), DeviceKey.new()
    for _ in range(limits.WRONG_CODES):
        assert refusal(client.post("/v1/enrol", json=enrolment("WRONG-CODE0", key))) == (403, 1005)
    told_to_wait(client.post("/v1/enrol", json=enrolment("WRONG-CODE0", key)))
    # Not even the right one is looked at: who guesses learns nothing more this minute.
    told_to_wait(client.post("/v1/enrol", json=enrolment(code, key)))
    with serving(company) as another:
        assert another.post("/v1/enrol", json=enrolment(code, key)).status_code == 200


def test_a_tablet_gone_wild_is_slowed_down_and_others_are_not(company: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PUSHES", 3)
    monkeypatch.setattr(limits, "PULLS", 4)
    monkeypatch.setattr(limits, "REPORTS", 5)
    with serving(company) as client:
        wild, calm = Tablet(client, company), Tablet(client, company)
        assert [wild.post(wild.request()).status_code for _ in range(3)] == [200] * 3
        told_to_wait(wild.post(wild.request()))
        assert [wild.get("/v1/scopes/company/snapshot").status_code for _ in range(4)] == [200] * 4
        told_to_wait(wild.get("/v1/scopes/company/snapshot"))
        assert [wild.report().status_code for _ in range(5)] == [200] * 5
        told_to_wait(wild.report())
        assert calm.post(calm.request()).status_code == 200
        assert calm.report().status_code == 200


def test_an_address_that_shows_wrong_tokens_is_slowed_down(company: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WRONG_PROOFS", 3)
    monkeypatch.setattr(limits, "WISHES", 6)
    with serving(company) as client:
        for scheme in ("Device", "Bearer", "Device"):
            assert client.post("/v1/device", headers={"Authorization": f"{scheme} x"}).status_code == 401
        told_to_wait(client.post("/v1/device", headers={"Authorization": "Device x"}))
        assert [client.get("/v1/token/nonce").status_code for _ in range(6)] == [200] * 6
        told_to_wait(client.get("/v1/token/nonce"))
        told_to_wait(client.post("/v1/token", content=b"{}"))


def test_what_is_kept_of_addresses_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_ADDRESSES", 50)
    made = Limits()
    for n in range(500):
        made.wrong("code", f"10.0.{n // 250}.{n % 250}")
    assert len(made._storage.events) <= 52


def test_a_network_of_one_customer_is_one_address() -> None:
    assert neighbourhood("2001:db8:1:2:3:4:5:6") == neighbourhood("2001:db8:1:2::1")
    assert neighbourhood("2001:db8:1:2::1") != neighbourhood("2001:db8:1:3::1")
    assert neighbourhood("192.0.2.1") != neighbourhood("192.0.2.2")
    assert neighbourhood("no address") == "no address"
    made = Limits()
    for _ in range(limits.WRONG_CODES):
        made.wrong("code", "2001:db8::1")
    with pytest.raises(Refusal):
        made.before("code", "2001:db8::2")


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.logs_errors
def test_every_answer_has_the_headers(
    tablet: Tablet, client: httpx.Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    path = "/v1/scopes/company/changes"
    page = tablet.get(path, params={"epoch": tablet.me.epoch, "after": 0})
    end = {"epoch": tablet.me.epoch, "after": page.json()["next"]}
    tag = tablet.get(path, params=end).headers["etag"]

    def breaks(*_: object) -> None:
        raise RuntimeError

    answers = [
        page,
        tablet.get(path, params=end, headers={"If-None-Match": tag}),
        client.get("/openapi.json"),
        client.get("/v1/health"),
        client.get("/nothing"),
        client.post("/v1/push"),
        client.options("/v1/push", headers={"Origin": "https://elsewhere.example"}),
        client.get("/metrics"),
    ]
    monkeypatch.setattr("headoffice.routes.push.accept", breaks)
    answers.append(tablet.post(tablet.request()))
    assert [a.status_code for a in answers] == [200, 304, 200, 200, 404, 401, 405, 200, 500]
    for answered in answers:
        assert {name: answered.headers.get(name) for name in HEADERS} == HEADERS, answered.request.url
        assert not [name for name in answered.headers if name.startswith("access-control-")]
        assert "strict-transport-security" not in answered.headers


def test_other_names_are_not_answered_to(company: Engine) -> None:
    with serving(company, hosts=("office.example", "[::1]")) as client:
        for host, status in (("office.example", 200), ("OFFICE.example:8765", 200), ("[::1]:80", 200)):
            assert client.get("/v1/health", headers={"Host": host}).status_code == status
        for host in ("127.0.0.1", "elsewhere.example", "office.example.elsewhere.example", "[::2]"):
            refused = client.get("/v1/health", headers={"Host": host})
            assert refusal(refused) == (421, 1006)
            assert refused.headers["x-frame-options"] == "DENY"
