"""What a tablet may not hold never leaves head office: not in a page, a chunk, a shard, nor in an answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, text

from clienteling.domain import history as h
from clienteling.domain import operations as o
from clienteling.domain.customer import (
    ContactPoint,
    Customer,
    Identifier,
    ImportantDate,
    Insight,
    Proposal,
    Summary,
)
from clienteling.domain.ids import new_id
from clienteling.domain.masks import DOT, masked
from clienteling.domain.policy import DEFAULTS, LEVELS, Group, Level, Policy
from clienteling.wire.integrity import shard_of
from clienteling.wire.messages import Manifest, PushAnswer, ShardPage
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.guard.payload import bodies_for
from headoffice.guard.policies import in_force, put_in_force, view_of
from headoffice.profile.history import of_customer, save
from headoffice.profile.kinds import HISTORY
from headoffice.sync.feed import publish
from tests.headoffice.tablet import BY, NORTH, Tablet, change, customer
from tests.headoffice.test_feed import check_sums
from tests.headoffice.test_pull import refusal
from tests.headoffice.test_push import statuses

HERE = f"store:{NORTH}"
PHONE, EMAIL, STREET = "+34612345623", "carmen@gmail.com", "Calle Mayor 1"
TYPED_PHONE, OTHER_PHONE, SOCIAL, ALIAS = "612 34 56 23", "+34 655 100 200", "carmenchu", "la.carmen"
_TOTAL, _PRICE = 8_877_665_544, 9_876_543_210


def _with(role: str = "seller", **levels: Level) -> Policy:
    given: Any = {**DEFAULTS, role: {**DEFAULTS[role], **levels}}  # type: ignore[index]  # it is one of them
    return replace(Policy(), levels=given)


def _set(engine: Engine, policy: Policy) -> Policy:
    with writing(engine) as conn:
        return put_in_force(conn, policy, now_ms())


def _carmen(engine: Engine) -> Customer:
    """Somebody of whom there is something in every group."""
    phone = ContactPoint(new_id(), "phone", PHONE, BY, version=1)
    mail = ContactPoint(new_id(), "email", EMAIL, BY, version=1)
    who = customer(
        engine,
        contacts=(
            phone,
            mail,
            ContactPoint(new_id(), "address", STREET, BY, version=1),
            ContactPoint(new_id(), "social", SOCIAL, BY, version=1),
        ),
        identifiers=(
            Identifier("shop", "web_account", EMAIL, BY),
            Identifier("shop", "loyalty_card", "CARD-77001", BY),
            Identifier("shop", "crm", TYPED_PHONE, BY),
            Identifier("till", "pos", OTHER_PHONE, BY),
            Identifier("till", "pos", TILL, BY),
            Identifier("chat", "social", ALIAS, BY),
        ),
        dates=(ImportantDate(new_id(), "birthday", 3, 14, BY, 1980, version=1),),
        proposals=(Proposal(new_id(), f"contact:{phone.id}", "+34699999999", BY),),
        summary=Summary(value_band="gold", rfm="R5F4M5"),
        insights=(Insight("upsell", {"amount": "900"}),),
    )
    lines = (h.OrderLine("Ring", 1, _PRICE, discount_minor=4_321_987_650),)
    history = {
        "order": h.Order(new_id(), who.id, "W1", "store", 5, "EUR", _TOTAL, lines, store=NORTH),
        "cart": h.Cart(new_id(), who.id, 5, "EUR", lines),
        "wishlist": h.Wishlist(new_id(), who.id, 5, "EUR", lines),
        "note": h.Note(new_id(), who.id, "Likes opals", BY, others=("Likes pearls",)),
        "ticket": h.Ticket(new_id(), who.id, 5, "complaint", "The clasp broke", BY, outcome="Mended", satisfaction=3),
    }
    with writing(engine) as conn:
        touched = [row for etype, entity in history.items() for row in save(conn, etype, [entity])]
        publish(conn, touched)
    return who


def _manager(tablet: Tablet, engine: Engine) -> Tablet:
    """Another tablet of the store, which may hold what only a manager may see."""
    return Tablet(tablet.client, engine, kind="manager")


def _leaving(tablet: Tablet) -> dict[str, bytes]:
    """Everything of the store's scope that a tablet can get at, by the way it comes."""
    epoch = tablet.device().epoch
    page = tablet.get(f"/v1/scopes/{HERE}/changes?epoch={epoch}&after=0")
    if page.status_code == 410:  # positions were given up: what is downloaded is all there is
        page = tablet.get(f"/v1/scopes/{HERE}/shards/0?epoch={epoch}")
    tablet.rows.pop(HERE, None)
    tablet.download(HERE)
    shards = b""
    for n in sorted({shard_of(*key) for key in tablet.rows[HERE]}):
        answer = tablet.get(f"/v1/scopes/{HERE}/shards/{n}?epoch={epoch}")
        rows = msgspec.json.decode(answer.content, type=ShardPage).rows
        shards += b"".join(bytes(row.body) for row in rows)
    return {
        "page": page.content,
        "chunks": b"".join(body for _, body in tablet.rows[HERE].values()),
        "shards": shards,
    }


def _words(engine: Engine, tablet: Tablet) -> dict[str, set[str]]:
    """Way -> those of the words that matter that come that way."""
    found = {way: {word for word in _ALL if word.encode() in body} for way, body in _leaving(tablet).items()}
    with reading(engine) as conn:
        check_sums(conn)
    return found


TILL = "612345699"
_NUMBERS = {PHONE, "+34699999999", TYPED_PHONE, OTHER_PHONE}
_MONEY = {str(_TOTAL), str(_PRICE), "4321987650"}
_ALL = {PHONE, EMAIL, STREET, "+34699999999", "],1980", "gold", "R5F4M5", "upsell", "CARD-77001"} | _MONEY
_ALL |= _NUMBERS | {TILL, SOCIAL, ALIAS}
_ALL |= {"Likes opals", "Likes pearls", "The clasp broke", "Mended"}


def test_a_shared_tablet_gets_no_amounts_and_a_managers_gets_them(tablet: Tablet, company: Engine) -> None:
    _carmen(company)
    for held, words in ((tablet, _ALL - _MONEY), (_manager(tablet, company), _ALL)):
        assert _words(company, held) == {"page": words, "chunks": words, "shards": words}
    order = next(json.loads(body) for (etype, _), (_, body) in tablet.rows[HERE].items() if etype == "order")
    assert (order["currency"], order["total_minor"], order["lines"][0][:3]) == ("", 0, ["Ring", 1, 0])


def test_both_kinds_agree_about_versions_positions_and_sums(tablet: Tablet, company: Engine) -> None:
    _carmen(company)
    other = _manager(tablet, company)
    tablet.download(HERE)
    other.download(HERE)
    assert {key: version for key, (version, _) in tablet.rows[HERE].items()} == {
        key: version for key, (version, _) in other.rows[HERE].items()
    }
    here, there = tablet.manifest(HERE), other.manifest(HERE)
    assert here.snapshot_id != there.snapshot_id
    assert (here.row_count, here.row_sum, here.s0) == (there.row_count, there.row_sum, there.s0)
    # The prepared download of one is nothing to the other.
    assert tablet.get(f"/v1/scopes/{HERE}/snapshot/{there.snapshot_id}/chunks/0").status_code == 404


_GONE: list[tuple[Group, Level, set[str]]] = [
    ("phone", "hidden", _NUMBERS),
    ("phone", "masked", _NUMBERS),
    ("email", "hidden", {EMAIL}),
    ("email", "masked", {EMAIL}),
    ("address", "masked", {STREET}),
    ("birthday", "masked", {"],1980"}),
    ("birthday", "hidden", {"],1980"}),
    ("spend", "hidden", {"gold"}),
    ("scores", "hidden", {"R5F4M5", "upsell"}),
    ("notes", "hidden", {"Likes opals", "Likes pearls"}),
    ("tickets", "hidden", {"The clasp broke", "Mended"}),
    ("social", "hidden", {SOCIAL, ALIAS}),
    ("social", "masked", {SOCIAL, ALIAS}),
]


def test_every_group_that_can_be_hidden_is_tried() -> None:
    assert {group for group, _, _ in _GONE} == set(LEVELS)


@pytest.mark.parametrize(("group", "level", "gone"), _GONE)
def test_each_group_is_kept_back_by_itself(group: Group, level: Level, gone: set[str], company: Engine) -> None:
    who = _carmen(company)
    _set(company, _with("manager", **{group: level}))
    with reading(company) as conn:
        keys = [("customer", who.id), *((etype, e.id) for etype in HISTORY for e in of_customer(conn, etype, who.id))]
        whole = b"".join(bodies_for(conn, keys, view_of(conn, "manager")).values())
    missing = gone | (_MONEY if group == "spend" else set())
    assert {word for word in _ALL if word.encode() in whole} == _ALL - missing


def test_what_is_hidden_comes_no_way_at_all_and_the_rest_does(tablet: Tablet, company: Engine) -> None:
    _carmen(company)
    for level in ("masked", "hidden"):
        chosen: dict[str, Level] = {g: level if level in known else known[-1] for g, known in LEVELS.items()}
        gone = set[str]().union(*(words for _, _, words in _GONE))
        _set(company, _with(**chosen))
        found = _words(company, tablet)
        assert found["chunks"] == found["shards"] == {"CARD-77001", TILL} == _ALL - gone - _MONEY, level
        assert found["page"] == set()  # positions were given up


def test_masks_come_in_the_place_of_values(tablet: Tablet, company: Engine) -> None:
    who = _carmen(company)
    _set(company, _with(phone="masked", birthday="masked"))
    tablet.download(HERE)
    held = msgspec.json.decode(tablet.rows[HERE]["customer", who.id][1], type=Customer)
    assert [c.value for c in held.contacts] == [f"+34 6{DOT}{DOT} {DOT}{DOT}{DOT} {DOT}23", EMAIL, STREET, SOCIAL]
    assert (held.dates[0].month, held.dates[0].day, held.dates[0].year) == (3, 14, 0)
    assert held.proposals[0].value == masked("phone", "+34699999999")


def test_the_answer_to_a_push_tells_no_more_than_a_page(tablet: Tablet, company: Engine) -> None:
    _set(company, _with(phone="hidden", email="masked", birthday="masked"))
    phone = ContactPoint(new_id(), "phone", "+34600100200", BY, version=1)
    mail = ContactPoint(new_id(), "email", "old@example.com", BY, version=1)
    born = ImportantDate(new_id(), "birthday", 3, 14, BY, 1980, version=1)
    who = customer(company, contacts=(phone, mail), dates=(born,))
    newer = (replace(phone, value=PHONE, version=2), replace(mail, value=EMAIL, version=2))
    change(company, who, contacts=newer, dates=(replace(born, year=1981, version=2),))
    batch = (
        tablet.op(o.ContactCorrect(phone.id, "+34600100299"), who.id, base=1),
        tablet.op(o.ContactCorrect(mail.id, "new@example.com"), who.id, base=1),
        tablet.op(o.DateSet(born.id, "birthday", 3, 15, 1990), who.id, base=1),
    )
    for _ in range(2):  # also when the answer is a remembered one
        results = tablet.push(*batch)
        assert statuses(results) == ["conflict", "conflict", "merged"]
        told = [(r.conflict.yours, r.conflict.theirs) for r in results if r.conflict]
        assert told == [("+34600100299", ""), ("new@example.com", masked("email", EMAIL))]
    _set(company, Policy())
    again = tablet.push(*batch)
    assert [r.conflict.theirs for r in again if r.conflict] == [PHONE, EMAIL, "1981-03-14"]
    assert PHONE.encode() not in msgspec.json.encode(PushAnswer(results, ""))


def test_a_policy_that_lets_everything_through_hands_on_the_stored_bytes(company: Engine) -> None:
    with reading(company) as conn:
        body = b'{"not":"even read"}'
        assert view_of(conn, "shared").body(body) is body


# Changing it


def test_a_change_makes_tablets_download_anew_what_it_concerns_and_nothing_is_offered_again(
    tablet: Tablet, company: Engine
) -> None:
    who = customer(company, contacts=(ContactPoint(new_id(), "phone", PHONE, BY, version=1),))
    for scope in ("company", HERE):
        tablet.download(scope)
        tablet.tail(scope)
    before = tablet.device().epoch
    made = _set(company, _with(phone="masked"))
    assert made.version == 1
    answer = tablet.get(f"/v1/scopes/{HERE}/changes?epoch={before}&after={tablet.cursors[HERE]}")
    assert refusal(answer)[0] == 410
    page = tablet.tail("company")
    assert [row.etype for row in page.rows] == ["policy"]
    assert msgspec.json.decode(page.rows[0].body, type=Policy) == made
    assert tablet.device().epoch == before
    tablet.rows.pop(HERE)
    tablet.download(HERE)
    assert PHONE.encode() not in tablet.rows[HERE]["customer", who.id][1]
    assert tablet.tail(HERE).rows == ()


def test_a_change_that_concerns_no_tablet_moves_no_position(tablet: Tablet, company: Engine) -> None:
    customer(company)
    tablet.download(HERE)
    for policy in (_with("analyst", notes="full"), replace(Policy(), reveals_per_hour=5)):
        _set(company, policy)
        assert tablet.tail(HERE).rows == ()
    with reading(company) as conn:
        assert in_force(conn).reveals_per_hour == 5
        told = [(e["action"], e["details"]) for e in entries(conn) if e["action"] == "policy.set"]
    assert told == [("policy.set", {"tablets": "", "version": 1}), ("policy.set", {"tablets": "", "version": 2})]
    held = in_force
    with writing(company) as conn:
        assert put_in_force(conn, held(conn), now_ms()).version == 2  # says the same: nothing happens
        assert conn.execute(text("SELECT count(*) FROM policy_versions")).scalar_one() == 2


def test_a_download_prepared_before_is_not_handed_out_after(tablet: Tablet, company: Engine) -> None:
    customer(company, contacts=(ContactPoint(new_id(), "phone", PHONE, BY, version=1),))
    before = tablet.manifest(HERE)
    assert isinstance(before, Manifest)
    _set(company, _with(phone="hidden"))
    assert tablet.get(f"/v1/scopes/{HERE}/snapshot/{before.snapshot_id}/chunks/0").status_code == 404
    assert tablet.manifest(HERE).snapshot_id != before.snapshot_id


# By command


def _run(url: str, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main(["policy", *words, "--database", url, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_what_is_shown_can_be_changed_checked_and_set(
    company: Engine, office_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["policy", "show", "--database", office_url]) == 0
    shown = capsys.readouterr().out
    file = tmp_path / "policy.toml"
    file.write_text(shown, "utf-8")
    code, answer = _run(office_url, capsys, "check", str(file))
    assert (code, msgspec.convert(answer["policy"], Policy)) == (0, Policy())
    said = 'reveal_seconds = 30\nlookups_per_hour = 5\nreasons = ["repair", "in_store"]\n'
    file.write_text(said + '[levels.seller]\nphone = "full"\n', "utf-8")
    assert _run(office_url, capsys, "set", str(file)) == (0, {"ok": True, "version": 1})
    with reading(company) as conn:
        held = in_force(conn)
    assert (held.reveal_seconds, held.level("seller", "phone"), held.level("seller", "email")) == (30, "full", "reveal")
    assert (held.lookups_per_hour, held.reasons) == (5, ("repair", "in_store"))
    shown = _run(office_url, capsys, "show")[1]["policy"]
    assert (shown["version"], shown["lookups_per_hour"], shown["reasons"]) == (1, 5, ["repair", "in_store"])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("levels = 3", "not a policy"),
        ('[levels.seller]\nphone = "sometimes"', "seller.phone must be one of"),
        ('[levels.seller]\nshoe = "full"', "called shoe"),
        ('[levels.owner]\nphone = "full"', "called owner"),
        ("reveals_per_hour = 0", "from 1 to 1000"),
        ("lookups_per_hour = 1001", "from 1 to 1000"),
        ('reasons = ["Because!"]', "letters a-z and _"),
        ("[[[", "not a policy"),
        ("nothing = 1", "not a policy"),
        ("#" * 70_000, "64 KiB"),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(
    company: Engine, office_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], written: str, said: str
) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(written, "utf-8")
    code, answer = _run(office_url, capsys, "set", str(file))
    assert (code, answer["ok"]) == (2, False)
    assert said in answer["error"]
    for words in (("set",), ("show", str(file)), ("set", str(tmp_path / "none"))):
        assert _run(office_url, capsys, *words)[0] == 2
    with reading(company) as conn:
        assert in_force(conn) == Policy()
