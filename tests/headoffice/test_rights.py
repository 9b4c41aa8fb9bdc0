"""What customers ask for, by command: two people for each, everything in the files, nothing left after an erasure."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import logging
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from reportlab.platypus import Paragraph
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from clienteling.domain import operations as o
from clienteling.domain.customer import ContactPoint, FieldValue
from clienteling.domain.history import Cart, Order, OrderLine, Wishlist
from clienteling.domain.ids import new_id
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.cli import rights as command
from headoffice.clock import now_ms
from headoffice.db.columns import metadata
from headoffice.db.engine import reading, writing
from headoffice.profile.history import save
from headoffice.rights import erasing, paper, requests
from headoffice.rights.access import Held, gather
from headoffice.rights.ledger import VARIABLE
from headoffice.rights.words import LANGUAGES
from headoffice.sync.erasure import erase
from tests.headoffice.tablet import BY, Tablet, at_head_office, change, customer
from tests.headoffice.test_erasure import SECRET, everywhere

HOSTILE = "<img src='file:///etc/passwd'/> & <b>x"


class Desk:
    """Head office's command line, with somebody sitting at it."""

    def __init__(self, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._url = url
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def says(self, who: str, *words: str, typed: str = "") -> tuple[int, dict[str, Any]]:
        """Exit code and answer of ``rights``."""
        self._monkeypatch.setattr(command, "person", lambda: who)
        self._monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main(["rights", *words, "--database", self._url, "--json"])
        return code, json.loads(self._capsys.readouterr().out)

    def agreed(self, kind: str, customer_id: str) -> str:
        """A request that two people stand behind."""
        request = self.says("ana", "ask", customer_id, "--kind", kind)[1]["request"]["id"]
        assert self.says("ben", "agree", request)[0] == 0
        return str(request)


@pytest.fixture
def desk(office_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "erasures"))
    return Desk(office_url, monkeypatch, capsys)


@pytest.fixture
def aurelia(tablet: Tablet, company: Engine) -> str:
    who, alias = customer(company), customer(company)
    mail = ContactPoint(new_id(), "email", "aurelia@example.com", BY, version=2)
    change(company, who, fields={**who.fields, "name": FieldValue(SECRET, BY, 2)}, contacts=(mail,))
    change(company, alias, merged_into=who.id)
    tablet.push(
        tablet.op(o.NoteAdd(who.id, f"{SECRET} 0 {HOSTILE}"), new_id()),
        tablet.op(o.NoteAdd(who.id, "=cmd|' /C calc'!A0"), new_id()),
        tablet.op(o.ConsentSet(new_id(), "marketing", "email", "withdrawn"), who.id),
        tablet.op(o.PreferenceSet(new_id(), "color", "=1+1"), who.id),
    )
    return who.id


def test_it_takes_two_people_and_one_of_them_carries_it_out(aurelia: str, desk: Desk, company: Engine) -> None:
    code, said = desk.says("ana", "ask", aurelia, "--kind", "erasure")
    request = said["request"]["id"]
    assert (code, said["request"]["state"]) == (0, "asked")
    assert desk.says("eva", "ask", aurelia, "--kind", "erasure")[1]["request"]["id"] == request, "it is asked once"
    for who, words, why in (
        ("ana", ("agree", request), "yourself"),
        ("ana", ("carry-out", request, "--yes"), "second person"),
        ("ben", ("carry-out", request, "--yes"), "second person"),
    ):
        code, said = desk.says(who, *words)
        assert (code, why in said["error"]) == (2, True)
    assert desk.says("ben", "agree", request)[0] == 0
    for who, words, why in (
        ("eva", ("agree", request), "agreed to already"),
        ("eva", ("carry-out", request, "--yes"), "two people"),
        ("ana", ("carry-out", request), "not the same identifier"),
    ):
        code, said = desk.says(who, *words, typed="yes\n")
        assert (code, why in said["error"]) == (2, True)
    assert at_head_office(company, aurelia).id == aurelia
    code, said = desk.says("ana", "carry-out", request, typed=f"{aurelia}\n")
    assert (code, said["erased"]) == (0, {"customer": 2, "note": 2})
    assert "carried out" in desk.says("ben", "carry-out", request, "--yes")[1]["error"]


def test_who_was_refused_and_never_came_to_be_can_be_erased_and_nothing_else(
    tablet: Tablet, desk: Desk, company: Engine
) -> None:
    who = new_id()
    nowhere = {"name": SECRET, "home_store": new_id()}
    tablet.push(tablet.op(o.CustomerCreate(nowhere), who), tablet.op(o.NoteAdd(who, f"{SECRET} likes red"), new_id()))
    assert desk.says("ana", "ask", who, "--kind", "access")[0] == 2
    request = desk.agreed("erasure", who)
    code, said = desk.says("ben", "carry-out", request, "--yes")
    assert (code, said["erased"]) == (0, {"refused": 2})
    assert everywhere(company, SECRET) == []
    assert "rights_requests" not in everywhere(company, who)
    assert desk.says("ana", "ask", who, "--kind", "erasure")[0] == 2


def test_nothing_is_left_of_who_was_erased_but_that_it_was_done(
    aurelia: str, desk: Desk, company: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    request = desk.agreed("erasure", aurelia)
    assert desk.says("ben", "carry-out", request, "--yes")[0] == 0
    assert SECRET not in caplog.text
    assert everywhere(company, SECRET) == everywhere(company, "aurelia@example.com") == []
    (held,) = desk.says("eva", "list", "--all")[1]["requests"]
    assert (held["customer"], held["state"], held["asked_by"], held["done_by"]) == ("", "done", "ana", "ben")
    with reading(company) as conn:
        told = [act["action"] for act in entries(conn, subject=aurelia)]
    assert told == ["rights.ask", "rights.agree", "customer.erase"]


def test_who_cannot_be_asked_for_is_said(company: Engine, desk: Desk) -> None:
    survivor, alias = customer(company), customer(company)
    change(company, alias, merged_into=survivor.id)
    for wrong, why in ((new_id(), "No customer has"), ("Aurelia", "32 hexadecimal"), (alias.id, survivor.id)):
        code, said = desk.says("ana", "ask", wrong, "--kind", "erasure")
        assert (code, why in said["error"]) == (2, True)
    assert "--kind" in desk.says("ana", "ask", survivor.id)[1]["error"]
    assert "No request" in desk.says("ana", "agree", new_id())[1]["error"]
    assert desk.says("ana", "list")[1]["requests"] == []


def test_what_is_refused_is_closed(company: Engine, desk: Desk) -> None:
    who = customer(company).id
    request = desk.agreed("access", who)
    assert desk.says("eva", "refuse", request)[1]["request"]["state"] == "refused"
    assert "refused already" in desk.says("ana", "carry-out", request)[1]["error"]
    assert "closed already" in desk.says("ana", "refuse", request)[1]["error"]
    assert desk.says("ana", "ask", who, "--kind", "access")[1]["request"]["id"] != request


class _Deadlock(Exception):
    sqlstate = "40P01"


def test_a_deadlock_is_no_end(company: Engine, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    who, tries = customer(company), [0]
    request = desk.agreed("erasure", who.id)

    def meeting(*args: object) -> bool:
        tries[0] += 1
        if tries[0] != 3:
            raise OperationalError("", {}, _Deadlock())
        return erase(*args)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(erasing, "erase", meeting)
    assert desk.says("ana", "carry-out", request, "--yes")[0] == 0
    assert tries == [3]


def test_all_that_is_held_is_in_the_files(aurelia: str, desk: Desk, company: Engine, tmp_path: Path) -> None:
    main_folder = tmp_path / "answer"
    request = desk.agreed("access", aurelia)
    code, said = desk.says("ana", "carry-out", request, "--out", str(main_folder), "--language", "es")
    assert (code, said["files"]) == (0, ["everything.json", "everything.pdf"])
    told = json.loads((main_folder / "everything.json").read_text(encoding="utf-8"))
    assert told["customer"]["customer"]["contacts"][0]["value"] == "aurelia@example.com"
    assert [consent["state"] for consent in told["customer"]["customer"]["consents"]] == ["withdrawn"]
    assert {note["text"] for note in told["customer"]["history"]["note"]} >= {f"{SECRET} 0 {HOSTILE}"}
    assert len(told["merged"]) == 1
    assert [act["action"] for act in told["seen"]] == ["rights.ask", "rights.agree"]
    assert [held["kind"] for held in told["requests"]] == ["access"]
    assert (main_folder / "everything.pdf").read_bytes().startswith(b"%PDF-")
    for file in main_folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = desk.agreed("access", aurelia)
    assert "does not exist yet" in desk.says("ana", "carry-out", again, "--out", str(main_folder))[1]["error"]
    assert "--out" in desk.says("ana", "carry-out", again)[1]["error"]
    with reading(company) as conn:
        assert "rights.export" in [act["action"] for act in entries(conn, subject=aurelia)]


def _about_customers() -> set[str]:
    """The tables that refer to a customer, or to something that does."""
    found = {"customers"}
    while more := {
        name
        for name, table in metadata.tables.items()
        if name not in found
        and ("customer_id" in table.c or any(key.column.table.name in found for key in table.foreign_keys))
    }:
        found |= more
    return found


NOT_TOLD = {
    "customer_bodies",  # the same once more, as tablets get it
    "consent_chains",  # the sum over the receipts, which are told
    "erasure_receipts",  # of a request to erase; whoever was erased is in none
}


def test_every_table_about_a_customer_is_asked_for_the_answer(aurelia: str, company: Engine) -> None:
    asked: list[str] = []

    def watched(_conn: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    line = (OrderLine("Coat", 1, 100),)
    with writing(company) as conn:
        save(conn, "order", [Order(new_id(), aurelia, "7", "web", 1, "EUR", 100, line)])
        save(conn, "cart", [Cart(new_id(), aurelia, 1, "EUR", line)])
        save(conn, "wishlist", [Wishlist(new_id(), aurelia, 1, "EUR", line)])
    event.listen(company, "before_cursor_execute", watched)
    try:
        with reading(company) as conn:
            assert gather(conn, aurelia, now_ms())
    finally:
        event.remove(company, "before_cursor_execute", watched)
    words = set(re.findall(r"\w+", " ".join(asked)))
    assert _about_customers() - words == NOT_TOLD


def test_which_topics_their_notes_touch_is_told(aurelia: str, tablet: Tablet, company: Engine) -> None:
    note = new_id()
    tablet.push(tablet.op(o.NoteAdd(aurelia, "She has diabetes and takes insulin"), note))
    with reading(company) as conn:
        held = gather(conn, aurelia, now_ms())
    assert held
    (review,) = held.customer["note_reviews"]
    assert (review["note_id"], review["topics"], review["kept_at"]) == (note, ["health"], 0)
    assert review["found_at"] > 0


class _Struck(BaseException):
    """The process ends at once."""


@pytest.mark.parametrize("dies", ["_write", "finish"])
def test_an_export_stands_in_the_audit_log_before_anything_is_on_the_disk(
    aurelia: str, desk: Desk, company: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies: str
) -> None:
    request, folder = desk.agreed("access", aurelia), tmp_path / "answer"

    def acts() -> list[str]:
        with reading(company) as conn:
            return [act["action"] for act in entries(conn, subject=aurelia)]

    def struck(*_: object) -> None:
        assert acts() == ["rights.ask", "rights.agree", "rights.export_begin"]
        raise _Struck

    with monkeypatch.context() as patched:
        patched.setattr(command if dies == "_write" else requests, dies, struck)
        with pytest.raises(_Struck):
            desk.says("ben", "carry-out", request, "--out", str(folder))
    assert folder.exists() is (dies == "finish")
    assert acts()[-1] == "rights.export_begin"
    assert desk.says("ben", "carry-out", request, "--out", str(tmp_path / "again"))[0] == 0
    assert acts()[2:] == ["rights.export_begin", "rights.export_begin", "rights.export"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_takes_whatever_was_typed(
    aurelia: str, tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    texts = ["مريم 山田", "x" * 20_000, "]]></para><para>", HOSTILE * 300, "\u202e\u0000a\tb\nc"]
    with reading(company) as conn:
        held = gather(conn, aurelia, now_ms())
    assert held is not None
    notes = [{"id": new_id(), "text": text, "at": -(10**17)} for text in texts]
    main_part = {**held.customer, "history": {**held.customer["history"], "note": notes}}
    shown: list[str] = []

    def watched(text: str, style: object) -> Paragraph:
        shown.append(text)
        return Paragraph(text, style)

    monkeypatch.setattr(paper, "Paragraph", watched)
    changed = Held(**{name: getattr(held, name) for name in held.__struct_fields__} | {"customer": main_part})
    assert len(paper.pdf(changed, language, "everything.json")) > 5_000
    assert not any("<img" in text or "<b>" in text for text in shown)
    assert any("&lt;img" in text for text in shown)
    assert any("everything.json" in text and "?" in text for text in shown), "what the typeface lacks is told"


def test_what_is_taken_along_is_what_they_told_and_did(aurelia: str, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "along"
    request = desk.agreed("portability", aurelia)
    assert desk.says("ben", "carry-out", request, "--out", str(folder))[0] == 0
    everything = "".join(file.read_text(encoding="utf-8") for file in folder.iterdir())
    assert SECRET in everything
    assert "calc" not in everything, "what sellers wrote is theirs"
    told = json.loads((folder / "portable.json").read_text(encoding="utf-8"))
    assert told["preferences"][0]["value"] == "=1+1"
    with (folder / "preferences.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["value"] == "'=1+1", "no spreadsheet may take it for a formula"


@pytest.mark.parametrize(
    ("asked", "due"), [("2026-01-31", "2026-02-28"), ("2026-11-30", "2026-12-30"), ("2026-12-31", "2027-01-31")]
)
def test_a_request_is_due_after_a_month(asked: str, due: str) -> None:
    at = int(dt.datetime.fromisoformat(f"{asked}T12:00:00+00:00").timestamp() * 1000)
    held = requests.Request("r", "access", "c", "ana", at, "", 0, "", 0, "", 0)
    assert held.due.isoformat() == due
