"""Deciding between two values when the question is no longer quite what it was; operations that cannot be read."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
import pytest
from msgspec.structs import replace

from clienteling.domain import operations as op
from clienteling.domain.catalogue import Store
from clienteling.domain.errors import Rejected
from clienteling.services import deciding, operation_words
from clienteling.services.moment import moment_in
from clienteling.store.values import ConflictItem
from tests.domain.makers import CUSTOMER, IMPORTED, operation
from tests.services.shop import EDGAR, MARGARITA, NOW, Shop, people

MAIL, DATE, GONE = "90" * 16, "70" * 16, "9f" * 16


def _conflict(
    target: str, yours: str, theirs: str, kept: Literal["yours", "theirs"] = "yours", args: Any = None
) -> ConflictItem:
    written = operation(args or op.FieldSet("name", yours), MARGARITA)
    return ConflictItem(written, MARGARITA, target, yours, theirs, IMPORTED, kept, "", "open", NOW)


def _steps(conflict: ConflictItem, keep: Literal["yours", "theirs"]) -> list[Any]:
    return [step.args for step in deciding.steps(conflict, people()[0], keep, {"color"})]


@pytest.mark.parametrize(
    ("conflict", "keep", "expected"),
    [
        (_conflict("field:language", "es", "pt"), "theirs", [op.FieldSet("language", "pt")]),
        (_conflict("field:name", "Ana", "Eva", "theirs"), "yours", [op.FieldSet("name", "Ana")]),
        (_conflict(f"contact:{MAIL}", "a@x.co", "b@x.co", "theirs"), "yours", [op.ContactCorrect(MAIL, "a@x.co")]),
        (_conflict(f"contact:{MAIL}", "", "b@x.co", "theirs"), "yours", [op.ContactRemove(MAIL)]),
        (_conflict("preference:size.shoe", "38", ""), "theirs", []),
        (_conflict(f"date:{DATE}", "", "2010-11-27"), "theirs", [op.DateSet(DATE, "anniversary", 11, 27, 2010)]),
        (_conflict(f"date:{DATE}", "2010-11-27", ""), "theirs", [op.DateRemove(DATE)]),
        (_conflict("field:name", "Ana", "Eva"), "yours", []),
    ],
)
def test_what_makes_the_chosen_value_stand(conflict: ConflictItem, keep: Any, expected: list[Any]) -> None:
    assert _steps(conflict, keep) == expected


def test_a_date_that_is_gone_comes_back_as_the_kind_it_was() -> None:
    asked = op.DateSet(GONE, "child", 7, 1)
    conflict = _conflict(f"date:{GONE}", "0000-07-01", "0000-07-02", args=asked)
    assert _steps(conflict, "theirs") == [op.DateSet(GONE, "child", 7, 2)]
    removed = _conflict(f"date:{GONE}", "", "0000-07-02", args=op.DateRemove(GONE))
    assert _steps(removed, "theirs") == [op.DateSet(GONE, "other", 7, 2)]


@pytest.mark.parametrize(
    ("target", "known", "unknown"),
    [
        ("field:name", "name", "name"),
        ("preference:color", "color", "color"),
        (f"contact:{MAIL}", "email", ""),
        (f"contact:{GONE}", "", ""),
        (f"date:{DATE}", "anniversary", ""),
    ],
)
def test_what_two_values_are_of(target: str, known: str, unknown: str) -> None:
    conflict = _conflict(target, "a", "b")
    assert deciding.subject(conflict, people()[0]) == known
    assert deciding.subject(conflict, None) == unknown


def test_an_operation_of_a_newer_app_is_listed_without_details() -> None:
    newer = replace(operation(op.TagAdd("aa" * 16, "vip")), args=msgspec.Raw(b'{"colour":"red"}'))
    assert operation_words.detail(newer, None, {}, "") == ""
    assert operation_words.correctable(newer) == {}
    with pytest.raises(Rejected):
        operation_words.corrected(newer, {})


def test_a_removal_says_what_it_took_while_that_is_still_known(elena: Shop) -> None:
    customer = people()[0]
    assert operation_words.detail(operation(op.ContactRemove(MAIL)), customer, {}, "") == "margarita@example.com"
    assert operation_words.detail(operation(op.ContactRemove(GONE)), customer, {}, "") == ""
    assert operation_words.detail(operation(op.PreferenceRemove(GONE)), customer, {}, "") == ""
    assert operation_words.detail(operation(op.DateRemove(DATE)), customer, {}, "") == ""
    assert operation_words.detail(operation(op.PreferenceRemove(GONE)), None, {}, "") == ""
    edit = operation(op.NoteEdit("words"), GONE)
    assert operation_words.customer_of(elena.tablet, edit) == ""
    elena.services.enrichments.add_note(EDGAR, "first")
    note = elena.tablet.journal.outbox()[0].entity_id
    assert operation_words.customer_of(elena.tablet, operation(op.NoteEdit("words"), note)) == EDGAR


@pytest.mark.parametrize("zone", ["Nowhere/Land", "", "../../etc/passwd", "\x00"])
def test_a_store_in_an_unknown_time_zone_has_the_tablets_day(zone: str) -> None:
    there = moment_in(Store(CUSTOMER, "X", "X", timezone=zone), NOW)
    assert there.today == moment_in(None, NOW).today
