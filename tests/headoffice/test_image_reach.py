"""Whom the pages of a finished replica reach, and with what in them: no more than a download by chunks."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import zstandard
from sqlalchemy import Engine

from clienteling.domain import operations as o
from clienteling.domain.customer import ContactPoint, ImportantDate
from clienteling.domain.history import Order, OrderLine
from clienteling.domain.ids import new_id
from clienteling.domain.policy import DEFAULTS, Group, Level, Policy, Role
from clienteling.wire.errors import WireError
from clienteling.wire.image_messages import Image
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.guard import policies
from headoffice.profile.history import save
from headoffice.sync import images as work
from headoffice.sync import presses
from headoffice.sync.devices import revoke
from headoffice.sync.feed import publish
from tests.headoffice.tablet import BY, Tablet, customer
from tests.headoffice.test_images import ids, piece, pressed, ready

__all__ = ["pressed"]

MAIL, YEAR, WORDS, AMOUNT = "aurelia.vitoria@example.com", 1937, "Ask about the sapphire", 987_654_321


@pytest.fixture(autouse=True)
def _worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "WORTH_ROWS", 0)


def _pages(tablet: Tablet, image: Image) -> bytes:
    return b"".join(zstandard.decompress(piece(tablet, image, n).content) for n in range(len(image.pieces)))


@pytest.mark.usefixtures("pressed")
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_a_kind_of_tablet_may_not_hold_is_in_none_of_its_pages(tablet: Tablet, company: Engine) -> None:
    hidden: dict[Group, Level] = {"email": "hidden", "birthday": "masked", "notes": "hidden", "spend": "hidden"}
    with writing(company) as conn:
        levels: dict[Role, dict[Group, Level]] = {**DEFAULTS, "seller": {**DEFAULTS["seller"], **hidden}}
        policies.put_in_force(conn, Policy(levels=levels), now_ms())
    who = customer(
        company,
        contacts=(ContactPoint(new_id(), "email", MAIL, BY, version=1),),
        dates=(ImportantDate(new_id(), "birthday", 5, 4, BY, YEAR, version=1),),
    )
    tablet.push(tablet.op(o.NoteAdd(who.id, WORDS), new_id()))
    sale = Order(new_id(), who.id, "7", "store", now_ms(), "EUR", AMOUNT, lines=(OrderLine("Ring", 1, AMOUNT),))
    with writing(company) as conn:
        publish(conn, save(conn, "order", [sale]))
    managers = Tablet(tablet.client, company, kind="manager")
    shared, whole = (_pages(each, ready(each, ids(each))) for each in (tablet, managers))
    # A number may stand in an identifier by chance.
    numbers = [rf"(?<![0-9a-f]){number}(?![0-9a-f])" for number in (YEAR, AMOUNT)]
    marks = [re.escape(MAIL), "aurelia.vitoria", "sapphire", *numbers]
    assert [mark for mark in marks if not re.search(mark.encode(), whole)] == []
    assert [mark for mark in marks if re.search(mark.encode(), shared)] == []
    assert who.id.encode() in shared


@pytest.mark.usefixtures("pressed")
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_whoever_is_locked_out_in_the_middle_gets_no_further_piece(tablet: Tablet, company: Engine) -> None:
    customer(company)
    found = ready(tablet, ids(tablet))
    assert len(found.pieces) > 1
    assert piece(tablet, found).status_code == 200
    with writing(company) as conn:
        revoke(conn, tablet.me.device_id, now_ms())
    refused = piece(tablet, found, 1)
    assert (refused.status_code, refused.json()["number"]) == (403, WireError.REVOKED)
    again = tablet.get("/v1/images", params={"form": "1", "snapshots": "a"})
    assert again.status_code == 403


def test_what_goes_wrong_before_it_has_begun_is_told_without_its_words() -> None:
    """An address that nobody opens may hold a password."""
    said = b'{"database": "geheim://nobody:aurelia@nowhere", "image": "", "folder": "/"}'
    program = [sys.executable, "-c", presses._PROGRAM]
    done = subprocess.run(program, input=said, capture_output=True, check=False, cwd=presses._ROOT)
    assert done.returncode == 1
    assert b'"event": "uncaught"' in done.stderr
    assert [word for word in (b"geheim", b"aurelia", b"nobody") if word in done.stdout + done.stderr] == []
