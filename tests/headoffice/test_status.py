"""How tablets and head office stand: the command, the address, who may look, and that nobody's name is in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import Engine, insert, select, update
from sqlalchemy import text as sql

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from clienteling.domain.operations import OP_SCHEMA
from clienteling.wire.messages import SNAPSHOT_SCHEMA
from headoffice.__main__ import main
from headoffice.app import create_app
from headoffice.clock import now_ms
from headoffice.db.engine import open_engine, reading, writing
from headoffice.db.migrate import migrate, upgrade
from headoffice.db.sync_tables import device_alarms, devices
from headoffice.monitor import status as s
from headoffice.monitor.access import TOKEN, TOKEN_FILE, Access, BadToken
from headoffice.monitor.status import HOUR_MS, OfficeStatus
from headoffice.monitor.words import age, in_words
from headoffice.sync.devices import revoke
from tests.headoffice.tablet import Tablet, customer, serving

SECRET = "a-token-of-some-length"


def at(engine: Engine, now: int, **options: Any) -> OfficeStatus:
    with reading(engine) as conn:
        return s.status(conn, now, "1.0", **options)


def tell(engine: Engine, device: str, **values: Any) -> None:
    """Have a tablet stand like this."""
    with writing(engine) as conn:
        conn.execute(update(devices).where(devices.c.id == device).values(values))


def alarm(engine: Engine, device: str, when: int, scope: str = "company") -> None:
    row = {"device_id": device, "scope": scope, "kind": "sum", "at": when, "rows": 1, "received_at": when}
    with writing(engine) as conn:
        conn.execute(insert(device_alarms).values(row))


def fresh(engine: Engine, tablet: Tablet, now: int) -> None:
    """A tablet with nothing to say."""
    told = {"op_schema": OP_SCHEMA, "snapshot_schema": SNAPSHOT_SCHEMA, "last_seen_at": now, "app_version": "1.2"}
    tell(engine, tablet.me.device_id, **told, replica_epoch=tablet.me.epoch)


def test_a_tablet_in_order_asks_for_nothing(tablet: Tablet, company: Engine) -> None:
    now = now_ms()
    fresh(company, tablet, now)
    said = at(company, now)
    (device,) = said.devices
    assert device.states == ()
    assert (device.last_sync_at, device.store, device.name, device.app_version) == (now, "N1", "Counter", "1.2")
    assert (said.epoch, said.totals.devices, sum(said.totals.states.values())) == (tablet.me.epoch, 1, 0)
    assert at(company, now, attention=True).devices == ()


OF_STATES: dict[str, dict[str, Any]] = {
    "silent": {"last_seen_at": -25 * HOUR_MS},
    "old_work": {"waiting": 2, "waiting_heard_at": -25 * HOUR_MS},
    "failing": {"failing_since": -HOUR_MS, "failing_request": "f" * 32},
    "copied": {"split_from": "d" * 32},
    "refused": {"quarantined": 1},
    "conflicts": {"conflicts": 1},
    "other_epoch": {"replica_epoch": "another"},
    "outdated": {"op_schema": OP_SCHEMA - 1},
    "never": {"last_seen_at": 0},
    "locked": {"revoked_at": 1, "waiting": 3},
}
"""What makes each state (negative times are from now), but for ``alarm`` and ``unconfirmed``."""


def test_each_state_is_noticed_alone(tablet: Tablet, company: Engine) -> None:
    assert {*OF_STATES, "alarm", "unconfirmed"} == set(s.STATES)
    now = now_ms()
    with reading(company) as conn:
        before = dict(conn.execute(select(devices)).mappings().one())
    for state, values in OF_STATES.items():
        tell(company, tablet.me.device_id, **before)
        fresh(company, tablet, now)
        made = {key: now + value if isinstance(value, int) and value < 0 else value for key, value in values.items()}
        tell(company, tablet.me.device_id, **made)
        said = at(company, now)
        assert said.devices[0].states == (state,)
        assert said.devices[0].copied_from == made.get("split_from", "")
        assert said.totals.states == {name: int(name == state) for name in s.STATES}
        # What a tablet that is locked out said last is not counted any more.
        assert said.totals.waiting == (0 if state == "locked" else made.get("waiting", 0))
        assert len(at(company, now, attention=True).devices) == 1


@pytest.mark.parametrize("said", [1, 7_258_000_000_000])
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_how_long_work_waits_is_by_head_offices_clock(tablet: Tablet, company: Engine, said: int) -> None:
    """From the first time it was told of until nothing waits, whatever the tablet's clock says."""
    began = now_ms()

    def told() -> tuple[int, int, bool]:
        (device,) = at(company, began + 24 * HOUR_MS, silent_hours=48).devices
        return device.waiting_heard_at, device.oldest_waiting_at, "old_work" in device.states

    tablet.report(waiting=3, oldest_waiting_at=said)
    first = told()
    assert began <= first[0] <= now_ms()
    assert first[1:] == (said, False)
    tell(company, tablet.me.device_id, waiting_heard_at=began - 1)
    ana = customer(company)
    sent = tablet.request(tablet.op(o.TagAdd(new_id(), "x"), ana.id), waiting=2, oldest_waiting_at=said)
    tablet.fence = tablet.post(sent).json()["fence"]
    tablet.report(waiting=4, oldest_waiting_at=said)
    assert told() == (began - 1, said, True)
    tablet.post(tablet.request())
    assert told() == (0, 0, False)
    tablet.post(tablet.request(waiting=1, oldest_waiting_at=said))
    assert told()[0] >= began
    tablet.report()
    assert told() == (0, 0, False)


def test_of_what_waited_before_it_is_known_since_the_last_contact(database_url: str) -> None:
    engine = open_engine(database_url)
    try:
        with writing(engine) as conn:
            upgrade(conn, "0038")
            conn.execute(sql("INSERT INTO stores(id, code, name) VALUES ('s', 'N1', 'North')"))
            those = (
                "INSERT INTO devices(id, replica_id, store_id, token_sha256, key, waiting, last_push_at, last_seen_at)"
            )
            for name, told in (("a", "2, 9, 5"), ("b", "2, 0, 5"), ("c", "0, 9, 5")):
                conn.execute(sql(f"{those} VALUES ('{name}', '{name}', 's', '{name}', '{name}', {told})"))
        migrate(engine)
        with reading(engine) as conn:
            heard = conn.execute(select(devices.c.waiting_heard_at).order_by(devices.c.id)).scalars().all()
        assert heard == [9, 5, 0]
    finally:
        engine.dispose()


def test_how_long_is_silent_is_chosen(tablet: Tablet, company: Engine) -> None:
    now = now_ms()
    fresh(company, tablet, now - 3 * HOUR_MS)
    assert at(company, now).devices[0].states == ()
    assert at(company, now, silent_hours=2).devices[0].states == ("silent",)
    assert at(company, now, silent_hours=3).devices[0].states == ()


def test_alarms_are_counted_and_the_last_one_named(tablet: Tablet, company: Engine, client: httpx.Client) -> None:
    now = now_ms()
    other = Tablet(client, company, "S1")
    for one in (tablet, other):
        fresh(company, one, now)
    alarm(company, tablet.me.device_id, now - 400 * HOUR_MS)
    assert [device.states for device in at(company, now).devices] == [(), ()]
    alarm(company, tablet.me.device_id, now - 5 * HOUR_MS, "shared")
    alarm(company, tablet.me.device_id, now - 9 * HOUR_MS, "company")
    north, south = at(company, now).devices
    assert (north.alarms, north.last_alarm_at, north.last_alarm_scope) == (3, now - 5 * HOUR_MS, "shared")
    assert (north.states, south.alarms, south.states) == (("alarm",), 0, ())
    totals = at(company, now).totals
    assert (totals.alarms, totals.last_alarm_at) == (3, now - 5 * HOUR_MS)


def test_refused_work_and_conflicts_are_counted_here_and_there(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    tablet.push(
        tablet.op(o.TagAdd(new_id(), "x" * 99), ana.id),
        tablet.op(o.PreferenceSet(new_id(), "size.shoe", "38"), ana.id, base=1),
        tablet.op(o.PreferenceSet(new_id(), "size.shoe", "39"), ana.id, base=1),
    )
    tell(company, tablet.me.device_id, quarantined=4, conflicts=5, waiting=6, waiting_heard_at=now_ms())
    totals = at(company, now_ms()).totals
    assert (totals.quarantine, totals.quarantined, totals.conflicts_open, totals.waiting) == (1, 4, 5, 6)


def test_the_lines_for_people_are_aligned_and_say_everything(tablet: Tablet, company: Engine) -> None:
    now = now_ms()
    fresh(company, tablet, now - 26 * HOUR_MS)
    tell(company, tablet.me.device_id, waiting=1_234, waiting_heard_at=now - 50 * HOUR_MS, quarantined=2)
    alarm(company, tablet.me.device_id, now - HOUR_MS)
    lines = in_words(at(company, now))
    text = "\n".join(lines)
    assert "1 silent for more than 24 h" in text
    assert "1 with work older than 24 h" in text
    assert "1 integrity alarms, last " in text
    head, row = lines[-2:]
    for name in ("last sync", "waiting", "waits since", "refused", "schema", "epoch", "state"):
        assert row[head.index(name) - 1] == " "
        assert row[head.index(name)] != " "
    assert "(26 h)" in row
    assert "1,234" in row
    assert "(2 days)" in row
    assert row.endswith("silent, old work, alarm, refused work")
    with writing(company) as conn:
        revoke(conn, tablet.me.device_id, now)
    assert in_words(at(company, now))[-1].endswith("locked out")


@pytest.mark.parametrize(
    ("milliseconds", "said"), [(-5, "0 min"), (59 * 60_000, "59 min"), (HOUR_MS, "1 h"), (48 * HOUR_MS, "2 days")]
)
def test_ages(milliseconds: int, said: str) -> None:
    assert age(milliseconds) == said


def test_the_address_answers_the_same_as_the_command(
    tablet: Tablet, company: Engine, client: httpx.Client, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    customer(company)
    tablet.get("/v1/scopes/company/snapshot")
    answered = client.get("/v1/office/status")
    assert answered.status_code == 200
    api = answered.json()
    assert main(["status", "--json", "--database", office_url]) == 0
    command = json.loads(capsys.readouterr().out)
    assert {key: command[key] for key in api if key != "at"} == {key: api[key] for key in api if key != "at"}
    assert msgspec.json.decode(answered.content, type=OfficeStatus).devices[0].id == tablet.me.device_id
    assert tablet.auth.token
    assert tablet.auth.token not in answered.text
    assert client.get("/v1/office/status?attention=1&silent_hours=1").json()["devices"]
    for wrong in ("silent_hours=0", "silent_hours=x", "attention=2", "silent_hours=-1"):
        assert client.get(f"/v1/office/status?{wrong}").status_code == 422
    described = client.get("/openapi.json").json()["paths"]["/v1/office/status"]["get"]
    assert described["security"] == [{"status": []}]


def test_nothing_about_a_customer_is_in_it(tablet: Tablet, company: Engine, client: httpx.Client) -> None:
    ana = customer(company)
    tablet.push(tablet.op(o.NoteAdd(ana.id, "Zacarias likes blue"), new_id()))
    tablet.push(tablet.op(o.TagAdd(new_id(), "Zacarias" * 9), ana.id))
    text = client.get("/v1/office/status").text + "\n".join(in_words(at(company, now_ms())))
    for word in ("Ana", "Zacarias", ana.id):
        assert word not in text


def test_without_a_token_only_this_machine_itself_may_look(client: httpx.Client) -> None:
    assert client.get("/v1/office/status").status_code == 200
    forwarded: list[dict[str, str]] = [
        {"X-Forwarded-For": "10.0.0.1"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"Via": "1.1 proxy"},
        {"Host": "headoffice.example.com"},
    ]
    for headers in forwarded:
        refused = client.get("/v1/office/status", headers=headers)
        assert (refused.status_code, refused.json()["number"]) == (401, 1003), headers
    assert client.get("/v1/office/status", headers={"Host": "localhost:1"}).status_code == 200


def test_with_a_token_only_whoever_has_it_may_look(company: Engine) -> None:
    with serving(company, access=Access(SECRET)) as client:
        for shown in ("", "Bearer", "Bearer x", f"Basic {SECRET}", f"Bearer {SECRET}x", f"Bearer {SECRET[:-1]}"):
            assert client.get("/v1/office/status", headers={"Authorization": shown}).status_code == 401
        for more in ({}, {"X-Forwarded-For": "10.0.0.1", "Host": "headoffice.example.com"}):
            headers = {"Authorization": f"Bearer {SECRET}", **more}
            assert client.get("/v1/office/status", headers=headers).status_code == 200


def test_the_token_comes_from_a_variable_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{SECRET}\n")
    assert Access.from_environment({TOKEN_FILE: str(file)})._token == SECRET.encode()
    assert Access.from_environment({TOKEN: SECRET})._token == SECRET.encode()
    assert Access.from_environment({})._token == b""
    file.write_text(" \n")
    for wrong in ({TOKEN: "short"}, {TOKEN_FILE: str(file)}, {TOKEN_FILE: str(tmp_path / "missing")}):
        with pytest.raises(BadToken) as raised:
            Access.from_environment(wrong)
        assert "short" not in str(raised.value).replace("shortened", "")


def test_a_token_that_is_no_secret_keeps_the_service_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(TOKEN, "12345")
    assert main(["serve", "--port", "0", "--database", f"sqlite:///{tmp_path}/new.db"]) == 2
    said = capsys.readouterr().err
    assert "16 characters" in said
    assert "12345" not in said


def test_the_app_can_be_made_without_saying_who_may_look(company: Engine) -> None:
    assert "/v1/office/status" in create_app(company).openapi()["paths"]


def test_a_lost_tablet_is_locked_out_by_what_status_shows(
    tablet: Tablet, company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "--database", office_url]) == 0
    shown = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("N1 ")).split()[2]
    for wrong in ("", "%", shown[:8], "f" * 32, "Counter", shown[:-1] + "_"):
        assert main(["lock-out", "--json", "--database", office_url, wrong]) == 2
        assert "no such tablet" in json.loads(capsys.readouterr().out)["error"]
    assert tablet.get("/v1/scopes/company/snapshot").status_code == 200
    assert main(["lock-out", "--json", "--database", office_url, shown.upper()]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "device": tablet.me.device_id, "name": "Counter"}
    assert tablet.get("/v1/scopes/company/snapshot").status_code == 403
    with writing(company) as conn:
        row = dict(conn.execute(select(devices)).mappings().one())
        conn.execute(
            insert(devices).values({**row, "id": shown + "7" * 20, "replica_id": "x", "token_sha256": "x", "key": ""})
        )
    assert main(["lock-out", "--database", office_url, shown]) == 2
    assert "Several tablets" in capsys.readouterr().err


def test_usage_errors_are_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ("status --nonsense", "nonsense", "", "status --silent-hours 0", "enrol-code", "show")
    for words in map(str.split, wrong):
        with pytest.raises(SystemExit) as ended:
            main([*words, "--json"])
        assert ended.value.code == 2
        said = capsys.readouterr()
        (line,) = said.out.splitlines()
        assert json.loads(line)["ok"] is False
        assert "usage: clienteling-headoffice" in said.err
    with pytest.raises(SystemExit):
        main(["status", "--nonsense"])
    assert capsys.readouterr().out == ""
