"""What waits, what to decide, what came back: nothing is dropped, nothing is preselected."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from clienteling.domain.apply import Conflict
from clienteling.domain.customer import Customer
from clienteling.domain.history import FollowUp
from clienteling.domain.provenance import from_source
from clienteling.services.drafts import CustomerDraft
from clienteling.services.sync_centre import OperationItem
from clienteling.ui import places
from clienteling.ui.format import Formats
from clienteling.ui.viewmodels.sync_rows import SyncWords
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.messages import OperationResult
from tests.ui import scene
from tests.ui.boutique import HOUR
from tests.ui.floor import BEATRIZ, CARMEN, EDGAR, Floor
from tests.ui.shots import LANDSCAPE, PORTRAIT

SHOE = "size.shoe"


def listed(floor: Floor) -> list[tuple[str, ...]]:
    """The rows on the right: what and the badge."""
    return floor.rows(floor.model.sync.items, "headline", "badge")


def counts(floor: Floor) -> dict[str, str]:
    """The numbers on the left."""
    return dict(floor.rows(floor.model.sync.groups, "key", "count"))  # type: ignore[arg-type]


def shoe_size(floor: Floor) -> list[str]:
    """Edgar's shoe size as his profile shows it."""
    held = floor.tablet.projection.customer(EDGAR).entity
    assert isinstance(held, Customer)
    return [p.value for p in held.preferences if p.key == SHOE]


def kinds(floor: Floor) -> list[str]:
    """What waits in the outbox."""
    return [op.kind for op in floor.tablet.journal.outbox()]


def open_group(floor: Floor, key: str) -> None:
    """Go to a group of the sync centre."""
    floor.tap("rail.sync")
    floor.tap(f"sync.group.{key}")


def test_what_waits_is_counted_and_named(elena: Floor) -> None:
    elena.services.enrichments.add_note(BEATRIZ, "Wants the bag before Friday")
    elena.services.enrichments.add_tag(CARMEN, "Private viewing")
    elena.tap("rail.sync")
    assert counts(elena) == {"waiting": "2", "decide": "0", "back": "0", "delivered": "0"}
    assert listed(elena) == [("Note, Beatriz Olmedo", ""), ("Tag, Carmen Iriarte", "")]
    assert elena.says("Wants the bag before Friday")
    assert elena.says("Just now")
    assert "Sync, 2 waiting" in {thing.name for thing in scene.spoken(elena.window)}
    elena.tap("sync.item", 1)
    assert elena.model.profile.customerId == CARMEN


def test_the_oldest_one_says_its_age(elena: Floor) -> None:
    elena.services.enrichments.add_tag(CARMEN, "Private viewing")
    elena.app.context.now = lambda: time.time_ns() // 1_000_000 + 3 * HOUR
    elena.tap("rail.sync")
    assert elena.says("Oldest 3 hour")


def test_what_was_delivered_is_listed(elena: Floor) -> None:
    elena.services.enrichments.add_tag(CARMEN, "Private viewing")
    elena.answer()
    open_group(elena, "delivered")
    assert counts(elena)["delivered"] == "1"
    assert listed(elena) == [("Tag, Carmen Iriarte", "")]
    elena.tap("sync.group.waiting")
    assert elena.says("Nothing is waiting. Head office has every word.")


def test_a_conflict_shows_both_values_and_chooses_neither(elena: Floor) -> None:
    elena.conflict("Takes a 38 in court shoes")
    open_group(elena, "decide")
    conflict = elena.model.sync.conflict
    assert conflict.question == "Which shoe is right?"
    assert conflict.yours[:3] == ["38", "“Takes a 38 in court shoes”", "Elena Robles, seller"]
    assert conflict.yours[4] == "In store Centro, quick note"
    assert [conflict.theirs[0], conflict.theirs[2], conflict.theirs[4]] == ["38.5", "The customer", "Web shop"]
    assert "Edgar Villaseñor" in conflict.subtitle
    assert conflict.choice == ""
    for card in ("sync.yours", "sync.theirs"):
        assert not elena.item(card).property("chosen")
    assert not elena.item("sync.keep").isEnabled()
    spoken = [t.name for t in scene.spoken(elena.window)]
    assert any(name.startswith("Your tablet, 38, “Takes a 38 in court shoes”, Elena Robles, seller") for name in spoken)
    elena.tap("sync.keep")
    assert counts(elena)["decide"] == "1"


def test_keeping_mine_sends_it_again_and_can_be_undone(elena: Floor) -> None:
    elena.conflict()
    assert shoe_size(elena) == ["38.5"]
    open_group(elena, "decide")
    elena.tap("sync.yours")
    assert elena.item("sync.keep").property("text") == "Keep 38"
    elena.tap("sync.keep")
    assert shoe_size(elena) == ["38"]
    assert "preference.set" in kinds(elena)
    assert counts(elena)["decide"] == "0"
    assert elena.says("There is nothing to decide.")
    elena.tap("toast.undo")
    assert shoe_size(elena) == ["38.5"]
    assert counts(elena)["decide"] == "1"


def test_keeping_theirs_needs_no_operation(elena: Floor) -> None:
    elena.conflict()
    open_group(elena, "decide")
    elena.tap("sync.theirs")
    assert elena.item("sync.keep").property("text") == "Keep 38.5"
    elena.tap("sync.keep")
    assert shoe_size(elena) == ["38.5"]
    assert kinds(elena) == []
    assert counts(elena)["decide"] == "0"


def test_keys_alone_decide(elena: Floor) -> None:
    elena.conflict()
    open_group(elena, "decide")
    elena.item("sync.theirs").forceActiveFocus()
    scene.press(elena.window, Qt.Key.Key_Return)
    assert elena.model.sync.conflict.choice == "theirs"
    scene.press(elena.window, Qt.Key.Key_Tab)
    assert elena.item("sync.keep").hasActiveFocus()
    scene.press(elena.window, Qt.Key.Key_Space)
    elena.rest()
    assert counts(elena)["decide"] == "0"


def test_asking_later_keeps_the_question(elena: Floor) -> None:
    elena.conflict()
    open_group(elena, "decide")
    elena.tap("sync.yours")
    elena.tap("sync.later")
    assert counts(elena)["decide"] == "1"
    assert elena.tablet.journal.conflicts()[0].state == "postponed"
    assert "to be asked later" in elena.model.sync.conflict.subtitle
    assert elena.toasts[-1] == "It stays here until you have asked"
    assert kinds(elena) == []


def test_a_choice_survives_news_but_not_another_value(elena: Floor) -> None:
    elena.conflict()
    open_group(elena, "decide")
    elena.tap("sync.yours")
    elena.services.enrichments.add_tag(CARMEN, "Private viewing")
    elena.rest()
    assert elena.model.sync.conflict.choice == "yours"


def test_the_profile_is_one_tap_from_the_question(elena: Floor) -> None:
    elena.conflict()
    open_group(elena, "decide")
    elena.tap("sync.openCustomer")
    assert elena.model.profile.customerId == EDGAR


def test_what_came_back_is_corrected_and_sent_again(elena: Floor) -> None:
    elena.refusal()
    open_group(elena, "back")
    back = elena.model.sync.rejected
    assert back.headline == "Important date, Carmen Iriarte"
    assert elena.says("This day does not exist.")
    assert elena.item("sync.arg.day").property("text") == "29"
    # Still wrong: it says why, and stays.
    fill(elena, "sync.arg.day", "45")
    elena.tap("sync.sendAgain")
    assert elena.there("sync.stillRefused")
    assert counts(elena)["back"] == "1"
    assert kinds(elena) == []
    fill(elena, "sync.arg.day", "letters")
    elena.tap("sync.sendAgain")
    assert elena.says("A number was expected. Type digits only.")
    # Right: it is on its way again as a new operation.
    fill(elena, "sync.arg.day", "28")
    elena.tap("sync.sendAgain")
    assert kinds(elena) == ["date.set"]
    assert counts(elena)["back"] == "0"
    held = elena.tablet.projection.customer(CARMEN).entity
    assert isinstance(held, Customer)
    assert [(d.month, d.day) for d in held.dates] == [(2, 28)]
    assert elena.toasts[-1] == "Sent again"


def fill(floor: Floor, name: str, text: str) -> None:
    """Replace what stands in a field, with the keyboard."""
    floor.item(name).forceActiveFocus()
    scene.call(floor.item(name), "selectAll")
    scene.type_text(floor.window, text)


def test_both_kinds_stand_under_next(elena: Floor) -> None:
    elena.conflict()
    elena.refusal()
    open_group(elena, "decide")
    assert listed(elena) == [("Important date, Carmen Iriarte", "rejected")]
    elena.tap("sync.item")
    assert elena.model.sync.group == "back"
    assert elena.model.sync.rejected.there
    assert listed(elena) == [("Shoe, Edgar Villaseñor", "conflict")]
    elena.tap("sync.item")
    assert elena.model.sync.group == "decide"
    # Nothing waits, two things need a person: the rail says so.
    assert elena.model.sync.attention == 2


def test_states_of_the_line_are_said_in_words(elena: Floor) -> None:
    elena.tap("rail.sync")
    elena.tablet.journal.synced(time.time_ns() // 1_000_000)
    expected = {
        "online": "Online, last sync",
        "offline": "Offline. Everything works, nothing is lost.",
        "slow": "Slow connection. Everything works, nothing is lost.",
        "syncing": "Exchanging with head office",
    }
    for state, words in expected.items():
        elena.state = state  # type: ignore[assignment]
        elena.model.sync.refresh()
        elena.rest()
        assert elena.says(words), state
    assert not elena.item("sync.now").isEnabled()


def test_sync_now_asks_the_line(elena: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(elena.app.line, "request", lambda: asked.append(1))
    elena.tap("rail.sync")
    elena.tap("sync.now")
    assert asked == [1]


def test_what_came_back_is_saved_as_a_file_whose_name_says_nothing(
    elena: Floor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "new_file", lambda name, _now: tmp_path / f"{name}-1.json")
    elena.refusal()
    open_group(elena, "back")
    elena.tap("sync.saveRejected")
    assert elena.says("nothing of what they say")
    elena.tap("primaryButton")
    target = tmp_path / "clienteling-sent-back-1.json"
    assert elena.toasts[-1] == f"Saved as {target.name} in {tmp_path.name}"
    [held] = json.loads(target.read_text("utf-8"))["operations"]
    assert held["kind"] == "date.set"
    assert "1984" not in target.read_text("utf-8"), "what it says is in the file"
    # It is a copy: what came back is still here to be corrected.
    assert counts(elena)["back"] == "1"


def test_what_goes_along_is_told(elena: Floor) -> None:
    created = elena.services.enrichments.new_customer(CustomerDraft({"name": "Inés"}))
    elena.services.enrichments.add_note(created.customer_id, "Looks for a coat")
    size = elena.tablet.journal.waiting().count
    batch = elena.tablet.journal.next_batch(500, 1 << 20)
    numbers = [106 if o.kind == "customer.create" else 123 for o in batch]
    results = [OperationResult(o.op_id, "rejected", 0, n, "No") for o, n in zip(batch, numbers, strict=True)]
    elena.tablet.journal.record(results, elena.tablet.journal.fence())
    elena.rest()
    open_group(elena, "back")
    assert elena.model.sync.rejected.headline == "New customer, Inés"
    assert elena.model.sync.rejected.along == f"{size - 1} more that hang on it go along"
    assert {row[0].partition(", ")[2] for row in listed(elena)} == {"Inés"}
    elena.tap("sync.sendAgain")
    assert elena.tablet.journal.waiting().count == size
    assert elena.tablet.journal.rejected() == ()


def test_on_a_narrow_screen_groups_lead_on_and_back(elena: Floor) -> None:
    elena.conflict()
    elena.look(PORTRAIT)
    elena.tap("rail.sync")
    assert not elena.there("sync.detail")
    elena.tap("sync.group.decide")
    assert elena.there("sync.yours")
    assert not elena.there("sync.group.decide")
    elena.tap("sync.back")
    assert elena.there("sync.group.decide")


def test_whoever_is_not_signed_in_sees_counts_and_no_names(elena: Floor) -> None:
    elena.conflict()
    elena.services.enrichments.add_tag(CARMEN, "Private viewing")
    elena.tap("rail.sync")
    elena.model.switchSeller()
    elena.model.sync.refresh()
    elena.rest()
    assert listed(elena) == []
    assert not elena.model.sync.conflict.there
    elena.until(lambda: elena.model.sync.waiting == 1)
    elena.sign_in("MQ")
    open_group(elena, "decide")
    elena.until(lambda: elena.model.sync.conflict.there)


def show_more(floor: Floor) -> None:
    """The way to the next window, which stands under the rows."""
    floor.item("sync.more").forceActiveFocus()
    floor.tap("sync.more")


def test_a_long_list_says_how_many_more_and_shows_them(elena: Floor) -> None:
    for n in range(110):
        elena.services.enrichments.add_tag(CARMEN, f"Tag {n}")
    elena.tap("rail.sync")
    sync = elena.model.sync
    elena.until(lambda: sync.moreText == "Show more, 60 left")
    assert len(listed(elena)) == 50
    show_more(elena)
    elena.until(lambda: sync.moreText == "Show more, 10 left")
    # The focus is where it was: under the rows that came.
    scene.press(elena.window, Qt.Key.Key_Return)
    elena.until(lambda: len(listed(elena)) == 110)
    assert not elena.there("sync.more")
    # Whoever comes again begins at the top. Of another group nothing is said before it was read.
    said: list[str] = []
    sync.groupChanged.connect(lambda: said.append(sync.moreText))
    sync.choose("delivered")
    elena.rest()
    assert said
    assert not any(said)
    sync.choose("waiting")
    elena.until(lambda: sync.moreText == "Show more, 60 left")


@pytest.mark.parametrize("status", ["conflict", "rejected"])
def test_all_that_needs_a_person_can_be_reached(elena: Floor, status: str) -> None:
    for n in range(70):
        elena.services.enrichments.add_tag(CARMEN, f"Tag {n}")
    fight = Conflict("preference:size.shoe", "38", "38.5", from_source("webshop", 0, "web"), "theirs")
    results = [
        OperationResult(o.op_id, "conflict", 2, conflict=fight)
        if status == "conflict"
        else OperationResult(o.op_id, "rejected", 0, 106, "No")
        for o in elena.tablet.journal.next_batch(500, 1 << 20)
    ]
    elena.tablet.journal.record(results, elena.tablet.journal.fence())
    elena.rest()
    open_group(elena, "decide" if status == "conflict" else "back")
    # One of them is in view, the others are next.
    assert len(listed(elena)) == 49
    assert elena.item("sync.more").property("text") == "Show more, 20 left"
    show_more(elena)
    elena.until(lambda: len(listed(elena)) == 69)
    assert not elena.there("sync.more")


def test_what_cannot_be_read_is_said_and_tried_again(elena: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    centre = elena.services.sync_centre
    status = centre.status

    def broken() -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(centre, "status", broken)
    elena.tap("rail.sync")
    elena.model.sync.refresh()
    elena.rest()
    assert elena.there("sync.error")
    monkeypatch.setattr(centre, "status", status)
    scene.tap(scene.find_text(elena.window, "Try again"), window=elena.window)
    elena.rest()
    assert not elena.there("sync.error")
    assert elena.says("Nothing is waiting.")


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1024, 768)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_and_48_pixels(elena: Floor, size: tuple[int, int], scale: float) -> None:
    elena.conflict("Takes a 38 in court shoes")
    elena.refusal()
    elena.look(size, scale=scale)
    for group in ("waiting", "decide", "back", "delivered"):
        elena.model.show("sync")
        elena.model.sync.choose(group)
        elena.rest()
        if elena.there(f"sync.group.{group}") and size == PORTRAIT:
            elena.tap(f"sync.group.{group}")
        assert scene.shortcomings(elena.window) == [], group
        assert scene.rich_texts(elena.window) == []


def test_a_follow_up_done_is_named_as_such(elena: Floor) -> None:
    elena.tap("today.done")
    elena.tap("rail.sync")
    assert listed(elena) == [("Follow-up done, Beatriz Olmedo", "")]
    waiting = elena.tablet.journal.outbox()[0]
    held = elena.tablet.projection.entity("followup", waiting.entity_id).entity
    assert isinstance(held, FollowUp)
    assert held.state == "done"


def test_consents_and_dates_on_their_way_are_shown_in_words() -> None:
    words = SyncWords(Formats("es"))
    consent = OperationItem("a", "consent.set", "c", "Ana", "call withdrawn", "Elena", 0)
    date = OperationItem("b", "date.set", "c", "Ana", "05-17", "Elena", 0)
    told = OperationItem("c", "date.set", "c", "Ana", "1990-05-17", "Elena", 0)
    assert words.operation_row(consent).detail.startswith("Phone call: Refused")
    assert words.operation_row(date).detail.startswith("17 de mayo")
    assert words.operation_row(told).detail.startswith("17 de mayo 1990")


def test_a_tablet_that_became_one_of_its_own_says_so_until_it_was_read(elena: Floor) -> None:
    elena.tap("rail.sync")
    assert not elena.there("sync.notice")
    elena.tablet.journal.become("c0" * 16, "1e" * 16, DeviceKey.new(), "fence")
    elena.until(lambda: elena.there("sync.notice"))
    elena.rest()
    assert elena.says("This tablet was copied or put back to an earlier state. It now counts as a tablet of its own")
    assert counts(elena)["back"] == counts(elena)["decide"] == "0"
    elena.tap("sync.notice.read")
    elena.until(lambda: not elena.there("sync.notice"))
    assert elena.tablet.journal.split_at() == 0
