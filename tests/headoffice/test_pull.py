"""Changes out: complete, in order, from one state, and only to whom they belong."""

from __future__ import annotations

import gzip
import random
import threading
from collections.abc import Callable

import httpx
import msgspec
import pytest
import zstandard
from sqlalchemy import Engine, select, update

from clienteling.domain import operations as o
from clienteling.domain.customer import FieldValue
from clienteling.domain.ids import new_id
from clienteling.wire.entities import decode_body
from clienteling.wire.integrity import MODULUS, hash64
from clienteling.wire.messages import ChangesAnswer
from headoffice.db.engine import reading, writing
from headoffice.db.epoch import mark_restored
from headoffice.db.sync_tables import devices, scope_head
from headoffice.sync import pull
from headoffice.sync.devices import revoke
from tests.headoffice.tablet import BY, MARTA, NORTH, SOUTH, Tablet, at_head_office, change, customer

HOME = f"store:{NORTH}"


def refusal(response: httpx.Response) -> tuple[int, int]:
    """(status, number): an answer without words has none."""
    return response.status_code, response.json().get("number", 0) if response.content else 0


def check(tablet: Tablet, scope: str, page: ChangesAnswer) -> None:
    """What the tablet holds is what head office says it is."""
    rows = tablet.rows[scope]
    total = sum(hash64(etype, eid, version) for (etype, eid), (version, _) in rows.items()) % MODULUS
    assert (len(rows), total) == (page.row_count, page.row_sum)


def test_pages_lead_to_the_head_with_every_body(tablet: Tablet, company: Engine) -> None:
    people = [customer(company) for _ in range(7)]
    page = tablet.tail(HOME, limit=3)
    assert page.next == page.head == 7
    check(tablet, HOME, page)
    for person in people:
        version, body = tablet.rows[HOME]["customer", person.id]
        assert (version, decode_body("customer", body)) == (1, person)
    tablet.tail("company")
    assert {etype for etype, _ in tablet.rows["company"]} == {"store", "seller"}
    assert tablet.changes(HOME, 7).rows == ()


def test_a_page_ends_where_a_tablet_would_take_no_more(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headoffice.sync.pull.PAGE_BYTES", 1)
    monkeypatch.setattr("headoffice.sync.pull._SOME", 3)
    people = [customer(company) for _ in range(7)]
    page = tablet.changes(HOME, 0)
    assert (page.next, page.head, [row.eid for row in page.rows]) == (3, 7, [person.id for person in people[:3]])
    tablet.tail(HOME)
    assert {eid for _, eid in tablet.rows[HOME]} == {person.id for person in people}


def test_one_that_moves_away_leaves_and_the_sums_agree(tablet: Tablet, company: Engine) -> None:
    ana, bea = customer(company), customer(company)
    tablet.tail(HOME)
    change(company, ana, fields={**ana.fields, "home_store": FieldValue(SOUTH, BY, 2)})
    page = tablet.tail(HOME)
    assert set(tablet.rows[HOME]) == {("customer", bea.id)}
    check(tablet, HOME, page)


def test_nothing_new_is_a_304_until_something_is(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    query = {"epoch": tablet.me.epoch, "after": 1}
    first = tablet.get(f"/v1/scopes/{HOME}/changes", params=query)
    tag = first.headers["etag"]
    again = tablet.get(f"/v1/scopes/{HOME}/changes", params=query, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    elsewhere = tablet.get("/v1/scopes/shared/changes", params={**query, "after": 0}, headers={"If-None-Match": tag})
    assert elsewhere.status_code == 200
    change(company, ana)
    new = tablet.get(f"/v1/scopes/{HOME}/changes", params=query, headers={"If-None-Match": f'"x", {tag}'})
    assert new.status_code == 200
    assert new.headers["etag"] != tag


def test_positions_without_meaning_are_410(tablet: Tablet, company: Engine) -> None:
    for _ in range(3):
        customer(company)
    path = f"/v1/scopes/{HOME}/changes"
    assert refusal(tablet.get(path, params={"epoch": "another", "after": 0})) == (410, 1010)
    assert refusal(tablet.get(path, params={"epoch": tablet.me.epoch, "after": 4})) == (410, 1012)
    with writing(company) as conn:
        number = pull.place_of(conn, HOME).scope_id
        conn.execute(update(scope_head).where(scope_head.c.scope_id == number).values(floor=2))
    assert refusal(tablet.get(path, params={"epoch": tablet.me.epoch, "after": 1})) == (410, 1011)
    assert tablet.get(path, params={"epoch": tablet.me.epoch, "after": 2}).status_code == 200
    with writing(company) as conn:
        mark_restored(conn)
    assert refusal(tablet.get(path, params={"epoch": tablet.me.epoch, "after": 2})) == (410, 1010)
    assert tablet.device().epoch != tablet.me.epoch


def test_parameters_are_strict(tablet: Tablet) -> None:
    for query in (
        {},
        {"epoch": "e"},
        {"epoch": "e", "after": "x"},
        {"epoch": "e", "after": -1},
        {"epoch": "e", "after": 1 << 63},
        {"epoch": "e", "after": 0, "limit": 0},
        {"epoch": "e", "after": 0, "limit": 5_001},
        {"after": 0},
        {"epoch": "e", "after": "\u0661"},
    ):
        assert refusal(tablet.get(f"/v1/scopes/{HOME}/changes", params=query)) == (422, 1001), query


def test_only_scopes_of_the_own_store(tablet: Tablet, client: httpx.Client, company: Engine) -> None:
    customer(company, SOUTH)
    southern = Tablet(client, company, "S1")
    assert tablet.device().scopes == ("company", "shared", HOME)
    assert southern.changes(f"store:{SOUTH}", 0).head == 1
    for scope in (f"store:{SOUTH}", "store:", "nonsense", "x" * 41, "%00"):
        for rest in ("changes?epoch=e&after=0", "snapshot", f"snapshot/{new_id()}/chunks/0"):
            assert tablet.get(f"/v1/scopes/{scope}/{rest}").status_code in {404, 422}, (scope, rest)
    assert refusal(tablet.get(f"/v1/scopes/store:{SOUTH}/snapshot")) == (404, 1006)


def test_who_is_not_known_or_locked_out_gets_nothing(tablet: Tablet, client: httpx.Client, company: Engine) -> None:
    paths = [f"/v1/scopes/{HOME}/changes?epoch=e&after=0", f"/v1/scopes/{HOME}/snapshot"]
    paths.append(f"/v1/scopes/{HOME}/snapshot/{new_id()}/chunks/0")
    assert tablet.device().store == NORTH
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {tablet.auth.token}"}):
        for path in paths:
            response = client.get(path, headers=headers)
            assert refusal(response) == (401, 1003)
            assert response.headers["www-authenticate"] == "Device"
        for path in ("/v1/push", "/v1/device"):
            assert refusal(client.post(path, content=b"{}", headers=headers)) == (401, 1003)
    with writing(company) as conn:
        assert revoke(conn, tablet.me.device_id, 1)
        assert not revoke(conn, new_id(), 1)
    for path in paths:
        assert refusal(tablet.get(path)) == (403, 1004)
    assert refusal(tablet.post(tablet.request())) == (403, 1004)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("zstd, gzip", "zstd"),
        ("gzip, deflate, br", "gzip"),
        ("zstd;q=0, gzip;q=0.5", "gzip"),
        ("identity", ""),
        ("br", ""),
    ],
)
def test_answers_are_compressed_as_asked(company: Engine, client: httpx.Client, accepted: str, encoding: str) -> None:
    tablet = Tablet(client, company)
    for _ in range(20):
        customer(company)
    query: dict[str, str | int] = {"epoch": tablet.me.epoch, "after": 0}
    url = f"/v1/scopes/{HOME}/changes"
    with client.stream("GET", url, params=query, headers={"Accept-Encoding": accepted}, auth=tablet.auth) as response:
        raw = b"".join(response.iter_raw())
    assert response.headers.get("content-encoding", "") == encoding
    assert response.headers["vary"] == "Accept-Encoding"
    unpack: dict[str, Callable[[bytes], bytes]] = {"zstd": zstandard.decompress, "gzip": gzip.decompress, "": bytes}
    whole = unpack[encoding](raw)
    assert len(msgspec.json.decode(whole, type=ChangesAnswer).rows) == 20


def test_the_last_contact_is_written_down(tablet: Tablet, company: Engine) -> None:
    tablet.changes(HOME, 0)
    for _ in range(100):
        with reading(company) as conn:
            at = conn.execute(select(devices.c.last_pull_at).where(devices.c.id == tablet.me.device_id)).scalar_one()
        if at:
            break
    assert at > 0


def test_a_reader_among_writers_ends_with_exactly_what_head_office_has(tablet: Tablet, company: Engine) -> None:
    """Moves, edits and history under way while pages are read: nothing is skipped, nothing is left over."""
    people = [customer(company, (NORTH, SOUTH, "")[n % 3]) for n in range(9)]
    failures: list[BaseException] = []

    def write(seed: int) -> None:
        dice = random.Random(seed)
        try:
            for person in people[seed::3]:
                held = person
                for _ in range(4):
                    home = dice.choice([NORTH, SOUTH, ""])
                    field = FieldValue(home, BY, held.version + 1)
                    held = change(company, held, fields={**held.fields, "home_store": field})
        except BaseException as error:  # noqa: BLE001 - handed to the test below
            failures.append(error)

    writers = [threading.Thread(target=write, args=(n,)) for n in range(3)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        tablet.tail(HOME, limit=2)
        tablet.tail("shared", limit=2)
    assert failures == []
    expected: dict[str, set[str]] = {HOME: set(), "shared": set()}
    for person in people:
        found = at_head_office(company, person.id)
        scope = {NORTH: HOME, "": "shared", SOUTH: "elsewhere"}[found.value("home_store")]
        expected.setdefault(scope, set()).add(person.id)
    for scope in (HOME, "shared"):
        check(tablet, scope, tablet.tail(scope))
        assert {eid for _, eid in tablet.rows[scope]} == expected[scope]


def test_history_travels_with_its_customer(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    note = new_id()
    tablet.push(tablet.op(o.NoteAdd(ana.id, "hello"), note), tablet.op(o.BookAdd(new_id(), MARTA), ana.id))
    tablet.tail(HOME)
    assert decode_body("note", tablet.rows[HOME]["note", note][1]).text == "hello"
