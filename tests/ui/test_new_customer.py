"""New customer on a real tablet: what is saved as one group, likely duplicates, refusals, and words that stay."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from clienteling.domain.customer import Customer
from clienteling.domain.notices import fingerprint
from clienteling.domain.operations import decode_args
from tests.ui import scene
from tests.ui.boutique import ELENA, MARGARITA, MARTA, PIN
from tests.ui.hands import customer, find, focused, press, tap, type_text, waiting
from tests.ui.shots import LANDSCAPE, PORTRAIT, Look, settle

if TYPE_CHECKING:
    from clienteling.ui.viewmodels.new_customer_model import NewCustomerModel
    from tests.ui.stage import Stage


def form(stage: Stage) -> NewCustomerModel:
    """The form's view-model."""
    return stage.app.newCustomer


def saved(stage: Stage) -> Customer:
    """The customer that was made, with what waits folded in."""
    operation = next(o for o in stage.tablet.journal.outbox() if o.kind == "customer.create")
    held = stage.tablet.projection.customer(operation.entity_id).entity
    assert isinstance(held, Customer)
    return held


def shown(stage: Stage, look: Look | None = None) -> None:
    """The window with the empty form."""
    stage.show(look)
    stage.app.show("new")
    stage.rest()


def looked(stage: Stage) -> None:
    """The duplicates have been looked for."""
    settle(200)
    stage.rest()


def test_typed_with_enter_from_field_to_field_and_saved_as_one_group(stage: Stage) -> None:
    shown(stage)
    find(stage, "new.name").forceActiveFocus()
    type_text(stage, "Nuria Peña")
    press(stage, Qt.Key.Key_Return)
    assert focused(stage) == "new.phone"
    type_text(stage, "+34 612 345 987")
    press(stage, Qt.Key.Key_Return)
    assert focused(stage) == "new.email"
    type_text(stage, "nuria@example.org")
    press(stage, Qt.Key.Key_Return)
    assert focused(stage) == "new.language"
    find(stage, "new.birthday").forceActiveFocus()
    type_text(stage, "29")
    press(stage, Qt.Key.Key_Tab)
    type_text(stage, "2")
    tap(stage, "new.no.email")
    asked = find(stage, "new.wording").property("text")
    tap(stage, "new.save")
    made = saved(stage)
    assert made.value("name") == "Nuria Peña"
    said = next(o for o in stage.tablet.journal.outbox() if o.kind == "consent.set")
    assert decode_args(said).wording == fingerprint(asked)
    assert {(c.kind, c.value) for c in made.contacts} == {
        ("phone", "+34612345987"),
        ("email", "nuria@example.org"),
    }
    assert [(d.kind, d.month, d.day, d.year) for d in made.dates] == [("birthday", 2, 29, 0)]
    assert [(c.channel, c.state) for c in made.consents] == [("email", "withdrawn")]
    assert [(b.seller, b.role) for b in made.book] == [(ELENA, "primary")]
    assert len({o.group_id for o in stage.tablet.journal.outbox()}) == 1
    assert stage.toasts == ["New customer saved"]
    assert stage.app.section == "customers"
    assert stage.app.profile.customerId == made.id
    assert form(stage).name == ""


def test_words_stay_while_something_else_is_looked_at(stage: Stage) -> None:
    shown(stage)
    form(stage).edit("name", "Margarita Garces")
    form(stage).edit("birthday", "1980-05-17")
    looked(stage)
    tap(stage, "new.itIs")
    assert stage.app.profile.customerId == MARGARITA
    stage.app.show("new")
    stage.rest()
    assert find(stage, "new.name").property("text") == "Margarita Garces"
    assert find(stage, "new.birthday").property("currentValue") == "1980-05-17"
    tap(stage, "new.name")
    find(stage, "new.clear")
    form(stage).clear()
    stage.rest()
    assert find(stage, "new.name").property("text") == ""
    assert find(stage, "new.birthday").property("currentValue") == ""
    assert waiting(stage) == []


def test_likely_duplicates_say_why(stage: Stage) -> None:
    known = {
        "name": ("garces margarita", "same name"),
        "phone": ("600 123 456", "same phone"),
        "email": ("MARGARITA@example.com", "same e-mail"),
    }
    for field, (text, because) in known.items():
        form(stage).clear()
        form(stage).edit(field, text)
        looked(stage)
        rows = form(stage)._likely.rows
        assert [row.key for row in rows] == [MARGARITA], field
        assert because in rows[0].because


def test_not_this_one_goes_and_is_remembered_with_the_new_customer(stage: Stage) -> None:
    shown(stage, Look(size=PORTRAIT))
    form(stage).edit("name", "Margarita Garcés Ibarra")
    looked(stage)
    tap(stage, "new.itIsNot")
    assert not form(stage).hasLikely
    form(stage).save()
    stage.rest()
    operation = next(o for o in stage.tablet.journal.outbox() if o.kind == "customer.create")
    assert MARGARITA.encode() in bytes(operation.args)


def test_what_is_wrong_is_said_beside_its_field(stage: Stage) -> None:
    shown(stage)
    refused = (
        ("email", "nope", "This is not an e-mail address"),
        ("phone", "12", "This is not a phone number"),
        ("name", "x" * 300, "300 characters"),
        ("name", " \x00\x07 ", "needs a name"),
        ("phone", "9" * 200, "200 characters"),
    )
    for field, text, sentence in refused:
        form(stage).clear()
        form(stage).edit("name", "Nuria")
        form(stage).edit(field, text)
        form(stage).save()
        stage.rest()
        assert form(stage).wrongField == field
        assert sentence in find(stage, f"new.{field}").property("error")
        assert focused(stage) == f"new.{field}"
        form(stage).edit(field, "")
        assert form(stage).error == ""
    assert waiting(stage) == []


def test_half_a_birthday_is_not_dropped_in_silence(stage: Stage) -> None:
    shown(stage)
    form(stage).edit("name", "Nuria")
    find(stage, "new.birthday").forceActiveFocus()
    type_text(stage, "31")
    press(stage, Qt.Key.Key_Tab)
    type_text(stage, "2")
    tap(stage, "new.save")
    assert waiting(stage) == []
    assert "There is no such day" in find(stage, "new.birthday").property("error")
    assert focused(stage) == "new.birthday"
    press(stage, Qt.Key.Key_Backspace)
    type_text(stage, "3")
    assert form(stage).birthday == "--03-31"
    assert form(stage).error == ""
    tap(stage, "new.save")
    assert [(d.month, d.day) for d in saved(stage).dates] == [(3, 31)]


def test_any_name_is_kept_and_shown_as_it_is(stage: Stage) -> None:
    shown(stage)
    assert stage.view is not None
    names = {
        "<img src='y'>": "<img src='y'>",
        "Nu\x00ria": "Nuria",
        "\u05e0\u05d5\u05e8\u05d9\u05ea": "\u05e0\u05d5\u05e8\u05d9\u05ea",
        "\u202egnp.exe": "\u202egnp.exe",
        "X": "X",
    }
    for typed, kept in names.items():
        form(stage).edit("name", typed)
        form(stage).save()
        stage.rest()
        assert customer(stage, stage.app.profile.customerId).value("name") == kept
        assert any(item.property("text") == kept for item in scene.all_items(stage.view))
        assert scene.rich_texts(stage.view) == []


def test_the_same_answer_twice_takes_it_back_and_undo_takes_back_everything(stage: Stage) -> None:
    form(stage).edit("name", "Nuria")
    form(stage).answer("email", "granted")
    form(stage).answer("email", "granted")
    form(stage).answer("sms", "nonsense")
    form(stage).toggleBook()
    form(stage).save()
    stage.rest()
    made = saved(stage)
    assert made.consents == ()
    assert made.book == ()


def test_the_next_seller_gets_an_empty_form(stage: Stage) -> None:
    shown(stage)
    form(stage).edit("name", "Margarita Garces")
    form(stage)._look()
    stage.app.switchSeller()
    stage.rest()
    stage.services.sessions.sign_in(MARTA, PIN)
    stage.context.signedIn.emit()
    stage.app.show("new")
    stage.rest()
    assert not form(stage).hasLikely
    assert find(stage, "new.name").property("text") == ""


def _signed_in(stage: Stage, seller: str) -> list[str]:
    """Somebody signs in; what they are told."""
    told: list[str] = []
    stage.app.switchSeller()
    stage.rest()
    stage.context.toastWanted.connect(lambda text, _change: told.append(text))
    stage.services.sessions.sign_in(seller, PIN)
    stage.context.signedIn.emit()
    stage.rest()
    return told


def test_a_form_that_could_not_be_saved_when_its_seller_had_gone_waits_for_them(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(stage)
    for field, text in (("name", "Nuria"), ("email", "nuria@example.com"), ("birthday", "--05-04")):
        form(stage).edit(field, text)
    form(stage).answer("sms", "granted")
    form(stage).answer("call", "withdrawn")
    free = threading.Event()

    def refuse(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(stage.services.enrichments, "new_customer", refuse)
        stage.context.runner.write(lambda: free.wait(10), lambda _: None)
        form(stage).save()
        stage.app.switchSeller()
        free.set()
        stage.rest()
    assert (_signed_in(stage, MARTA), form(stage).touched, form(stage).error) == ([], False, "")
    assert _signed_in(stage, ELENA) == ["The new customer could not be saved. What you typed waits under New."]
    stage.app.show("new")
    stage.rest()
    assert find(stage, "new.name").property("text") == "Nuria"
    assert (form(stage).email, form(stage).birthday) == ("nuria@example.com", "--05-04")
    assert form(stage)._answers == {"call": "withdrawn"}, "a yes is asked for again"
    assert (_signed_in(stage, ELENA), form(stage).name) == ([], "Nuria"), "told once, and kept until it is saved"
    form(stage).save()
    stage.rest()
    assert [(c.channel, c.state) for c in saved(stage).consents] == [("call", "withdrawn")]
    assert (_signed_in(stage, ELENA), form(stage).touched) == ([], False)


@pytest.mark.parametrize(("size", "scale"), [(LANDSCAPE, 1.0), (PORTRAIT, 2.0)])
def test_the_form_can_be_read_aloud_and_touched(stage: Stage, size: tuple[int, int], scale: float) -> None:
    shown(stage, Look(size=size, scale=scale, dark=scale > 1))
    form(stage).edit("name", "Margarita Garces")
    looked(stage)
    assert stage.view is not None
    assert form(stage).hasLikely
    assert scene.shortcomings(stage.view) == []
    assert scene.rich_texts(stage.view) == []
    name, likely = find(stage, "new.name"), find(stage, "new.likely")
    top, other = scene.centre(name), scene.centre(likely)
    assert other.x() > top.x() + 300 if size == LANDSCAPE else other.y() < top.y()
