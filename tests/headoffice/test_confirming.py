"""Double opt-in, and how customers may be contacted: what head office makes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine

from clienteling.domain import operations as o
from clienteling.domain.consent import state_of
from clienteling.domain.contact_rules import CHANNELS, CONFIRM_DAYS, ContactRules
from clienteling.domain.customer import ConsentChannel, ConsentRecord, ContactPoint
from clienteling.domain.ids import new_id
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.clock import now_ms
from headoffice.consents import confirming, gate, receipts, rules
from headoffice.db.engine import reading, writing
from headoffice.sync.erasure import erase
from tests.headoffice.tablet import BY, Tablet, at_head_office, change, customer
from tests.headoffice.test_consents import said
from tests.headoffice.test_push import statuses
from tests.wordings import claim

DAY = 86_400_000


def _state(engine: Engine, customer_id: str) -> str:
    return state_of(at_head_office(engine, customer_id).consents, "marketing", "email", "2026-11-21")


def _tokens(engine: Engine, now: int = 0) -> list[str]:
    with writing(engine) as conn:
        return [each.token for each in confirming.waiting(conn, now or now_ms())]


def _confirm(engine: Engine, token: str, now: int = 0) -> str:
    with writing(engine) as conn:
        return confirming.confirm(conn, token, now or now_ms())[1]


def _yes(tablet: Tablet, customer_id: str, args: o.ConsentSet | None = None) -> o.ConsentSet:
    yes = args or said(channel="email")
    op = tablet.op(yes, customer_id, base=1, occurred_at=now_ms())
    assert statuses(tablet.push(op)) == ["applied"]
    return yes


def test_offers_by_e_mail_are_pending_until_the_customer_confirms_once(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    yes = _yes(tablet, ana.id)
    assert _state(company, ana.id) == "pending"
    (token,) = _tokens(company)
    assert _confirm(company, token) == "granted"
    assert _confirm(company, token) == "granted"
    asked, confirmed = at_head_office(company, ana.id).consents
    assert (asked.state, confirmed.state, confirmed.method) == ("pending", "granted", "double_opt_in")
    assert (confirmed.by.actor_kind, confirmed.by.actor) == ("customer", ana.id)
    assert _tokens(company) == []
    with reading(company) as conn:
        first, second = receipts.of_customer(conn, ana.id)
        assert receipts.verify(conn).broken is None
    assert (first["state"], second["state"], second["wording"]) == ("pending", "granted", yes.wording)
    assert [row.etype for row in tablet.changes("store:" + tablet.me.store, 0).rows] == ["customer"]


def test_what_was_taken_back_meanwhile_stays_taken_back(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    _yes(tablet, ana.id)
    (token,) = _tokens(company)
    _yes(tablet, ana.id, said("withdrawn", channel="email"))
    assert _tokens(company) == []
    assert _confirm(company, token) == "withdrawn"
    assert _state(company, ana.id) == "withdrawn"


def test_a_token_stands_for_one_answer_and_not_for_ever(tablet: Tablet, company: Engine) -> None:
    ana, carla = customer(company), customer(company)
    _yes(tablet, ana.id)
    _yes(tablet, carla.id)
    tokens = _tokens(company)
    assert len(set(tokens)) == 2
    mixed = tokens[0][:32] + tokens[1][32:]
    for wrong in ("", "x" * 64, tokens[0][:-1], mixed, new_id() + tokens[0][32:], tokens[0].upper() + " "):
        with pytest.raises(confirming.CannotConfirm):
            _confirm(company, wrong)
    late = now_ms() + CONFIRM_DAYS * DAY + 60_000
    assert _tokens(company, late) == []
    with pytest.raises(confirming.CannotConfirm, match="older"):
        _confirm(company, tokens[0], late)
    assert (_state(company, ana.id), _state(company, carla.id)) == ("pending", "pending")


def _back(no: o.ConsentSet, **more: str) -> o.ConsentSet:
    """A yes that knows of this no."""
    return o.ConsentSet(new_id(), "marketing", "email", "granted", (no.record_id,), **claim(), **more)


def test_undoing_a_no_brings_back_what_was_confirmed(tablet: Tablet, company: Engine) -> None:
    ana = customer(
        company, consents=(ConsentRecord(new_id(), "marketing", "email", "granted", replace(BY, at=now_ms())),)
    )
    no = _yes(tablet, ana.id, said("withdrawn", channel="email"))
    _yes(tablet, ana.id, _back(no, method="undo"))
    assert _state(company, ana.id) == "granted"
    _yes(tablet, ana.id, _back(no))
    assert at_head_office(company, ana.id).consents[-1].state == "pending"


def test_undoing_a_no_brings_back_no_yes_that_had_ended(tablet: Tablet, company: Engine) -> None:
    ended = ConsentRecord(new_id(), "marketing", "email", "granted", replace(BY, at=now_ms()), expires="2020-01-01")
    ana = customer(company, consents=(ended,))
    no = _yes(tablet, ana.id, said("withdrawn", channel="email"))
    _yes(tablet, ana.id, _back(no, method="undo"))
    assert _state(company, ana.id) == "pending"


def test_the_company_says_what_is_to_be_confirmed(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    with writing(company) as conn:
        made = rules.put_in_force(conn, replace(ContactRules(), confirmed=("events/sms",)), now_ms())
    assert (made.version, [row.etype for row in tablet.changes("company", 0).rows][-1]) == (1, "contact_rules")
    _yes(tablet, ana.id)
    assert _state(company, ana.id) == "granted"
    _yes(tablet, ana.id, said(purpose="events", channel="sms"))
    assert at_head_office(company, ana.id).consents[-1].state == "pending"
    with writing(company) as conn:
        assert rules.put_in_force(conn, ContactRules(), now_ms()).version == 2


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_commands_list_tokens_and_take_them(
    tablet: Tablet, company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ana = customer(company)
    _yes(tablet, ana.id)
    assert main(["consents", "pending", "--database", office_url, "--json"]) == 0
    (held,) = json.loads(capsys.readouterr().out)["pending"]
    assert (held["customer"], held["purpose"], held["channel"]) == (ana.id, "marketing", "email")
    assert main(["consents", "pending", "--database", office_url]) == 0
    assert held["token"] in capsys.readouterr().out
    assert main(["consents", "confirm", held["token"], "--database", office_url]) == 0
    assert "allowed now" in capsys.readouterr().out
    for wrong in (["confirm"], ["confirm", "x"], ["pending", ana.id]):
        assert main(["consents", *wrong, "--database", office_url]) == 2
    with reading(company) as conn:
        told = [(e["action"], e["subject"], e["details"]) for e in entries(conn) if e["action"].startswith("consents")]
    assert told[-1] == ("consents.confirm", ana.id, {"state": "granted"})


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_rules_are_shown_checked_and_set(
    company: Engine, office_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> int:
        return main(["contact-rules", *words, "--database", office_url])

    assert run("show") == 0
    file = tmp_path / "rules.toml"
    file.write_text(capsys.readouterr().out)
    assert run("check", str(file), "--json") == 0
    assert json.loads(capsys.readouterr().out)["rules"]["quiet_from"] == 21 * 60
    file.write_text('quiet_from = "20:30"\nquiet_until = "08:00"\nquiet_days = []\n[months]\nevents = 6\n')
    assert run("set", str(file)) == 0
    with reading(company) as conn:
        held = rules.in_force(conn)
        assert [e["action"] for e in entries(conn)] == ["contact_rules.set"]
    assert (held.quiet_from, held.quiet_until, held.quiet_days, held.months["events"]) == (20 * 60 + 30, 480, (), 6)
    assert (held.months["service"], held.confirmed) == (60, ("marketing/email",))
    for content in (
        "most = 1000",
        "[months]\nparties = 1",
        'quiet_days = ["restday"]',
        'quiet_from = "25:00"',
        "x = 1",
        "=",
    ):
        file.write_text(content)
        assert run("check", str(file)) == 2, content
    for words in (["show", str(file)], ["set"], ["check", str(tmp_path / "none")]):
        assert run(*words) == 2


def _ask(engine: Engine, customer_id: str, channel: ConsentChannel, now: int) -> str:
    with reading(engine) as conn:
        found = gate.may_contact(conn, customer_id, "marketing", channel, now)
    assert found is not None
    assert bool(found.why) != bool(found.contacts)
    return found.why


def test_before_anything_is_sent_head_office_is_asked(tablet: Tablet, company: Engine) -> None:
    noon = 1_795_176_000_000  # Friday 20 November 2026, 12:00 UTC
    by = replace(BY, at=noon - 90 * DAY)
    yes = tuple(ConsentRecord(new_id(), "marketing", c, "granted", by) for c in CHANNELS if c != "post")
    mail = ContactPoint(new_id(), "email", "ana@example.com", BY)
    phone = ContactPoint(new_id(), "phone", "+5511912345678", BY)
    ana = customer(company, consents=yes, contacts=(mail, phone))
    assert [_ask(company, ana.id, c, noon) for c in CHANNELS] == ["", "", "", "", "unknown"]
    assert _ask(company, ana.id, "email", noon - 4 * 3_600_000) == "quiet", "in Brazil, where the number is from"
    for n in range(3):
        at = noon - n * DAY
        kind: o.ContactHeld = "call" if n else "message_out"
        tablet.push(tablet.op(o.InteractionLog(ana.id, kind, at, ""), new_id()))
    assert _ask(company, ana.id, "email", noon + 60_000) == "often"
    assert _ask(company, ana.id, "email", noon + 8 * DAY) == ""
    _yes(tablet, ana.id, said("withdrawn", channel="email"))
    assert _ask(company, ana.id, "email", noon + 8 * DAY) == "withdrawn"
    bare = customer(company, consents=yes)
    assert _ask(company, bare.id, "email", noon) == "missing"


def test_who_was_erased_is_not_contacted_under_another_name_either(company: Engine) -> None:
    noon = 1_795_176_000_000
    by = replace(BY, at=noon - 90 * DAY)
    channels: tuple[ConsentChannel, ...] = ("email", "call")
    yes = tuple(ConsentRecord(new_id(), "marketing", c, "granted", by) for c in channels)
    gone = customer(company, contacts=(ContactPoint(new_id(), "email", "Ana@Example.com", BY),))
    with writing(company) as conn:
        erase(conn, gone.id, noon)
    mail = ContactPoint(new_id(), "email", "ana@example.com", BY)
    points = (mail, ContactPoint(new_id(), "phone", "+34612345678", BY))
    again = customer(company, consents=tuple(replace(r, id=new_id()) for r in yes), contacts=points)
    assert (_ask(company, again.id, "email", noon), _ask(company, again.id, "call", noon)) == ("suppressed", "")
    other = ContactPoint(new_id(), "email", "other@example.com", BY)
    change(company, again, contacts=(*points, other))
    with reading(company) as conn:
        found = gate.may_contact(conn, again.id, "marketing", "email", noon)
        assert gate.may_contact(conn, gone.id, "marketing", "email", noon) is None
    assert found == gate.Answer("", (other.id,))


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_command_says_yes_or_why_not(company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    ana = customer(company)
    assert main(["consents", "may-contact", ana.id, "--channel", "sms", "--database", office_url]) == 1
    assert capsys.readouterr().out == "No: they were never asked.\n"
    assert main(["consents", "may-contact", new_id(), "--database", office_url]) == 2
    held = replace(ContactRules(), quiet_from=0, quiet_until=0)
    yes = ConsentRecord(new_id(), "marketing", "email", "granted", replace(BY, at=now_ms()))
    point = ContactPoint(new_id(), "email", "ana@example.com", BY)
    change(company, ana, consents=(yes,), contacts=(point,))
    with writing(company) as conn:
        rules.put_in_force(conn, held, now_ms())
    assert main(["consents", "may-contact", ana.id, "--database", office_url, "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told == {"ok": True, "allowed": True, "why": "", "contacts": [point.id]}
