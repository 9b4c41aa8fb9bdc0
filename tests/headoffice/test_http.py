"""The edges of the service: enrolment, limits, descriptions, logs, a database that is away."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import logging
import threading
import zlib
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import zstandard
from fastapi import FastAPI
from sqlalchemy import Engine, select, update

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.errors import STATUS, WireError
from clienteling.wire.messages import PUSH_BYTES, SNAPSHOT_SCHEMA
from headoffice import logs
from headoffice.app import create_app, from_environment
from headoffice.db.engine import open_engine, reading, writing
from headoffice.db.sync_tables import devices, enrol_codes
from headoffice.routes import http
from headoffice.sync.devices import CODE_HOURS, REPEAT_HOURS, revoke
from tests.headoffice.tablet import Tablet, code_for, customer, enrolment, serving
from tests.headoffice.test_pull import refusal
from tests.showing import Showing

# Enrolment --------------------------------------------------------------------------------------------------------


def test_a_code_is_good_once_and_for_a_day(client: httpx.Client, company: Engine) -> None:
    code = code_for(company)
    answer = client.post("/v1/enrol", json=enrolment(f"  {code.lower()} ", DeviceKey.new()))
    assert answer.status_code == 200
    again = client.post("/v1/enrol", json=enrolment(code, DeviceKey.new()))
    assert refusal(again) == (403, 1005)
    late = code_for(company)
    with writing(company) as conn:
        conn.execute(update(enrol_codes).values(expires_at=enrol_codes.c.expires_at - CODE_HOURS * 3_600_000 - 1000))
    for wrong in (late, "", "?", "AAAAA-AAAAA", "x" * 10_000):
        assert refusal(client.post("/v1/enrol", json=enrolment(wrong, DeviceKey.new()))) == (403, 1005)


KEY = DeviceKey.of("A" * 43)


def test_a_tablet_whose_answer_was_lost_asks_again_and_is_the_same_tablet(
    client: httpx.Client, company: Engine
) -> None:
    code = code_for(company)
    asked = enrolment(code, KEY)
    said: list[httpx.Response] = []

    def ask() -> None:
        said.append(httpx.post(f"{client.base_url}/v1/enrol", json=asked, timeout=30))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    said.append(client.post("/v1/enrol", json={**asked, "code": code.lower()}))
    assert [response.status_code for response in said] == [200] * 4
    answers = [response.json() for response in said]
    assert answers == [answers[0]] * 4
    with reading(company) as conn:
        (device,) = conn.execute(select(devices)).all()
    assert (device.id, device.key) == (answers[0]["device_id"], KEY.public())
    assert KEY.kept() not in str(device)
    report = {"app_version": "1", "op_schema": 1, "snapshot_schema": 1}
    assert client.post("/v1/device", json=report, auth=Showing(device.id, KEY)).status_code == 200


def _enrolled(client: httpx.Client, body: dict[str, Any]) -> dict[str, Any]:
    response = httpx.post(f"{client.base_url}/v1/enrol", json=body, timeout=30)
    assert response.status_code == 200, response.text
    said: dict[str, Any] = response.json()
    return said


def test_a_used_code_is_good_for_no_other_tablet_and_not_for_ever(client: httpx.Client, company: Engine) -> None:
    code, other = code_for(company), code_for(company)
    asked = enrolment(code, KEY)
    made = _enrolled(client, asked)
    for wrong in (enrolment(code, DeviceKey.new()), enrolment(other, KEY)):
        assert refusal(client.post("/v1/enrol", json=wrong)) == (403, 1005)
    misshapen: tuple[dict[str, Any], ...] = (
        {"key": "short"},
        {"key": KEY.public() + "A"},
        {"key": KEY.public()[:-1] + " "},
        {"key": 7},
        {"key": DeviceKey.new().public()},
        {"signature": ""},
        {"signature": enrolment(other, KEY)["signature"]},
    )
    for spoil in misshapen:
        assert refusal(client.post("/v1/enrol", json={**asked, **spoil})) == (422, 1001)
    with writing(company) as conn:
        assert revoke(conn, made["device_id"], 1)
    assert refusal(client.post("/v1/enrol", json=asked)) == (403, 1005)
    with writing(company) as conn:
        conn.execute(update(devices).values(revoked_at=0))
    assert client.post("/v1/enrol", json=asked).status_code == 200
    with writing(company) as conn:
        conn.execute(update(enrol_codes).values(used_at=enrol_codes.c.used_at - REPEAT_HOURS * 3_600_000 - 1000))
    assert refusal(client.post("/v1/enrol", json=asked)) == (403, 1005)


def test_letters_that_look_alike_are_taken_for_each_other(client: httpx.Client, company: Engine) -> None:
    code = code_for(company)
    misread = code.replace("0", "O").replace("1", "l")
    assert client.post("/v1/enrol", json=enrolment(misread, DeviceKey.new())).status_code == 200


def test_a_code_used_twice_at_the_same_moment_makes_one_tablet(client: httpx.Client, company: Engine) -> None:
    code = code_for(company)
    statuses: list[int] = []
    barrier, base = threading.Barrier(4), client.base_url

    def ask(base: httpx.URL, said: dict[str, Any]) -> int:
        return httpx.post(f"{base}/v1/enrol", json=said, timeout=30).status_code

    def enrol() -> None:
        barrier.wait()
        statuses.append(ask(base, enrolment(code, DeviceKey.new())))

    threads = [threading.Thread(target=enrol) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 403, 403, 403]


def test_only_the_hash_of_a_code_and_nothing_of_a_token_is_stored(tablet: Tablet, company: Engine) -> None:
    code = code_for(company)
    with reading(company) as conn:
        stored = str(conn.execute(select(devices)).all()) + str(conn.execute(select(enrol_codes)).all())
    assert tablet.device().store == tablet.me.store
    assert tablet.auth.token not in stored
    assert code not in stored
    assert code.replace("-", "") not in stored


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        ({"surprise": 1}, (422, 1001)),
        ({"code": 7}, (422, 1001)),
        ({"device_name": "x" * 101}, (422, 1001)),
        ({"op_schema": o.OP_SCHEMA + 1}, (409, 1021)),
        ({"snapshot_schema": SNAPSHOT_SCHEMA + 1}, (409, 1021)),
        ({"op_schema": 0}, (426, 1020)),
        ({"snapshot_schema": SNAPSHOT_SCHEMA - 1}, (426, 1020)),
        ({"key": "", "token": "a" * 43}, (426, 1020)),
        ({"code": "x" * 20_000}, (413, 1002)),
    ],
)
def test_enrolment_is_strict_and_names_who_must_be_upgraded(
    client: httpx.Client, company: Engine, spoil: dict[str, Any], expected: tuple[int, int]
) -> None:
    good = enrolment(code_for(company), KEY)
    assert refusal(client.post("/v1/enrol", json={**good, **spoil})) == expected
    # The code is still good: nothing was used up.
    assert client.post("/v1/enrol", json=good).status_code == 200


# Limits -----------------------------------------------------------------------------------------------------------


def test_large_bodies_are_refused_before_and_after_unpacking(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    big = msgspec.json.encode(tablet.request(tablet.op(o.NoteAdd(ana.id, "n" * PUSH_BYTES), new_id())))
    bomb = b" " * (200 << 20)
    machine = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    gzip_bomb = machine.compress(bomb) + machine.flush()
    zstd_bomb = zstandard.compress(bomb, 19)
    assert len(zstd_bomb) < PUSH_BYTES
    assert len(gzip_bomb) < PUSH_BYTES
    cases = ((big, ""), (zstandard.compress(big), "zstd"), (gzip_bomb, "gzip"), (zstd_bomb, "zstd"))
    for body, encoding in cases:
        headers = {"Content-Encoding": encoding} if encoding else {}
        assert refusal(tablet.post(body, **headers)) == (413, 1002)


def test_packed_requests_are_understood_and_damaged_ones_told(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    for pack, encoding in ((zstandard.compress, "zstd"), (gzip.compress, "gzip"), (bytes, "identity")):
        request = tablet.request(tablet.op(o.TagAdd(new_id(), "x"), ana.id))
        packed: Any = pack
        response = tablet.post(packed(msgspec.json.encode(request)), **{"Content-Encoding": encoding})
        assert response.status_code == 200, encoding
        tablet.fence = response.json()["fence"]
    for encoding in ("zstd", "gzip", "br", "deflate"):
        assert refusal(tablet.post(b"not packed at all", **{"Content-Encoding": encoding})) == (422, 1001)
    assert refusal(tablet.post(zstandard.compress(b"{}")[:-1], **{"Content-Encoding": "zstd"})) == (422, 1001)


def test_a_body_that_never_arrives_is_given_up(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "BODY_SECONDS", 0.2)

    tablet.device()
    headers = {"X-Content-SHA256": "0" * 64, **tablet.auth.headers("POST", "/v1/push", digest="0" * 64)}

    async def slowly() -> int:
        async def body() -> Any:
            yield b"{"
            await asyncio.sleep(1)
            yield b"}"

        async with httpx.AsyncClient(base_url=tablet.client.base_url, timeout=3) as client:
            return (await client.post("/v1/push", content=body(), headers=headers)).status_code

    assert asyncio.run(slowly()) == 503


# Descriptions -----------------------------------------------------------------------------------------------------


def test_the_description_has_every_route_and_the_shape_of_every_message(client: httpx.Client) -> None:
    said = client.get("/openapi.json").json()
    paths = {
        "/v1/enrol",
        "/v1/console/me",
        "/v1/console/sign-out",
        "/v1/device",
        "/v1/device/applied",
        "/v1/device/erased",
        "/v1/device/key",
        "/v1/device/keys",
        "/v1/device/quarantine",
        "/v1/device/quarantine/values",
        "/v1/device/split",
        "/v1/device/work-key",
        "/v1/token",
        "/v1/token/nonce",
        "/v1/device/recovery",
        "/v1/device/standing",
        "/v1/sellers/company-account",
        "/v1/sellers/company-sign-in",
        "/v1/sellers/company-sign-in/poll",
        "/v1/sellers/pin",
        "/v1/sellers/pin-help",
        "/v1/sellers/pin-resets",
        "/v1/sellers/sign-in",
        "/v1/lookup",
        "/v1/recovery-key",
        "/v1/push",
        "/v1/images",
        "/v1/images/{image_id}/pieces/{n}",
        "/v1/scopes/{scope}/changes",
        "/v1/scopes/{scope}/shards",
        "/v1/scopes/{scope}/shards/{n}",
        "/v1/scopes/{scope}/snapshot",
        "/v1/scopes/{scope}/snapshot/{snapshot_id}/chunks/{n}",
        "/v1/health",
        "/v1/office/status",
    }
    assert set(said["paths"]) == paths
    shapes = said["components"]["schemas"]
    for name in ("PushRequest", "PushAnswer", "Operation", "OperationResult", "ChangesAnswer", "Manifest", "ErrorBody"):
        assert name in shapes
    assert shapes["PushRequest"]["additionalProperties"] is False
    push = said["paths"]["/v1/push"]["post"]
    assert push["requestBody"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/PushRequest"}
    assert set(push["responses"]) == {"200", "401", "403", "409", "413", "422", "429", "503"}
    assert push["security"]
    changes = said["paths"]["/v1/scopes/{scope}/changes"]["get"]
    assert [p["name"] for p in changes["parameters"]] == ["scope", "epoch", "after", "limit"]
    text = json.dumps(said)
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in shapes, name


def test_unknown_places_and_methods_answer_in_the_same_shape(client: httpx.Client) -> None:
    assert refusal(client.get("/v1/nothing")) == (404, 1006)
    assert refusal(client.get("/v1/push")) == (405, 1006)
    assert refusal(client.get("/")) == (404, 1006)


def test_every_number_has_a_status() -> None:
    assert set(STATUS) == set(WireError)


# Trouble ----------------------------------------------------------------------------------------------------------


@pytest.mark.logs_errors
def test_a_database_that_is_away_is_503_and_its_words_are_not_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/gone.db")
    with serving(engine) as client, caplog.at_level(logging.ERROR):
        response = client.get("/v1/health")
        assert refusal(response) == (503, 1031)
        assert response.headers["retry-after"] == "5"
    formatted = [json.loads(logs.JsonLines().format(record)) for record in caplog.records]
    (said,) = [line for line in formatted if line["event"] == "database.trouble"]
    assert said["error"] == "sqlalchemy.exc.OperationalError"
    assert "no such table" not in json.dumps(said)
    engine.dispose()


@pytest.mark.logs_errors
def test_an_unforeseen_error_is_500_and_nothing_typed_reaches_the_log(
    company: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(company) as client:
        tablet = Tablet(client, company)

        def breaks(*_: object) -> None:
            raise RuntimeError("the customer's secret")

        monkeypatch.setattr("headoffice.routes.push.accept", breaks)
        response = tablet.post(tablet.request())
    assert refusal(response) == (500, 1031)
    assert "secret" not in response.text
    formatted = [logs.JsonLines().format(record) for record in caplog.records]
    assert any("RuntimeError" in line for line in formatted)
    assert not any("secret" in line for line in formatted)


def test_nothing_a_seller_typed_reaches_the_log(
    tablet: Tablet, company: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    ana = customer(company)
    with caplog.at_level(logging.DEBUG):
        tablet.push(
            tablet.op(o.NoteAdd(ana.id, "Canary-7261"), new_id()),
            tablet.op(o.TagAdd(new_id(), "Canary-7261" * 9), ana.id),
        )
        tablet.get("/v1/scopes/Canary-7261/changes?epoch=Canary-7261&after=0")
    formatted = [logs.JsonLines().format(record) for record in caplog.records if record.name.startswith("headoffice")]
    assert any('"route": "/v1/push"' in line for line in formatted)
    assert not any("Canary-7261" in line for line in formatted)


def test_logs_are_lines_of_json(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        logs.set_up(stream)
        logging.getLogger("headoffice.x").info("event.name", extra={"facts": {"count": 2}})
        logging.getLogger("headoffice.x").info("event %s", "typed", extra={"facts": {"count": 2}})
        logging.getLogger("uvicorn.error").warning("Started %s", "process")
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    first, second, third = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (first["event"], first["count"], first["level"]) == ("event.name", 2, "info")
    assert (second["event"], second["where"][0].split(":")[0]) == ("log.suppressed", "test_http.py")
    assert third["event"] == "Started process"


def test_a_worker_process_finds_its_database_in_the_environment(
    office_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIENTELING_DATABASE_URL", office_url)
    monkeypatch.setenv("CLIENTELING_ERASURES", "elsewhere")
    monkeypatch.setattr("headoffice.app.set_up", lambda: None)
    opened: list[Engine] = []

    def remember(engine: Engine, *_: Any) -> FastAPI:
        opened.append(engine)
        return create_app(engine)

    monkeypatch.setattr("headoffice.app.create_app", remember)
    assert "/v1/push" in from_environment().openapi()["paths"]
    opened[0].dispose()


@pytest.mark.parametrize("body", [b"[" * 3_000, b'{"x":' * 800, b'{"x":' + b"[" * 3_000, b'{"code":' + b"[" * 3_000])
def test_a_message_nested_without_end_is_no_json(client: httpx.Client, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    for path in ("/v1/enrol", "/v1/token"):
        assert refusal(client.post(path, content=body, headers=headers)) == (422, WireError.BAD_MESSAGE)
