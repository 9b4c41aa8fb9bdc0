"""After a backup was put back, or a standby promoted, what tablets saw before is not taken for what is there since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, update

from clienteling.domain import operations as o
from clienteling.domain.customer import FieldValue
from clienteling.domain.history import Note
from clienteling.domain.ids import new_id
from clienteling.domain.provenance import from_source
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.db.epoch import least_version, mark_restored
from headoffice.db.sync_tables import hub
from headoffice.profile import history
from headoffice.sources import shopify_customers
from headoffice.sync.feed import publish
from tests.headoffice.sources.office import bring_in, customers
from tests.headoffice.sources.shop_files import NEW, export
from tests.headoffice.sources.test_shopify import LUCIA
from tests.headoffice.tablet import Tablet, at_head_office, change, customer, entity
from tests.headoffice.test_push import statuses


def put_back(engine: Engine) -> None:
    with writing(engine) as conn:
        mark_restored(conn)


def promoted(engine: Engine) -> None:
    """As on a server that has a timeline of its own since the last write."""
    with writing(engine) as conn:
        conn.execute(update(hub).values(life=hub.c.life - 1))


@pytest.mark.parametrize("begin", [put_back, promoted])
def test_an_earlier_word_that_arrives_later_replaces_nothing_silently(
    tablet: Tablet, company: Engine, begin: Callable[[Engine], None]
) -> None:
    """Before: A read version 39 and wrote 40; B read that and wrote 41. The backup is of version 1; B is back first."""
    ana = customer(company)
    second = Tablet(tablet.client, company)
    begin(company)
    assert statuses(second.push(second.op(o.FieldSet("name", "B, who had read A"), ana.id, base=40))) == ["applied"]
    assert statuses(tablet.push(tablet.op(o.FieldSet("name", "A, earlier"), ana.id, base=39))) == ["conflict"]
    after = at_head_office(company, ana.id)
    assert after.fields["name"].value == "B, who had read A"
    assert [p.value for p in after.proposals] == ["A, earlier"]


def test_no_words_of_a_note_go_and_a_removal_takes_back_only_what_it_saw(tablet: Tablet, company: Engine) -> None:
    ana, note = customer(company), new_id()
    second = Tablet(tablet.client, company)
    tablet.push(tablet.op(o.NoteAdd(ana.id, "first"), note))
    put_back(company)
    assert statuses(second.push(second.op(o.NoteEdit("B, who had read A"), note, base=7))) == ["applied"]
    third = Tablet(tablet.client, company)
    assert statuses(third.push(third.op(o.NoteEdit("A, earlier"), note, base=6))) == ["merged"]
    assert statuses(tablet.push(tablet.op(o.NoteRemove(), note, base=5))) == ["merged"]
    held = entity(company, "note", note)
    assert {held.text, *held.others} == {"A, earlier", "B, who had read A"}
    assert not held.removed


def test_what_an_import_says_after_it_was_not_seen_before_it(tablet: Tablet, company: Engine, tmp_path: Path) -> None:
    bring_in(company, shopify_customers.reader(export(tmp_path / "c.csv", NEW, LUCIA)), tmp_path / "r.csv")
    held = customers(company)["Lucía Ferrer"]
    change(company, held, fields={**held.fields, "home_store": FieldValue(tablet.me.store, from_source("crm", 1), 2)})
    put_back(company)
    corrected = {**LUCIA, "First Name": "Corrected"}
    bring_in(company, shopify_customers.reader(export(tmp_path / "c2.csv", NEW, corrected)), tmp_path / "r.csv")
    results = tablet.push(tablet.op(o.FieldSet("name", "Typo"), held.id, base=40))
    assert statuses(results) == ["conflict"]
    assert at_head_office(company, held.id).fields["name"].value.startswith("Corrected")


def test_what_was_there_in_the_backup_counts_as_seen(tablet: Tablet, company: Engine) -> None:
    """Who worked on with what the backup holds is not told of a conflict that there is none of."""
    ana = customer(company)
    put_back(company)
    assert statuses(tablet.push(tablet.op(o.FieldSet("name", "Ana María"), ana.id, base=1))) == ["applied"]


def test_each_life_is_above_those_before_and_goes_on_by_itself(company: Engine) -> None:
    with writing(company) as conn:
        assert least_version(conn) == 0
    lives = []
    for begin in (put_back, promoted, put_back):
        begin(company)
        with writing(company) as conn:
            lives.append(least_version(conn))
        with writing(company) as conn:
            assert least_version(conn) == lives[-1]
    assert lives == sorted(set(lives))
    assert lives[0] > 1_000_000_000_000
    assert lives[-1] <= now_ms() + len(lives)


def test_a_note_that_is_brought_in_goes_by_it_too(company: Engine) -> None:
    ana = customer(company)
    put_back(company)
    with writing(company) as conn:
        least = least_version(conn)
        note = Note(new_id(), ana.id, "From the shop", from_source("shopify", 1))
        publish(conn, history.save(conn, "note", [note], least=least))
    assert entity(company, "note", note.id).version == least
