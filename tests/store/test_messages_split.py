"""A tablet whose app told text messages and WhatsApp together is updated: nothing is downloaded, nothing is lost."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from clienteling.domain import operations as op
from clienteling.domain.customer import ConsentRecord, Customer
from clienteling.store import tablet as tablet_file
from clienteling.store.search.facets import character, consent
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, Filters
from tests.encrypted import connect
from tests.store.images import everything
from tests.store.people import CENTRO, ELENA, NOW, WEB, company, customer, enrolled, names, oid, pull

_STATES = ("", "granted", "withdrawn", "pending")


def _people() -> list[Customer]:
    """One for each pair of answers, and one who said something about e-mails alone."""
    made = []
    for n, (sms, whatsapp) in enumerate(itertools.product(_STATES, _STATES)):
        said = (("sms", sms), ("whatsapp", whatsapp), ("email", "granted" if n % 3 else ""))
        records = tuple(
            ConsentRecord(oid(f"{n}{channel}"), "marketing", channel, state, WEB)  # type: ignore[arg-type]
            for channel, state in said
            if state
        )
        made.append(customer(f"Person {n:02}", bought=NOW - n, consents=records))
    return made


_NEAR = ("facet", "row", "text")


def _as_before(directory: Path) -> None:
    """Make the closed file one of the app before: a column and a mark for both."""
    connection = connect(directory / "replica.db")
    held = {name: character(number) for number, name in connection.execute("SELECT id, name FROM facet")}
    number = len(held) + 1
    connection.execute("INSERT INTO facet(id, name) VALUES (?, 'consent:message')", (number,))
    apart = {held[name] for means in ("sms", "whatsapp") if (name := consent(means)) in held}
    for rank, doc, *days in connection.execute(
        "SELECT rank, doc, whatsapp_until, sms_until FROM search_row"
    ).fetchall():
        message = -1 if -1 in days else max(days)
        words = [word for word in doc.split() if word not in apart]
        old = " ".join([*words, *([character(number)] if message > 0 else [])])
        connection.execute("UPDATE search_row SET doc = ?, whatsapp_until = ? WHERE rank = ?", (old, message, rank))
        connection.execute("DELETE FROM search_text WHERE rowid = ?", (rank,))
        connection.execute("INSERT INTO search_text(rowid, doc) VALUES (?, ?)", (rank, old))
    # What later steps have made, the app before has not.
    for kind, name in (("TRIGGER", "near_added"), ("TRIGGER", "near_gone"), *(("TABLE", f"near_{n}") for n in _NEAR)):
        connection.execute(f"DROP {kind} {name}")
    connection.execute("ALTER TABLE search_row DROP COLUMN sms_until")
    connection.execute("ALTER TABLE search_row RENAME COLUMN whatsapp_until TO message_until")
    connection.execute(f"PRAGMA user_version = {1 << 16 | 2}")
    connection.close()


def _seen(tablet: Tablet) -> dict[str, Any]:
    """What a seller is shown and finds."""
    rows = {row.name: row.consents for row in tablet.search.query("person", limit=50).rows}
    found = {means: names(tablet, "", filters=Filters(consent=means), limit=50) for means in next(iter(rows.values()))}
    return {"rows": rows, "found": found, "waiting": tablet.journal.waiting().count}


@pytest.fixture
def before(tmp_path: Path) -> tuple[Path, dict[str, Any], dict[str, Any]]:
    """A tablet of the app before with something that waits, what the app of today shows of the same, and its rows."""
    directory, people = tmp_path / "tablet", _people()
    with enrolled(directory) as tablet:
        pull(tablet, *company(), scope="company")
        pull(tablet, *people)
        no = op.ConsentSet(oid("no"), "marketing", "whatsapp", "withdrawn")
        tablet.journal.append([Draft(no, people[5].id, 1)], ELENA, CENTRO, NOW)
        seen, held = _seen(tablet), everything(tablet)
    _as_before(directory)
    return directory, seen, held


def test_entries_of_the_app_before_are_brought_in_line_when_the_tablet_is_opened(
    before: tuple[Path, dict[str, Any], dict[str, Any]],
) -> None:
    directory, seen, held = before
    assert seen["rows"]["Person 05"]["whatsapp"] == "refused"
    assert 0 < len(seen["found"]["whatsapp"]) < len(seen["rows"])
    for _ in range(2):
        with enrolled(directory) as tablet:
            assert _seen(tablet) == seen
            now = everything(tablet)
            assert now["customer"] == held["customer"]
            assert now["meta"] == held["meta"]
            assert tablet.replica.cursor("company") == 5


def test_of_very_many_the_rest_comes_with_the_next_openings_and_nobody_is_found_who_was_not_looked_at(
    before: tuple[Path, dict[str, Any], dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    directory, seen, _ = before
    monkeypatch.setattr(tablet_file, "_AT_AN_OPENING", 4)
    found = []
    for _ in range(4):
        with enrolled(directory) as tablet:
            now = _seen(tablet)
        found.append(len(now["found"]["whatsapp"]) + len(now["found"]["sms"]))
        assert set(now["found"]["whatsapp"]) <= set(seen["found"]["whatsapp"])
        assert set(now["found"]["sms"]) <= set(seen["found"]["sms"])
        assert now["found"]["email"] == seen["found"]["email"]
    assert found == sorted(found)
    assert found[0] < found[-1]
    assert now == seen
