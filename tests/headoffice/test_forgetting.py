"""Receipts and signatures stay as long as what they prove counts, and then as long as somebody may have to prove it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from clienteling.domain.customer import ConsentRecord
from clienteling.domain.ids import new_id
from clienteling.domain.notices import fingerprint
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.clock import now_ms
from headoffice.consents import receipts
from headoffice.consents.receipts import Claim
from headoffice.db.consent_tables import consent_chains, consent_evidence, consent_receipts
from headoffice.db.engine import reading, writing
from headoffice.profile import documents
from headoffice.profile.documents import save_customers
from headoffice.rights.access import gather
from headoffice.sync.erasure import erase
from tests.headoffice.tablet import BY, at_head_office, customer
from tests.headoffice.test_consents import DRAWING
from tests.headoffice.test_push import rows

DAY = 86_400_000
KEPT = 1_825
MONTHS_36 = 3 * 365 + 1
"""Days for which a yes to marketing is trusted at most, a leap day in it."""


class Spoken:
    """What a customer said, written when it arrived."""

    def __init__(self, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        self._engine = engine
        self._monkeypatch = monkeypatch
        self.who = customer(engine).id

    def said(self, state: Any, ago: int, *knew: str, proof: str = "", late: int = 0, **more: Any) -> str:
        """``ago``: days since; ``proof``: what was drawn; ``late``: days by which it arrived later."""
        held, at = at_head_office(self._engine, self.who), now_ms() - ago * DAY
        given = {"method": "signed_tablet", **more}
        record = ConsentRecord(new_id(), "marketing", "call", state, replace(BY, at=at), knew)
        record = replace(record, **given)
        new = replace(held, version=held.version + 1, consents=(*held.consents, record))
        self._monkeypatch.setattr(documents, "now_ms", lambda: at + late * DAY)
        with writing(self._engine) as conn:
            if proof:
                receipts.keep_evidence(conn, {(self.who, fingerprint(proof)): proof}, at + late * DAY)
            claim = Claim("w" * 64, fingerprint(proof) if proof else "")
            save_customers(conn, [(held, new)], {(self.who, record.id): claim})
        return record.id


@pytest.fixture
def ana(company: Engine, monkeypatch: pytest.MonkeyPatch) -> Spoken:
    return Spoken(company, monkeypatch)


@pytest.fixture
def ask(office_url: str, capsys: pytest.CaptureFixture[str]) -> Any:
    """Ask the command line."""

    def run(*words: str) -> Any:
        assert main([*words, "--database", office_url, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return run


def _old(ask: Any, *words: str) -> int:
    """How many receipts and signatures would go."""
    (count,) = (each["count"] for each in ask("retention", *words)["kinds"] if each["kind"] == "consent_proofs")
    return int(count)


def _left(engine: Engine) -> list[bool]:
    """Of each receipt whether it still says something."""
    return [row["state"] != "" for row in sorted(rows(engine, consent_receipts), key=lambda row: row["seq"])]


def test_what_proves_a_yes_goes_five_years_after_it_ended_and_the_no_stays(
    ana: Spoken, company: Engine, ask: Any
) -> None:
    yes = ana.said("granted", KEPT + 400, proof=DRAWING)
    no = ana.said("withdrawn", KEPT + 1)
    before = rows(company, consent_receipts)
    assert [_old(ask) for _ in range(2)] == [2, 2]
    assert (rows(company, consent_receipts), _left(company)) == (before, [True, True]), "a look touches nothing"
    assert ask("retention", "--apply")["deleted"] == {"consent_proofs": 2}
    assert (_left(company), rows(company, consent_evidence), _old(ask)) == ([False, True], [], 0)
    emptied = min(rows(company, consent_receipts), key=lambda row: row["seq"])
    said = {name: value for name, value in emptied.items() if value not in ("", 0, "[]")}
    assert said.keys() == {"customer_id", "seq", "record_id", "previous", "hash", "forgotten_at"}
    with reading(company) as conn:
        assert receipts.verify(conn) == receipts.Verified(1, 2, 0, forgotten=1)
        assert entries(conn)[-1]["details"] == {"consent_proofs": 2}
        told = gather(conn, ana.who, now_ms())
    assert told is not None
    assert [record.id for record in at_head_office(company, ana.who).consents] == [yes, no]
    assert ask("consents", "verify")["forgotten"] == 1
    assert [receipt["forgotten_at"] > 0 for receipt in ask("consents", "show", ana.who)["receipts"]] == [True, False]
    assert ana.said("granted", 0, no)
    with reading(company) as conn:
        assert receipts.verify(conn).broken is None, "the chain goes on over it"


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_counts_or_ended_not_long_ago_stays(ana: Spoken, company: Engine, ask: Any) -> None:
    ana.said("granted", KEPT + 400, proof=DRAWING)
    ana.said("withdrawn", KEPT - 1)
    assert _old(ask) == 0
    assert ask("retention", "--apply")["deleted"] == {}
    assert (_left(company), len(rows(company, consent_evidence))) == ([True, True], 1)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("ago", "late", "more", "goes"),
    [
        (KEPT + MONTHS_36 + 1, 0, {}, True),  # trusted for three years, then five
        (KEPT + MONTHS_36 - 3, 0, {}, False),
        (KEPT + 500, 0, {"expires": "2001-01-01"}, True),
        (KEPT + MONTHS_36 + 1, MONTHS_36 + 2, {}, False),  # it arrived when it had ended: only then could it be proved
        (9_000, 0, {"state": "withdrawn"}, False),  # a no counts for ever
    ],
)
def test_a_yes_ends_by_itself_and_a_no_does_not(
    ana: Spoken, ask: Any, ago: int, late: int, more: dict[str, Any], goes: bool
) -> None:
    given = {"state": "granted", **more}
    ana.said(given.pop("state"), ago, late=late, **given)
    assert _old(ask) == goes


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_was_never_confirmed_ends_after_a_month_and_a_no_with_the_next_one(ana: Spoken, ask: Any) -> None:
    ana.said("pending", KEPT + 29)
    assert _old(ask) == 0
    ana.said("pending", KEPT + 32)
    assert _old(ask) == 1
    ana.said("withdrawn", KEPT + 500, channel="sms")
    ana.said("withdrawn", KEPT + 400, channel="email")
    assert _old(ask) == 1
    ana.said("withdrawn", KEPT + 400, channel="sms")
    assert _old(ask) == 2


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_signature_stays_while_anything_needs_it(ana: Spoken, company: Engine, ask: Any) -> None:
    ana.said("granted", KEPT + MONTHS_36 + 100, proof=DRAWING)
    ana.said("granted", 100, proof=DRAWING, channel="sms")
    assert ask("retention", "--apply")["deleted"] == {"consent_proofs": 1}
    assert (_left(company), len(rows(company, consent_evidence))) == ([False, True], 1)
    with reading(company) as conn:
        assert receipts.verify(conn).broken is None


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_company_says_how_long_but_a_year_at_least(
    ana: Spoken, company: Engine, ask: Any, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ana.said("granted", 800)
    ana.said("withdrawn", 400)
    assert [_old(ask), _old(ask, "--set", "consent_proofs=365"), _old(ask, "--set", "consent_proofs=0")] == [0, 1, 0]
    with pytest.raises(SystemExit):
        main(["retention", "--set", "consent_proofs=364", "--database", office_url])
    assert "365 days at least" in capsys.readouterr().err
    assert _left(company) == [True, True]


def test_the_database_lets_nobody_empty_what_is_young_or_still_named(ana: Spoken, company: Engine) -> None:
    ana.said("granted", 300, proof=DRAWING)
    emptied = "UPDATE consent_receipts SET state = '', wording = '', evidence = '', forgotten_at = :now"
    for statement in (emptied, f"{emptied}, hash = 'x'", "DELETE FROM consent_evidence"):
        with pytest.raises(DBAPIError, match="append-only"), writing(company) as conn:
            conn.execute(text(statement), {"now": now_ms()} if ":now" in statement else {})
    with writing(company) as conn:
        assert erase(conn, ana.who, now_ms())
    for table in (consent_receipts, consent_chains, consent_evidence):
        assert rows(company, table) == []


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_was_emptied_too_early_past_the_triggers_is_found(ana: Spoken, company: Engine) -> None:
    ana.said("granted", 300)
    with company.connect() as conn:
        conn.execute(text("DROP TRIGGER consent_receipts_update"))
        conn.execute(text("UPDATE consent_receipts SET state = '', forgotten_at = :now"), {"now": now_ms()})
        broken = receipts.verify(conn).broken
        conn.rollback()
    assert broken is not None
    assert (broken.seq, broken.why) == (1, "profile")
