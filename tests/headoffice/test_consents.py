"""Receipts of what customers said: complete, in a chain, with the wording that was shown, and nobody's to change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, column, select, table, text, update
from sqlalchemy.exc import DBAPIError

from clienteling.domain import operations as o
from clienteling.domain.consent import state_of
from clienteling.domain.customer import ConsentChannel, ConsentRecord
from clienteling.domain.errors import RejectNumber
from clienteling.domain.ids import new_id
from clienteling.domain.notices import OURS, fingerprint, in_force, shown_in
from clienteling.domain.signature import written
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.clock import now_ms
from headoffice.consents import notices, receipts
from headoffice.consents.chain import GENESIS, Broken, Why, hash_of, walk
from headoffice.db.consent_tables import consent_chains, consent_evidence, consent_receipts
from headoffice.db.engine import reading, writing
from headoffice.db.tables import sellers
from headoffice.sync.erasure import erase
from tests.headoffice.tablet import BY, MARTA, NORTH, Tablet, at_head_office, change, customer
from tests.headoffice.test_push import rows, statuses

DRAWING = written([[(0.1, 0.2), (0.4, 0.5)], [(0.9, 0.9)]])
OTHERS = {"en": "May we write?", "es": "¿Podemos escribirte?", "pt": "Podemos escrever?"}


def said(state: str = "granted", purpose: str = "marketing", channel: str = "whatsapp", **more: Any) -> o.ConsentSet:
    """An answer to our wording in Spanish, as a tablet records it."""
    shown = shown_in(in_force([], purpose), "es")  # type: ignore[arg-type]  # it is one
    claim = {"notice": shown.notice, "notice_version": shown.edition, "language": "es", "wording": shown.sha256}
    return o.ConsentSet(new_id(), purpose, channel, state, **{"method": "asked_in_store", **claim, **more})  # type: ignore[arg-type]


def _broken(engine: Engine) -> tuple[str, int, Why] | None:
    with reading(engine) as conn:
        found = receipts.verify(conn).broken
    return (found.customer, found.seq, found.why) if found else None


def test_a_receipt_holds_who_asked_what_where_and_when_and_follows_the_one_before(
    tablet: Tablet, company: Engine
) -> None:
    ana = customer(company, consents=(ConsentRecord(new_id(), "service", "post", "granted", BY, method="paper"),))
    proof = o.ConsentEvidence(DRAWING)
    yes = said(evidence=fingerprint(DRAWING), method="signed_tablet")
    no = said("withdrawn", channel="sms")
    group = new_id()
    before = now_ms()
    asked = [tablet.op(proof, ana.id, base=1, group=group), tablet.op(yes, ana.id, base=1, group=group)]
    assert statuses(tablet.push(*asked, tablet.op(no, ana.id, base=1))) == ["applied"] * 3
    imported, granted, refused = rows(company, consent_receipts)
    assert (imported["previous"], granted["previous"], refused["previous"]) == (
        GENESIS,
        imported["hash"],
        granted["hash"],
    )
    assert [row["seq"] for row in (imported, granted, refused)] == [1, 2, 3]
    names = ("purpose", "channel", "state", "notice", "notice_version", "language", "method", "by_actor", "by_store")
    assert [granted[name] for name in names] == [
        "marketing", "whatsapp", "granted", "marketing", "1", "es", "signed_tablet", MARTA, NORTH
    ]  # fmt: skip
    assert (granted["wording"], granted["evidence"]) == (yes.wording, fingerprint(DRAWING))
    assert (granted["by_device"], granted["by_at"]) == (tablet.me.replica_id, asked[1].occurred_at)
    assert before <= granted["received_at"] <= now_ms()
    assert (imported["wording"], imported["by_kind"], imported["method"]) == ("", "source", "paper")
    (proved,) = rows(company, consent_evidence)
    assert (proved["customer_id"], proved["sha256"], proved["drawing"]) == (ana.id, fingerprint(DRAWING), DRAWING)
    with reading(company) as conn:
        assert receipts.verify(conn) == receipts.Verified(1, 3, 1)


def test_the_same_answer_again_makes_no_second_receipt(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    op = tablet.op(said(), ana.id, base=1)
    assert [statuses(tablet.push(op)) for _ in range(2)] == [["applied"], ["duplicate"]]
    assert len(rows(company, consent_receipts)) == 1
    assert _broken(company) is None


def test_a_yes_to_another_wording_than_head_offices_is_refused_and_kept_for_people(
    tablet: Tablet, company: Engine
) -> None:
    ana = customer(company)
    wrong = [
        said(wording=fingerprint("Whatever")),
        said(notice_version="2"),
        said(language="pt"),
        said(notice="events"),
    ]
    for args in wrong:
        results = tablet.push(tablet.op(args, ana.id, base=1), tablet.op(o.TagAdd(new_id(), "vip"), ana.id, base=1))
        assert statuses(results)[0] == f"rejected:{RejectNumber.WRONG_NOTICE:d}"
        assert statuses(results)[1] == "applied"
    assert at_head_office(company, ana.id).consents == ()
    assert rows(company, consent_receipts) == []


@pytest.mark.parametrize("missing", ["wording", "notice", "notice_version", "language"])
def test_a_yes_without_its_wording_is_refused_with_its_own_sentence_and_a_no_is_not(
    tablet: Tablet, company: Engine, missing: str
) -> None:
    ana = customer(company)
    tablet.push(tablet.op(said(channel="call"), ana.id, base=1))
    told = [said(**{missing: ""}), said("pending", **{missing: ""}), said("withdrawn", channel="call", **{missing: ""})]
    results = tablet.push(*(tablet.op(args, ana.id, base=2) for args in told))
    assert statuses(results) == [*[f"rejected:{RejectNumber.NO_WORDING:d}"] * 2, "applied"]
    assert "said yes to" in results[0].sentence
    assert [r.state for r in at_head_office(company, ana.id).consents] == ["granted", "withdrawn"]


def test_a_yes_of_an_older_app_is_taken_and_its_receipt_says_so(
    tablet: Tablet, company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ana = customer(company)
    bare = {"notice": "", "notice_version": "", "language": "es", "wording": ""}
    older = [tablet.op(said(channel=c, **bare), ana.id, base=1, op_schema=n) for n, c in ((2, "sms"), (3, "call"))]
    no = tablet.op(said("withdrawn", channel="post", **bare), ana.id, base=1, op_schema=3)
    told = tablet.op(said(), ana.id, base=1, op_schema=3)
    assert statuses(tablet.push(*older, no, told)) == ["applied"] * 4
    held = [(row["channel"], row["method"], row["wording"]) for row in rows(company, consent_receipts)]
    assert held == [
        ("sms", "asked_in_store", receipts.OLDER_APP),
        ("call", "asked_in_store", receipts.OLDER_APP),
        ("post", "asked_in_store", ""),
        ("whatsapp", "asked_in_store", said().wording),
    ]
    with reading(company) as conn:
        assert receipts.verify(conn) == receipts.Verified(1, 4, 3)
    assert main(["consents", "show", ana.id, "--database", office_url]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert ["without wording, older app" in line for line in lines] == [True, True, False, False]


def test_somebody_new_says_yes_and_signs_in_the_group_that_makes_them(tablet: Tablet, company: Engine) -> None:
    who, unsigned = new_id(), new_id()
    yes = said(evidence=fingerprint(DRAWING), method="signed_tablet")
    group, other = new_id(), new_id()
    told = [o.CustomerCreate({"name": "Noor", "language": "es"}), o.ConsentEvidence(DRAWING), yes]
    assert statuses(tablet.push(*(tablet.op(args, who, group=group) for args in told))) == ["applied"] * 3
    (receipt,) = rows(company, consent_receipts)
    assert (receipt["customer_id"], receipt["evidence"]) == (who, fingerprint(DRAWING))
    assert _broken(company) is None
    del told[1]  # the signature did not come along
    refused = statuses(tablet.push(*(tablet.op(args, unsigned, group=other) for args in told)))
    assert refused[1] == f"rejected:{RejectNumber.NO_EVIDENCE:d}"
    assert len(rows(company, consent_receipts)) == 1


def test_a_yes_from_the_customers_hands_needs_their_signature(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    unsigned = tablet.op(said(method="signed_tablet"), ana.id, base=1)
    no = tablet.op(said("withdrawn", method="signed_tablet"), ana.id, base=1)
    assert statuses(tablet.push(unsigned, no)) == [f"rejected:{RejectNumber.NO_EVIDENCE:d}", "applied"]


def test_a_no_is_taken_whatever_was_shown(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    no = said("withdrawn", notice="never heard of", wording="no hash", evidence="f" * 64)
    assert statuses(tablet.push(tablet.op(no, ana.id, base=1))) == ["applied"]
    (receipt,) = rows(company, consent_receipts)
    assert (receipt["state"], receipt["notice"], receipt["wording"]) == ("withdrawn", "never heard of", "")
    assert _broken(company) is None


def test_a_no_is_taken_with_characters_that_no_database_stores(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    said_so = dict.fromkeys(("notice", "language", "method", "expires", "wording", "evidence"), "a\x00b")
    no = said("withdrawn", **said_so, knew=("\x00",))
    assert statuses(tablet.push(tablet.op(no, ana.id, base=1))) == ["applied"]
    (record,) = at_head_office(company, ana.id).consents
    assert (record.notice, record.language, record.method, record.expires) == ("ab",) * 4
    assert _broken(company) is None


def test_a_no_is_taken_from_a_seller_who_has_left_meanwhile_and_nothing_else_is(
    tablet: Tablet, company: Engine
) -> None:
    ana = customer(company)
    tablet.push(tablet.op(said(channel="call"), ana.id, base=1))
    told = [tablet.op(args, ana.id, base=2) for args in (said("withdrawn", channel="call"), said(channel="sms"))]
    told += [tablet.op(said("withdrawn"), ana.id, base=2, actor=who) for who in (new_id(), "")]
    with writing(company) as conn:
        conn.execute(update(sellers).where(sellers.c.id == MARTA).values(active=False))
    assert statuses(tablet.push(*told)) == ["applied", *[f"rejected:{RejectNumber.FOREIGN_ACTOR:d}"] * 3]
    held = at_head_office(company, ana.id).consents
    assert [state_of(held, "marketing", c, "2026-01-01") for c in ("call", "sms")] == ["withdrawn", "unknown"]


def test_nothing_was_allowed_later_than_it_arrived(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    ahead = tablet.op(said(), ana.id, base=1, occurred_at=now_ms() + 20 * 365 * 86_400_000)
    on_time = tablet.op(said(channel="sms"), ana.id, base=1)
    assert statuses(tablet.push(ahead, on_time)) == ["applied"] * 2
    first, second = at_head_office(company, ana.id).consents
    assert first.by.at <= now_ms()
    assert second.by.at == on_time.occurred_at
    assert [row["by_at"] for row in rows(company, consent_receipts)] == [first.by.at, second.by.at]
    assert _broken(company) is None


def test_a_no_holds_though_what_was_saved_with_it_is_refused(tablet: Tablet, company: Engine) -> None:
    ana, group = customer(company), new_id()
    tablet.push(tablet.op(said(channel="call"), ana.id, base=1), tablet.op(said(channel="sms"), ana.id, base=1))
    told = [
        tablet.op(said(notice_version="9"), ana.id, base=2, group=group),
        tablet.op(said("withdrawn", channel="call"), ana.id, base=2, group=group),
        tablet.op(said("withdrawn", channel="post"), new_id(), base=2, group=group),
        tablet.op(o.TagAdd(new_id(), "vip"), ana.id, base=2, group=group),
    ]
    wrong, others = f"rejected:{RejectNumber.WRONG_NOTICE:d}", f"rejected:{RejectNumber.DEPENDS_ON_REJECTED:d}"
    assert statuses(tablet.push(*told)) == [wrong, "applied", others, others]
    assert statuses(tablet.push(*told)) == [wrong, "duplicate", others, others]
    late = tablet.op(said("withdrawn", channel="sms"), ana.id, base=2, group=group)
    assert statuses(tablet.push(told[0], late)) == [wrong, "applied"], "of a group that was refused before"
    held = at_head_office(company, ana.id)
    states = [state_of(held.consents, "marketing", c, "2026-01-01") for c in ("call", "sms", "whatsapp")]
    assert (states, held.tags) == (["withdrawn", "withdrawn", "unknown"], ())
    assert _broken(company) is None


def test_what_comes_with_a_repeated_answer_stands_in_no_receipt(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    yes = said(wording="")
    fake = replace(yes, wording=said().wording)
    same = replace(yes, state="withdrawn", wording="e" * 64)
    told = [tablet.op(args, ana.id, base=1, op_schema=3) for args in (yes, fake, same)]
    assert statuses(tablet.push(*told))[:2] == ["applied", "merged"]
    assert rows(company, consent_receipts)[0]["wording"] == receipts.OLDER_APP
    assert _broken(company) is None


def test_a_signature_that_did_not_come_along_is_missed(tablet: Tablet, company: Engine) -> None:
    ana, carla = customer(company), customer(company)
    yes = said(evidence=fingerprint(DRAWING))
    assert statuses(tablet.push(tablet.op(yes, ana.id, base=1))) == [f"rejected:{RejectNumber.NO_EVIDENCE:d}"]
    group = new_id()
    ops = [
        tablet.op(o.ConsentEvidence(DRAWING), carla.id, base=1, group=group),
        tablet.op(said(evidence=fingerprint(DRAWING)), ana.id, base=1, group=group),
    ]
    assert statuses(tablet.push(*ops))[1] == f"rejected:{RejectNumber.NO_EVIDENCE:d}", "somebody else's proves nothing"
    assert rows(company, consent_evidence) == []
    scrawl = tablet.push(tablet.op(o.ConsentEvidence("s1;<b>"), ana.id, base=1))
    assert statuses(scrawl) == [f"rejected:{RejectNumber.NO_EVIDENCE:d}"]


def test_a_wording_of_the_company_is_checked_and_the_one_before_still_counts(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    with writing(company) as conn:
        made = notices.add(conn, "marketing", OTHERS, now_ms())
    assert (made.edition, [row.etype for row in tablet.changes("company", 0).rows][-1]) == (2, "notice")
    new = said(notice_version="2", wording=fingerprint(OTHERS["es"]))
    assert statuses(tablet.push(tablet.op(new, ana.id, base=1), tablet.op(said(), ana.id, base=1))) == ["applied"] * 2
    assert [row["notice_version"] for row in rows(company, consent_receipts)] == ["2", "1"]


def test_nobody_changes_a_receipt_and_all_go_with_the_customer(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    group = new_id()
    told = [o.ConsentEvidence(DRAWING), said(evidence=fingerprint(DRAWING))]
    tablet.push(*(tablet.op(args, ana.id, base=1, group=group) for args in told))
    for statement in (
        "UPDATE consent_receipts SET state = 'withdrawn'",
        "DELETE FROM consent_receipts",
        "UPDATE consent_evidence SET drawing = ''",
        "DELETE FROM consent_evidence",
    ):
        with pytest.raises(DBAPIError, match="append-only"), writing(company) as conn:
            conn.execute(text(statement))
    with writing(company) as conn:
        assert erase(conn, ana.id, now_ms())
    for held in (consent_receipts, consent_chains, consent_evidence):
        assert rows(company, held) == []


def test_nobody_replaces_a_receipt_or_empties_the_tables(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    group = new_id()
    told = [o.ConsentEvidence(DRAWING), said(evidence=fingerprint(DRAWING))]
    tablet.push(*(tablet.op(args, ana.id, base=1, group=group) for args in told))
    for held in ("consent_receipts", "consent_evidence"):
        statements = [f"TRUNCATE {held}", "TRUNCATE customers CASCADE"]
        if company.dialect.name == "sqlite":
            statements = [f"INSERT OR REPLACE INTO {held} SELECT * FROM {held}"]  # noqa: S608
        for statement in statements:
            with pytest.raises(DBAPIError, match="append-only"), writing(company) as conn:
                conn.execute(text(statement))
    assert _broken(company) is None


_TAMPERED = [
    ("UPDATE consent_receipts SET state = 'granted' WHERE seq = 2", 2, "altered"),
    ("UPDATE consent_receipts SET state = CAST(state AS BLOB) WHERE seq = 1", 1, "altered"),
    ("DELETE FROM consent_receipts WHERE seq = 2", 2, "missing"),
    ("DELETE FROM consent_receipts WHERE seq = 3", 3, "missing"),
    ("DELETE FROM consent_receipts", 1, "missing"),
    ("UPDATE consent_chains SET seq = 2", 3, "head"),
    ("DELETE FROM consent_chains", 3, "head"),
    ("UPDATE consents SET state = 'granted'", 2, "profile"),
    ("DELETE FROM consents WHERE channel = 'sms'", 2, "profile"),
    ("INSERT INTO consents(customer_id, id, purpose, channel, state, by_kind, by_channel)"
     " SELECT id, '0', 'events', 'post', 'granted', '', '' FROM customers", 0, "profile"),
    ("UPDATE consent_evidence SET drawing = 's1;1,1'", 0, "evidence"),
    ("DELETE FROM consent_evidence", 1, "evidence"),
]  # fmt: skip


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_who_changes_it_past_the_triggers_is_found(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    group = new_id()
    told = [o.ConsentEvidence(DRAWING), said(evidence=fingerprint(DRAWING)), said("withdrawn", channel="sms")]
    tablet.push(*(tablet.op(args, ana.id, base=1, group=group) for args in told))
    tablet.push(tablet.op(said("pending", channel="call"), ana.id, base=1))
    assert _broken(company) is None
    for statement, seq, why in _TAMPERED:
        with company.connect() as conn:
            for table in ("consent_receipts", "consent_evidence"):
                for kind in ("update", "delete"):
                    conn.execute(text(f"DROP TRIGGER {table}_{kind}"))
            conn.execute(text(statement))
            assert receipts.verify(conn).broken == Broken(ana.id, seq, why), statement  # type: ignore[arg-type]
            conn.rollback()
    assert _broken(company) is None


def test_a_receipt_made_anew_does_not_follow_the_one_before() -> None:
    chain: list[tuple[Any, ...]] = []  # behind the hash: when it was emptied
    for seq in (1, 2, 3):
        values = ["c", seq, "r", *[""] * 10, *["", "", "", 5, "", "", ""], 7, "", chain[-1][-2] if chain else GENESIS]
        chain.append((*values, hash_of(values), 0))
    assert walk(chain, "c", 3, chain[-1][-2]) is None
    values = [*chain[1][:5], "granted", *chain[1][6:-2]]
    chain[1] = (*values, hash_of(values), 0)
    assert walk(chain, "c", 3, chain[-1][-2]) == Broken("c", 3, "unlinked")


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_commands_tell_whether_all_is_whole_and_what_was_said(
    tablet: Tablet, company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ana = customer(company)
    tablet.push(tablet.op(said(), ana.id, base=1))
    assert main(["consents", "verify", "--database", office_url, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "ok": True,
        "customers": 1,
        "receipts": 1,
        "wordless": 0,
        "forgotten": 0,
    }
    assert main(["consents", "show", ana.id, "--database", office_url]) == 0
    assert "marketing  whatsapp  granted" in capsys.readouterr().out
    with writing(company) as conn:
        conn.execute(text("UPDATE consents SET state = 'withdrawn'"))
    assert main(["consents", "verify", "--database", office_url, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["customer"], told["receipt"], told["why"]) == (False, ana.id, 1, "profile")
    for wrong in (["show"], ["verify", ana.id], ["show", "nobody"]):
        assert main(["consents", *wrong, "--database", office_url]) == 2
    with reading(company) as conn:
        assert [e["action"] for e in entries(conn)][-3:] == ["consents.verify", "consents.show", "consents.verify"]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_command_adds_an_edition_and_changes_none(
    company: Engine, office_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wording.json"
    for edition, words in ((2, OTHERS), (3, {**OTHERS, "en": "May we call?"})):
        file.write_text(json.dumps(words), encoding="utf-8")
        assert main(["notices", "add", "marketing", str(file), "--database", office_url, "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == {"ok": True, "purpose": "marketing", "edition": edition}
    assert main(["notices", "list", "--database", office_url, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["notices"]
    ours = next(n for n in OURS if n.purpose == "marketing")
    held = [n["wordings"] for n in told if n["purpose"] == "marketing"]
    assert held == [ours.wordings, OTHERS, {**OTHERS, "en": "May we call?"}]
    assert main(["notices", "list", "--database", office_url]) == 0
    assert fingerprint("May we call?") in capsys.readouterr().out
    for content in (b"{}", b"[]", b"\xff", b'{"en": "x" }', b"x" * 70_000):
        file.write_bytes(content)
        assert main(["notices", "add", "events", str(file), "--database", office_url]) == 2
    for wrong in (["add"], ["add", "events"], ["list", "events", str(file)], ["add", "events", str(tmp_path / "no")]):
        assert main(["notices", *wrong, "--database", office_url]) == 2
    with reading(company) as conn:
        acts = [e for e in entries(conn) if e["action"] == "notice.add"]
    assert [act["details"] for act in acts] == [{"purpose": "marketing", "edition": n} for n in (2, 3)]


def test_what_was_said_before_there_were_receipts_gets_them(company: Engine) -> None:
    """The migration writes them as the program would have, but for what nobody knows any more."""
    from importlib import import_module

    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    step = import_module("headoffice.db.migrations.versions.v0021_consents")
    channels: tuple[ConsentChannel, ...] = ("email", "sms", "call")
    knew = ('\u00f1\n"\\\x7f',)
    told = [ConsentRecord(new_id(), "marketing", c, "granted", replace(BY, at=n), knew) for n, c in enumerate(channels)]
    ana = customer(company, consents=tuple(told[:2]))
    change(company, ana, consents=tuple(told))
    customer(company, consents=(replace(told[0], id=new_id()),))
    customer(company)
    with writing(company) as conn:
        if conn.dialect.name == "sqlite":
            conn.execute(text("DROP TRIGGER consent_receipts_delete"))
        else:
            conn.execute(text("DROP TRIGGER consent_receipts_unchanged ON consent_receipts"))
        conn.execute(text("DELETE FROM consent_receipts"))
        conn.execute(text("DELETE FROM consent_chains"))
        with Operations.context(MigrationContext.configure(conn)):
            then: list[Any] = [column(each.name) for each in consent_receipts.c if each.name != "forgotten_at"]
            step._write_receipts(table("consent_receipts", *then), consent_chains)
    with reading(company) as conn:
        assert receipts.verify(conn) == receipts.Verified(2, 4, 4)
        order = select(consent_receipts.c.channel).where(consent_receipts.c.customer_id == ana.id)
        assert list(conn.execute(order.order_by(consent_receipts.c.seq)).scalars()) == ["email", "sms", "call"]
