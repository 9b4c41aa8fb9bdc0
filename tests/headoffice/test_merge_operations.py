"""Sellers ask on their tablet to make one of two profiles, managers decide: who may, and what comes of it at once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import Engine, delete

from clienteling.domain import catalogue as c
from clienteling.domain import operations as o
from clienteling.domain.customer import Customer
from clienteling.domain.errors import RejectNumber
from clienteling.domain.ids import new_id
from clienteling.domain.same_person import asks
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.merge_tables import merge_requests
from headoffice.db.sync_tables import op_ledger
from headoffice.merges import requests
from headoffice.profile.history import of_customer, save
from headoffice.rights import requests as rights
from headoffice.sync import push as push_module
from headoffice.sync.erasure import erase
from headoffice.sync.feed import publish
from tests.headoffice.tablet import LUIS, MARTA, NORTH, SOUTH, Tablet, at_head_office, change, customer
from tests.headoffice.test_erasure import everywhere
from tests.headoffice.test_feed import check_sums
from tests.headoffice.test_merging import HERE
from tests.headoffice.test_push import rows, statuses
from tests.wordings import claim

CLOSED, NOT_YOURS = f"rejected:{RejectNumber.MERGE_CLOSED:d}", f"rejected:{RejectNumber.NOT_YOURS_TO_DECIDE:d}"


@pytest.fixture(autouse=True)
def _manager(company: Engine) -> None:
    """Luis is the northern store's manager."""
    with writing(company) as conn:
        publish(conn, save(conn, "seller", [c.Seller(LUIS, "Luis", NORTH, "manager")]))


def _ask(tablet: Tablet, one: str, other: str, **said: Any) -> tuple[str, o.Operation]:
    ask_id = new_id()
    return ask_id, tablet.op(o.MergeAsk(ask_id, other, "same_name"), one, base=1, **said)


def _asked(tablet: Tablet, company: Engine, store: str = NORTH) -> tuple[Customer, Customer, str]:
    """Two profiles that somebody took for one person's."""
    one, other = customer(company), customer(company, store)
    ask_id, op = _ask(tablet, one.id, other.id)
    assert statuses(tablet.push(op)) == ["applied"]
    return one, other, ask_id


def _approve(tablet: Tablet, one: str, other: str, ask_id: str, stays: str, actor: str = LUIS) -> o.Operation:
    return tablet.op(o.MergeApprove(ask_id, other, stays), one, base=2, actor=actor)


def _states(engine: Engine) -> list[str]:
    return [row["state"] for row in rows(engine, merge_requests)]


def test_what_was_asked_lies_in_the_profile_and_its_author_takes_it_back(tablet: Tablet, company: Engine) -> None:
    one, other, ask_id = _asked(tablet, company)
    (held,) = asks(at_head_office(company, one.id))
    assert (held.id, held.other, held.reason, held.by, held.store) == (
        ask_id,
        other.id,
        "same_name",
        tablet.seller,
        NORTH,
    )
    assert asks(at_head_office(company, other.id)) == ()
    foreign = tablet.op(o.MergeTakeBack(ask_id), one.id, base=2, actor=LUIS)
    back = tablet.op(o.MergeTakeBack(ask_id), one.id, base=2)
    assert statuses(tablet.push(foreign, back)) == [f"rejected:{RejectNumber.FOREIGN_ACTOR:d}", "applied"]
    assert asks(at_head_office(company, one.id)) == ()
    assert _states(company) == ["taken_back"]
    again, op = _ask(tablet, other.id, one.id)
    assert statuses(tablet.push(op)) == ["applied"]
    assert [r.id for r in _open(company)] == [again]


def test_what_was_said_in_words_lies_in_the_profile_and_with_the_request_and_not_in_the_audit_log(
    tablet: Tablet, company: Engine
) -> None:
    one, other, third = (customer(company) for _ in range(3))
    words = o.MergeAsk(new_id(), other.id, "same_card", " Her mother's\ncard: 4111111111111111 ")
    long = o.MergeAsk(new_id(), third.id, "same_card", "x" * 281)
    results = tablet.push(tablet.op(words, one.id, base=1), tablet.op(long, one.id, base=1))
    assert statuses(results) == ["applied", f"rejected:{RejectNumber.TOO_LONG:d}"]
    (held,) = asks(at_head_office(company, one.id))
    (request,) = _open(company)
    assert held.text == request.text == "Her mother's card: •••• 1111"
    with reading(company) as conn:
        assert "mother" not in str(list(entries(conn)))


def test_words_about_two_profiles_that_touch_a_topic_wait_for_head_office_as_notes_do(
    tablet: Tablet, company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def ask(*words: str) -> tuple[int, dict[str, Any]]:
        code = main(["flagged-notes", *words, "--database", office_url, "--json"])
        return code, json.loads(capsys.readouterr().out)

    one, other, third = (customer(company) for _ in range(3))
    ill, fine, rude, note = (new_id() for _ in range(4))
    said = ((ill, other, "Both are diabetic"), (fine, third, "Same card"))
    asked = [tablet.op(o.MergeAsk(name, who.id, "same_card", words), one.id, base=1) for name, who, words in said]
    about = tablet.op(o.MergeAsk(rude, other.id, "same_card", "Fat and stingy, both"), third.id, base=1)
    assert statuses(tablet.push(*asked, about, tablet.op(o.NoteAdd(one.id, "is diabetic"), note))) == ["applied"] * 4
    listed = {each["note"]: (each["kind"], each["customer"], each["topics"]) for each in ask()[1]["notes"]}
    assert listed == {
        ill: ("merge", one.id, ["health"]),
        rude: ("merge", third.id, ["insult"]),
        note: ("note", one.id, ["health"]),
    }
    assert ask("--show", ill)[1]["texts"] == ["Both are diabetic"]
    assert [ask("--keep", rude)[0], ask("--remove", ill)[0]] == [0, 0]
    for wrong in (ill, fine, rude):
        assert [ask(how, wrong)[0] for how in ("--show", "--keep", "--remove")] == [2, 2, 2]
    assert [each["note"] for each in ask()[1]["notes"]] == [note]
    # The request itself stays, in the profile and with its words gone from there and from all tablets.
    assert [(held.id, held.text) for held in asks(at_head_office(company, one.id))] == [(ill, ""), (fine, "Same card")]
    assert [held.text for held in asks(at_head_office(company, third.id))] == ["Fat and stingy, both"]
    assert {request.id: request.state for request in _open(company)} == dict.fromkeys((ill, fine, rude), "open")
    tablet.download(HERE)
    assert b"diabetic" not in tablet.rows[HERE]["customer", one.id][1]
    assert not {"customers", "merge_requests"} & set(everywhere(company, "Both are"))
    with reading(company) as conn:
        check_sums(conn)
        told = [(each["action"], each["subject"], each["details"]) for each in entries(conn)]
    decided = [("note.show", one.id, ill), ("note.keep", third.id, rude), ("note.remove", one.id, ill)]
    assert [each for each in told if each[0].startswith("note.")] == [
        (action, who, {"request": request}) for action, who, request in decided
    ]


def test_an_app_that_knows_of_no_words_asks_as_ever(tablet: Tablet, company: Engine) -> None:
    one, other = customer(company), customer(company)
    asked = tablet.op(o.MergeAsk(new_id(), other.id, "same_name"), one.id, base=1, op_schema=5)
    assert statuses(tablet.push(asked)) == ["applied"]
    assert [(held.reason, held.text) for held in asks(at_head_office(company, one.id))] == [("same_name", "")]


def _open(engine: Engine) -> list[requests.Request]:
    with reading(engine) as conn:
        return requests.listed(conn)


@pytest.mark.parametrize("stays_other", [False, True])
def test_a_managers_word_makes_one_of_two_at_once(tablet: Tablet, company: Engine, stays_other: bool) -> None:
    one, other, ask_id = _asked(tablet, company)
    stays, goes = (other, one) if stays_other else (one, other)
    note = new_id()
    results = tablet.push(
        tablet.op(o.NoteAdd(goes.id, "Likes tea"), note),
        tablet.op(o.ConsentSet(new_id(), "marketing", "call", "granted", **claim()), goes.id, base=1),
        _approve(tablet, one.id, other.id, ask_id, stays.id),
        tablet.op(o.NoteEdit("Likes coffee"), note, base=1),
        tablet.op(o.TagAdd(new_id(), "vip"), goes.id, base=1),
    )
    assert statuses(results) == ["applied"] * 5
    held = at_head_office(company, stays.id)
    assert ([t.tag for t in held.tags], held.consents[0].state, asks(held)) == (["vip"], "granted", ())
    assert at_head_office(company, goes.id).merged_into == stays.id
    tablet.tail(HERE)
    with reading(company) as conn:
        assert [(n.id, n.text) for n in of_customer(conn, "note", stays.id)] == [(note, "Likes coffee")]
        check_sums(conn)
        told = [(act["action"], act["actor"], act["details"].get("stays")) for act in entries(conn, subject=one.id)]
    assert told == [
        ("merge.ask", tablet.seller, None),
        ("merge.approve", LUIS, stays.id),
        ("customer.merge", LUIS, stays.id),
    ]
    assert tablet.rows[HERE]["customer", one.id][0] >= results[2].version
    (row,) = rows(company, merge_requests)
    assert (row["state"], row["stayed_id"], row["decided_by"]) == ("done", stays.id, LUIS)


def test_a_seller_who_approves_or_refuses_is_refused_at_head_office(tablet: Tablet, company: Engine) -> None:
    one, other, ask_id = _asked(tablet, company)
    results = tablet.push(
        _approve(tablet, one.id, other.id, ask_id, one.id, actor=tablet.seller),
        tablet.op(o.MergeRefuse(ask_id, "two_people"), one.id, base=2),
    )
    assert statuses(results) == [NOT_YOURS] * 2
    assert at_head_office(company, other.id) == other
    assert _states(company) == ["open"]
    with reading(company) as conn:
        tried = [act["details"]["refused"] for act in entries(conn, subject=one.id) if "refused" in act["details"]]
    assert tried == [RejectNumber.NOT_YOURS_TO_DECIDE] * 2
    with writing(company) as conn:  # the company says otherwise
        requests.set_roles(conn, ["seller"])
    three = customer(company)
    mine, op = _ask(tablet, other.id, three.id, actor=LUIS)
    tablet.push(op)
    assert statuses(tablet.push(_approve(tablet, other.id, three.id, mine, three.id, tablet.seller))) == ["applied"]


def test_nobody_agrees_to_what_they_asked_themselves(tablet: Tablet, company: Engine) -> None:
    one, other = customer(company), customer(company)
    ask_id, op = _ask(tablet, one.id, other.id, actor=LUIS)
    again = _ask(tablet, other.id, one.id)[1]  # whoever asks second was heard, and the first one stays who asked
    own = _approve(tablet, one.id, other.id, ask_id, one.id)
    assert statuses(tablet.push(op, again, own)) == ["applied", "merged", NOT_YOURS]
    assert (at_head_office(company, other.id), _states(company)) == (other, ["open"])
    with reading(company) as conn:
        assert [act["details"].get("refused") for act in entries(conn, actor=LUIS)] == [
            None,
            RejectNumber.NOT_YOURS_TO_DECIDE,
        ]
    with writing(company) as conn:
        publish(conn, save(conn, "seller", [c.Seller(MARTA, "Marta", NORTH, "manager", version=2)]))
    assert statuses(tablet.push(_approve(tablet, one.id, other.id, ask_id, one.id, MARTA))) == ["applied"]


def test_a_manager_decides_about_customers_of_their_store_alone(tablet: Tablet, company: Engine) -> None:
    one, other, ask_id = _asked(tablet, company)
    # Whoever left since is still within reach of what was saved before, but not to be decided about here.
    moved = at_head_office(company, other.id)
    fields = {**moved.fields, "home_store": customer(company, SOUTH).fields["home_store"]}
    change(company, moved, fields=fields)
    assert statuses(tablet.push(_approve(tablet, one.id, other.id, ask_id, one.id))) == [NOT_YOURS]
    stranger = customer(company, SOUTH)
    _, op = _ask(tablet, one.id, stranger.id)
    assert statuses(tablet.push(op)) == [f"rejected:{RejectNumber.OUT_OF_SCOPE:d}"]
    _, op = _ask(tablet, one.id, new_id())
    assert statuses(tablet.push(op)) == [f"rejected:{RejectNumber.NO_SUCH_ENTITY:d}"]


def test_a_manager_refuses_and_what_is_decided_stays_so(tablet: Tablet, company: Engine) -> None:
    one, other, ask_id = _asked(tablet, company)
    no = tablet.op(o.MergeRefuse(ask_id, "two_people"), one.id, base=2, actor=LUIS)
    late = _approve(tablet, one.id, other.id, ask_id, one.id)
    again = tablet.op(o.MergeRefuse(ask_id, "not_sure"), one.id, base=2, actor=LUIS)
    assert statuses(tablet.push(no, late, again)) == ["applied", CLOSED, "merged"]
    assert at_head_office(company, one.id).insights == ()
    (row,) = rows(company, merge_requests)
    assert (row["state"], row["why"]) == ("refused", "two_people")


def test_two_profiles_are_asked_about_once_and_never_with_themselves(tablet: Tablet, company: Engine) -> None:
    one, other, ask_id = _asked(tablet, company)
    same, reverse = _ask(tablet, one.id, other.id)[1], _ask(tablet, other.id, one.id)[1]
    itself, reused = _ask(tablet, one.id, one.id)[1], tablet.op(o.MergeAsk(ask_id, one.id, "same_name"), other.id)
    results = statuses(tablet.push(same, reverse, itself, reused))
    assert results == ["merged", "merged", CLOSED, f"rejected:{RejectNumber.ID_REUSED:d}"]
    assert tablet.push(_approve(tablet, one.id, other.id, ask_id, one.id))[0].status == "applied"
    late = _ask(tablet, other.id, one.id)[1]
    assert statuses(tablet.push(late)) == [CLOSED]


def test_an_approval_that_comes_a_second_time_changes_nothing(tablet: Tablet, company: Engine) -> None:
    one, other, ask_id = _asked(tablet, company)
    op = _approve(tablet, one.id, other.id, ask_id, other.id)
    assert statuses(tablet.push(op)) == ["applied"]
    held = at_head_office(company, other.id)
    with writing(company) as conn:  # as after 400 days
        conn.execute(delete(op_ledger))
    assert statuses(tablet.push(op)) == ["duplicate"]
    assert at_head_office(company, other.id) == held


def test_who_waits_for_an_answer_and_who_was_erased_is_not_merged(tablet: Tablet, company: Engine) -> None:
    one, other, ask_id = _asked(tablet, company)
    with writing(company) as conn:
        request = rights.ask(conn, "access", other.id, "ana", now_ms())
    assert statuses(tablet.push(_approve(tablet, one.id, other.id, ask_id, one.id))) == [CLOSED]
    with writing(company) as conn:
        rights.refuse(conn, request.id, "ana", now_ms())
        assert erase(conn, other.id, now_ms())
    late = _approve(tablet, one.id, other.id, ask_id, one.id)
    assert statuses(tablet.push(late)) == [f"rejected:{RejectNumber.ERASED:d}"]
    assert rows(company, merge_requests) == []


@pytest.mark.parametrize("careful", [False, True])
def test_several_merges_in_one_push_lead_to_the_last(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch, careful: bool
) -> None:
    """``careful``: each group is written before the next one, as after something that the database did not take."""
    exchange, way = push_module._Exchange, push_module._Way.CAREFULLY if careful else push_module._Way.AT_ONCE
    monkeypatch.setattr(push_module, "_Exchange", lambda *args, **_: exchange(*args, way=way))
    people = [customer(company) for _ in range(3)]
    note = new_id()
    first, ask_first = _ask(tablet, people[0].id, people[1].id)
    second, ask_second = _ask(tablet, people[1].id, people[2].id)
    results = tablet.push(
        ask_first,
        ask_second,
        tablet.op(o.NoteAdd(people[0].id, "Likes tea"), note),
        _approve(tablet, people[0].id, people[1].id, first, people[1].id),
        _approve(tablet, people[1].id, people[2].id, second, people[2].id),
        tablet.op(o.NoteEdit("Likes coffee"), note, base=1),
    )
    assert statuses(results) == ["applied"] * 6
    with reading(company) as conn:
        assert [n.text for n in of_customer(conn, "note", people[2].id)] == ["Likes coffee"]
        check_sums(conn)
    assert _states(company) == ["done", "done"]
