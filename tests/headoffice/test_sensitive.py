"""Notes that touch a sensitive topic: found when they arrive, decided about at head office; the company's own lists."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, select

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from clienteling.domain.sensitive import TOPICS
from clienteling.wire.entities import decode_body
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.db import tables
from headoffice.db.engine import reading, writing
from headoffice.sync.erasure import erase
from tests.headoffice.tablet import NORTH, Tablet, customer, entity
from tests.headoffice.test_erasure import everywhere
from tests.headoffice.test_feed import check_sums

HERE = f"store:{NORTH}"
OWN = {"key": "pets", "labels": {"en": "Pets"}, "words": {"en": ["dog", "cat*"]}}


class Office:
    """Head office's command line over one database."""

    def __init__(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self._url = url
        self._capsys = capsys

    def ask(self, *words: str) -> tuple[int, Any]:
        """Exit code and answer."""
        code = main([*words, "--database", self._url, "--json"])
        return code, json.loads(self._capsys.readouterr().out)

    def waiting(self) -> dict[str, list[str]]:
        """Note -> topics, as listed."""
        code, said = self.ask("flagged-notes")
        assert code == 0
        return {note["note"]: note["topics"] for note in said["notes"]}


@pytest.fixture
def at_office(office_url: str, capsys: pytest.CaptureFixture[str]) -> Office:
    """Return the command line."""
    return Office(office_url, capsys)


def _note(tablet: Tablet, who: str, text: str) -> str:
    note = new_id()
    (result,) = tablet.push(tablet.op(o.NoteAdd(who, text), note))
    assert result.status == "applied"
    return note


def test_what_a_note_touches_is_flagged_until_somebody_decides(
    tablet: Tablet, company: Engine, at_office: Office
) -> None:
    who = customer(company).id
    ill, rude, fine = (_note(tablet, who, text) for text in ("Está embarazada", "tacaña y gorda", "Talla 38"))
    assert at_office.waiting() == {ill: ["health"], rude: ["insult"]}
    code, said = at_office.ask("flagged-notes", "--show", ill)
    assert (code, said["texts"], said["customer"]) == (0, ["Está embarazada"], who)
    assert at_office.ask("flagged-notes", "--keep", ill)[0] == 0
    assert at_office.waiting() == {rude: ["insult"]}
    assert at_office.ask("flagged-notes", "--remove", rude)[0] == 0
    assert at_office.waiting() == {}
    for wrong in (ill, rude, fine, new_id(), "nothing"):
        for decision in ("--keep", "--remove", "--show"):
            if (wrong, decision) != (ill, "--remove"):
                assert at_office.ask("flagged-notes", decision, wrong)[0] == 2
    assert entity(company, "note", ill).text == "Está embarazada"
    with reading(company) as conn:
        told = [(act["action"], act["subject"]) for act in entries(conn) if act["subject_type"] == "note"]
    assert told == [("note.show", ill), ("note.keep", ill), ("note.remove", rude)]


def test_a_removed_note_leaves_no_word_here_nor_on_the_tablets(
    client: httpx.Client, tablet: Tablet, company: Engine, at_office: Office
) -> None:
    note, beside = _note(tablet, customer(company).id, "Zorrilla is bipolar"), Tablet(client, company)
    beside.push(beside.op(o.NoteEdit("Zorrilla likes red"), note))
    assert at_office.waiting() == {note: ["health"]}, "what an edit left beside the new words counts too"
    assert at_office.ask("flagged-notes", "--remove", note)[0] == 0
    tablet.tail(HERE)
    _, body = tablet.rows[HERE]["note", note]
    held = decode_body("note", body)
    assert (held.removed, held.text, held.others) == (True, "", ())
    assert "notes" not in everywhere(company, "Zorrilla")
    with reading(company) as conn:
        check_sums(conn)


def test_words_put_differently_are_flagged_no_more_and_the_same_again_is_asked_again(
    tablet: Tablet, company: Engine, at_office: Office
) -> None:
    note = _note(tablet, customer(company).id, "is diabetic")
    (edited,) = tablet.push(
        tablet.op(o.NoteEdit("no sweets, please"), note, base=entity(company, "note", note).version)
    )
    assert (edited.status, at_office.waiting()) == ("applied", {})
    tablet.push(tablet.op(o.NoteEdit("is diabetic"), note, base=edited.version))
    assert at_office.ask("flagged-notes", "--keep", note)[0] == 0
    tablet.push(tablet.op(o.NoteEdit("is diabetic, type 2"), note, base=entity(company, "note", note).version))
    assert at_office.waiting() == {note: ["health"]}
    tablet.push(tablet.op(o.NoteRemove(), note, base=entity(company, "note", note).version))
    assert at_office.waiting() == {}


def test_erasing_a_customer_takes_the_flags_along(tablet: Tablet, company: Engine, at_office: Office) -> None:
    who = customer(company).id
    _note(tablet, who, "is gay")
    assert at_office.waiting()
    with writing(company) as conn:
        assert erase(conn, who, 1)
    with reading(company) as conn:
        assert conn.execute(select(tables.note_reviews)).all() == []


def test_the_companys_lists_take_the_place_of_ours_everywhere(
    tablet: Tablet, company: Engine, at_office: Office, tmp_path: Path
) -> None:
    code, ours = at_office.ask("sensitive-words")
    assert (code, [topic["key"] for topic in ours["topics"]]) == (0, [topic.key for topic in TOPICS])
    who, file = customer(company).id, tmp_path / "topics.json"

    def put(*topics: Any) -> None:
        file.write_text(json.dumps(topics))
        assert at_office.ask("sensitive-words", str(file))[0] == 0

    put(OWN, {**ours["topics"][0], "active": False})
    dog = _note(tablet, who, "has a DOG and cats, is pregnant")
    assert at_office.waiting() == {dog: ["pets"]}
    tablet.tail("company")
    there = {
        eid: decode_body(etype, body) for (etype, eid), (_, body) in tablet.rows["company"].items() if "topic" in etype
    }
    assert {(topic.key, topic.active) for topic in there.values()} == {("pets", True), ("health", False)}
    put({**OWN, "words": {"en": ["horse"]}})
    tablet.tail("company")
    (held,) = (decode_body(etype, body) for (etype, _), (_, body) in tablet.rows["company"].items() if "topic" in etype)
    assert (held.id in there, held.words) == (True, {"en": ("horse",)})
    assert at_office.ask("sensitive-words")[1]["topics"][0]["words"] == {"en": ["horse"]}
    assert len(at_office.ask("sensitive-words", "--ours")[1]["topics"]) == len(TOPICS)
    with reading(company) as conn:
        check_sums(conn)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("no json", "not a list of topics"),
        ("[]", "1 to 100 topics"),
        (json.dumps([OWN, OWN]), "each key once"),
        (json.dumps([{**OWN, "words": {"en": ["a*"]}}]), "three letters"),
        (json.dumps([{**OWN, "colour": "red"}]), "colour"),
        (json.dumps([{**OWN, "key": "Pets!"}]), "small letters"),
        ('["' + "x" * (1 << 20) + '"]', "1 MiB"),
    ],
)
def test_lists_that_make_no_sense_change_nothing(at_office: Office, tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "topics.json"
    file.write_text(content)
    code, said = at_office.ask("sensitive-words", str(file))
    assert (code, says in said["error"]) == (2, True)
    assert at_office.ask("sensitive-words", str(tmp_path / "missing.json"))[0] == 2
    assert len(at_office.ask("sensitive-words")[1]["topics"]) == len(TOPICS)
