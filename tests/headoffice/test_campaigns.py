"""Messages to many: two people, an approval that ends and is used once, and nobody who may not be contacted."""

from __future__ import annotations

import contextlib
import csv
import json
import sqlite3
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError

from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import (
    BookEntry,
    ConsentRecord,
    ContactPoint,
    Customer,
    FieldValue,
    ImportantDate,
    Loyalty,
    Summary,
)
from clienteling.domain.ids import new_id
from clienteling.domain.provenance import from_source
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.campaigns import addressees, requests
from headoffice.campaigns.requests import Refused
from headoffice.campaigns.segments import Meant, Segment
from headoffice.cli import campaign as command
from headoffice.clock import now_ms
from headoffice.consents.rules import put_in_force
from headoffice.db.engine import reading, writing
from headoffice.db.tables import customers
from headoffice.profile.history import of_customer
from headoffice.sync.erasure import erase
from tests.headoffice.tablet import BY, LUIS, MARTA, NORTH, SOUTH, at_head_office, change, customer

HOUR = 3_600_000
_NEVER = ("--bought-since", "2026-11-02", "--bought-before", "2026-11-02")
TEXT = "Hello $name of $store {c.__class__} $price"


def _somebody(engine: Engine, name: str, number: str, state: Any = "granted", store: str = NORTH, **parts: Any) -> str:
    """A customer with a number and an answer."""
    said = ConsentRecord(new_id(), "marketing", "sms", state, from_source("crm", now_ms() - HOUR))
    fields = {"name": FieldValue(name, BY, 1)} if name else {}
    who = customer(
        engine, store, contacts=(ContactPoint(new_id(), "phone", number, BY, version=1),), consents=(said,), **parts
    )
    if name != who.name:
        who = change(engine, who, fields={**{k: v for k, v in who.fields.items() if k != "name"}, **fields})
    return who.id


@pytest.fixture
def office(company: Engine) -> Engine:
    """At any hour, once a week."""
    with writing(company) as conn:
        put_in_force(conn, ContactRules(quiet_from=0, quiet_until=0, most=1), now_ms())
    return company


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """The text."""
    file = tmp_path / "text.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


class Office:
    """Runs the command as one person or another."""

    def __init__(self, engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.url = engine.url.render_as_string(hide_password=False)
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def run(self, who: str, *words: str) -> tuple[int, dict[str, Any]]:
        """As ``who``: the code and the answer."""
        self._monkeypatch.setattr(command, "person", lambda: who)
        code = main(["campaign", *words, "--database", self.url, "--json"])
        return code, json.loads(self._capsys.readouterr().out.splitlines()[0])


@pytest.fixture
def run(office: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    """The command."""
    return Office(office, monkeypatch, capsys)


def _proposed(run: Office, words: Path, *more: str) -> str:
    code, said = run.run("ana", "propose", "--name", "Autumn", "--text", str(words), "--channel", "sms", *more)
    assert code == 0, said
    return str(said["campaign"]["id"])


def test_whoever_proposes_does_not_approve_and_nothing_leaves_before_somebody_has(
    run: Office, words: Path, tmp_path: Path, office: Engine
) -> None:
    _somebody(office, "Ana", "+34600111222")
    held, out = _proposed(run, words), tmp_path / "out.csv"
    for who in ("ana", "root for ana"):
        code, said = run.run(who, "approve", held)
        assert (code, said["ok"]) == (2, False)
    assert run.run("bea", "export", held, "--out", str(out))[0] == 2
    assert list(tmp_path.glob("*.csv")) == list(tmp_path.glob(".campaign-*")) == []
    assert run.run("bea", "approve", held)[0] == 0
    assert run.run("ana", "export", held, "--out", str(out))[0] == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert run.run("ana", "export", held, "--out", str(tmp_path / "again.csv"))[0] == 2
    assert list(tmp_path.glob("again*")) == list(tmp_path.glob(".campaign-*")) == []
    with reading(office) as conn:
        actions = [each["action"] for each in entries(conn) if each["action"].startswith("campaign.")]
    assert actions == ["campaign.propose", "campaign.approve", "campaign.export"]


def test_each_is_asked_about_and_those_left_out_are_counted_and_not_named(
    run: Office, words: Path, tmp_path: Path, office: Engine
) -> None:
    ana = _somebody(office, "=Ana", "+34600111222")
    _somebody(office, "Bea", "+34600111333", "withdrawn")
    _somebody(office, "", "+34600111444")
    _somebody(office, "Clara", "+34600111555", store=SOUTH)
    _somebody(office, "Dora", "+34600111666", loyalty=Loyalty("Circle", "1", "gold", 0))
    held, out = _proposed(run, words, "--store", "N1"), tmp_path / "out.csv"
    run.run("bea", "approve", held)
    _, said = run.run("bea", "export", held, "--out", str(out))
    assert (said["addressees"], said["left_out"]) == (2, {"nameless": 1, "withdrawn": 1})
    lines = list(csv.reader(out.read_text(encoding="utf-8").splitlines()))
    assert lines[0] == ["customer", "name", "contact", "text"]
    told = {line[0]: line[1:] for line in lines[1:]}
    assert told[ana] == ["'=Ana", "'+34600111222", "Hello =Ana of North {c.__class__} $price"]
    assert not {"Bea", "Clara"} & {line[1] for line in lines}
    # They count as contacted for whoever comes next.
    with reading(office) as conn:
        assert [each.kind for each in of_customer(conn, "interaction", ana)] == ["campaign_sent"]
    run.run("bea", "approve", held)
    _, said = run.run("bea", "export", held, "--out", str(tmp_path / "next.csv"))
    assert (said["addressees"], said["left_out"]) == (0, {"nameless": 1, "often": 2, "withdrawn": 1})
    gold = _proposed(run, words, "--tier", "gold")
    with reading(office) as conn:
        found = addressees.find(conn, requests.load(conn, gold), now_ms())
    assert (len(found.lines), found.left_out) == (0, {"often": 1})


def test_an_approval_ends_and_what_was_refused_stays_so(office: Engine) -> None:
    now = now_ms()
    with writing(office) as conn:
        held = requests.propose(conn, "Autumn", "Hello", "sms", "marketing", (), Segment(), "ana", now)
        requests.approve(conn, held.id, "bea", now, 2)
        assert requests.load(conn, held.id).state(now + 2 * HOUR - 1) == "approved"
        with pytest.raises(Refused, match="expired"):
            requests.begin_export(conn, held.id, "bea", now + 2 * HOUR)
        with pytest.raises(Refused, match="expired"):
            requests.begin_export(conn, held.id, "bea", now - 1)
        requests.approve(conn, held.id, "bea", now + 3 * HOUR)
        requests.begin_export(conn, held.id, "bea", now + 3 * HOUR)
        with pytest.raises(Refused, match="exported already"):
            requests.begin_export(conn, held.id, "bea", now + 3 * HOUR)
        requests.refuse(conn, held.id, "ana", now)
        for step in (requests.approve, requests.refuse, requests.begin_export):
            with pytest.raises(Refused, match="refused"):
                step(conn, held.id, "bea", now)
        for hours in (0, requests.MOST_HOURS + 1):
            with pytest.raises(Refused, match="hours"):
                requests.approve(conn, held.id, "bea", now, hours)


def test_what_makes_no_campaign_is_said(run: Office, words: Path, tmp_path: Path) -> None:
    (tmp_path / "seller.txt").write_text("Yours, $seller", encoding="utf-8")
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe")
    for more in (
        ["--name", "x", "--text", str(tmp_path / "seller.txt"), "--channel", "sms"],
        ["--name", "x", "--text", str(tmp_path / "bytes.txt"), "--channel", "sms"],
        ["--name", "x", "--text", str(tmp_path / "none.txt"), "--channel", "sms"],
        ["--name", "", "--text", str(words), "--channel", "sms"],
        ["--name", "x", "--text", str(words), "--channel", "sms", "--store", "Z9"],
        ["--name", "x", "--text", str(words), "--channel", "sms", "--seller", "ab" * 16],
        ["--name", "x", "--text", str(words), "--channel", "sms", "--bought-since", "20261101"],
        ["--name", "x", "--text", str(words), "--channel", "sms", "--bought-before", "2026-11-31"],
        ["--name", "x", "--text", str(words), "--channel", "sms", *_NEVER],
        ["--name", "x", "--text", str(words), "--channel", "sms", "--rank-from", "6-1-1"],
        ["--name", "x", "--text", str(words), "--channel", "sms", "--rank-to", "4-1"],
        ["--name", "x", "--text", str(words), "--channel", "sms", "--rank-from", "4-1-1", "--rank-to", "5-5-5-5"],
        ["--name", "x", "--text", str(words), "--channel", "sms", "--rank-from", "4-1-2", "--rank-to", "5-5-1"],
        ["--name", "x", "--text", str(words)],
    ):
        code, said = run.run("ana", "propose", *more)
        assert (code, said["ok"]) == (2, False)
    held = _proposed(run, words)
    for what in (["show", "x"], ["approve", "ab" * 16], ["export", held]):
        assert run.run("bea", *what)[0] == 2
    assert run.run("ana", "show", held)[1]["campaign"]["text"] == TEXT
    assert [each["state"] for each in run.run("ana", "list")[1]["campaigns"]] == ["proposed"]


def _no(engine: Engine, customer_id: str) -> None:
    """They say no at head office."""
    held = at_head_office(engine, customer_id)
    no = ConsentRecord(new_id(), "marketing", "sms", "withdrawn", from_source("crm", now_ms()))
    change(engine, held, consents=(*held.consents, no))


def _export(run: Office, words: Path, out: Path) -> tuple[dict[str, Any], set[str]]:
    held = _proposed(run, words)
    run.run("bea", "approve", held)
    code, said = run.run("bea", "export", held, "--out", str(out))
    assert code == 0, said
    return said, {line[0] for line in list(csv.reader(out.read_text(encoding="utf-8").splitlines()))[1:]}


def test_a_no_between_the_question_and_the_export_wins(
    run: Office, words: Path, tmp_path: Path, office: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, bea, clara = (_somebody(office, name, f"+3460011122{n}") for n, name in enumerate(("Ana", "Bea", "Clara")))
    find = addressees.find

    def then(*asked: Any) -> addressees.Found:
        found = find(*asked)
        _no(office, ana)
        with writing(office) as conn:
            assert erase(conn, clara, now_ms())
        return found

    monkeypatch.setattr(addressees, "find", then)
    said, written = _export(run, words, tmp_path / "out.csv")
    assert written == {bea}
    assert (said["addressees"], said["left_out"]) == (1, {"withdrawn": 1})
    with reading(office) as conn:
        assert of_customer(conn, "interaction", ana) == []
        (entry,) = [each for each in entries(conn) if each["action"] == "campaign.export"]
    assert (entry["details"]["addressees"], entry["details"]["left_out_withdrawn"]) == (1, 1)


def test_a_no_during_the_export_comes_after_it(
    run: Office, words: Path, tmp_path: Path, office: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = _somebody(office, "Ana", "+34600111222")
    note, sayers = addressees.note, []

    def meanwhile(*told: Any) -> None:
        """They are asked about, and the transaction is still open."""
        assert _is_kept_from_writers(office, ana)
        sayers.append(threading.Thread(target=_no, args=(office, ana)))
        sayers[0].start()
        note(*told)

    monkeypatch.setattr(addressees, "note", meanwhile)
    _, written = _export(run, words, tmp_path / "out.csv")
    sayers[0].join()
    assert written == {ana}
    last = at_head_office(office, ana).consents[-1]
    with reading(office) as conn:
        (sent,) = of_customer(conn, "interaction", ana)
    assert last.state == "withdrawn"
    assert sent.kind == "campaign_sent"


def _is_kept_from_writers(engine: Engine, customer_id: str) -> bool:
    """Whether somebody else would have to wait to change a customer."""
    if engine.dialect.name == "sqlite":
        with contextlib.closing(sqlite3.connect(str(engine.url.database), timeout=0)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
        return False
    query = select(customers.c.id).where(customers.c.id == customer_id).with_for_update(nowait=True)
    with engine.connect() as conn:
        try:
            conn.execute(query)
        except OperationalError:
            return True
    return False


def test_whom_it_is_meant_for_is_shown_to_whoever_approves(
    run: Office, words: Path, tmp_path: Path, office: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    del tmp_path
    held = _proposed(run, words, "--store", "N1", "--seller", MARTA, "--bought-since", "2026-01-31", "--allows", "call")
    _, said = run.run("bea", "show", held)
    asked = {name: said["campaign"][name] for name in Segment.__struct_fields__}
    assert asked == {
        "stores": [NORTH],
        "tier": "",
        "bought_since": "2026-01-31",
        "bought_before": "",
        "seller": MARTA,
        "allows": "call",
        "birthday_month": 0,
        "bands": [],
        "rank_from": "",
        "rank_to": "",
    }
    assert main(["campaign", "show", held, "--database", run.url]) == 0
    told = f"Meant: at home in 1 stores; bought since 2026-01-31; seller {MARTA}; allows call\n"
    assert told in capsys.readouterr().out
    with reading(office) as conn:
        (entry,) = [each for each in entries(conn) if each["action"] == "campaign.propose"]
        kept = requests.load(conn, held).segment.conditions().keys()
    assert kept == {"stores", "seller", "bought_since", "allows"}
    assert {name for name in entry["details"] if name.startswith("by_")} == {f"by_{each}" for each in kept - {"stores"}}


_DAY = 1_795_046_400_000  # 19 November 2026, 00:00 UTC


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (Segment(), True),
        (Segment(bought_since="2026-11-19"), True),
        (Segment(bought_since="2026-11-20"), False),
        (Segment(bought_before="2026-11-19"), False),
        (Segment(bought_before="2026-11-20", bought_since="2026-11-19"), True),
        (Segment(seller=MARTA), True),
        (Segment(seller=LUIS), False),
        (Segment(allows="email"), True),
        (Segment(allows="call"), False),
        (Segment(birthday_month=11), True),
        (Segment(birthday_month=5), False),
        (Segment(birthday_month=11, seller=LUIS), False),
        (Segment(stores=(SOUTH,)), False),
        (Segment(tier="gold"), True),
        (Segment(tier="silver"), False),
        (Segment(bands=("high",)), True),
        (Segment(bands=("middle", "low")), False),
        (Segment(rank_from="5-2-4", rank_to="5-2-4"), True),
        (Segment(rank_from="5-3-1"), False),
        (Segment(rank_to="5-5-3"), False),
        (Segment(rank_to="4-5-5"), False),
        (Segment(rank_from="4-1-1", bands=("high", "low")), True),
    ],
)
def test_who_is_meant(asked: Segment, meant: bool) -> None:
    who = Customer(
        "c1" * 16,
        1,
        {"home_store": FieldValue(NORTH, BY, 1)},
        consents=(ConsentRecord("80" * 16, "marketing", "email", "granted", from_source("crm", _DAY - HOUR)),),
        dates=(ImportantDate("70" * 16, "birthday", 11, 0, BY), ImportantDate("71" * 16, "wedding", 5, 1, BY)),
        book=(BookEntry("60" * 16, MARTA, "secondary", BY),),
        loyalty=Loyalty("Circle", "1", "gold", 0),
        summary=Summary(last_purchase_at=_DAY, value_band="high", rfm="5-2-4"),
    )
    months = ContactRules().months
    assert Meant(asked, "marketing", months, _DAY).holds(who) is meant
    nobody = Meant(asked, "marketing", months, _DAY).holds(Customer("c2" * 16, 1))
    assert nobody is not bool(asked.conditions())
    assert not Meant(asked, "marketing", months, _DAY).holds(replace(who, merged_into="c3" * 16))


RANKED = Summary(value_band="high", rfm="5-5-5")


def _says(engine: Engine, customer_id: str, purpose: Any, state: Any, ago: int = 0) -> None:
    """An answer, while the figures of before still lie there."""
    held = at_head_office(engine, customer_id)
    said = ConsentRecord(new_id(), purpose, "email", state, from_source("crm", now_ms() - ago))
    change(engine, held, consents=(*held.consents, said), summary=RANKED)


def test_who_wants_no_profile_is_in_no_segment_by_rank_and_in_no_number_of_it(
    run: Office, words: Path, tmp_path: Path, office: Engine
) -> None:
    names = ("Ana", "Bea", "Clara", "Dora")
    ana, bea, clara, dora = (_somebody(office, name, f"+3460011122{n}") for n, name in enumerate(names))
    _says(office, ana, "profiling", "granted")
    _says(office, bea, "profiling", "withdrawn")
    # A no to profiling counts more than a no to these messages: that they are left out is told of nobody who said it.
    _says(office, clara, "profiling", "withdrawn")
    _no(office, clara)
    assert at_head_office(office, bea).summary == RANKED
    for more in (("--band", "high"), ("--rank-from", "1-1-1"), ("--rank-to", "5-5-5")):
        held = _proposed(run, words, *more)
        with reading(office) as conn:
            found = addressees.find(conn, requests.load(conn, held), now_ms())
        assert ([line.customer for line in found.lines], found.left_out) == ([ana], {}), more
    said, written = _export(run, words, tmp_path / "all.csv")
    assert written == {ana, bea, dora}
    assert said["left_out"] == {"withdrawn": 1}


def test_a_no_to_profiling_between_the_question_and_the_export_wins_as_well(
    run: Office, words: Path, tmp_path: Path, office: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, bea = _somebody(office, "Ana", "+34600111222"), _somebody(office, "Bea", "+34600111333")
    for who in (ana, bea):
        change(office, at_head_office(office, who), summary=RANKED)
    find = addressees.find

    def then(*asked: Any) -> addressees.Found:
        found = find(*asked)
        assert len(found.lines) == 2
        _says(office, ana, "profiling", "withdrawn")
        return found

    monkeypatch.setattr(addressees, "find", then)
    held = _proposed(run, words, "--band", "high", "--band", "low")
    run.run("bea", "approve", held)
    _, said = run.run("bea", "export", held, "--out", str(tmp_path / "out.csv"))
    assert (said["addressees"], said["left_out"]) == (1, {})
    assert ana not in (tmp_path / "out.csv").read_text(encoding="utf-8")
    with reading(office) as conn:
        assert command._meant(requests.load(conn, held)) == "bands high, low"
