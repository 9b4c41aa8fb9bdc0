"""What a tablet compares and fetches when its rows are not head office's."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import msgspec
import pytest
from sqlalchemy import Engine, update

from clienteling.domain.customer import Customer, FieldValue
from clienteling.domain.ids import new_id
from clienteling.wire.entities import decode_body
from clienteling.wire.integrity import SHARDS, hash64, shard_of, shard_sums, whole_sum
from clienteling.wire.messages import ShardPage, ShardsAnswer
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import scope_head
from headoffice.profile.documents import save_customer
from headoffice.sync import pull
from headoffice.sync.feed import publish
from headoffice.sync.refusal import Refusal
from headoffice.sync.shards import Shards, rows_of
from tests.headoffice.tablet import BY, NORTH, SOUTH, Tablet, change, customer
from tests.headoffice.test_pull import refusal

HOME = f"store:{NORTH}"


def sums(tablet: Tablet, scope: str = HOME) -> ShardsAnswer:
    """The sums over HTTP."""
    response = tablet.get(f"/v1/scopes/{scope}/shards", params={"epoch": tablet.me.epoch})
    assert response.status_code == 200, response.text
    return msgspec.json.decode(response.content, type=ShardsAnswer)


def page(tablet: Tablet, n: int, scope: str = HOME) -> ShardPage:
    """The first page of a shard over HTTP."""
    response = tablet.get(f"/v1/scopes/{scope}/shards/{n}", params={"epoch": tablet.me.epoch})
    assert response.status_code == 200, response.text
    return msgspec.json.decode(response.content, type=ShardPage)


def test_the_sums_are_of_what_a_tablet_holds(tablet: Tablet, company: Engine) -> None:
    people = [customer(company) for _ in range(20)]
    change(company, people[3])
    tablet.tail(HOME)
    answer = sums(tablet)
    held = shard_sums((*key, version) for key, (version, _) in tablet.rows[HOME].items())
    assert [(s.row_count, s.row_sum) for s in answer.shards] == held
    feed = tablet.changes(HOME, 0)
    assert (answer.epoch, answer.head) == (feed.epoch, feed.head)
    assert whole_sum(held) == (feed.row_count, feed.row_sum)
    assert len(sums(tablet, "shared").shards) == SHARDS


def test_the_shards_together_are_all_rows_with_bodies(tablet: Tablet, company: Engine) -> None:
    people = {customer(company).id for _ in range(12)}
    customer(company, SOUTH)
    found: dict[str, int] = {}
    for n, held in enumerate(sums(tablet).shards):
        rows = page(tablet, n).rows if held.row_count or n < 3 else ()
        assert len(rows) == held.row_count
        for row in rows:
            assert shard_of(row.etype, row.eid) == n
            assert decode_body(row.etype, row.body).id == row.eid
            found[row.eid] = row.version
    assert set(found) == people


def test_a_large_shard_comes_in_pages(company: Engine) -> None:
    n = 7
    ids: list[str] = []
    while len(ids) < 3:
        eid = new_id()
        ids += [eid] if shard_of("customer", eid) == n else []
    with writing(company) as conn:
        for eid in ids:
            save_customer(conn, None, Customer(eid, 1, {"home_store": FieldValue(NORTH, BY, 1)}))
        publish(conn, [("customer", eid, "put", 1) for eid in ids])
    after, found = ("", ""), []
    with reading(company) as conn:
        place = pull.place_of(conn, HOME)
        while True:
            part = rows_of(conn, place, n, after, [], limit=1)
            found += [row.eid for row in part.rows]
            if part.complete:
                break
            after = (part.rows[-1].etype, part.rows[-1].eid)
    assert found == sorted(ids)


@pytest.mark.logs_errors
def test_a_kept_sum_that_is_wrong_is_put_right(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    with writing(company) as conn:
        number = pull.place_of(conn, HOME).scope_id
        conn.execute(update(scope_head).where(scope_head.c.scope_id == number).values(row_count=7, row_sum=7))
    assert tablet.changes(HOME, 0).row_count == 7
    sums(tablet)
    feed = tablet.changes(HOME, 0)
    assert (feed.row_count, feed.row_sum) == (1, hash64("customer", ana.id, 1))


def test_the_sums_are_computed_once_for_each_state(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer(company)
    computed: list[list[tuple[int, int]]] = []

    def counted(rows: Iterable[tuple[str, str, int]]) -> list[tuple[int, int]]:
        computed.append(shard_sums(rows))
        return computed[-1]

    monkeypatch.setattr("headoffice.sync.shards.shard_sums", counted)
    assert sums(tablet) == sums(tablet)
    assert len(computed) == 1
    customer(company)
    assert sums(tablet).head == 2
    assert len(computed) == 2


def test_who_asks_while_sums_are_computed_comes_again(company: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    customer(company)
    shards, begun, go_on = Shards(company), threading.Event(), threading.Event()
    real = shard_sums

    def slow(rows: object) -> list[tuple[int, int]]:
        begun.set()
        assert go_on.wait(10)
        return real(rows)  # type: ignore[arg-type]

    monkeypatch.setattr("headoffice.sync.shards.shard_sums", slow)
    with reading(company) as conn:
        epoch = pull.place_of(conn, HOME).epoch
    first = threading.Thread(target=lambda: shards.sums(HOME, epoch))
    first.start()
    assert begun.wait(10)
    with pytest.raises(Refusal) as refused:
        shards.sums(HOME, epoch)
    go_on.set()
    first.join()
    assert refused.value.retry_after
    assert shards.sums(HOME, epoch).head == 1


def test_only_what_a_tablet_holds_and_only_sensible_questions(tablet: Tablet, company: Engine) -> None:
    customer(company, SOUTH)
    for scope in (f"store:{SOUTH}", "nonsense"):
        for rest in ("shards", "shards/0"):
            path = f"/v1/scopes/{scope}/{rest}"
            assert refusal(tablet.get(path, params={"epoch": tablet.me.epoch})) == (404, 1006)
    for rest in ("shards", "shards/0"):
        path = f"/v1/scopes/{HOME}/{rest}"
        assert refusal(tablet.get(path)) == (422, 1001)
        assert refusal(tablet.get(path, params={"epoch": "another"})) == (410, 1010)
        assert tablet.client.get(path, params={"epoch": tablet.me.epoch}).status_code == 401
    for n in ("256", "-1", "x", "\u0661"):
        path = f"/v1/scopes/{HOME}/shards/{n}"
        assert refusal(tablet.get(path, params={"epoch": tablet.me.epoch})) == (422, 1001)
    strange = {"epoch": tablet.me.epoch, "after_type": "customer\0", "after_id": new_id()}
    assert refusal(tablet.get(f"/v1/scopes/{HOME}/shards/0", params=strange)) == (422, 1001)
